"""Erasing accounts over the whole application: nothing of the person is left, the film is."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, TypeAlias
from uuid import uuid4

import httpx
import pytest
from asgi_lifespan import LifespanManager
from bson.json_util import dumps
from fastapi import FastAPI
from pymongo import AsyncMongoClient
from structlog.testing import capture_logs

from domain.account import ACCOUNT_PATIENCE
from repositories.account import digest
from server.app import create_app
from server.settings import Settings
from tests.api.client import PASSWORD, Json, Person, new_id, registered, visitor
from tests.api.conftest import ACCOUNTS

WRONG: Final = "plum-window-snow"
NAME: Final = "Zuleika"
AGENT: Final = "Quillbrowser/7.3"
ADDRESSES: Final = ("203.0.113.77", "203.0.113.78")
Client: TypeAlias = AsyncMongoClient[dict[str, Any]]


@asynccontextmanager
async def process(folder: Path, uri: str, database: str) -> AsyncGenerator[FastAPI]:
    """One of the processes of a house. It believes a session for a moment, as they all do."""
    settings = Settings(data=folder, database=database, web=folder)
    accounts = replace(ACCOUNTS, remembered=timedelta(seconds=0.3))
    app = create_app(settings, uri, accounts)
    async with LifespanManager(app, startup_timeout=30, shutdown_timeout=30):
        yield app


@pytest.fixture
async def named(mongo_client: Client) -> AsyncIterator[str]:
    name = f"erasure_{uuid4().hex}"
    yield name
    await mongo_client.drop_database(name)


@pytest.fixture
async def app(folder: Path, mongo_uri: str, named: str) -> AsyncIterator[FastAPI]:
    async with process(folder, mongo_uri, named) as app:
        yield app


@pytest.fixture
async def nobody(app: FastAPI) -> AsyncIterator[Person]:
    async with visitor(app) as person:
        yield person


@pytest.fixture
async def root(nobody: Person) -> Person:
    return await registered(nobody, "Root")


@pytest.fixture
async def bob(nobody: Person, root: Person) -> Person:
    assert root.id
    return await registered(nobody, "Bob")


@pytest.fixture
async def ada(nobody: Person, root: Person) -> Person:
    assert root.id
    return await registered(nobody, NAME)


async def erase(person: Person, password: str = PASSWORD, *, whom: str = "") -> httpx.Response:
    path = f"/auth/accounts/{whom}/erase" if whom else "/auth/erase"
    return await person.http.post(path, json={"password": password}, headers=person.headers)


async def look_ahead(person: Person) -> Json:
    answer = await person.http.get("/auth/erasure", headers=person.headers)
    looked: Json = answer.json()
    return looked


async def log_in(app: FastAPI, email: str, password: str, address: str) -> httpx.Response:
    transport = httpx.ASGITransport(app, client=(address, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://editor.test") as http:
        body = {"email": email, "password": password, "transport": "body"}
        return await http.post("/auth/login", json=body, headers={"User-Agent": AGENT})


async def everything(client: Client, database: str) -> str:
    """Return all that the database holds, in every collection, as one text."""
    held = client[database]
    names = await held.list_collection_names()
    assert {"account", "commits", "presences", "projects", "session", "throttle"} <= set(names)
    return "\n".join([dumps(await held[name].find().to_list()) for name in names])


async def test_nothing_is_left_of_who_is_erased_and_the_film_is_as_it_was(
    app: FastAPI, ada: Person, bob: Person, mongo_client: Client, named: str
) -> None:
    film, alone = await bob.project("Harbour"), await ada.project("Diary")
    await bob.share(film, ada)
    scene = await ada.scene(film, name="Quay")
    for person in (ada, bob):
        await person.done("announcePresence", projectId=film)
    for address in ADDRESSES:
        assert (await log_in(app, ada.email, PASSWORD, address)).status_code == 200
        assert (await log_in(app, ada.email, WRONG, address)).status_code == 401
    await log_in(app, ada.email, WRONG, "198.51.100.9")
    assert (await erase(ada, WRONG)).status_code == 400
    buckets = [
        digest(key)
        for key in (
            f"account:{ada.email}",
            *(f"account:{ada.email}:{address}" for address in ADDRESSES),
            f"password:{ada.id}",
        )
    ]
    personal = [ada.email, NAME, AGENT, *ADDRESSES, *buckets]
    before = await everything(mongo_client, named)
    assert [trace for trace in personal if trace not in before] == []

    with capture_logs() as logged:
        assert (await erase(ada)).status_code == 204

    assert [trace for trace in personal if trace in await everything(mongo_client, named)] == []
    assert [trace for trace in personal if trace in repr(logged)] == []
    assert ("account erased", ada.id) in [(line["event"], line.get("user")) for line in logged]
    assert await mongo_client[named]["presences"].count_documents({"user": ada.id}) == 0
    shown = await bob.shown("scene", scene)
    assert shown["name"] == "Quay"
    assert await says(bob, film) == ["Account erased", "Former member"]
    members = (await bob.shown("project", film))["members"]
    assert [member["user"]["id"] for member in members] == [bob.id]
    (row,) = await mongo_client[named]["projects"].find({"_id": alone}).to_list()
    assert (row["is_deleted"], row["name"]) == (True, "Diary")


async def says(person: Person, project: str) -> list[str]:
    """Return the newest note of a project's history, and who is said to have made it."""
    data = await person.ask(
        """query($id: ID!) { project(id: $id) { history(first: 1) {
             edges { node { note actor { name } } } } } }""",
        id=project,
    )
    node = data["project"]["history"]["edges"][0]["node"]
    return [node["note"], node["actor"]["name"]]


