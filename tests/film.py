"""A small film to work on: a project, two scenes, three clips, and wishes about them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final

from hypothesis import strategies as st

from domain.board.board import Board
from domain.clip.command import (
    AddClip,
    AddClipAlternate,
    ChooseClip,
    DeleteClip,
    DuplicateClip,
    EditClip,
    MoveClip,
    PromoteClip,
    RestoreClip,
    TrimClip,
)
from domain.command import Command
from domain.execute import Request
from domain.project import ChangeSettings, CreateProject, EditProject
from domain.realm import AnyCommand
from domain.scene import (
    AddScene,
    AddSceneAlternate,
    ChooseScene,
    DeleteScene,
    EditScene,
    ReorderScene,
    RestoreScene,
)
from events.ids import ClipId, ProjectId, SceneId, UserId
from events.store import Commit, EventStore

ADA: Final = UserId("user-" + "a" * 32)
EVE: Final = UserId("user-" + "e" * 32)
NOON: Final = datetime(2026, 3, 1, 12, tzinfo=UTC)


def project_id(number: int = 1) -> ProjectId:
    return ProjectId(f"project-{number:032x}")


def scene_id(number: int) -> SceneId:
    return SceneId(f"scene-{number:032x}")


def clip_id(number: int) -> ClipId:
    return ClipId(f"clip-{number:032x}")


FILM: Final = project_id()


def clock() -> Callable[[], datetime]:
    """A clock that goes on by a second each time somebody looks."""
    seconds = count()
    return lambda: NOON + timedelta(seconds=next(seconds))


def request(
    command_id: str,
    *commands: AnyCommand,
    project: str = FILM,
    actor: UserId = ADA,
    is_new: bool = False,
    expected: dict[int, int] | None = None,
) -> Request:
    return Request(
        project=project,
        command_id=command_id,
        is_new=is_new,
        actor=actor,
        commands=commands,
        expected=expected or {},
    )


def founding(number: int = 1, *, clips: int = 3) -> Request:
    """Make the film: two scenes, clips of 24 frames with a gap of 24 behind each in the first.

    The ids of a film's scenes and clips begin at a hundred times its number.
    """
    first = number * 100
    return request(
        f"founding-{number}",
        CreateProject(project_id=project_id(number), owner=ADA, name=f"Film {number}"),
        AddScene(scene_id=scene_id(first)),
        AddScene(scene_id=scene_id(first + 1)),
        *(
            AddClip(clip_id=clip_id(first + at), scene_id=scene_id(first), start=at * 48, length=24)
            for at in range(clips)
        ),
        project=project_id(number),
    )


def moved(clip: int, start: int) -> MoveClip:
    return MoveClip(clip_id=clip_id(clip), start=start)


def sung(clip: int, lyrics: str) -> EditClip:
    return EditClip(clip_id=clip_id(clip), lyrics=lyrics)


def texts() -> st.SearchStrategy[str]:
    return st.sampled_from(["", "sea", "storm"])


def wishes(number: int = 1) -> st.SearchStrategy[Command]:
    """Commands about the film that often meet each other; many of them are refused."""
    first = number * 100
    scenes = st.sampled_from([scene_id(first + at) for at in range(4)])
    clips = st.sampled_from([clip_id(first + at) for at in range(6)])
    starts = st.integers(0, 6).map(lambda at: at * 24)
    return st.one_of(
        st.builds(AddClip, clip_id=clips, scene_id=scenes, start=starts, length=st.just(24)),
        st.builds(MoveClip, clip_id=clips, scene_id=st.none() | scenes, start=starts),
        st.builds(TrimClip, clip_id=clips, length=st.integers(0, 3).map(lambda at: at * 24)),
        st.builds(EditClip, clip_id=clips, lyrics=texts(), notes=st.none() | texts()),
        st.builds(DuplicateClip, clip_id=clips, copy_id=clips),
        st.builds(AddClipAlternate, clip_id=clips, copy_id=clips),
        st.builds(ChooseClip, clip_id=clips),
        st.builds(PromoteClip, clip_id=clips),
        st.builds(DeleteClip, clip_id=clips),
        st.builds(RestoreClip, clip_id=clips),
        st.builds(AddScene, scene_id=scenes, after=st.sampled_from(["first", "last"])),
        st.builds(EditScene, scene_id=scenes, lyrics=texts()),
        st.builds(ReorderScene, scene_id=scenes, after=scenes | st.just("first")),
        st.builds(AddSceneAlternate, scene_id=scenes, seed=st.sampled_from(["a", "b"])),
        st.builds(ChooseScene, scene_id=scenes),
        st.builds(DeleteScene, scene_id=scenes),
        st.builds(RestoreScene, scene_id=scenes),
        st.builds(EditProject, description=texts()),
        st.builds(ChangeSettings, style=texts()),
    )


async def history(store: EventStore, project: str = FILM) -> list[Commit]:
    return [commit async for commit in store.read(project)]


def board_after(commits: list[Commit], project: str = FILM) -> Board:
    board = Board(project)
    for commit in commits:
        board.apply(commit.facts)
    return board


def shown(board: Board) -> tuple[object, ...]:
    """Return all that a board says, so that two can be compared."""
    tracks = {
        (scene, number): list(board.track(scene, number))
        for scene in board.scenes
        for number in range(4)
    }
    groups = [board.scene_group(id_) for id_ in sorted(board.scenes)]
    versions = [board.clip_group(id_) for id_ in sorted(board.clips)]
    counts = {id_: board.clip_count(id_) for id_ in board.scenes}
    return (
        board.project,
        board.scenes,
        board.clips,
        board.versions,
        board.originals(),
        tracks,
        groups,
        versions,
        counts,
    )
