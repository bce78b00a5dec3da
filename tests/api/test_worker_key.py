"""API keys of workers by the API: set, used, replaced, removed, and shown to nobody."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from domain.queue.board.worker import Worker
from events.ids import MAIN_QUEUE, WorkerId
from generation.dispatch.port import UnreadableKeyError
from repositories.worker_key import WorkerKeyBook
from server.account.key import KeysUnusableError
from server.secret.vault import Vault
from server.secret.worker import LOST, WorkerKeys
from tests.api.client import Json, Person, new_command, new_id
from tests.api.conftest import World
from tests.api.farm import Hand
from tests.generation.fake_comfyui import FakeComfyUI
from tests.generation.runpod import fake as runpod

KEY = "sk-4a8f1c-northern-light"
STANDING = "{ workers { id hasKey standing { state reason } } }"


@pytest.fixture
def rows(world: World, mongo_client: AsyncMongoClient[Json]) -> AsyncDatabase[Json]:
    return mongo_client[world.database]


@pytest.fixture
async def hired(root: Person) -> AsyncIterator[str]:
    """A server that wants a key, has none yet, and gets no jobs; it is removed behind the test."""
    fake = FakeComfyUI(token=KEY)
    await fake.start()
    made = await root.done("registerWorker", name=new_id("gpu"), kind="COMFYUI", address=fake.url)
    id_: str = made["worker"]["id"]
    await root.done("setWorkerMode", workerId=id_, mode="DRAINING", reason="is tried")
    yield id_
    await root.do("removeWorker", workerId=id_)
    await fake.kill()


async def stands(person: Person, id_: str, state: str, part: str = "") -> Json:
    """Wait until a worker stands so, for this reason."""
    async with asyncio.timeout(20):
        while True:
            (found,) = [one for one in (await person.ask(STANDING))["workers"] if one["id"] == id_]
            if found["standing"]["state"] == state and part in found["standing"]["reason"]:
                return dict(found)
            await asyncio.sleep(0.05)


async def kept(rows: AsyncDatabase[Json], worker: str) -> list[Json]:
    return [row async for row in rows["worker_keys"].find({"worker": worker})]


async def test_a_worker_that_wants_a_key_works_once_it_is_set(
    root: Person, ada: Person, hired: str, rows: AsyncDatabase[Json]
) -> None:
    await stands(root, hired, "OFFLINE", "give it its API key")
    done = await root.done("setWorkerKey", workerId=hired, key=f" {KEY}\n")
    assert done["worker"]["hasKey"] is True
    assert KEY not in str(done)
    assert (await stands(root, hired, "DRAINING"))["hasKey"] is True
    assert (await stands(ada, hired, "DRAINING"))["hasKey"] is True
    for name in await rows.list_collection_names():
        found = [str(row) async for row in rows[name].find({})]
        assert not any(KEY in row for row in found), name


async def test_a_key_is_replaced_and_removed_and_its_ciphertext_goes_with_it(
    root: Person, hired: str, rows: AsyncDatabase[Json]
) -> None:
    command = new_command()
    first = await root.done("setWorkerKey", workerId=hired, key="sk-old", commandId=command)
    again = await root.done("setWorkerKey", workerId=hired, key="sk-old", commandId=command)
    assert again["position"] == first["position"]
    (old,) = await kept(rows, hired)
    await root.done("setWorkerKey", workerId=hired, key=KEY)
    (new,) = await kept(rows, hired)
    assert new["_id"] != old["_id"]
    removed = await root.done("setWorkerKey", workerId=hired, key="")
    assert removed["worker"]["hasKey"] is False
    assert await kept(rows, hired) == []
    assert (await root.done("setWorkerKey", workerId=hired, key=" "))["position"] is None


async def test_the_key_of_a_worker_that_is_removed_is_forgotten(
    root: Person, hired: str, rows: AsyncDatabase[Json]
) -> None:
    await root.done("setWorkerKey", workerId=hired, key=KEY)
    await root.done("removeWorker", workerId=hired)
    assert await kept(rows, hired) == []


@pytest.mark.parametrize("key", ["caf\u00e9", "sk-1\r\nHost: elsewhere", "s" * 4001])
async def test_what_is_no_key_is_refused_and_nothing_of_it_is_kept(
    root: Person, hired: str, rows: AsyncDatabase[Json], key: str
) -> None:
    refused = await root.refused("setWorkerKey", workerId=hired, key=key)
    assert (refused["field"], "This is no API key" in refused["message"]) == ("key", True)
    assert await kept(rows, hired) == []


async def test_an_agent_gets_no_key_and_a_stranger_none_either(
    root: Person, rows: AsyncDatabase[Json]
) -> None:
    made = await root.done("registerWorker", name=new_id("hut"), kind="AGENT")
    agent: str = made["worker"]["id"]
    refused = await root.refused("setWorkerKey", workerId=agent, key=KEY)
    assert "Make a token for it" in refused["message"]
    assert await kept(rows, agent) == []
    nowhere = new_id("worker")
    assert (await root.do("setWorkerKey", workerId=nowhere, key=KEY))[
        "__typename"
    ] == "NotFoundError"
    assert await kept(rows, nowhere) == []
    await root.done("removeWorker", workerId=agent)


async def worker(hand: Hand, id_: str) -> Worker:
    return (await hand.executor.queue(MAIN_QUEUE)).worker(WorkerId(id_))


def keys(rows: AsyncDatabase[Any], hand: Hand, folder: Path) -> WorkerKeys:
    """What another program on the same database knows of keys, with a data folder of its own."""
    return WorkerKeys(
        book=WorkerKeyBook(rows),
        vault=Vault(folder, given=None),
        executor=hand.executor,
        clock=lambda: datetime.now(UTC),
    )


async def test_only_who_has_the_file_reads_a_key_and_who_lost_it_says_to_set_it_again(
    root: Person, hired: str, world: World, rows: AsyncDatabase[Any], farm_hand: Hand, folder: Path
) -> None:
    await root.done("setWorkerKey", workerId=hired, key="Basic YWRhOnJhaW4=")
    of = await worker(farm_hand, hired)
    headers = await keys(rows, farm_hand, world.folder).headers(of)
    assert headers == {"Authorization": "Basic YWRhOnJhaW4="}
    elsewhere = keys(rows, farm_hand, folder)
    with pytest.raises(UnreadableKeyError, match=LOST):
        await elsewhere.headers(of)
    (folder / "secret-keys.json").write_text("{")
    with pytest.raises(UnreadableKeyError, match="Restore it from a backup"):
        await elsewhere.headers(of)
    await rows["worker_keys"].delete_many({"worker": hired})
    with pytest.raises(UnreadableKeyError, match=LOST):
        await keys(rows, farm_hand, world.folder).headers(of)


async def test_where_no_file_can_be_made_a_key_is_refused_with_the_reason(
    root: Person, hired: str, rows: AsyncDatabase[Json], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise KeysUnusableError("The key of secrets cannot be written: No space left on device.")

    with monkeypatch.context() as broken:
        broken.setattr(Vault, "seal", full)
        refused = await root.refused("setWorkerKey", workerId=hired, key=KEY)
    assert refused["message"] == "The key of secrets cannot be written: No space left on device."
    assert await kept(rows, hired) == []


async def test_an_endpoint_of_runpod_is_registered_with_what_it_has_and_asked_with_its_key(
    root: Person,
) -> None:
    async with runpod.serving(runpod.FakeEndpoint()) as url:
        devices = [{"name": "RTX 4090", "vram": 24576}]
        said = {"kind": "RUNPOD", "address": url, "models": ["vae/a"]}
        name = new_id("cloud")
        refused = await root.refused("registerWorker", name=name, **said)
        assert (refused["field"], "Say which devices" in refused["message"]) == ("devices", True)
        made = await root.done("registerWorker", name=name, devices=devices, **said)
        id_: str = made["worker"]["id"]
        assert (made["worker"]["devices"], made["worker"]["models"]) == (devices, ["vae/a"])
        await root.done("setWorkerMode", workerId=id_, mode="DRAINING", reason="is tried")
        await stands(root, id_, "OFFLINE", "give it its API key")
        await root.done("setWorkerKey", workerId=id_, key=runpod.KEY)
        await stands(root, id_, "DRAINING")
        edited = await root.done("editWorker", workerId=id_, devices=[*devices, {"vram": 8192}])
        assert edited["worker"]["devices"] == [*devices, {"name": "GPU", "vram": 8192}]
        await root.done("removeWorker", workerId=id_)
