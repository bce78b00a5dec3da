"""`storyboard backup` beside clients that write, and `storyboard restore` into an empty place."""

import asyncio
import json
import os
import signal
import subprocess
import zipfile
from pathlib import Path

import bson
import httpx
import pytest

from tests.server.command.film import edited, film, studio, timeline
from tests.server.command.storyboard import started, storyboard
from tests.server.program import Client
from tests.server.program import started as serving


async def logged_in(url: str, email: str, password: str) -> str:
    async with httpx.AsyncClient(base_url=url) as http:
        answer = await http.post("/auth/login", json={"email": email, "password": password})
        assert answer.status_code == 200, answer.text
        token: str = answer.json()["accessToken"]
        return token


async def test_what_was_backed_up_beside_writers_is_there_again_with_its_people(
    folder: Path,
) -> None:
    file = folder / "backup.zip"
    async with studio(folder / "old") as (program, ada):
        bob = Client(program.url)
        await bob.register()
        quiet, _ = await film(bob)
        busy, clips = await film(ada)
        seen = await timeline(bob, quiet)
        async with edited(ada, clips) as names:
            said = await storyboard("backup", str(file), data=folder / "old")
            before = len(names)
            await asyncio.sleep(0.2)
            assert len(names) > before
        assert (said.status, said.complaint) == (0, "")
        assert said.out.startswith(f"{file}: 3 projects, ")
        assert ", 2 accounts as of 20" in said.out
        emails = (ada.email, bob.email)
        await bob.close()
    assert file.stat().st_mode & 0o077 == 0
    assert sorted(os.listdir(folder)) == ["backup.zip", "old"]  # noqa: PTH208
    restored = await storyboard("restore", str(file), data=folder / "new")
    assert (restored.status, restored.complaint) == (0, "")
    assert restored.out.startswith("Restored 3 projects, ")
    assert restored.out.endswith(" s: all is right.\n")
    position = manifest(file)["partitions"][busy]
    with serving(folder / "new") as program:
        clients = [Client(program.url) for _ in emails]
        for client, email in zip(clients, emails, strict=True):
            client.authorize(await logged_in(program.url, email, "a lighthouse by the sea"))
        assert await timeline(clients[1], quiet) == seen
        shown = await timeline(clients[0], busy)
        assert shown["position"] == position
        assert set(names) >= {clip["name"] for clip in shown["scenes"][0]["clips"]} - CLIP_NAMES
        assert (await storyboard("verify", data=folder / "new")).status == 0
        for client in clients:
            await client.close()


CLIP_NAMES = {f"Clip {number}" for number in range(1, 6)}


def manifest(file: Path) -> dict[str, dict[str, int]]:
    with zipfile.ZipFile(file) as archive:
        said: dict[str, dict[str, int]] = json.loads(archive.read("manifest.json"))
        return said


async def test_a_backup_can_be_read_without_the_program(folder: Path) -> None:
    file = folder / "backup.zip"
    async with studio(folder / "data") as (_, ada):
        project, _ = await film(ada)
        await storyboard("backup", str(file), data=folder / "data")
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        commits = bson.decode_all(archive.read("commits.bson"))
        (account,) = bson.decode_all(archive.read("account.bson"))
    ours = [commit["_id"]["n"] for commit in commits if commit["_id"]["p"] == project]
    assert ours == list(range(1, 8))
    assert account["email"] == ada.email


async def test_a_restore_needs_an_empty_database_and_nobody_else(folder: Path) -> None:
    file, data = folder / "backup.zip", folder / "data"
    async with studio(data):
        await storyboard("backup", str(file), data=data)
        beside = await storyboard("restore", str(file), data=data)
        assert beside.status == 1
        assert beside.complaint.endswith(
            " End the server first: a backup is restored while nobody works.\n"
        )
    full = await storyboard("restore", str(file), data=data)
    refusal = (
        "storyboard: The database storyboard is not empty, and a backup is restored into an empty"
        " one only: set STORYBOARD_DATA to a new folder, or STORYBOARD_DATABASE to a new name.\n"
    )
    assert full == (1, "", refusal)


async def test_a_restore_that_was_killed_is_not_served_and_the_next_one_does_it(
    folder: Path,
) -> None:
    file, new = folder / "backup.zip", folder / "new"
    async with studio(folder / "old") as (_, ada):
        for _ in range(10):
            await film(ada, clips=2)
        await storyboard("backup", str(file), data=folder / "old")
    with started("restore", str(file), data=new) as process:
        await _until(new / "mongodb" / "mongod.port", process)
        await asyncio.sleep(0.5)
        process.send_signal(signal.SIGKILL)
    again = await storyboard("restore", str(file), data=new)
    if again.status:  # it had been done
        assert "is not empty" in again.complaint
    assert (await storyboard("verify", data=new)).status == 0


async def _until(path: Path, process: subprocess.Popen[str]) -> None:
    """Wait until a file is there, or who should make it has ended."""
    while not path.exists() and process.poll() is None:  # noqa: ASYNC110, ASYNC240 - nobody tells
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("verb", ["backup", "restore"])
async def test_a_file_that_cannot_be_used_is_one_sentence(verb: str, folder: Path) -> None:
    data, file = folder / "data", folder / "no" / "backup.zip"
    if verb == "backup":
        async with studio(data):
            said = await storyboard(verb, str(file), data=data)
        problem = "written"
    else:
        said = await storyboard(verb, str(file), data=data)
        problem = "read"
        assert os.listdir(folder) == []  # noqa: PTH208
    complaint = f"storyboard: {file} cannot be {problem}: No such file or directory.\n"
    assert said == (1, "", complaint)


async def test_an_interrupted_backup_leaves_the_one_before_it(folder: Path) -> None:
    file, data = folder / "backup.zip", folder / "data"
    file.write_text("the one before")
    async with studio(data) as (_, ada):
        await film(ada)
        with started("backup", str(file), data=data) as process:
            await asyncio.sleep(0.1)
            process.send_signal(signal.SIGTERM)
            process.wait()
        assert process.returncode != 0
    assert file.read_text() == "the one before"
    assert sorted(os.listdir(folder)) == ["backup.zip", "data"]  # noqa: PTH208


async def test_a_damaged_file_is_refused_before_there_is_a_database(folder: Path) -> None:
    file, new = folder / "backup.zip", folder / "new"
    file.write_bytes(b"PK\x03\x04 and no more")
    said = await storyboard("restore", str(file), data=new)
    assert (said.status, said.out) == (1, "")
    assert said.complaint == (
        f"storyboard: {file} is no backup, or is damaged (File is not a zip file): take another"
        " one.\n"
    )
    assert not new.exists()
