"""Scenes: added, edited, ordered, copied. Their versions are in `test_scene_versions`."""

from dataclasses import replace
from typing import Any

import pytest

from domain.errors import NotFoundError, RuleViolatedError
from domain.scene import (
    AddScene,
    DeleteScene,
    DuplicateScene,
    EditScene,
    ReorderScene,
    RestoreScene,
    new_id,
)
from events.clip import ClipAdded
from events.ids import ClipId, SceneId, derived
from events.scene import (
    SceneDeleted,
    SceneDescribed,
    SceneImageTemplateEdited,
    SceneLyricsEdited,
    SceneNegativeTemplateEdited,
    SceneParametersSet,
    SceneRenamed,
    SceneReordered,
    SceneRestored,
    SceneVideoTemplateEdited,
)
from tests.domain.example import (
    ALTERNATE,
    CLIP,
    CLIPS,
    FOUNDED,
    SCENE,
    SCENES,
    about,
    after,
    clip,
    facts_after,
    scene,
)
from tests.scenario import board_of, scenario

GONE = NotFoundError("This scene is gone. Reload the project to see what is there.")
TAKEN = RuleViolatedError("There is a scene with this id already. Use a new id.", field="id")
ADD = AddScene(scene_id=scene(9))
LAST = replace(SCENE, name="Scene 3", rank="i00002")


def order(*commands: ReorderScene) -> list[SceneId]:
    given = facts_after(SCENES, ADD)
    return [it.id for it in after(given, *commands).originals()]


def test_a_scene_is_added_behind_the_last_and_named_by_its_number() -> None:
    scenario(given=SCENES, when=ADD, then=about(scene(9), LAST))
    first = replace(SCENE, name="Scene 1", rank="i")
    scenario(given=FOUNDED, when=ADD, then=about(scene(9), first))


@pytest.mark.parametrize(
    ("where", "rank"), [("first", "hzzzzz"), (scene(1), "i00000i"), (scene(2), "i00002")]
)
def test_a_scene_is_added_where_it_is_wished_for(where: SceneId, rank: str) -> None:
    added = replace(LAST, name="Quay", rank=rank, description="d", lyrics="la\nla")
    command = replace(ADD, name=" Quay ", description="d", lyrics="la\r\nla", after=where)
    scenario(given=SCENES, when=command, then=about(scene(9), added))


def test_adding_the_same_scene_again_changes_nothing() -> None:
    scenario(given=facts_after(SCENES, ADD), when=ADD, then=[])
    named = replace(ADD, name="Quay")
    scenario(given=facts_after(SCENES, named), when=named, then=[])


def test_another_scene_with_an_id_in_use_is_refused() -> None:
    scenario(given=facts_after(SCENES, ADD), when=replace(ADD, name="Other"), then=TAKEN)
    gone = facts_after(SCENES, ADD, DeleteScene(scene_id=scene(9)))
    scenario(given=gone, when=ADD, then=TAKEN)


@pytest.mark.parametrize("wrong", ["", "scene-1", clip(1), "first"])
def test_an_id_that_is_no_scenes_is_refused(wrong: str) -> None:
    scenario(
        given=SCENES,
        when=replace(ADD, scene_id=SceneId(wrong)),
        then=RuleViolatedError("A scene's id is 'scene-' and 32 hex digits.", field="id"),
    )


@pytest.mark.parametrize(
    "wrong", [{"name": "n" * 10_000}, {"name": "a\x00"}, {"lyrics": "\ud800"}, {"name": "  "}]
)
def test_texts_that_cannot_be_kept_are_refused(wrong: dict[str, Any]) -> None:
    scenario(given=SCENES, when=replace(ADD, **wrong), then=RuleViolatedError)


def test_a_scene_stands_behind_one_that_is_there() -> None:
    scenario(given=SCENES, when=replace(ADD, after=scene(7)), then=GONE)


def test_every_field_is_edited_by_a_fact_of_its_own() -> None:
    edit = EditScene(
        scene_id=scene(1),
        name="Quay",
        description="d",
        lyrics="l",
        image_template="i",
        video_template="v",
        negative_template="n",
        parameters={"seed": 1},
    )
    edited = about(
        scene(1),
        SceneRenamed(name="Quay"),
        SceneDescribed(description="d"),
        SceneLyricsEdited(lyrics="l"),
        SceneImageTemplateEdited(template="i"),
        SceneVideoTemplateEdited(template="v"),
        SceneNegativeTemplateEdited(template="n"),
        SceneParametersSet(parameters={"seed": 1}),
    )
    scenario(given=SCENES, when=edit, then=edited)
    scenario(given=[*SCENES, *edited], when=edit, then=[])


