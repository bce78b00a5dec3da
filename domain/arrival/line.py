"""The commits of a project, or of a branch, that come from elsewhere: whether they follow."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from domain import text
from domain.arrival import soundness
from domain.arrival.soundness import UnsoundError, demand
from domain.errors import RuleViolatedError
from domain.past import Folding
from events.clip import ClipAdded
from events.ids import is_branch, kind
from events.pool import PoolItemAdded
from events.project import (
    BranchForked,
    BranchMerged,
    ProjectArrived,
    ProjectCreated,
    ProjectExported,
)
from events.record import record
from events.scene import SceneAdded
from events.store import Commit, Envelope, Fact
from events.take import TakeAdded

BORN: Final = (SceneAdded, ClipAdded, TakeAdded, PoolItemAdded, ProjectCreated)
THINGS: Final = frozenset({"scene", "clip", "take", "item"})


@record
class Kin:
    """A project and its branches: the last commit of each, by partition."""

    trunk: str
    heads: Mapping[str, int]


class Line:
    """`claim` is told of each thing that begins here, and raises where its id is taken."""

    def __init__(
        self, kin: Kin, begun: Folding, *, latest: datetime, claim: Callable[[str], None]
    ) -> None:
        self.folding = begun
        self._kin = kin
        self._latest = latest
        self._claim = claim
        self._commands: set[str] = set()
        self._at: datetime | None = None

    @property
    def partition(self) -> str:
        return self.folding.partition

    def take(self, commit: Commit) -> None:
        """Fold a commit in. Raises UnsoundError for one that nobody can have made here."""
        try:
            self._check_place(commit)
            self._check_envelope(commit.n, commit.envelope)
            self._check_facts(commit)
            self._follow(commit)
        except (UnsoundError, RuleViolatedError) as error:
            raise UnsoundError(f"commit {commit.n} of {self.partition}: {error}") from None

    def _check_place(self, commit: Commit) -> None:
        due = self.folding.tip.n + 1
        demand((commit.partition, commit.n) == (self.partition, due), f"commit {due} is due")
        demand(commit.command not in self._commands, "its command was carried out before")
        demand(0 < len(commit.command) <= text.NAME_LENGTH, "its command has no id")
        self._commands.add(commit.command)

    def _check_envelope(self, n: int, envelope: Envelope) -> None:
        demand(kind(envelope.actor) == "user", "nobody made it")
        demand(0 <= envelope.undoes < n, "it takes back what is not before it")
        demand(envelope.at <= self._latest, "it was made in the future")
        demand(self._at is None or self._at <= envelope.at, "it was made before the one before it")
        self._at = envelope.at
        for value in (envelope.correlation, envelope.causation, envelope.note):
            text.label(value, "note", most=text.URL_LENGTH)

    def _check_facts(self, commit: Commit) -> None:
        demand({*commit.versions} == {it.stream for it in commit.facts}, "its streams are others")
        demand(bool(commit.facts), "nothing happened")
        born: set[str] = set()
        for at, fact in enumerate(commit.facts):
            self._check_stream(fact.stream)
            self._check_begin(fact.event, is_first=commit.n == 1 and at == 0)
            is_there = fact.stream in born or self.folding.board.state(fact.stream) is not None
            demand(is_there != isinstance(fact.event, BORN), f"{fact.stream} begins twice, or not")
            if not is_there:
                born.add(fact.stream)
            self._check_event(commit.n, fact)
        for stream in born - {self.partition}:
            self._claim(stream)

    def _check_stream(self, stream: str) -> None:
        is_own = stream == self.partition
        demand(is_own or kind(stream) in THINGS, f"{text.quoted(stream)} is not of the project")

    def _check_begin(self, event: object, *, is_first: bool) -> None:
        first = BranchForked if is_branch(self.partition) else ProjectCreated
        demand(is_first == isinstance(event, first), "a history begins once, with its beginning")
        demand(is_first or not isinstance(event, BranchForked), "a project is no branch")

    def _check_event(self, n: int, fact: Fact) -> None:
        match fact.event:
            case BranchMerged() as event:
                newest = self._kin.heads.get(event.source, 0)
                demand(event.source in self._kin.heads, "it merged what is not in the archive")
                demand(0 <= event.position <= newest, "it merged what was not there")
                demand(0 <= event.at <= n, "it merged in the future")
            case ProjectExported() as event:
                for value in (event.format, *event.options, *event.options.values()):
                    text.label(value, "option", most=text.URL_LENGTH)
            case ProjectArrived() as event:
                demand(kind(event.origin) == "project", "it came from no project")
                demand(0 < event.position <= text.INT32, "it came from no commit")
            case _:
                pass

    def _follow(self, commit: Commit) -> None:
        board = self.folding.board
        try:
            change = self.folding.follow(commit)
        except Exception as error:
            raise UnsoundError(f"it does not follow ({_told(error)})") from error
        for stream, version in commit.versions.items():
            demand(board.version(stream) == version, f"{stream} is not at version {version}")
        soundness.check(change, board)


def _told(error: Any) -> str:
    return f"{type(error).__name__}: {error}"[: text.NAME_LENGTH]
