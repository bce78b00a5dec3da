"""Commands as one: what they are about, and what is said when their sender saw an old version."""

from typing import Any

import pytest

from domain.branch import RenameBranch
from domain.clip.command import (
    AddClip,
    DeleteClip,
    DuplicateClip,
    EditClip,
    LinkMedia,
    MoveClip,
    TrimClip,
)
from domain.command import Command, decide, expect, reads, target
from domain.errors import ConflictError, DomainError, FieldConflict
from domain.project import EditProject
from domain.restore import Restore
from domain.scene import DeleteScene, EditScene
from tests.domain.example import CLIPS, ID, clip, scene
from tests.scenario import PROJECT, board_of


def conflicts(command: Command) -> dict[str, tuple[Any, Any]]:
    """Return (yours, theirs) of each field that a command of version 9 disagrees about."""
    with pytest.raises(ConflictError) as error:
        expect(command, board_of(CLIPS), 9)
    return {it.field: (it.yours, it.theirs) for it in error.value.conflicts}


@pytest.mark.parametrize(
    ("command", "stream"),
    [
        (EditProject(name="x"), ID),
        (RenameBranch(name="x"), ID),
        (EditScene(scene_id=scene(1)), scene(1)),
        (DeleteClip(clip_id=clip(1)), clip(1)),
        (MoveClip(clip_id=clip(1), scene_id=scene(2), start=0), clip(1)),
        (AddClip(clip_id=clip(9), scene_id=scene(1), length=1), clip(9)),
    ],
)
def test_a_command_is_about_one_thing(command: Command, stream: str) -> None:
    assert target(command, board_of(CLIPS)) == stream


@pytest.mark.parametrize("version", [None, 1])
def test_the_version_that_is_there_or_none_is_as_expected(version: int | None) -> None:
    expect(EditClip(clip_id=clip(1), name="x"), board_of(CLIPS), version)


def test_what_is_not_there_has_no_version_to_disagree_about() -> None:
    expect(EditClip(clip_id=clip(9), name="x"), board_of(CLIPS), 4)


def test_an_old_version_is_refused_with_both_values() -> None:
    with pytest.raises(ConflictError) as error:
        expect(EditClip(clip_id=clip(1), name="Quay", notes=""), board_of(CLIPS), 3)
    assert error.value.message == (
        "Somebody changed this since you saw it. Look at both values and choose."
    )
    assert (error.value.expected_version, error.value.actual_version) == (3, 1)
    assert error.value.conflicts == (FieldConflict(field="name", yours="Quay", theirs="Clip 1"),)


def test_the_fields_of_a_conflict_are_those_of_the_thing() -> None:
    assert conflicts(MoveClip(clip_id=clip(1), scene_id=scene(2), start=5)) == {
        "scene_id": (scene(2), scene(1)),
        "start": (5, 0),
    }
    assert conflicts(TrimClip(clip_id=clip(1), length=5)) == {"length": (5, 48)}
    assert conflicts(LinkMedia(clip_id=clip(1), url="a", start=7)) == {
        "url": ("a", ""),
        "start": (7, 0),
    }
    assert conflicts(EditProject(name="Quay")) == {"name": ("Quay", "Harbour")}


def test_a_copy_disagrees_with_nobody() -> None:
    assert conflicts(DuplicateClip(clip_id=clip(1), copy_id=clip(9), start=5)) == {}
    assert conflicts(DeleteScene(scene_id=scene(1))) == {}


def test_edits_of_fields_depend_on_the_versions_of_their_clip_or_scene_only() -> None:
    board = board_of(CLIPS)
    edits = EditClip(clip_id=clip(1), notes="x"), LinkMedia(clip_id=clip(2), url="a")
    assert reads(edits, board) == frozenset({PROJECT, scene(1), clip(1), clip(2), clip(3)})
    assert reads([EditScene(scene_id=scene(2), lyrics="x")], board) == frozenset(
        {PROJECT, scene(2)}
    )
    assert reads([], board) == frozenset({PROJECT})


@pytest.mark.parametrize(
    "command",
    [
        MoveClip(clip_id=clip(1), start=5),
        EditClip(clip_id=clip(1), name="Quay"),
        EditScene(scene_id=scene(1), name="Quay"),
        EditProject(name="x"),
        RenameBranch(name="x"),
        Restore(then={}),
    ],
)
def test_what_new_things_may_change_depends_on_the_whole_project(command: Command) -> None:
    assert reads([EditClip(clip_id=clip(1), notes="x"), command], board_of(CLIPS)) is None


def test_a_refusal_in_a_list_knows_its_place() -> None:
    with pytest.raises(DomainError) as error:
        decide(DeleteClip(clip_id=clip(9)), board_of(CLIPS))
    assert error.value.index is None
    assert error.value.message == str(error.value)
