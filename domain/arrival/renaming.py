"""A history under other ids, so that a copy of it lives beside what it was copied from.

The id of a thing on a branch is its id in the project with the branch's mask laid over it. So that
this holds of the new ids too, a thing of partition P that becomes one of P' gets
`id ^ salt ^ mask(P) ^ mask(P')`: whether it is renamed and then forked or the other way round, it
is the same.
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from domain.board.board import State
from domain.board.clip import Clip
from domain.board.pool import PoolItem
from domain.board.project import Project
from domain.board.scene import Scene
from domain.board.take import Take
from domain.branch import mask
from events.ids import ClipId, PoolItemId, ProjectId, SceneId, TakeId, derived, is_branch
from events.record import record, replace
from events.store import Commit, Fact

THINGS: Final = frozenset({SceneId, ClipId, TakeId, PoolItemId})


@record
class Named:
    """The fields of a record that name things of a project, and those that name projects."""

    things: tuple[str, ...]
    projects: tuple[str, ...]


class Renaming:
    """`partitions` gives the project and each branch its new id; `salt` has 128 bits."""

    def __init__(self, partitions: Mapping[str, str], salt: int) -> None:
        self.partitions = partitions
        self._salt = salt

    def commit(self, commit: Commit) -> Commit:
        rename = self.of(commit.partition)
        return replace(
            commit,
            partition=self.partitions[commit.partition],
            versions={rename(stream): v for stream, v in commit.versions.items()},
            facts=tuple(
                Fact(stream=rename(fact.stream), event=self._renamed(fact.event, rename))
                for fact in commit.facts
            ),
        )

    def state(self, partition: str, state: State) -> State:
        """Return a state of a partition as it is under the new ids."""
        rename = self.of(partition)
        renamed: State = self._renamed(state, rename)
        if not isinstance(renamed, Project):
            return renamed
        return replace(
            renamed,
            id=ProjectId(rename(state.id)),
            merged={self._project(source): n for source, n in renamed.merged.items()},
            merged_at={self._project(source): n for source, n in renamed.merged_at.items()},
        )

    def of(self, partition: str) -> Callable[[str], str]:
        """Return what renames the streams of a partition."""
        new = self.partitions[partition]
        over = self._salt ^ mask(partition) ^ mask(new)

        def rename(stream: str) -> str:
            if stream == partition:
                return new
            kind, _, digits = stream.partition("-")
            return f"{kind}-{int(digits, 16) ^ over:032x}"

        return rename

    def _project(self, id_: ProjectId) -> ProjectId:
        """Return a project's new id; one that is not in here keeps its own."""
        return ProjectId(self.partitions.get(id_, id_))

    def _renamed(self, one: Any, rename: Callable[[str], str]) -> Any:
        kind: Any = type(one)
        names = named(kind)
        if not names.things and not names.projects:
            return one
        ids: dict[str, str | None] = {name: getattr(one, name) for name in names.things}
        new: dict[str, Any] = {n: None if id_ is None else rename(id_) for n, id_ in ids.items()}
        new |= {name: self._project(getattr(one, name)) for name in names.projects}
        return replace(one, **new)


def as_it_is(partitions: Mapping[str, int]) -> Renaming:
    return Renaming({partition: partition for partition in partitions}, 0)


def anew(partitions: Mapping[str, int], project: str, salt: int) -> Renaming:
    """Return what makes a copy that is called `project`; its branches get ids of their own."""
    ids = {
        old: derived("branch", f"{salt:032x}:{old}", 0) if is_branch(old) else project
        for old in partitions
    }
    return Renaming(ids, salt)


@cache
def named(cls: Any) -> Named:
    hints = {name: _kinds(hint) for name, hint in get_type_hints(cls).items()}
    is_state = cls in {Project, Scene, Clip, Take, PoolItem}
    projects = [name for name, kinds in hints.items() if ProjectId in kinds]
    return Named(
        things=tuple(name for name, kinds in hints.items() if kinds & THINGS),
        projects=tuple(name for name in projects if not (is_state and name == "id")),
    )


def _kinds(hint: Any) -> set[Any]:
    """Return what a field may be. What is inside of a mapping is not looked at."""
    return set(get_args(hint)) if get_origin(hint) in {Union, UnionType} else {hint}
