"""The server, or its database, is killed with -9 in the middle of a thousand mutations."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from events.codec import CODEC
from events.ids import derived
from events.store import Commit
from repositories.connection import connect
from repositories.event_store import MongoEventStore
from repositories.mongod import Mongod, MongodSettings
from repositories.verify import differences
from tests.server.program import Client, Program, started

PROJECTS = 4
MUTATIONS = 1000
CLIENTS = 4
AT_ONCE = 8  # requests of each client

OUTCOME = "{ __typename ... on %sSuccess { position } ... on UserError { message } }"


def mutation(name: str, payload: str) -> str:
    kind = name[0].upper() + name[1:]
    selection = OUTCOME % payload
    return f"mutation($input: {kind}Input!) {{ {name}(input: $input) {selection} }}"


CREATE = mutation("createProject", "Project")
SCENE = mutation("addScene", "Scene")
CLIP = mutation("addClip", "Clip")
MOVE = mutation("moveClip", "Clip")
APPLY = mutation("applyCommands", "ApplyCommands")


@dataclass
class Wish:
    """A mutation; `position` is the one it was first answered with."""

    query: str
    input: dict[str, Any]
    project: str
    position: int | None = None

    @property
    def command(self) -> str:
        return UUID(self.input["commandId"]).hex


@dataclass
class Story:
    """Everything that the clients want, in the order in which they begin."""

    founding: list[Wish] = field(default_factory=list)
    rest: list[Wish] = field(default_factory=list)

    @property
    def wishes(self) -> list[Wish]:
        return [*self.founding, *self.rest]


def story(name: str) -> Story:
    told = Story()
    for number in range(PROJECTS):
        project, scene, clip = (
            derived(kind, name, number) for kind in ("project", "scene", "clip")
        )
        founding: list[tuple[str, dict[str, Any]]] = [
            (CREATE, {"id": project, "name": f"Film {number}"}),
            (SCENE, {"projectId": project, "id": scene, "name": "Opening"}),
            (CLIP, {"sceneId": scene, "id": clip, "length": 24}),
        ]
        told.founding += [Wish(query, given, project) for query, given in founding]
    for number in range(MUTATIONS - len(told.founding)):
        told.rest.append(_wish(name, number))
    for number, wish in enumerate(told.wishes):
        wish.input["commandId"] = str(UUID(derived("c", name, number)[2:]))
    return told


def _wish(name: str, number: int) -> Wish:
    project, scene, clip = (
        derived(kind, name, number % PROJECTS) for kind in ("project", "scene", "clip")
    )
    match number // PROJECTS % 4:
        case 0:  # each on a track of its own, so that none stands in the way of another
            given: dict[str, Any] = {"sceneId": scene, "track": 1 + number % 8, "length": 12}
            return Wish(CLIP, given, project)
        case 1:
            return Wish(SCENE, {"projectId": project, "name": f"Scene {number}"}, project)
        case 2:
            return Wish(MOVE, {"clipId": clip, "start": (number + 1) * 24}, project)
        case _:
            commands = [
                {"editScene": {"sceneId": scene, "lyrics": f"verse {number}"}},
                {"addClip": {"sceneId": scene, "track": 9, "length": 6}},
            ]
            return Wish(APPLY, {"projectId": project, "commands": commands}, project)


class Crowd:
    """Clients that send every wish until it is answered, and count the answers."""

    def __init__(self, clients: Sequence[Client]) -> None:
        self._clients = clients
        self.answered = 0
        self.lost = 0
        self.changed = asyncio.Event()

    async def send(self, wishes: Sequence[Wish]) -> None:
        waiting = iter(wishes)

        async def work(client: Client) -> None:
            for wish in waiting:
                await self._insist(client, wish)

        workers = [work(client) for client in self._clients for _ in range(AT_ONCE)]
        await asyncio.gather(*workers)

    async def _insist(self, client: Client, wish: Wish) -> None:
        while (payload := await client.send(wish.query, {"input": wish.input})) is None:
            self.lost += 1
            await asyncio.sleep(0.1)
        assert payload["__typename"].endswith("Success"), payload
        assert wish.position in {None, payload["position"]}, "a second outcome"
        wish.position = payload["position"]
        self.answered += 1
        self.changed.set()

    async def came_to(self, answered: int) -> None:
        while self.answered < answered:
            self.changed.clear()
            await self.changed.wait()


def kill_and_restart(program: Program) -> None:
    program.kill()
    program.start()


@pytest.mark.parametrize(
    "disaster", [kill_and_restart, Program.kill_database], ids=["server", "database"]
)
async def test_every_acknowledged_mutation_is_there_once_and_the_read_models_are_right(
    folder: Path, disaster: Callable[[Program], None]
) -> None:
    told = story(folder.name)
    with started(folder / "data") as program:
        first = Client(program.url)
        await first.register()
        clients = [first, *(first.beside(program.url) for _ in range(CLIENTS - 1))]
        crowd = Crowd(clients)
        for at in range(3):
            await crowd.send(told.founding[at::3])
        sending = asyncio.create_task(crowd.send(told.rest))
        for progress in (250, 600):
            await asyncio.wait(
                [sending, asyncio.create_task(crowd.came_to(progress))],
                return_when=asyncio.FIRST_COMPLETED,
            )
            await asyncio.to_thread(disaster, program)
        await sending
        assert crowd.lost or disaster is Program.kill_database
        assert crowd.answered == MUTATIONS
        await crowd.send(told.wishes)  # again, each with its first outcome
        for client in clients:
            await client.close()
        program.stop()
    await check_database(folder / "data" / "mongodb", told)


async def check_database(folder: Path, told: Story) -> None:
    with Mongod(MongodSettings(folder=folder)) as mongod:
        async with connect(mongod.uri) as client:
            database = client["storyboard"]
            store = MongoEventStore(database, CODEC)
            assert await differences(database, store) == []
            for project in {wish.project for wish in told.wishes}:
                check_log([commit async for commit in store.read(project)], project, told)


def check_log(log: list[Commit], project: str, told: Story) -> None:
    """Each wish is one commit at the place it was answered with, and there is no other."""
    wanted = {wish.command: wish.position for wish in told.wishes if wish.project == project}
    assert {commit.command: commit.n for commit in log} == wanted
    assert [commit.n for commit in log] == list(range(1, len(wanted) + 1))
