"""Names of files by the convention, and what is looked at before it is taken."""

from dataclasses import replace
from typing import Final

import pytest

from domain.board.board import Board
from domain.command import decide
from domain.naming.code import Codes, of
from domain.naming.command import ConfirmShotList, SetClipCode
from domain.naming.file import File, project_stem, stem
from domain.naming.pattern import DEFAULT, parse
from domain.naming.plain import safe
from domain.naming.review import Change, Named, Review, preview, review, warnings
from domain.project import existing
from tests.domain.example import CLIPS, SCENES, after, clip, scene
from tests.scenario import board_of

FILE: Final = File(
    project="Château d'Eau", code="SQ010_SH0020", alternate=2, take=3, version=4, date="20260131"
)
WHOLE: Final = (
    "{project}_SQ{scene:03*10}_SH{shot:04*10}_{alternate}_t{take:02}_v{version:03}.{date}"
)


@pytest.mark.parametrize(
    ("pattern", "changes", "name"),
    [
        (WHOLE, {}, "Chateau_d_Eau_SQ010_SH0020_A2_t03_v004.20260131"),
        (WHOLE, {"alternate": 0, "version": 0}, "Chateau_d_Eau_SQ010_SH0020_t03.20260131"),
        (WHOLE, {"project": "港"}, "project_SQ010_SH0020_A2_t03_v004.20260131"),
        (DEFAULT, {}, "SQ010_SH0020_A2"),
        (DEFAULT, {"alternate": 0}, "SQ010_SH0020"),
        ("{date}-{shot}_v{version}_final", {}, "20260131-SQ010_SH0020_A2_v4_final"),
        ("{date}-{shot}", {"date": "", "alternate": 0}, "SQ010_SH0020"),
        ("{shot}", {"code": "con", "alternate": 0}, "_con"),
    ],
)
def test_a_file_is_named_by_what_is_known_of_it(
    pattern: str, changes: dict[str, str], name: str
) -> None:
    assert stem(parse(pattern), replace(FILE, **changes)) == name  # type: ignore[arg-type] # by name


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        (WHOLE, "Chateau_d_Eau_v004.20260131"),
        (DEFAULT, "Chateau_d_Eau"),
        ("{date}_{shot}_v{version:02}", "Chateau_d_Eau_20260131_v04"),
    ],
)
def test_a_file_of_the_whole_project_has_its_name(pattern: str, name: str) -> None:
    file = replace(FILE, code="", alternate=0, take=0)
    assert project_stem(parse(pattern), file) == name


def test_letters_are_written_in_ascii() -> None:
    assert safe("Größe ø Œuvre 港/..") == "Grosse_o_OEuvre_.."


def found(board: Board) -> Codes:
    return of(existing(board), board.scenes.values(), board.clips.values())


@pytest.mark.parametrize("board", [board_of(CLIPS), after(CLIPS, ConfirmShotList())])
def test_codes_are_shown_before_they_are_given_as_they_will_be(board: Board) -> None:
    codes = found(board)
    assert [codes.of_scene(board.scenes[scene(n)]) for n in (1, 2)] == ["SQ010", "SQ020"]
    assert [codes.of_clip(board.clips[clip(n)]) for n in (1, 2, 3)] == [
        "SQ010_SH0010",
        "SQ010_SH0020",
        "SQ010_SH0010_A1",
    ]
    version = replace(board.scenes[scene(1)], alternate=2, original=scene(1))
    assert codes.of_scene(version) == ("SQ010A2")
    assert not codes.of_scene(replace(version, id=scene(9), original=None, code=""))


def looked_at(board: Board, *, anew: bool) -> Review:
    scenes, clips = list(board.scenes.values()), list(board.clips.values())
    return review(parse(DEFAULT), scenes, clips, anew=anew)


def test_what_confirming_would_do_is_told_before() -> None:
    board = after(CLIPS, SetClipCode(clip_id=clip(2), code="OPENER"))
    told = looked_at(board, anew=False)
    assert (told.scenes, told.shots, told.kept) == (2, 2, 1)
    assert (told.given, told.changed, told.lost) == (3, 0, 0)
    assert [it.after for it in told.changes] == ["SQ010", "SQ020", "SQ010_SH0010"]
    board.apply(decide(ConfirmShotList(), board))
    board.clips[clip(9)] = replace(board.clips[clip(1)], id=clip(9), code="OLD", is_deleted=True)
    told = looked_at(board, anew=True)
    assert (told.kept, told.given, told.changed, told.lost) == (3, 0, 1, 1)
    assert told.changes == (
        Change(id=clip(2), name="Clip 2", before="OPENER", after="SQ010_SH0020"),
        Change(id=clip(9), name="Clip 1", before="OLD", after=""),
    )


def named(board: Board, pattern: str) -> list[Named]:
    scenes, clips = list(board.scenes.values()), list(board.clips.values())
    return preview(parse(pattern), existing(board), scenes, clips, 5)


def test_a_convention_is_tried_on_the_first_shots() -> None:
    [one, two] = named(board_of(CLIPS), "{project}_{shot:02}_v{version}")
    assert one == Named(clip=clip(1), name="Clip 1", code="01", file="Harbour_01_A1_v1")
    assert (two.clip, two.code) == (clip(2), "02")


def test_a_convention_is_tried_on_made_up_shots_where_there_are_none() -> None:
    tried = named(board_of(SCENES), "S{scene}-{shot}")
    assert [it.code for it in tried] == ["S1-1", "S1-2", "S1-3", "S2-1", "S2-2"]
    assert {it.clip for it in tried} == {""}


def test_what_may_not_be_meant_is_told() -> None:
    project = existing(board_of(CLIPS))
    assert warnings(parse(DEFAULT), project) == []
    assert warnings(parse("{project}_{shot}"), replace(project, name="港")) == [
        "The name of the project has no letters A to Z, so {project} is 'project'.",
        "Without {scene} shots are numbered through the whole project.",
        (
            "{shot} has no step, so a shot that comes between two others gets a letter: write "
            "{shot:04*10} to leave room."
        ),
    ]
