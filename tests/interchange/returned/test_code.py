"""Edits that were exported with codes for names, and bundles with files called by them."""

from datetime import UTC, datetime

import pytest

from domain.board.board import Board
from domain.clip.command import AddClip, MoveClip
from domain.command import Command, decide
from domain.naming.code import of
from domain.naming.command import ConfirmShotList
from domain.project import ChangeSettings
from events.record import replace
from interchange.format import FORMATS
from interchange.option import chosen
from interchange.returned import returned
from interchange.source import Source
from interchange.table.difference import Difference
from interchange.timeline import Clip, Reading
from tests.interchange.plan import clip_id, exported, plan, scene_id
from tests.interchange.returned.edits import read, sentences, told
from tests.interchange.returned.film import changed, film

READABLE = [one.name for one in FORMATS.values() if one.read and (one.write or one.bundle)]


def after(made: Board, *commands: Command) -> Board:
    for command in commands:
        made.apply(decide(command, made))
    return made


def source(made: Board) -> Source:
    assert made.project is not None
    return Source(
        project=made.project,
        layout=plan(made),
        timeline=exported(made).timeline,
        made_at=datetime(2026, 1, 31, tzinfo=UTC),
        codes=of(made.project, made.scenes.values(), made.clips.values()),
    )


def by_code(name: str, made: Board) -> list[Reading]:
    """Return what is read of the files of an export that calls clips by their codes."""
    one = FORMATS[name]
    written = one.written(source(made), chosen(one.choices, {"names": "code"}))
    return [read(piece.content, one) for piece in written.pieces]


def compared(made: Board, edit: Reading, name: str) -> Difference:
    now = source(made)
    return returned(edit, FORMATS[name], now.project, now.layout, "seed", codes=now.codes)


@pytest.mark.parametrize("name", READABLE)
def test_an_edit_with_codes_for_names_wants_nothing_that_nobody_changed(name: str) -> None:
    made = film()
    for edit in by_code(name, made):
        found = compared(made, edit, name)
        assert (told(found), sentences(found), found.missing) == ([], [], 0)


@pytest.mark.parametrize("name", READABLE)
def test_a_clip_is_known_by_its_code_where_a_program_dropped_its_id(name: str) -> None:
    made = film()
    for edit in by_code(name, made):
        found = compared(made, without_ids(edit), name)
        assert [change for change in told(found) if change[1] == "name"] == []
        assert (found.missing, found.is_foreign) == (0, False)


def without_ids(edit: Reading) -> Reading:
    def foreign(clip: Clip) -> Clip:
        return replace(clip, details=replace(clip.details, id=""))

    timeline = edit.timeline
    names = [it.name for track in timeline.tracks for it in track.items if isinstance(it, Clip)]
    for name in names:
        timeline = changed(timeline, name, foreign)
    return replace(edit, timeline=timeline)


def test_a_clip_that_was_renamed_among_codes_is_a_change() -> None:
    made = film()
    [edit] = by_code("otio", made)
    other = changed(edit.timeline, "SQ010_SH0010", lambda clip: replace(clip, name="Gannets"))
    found = compared(made, replace(edit, timeline=other), "otio")
    assert told(found) == [("Gulls", "name", "Gulls", "Gannets")]


def test_a_code_that_another_clip_has_by_now_is_no_new_name() -> None:
    made = film()
    [edit] = by_code("otio", made)
    after(
        made,
        MoveClip(clip_id=clip_id(1), start=100),
        AddClip(clip_id=clip_id(9), scene_id=scene_id(1), name="Slate", length=10),
    )
    assert [facet for _, facet, _, _ in told(compared(made, edit, "otio")) if facet == "name"] == []


def test_files_that_a_bundle_calls_by_the_convention_are_those_of_the_project() -> None:
    naming = ChangeSettings(naming="SQ{scene:03*10}_SH{shot:04*10}_v{version:02}_{date}")
    made = after(film(), naming, ConfirmShotList())
    one = FORMATS["otioz"]
    [piece] = one.written(source(made), chosen(one.choices, {})).pieces
    edit = one.read and one.read(piece.content, None)
    assert edit is not None
    assert told(compared(made, edit, "otioz")) == []
    slipped = changed(edit.timeline, "Gulls", lambda clip: replace(clip, source_start=110))
    [change] = told(compared(made, replace(edit, timeline=slipped), "otioz"))
    assert change[1:] == (
        "media",
        "file:///film/harbour.mov, from frame 100, 200 frames long",
        "file:///film/harbour.mov, from frame 110, 190 frames long",
    )
