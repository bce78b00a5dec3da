"""Facets: every field of a thing belongs to one, and its events lead to its values."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given

from domain import facet
from domain.board.board import Board, State
from domain.board.clip import Clip
from domain.board.project import Project
from domain.board.scene import Scene
from events.ids import ProjectId
from events.project import BranchMerged, ProjectFrameRateChanged, ProjectStartChanged
from events.store import Fact
from tests.domain.example import CLIPS, ID, clip, scene
from tests.domain.test_any_history import HISTORIES, played
from tests.scenario import board_of

BRANCH = ProjectId("branch-" + "1" * 32)
# What a thing is made with and keeps, and what commands of their own are for.
KEPT: dict[type[Any], set[str]] = {
    Project: {
        "id",
        "copied_from",
        "members",
        "is_archived",
        "is_deleted",
        "trunk",
        "parent",
        "forked_at",
        "branch",
    },
    Scene: {"id", "copied_from"},
    Clip: {"id", "copied_from"},
}


@pytest.mark.parametrize("kind", [Project, Scene, Clip])
def test_every_field_belongs_to_one_facet_or_never_changes(kind: type[Any]) -> None:
    covered = [field for one in facet.OF[kind] for field in one.fields]
    assert sorted([*covered, *KEPT[kind]]) == sorted(field.name for field in fields(kind))


def led(now: State, wanted: State, board: Board) -> State | None:
    """Return what comes of a thing when the events that lead to another state are folded."""
    board.apply([Fact(stream=now.id, event=event) for event in facet.events(now, wanted)])
    return board.state(now.id)


@given(history=HISTORIES)
def test_the_events_between_two_states_lead_from_one_to_the_other(history: list[Any]) -> None:
    before = played([])
    after = played(history)
    for now in list(before.states()):
        wanted = after.state(now.id)
        if wanted is not None and not isinstance(now, Project):
            assert led(now, wanted, before) == wanted


def test_a_start_timecode_changes_alone_where_the_rate_stays() -> None:
    now = Project(id=ID)
    assert facet.events(now, replace(now, start_frame=9)) == [ProjectStartChanged(start_frame=9)]
    assert facet.events(now, replace(now, start_frame=9, frame_rate="FPS_25")) == [
        ProjectFrameRateChanged(frame_rate="FPS_25", start_frame=9)
    ]


def test_what_was_merged_is_taken_back_by_saying_what_was_before() -> None:
    now = Project(id=ID, merged={BRANCH: 7}, merged_at={BRANCH: 9})
    assert facet.events(now, Project(id=ID)) == [BranchMerged(source=BRANCH, position=0, at=0)]
    board = board_of(CLIPS)
    board.apply([Fact(stream=ID, event=BranchMerged(source=BRANCH, position=7, at=9))])
    assert board.project is not None
    assert (board.project.merged, board.project.merged_at) == ({BRANCH: 7}, {BRANCH: 9})
    both = replace(now, merged={BRANCH: 7, ID: 2}, merged_at={BRANCH: 9, ID: 3})
    assert facet.events(now, both) == [BranchMerged(source=ID, position=2, at=3)]
    board.apply([Fact(stream=ID, event=BranchMerged(source=BRANCH, position=0, at=0))])
    assert board.project.merged == {}


def test_one_and_true_are_different_parameters() -> None:
    one = Clip(id=clip(1), scene=scene(1), parameters={"seed": 1})
    other = replace(one, parameters={"seed": True})
    assert [it.name for it in facet.changed(one, other)] == ["parameters"]
    assert facet.changed(one, one) == []