def test_an_edit_of_nothing_changes_nothing() -> None:
    scenario(given=SCENES, when=EditScene(scene_id=scene(1)), then=[])


@pytest.mark.parametrize(
    "command",
    [
        EditScene(scene_id=scene(7), name="x"),
        ReorderScene(scene_id=scene(7), after="last"),
        DuplicateScene(scene_id=scene(7), seed="s"),
        DeleteScene(scene_id=scene(7)),
    ],
)
def test_a_scene_that_is_not_there_answers_nothing(command: EditScene) -> None:
    scenario(given=SCENES, when=command, then=GONE)


def test_scenes_are_put_in_another_order_one_at_a_time() -> None:
    one, two, nine = scene(1), scene(2), scene(9)
    assert order() == [one, two, nine]
    assert order(ReorderScene(scene_id=nine, after="first")) == [nine, one, two]
    assert order(ReorderScene(scene_id=one, after="last")) == [two, nine, one]
    assert order(ReorderScene(scene_id=one, after=two)) == [two, one, nine]
    assert order(ReorderScene(scene_id=nine, after=one)) == [one, nine, two]


def test_only_the_scene_that_moves_gets_a_new_rank() -> None:
    scenario(
        given=SCENES,
        when=ReorderScene(scene_id=scene(2), after="first"),
        then=about(scene(2), SceneReordered(rank="hzzzzz")),
    )


@pytest.mark.parametrize(
    ("moving", "where"), [(scene(1), "first"), (scene(2), "last"), (scene(2), scene(1))]
)
def test_a_scene_that_stands_there_already_stays(moving: SceneId, where: SceneId) -> None:
    scenario(given=SCENES, when=ReorderScene(scene_id=moving, after=where), then=[])


def test_a_scene_does_not_stand_behind_itself() -> None:
    scenario(
        given=SCENES,
        when=ReorderScene(scene_id=scene(1), after=scene(1)),
        then=RuleViolatedError("A scene cannot stand behind itself.", field="after_scene_id"),
    )


def test_a_duplicate_stands_behind_its_source_with_the_clips_and_their_versions() -> None:
    new = new_id("seed")
    ids = [ClipId(derived("clip", "seed", n)) for n in range(3)]
    copied = [
        *about(new, replace(SCENE, name="Scene 1 copy", rank="i00000i", copied_from=scene(1))),
        *about(ids[0], replace(CLIP, scene=new, copied_from=clip(1))),
        *about(ids[1], replace(ALTERNATE, scene=new, original=ids[0], copied_from=clip(3))),
        *about(ids[2], second(new)),
    ]
    duplicate = DuplicateScene(scene_id=scene(1), seed="seed")
    scenario(given=CLIPS, when=duplicate, then=copied)
    scenario(given=[*CLIPS, *copied], when=duplicate, then=[])


def second(new: SceneId) -> ClipAdded:
    return replace(CLIP, scene=new, name="Clip 2", start=72, length=24, copied_from=clip(2))


def test_a_duplicate_of_the_last_scene_is_the_last() -> None:
    board = after(SCENES, DuplicateScene(scene_id=scene(2), seed="seed"))
    assert [it.id for it in board.originals()] == [scene(1), scene(2), new_id("seed")]


def test_a_duplicate_stands_where_it_is_asked_to() -> None:
    copied = new_id("seed")
    first = after(SCENES, DuplicateScene(scene_id=scene(2), seed="seed", after="first"))
    assert [it.id for it in first.originals()] == [copied, scene(1), scene(2)]
    behind = after(SCENES, DuplicateScene(scene_id=scene(2), seed="seed", after=scene(1)))
    assert [it.id for it in behind.originals()] == [scene(1), copied, scene(2)]


def test_a_scene_is_deleted_and_restored_with_its_clips() -> None:
    delete, restore = DeleteScene(scene_id=scene(1)), RestoreScene(scene_id=scene(1))
    scenario(given=CLIPS, when=delete, then=about(scene(1), SceneDeleted()))
    deleted = facts_after(CLIPS, delete)
    scenario(given=deleted, when=delete, then=[])
    scenario(given=deleted, when=restore, then=about(scene(1), SceneRestored()))
    scenario(given=CLIPS, when=restore, then=[])
    assert board_of(facts_after(deleted, restore)).clip(clip(1)).name == "Clip 1"


def test_a_scene_that_never_was_is_not_restored() -> None:
    scenario(
        given=CLIPS,
        when=RestoreScene(scene_id=scene(7)),
        then=NotFoundError("There is no such scene in this project."),
    )
