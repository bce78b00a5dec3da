"""What a newer program wrote is refused by every command, what an older one wrote is brought up."""

import os
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pymongo import MongoClient

from tests.server.command.film import film, studio, timeline
from tests.server.command.storyboard import storyboard
from tests.server.program import started


@pytest.mark.parametrize("verb", ["serve", "verify", "rebuild"])
async def test_a_database_of_a_newer_program_is_refused_before_anything_is_written(
    verb: str, folder: Path, mongo_uri: str
) -> None:
    name = f"newer_{uuid4().hex}"
    with MongoClient[dict[str, Any]](mongo_uri) as mongo:
        mongo[name]["editions"].insert_one({"_id": "program", "store": 2, "rows": 1})
        said = await storyboard(
            verb,
            data=folder / "data",
            mongodb_uri=mongo_uri,
            STORYBOARD_DATABASE=name,
        )
        assert mongo[name].list_collection_names() == ["editions"]
        mongo.drop_database(name)
    newer = f"The database {name} was written by a newer version of the program:"
    assert said == (1, "", f"storyboard: {newer} update the program.\n")


@pytest.mark.parametrize("verb", ["serve", "verify", "rebuild"])
async def test_a_data_folder_of_a_newer_program_is_refused_and_stays_as_it_is(
    verb: str, folder: Path
) -> None:
    data = folder / "data"
    (data / "mongodb").mkdir(parents=True)
    (data / "edition").write_text("2\n")
    said = await storyboard(verb, data=data)
    newer = f"The data folder {data} was written by a newer version of the program:"
    assert said == (1, "", f"storyboard: {newer} update the program.\n")
    assert sorted(os.listdir(data)) == ["edition", "mongodb"]  # noqa: PTH208
    assert os.listdir(data / "mongodb") == []  # noqa: PTH208


async def test_rows_of_an_older_program_are_made_anew_before_the_server_is_ready(
    folder: Path, mongo_uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"older_{uuid4().hex}"
    monkeypatch.setenv("STORYBOARD_DATABASE", name)
    async with studio(folder, mongo_uri) as (_, ada):
        project, _ = await film(ada)
        shown = (await timeline(ada, project))["scenes"][0]["clips"]
    with MongoClient[dict[str, Any]](mongo_uri) as mongo:
        mongo[name]["editions"].update_one({"_id": "program"}, {"$set": {"rows": 0}})
        mongo[name]["clips"].update_many({}, {"$set": {"name": "Old"}, "$unset": {"era": 1}})
        with started(folder, mongodb_uri=mongo_uri):
            rows = list(mongo[name]["clips"].find({"project": project}))
        mongo.drop_database(name)
    assert {row["_id"]: row["name"] for row in rows} == {one["id"]: one["name"] for one in shown}
    assert {row["era"] for row in rows} == {1}
