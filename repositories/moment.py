"""Projects as they were: the plan of a project at any of its commits."""

from collections import OrderedDict
from datetime import datetime
from typing import Any, Final

from domain.board.board import Board
from domain.errors import RuleViolatedError
from domain.past import Folding, Past
from domain.timeline import layout
from events.record import record
from events.store import EventStore
from repositories import view
from repositories.take import Counts
from repositories.timeline import Plan
from repositories.view import View

KEPT: Final = 16
# Things in all moments that are kept; the newest one is, however large.
KEPT_THINGS: Final = 200_000


@record
class At:
    """A moment: a commit, or the last one that was made by a time; neither is now."""

    position: int | None = None
    time: datetime | None = None


NOW: Final = At()


@record
class StreamVersion:
    """A state of one thing, the state before it, and the commit that made it."""

    version: int
    position: int
    at: datetime
    actor: str
    before: Any
    after: Any


@record
class _Known:
    plan: Plan
    board: Board


class Moments:
    def __init__(self, past: Past, store: EventStore) -> None:
        self._past = past
        self._store = store
        self._kept: OrderedDict[tuple[str, int], _Known] = OrderedDict()

    async def position(self, project: str, at: At) -> int:
        """Return the commit that a moment means. Raises RuleViolatedError where there is none."""
        newest = (await self._store.tip(project)).n
        position = newest if at.position is None else at.position
        if at.time is not None:
            position = await self._store.reached_by(project, at.time)
            if not position:
                raise RuleViolatedError(
                    "The project was not there yet at that time. Choose a later one.", field="at"
                )
        if not 1 <= position <= newest:
            raise RuleViolatedError(
                f"There is no change {position:,}: the project has the changes 1 to {newest:,}."
                " Choose one of these.",
                field="at",
            )
        return position

    async def time(self, project: str, position: int) -> datetime:
        """Return when a commit was made."""
        return (await self._store.times(project, [position]))[position]

    async def spread(self, project: str, count: int) -> list[tuple[int, datetime]]:
        """Return at most `count` commits, spread evenly from the first to the last."""
        newest = (await self._store.tip(project)).n
        wanted = {1 + round(at * (newest - 1) / max(count - 1, 1)) for at in range(count)}
        times = await self._store.times(project, sorted(wanted))
        return sorted(times.items())

    async def plan(self, project: str, position: int) -> Plan:
        """Return everything a project showed after a commit."""
        return (await self._known(project, position)).plan

    async def board(self, project: str, position: int) -> Board:
        """Return the board after a commit, to look at only."""
        return (await self._known(project, position)).board

    async def _known(self, project: str, position: int) -> _Known:
        key = project, position
        kept = self._kept.get(key)
        if kept is None:
            folding = await self._past.folding(project, position)
            kept = self._kept[key] = _Known(plan=plan_of(folding), board=folding.board)
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT or (len(self._kept) > 1 and self._things > KEPT_THINGS):
            self._kept.popitem(last=False)
        return kept

    @property
    def _things(self) -> int:
        return sum(len(known.board.versions) for known in self._kept.values())

    async def states(self, project: str, stream: str) -> dict[int, Any]:
        """Return every state of a thing by its version, on a branch also the one it began with."""
        origin = (await self._past.start(project, 0)).board
        born = origin.state(stream)
        begun: dict[int, Any] = {} if born is None else {origin.version(stream): born}
        return begun | {one.version: one.after for one in await self.versions(project, stream)}

    async def versions(self, project: str, stream: str) -> list[StreamVersion]:
        """Return every version of a thing, oldest first; of a branch those since it was forked."""
        origin = (await self._past.start(project, 0)).board
        state: Any = origin.state(stream)
        version = origin.version(stream)
        found: list[StreamVersion] = []
        async for commit in self._store.touching(project, stream):
            before = state
            for fact in commit.facts:
                if fact.stream == stream:
                    state = view.evolved(state, fact.event, stream)
                    version += 1
            found.append(
                StreamVersion(
                    version=version,
                    position=commit.n,
                    at=commit.envelope.at,
                    actor=commit.envelope.actor,
                    before=before,
                    after=state,
                )
            )
        return found


def plan_of(folding: Folding) -> Plan:
    views: dict[str, View[Any]] = view.of_folding(folding)
    board = folding.board
    return Plan(
        project=views[folding.partition],
        scenes={id_: views[id_] for id_ in board.scenes},
        clips={id_: views[id_] for id_ in board.clips},
        layout=layout(board.scenes.values(), board.clips.values()),
        takes=_counted(board),
        then={id_: views[id_] for id_ in (*board.takes, *board.pool)},
    )


def _counted(board: Board) -> Counts:
    counts: Counts = {}
    for take in board.takes.values():
        if not take.is_deleted:
            counts[take.clip] = counts.get(take.clip, 0) + 1
    return counts
