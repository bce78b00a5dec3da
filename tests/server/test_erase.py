"""`storyboard erase` as an operator meets it, beside a server that runs and without one."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.server.program import ROOT, Program, started

ADA = {"name": "Ada", "email": "ada@example.org", "password": "a lighthouse by the sea"}
BOB = {**ADA, "name": "Bob", "email": "bob@example.org"}


@pytest.fixture
def program(folder: Path) -> Iterator[Program]:
    """A server with Ada, its administrator, and Bob."""
    with started(folder / "data") as program:
        for person in (ADA, BOB):
            made = httpx.post(f"{program.url}/auth/register", json=person, timeout=30)
            assert made.status_code == 201, made.text
        yield program


def erase(program: Program, *arguments: str, says: str = "") -> tuple[int, str, str]:
    """Run the verb; the exit status, what it printed and the last line of its complaints."""
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "server", "erase", *arguments],
        cwd=ROOT,
        env=program.environment,
        input=says,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return ran.returncode, ran.stdout, (ran.stderr.splitlines() or [""])[-1]


def log_in(program: Program, person: dict[str, str]) -> int:
    sent = {"email": person["email"], "password": person["password"]}
    return httpx.post(f"{program.url}/auth/login", json=sent, timeout=30).status_code


def test_it_erases_beside_a_server_that_runs(program: Program) -> None:
    assert log_in(program, BOB) == 200
    status, printed, _ = erase(program, "Bob@Example.org", "--yes")
    assert (status, printed) == (0, "The account Bob@Example.org is erased.\n")
    assert (log_in(program, BOB), log_in(program, ADA)) == (401, 200)


def test_it_erases_while_no_server_runs_and_asks_before(program: Program) -> None:
    program.stop()
    refused = (1, "storyboard: Nothing was erased.")
    for answer in ("no\n", ""):
        status, printed, complaint = erase(program, BOB["email"], says=answer)
        assert (status, complaint) == refused
        assert printed.startswith("Bob <bob@example.org> leaves 0 projects with other members.")
    status, printed, _ = erase(program, BOB["email"], says="yes\n")
    assert status == 0
    assert printed.endswith("The account bob@example.org is erased.\n")
    program.start()
    assert (log_in(program, BOB), log_in(program, ADA)) == (401, 200)


def test_what_cannot_be_erased_is_one_sentence(program: Program) -> None:
    for who, sentence in (
        ("eve@example.org", "There is no account eve@example.org."),
        ("user-" + "0" * 32, f"There is no account user-{'0' * 32}."),
        ("no address", "Give an e-mail address such as ada@example.org."),
        (ADA["email"], "This is the account of the only administrator, and other people have "),
    ):
        status, printed, complaint = erase(program, who, "--yes")
        assert (status, printed) == (1, "")
        assert complaint.startswith(f"storyboard: {sentence}")
