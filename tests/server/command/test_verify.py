"""`storyboard verify`, with a server and without."""

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest
from pymongo import AsyncMongoClient, MongoClient

from repositories.folder_lock import FolderLock
from repositories.mongod_attached import attached
from repositories.mongod_error import MongodError
from tests.server.command.film import edited, film, studio
from tests.server.command.storyboard import storyboard


async def test_it_compares_while_somebody_edits_and_after_the_server_has_ended(
    folder: Path,
) -> None:
    data = folder / "data"
    async with studio(data) as (program, ada):
        project, clips = await film(ada)
        async with edited(ada, clips) as names:
            busy = await storyboard("verify", data=data)
            before = len(names)
            await asyncio.sleep(0.2)
            assert len(names) > before
        assert (busy.status, busy.complaint) == (0, "")
        assert busy.out.endswith(" s: all is right.\n")
        program.stop()
    quiet = await storyboard("verify", "--project", project, data=data)
    assert (quiet.status, quiet.complaint) == (0, "")
    assert quiet.out.startswith(f"1 projects, {len(names) + 7} commits, 7 rows, ")


async def test_each_difference_is_a_line_and_the_status_says_so(folder: Path) -> None:
    data = folder / "data"
    async with studio(data) as (_, ada):
        project, clips = await film(ada)
        with MongoClient[dict[str, Any]](attached(data / "mongodb")) as mongo:
            rows = mongo["storyboard"]["clips"]
            rows.update_one({"_id": clips[0]}, {"$set": {"start": 7}})
            rows.delete_one({"_id": clips[1]})
        found = await storyboard("verify", "--project", project, data=data)
    assert (found.status, found.complaint) == (1, "")
    first, second, last = found.out.splitlines()
    assert first == f"{clips[0]}: start is 7 and should be 0."
    assert second == f"{clips[1]} has no row."
    assert last.startswith("1 projects, 7 commits, 6 rows, ")
    assert last.endswith(" s: 2 differences.")


async def test_it_works_on_the_mongodb_it_is_pointed_at(folder: Path, mongo_uri: str) -> None:
    name = f"verify_{folder.name}".replace(".", "_")
    found = await storyboard("verify", data=folder, mongodb_uri=mongo_uri, STORYBOARD_DATABASE=name)
    assert (found.status, found.complaint) == (0, "")
    assert found.out.startswith("0 projects, 0 commits, 0 rows, ")
    unknown = await storyboard(
        "verify",
        "--project",
        "project-1",
        data=folder,
        mongodb_uri=mongo_uri,
        STORYBOARD_DATABASE=name,
    )
    assert unknown == (1, "", "storyboard: There is no project project-1: check the id.\n")


async def test_a_folder_without_a_database_is_one_sentence_and_stays_as_it_is(
    folder: Path,
) -> None:
    found = await storyboard("verify", data=folder / "data")
    assert (found.status, found.out) == (1, "")
    assert found.complaint == (
        f"storyboard: There is no database in {folder / 'data'}: set STORYBOARD_DATA to the folder "
        "of the server, or MONGODB_URI to its database.\n"
    )
    assert os.listdir(folder) == []  # noqa: PTH208 - at once


def test_whoever_else_answers_at_the_port_is_not_taken_for_the_database(
    folder: Path, mongo_uri: str
) -> None:
    port = mongo_uri.split(":")[2].split("/", maxsplit=1)[0]
    (folder / "mongodb").mkdir()
    (folder / "mongodb" / "mongod.port").write_text(port)
    with FolderLock(folder), pytest.raises(MongodError, match="no database of that folder"):
        attached(folder / "mongodb", patience=0.2)


async def test_the_running_database_of_a_folder_is_found(
    mongo_uri: str, mongo_client: AsyncMongoClient[dict[str, Any]]
) -> None:
    options = await mongo_client.admin.command("getCmdLineOpts")
    assert attached(Path(options["parsed"]["storage"]["dbPath"])) == mongo_uri
