"""`storyboard sweep`, on a folder with one old picture that nothing refers to."""

import asyncio
import io
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from typing_extensions import override

from repositories.connection import connect
from repositories.installation import installation
from repositories.media import MediaStore
from repositories.media_sweep import Leftovers, leftovers
from server.command.sweep import LEAST_DAYS
from server.main import main
from server.media.library import PROOF_LIFETIME
from server.pull.desk import LASTS
from tests.repositories.test_media import DIGEST, PICTURE, anything, chunks

TABLE = f"""\
kind     files  bytes
derived  1      5
image    1      {len(PICTURE)}
"""


class Terminal(io.StringIO):
    @override
    def isatty(self) -> bool:
        return True


@pytest.fixture
def store(folder: Path, mongo_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[MediaStore]:
    name = f"test_{uuid4().hex}"
    for variable in os.environ:
        if variable.startswith("STORYBOARD_"):
            monkeypatch.delenv(variable)
    monkeypatch.setenv("STORYBOARD_DATA", str(folder))
    monkeypatch.setenv("STORYBOARD_DATABASE", name)
    monkeypatch.setenv("MONGODB_URI", mongo_uri)
    store = MediaStore(folder / "media", spare=0)

    async def furnish() -> None:
        store.open()
        async with connect(mongo_uri) as client:
            store.claim(await installation(client[name]))
        await store.add(chunks(PICTURE), anything)
        store.keep(DIGEST, "320.1.webp", b"small")
        os.utime(store.path(DIGEST), (1000, 1000))

    async def clear() -> None:
        async with connect(mongo_uri) as client:
            await client.drop_database(name)

    asyncio.run(furnish())
    yield store
    asyncio.run(clear())


def test_what_nothing_refers_to_is_counted_asked_about_and_removed(
    store: MediaStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sweep", "--dry-run"]) == 0
    assert capsys.readouterr().out == f"{TABLE}2 files would be removed.\n"
    assert main(["sweep"]) == 1
    assert capsys.readouterr().err == (
        "storyboard: 2 files are to be removed for good: say --yes if you mean it.\n"
    )
    monkeypatch.setattr("sys.stdin", Terminal("no\n"))
    assert main(["sweep"]) == 0
    assert capsys.readouterr().out == f"{TABLE}Remove 2 files for good? Type yes: "
    assert store.contains(DIGEST)
    monkeypatch.setattr("sys.stdin", Terminal("yes\n"))
    assert main(["sweep"]) == 0
    assert capsys.readouterr().out.endswith("Type yes: 2 files were removed.\n")
    assert not store.contains(DIGEST)
    assert main(["sweep"]) == 0
    assert capsys.readouterr().out == "0 files were removed.\n"


def test_what_came_in_again_meanwhile_and_what_is_strange_stays(
    store: MediaStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = store.folder / "notes.txt"
    notes.touch()

    async def renewed(*arguments: Any, **named: Any) -> Leftovers:
        found = await leftovers(*arguments, **named)
        store.renew(DIGEST)
        return found

    monkeypatch.setattr("server.command.sweep.leftovers", renewed)
    assert main(["sweep", "--yes"]) == 0
    assert capsys.readouterr().out == (
        f"{TABLE}{notes} is none of the files that servers store, and stays.\n"
        f"{DIGEST} is in use again and stays.\n"
        "0 files were removed.\n"
    )
    assert store.contains(DIGEST)


def test_a_folder_of_another_database_is_refused_in_a_sentence(
    store: MediaStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.claim("elsewhere")
    assert main(["sweep", "--yes"]) == 1
    assert capsys.readouterr().err.startswith("storyboard: Other databases may name files in ")
    assert store.contains(DIGEST)


def test_no_retention_is_over_while_an_upload_may_still_be_used() -> None:
    assert timedelta(days=LEAST_DAYS) >= 2 * max(PROOF_LIFETIME, LASTS)


@pytest.mark.parametrize("days", ["1", "-1", "x", "99999"])
def test_days_that_make_no_sense_are_wrong_usage(
    days: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["sweep", f"--older-than={days}"])
    assert ended.value.code == 2
    assert f"must be 2 to 36500 days, not '{days}'" in capsys.readouterr().err


def test_without_stored_files_it_says_where_to_look(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STORYBOARD_DATA", str(folder))
    assert main(["sweep"]) == 1
    assert capsys.readouterr().err == (
        f"storyboard: There are no stored files in {folder}: set STORYBOARD_DATA to the folder of"
        " the server.\n"
    )
