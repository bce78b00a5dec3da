"""What a command asks of the program as a member: the same operations as in the browser."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any, Final, TypeVar

from domain.account import Account, Principal, normal_email
from domain.errors import DomainError, NotFoundError
from events.record import record
from repositories.account import AccountRepository
from schema.context import Context
from schema.engine import Engine
from schema.schema import engine
from schema.timeline import Timelines
from server.command.place import reached
from server.command.refusal import RefusedError
from server.command.signals import ending_by_signals
from server.log import configure_logging
from server.runtime import Runtime, running
from server.settings import Settings, read_settings

T = TypeVar("T")
SESSION: Final = "command line"
LASTS: Final = timedelta(hours=1)


def add_member(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as", dest="who", metavar="EMAIL", required=True, help="the account that asks"
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, for other programs")


def done(settings: Settings, work: Callable[[Runtime], Awaitable[T]]) -> T:
    """Do the work on the database, beside a running server or alone. Raises RefusedError."""
    configure_logging(settings.log_format, development=settings.development)

    async def opened(uri: str) -> T:
        async with running(settings, uri) as runtime:
            return await work(runtime)

    with ending_by_signals(), reached(settings) as uri:
        try:
            return asyncio.run(opened(uri))
        except DomainError as error:
            raise RefusedError(error.message) from None


async def account(email: str) -> Account:
    """Return the account of an address. Raises NotFoundError."""
    found = await AccountRepository().by_email(normal_email(email))
    if found is None:
        raise NotFoundError(f"There is no account {email}.")
    if found.is_shut:
        raise NotFoundError(f"The account {email} is disabled. Use another one.")
    return found


@record
class Member:
    """Asks the API of a runtime as an account; refusals are raised as RefusedError."""

    runtime: Runtime
    engine: Engine
    principal: Principal

    async def ask(self, document: str, **variables: Any) -> dict[str, Any]:
        """Return the data of an operation."""
        drawn, services = Timelines(), self.runtime.services
        context = Context(services=services, drawn=drawn, principal=self.principal)
        answer = await self.engine.execute(
            document, variable_values=variables, context_value=context
        )
        if answer.errors or answer.data is None:
            said = "; ".join(error.message for error in answer.errors or ())
            raise RefusedError(said or "There was no answer. Try again.")
        return answer.data

    async def change(self, mutation: str, fields: str, **wish: Any) -> dict[str, Any]:
        """Carry out a mutation with this input, and return what its success has."""
        name = f"{mutation[0].upper()}{mutation[1:]}"
        kind, wanted = INPUTS.get(mutation, name), f"{SUCCESSES.get(mutation, name)}Success"
        document = (
            f"mutation($input: {kind}Input!) {{ {mutation}(input: $input) {{"
            f" ... on {wanted} {{ {fields} }} ... on UserError {{ message }} }} }}"
        )
        answer: dict[str, Any] = (await self.ask(document, input=wish))[mutation]
        if "message" in answer:
            raise RefusedError(answer["message"])
        return answer


INPUTS: Final = {
    "cancelJobs": "ExplainedJobs",
    "retryJobs": "ExplainedJobs",
    "pauseJobs": "ExplainedJobs",
    "resumeJobs": "Jobs",
    "releaseWorker": "Worker",
    "removeWorker": "Worker",
}
SUCCESSES: Final = {
    "enqueueBatch": "Batch",
    **dict.fromkeys(("cancelJobs", "retryJobs", "pauseJobs", "resumeJobs", "clearJobs"), "Jobs"),
    **dict.fromkeys(("pauseProjectJobs", "resumeProjectJobs"), "ProjectQueue"),
    **dict.fromkeys(("pauseQueue", "resumeQueue"), "Queue"),
    **dict.fromkeys(
        ("registerWorker", "editWorker", "setWorkerMode", "releaseWorker", "removeWorker"),
        "Worker",
    ),
    "setWorkerKey": "Worker",
    "issueWorkerToken": "WorkerToken",
    "revokeWorkerTokens": "WorkerTokensRevoked",
}


async def member_of(runtime: Runtime, email: str) -> Member:
    """Return who asks. Raises NotFoundError."""
    found = await account(email)
    principal = Principal(
        user=found.id,
        session=SESSION,
        name=found.name,
        is_administrator=found.is_administrator,
        expires_at=runtime.services.clock() + LASTS,
    )
    return Member(runtime=runtime, engine=engine(), principal=principal)


def as_member(
    options: argparse.Namespace,
    environment: Mapping[str, str],
    work: Callable[[Member], Awaitable[T]],
) -> T:
    """Do what the account of `--as` wants. Raises RefusedError."""

    async def asked(runtime: Runtime) -> T:
        return await work(await member_of(runtime, options.who))

    return done(read_settings(environment), asked)
