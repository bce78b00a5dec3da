"""A project with its branches that comes from elsewhere: whether all of it is one history.

Each log is read once. Where a branch was forked its own log is read, from what was there then.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Final

from domain.arrival.line import Kin, Line
from domain.arrival.soundness import UnsoundError, demand
from domain.holding import everything
from domain.past import Folding, translated
from events.ids import is_branch
from events.project import BranchForked
from events.record import record
from events.store import Commit

# Who looks at a branch folds its parents first, one inside the other.
DEEPEST: Final = 100
MOST_THINGS: Final = 2_000_000
Read = Callable[[str], Iterator[Commit]]


@record
class Ending:
    """What a log comes to; `version` is that of the partition's own stream.

    `media` are the names of all files that were ever its own, by digest.
    """

    at: datetime
    version: int
    name: str
    scenes: int
    clips: int
    media: Mapping[str, str]


def checked(
    kin: Kin, read: Read, *, latest: datetime, most: int = MOST_THINGS
) -> Mapping[str, Ending]:
    """Read all logs and return their ends, parents first. Raises UnsoundError.

    `latest` is when a commit can have been made last. `read` yields the commits of a partition.
    """
    family = _Family(kin, read, latest, most)
    family.go_through(Folding(kin.trunk), 0)
    lost = sorted(kin.heads.keys() - family.endings.keys())
    demand(not lost, f"{', '.join(lost[:1])} was forked from nothing that is there")
    return family.endings


class _Family:
    def __init__(self, kin: Kin, read: Read, latest: datetime, most: int) -> None:
        self.endings: dict[str, Ending] = {}
        self._kin = kin
        self._read = read
        self._latest = latest
        self._most = most
        self._taken: set[int] = set()
        self._forks: dict[tuple[str, int], list[str]] = {}
        for branch in kin.heads:
            if branch != kin.trunk:
                fork = self._fork(branch)
                self._forks.setdefault((fork.parent, fork.position), []).append(branch)

    def _fork(self, branch: str) -> BranchForked:
        first = next(self._read(branch), None)
        event = first.facts[0].event if first and len(first.facts) == 1 else None
        if not is_branch(branch) or not isinstance(event, BranchForked):
            raise UnsoundError(f"{branch} does not begin as a branch")
        demand(event.trunk == self._kin.trunk, f"{branch} is of another project")
        newest = self._kin.heads.get(event.parent, 0)
        demand(0 < event.position <= newest, f"{branch} was forked from what is not there")
        return event

    def go_through(self, begun: Folding, depth: int) -> None:
        demand(depth <= DEEPEST, f"branches of branches are more than {DEEPEST} deep")
        for state in begun.board.states():
            if state.id != begun.partition:
                self._claim(state.id)
        line = Line(self._kin, begun, latest=self._latest, claim=self._claim)
        last: Commit | None = None
        for commit in self._read(line.partition):
            line.take(commit)
            last = commit
            for branch in self._forks.get((line.partition, commit.n), ()):
                self.go_through(translated(line.folding, branch), depth + 1)
        head = self._kin.heads[line.partition]
        if last is None or last.n != head:
            raise UnsoundError(f"{line.partition} does not end with commit {head}")
        self.endings[line.partition] = _ending(line.folding, last)

    def _claim(self, id_: str) -> None:
        """Raise UnsoundError where another thing of the archive has this id."""
        key = hash(id_.partition("-")[0]) ^ int(id_[-32:], 16)
        demand(key not in self._taken, f"{id_} is there twice")
        demand(len(self._taken) < self._most, f"there are more than {self._most:,} things")
        self._taken.add(key)


def _ending(folding: Folding, last: Commit) -> Ending:
    board = folding.board
    assert board.project is not None  # noqa: S101 - its first commit made it
    return Ending(
        at=last.envelope.at,
        version=board.version(folding.partition),
        name=board.project.name,
        scenes=sum(not it.is_deleted for it in board.scenes.values()),
        clips=sum(not it.is_deleted for it in board.clips.values()),
        media=everything(board),
    )
