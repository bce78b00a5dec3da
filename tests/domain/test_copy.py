from dataclasses import fields, replace
from typing import Any

import pytest

from domain import copy
from domain.board.board import Board
from domain.board.clip import Clip
from domain.board.scene import Scene
from domain.clip.command import AddClipAlternate, ChooseClip, DeleteClip
from domain.scene import AddSceneAlternate, ChooseScene, DeleteScene, new_id
from events.clip import ClipAdded
from events.ids import ClipId, SceneId, derived
from events.scene import SceneAdded
from events.store import Fact
from tests.domain.example import CLIPS, SCENES, after, clip, scene
from tests.scenario import PROJECT, board_of

OWN = {"original", "alternate", "is_chosen", "copied_from"}


def told(state: Any, event: Any) -> dict[str, tuple[Any, Any]]:
    names = [field.name for field in fields(event) if field.name not in OWN]
    return {name: (getattr(state, name), getattr(event, name)) for name in names}


def copied(source: Board, ids: dict[SceneId, SceneId]) -> Board:
    """Return a board with copies of what is left of the scenes."""
    board = Board(PROJECT)
    scenes = [source.scenes[id_] for id_ in ids]
    clips = [it for id_ in ids for it in source.clips_of(id_)]
    board.apply([*copy.scenes(scenes, ids), *copy.clips(clips, ids, "seed", source.takes_of)])
    return board


def test_a_copy_of_a_clip_has_every_field_and_knows_its_source() -> None:
    state = replace(
        board_of(CLIPS).clips[clip(3)],
        lyrics="l",
        notes="n",
        image_prompt="i",
        video_prompt="v",
        negative_prompt="x",
        parameters={"a": 1},
        status="ready",
        media_url="u",
        media_start=1,
        media_length=2,
    )
    event = copy.clip_added(state)
    assert isinstance(event, ClipAdded)
    assert all(was == is_ for was, is_ in told(state, event).values())
    assert event.parameters is not state.parameters
    assert (event.original, event.alternate, event.is_chosen) == (None, 0, True)
    assert event.copied_from == clip(3)


def test_a_copy_of_a_scene_has_every_field_and_knows_its_source() -> None:
    state = replace(
        board_of(SCENES).scenes[scene(1)],
        description="d",
        lyrics="l",
        image_template="i",
        video_template="v",
        negative_template="x",
        parameters={"a": 1},
    )
    event = copy.scene_added(state)
    assert isinstance(event, SceneAdded)
    assert all(was == is_ for was, is_ in told(state, event).values())
    assert event.parameters is not state.parameters
    assert event.copied_from == scene(1)


def test_copies_keep_their_groups_and_what_plays() -> None:
    source = after(
        CLIPS,
        ChooseClip(clip_id=clip(3)),
        AddSceneAlternate(scene_id=scene(1), seed="alternate"),
        ChooseScene(scene_id=new_id("alternate")),
    )
    ids = {scene(1): scene(11), new_id("alternate"): scene(12)}
    board = copied(source, ids)
    alternate = board.scenes[scene(12)]
    assert (alternate.original, alternate.alternate, alternate.is_chosen) == (scene(11), 1, True)
    assert not board.scenes[scene(11)].is_chosen
    [playing, *_] = [board.clips[id_] for id_ in board.track(scene(11), 0)]
    assert (playing.name, playing.copied_from) == ("Clip 1 A1", clip(3))
    assert [it.copied_from for it in board.clip_group(playing.id)] == [clip(1), clip(3)]


def test_where_an_original_is_deleted_its_first_alternate_is_the_original_of_the_copies() -> None:
    source = after(
        CLIPS,
        AddClipAlternate(clip_id=clip(1), copy_id=clip(4)),
        DeleteClip(clip_id=clip(1)),
        AddSceneAlternate(scene_id=scene(1), seed="alternate"),
        DeleteScene(scene_id=scene(1)),
    )
    board = copied(source, {new_id("alternate"): scene(12)})
    assert board.scenes[scene(12)].original is None
    [first, second] = board.clip_group(ClipId(derived("clip", "seed", 0)))
    assert (first.name, first.original, first.alternate, first.is_chosen) == (
        "Clip 1 A1",
        None,
        0,
        True,
    )
    assert (second.name, second.original, second.alternate) == ("Clip 1 A2", first.id, 2)


def test_copying_again_with_the_same_seed_makes_the_same_ids() -> None:
    board = board_of(CLIPS)
    source, takes = list(board.clips.values()), board.takes_of
    ids = {scene(1): scene(11)}
    assert copy.clips(source, ids, "seed", takes) == copy.clips(
        reversed(source), ids, "seed", takes
    )
    assert copy.clips(source, ids, "seed", takes) != copy.clips(source, ids, "other", takes)


def test_a_project_is_never_made_of_its_state() -> None:
    project = board_of(CLIPS).project
    assert project is not None
    with pytest.raises(TypeError, match="it is made by its own first fact"):
        copy.born(project)


def test_what_is_born_in_a_state_is_in_that_state_and_no_copy() -> None:
    source = after(
        CLIPS,
        AddSceneAlternate(scene_id=scene(1), seed="alternate"),
        ChooseScene(scene_id=new_id("alternate")),
    )
    born = Board(PROJECT)
    things: list[Scene | Clip] = [*source.scenes.values(), *source.clips.values()]
    born.apply([Fact(stream=it.id, event=copy.born(it)) for it in things])
    assert (born.scenes, born.clips) == (source.scenes, source.clips)