async def test_an_erased_address_registers_again_as_somebody_new(
    nobody: Person, ada: Person
) -> None:
    await ada.project("Diary")
    assert (await erase(ada)).status_code == 204
    body = {"email": ada.email, "name": NAME, "password": PASSWORD, "transport": "body"}
    again = (await nobody.http.post("/auth/register", json=body)).json()
    assert again["user"]["id"] != ada.id
    assert again["user"]["isAdministrator"] is False
    reborn = replace(ada, token=again["accessToken"])
    assert await reborn.ask("{ projects { totalCount } }") == {"projects": {"totalCount": 0}}


async def test_all_proofs_of_who_is_erased_end_in_every_process(
    folder: Path, mongo_uri: str, named: str, app: FastAPI, ada: Person
) -> None:
    logged_in = (await log_in(app, ada.email, PASSWORD, ADDRESSES[0])).json()
    async with process(folder, mongo_uri, named) as other, visitor(other) as elsewhere:
        there = replace(ada, http=elsewhere.http)
        assert (await there.http.get("/auth/me", headers=there.headers)).status_code == 200
        assert (await erase(ada)).status_code == 204
        assert (await ada.http.get("/auth/me", headers=ada.headers)).status_code == 401
        await asyncio.sleep(0.3)
        assert (await there.http.get("/auth/me", headers=there.headers)).status_code == 401
        for http in (ada.http, there.http):
            body = {"refreshToken": logged_in["refreshToken"]}
            assert (await http.post("/auth/refresh", json=body)).status_code == 401
        assert (await log_in(app, ada.email, PASSWORD, ADDRESSES[0])).status_code == 401


async def test_a_film_that_others_work_on_stands_in_the_way_until_it_has_another_owner(
    ada: Person, bob: Person
) -> None:
    film, alone = await ada.project("Harbour"), await ada.project("Diary")
    shared = await bob.project("Shared")
    await ada.share(film, bob)
    await bob.share(shared, ada)
    answer = await erase(ada)
    assert (answer.status_code, answer.json()["error"]) == (
        400,
        {
            "kind": "RuleViolatedError",
            "message": "Others work on 'Harbour', which would have no owner. "
            "Transfer the ownership or delete the project first.",
            "field": None,
        },
    )
    assert await look_ahead(ada) == {
        "left": [{"id": shared, "name": "Shared"}],
        "deleted": [{"id": alone, "name": "Diary"}],
        "hindering": [{"id": film, "name": "Harbour"}],
    }
    assert len((await bob.shown("project", shared))["members"]) == 2
    await ada.done("transferOwnership", projectId=film, userId=bob.id)
    assert (await erase(ada)).status_code == 204
    assert [one["role"] for one in (await bob.shown("project", film))["members"]] == ["OWNER"]


