"""An erasure that is killed at any of its steps is finished by the next start, and done once."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pytest
from pymongo import AsyncMongoClient
from typing_extensions import override

from domain.account import Account, CredentialsError
from domain.errors import ForbiddenError, RuleViolatedError
from domain.execute import Request
from domain.member import AddMember, RemoveMember
from domain.project import CreateProject
from events.ids import ProjectId, UserId
from repositories.account import AccountRepository
from repositories.erasure import ErasureRepository
from repositories.presence import Presences
from server.account.erasure import Erasures
from server.account.port import LoggedIn, Visitor
from server.parting import Partings
from server.runtime import Runtime, running
from server.settings import Settings
from tests.api.client import PASSWORD, new_id
from tests.api.conftest import ACCOUNTS

STEPS: Final = (
    "begin",
    "carry_out",
    "addresses",
    "forget_tries",
    "forget_sessions",
    "forget",
    "finish",
)


class PowerCutError(BaseException):
    """What no code of ours may catch."""


@dataclass
class Fuse:
    """Blows behind the step of its name, once that was done."""

    step: str

    def after(self, step: str) -> None:
        if step == self.step:
            raise PowerCutError(step)


class FusedBook(ErasureRepository):
    def __init__(self, fuse: Fuse) -> None:
        self._fuse = fuse

    @override
    async def begin(self, user: str, erasure: str) -> Account:
        begun = await super().begin(user, erasure)
        self._fuse.after("begin")
        return begun

    @override
    async def addresses(self, user: str) -> list[str]:
        found = await super().addresses(user)
        self._fuse.after("addresses")
        return found

    @override
    async def forget_tries(self, keys: Iterable[str]) -> None:
        await super().forget_tries(keys)
        self._fuse.after("forget_tries")

    @override
    async def forget_sessions(self, user: str) -> None:
        await super().forget_sessions(user)
        self._fuse.after("forget_sessions")

    @override
    async def finish(self, account: Account) -> None:
        await super().finish(account)
        self._fuse.after("finish")


@dataclass
class FusedPartings:
    """Leaves the first project only, and then the power is cut."""

    whole: Partings
    fuse: Fuse

    async def of(self, user: UserId) -> Any:
        return await self.whole.of(user)

    async def carry_out(self, user: UserId, erasure_id: str) -> None:
        if self.fuse.step == "carry_out":
            first = (await self.whole.of(user)).left[0]
            await self.whole.end(first.id, user, erasure_id)
        else:
            await self.whole.carry_out(user, erasure_id)
        self.fuse.after("carry_out")


@dataclass
class FusedWhereabouts:
    whole: Presences
    fuse: Fuse

    async def forget(self, user: str) -> None:
        await self.whole.forget(user)
        self.fuse.after("forget")


def fused(runtime: Runtime, fuse: Fuse) -> Erasures:
    services = runtime.services
    whole = Partings(executor=services.executor, projector=services.projector)
    return Erasures(
        accounts=runtime.accounts,
        book=FusedBook(fuse),
        partings=FusedPartings(whole, fuse),
        whereabouts=FusedWhereabouts(services.presences, fuse),
    )


@pytest.fixture
def settings(folder: Path) -> Settings:
    return Settings(data=folder, database=f"erasure_{uuid4().hex}")


async def registered(runtime: Runtime, name: str) -> LoggedIn:
    email = f"{name.lower()}@example.org"
    return await runtime.accounts.register(
        email=email, name=name, password=PASSWORD, visitor=Visitor(address="203.0.113.77")
    )


async def done(runtime: Runtime, project: str, actor: UserId, command: Any) -> None:
    request = Request(
        project=project, command_id=uuid4().hex, is_new=True, actor=actor, commands=(command,)
    )
    outcome = await runtime.services.executor.execute(request)
    await runtime.services.projector.reached(project, outcome.position)


async def film(runtime: Runtime, owner: UserId, *others: UserId) -> str:
    project = ProjectId(new_id("project"))
    create = CreateProject(project_id=project, owner=owner, name="Harbour")
    await done(runtime, project, owner, create)
    for other in others:
        await done(runtime, project, owner, AddMember(user=other, role="editor"))
    return project


async def ends(runtime: Runtime, projects: Iterable[str]) -> list[list[str]]:
    """Return the kinds of the facts that erasures wrote in each project."""
    store = runtime.services.store
    return [
        [
            type(fact.event).__name__
            async for commit in store.read(project)
            if commit.envelope.note == "Account erased"
            for fact in commit.facts
        ]
        for project in projects
    ]


@pytest.mark.parametrize("step", STEPS)
async def test_a_killed_erasure_is_finished_by_the_next_start(
    step: str,
    settings: Settings,
    mongo_uri: str,
    mongo_client: AsyncMongoClient[dict[str, Any]],
) -> None:
    async with running(settings, mongo_uri, ACCOUNTS) as runtime:
        root = (await registered(runtime, "Root")).account.id
        ada = (await registered(runtime, "Ada")).account
        shared = [await film(runtime, root, ada.id) for _ in range(3)]
        alone = await film(runtime, ada.id)
        with pytest.raises(PowerCutError, match=step):
            await fused(runtime, Fuse(step)).erase(ada.id)
        refusal = CredentialsError if step == "finish" else ForbiddenError
        with pytest.raises(refusal):
            await runtime.accounts.log_in(email=ada.email, password=PASSWORD, visitor=Visitor())
    async with running(settings, mongo_uri, ACCOUNTS) as runtime:
        assert await AccountRepository().by_id(ada.id) is None
        assert await ends(runtime, [*shared, alone]) == [
            *[["MemberRemoved"]] * 3,
            ["ProjectDeleted"],
        ]
        held = mongo_client[settings.database]
        assert await held["session"].count_documents({"user": ada.id}) == 0
    await mongo_client.drop_database(settings.database)


async def test_an_erasure_that_turns_out_to_be_hindered_is_withdrawn(
    settings: Settings, mongo_uri: str, mongo_client: AsyncMongoClient[dict[str, Any]]
) -> None:
    async with running(settings, mongo_uri, ACCOUNTS) as runtime:
        await registered(runtime, "Root")
        ada, bob = [(await registered(runtime, name)).account for name in ("Ada", "Bob")]
        project = await film(runtime, ada.id, bob.id)
        begun = await ErasureRepository().begin(ada.id, "erasure-1")
        assert begun.erasure == "erasure-1"
    async with running(settings, mongo_uri, ACCOUNTS) as runtime:
        await runtime.accounts.log_in(email=ada.email, password=PASSWORD, visitor=Visitor())
        erasures = runtime.administration.erasures
        with pytest.raises(RuleViolatedError, match="'Harbour'"):
            await erasures.erase(ada.id)
        await done(runtime, project, ada.id, RemoveMember(user=bob.id))
        await erasures.erase(ada.id)
        assert await ends(runtime, [project]) == [["ProjectDeleted"]]
    await mongo_client.drop_database(settings.database)


async def test_the_same_end_of_a_membership_twice_is_done_once(
    settings: Settings, mongo_uri: str, mongo_client: AsyncMongoClient[dict[str, Any]]
) -> None:
    async with running(settings, mongo_uri, ACCOUNTS) as runtime:
        root, ada = [(await registered(runtime, name)).account.id for name in ("Root", "Ada")]
        projects = [await film(runtime, root, ada), await film(runtime, ada)]
        services = runtime.services
        partings = Partings(executor=services.executor, projector=services.projector)
        for _ in range(2):
            await partings.carry_out(ada, "erasure-1")
            for project in projects:
                await partings.end(project, ada, "erasure-1")
        assert await ends(runtime, projects) == [["MemberRemoved"], ["ProjectDeleted"]]
    await mongo_client.drop_database(settings.database)
