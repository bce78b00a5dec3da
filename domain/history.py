"""What is asked of history: undo and redo, restoring, branches and merges.

Each looks into the past first and then asks the executor for one change of the present.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from domain import access, branch, merge
from domain.board.board import Board
from domain.board.project import Project
from domain.branch import ForkBranch, Translation
from domain.command import HistoryCommand
from domain.errors import ConflictError, RuleViolatedError
from domain.execute import Executor, Outcome, Request
from domain.merge import Base, Choices, Merge, MergeBranch, States
from domain.past import Folding, Past
from domain.project import existing
from domain.restore import Restore
from domain.undo import Steps, UndoChange
from events.ids import UserId, derived
from events.record import record
from events.store import GENESIS, Commit, Envelope, EventStore, Fact, Proposal

# Steps of which others brought everything back already are passed over, but not without end.
LOOKED_BACK: Final = 50


@record
class Asking:
    """Who asks, of which project, and by which command; see `Request`."""

    project: str
    command_id: str
    is_new: bool = False
    actor: UserId


@record
class Undone:
    """`position` is the commit that was taken back."""

    outcome: Outcome
    position: int


@record
class MergeWish:
    """A merge of `source` into the asked project. Positions are those of the preview."""

    source: str
    choices: Choices
    source_position: int | None = None
    target_position: int | None = None


@record
class Preview:
    command: MergeBranch
    merge: Merge


class History:
    def __init__(
        self,
        *,
        executor: Executor,
        past: Past,
        store: EventStore,
        clock: Callable[[], datetime],
        announce: Callable[[Commit], None] = lambda _: None,
    ) -> None:
        self._executor = executor
        self._past = past
        self._store = store
        self._clock = clock
        self._announce = announce

    # Undo and redo

    async def undo(
        self, asking: Asking, *, position: int | None = None, anyway: bool = False
    ) -> Undone:
        """Take back a commit: `position`, or the newest of the user's own that can be.

        Raises InterferedError where others changed the same since, RuleViolatedError where
        there is nothing to undo, or no room for it.
        """
        return await self._take_back(asking, lambda steps: steps.undo, position, anyway, "undo")

    async def redo(
        self, asking: Asking, *, position: int | None = None, anyway: bool = False
    ) -> Undone:
        """Take back an undo: `position`, or the user's newest."""
        return await self._take_back(asking, lambda steps: steps.redo, position, anyway, "redo")

    async def _take_back(
        self,
        asking: Asking,
        of: Callable[[Steps], tuple[int, ...]],
        position: int | None,
        anyway: bool,  # noqa: FBT001 - private
        verb: str,
    ) -> Undone:
        if first := await self._first(asking):
            return first
        if position is not None:
            await self._executor.steps(asking.project, asking.actor)
            outcome = await self._taken_back(asking, position, anyway=anyway)
            return Undone(outcome=outcome, position=position)
        tried: set[int] = set()
        while len(tried) < LOOKED_BACK:
            steps = of(await self._executor.steps(asking.project, asking.actor))
            n = next((step for step in reversed(steps) if step not in tried), None)
            if n is None:
                break
            tried.add(n)
            done = await self._unless_taken(asking, of, n, anyway=anyway)
            # What others brought to the same already is nothing to undo: the one before it is.
            if done is not None and done.commit is not None:
                return Undone(outcome=done, position=n)
        raise RuleViolatedError(f"There is nothing of yours to {verb}.")

    async def _unless_taken(
        self, asking: Asking, of: Callable[[Steps], tuple[int, ...]], n: int, *, anyway: bool
    ) -> Outcome | None:
        """Take a step back; None where the user, who pressed twice, did so meanwhile."""
        try:
            return await self._taken_back(asking, n, anyway=anyway)
        except (ConflictError, RuleViolatedError):
            if n in of(await self._executor.steps(asking.project, asking.actor)):
                raise
            return None

    async def _first(self, asking: Asking) -> Undone | None:
        if asking.is_new:
            return None
        first = await self._store.find(asking.project, asking.command_id)
        if first is None:
            return None
        access.role((await self._executor.board(asking.project)).authority, asking.actor)
        if not first.envelope.undoes:
            raise RuleViolatedError(
                "This command id was used for another change. Use a new UUID for each command.",
                field="command_id",
            )
        return Undone(
            outcome=Outcome(commit=first, position=first.n), position=first.envelope.undoes
        )

    async def _taken_back(self, asking: Asking, n: int, *, anyway: bool) -> Outcome:
        change = await self._executor.change(asking.project, n)
        return await self._ask(asking, UndoChange(change=change, anyway=anyway), undoes=n)

    # Restoring

    async def restore(
        self,
        asking: Asking,
        position: int,
        *,
        about: str | None = None,
        fields: tuple[str, ...] | None = None,
    ) -> Outcome:
        """Make a clip, a scene or everything as it was after commit `position`."""
        board = await self._executor.board(asking.project)
        access.role(board.authority, asking.actor)
        then = await self._past.folding(asking.project, position)
        wish = Restore(then=_states(then.board), about=about, fields=fields)
        return await self._ask(asking, wish, note=f"Restored from change {position}")

    # Branches

    async def fork(self, asking: Asking, wish: ForkBranch) -> Outcome:
        """Begin a branch of the asked project; its id is the commit's partition."""
        board = await self._executor.board(asking.project)
        access.check(board, asking.actor, wish)
        newest = (await self._store.tip(asking.project)).n
        position = newest if wish.position is None else wish.position
        if not 1 <= position <= newest:
            raise RuleViolatedError(
                f"The project has the changes 1 to {newest:,}. Choose one of these.", field="at"
            )
        then = await self._past.folding(asking.project, position)
        fork = branch.forked(wish, existing(then.board), position)
        commit = await self._store.append(self._beginning(asking, fork, then))
        self._announce(commit)
        return Outcome(commit=commit, position=commit.n)

    def _beginning(self, asking: Asking, fork: object, then: Folding) -> Proposal:
        id_ = derived("branch", f"{asking.project}:{asking.command_id}", 0)
        return Proposal(
            partition=id_,
            command=asking.command_id,
            parent=GENESIS,
            versions={id_: then.board.version(asking.project) + 1},
            facts=(Fact(stream=id_, event=fork),),
            envelope=Envelope(
                actor=asking.actor,
                at=self._clock(),
                correlation=asking.command_id,
                causation=asking.command_id,
            ),
        )

    async def preview(self, asking: Asking, wish: MergeWish) -> Preview:
        """Return what a merge would come to."""
        command = await self._merge(asking, wish)
        board = await self._executor.board(asking.project)
        return Preview(command=command, merge=merge.merged(command, board))

    async def merge(self, asking: Asking, wish: MergeWish) -> Outcome:
        """Merge as the preview said. Raises ConflictError where the target moved on since."""
        command = await self._merge(asking, wish)
        return await self._ask(
            asking,
            command,
            position=command.target_position,
            note=f"Merged {await self._label(wish.source)}",
        )

    async def _merge(self, asking: Asking, wish: MergeWish) -> MergeBranch:
        target = await self._member(asking.project, asking.actor)
        source = await self._member(wish.source, asking.actor)
        alike = merge.base(source, target)
        now = await self._past.folding(source.id, wish.source_position)
        if wish.source_position not in {None, now.tip.n}:
            raise RuleViolatedError(
                f"There is no change {wish.source_position:,} on that side. Look at the merge"
                " again.",
                field="source_position",
            )
        to = Translation(source.id, target.id)
        newest = (await self._store.tip(target.id)).n
        return MergeBranch(
            source=source.id,
            source_position=now.tip.n,
            target_position=wish.target_position or newest,
            base=await self._base(alike, source, target, to),
            source_now=_states(now.board, to),
            choices=wish.choices,
        )

    async def _member(self, project: str, actor: UserId) -> Project:
        board = await self._executor.board(project)
        access.role(board.authority, actor)
        return existing(board)

    async def _base(self, alike: Base, source: Project, target: Project, to: Translation) -> States:
        if alike.side is merge.Side.SOURCE:
            return _states((await self._past.folding(source.id, alike.position)).board, to)
        return _states((await self._past.folding(target.id, alike.position)).board)

    async def _label(self, project: str) -> str:
        state = existing(await self._executor.board(project))
        return f"the branch {state.branch}" if state.trunk else "the project itself"

    async def _ask(
        self,
        asking: Asking,
        wish: HistoryCommand,
        *,
        undoes: int = 0,
        position: int | None = None,
        note: str = "",
    ) -> Outcome:
        return await self._executor.execute(
            Request(
                project=asking.project,
                command_id=asking.command_id,
                is_new=asking.is_new,
                actor=asking.actor,
                commands=(wish,),
                undoes=undoes,
                position=position,
                note=note,
            )
        )


def _states(board: Board, to: Translation | None = None) -> States:
    if to is None:
        return {state.id: state for state in board.states()}
    return {moved.id: moved for moved in map(to.state, board.states())}