async def test_a_closed_film_is_left_too(ada: Person, bob: Person) -> None:
    archived, deleted = await bob.project("Archived"), await bob.project("Deleted")
    for film in (archived, deleted):
        await bob.share(film, ada)
    await bob.done("archiveProject", projectId=archived)
    await bob.done("deleteProject", projectId=deleted)
    assert (await erase(ada)).status_code == 204
    for film in (archived, deleted):
        assert len((await bob.shown("project", film))["members"]) == 1


async def test_the_password_is_asked_for_and_cannot_be_guessed(ada: Person) -> None:
    wrong = [await erase(ada, WRONG) for _ in range(ACCOUNT_PATIENCE.free)]
    assert {answer.status_code for answer in wrong} == {400}
    assert wrong[0].json()["error"] == {
        "kind": "RuleViolatedError",
        "message": "This is not the current password.",
        "field": "password",
    }
    shut = await erase(ada)
    assert shut.status_code == 429
    assert int(shut.headers["retry-after"]) >= 1
    assert (await ada.http.get("/auth/me", headers=ada.headers)).status_code == 200


async def test_an_administrator_hands_over_before_going(root: Person, bob: Person) -> None:
    refused = await erase(root)
    assert refused.status_code == 400
    assert "Make one of them administrator first." in refused.json()["error"]["message"]
    made = await root.http.post(
        f"/auth/accounts/{bob.id}/administrator", json={"password": PASSWORD}, headers=root.headers
    )
    assert made.status_code == 204
    assert (await erase(root)).status_code == 204
    assert (await bob.http.get("/auth/accounts", headers=bob.headers)).status_code == 200


async def test_after_the_very_last_the_next_is_the_first(nobody: Person, root: Person) -> None:
    assert (await erase(root)).status_code == 204
    state = await nobody.http.get("/auth/registration")
    assert state.json() == {"isOpen": True, "hasAdministrator": False}
    first = await registered(nobody, "First")
    assert (await first.http.get("/auth/accounts", headers=first.headers)).status_code == 200


async def test_an_administrator_sees_everybody_in_pages(
    root: Person, ada: Person, bob: Person
) -> None:
    first = (await root.http.get("/auth/accounts?first=2", headers=root.headers)).json()
    rest = await root.http.get(f"/auth/accounts?after={first['next']}", headers=root.headers)
    seen = [*first["accounts"], *rest.json()["accounts"]]
    assert {one["id"]: one["name"] for one in seen} == {
        root.id: "Root",
        ada.id: NAME,
        bob.id: "Bob",
    }
    assert rest.json()["next"] is None
    assert [one["isAdministrator"] for one in seen] == [True, False, False]
    for wrong in ("0", "101", "x", "1.5", "٣"):
        answer = await root.http.get(f"/auth/accounts?first={wrong}", headers=root.headers)
        assert (answer.status_code, answer.json()["error"]["field"]) == (400, "first")


async def test_who_is_not_there_cannot_be_erased(root: Person) -> None:
    answer = await erase(root, whom=new_id("user"))
    assert (answer.status_code, answer.json()["error"]["kind"]) == (404, "NotFoundError")


@pytest.mark.parametrize(
    ("method", "path", "statuses"),
    [
        ("GET", "/auth/erasure", (401, 200, 200)),
        ("POST", "/auth/erase", (401, 204, 204)),
        ("GET", "/auth/accounts", (401, 403, 200)),
        ("POST", "/auth/accounts/{other}/administrator", (401, 403, 204)),
        ("POST", "/auth/accounts/{other}/erase", (401, 403, 204)),
        ("POST", "/auth/accounts/{self}/erase", (401, 204, 204)),
    ],
)
async def test_who_may(
    method: str, path: str, statuses: tuple[int, ...], nobody: Person, root: Person, ada: Person
) -> None:
    heir = await registered(nobody, "Heir")
    await root.http.post(
        f"/auth/accounts/{heir.id}/administrator", json={"password": PASSWORD}, headers=root.headers
    )
    found: list[int] = []
    for person in (nobody, ada, root):
        other = await registered(nobody, "Other")
        at = path.format(other=other.id, self=person.id or other.id)
        sent = {"password": PASSWORD} if method == "POST" else None
        answer = await person.http.request(method, at, headers=person.headers, json=sent)
        found.append(answer.status_code)
    assert tuple(found) == statuses
