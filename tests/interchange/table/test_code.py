"""Shot lists that come back, and the codes of their shots."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from domain.board.board import Board
from domain.command import decide
from domain.naming.command import ConfirmShotList
from interchange.table.difference import Kind
from tests.interchange.table.test_difference import (
    COLUMNS,
    GULLS,
    OTHER,
    RAIN,
    changes,
    compared,
    edited,
    sentences,
)
from tests.interchange.table.test_writer import film, written


def confirmed() -> Board:
    made = film()
    made.apply(decide(ConfirmShotList(), made))
    return made


@pytest.mark.parametrize("code", ["SQ020_SH0010", " sq020_sh0010 "])
def test_a_row_without_an_id_is_known_by_a_code_that_was_given(code: str) -> None:
    found = edited(confirmed(), RAIN, id=None, clip="Storm", code=code)
    assert changes(found) == [("name", "Rain", "Storm")]
    assert (found.missing, found.omissions) == (0, ())


def test_an_alternate_without_an_id_is_known_by_its_code() -> None:
    found = edited(confirmed(), OTHER, id=None, clip="Terns", code="SQ010_SH0010_A1")
    assert changes(found) == [("name", "Gulls A1", "Terns")]


def test_a_code_that_nobody_gave_names_no_row() -> None:
    [entry] = edited(film(), RAIN, id=None, clip="Storm", code="SQ020_SH0010").entries
    assert entry.kind is Kind.ADDED


def test_two_rows_of_one_code_are_ambiguous() -> None:
    book = load_workbook(BytesIO(written(confirmed()).pieces[0].content))
    sheet: Any = book.active
    for row in (GULLS, RAIN):
        sheet.cell(row, COLUMNS["id"]).value = None
        sheet.cell(row, COLUMNS["code"]).value = "SQ020_SH0010"
    content = BytesIO()
    book.save(content)
    found = compared(confirmed(), content.getvalue())
    assert {entry.reason for entry in found.entries} == {
        "several rows have this code. Keep one of them."
    }


def test_another_code_is_not_taken_from_a_table() -> None:
    found = edited(confirmed(), RAIN, code="OPENER")
    assert changes(found) == []
    assert sentences(found) == [
        (
            "A cell of “Code”, row 4 “Rain”: codes are given by the project, where they are kept "
            "unique."
        )
    ]
    assert sentences(edited(film(), RAIN, code="OPENER")) == []
