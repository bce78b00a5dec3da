"""Branches: the same things under ids of their own, so that every id names one thing everywhere.

Each partition has a mask, and the id of a thing in it is the thing's key with the mask laid over
it (exclusive or). So an id is translated from one branch to another and back without a table,
things that were made on a branch too.
"""

from dataclasses import replace
from hashlib import blake2b
from typing import TypeVar, assert_never

from domain import text
from domain.board.board import State
from domain.board.clip import Clip
from domain.board.pool import PoolItem
from domain.board.project import Project
from domain.board.scene import Scene
from domain.board.take import Take
from domain.errors import NotFoundError, RuleViolatedError
from events.ids import ClipId, PoolItemId, ProjectId, SceneId, TakeId, is_branch
from events.project import BranchForked, BranchRenamed
from events.record import record
from events.store import Fact

T = TypeVar("T", SceneId, ClipId, TakeId, PoolItemId)


@record
class ForkBranch:
    """`position` is a commit of the project or branch that is forked, None its newest one."""

    name: str
    position: int | None = None


@record
class RenameBranch:
    name: str


def decide(command: RenameBranch, project: Project) -> list[Fact]:
    demand_branch(project)
    name = text.name(command.name)
    return (
        [] if name == project.branch else [Fact(stream=project.id, event=BranchRenamed(name=name))]
    )


def forked(command: ForkBranch, parent: Project, position: int) -> BranchForked:
    return BranchForked(
        parent=parent.id,
        position=position,
        trunk=parent.trunk or parent.id,
        name=text.name(command.name),
    )


def demand_branch(project: Project) -> Project:
    """Return a branch. Raises NotFoundError for the project itself."""
    if project.trunk is None:
        raise NotFoundError("This is the project itself and no branch of it. Choose a branch.")
    return project


def refuse_trunk_only(project: Project, what: str) -> None:
    if project.trunk is not None:
        raise RuleViolatedError(f"{what} of the project itself, not of a branch. Change it there.")


def mask(partition: str) -> int:
    """Return what lies over the ids of a partition: nothing for a project itself."""
    if not is_branch(partition):
        return 0
    return int.from_bytes(blake2b(partition.encode(), digest_size=16).digest())


class Translation:
    """Ids and states of one partition as those of another."""

    def __init__(self, source: str, target: str) -> None:
        self._mask = mask(source) ^ mask(target)
        self._source = source
        self._target = target

    def id(self, id_: T) -> T:
        kind, _, digits = id_.partition("-")
        return type(id_)(f"{kind}-{int(digits, 16) ^ self._mask:032x}")

    def stream(self, id_: str) -> str:
        return self._target if id_ == self._source else self.id(SceneId(id_))

    def maybe(self, id_: T | None) -> T | None:
        return None if id_ is None else self.id(id_)

    def state(self, state: State) -> State:
        match state:
            case Project():
                return replace(state, id=ProjectId(self._target))
            case Scene():
                return replace(
                    state,
                    id=self.id(state.id),
                    original=self.maybe(state.original),
                    copied_from=self.maybe(state.copied_from),
                )
            case Clip():
                return replace(
                    state,
                    id=self.id(state.id),
                    scene=self.id(state.scene),
                    image=self.maybe(state.image),
                    video=self.maybe(state.video),
                    original=self.maybe(state.original),
                    copied_from=self.maybe(state.copied_from),
                )
            case Take():
                return replace(
                    state,
                    id=self.id(state.id),
                    clip=self.id(state.clip),
                    item=self.maybe(state.item),
                    copied_from=self.maybe(state.copied_from),
                )
            case PoolItem():
                return replace(
                    state,
                    id=self.id(state.id),
                    take=self.maybe(state.take),
                    copied_from=self.maybe(state.copied_from),
                )
        assert_never(state)
