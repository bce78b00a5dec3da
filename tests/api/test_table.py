"""Shot lists out, changed elsewhere, and back in over HTTP."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.api.client import Json, Person
from tests.api.test_interchange import downloaded, exported


@pytest.fixture
async def cut(ada: Person) -> str:
    """A project of two scenes, a clip with an alternate and two others."""
    project = await ada.project("Harbour", frameRate="FPS_25")
    quay, pier = await ada.scene(project, name="Quay"), await ada.scene(project, name="Pier")
    gulls = await ada.clip(quay, 50, name="Gulls", notes="=1+1")
    await ada.done("addClipAlternate", clipId=gulls)
    await ada.clip(pier, 30, name="Rain")
    await ada.clip(pier, 40, name="Storm")
    return project


async def sheet(person: Person, project: str) -> Any:
    link = await exported(person, project, "XLSX")
    assert (link["fileName"], link["omissions"]) == ("Harbour.xlsx", [])
    return load_workbook(BytesIO(await downloaded(person, link["url"])))


async def sent(person: Person, project: str, content: bytes) -> Any:
    return await person.http.post(
        f"/api/projects/{project}/comparisons", content=content, headers=person.headers
    )


async def compared(person: Person, project: str, content: bytes) -> Json:
    response = await sent(person, project, content)
    assert response.status_code == 200, response.text
    found: Json = response.json()
    return found


def saved(book: Any) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def changes(found: Json) -> list[Json]:
    """Return all changes in the order in which they are to be sent."""
    every = [change for row in found["rows"] for change in row["changes"]]
    return sorted(every, key=lambda change: int(change["order"]))


async def test_a_workbook_that_was_changed_comes_back_as_one_change(ada: Person, cut: str) -> None:
    book = await sheet(ada, cut)
    rows = book.active
    assert [rows.cell(row, 3).value for row in range(2, 6)] == [
        "Gulls", "Gulls A1", "Rain", "Storm",
    ]  # fmt: skip
    rows["I4"], rows["H5"], rows["K4"], rows["S5"] = 35, 35, "approved", "wipe 10 up"
    rows["M3"], rows["M2"], rows["Q2"], rows["R2"] = "of terns", None, '{"seed": 9}', "g.mov"
    rows.append([None, "Pier", "Dawn", None, 2, None, None, 5, 20])
    before = await ada.position(cut)
    found = await compared(ada, cut, saved(book))
    assert (found["projectId"], found["position"]) == (cut, before)
    assert (found["unchanged"], found["missing"], found["omissions"]) == (0, 0, [])
    assert [(row["row"], row["kind"], row["clip"]) for row in found["rows"]] == [
        (2, "changed", "Gulls"),
        (3, "changed", "Gulls A1"),
        (4, "changed", "Rain"),
        (5, "changed", "Storm"),
        (6, "added", "Dawn"),
    ]
    assert await ada.position(cut) == before

    wishes = [change["command"] for change in changes(found)]
    done = await ada.done("applyCommands", projectId=cut, commands=wishes)
    assert done["position"] == before + 1
    again = await compared(ada, cut, saved(await sheet(ada, cut)))
    assert (again["rows"], again["unchanged"]) == ([], 5)
    back = [[cell.value for cell in row] for row in (await sheet(ada, cut)).active.iter_rows()]
    wanted = {row[2]: row for row in back}
    assert wanted["Rain"][7:11] == [0, 35, 1.4, "approved"]
    assert wanted["Storm"][7:9] == [35, 40]
    assert (wanted["Storm"][18], wanted["Gulls"][12]) == ("wipe 10 up", None)
    assert (wanted["Gulls A1"][12], wanted["Gulls"][16:18]) == (
        "of terns",
        ['{"seed":9}', "g.mov"],
    )
    assert wanted["Dawn"][4:9] == [2, "00:00:02:05", "00:00:03:00", 5, 20]


async def test_changes_are_taken_or_left_one_by_one(ada: Person, cut: str) -> None:
    book = await sheet(ada, cut)
    book.active["C4"], book.active["L4"] = "Drizzle", "la"
    found = await compared(ada, cut, saved(book))
    name, _ = changes(found)
    await ada.done("applyCommands", projectId=cut, commands=[name["command"]])
    rest = await compared(ada, cut, saved(book))
    assert [(one["facet"], one["before"], one["after"]) for one in changes(rest)] == [
        ("lyrics", "", "la")
    ]


async def test_what_somebody_else_changed_in_between_is_a_conflict(
    ada: Person, bob: Person, cut: str
) -> None:
    await ada.share(cut, bob)
    book = await sheet(ada, cut)
    book.active["C4"] = "Drizzle"
    found = await compared(ada, cut, saved(book))
    (row,) = found["rows"]
    await bob.done("editClip", clipId=row["clipId"], name="Downpour")
    wishes = [change["command"] for change in changes(found)]
    refusal = await ada.refused("applyCommands", projectId=cut, commands=wishes)
    assert refusal["__typename"] == "ConflictError"
    assert refusal["conflicts"] == [{"field": "name", "yours": "Drizzle", "theirs": "Downpour"}]


async def test_a_missing_row_deletes_nothing_and_is_counted(ada: Person, cut: str) -> None:
    link = await exported(ada, cut, "CSV")
    content = await downloaded(ada, link["url"])
    lines = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    assert lines[1][12] == "'=1+1"
    kept = "\n".join(",".join(line[:3]) for line in (lines[0], lines[3])).encode()
    found = await compared(ada, cut, kept)
    assert (found["rows"], found["unchanged"], found["missing"]) == ([], 1, 3)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04", b"\xff" * 99])
async def test_a_file_that_is_no_table_is_refused_in_a_sentence(
    content: bytes, ada: Person, cut: str
) -> None:
    response = await sent(ada, cut, content)
    error = response.json()["error"]
    assert (response.status_code, error["kind"], error["field"]) == (
        400,
        "RuleViolatedError",
        "file",
    )


async def test_a_table_is_compared_only_for_who_may_see_the_project(
    ada: Person, bob: Person, nobody: Person, cut: str
) -> None:
    content = b"ID,Notes\r\nclip-1,a"
    assert (await sent(bob, cut, content)).status_code == 404
    assert (
        await nobody.http.post(f"/api/projects/{cut}/comparisons", content=content)
    ).status_code == 401
    await ada.share(cut, bob, "VIEWER")
    found = await compared(bob, cut, content)
    assert [row["kind"] for row in found["rows"]] == ["unknown"]
