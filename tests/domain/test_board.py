from dataclasses import fields
from typing import Any

import pytest

from domain.board.board import Board
from domain.board.clip import Clip
from domain.board.project import Project
from domain.board.scene import Scene
from domain.clip.command import DeleteClip, EditClip
from domain.errors import NotFoundError
from domain.scene import AddSceneAlternate, DeleteScene, ReorderScene, new_id
from events.clip import ClipAdded, ClipRenamed
from events.ids import ClipId, SceneId
from events.project import ProjectCreated, ProjectRenamed
from events.scene import SceneAdded, SceneRenamed
from events.store import Fact
from tests.domain.example import (
    BEA,
    CLIP,
    CLIPS,
    FOUNDED,
    ID,
    SCENES,
    after,
    clip,
    facts_after,
    scene,
)
from tests.scenario import PROJECT, board_of

EVERY_PROJECT_FIELD = ProjectCreated(
    name="n",
    owner=BEA,
    description="d",
    frame_rate="FPS_25",
    width=1,
    height=2,
    aspect_ratio="1:2",
    start_frame=3,
    naming="x",
    image_model="i",
    video_model="v",
    style="s",
    copied_from=ID,
)
EVERY_SCENE_FIELD = SceneAdded(
    name="n",
    rank="r",
    description="d",
    lyrics="l",
    image_template="i",
    video_template="v",
    negative_template="x",
    parameters={"a": 1},
    original=scene(1),
    alternate=1,
    is_chosen=False,
    copied_from=scene(2),
)
EVERY_CLIP_FIELD = ClipAdded(
    scene=scene(1),
    name="n",
    track=1,
    start=2,
    length=3,
    lyrics="l",
    notes="o",
    image_prompt="i",
    video_prompt="v",
    negative_prompt="x",
    parameters={"a": 1},
    status="ready",
    media_url="u",
    media_start=4,
    media_length=5,
    original=clip(1),
    alternate=1,
    is_chosen=False,
    copied_from=clip(2),
)


def test_a_new_board_is_empty() -> None:
    board = Board(PROJECT)
    assert (board.id, board.project, board.scenes, board.clips) == (PROJECT, None, {}, {})
    assert board.version(PROJECT) == 0
    assert board.state(PROJECT) is None


def test_every_fact_is_a_version_of_its_stream() -> None:
    board = after(CLIPS, EditClip(clip_id=clip(1), name="Quay", notes="n"))
    assert [board.version(it) for it in (PROJECT, clip(1), clip(2), clip(3))] == [1, 3, 1, 2]


@pytest.mark.parametrize(
    ("stream", "event", "kind"),
    [
        (ID, EVERY_PROJECT_FIELD, Project),
        (scene(9), EVERY_SCENE_FIELD, Scene),
        (clip(9), EVERY_CLIP_FIELD, Clip),
    ],
)
def test_the_first_fact_sets_every_field_that_it_has(
    stream: str, event: Any, kind: type[object]
) -> None:
    state = board_of([*SCENES, Fact(stream=stream, event=event)]).state(stream)
    assert isinstance(state, kind)
    told = {field.name: getattr(event, field.name) for field in fields(event)}
    owner = told.pop("owner", None)
    assert {name: getattr(state, name) for name in told} == told
    assert owner is None or getattr(state, "members", None) == {owner: "owner"}


@pytest.mark.parametrize(
    ("stream", "event", "first"),
    [
        (PROJECT, ProjectRenamed(name="x"), "ProjectCreated before ProjectRenamed"),
        (scene(1), SceneRenamed(name="x"), "SceneAdded before SceneRenamed"),
        (clip(1), ClipRenamed(name="x"), "ClipAdded before ClipRenamed"),
    ],
)
def test_a_history_without_a_beginning_is_an_error(stream: str, event: object, first: str) -> None:
    with pytest.raises(LookupError, match=f"{stream} has no {first}"):
        board_of([Fact(stream=stream, event=event)])


def test_what_is_there_is_found() -> None:
    board = board_of(CLIPS)
    assert board.scene(scene(1)).name == "Scene 1"
    assert board.clip(clip(3)).name == "Clip 1 A1"
    assert board.state(scene(1)) is board.scenes[scene(1)]
    assert board.state(clip(1)) is board.clips[clip(1)]
    assert board.state(ID) is board.project


@pytest.mark.parametrize("wrong", ["", "scene-", "\x00", "clip-" + "0" * 32, "🎬" * 10_000])
def test_what_is_not_there_is_not_found(wrong: str) -> None:
    board = board_of(CLIPS)
    with pytest.raises(NotFoundError, match="This scene is gone"):
        board.scene(SceneId(wrong))
    with pytest.raises(NotFoundError, match="This clip is gone"):
        board.clip(ClipId(wrong))


def test_what_is_deleted_is_not_found_the_clips_of_a_deleted_scene_too() -> None:
    board = after(CLIPS, DeleteClip(clip_id=clip(2)), DeleteScene(scene_id=scene(1)))
    for id_ in (clip(1), clip(2)):
        with pytest.raises(NotFoundError):
            board.clip(id_)
    with pytest.raises(NotFoundError):
        board.scene(scene(1))


def test_scenes_are_in_the_order_of_their_ranks() -> None:
    board = after(
        SCENES,
        AddSceneAlternate(scene_id=scene(1), seed="s"),
        ReorderScene(scene_id=scene(1), after="last"),
    )
    assert [it.id for it in board.originals()] == [scene(2), scene(1)]
    assert board.scene_count == 2
    assert [it.id for it in board.scene_group(new_id("s"))] == [scene(1), new_id("s")]


def test_a_scene_knows_its_clips_and_counts_them_without_alternates() -> None:
    board = after(CLIPS, DeleteClip(clip_id=clip(2)))
    assert {it.id for it in board.clips_of(scene(1))} == {clip(1), clip(3)}
    assert [board.clip_count(scene(1)), board.clip_count(scene(2))] == [2, 0]
    assert list(board.clips_of(scene(2))) == []


def test_a_track_holds_what_plays() -> None:
    board = board_of(CLIPS)
    assert list(board.track(scene(1), 0)) == [clip(1), clip(2)]
    assert list(board.track(scene(1), 5)) == []


def test_facts_taken_back_are_forgotten() -> None:
    board = board_of(FOUNDED)
    before = board.apply(CLIPS[1:])
    board.revert(before)
    assert (board.scenes, board.clips, board.originals()) == ({}, {}, [])
    assert board.versions == {PROJECT: 1}
    assert list(board.track(scene(1), 0)) == []
    board.revert([(PROJECT, None)])
    assert (board.project, board.versions) == (None, {})


def test_the_example_is_what_its_facts_say() -> None:
    assert facts_after(CLIPS) == CLIPS
    assert board_of(CLIPS).clips[clip(1)].end == CLIP.length
