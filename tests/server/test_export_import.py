"""`storyboard export` and `storyboard import`, beside a server that runs and without one."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from domain.errors import UNSEEN
from interchange import otio
from tests.server.program import ROOT, Program, started

ADA: Final = {"name": "Ada", "email": "ada@example.org", "password": "a lighthouse by the sea"}
SAMPLE: Final = ROOT / "tests" / "interchange" / "samples" / "simple_cut.otio"
MISSING: Final = "project-" + "0" * 32
EXPORTS: Final = """query($id: ID!) { project(id: $id) { name exports {
  edges { node { format options { name value } by { name } } } } } }"""


@pytest.fixture
def program(folder: Path) -> Iterator[Program]:
    """A server with Ada, its administrator."""
    with started(folder / "data") as program:
        made = httpx.post(f"{program.url}/auth/register", json=ADA, timeout=30)
        assert made.status_code == 201, made.text
        yield program


def ran(program: Program, *arguments: str) -> tuple[int, str, str]:
    """Run the program; its exit status, what it printed and what it complained of."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "server", *arguments],
        cwd=ROOT,
        env=program.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def imported(program: Program, *more: str) -> str:
    """Import the sample as Ada and return the id of its project."""
    status, printed, complaint = ran(program, "import", str(SAMPLE), "--as", ADA["email"], *more)
    assert status == 0, complaint
    project, _, told = printed.partition(": ")
    assert told == "1 scene and 4 clips came in from simple_cut.otio.\n"
    return project


def asked(program: Program, project: str) -> dict[str, Any]:
    sent = {"email": ADA["email"], "password": ADA["password"], "transport": "body"}
    pair = httpx.post(f"{program.url}/auth/login", json=sent, timeout=30).json()
    answer = httpx.post(
        f"{program.url}/graphql",
        json={"query": EXPORTS, "variables": {"id": project}},
        headers={"Authorization": f"Bearer {pair['accessToken']}"},
        timeout=30,
    )
    found: dict[str, Any] = answer.json()["data"]["project"]
    return found


def test_an_edit_goes_in_and_out_beside_a_server_that_runs(program: Program, folder: Path) -> None:
    project = imported(program)
    assert imported(program, "--project", project, "--add") == project
    target = folder / "cut.otio"
    status, printed, complaint = ran(program, "export", project, "otio", "-o", str(target))
    assert (status, printed, complaint) == (0, f"{target} is written.\n", "")
    edit = otio.read(target.read_bytes()).timeline
    assert len(edit.scenes) == 2
    assert asked(program, project)["exports"]["edges"] == []
    member = ("--as", ADA["email"])
    assert ran(program, "export", project, "JSON", "-o", str(target), *member)[0] == 0
    (edge,) = asked(program, project)["exports"]["edges"]
    assert edge["node"] == {"format": "JSON", "options": [], "by": {"name": "Ada"}}


def test_an_edit_goes_in_and_out_while_no_server_runs(program: Program) -> None:
    program.stop()
    project = imported(program)
    status, printed, _ = ran(program, "export", project, "OTIO", "-o", "-")
    assert status == 0
    assert len(otio.read(printed.encode()).timeline.tracks) == 1
    program.start()
    assert asked(program, project)["name"] == "simple_cut"


def test_a_project_moves_to_another_server(running: Program, folder: Path) -> None:
    project = imported(running)
    file = folder / "film.zip"
    status, printed, complaint = ran(running, "export", project, "archive", "-o", str(file))
    assert (status, printed) == (0, f"{file} is written.\n")
    assert complaint == "Not carried: Media of 4 clips: their addresses are in it, no files.\n"
    with started(folder / "other") as other:
        httpx.post(f"{other.url}/auth/register", json=ADA, timeout=30).raise_for_status()
        take = ("import", str(file), "--as", ADA["email"], "--same-ids")
        came = "1 scene and 4 clips came in from film.zip"
        assert ran(other, *take) == (0, f"{project}: {came}.\n", "")
        assert asked(other, project)["name"] == "simple_cut"


