"""Shot lists as other programs read them."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any, Final
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from domain.board.board import Board
from domain.clip.command import (
    AddClip,
    AddClipAlternate,
    EditClip,
    SetTransition,
    TrimClip,
)
from domain.command import decide
from domain.naming.code import NO_CODES
from domain.scene import AddScene, AddSceneAlternate
from interchange.report import Report
from interchange.table import delimited, workbook
from interchange.table.column import Column
from interchange.table.row import LONGEST, rows, units
from interchange.written import Written
from tests.interchange.plan import Plan, board, clip_id, plan, plans, scene_id

MADE_AT: Final = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
TITLES: Final = [column.title for column in Column]


def film() -> Board:
    return board(
        AddScene(scene_id=scene_id(1), name="Quay"),
        AddClip(clip_id=clip_id(1), scene_id=scene_id(1), name="Gulls", start=2, length=25),
        AddClipAlternate(clip_id=clip_id(1), copy_id=clip_id(2)),
        TrimClip(clip_id=clip_id(2), length=10),
        AddScene(scene_id=scene_id(2), name="Pier"),
        AddClip(
            clip_id=clip_id(3),
            scene_id=scene_id(2),
            name="Rain",
            track=1,
            start=3,
            length=50,
            lyrics="It rains\nand rains",
            notes="=SUM(A1)",
            image_prompt="@rain",
            video_prompt="'+rain",
            negative_prompt="https://example.invalid",
            parameters={"seed": 7},
            status="review",
            media_url="file:///rain.mov",
        ),
        SetTransition(clip_id=clip_id(3), kind="wipe", length=12, direction="left"),
        rate="FPS_25",
        start="01:00:00:00",
    )


def written(made: Board) -> Written:
    assert made.project is not None
    return workbook.write(made.project, plan(made), MADE_AT)


def listed(made: Board) -> Written:
    assert made.project is not None
    return delimited.write(made.project, plan(made))


def opened(content: bytes) -> Any:
    return load_workbook(BytesIO(content)).active


def values(content: bytes) -> list[list[Any]]:
    found = opened(content).iter_rows(values_only=True)
    return [["" if cell is None else cell for cell in row] for row in found]


def parsed(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


EXPECTED: Final[list[list[Any]]] = [
    [
        *[clip_id(1), "Quay", "Gulls", "", 1, "01:00:00:02", "01:00:01:02", 2, 25, 1.0],
        *["draft", "", "", "", "", "", "", "", "cut", ""],
    ],
    [
        *[clip_id(2), "Quay", "Gulls A1", "A1", 1, "01:00:00:02", "01:00:00:12", 2, 10, 0.4],
        *["draft", "", "", "", "", "", "", "", "cut", ""],
    ],
    [
        *[clip_id(3), "Pier", "Rain", "", 2, "01:00:01:05", "01:00:03:05", 3, 50, 2.0],
        *["review", "It rains\nand rains", "=SUM(A1)", "@rain", "'+rain"],
        *["https://example.invalid", '{"seed":7}', "file:///rain.mov", "wipe 12 left", ""],
    ],
]


def test_a_workbook_has_a_row_for_each_clip_and_its_alternates_below_it() -> None:
    made = written(film())
    assert [piece.name for piece in made.pieces] == [".xlsx"]
    assert values(made.pieces[0].content) == [TITLES, *EXPECTED]
    assert made.omissions == ()


def test_texts_of_a_workbook_never_become_formulas_or_links() -> None:
    sheet = opened(written(film()).pieces[0].content)
    assert {cell.data_type for cell in sheet[4]} == {"s", "n"}
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


def test_the_header_of_a_workbook_stays_in_sight_and_columns_are_wide_enough() -> None:
    sheet = opened(written(film()).pieces[0].content)
    assert sheet.freeze_panes == "D2"
    assert sheet["A1"].font.b
    assert 28 <= sheet.column_dimensions["C"].width < 30


def test_the_same_project_gives_the_same_files() -> None:
    assert (written(film()), listed(film())) == (written(film()), listed(film()))
    with ZipFile(BytesIO(written(film()).pieces[0].content)) as archive:
        assert b"2026-01-02T03:04:05Z" in archive.read("docProps/core.xml")


def test_a_csv_begins_with_the_mark_of_utf_8_and_holds_the_same() -> None:
    content = listed(film()).pieces[0].content
    assert content.startswith(b"\xef\xbb\xbfID,Scene,Clip")
    plain = [[delimited.plain(cell) for cell in row] for row in parsed(content)]
    assert plain[1:] == [[str(cell) for cell in row] for row in EXPECTED]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@cmd", "'@cmd"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("\tx", "'\tx"),
        ("\uff1d1", "'\uff1d1"),
        ("'=1", "''=1"),
        ("''@1", "'''@1"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_a_csv_holds_no_formula_and_every_text_comes_back(text: str, cell: str) -> None:
    assert delimited.safe(text) == cell
    assert delimited.plain(cell) == text


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    made = film()
    long = {"a": "x" * 20_000, "b": "x" * 20_000}
    edit = EditClip(clip_id=clip_id(3), notes="🎬" * 20_000, parameters=long)
    made.apply(decide(edit, made))
    for written_ in (written(made), listed(made)):
        assert [omission.sentence for omission in written_.omissions] == [
            (
                "The end of a long text, “Rain”:"
                " a cell holds 32,767 characters; the rest was left out. (2 times)"
            )
        ]
    row = values(written(made).pieces[0].content)[3]
    notes, parameters = row[12], row[16]
    assert units(notes) <= LONGEST
    assert len(parameters) == LONGEST
    assert notes.endswith("🎬… [cut: 20,000 characters in all]")
    assert parameters.endswith("x… [cut: 40,015 characters in all]")


def test_a_version_of_a_scene_that_is_set_aside_is_not_in_the_table() -> None:
    made = board(
        AddScene(scene_id=scene_id(1), name="Quay"),
        AddSceneAlternate(scene_id=scene_id(1), seed="other"),
    )
    assert parsed(listed(made).pieces[0].content) == [TITLES]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(chosen=plans())
def test_any_project_is_read_by_others_cell_by_cell(chosen: Plan) -> None:
    made = board(*chosen.commands, rate=chosen.rate)
    assert made.project is not None
    wanted = [list(row) for row in rows(made.project, plan(made), NO_CODES, Report())]
    assert values(written(made).pieces[0].content)[1:] == wanted
    plain = [
        [delimited.plain(cell) for cell in row] for row in parsed(listed(made).pieces[0].content)
    ]
    assert plain[1:] == [[str(cell) for cell in row] for row in wanted]
