"""Files that are no shot list, or want to do harm."""

from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from interchange.report import InterchangeError
from interchange.table import grid, workbook_reader
from interchange.table.column import Column
from interchange.table.reader import read
from tests.interchange.table.test_writer import film, listed, written


def refused(content: bytes) -> str:
    with pytest.raises(InterchangeError) as caught:
        read(content)
    return str(caught.value)


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def replaced(content: bytes, name: str, data: bytes, *, is_new: bool = False) -> bytes:
    """Return a package with another content of one of its members."""
    result = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(result, "w", ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, data if member == name else old.read(member))
        if is_new:
            new.writestr(name, data)
    return result.getvalue()


GOOD: Final = workbook(["ID", "Notes"], ["clip-1", "a"])
SHEET: Final = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("content", "start"),
    [
        (b"", "The first row has neither a column “ID”"),
        (b"hello", "The first row has neither a column “ID”"),
        (b"Scene,Notes\r\nPier,a", "The first row has neither a column “ID”"),
        (b"ID,Notes,notes\r\n1,2,3", "Row 1 has the column “notes” twice."),
        (b"ID,Notes\r\n1,\x00", "The file is no table: it has zero bytes in it."),
        (b'ID,Notes\r\n1,"a\r\n2,b', "The table cannot be read from line 2 on: a quotation mark"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This is an old .xls, or has a password."),
        (b"PK\x03\x04 and no more", "The file is damaged: it is no complete workbook."),
        (GOOD[:-60], "The file is damaged: it is no complete workbook."),
        (b"sep=ab\nID\r\n", "The first line names no delimiter."),
        (workbook(["ID", "Notes"], ["a", "=1+1"]), "In row 2 the cell of “Notes” is a formula."),
        (workbook(["ID", "Notes"], ["=HYPERLINK(1)"]), "In row 2 the cell of “ID” is a formula."),
        (replaced(GOOD, "xl/vbaProject.bin", b"x", is_new=True), "The workbook has macros."),
        (replaced(GOOD, SHEET, b"<worksheet><sheetData><row>"), "The workbook is damaged"),
        (replaced(GOOD, SHEET, b"not XML"), "The workbook is damaged"),
        (replaced(GOOD, "xl/workbook.xml", b"<workbook/>"), "The workbook is damaged"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_shot_list_is_refused_in_a_sentence(content: bytes, start: str) -> None:
    assert refused(content).startswith(start)


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("../evil.txt", "x")
    assert refused(content.getvalue()) == (
        "The file is a zip archive, but no Excel workbook (.xlsx)."
    )


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = replaced(GOOD, SHEET, b" " * (workbook_reader.LARGEST + 1))
    assert len(bomb) < 1_000_000
    assert refused(bomb).startswith("The workbook unpacks to more than 250 MB")


BOMB: Final = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)
FILE: Final = BOMB.replace(b'<!ENTITY b "&a;&a;&a;">', b'<!ENTITY b SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize("sheet", [BOMB, FILE], ids=["expanding", "external"])
def test_entities_in_a_workbook_are_refused(sheet: bytes) -> None:
    assert refused(replaced(GOOD, SHEET, sheet)).startswith("The workbook is damaged")


def test_a_workbook_that_lies_about_its_size_is_read_as_far_as_it_goes() -> None:
    with ZipFile(BytesIO(GOOD)) as package:
        sheet = package.read(SHEET)
    lying = replaced(GOOD, SHEET, sheet.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert [row.cells[Column.NOTES] for row in read(lying).rows] == ["a"]
    far = replaced(GOOD, SHEET, sheet.replace(b'"2"', b'"1048576"').replace(b"2", b"1048576"))
    assert len(refused(far)) < 200


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MAX_ROWS", 3)
    assert refused(b"ID\r\n" + b"x\r\n" * 4).startswith("The table has more than 3 rows.")


def test_formulas_in_columns_of_ones_own_do_not_matter() -> None:
    found = read(workbook(["ID", "Sum", "Notes"], ["clip-1", "=1+1", "a"]))
    assert [row.cells[Column.NOTES] for row in found.rows] == ["a"]
    assert [omission.sentence for omission in found.omissions] == [
        "The column “Sum”, row 1: a shot list has no such column; it was not read."
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("first", ["", "sep={}\r\n"])
def test_the_delimiter_of_a_csv_is_found_out(delimiter: str, first: str) -> None:
    line = delimiter.join(["ID", "Scene", "Clip"]) + "\r\n" + delimiter.join(["1", "a", "b"])
    (row,) = read((first.format(delimiter) + line).encode()).rows
    assert row.cells == {Column.ID: "1", Column.SCENE: "a", Column.CLIP: "b"}
    assert row.number == (3 if first else 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_in_unicode_is_read_as_it_is(encoding: str) -> None:
    found = read("ID,Notes\r\n1,Möwe 🎬".encode(encoding))
    assert [row.cells[Column.NOTES] for row in found.rows] == ["Möwe 🎬"]
    assert found.omissions == ()


def test_a_csv_that_is_not_utf_8_is_read_as_windows_writes_it_with_a_note() -> None:
    found = read("ID,Notes\r\n1,Möwe".encode("cp1252"))
    assert [row.cells[Column.NOTES] for row in found.rows] == ["Möwe"]
    assert [omission.sentence for omission in found.omissions] == [
        (
            "The encoding, the file is not UTF-8: it was read as Windows-1252:"
            " look whether accents are right, or save as UTF-8."
        )
    ]


def test_empty_rows_count_but_say_nothing() -> None:
    found = read(b'\r\nID,Notes\r\n,\r\n1,"a\r\nb"\r\n\r\n2,c\r\n')
    assert [(row.number, row.cells[Column.NOTES]) for row in found.rows] == [
        (4, "a\r\nb"),
        (7, "c"),
    ]


def sentence(content: bytes) -> str:
    """Return why a file is refused, or that it is read."""
    try:
        read(content)
    except InterchangeError as error:
        return str(error)
    return "It is read."


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"ID,Notes\r\n"):
        assert sentence(start + content).endswith(".")


@settings(deadline=None)
@given(st.data())
def test_any_damaged_shot_list_is_read_or_refused(data: st.DataObject) -> None:
    for content in (written(film()).pieces[0].content, listed(film()).pieces[0].content):
        place = data.draw(st.integers(0, len(content) - 1))
        broken = bytearray(content)
        broken[place] ^= data.draw(st.integers(1, 255))
        assert sentence(bytes(broken)).endswith(".")
