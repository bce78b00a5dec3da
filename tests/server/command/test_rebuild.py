"""`storyboard rebuild` beside a server that goes on, and killed in the middle."""

import asyncio
import signal
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.collection import Collection

from repositories.mongod_attached import attached
from tests.server.command.film import edited, film, renamed, studio, timeline
from tests.server.command.storyboard import started, storyboard

Clips = Collection[dict[str, Any]]


def corrupt(clips: Clips, ids: list[str]) -> None:
    clips.update_one({"_id": ids[0]}, {"$set": {"start": 999, "name": "Wrong"}})
    clips.delete_one({"_id": ids[1]})


async def test_wrong_rows_are_mended_while_somebody_edits_and_no_edit_is_lost(
    folder: Path,
) -> None:
    data = folder / "data"
    async with studio(data) as (_, ada):
        project, clips = await film(ada)
        other, _ = await film(ada)
        right = await timeline(ada, project)
        with MongoClient[dict[str, Any]](attached(data / "mongodb")) as mongo:
            corrupt(mongo["storyboard"]["clips"], clips)
        async with edited(ada, clips[2:]) as names:
            one = await storyboard("rebuild", "--project", project, data=data)
            before = len(names)
            every = await storyboard("rebuild", data=data)
            await asyncio.sleep(0.2)
            assert len(names) > before
        assert (one.status, one.complaint, every.status) == (0, "", 0)
        assert one.out.startswith("1 projects, ")
        assert every.out.endswith(" s: all are rebuilt.\n")
        assert every.out.startswith("3 projects, ")  # the demo project is one of them
        after = await timeline(ada, project)
        assert after["position"] == right["position"] + len(names)
        for place in (0, 1):
            assert after["scenes"][0]["clips"][place] == right["scenes"][0]["clips"][place]
        assert (await timeline(ada, other))["position"] == right["position"]
        verdict = await storyboard("verify", data=data)
    assert (verdict.status, verdict.out.splitlines()[1:]) == (0, [])


async def test_a_killed_rebuild_leaves_the_rows_in_use_and_the_next_one_does_it(
    folder: Path,
) -> None:
    data = folder / "data"
    async with studio(data) as (_, ada):
        projects = [await film(ada, clips=2) for _ in range(8)]
        for delay in (0.8, 1.0, 1.2):
            with started("rebuild", data=data) as process:
                await asyncio.sleep(delay)
                process.send_signal(signal.SIGKILL)
            verdict = await storyboard("verify", data=data)
            assert verdict.status == 0, verdict.out
        for project, clips in projects:
            assert await renamed(ada, clips[0], "after") == "after"
            assert (await timeline(ada, project))["position"] == 5
        again = await storyboard("rebuild", data=data)
        assert again.out.endswith(" s: all are rebuilt.\n")
        assert (await storyboard("verify", data=data)).status == 0


async def test_an_unknown_project_is_one_sentence(folder: Path) -> None:
    data = folder / "data"
    async with studio(data):
        said = await storyboard("rebuild", "--project", "project-1", data=data)
    assert said == (1, "", "storyboard: There is no project project-1: check the id.\n")
