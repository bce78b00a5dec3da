"""Alternates of scenes: added, chosen, promoted, deleted and restored."""

from dataclasses import replace

import pytest

from domain.clip.command import ChooseClip, DeleteClip
from domain.errors import RuleViolatedError
from domain.scene import (
    AddScene,
    AddSceneAlternate,
    ChooseScene,
    DeleteScene,
    DuplicateScene,
    EditScene,
    PromoteScene,
    ReorderScene,
    RestoreScene,
    new_id,
)
from events.ids import derived
from events.scene import (
    SceneChosen,
    SceneDeleted,
    SceneRegrouped,
    SceneRenamed,
    SceneReordered,
    SceneRestored,
    SceneSetAside,
)
from tests.domain.example import CLIPS, SCENE, SCENES, about, after, clip, facts_after, scene
from tests.scenario import board_of, scenario

ADD = AddSceneAlternate(scene_id=scene(1), seed="one")
A1, A2 = new_id("one"), new_id("two")
GIVEN = facts_after(SCENES, ADD)
BOTH = facts_after(GIVEN, AddSceneAlternate(scene_id=A1, seed="two"))


def test_an_alternate_waits_in_the_place_of_its_original() -> None:
    added = replace(
        SCENE,
        name="Scene 1 A1",
        original=scene(1),
        alternate=1,
        is_chosen=False,
        copied_from=scene(1),
    )
    scenario(given=SCENES, when=ADD, then=about(A1, added))
    scenario(given=GIVEN, when=ADD, then=[])


def test_an_alternate_of_an_alternate_belongs_to_the_original() -> None:
    second = board_of(BOTH).scenes[A2]
    assert (second.name, second.original, second.alternate) == ("Scene 1 A2", scene(1), 2)
    assert second.copied_from == A1


def test_an_alternate_copies_the_clips_that_are_left() -> None:
    given = facts_after(CLIPS, ChooseClip(clip_id=clip(3)), DeleteClip(clip_id=clip(1)))
    board = after(given, ADD)
    copies = sorted(board.clips_of(A1), key=lambda it: it.start)
    assert [(it.name, it.start, it.original, it.alternate, it.is_chosen) for it in copies] == [
        ("Clip 1 A1", 0, None, 0, True),
        ("Clip 2", 72, None, 0, True),
    ]
    assert {it.id for it in copies} == {derived("clip", "one", 0), derived("clip", "one", 1)}


def test_alternates_are_not_counted_as_scenes() -> None:
    assert after(BOTH, AddScene(scene_id=scene(9))).scenes[scene(9)].name == "Scene 3"


def test_alternates_follow_the_name_of_their_original() -> None:
    scenario(
        given=GIVEN,
        when=EditScene(scene_id=scene(1), name="Quay"),
        then=[
            *about(scene(1), SceneRenamed(name="Quay")),
            *about(A1, SceneRenamed(name="Quay A1")),
        ],
    )
    scenario(
        given=GIVEN,
        when=EditScene(scene_id=A1, name="Rain"),
        then=about(A1, SceneRenamed(name="Rain")),
    )


def test_all_versions_of_a_scene_are_reordered_together() -> None:
    moved = SceneReordered(rank="i00002")
    scenario(
        given=GIVEN,
        when=ReorderScene(scene_id=A1, after="last"),
        then=[*about(scene(1), moved), *about(A1, moved)],
    )


def test_behind_an_alternate_is_behind_its_original() -> None:
    reorder = ReorderScene(scene_id=scene(2), after=A1)
    scenario(given=GIVEN, when=reorder, then=[])
    scenario(
        given=GIVEN,
        when=ReorderScene(scene_id=scene(1), after=A1),
        then=RuleViolatedError("A scene cannot stand behind itself.", field="after_scene_id"),
    )


def test_a_duplicate_of_an_alternate_stands_behind_the_original() -> None:
    board = after(GIVEN, DuplicateScene(scene_id=A1, seed="copy"))
    assert [it.name for it in board.originals()] == ["Scene 1", "Scene 1 A1 copy", "Scene 2"]


@pytest.mark.parametrize("seed", ["one", "two"])
def test_the_version_chosen_sets_the_other_one_aside(seed: str) -> None:
    choose = ChooseScene(scene_id=new_id(seed))
    chosen = [*about(scene(1), SceneSetAside()), *about(new_id(seed), SceneChosen())]
    scenario(given=BOTH, when=choose, then=chosen)
    scenario(given=[*BOTH, *chosen], when=choose, then=[])


def test_a_promoted_alternate_plays_and_changes_places_and_names_with_the_original() -> None:
    promote = PromoteScene(scene_id=A1)
    promoted = [
        *about(scene(1), SceneSetAside()),
        *about(A1, SceneChosen(), SceneRegrouped(original=None, alternate=0)),
        *about(A1, SceneRenamed(name="Scene 1")),
        *about(scene(1), SceneRegrouped(original=A1, alternate=1)),
        *about(scene(1), SceneRenamed(name="Scene 1 A1")),
        *about(A2, SceneRegrouped(original=A1, alternate=2)),
    ]
    scenario(given=BOTH, when=promote, then=promoted)
    scenario(given=[*BOTH, *promoted], when=promote, then=[])


def test_the_next_version_plays_when_the_one_that_played_is_deleted() -> None:
    scenario(
        given=GIVEN,
        when=DeleteScene(scene_id=scene(1)),
        then=[*about(scene(1), SceneDeleted(), SceneSetAside()), *about(A1, SceneChosen())],
    )


def test_a_version_set_aside_is_deleted_and_restored_alone() -> None:
    delete = DeleteScene(scene_id=A1)
    scenario(given=GIVEN, when=delete, then=about(A1, SceneDeleted()))
    scenario(
        given=facts_after(GIVEN, delete),
        when=RestoreScene(scene_id=A1),
        then=about(A1, SceneRestored()),
    )


def test_versions_restored_after_all_were_deleted_play_in_the_order_of_their_return() -> None:
    gone = facts_after(GIVEN, DeleteScene(scene_id=scene(1)), DeleteScene(scene_id=A1))
    back = about(scene(1), SceneRestored(), SceneChosen())
    scenario(given=gone, when=RestoreScene(scene_id=scene(1)), then=back)
    scenario(
        given=[*gone, *back],
        when=RestoreScene(scene_id=A1),
        then=about(A1, SceneRestored(), SceneSetAside()),
    )