def test_what_a_format_cannot_carry_is_said_beside_the_file(program: Program, folder: Path) -> None:
    edit = folder / "cut.edl"
    edit.write_text(
        "001  A V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
        "002  A A C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
    )
    status, printed, complaint = ran(program, "import", str(edit), "--as", ADA["email"])
    assert (status, printed.partition(": ")[2]) == (0, "1 scene and 1 clip came in from cut.edl.\n")
    assert "Not carried: A sound clip, line 2: " in complaint


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["export", MISSING, "tape"], "There is no format “tape” to export. There are otio, "),
        (["export", MISSING, "otio"], UNSEEN),
        (["export", "film", "otio"], UNSEEN),
        (
            ["export", MISSING, "otio", "--option", "a"],
            "The option a has no value: write --option ",
        ),
        (["export", MISSING, "otio", "--option", "a=b"], "The format has no option “a”; it has "),
        (["export", MISSING, "otio", "--as", "eve@example.org"], "There is no account eve@"),
        (["import", "/nowhere.edl", "--as", ADA["email"]], "/nowhere.edl cannot be read: No such"),
        (["import", str(SAMPLE), "--as", "eve@example.org"], "There is no account eve@"),
        (["import", __file__, "--as", ADA["email"]], "The file is of none of the formats that "),
        (["import", str(SAMPLE), "--as", ADA["email"], "--project", MISSING], UNSEEN),
        (["import", str(SAMPLE), "--as", ADA["email"], "--project", MISSING, "--add"], UNSEEN),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    running: Program, arguments: list[str], sentence: str
) -> None:
    status, printed, complaint = ran(running, *arguments)
    assert (status, printed) == (1, "")
    assert complaint.splitlines()[-1].startswith(f"storyboard: {sentence}")


def test_a_file_that_cannot_be_written_or_is_too_large_is_refused(
    running: Program, folder: Path
) -> None:
    large = folder / "large.edl"
    with large.open("wb") as file:
        file.truncate(64_000_001)
    status, _, complaint = ran(running, "import", str(large), "--as", ADA["email"])
    assert status == 1
    assert complaint.startswith(f"storyboard: {large} is too large: an edit has at most 64 MB. ")
    project = imported(running)
    target = folder / "nowhere" / "cut.otio"
    status, _, complaint = ran(running, "export", project, "otio", "-o", str(target))
    assert status == 1
    assert complaint == f"storyboard: {target} cannot be written: No such file or directory.\n"


def test_an_edit_that_comes_back_is_listed_and_then_taken(running: Program, folder: Path) -> None:
    project = imported(running)
    target = folder / "back.edl"
    assert ran(running, "export", project, "edl", "-o", str(target))[0] == 0
    lines = target.read_text().splitlines(keepends=True)
    last = next(number for number, line in enumerate(lines) if line.startswith("004 "))
    target.write_text("".join(lines[:last]).replace("NAME: Clip-001", "NAME: Dawn"))
    back = ("import", str(target), "--as", ADA["email"], "--project", project)
    changes = (
        "Clip-001 in Figure 1 - Simple Cut List: name: Clip-001 → Dawn\n"
        "Clip-004 in Figure 1 - Simple Cut List: not in the file, to be deleted\n"
    )
    left = "1 clip not in the file stays; --deletions deletes it.\n"
    assert ran(running, *back) == (0, f"{changes}1 change; --apply takes it. {left}", "")
    status, printed, complaint = ran(running, *back, "--apply", "--deletions")
    assert (status, printed) == (0, f"{changes}2 changes taken as one step.\n")
    assert complaint == ""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """One server for what leaves it as it was."""
    with started(tmp_path_factory.mktemp("storyboard") / "data") as program:
        httpx.post(f"{program.url}/auth/register", json=ADA, timeout=30).raise_for_status()
        yield program
