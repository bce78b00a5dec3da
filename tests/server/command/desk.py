"""A database with an administrator, a guest and a queue, and the command line in this process."""

import asyncio
import json
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pytest

from domain.execute import Request
from domain.queue.command import QueueCommand
from domain.queue.enqueue import EnqueueBatch, Item, job_id
from events.ids import MAIN_QUEUE, BatchId, ProjectId, UserId
from events.record import record
from server.account.port import Visitor
from server.main import main
from server.runtime import Runtime, running
from server.settings import read_settings
from tests.farm import DAWN

ADA: Final = "ada@example.org"
BOB: Final = "bob@example.org"
JOBS: Final = 3
SECRET: Final = "a lighthouse by the sea"


@record
class Desk:
    environment: dict[str, str]
    project: str
    batch: str
    capsys: pytest.CaptureFixture[str]

    @property
    def jobs(self) -> list[str]:
        return [job_id(BatchId(self.batch), number) for number in range(JOBS)]

    def says(self, *arguments: str, who: str = ADA) -> str:
        """Return what a command that succeeds prints."""
        status = main([*arguments, "--as", who])
        said = self.capsys.readouterr()
        assert status == 0, said.err
        return said.out

    def answers(self, *arguments: str) -> Any:
        return json.loads(self.says(*arguments, "--json"))

    def complains(self, *arguments: str, who: str = ADA) -> str:
        """Return the sentence of a command that is refused."""
        assert main([*arguments, "--as", who]) == 1
        said = self.capsys.readouterr()
        assert said.out == ""
        return said.err.splitlines()[-1].removeprefix("storyboard: ")


def environment(folder: Path, uri: str) -> dict[str, str]:
    return {
        "STORYBOARD_DATA": str(folder),
        "MONGODB_URI": uri,
        "STORYBOARD_DATABASE": f"test_{uuid4().hex}",
    }


def furnished(variables: dict[str, str]) -> tuple[str, str]:
    """Make accounts and a batch of jobs; return the ids of its project and of the batch."""
    settings = read_settings(variables)
    uri = variables["MONGODB_URI"]

    async def made() -> tuple[str, str]:
        async with running(settings, uri) as runtime:
            return await _made(runtime)

    return asyncio.run(made())


async def _made(runtime: Runtime) -> tuple[str, str]:
    accounts = runtime.accounts
    ada = await accounts.register(email=ADA, name="Ada", password=SECRET, visitor=Visitor())
    await accounts.register(email=BOB, name="Bob", password=SECRET, visitor=Visitor())
    user = ada.account.id
    owned = await runtime.services.executor.board(await _project(runtime))
    batch = BatchId(f"batch-{uuid4().hex}")
    wish = EnqueueBatch(
        batch_id=batch,
        project_id=ProjectId(owned.id),
        name="Night",
        workflow="text-to-image",
        workflow_version="1",
        kind="image",
        items=tuple(Item(name=f"Shot {n}") for n in range(JOBS)),
        now=DAWN,
    )
    await does(runtime, user, wish)
    return owned.id, batch


async def does(runtime: Runtime, user: UserId, *wishes: QueueCommand) -> None:
    services = runtime.services
    request = Request(project=MAIN_QUEUE, command_id=services.new_id(), actor=user, commands=wishes)
    outcome = await services.executor.execute(request)
    await services.projector.reached(MAIN_QUEUE, outcome.position)


async def _project(runtime: Runtime) -> str:
    heads = await runtime.services.store.heads()
    return next(id_ for id_ in heads if id_.startswith("project-"))
