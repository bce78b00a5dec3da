"""`storyboard erase`: what an administrator may do in the editor, by whoever runs the server."""

import argparse
import asyncio
import sys
from collections.abc import Mapping

from domain import text
from domain.account import Account, normal_email
from domain.erasure import Parting
from domain.errors import DomainError, NotFoundError
from events.ids import kind
from repositories.account import AccountRepository
from server.command.place import reached
from server.command.refusal import RefusedError
from server.command.signals import ending_by_signals
from server.log import configure_logging
from server.runtime import running
from server.settings import Settings, read_settings


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("who", metavar="EMAIL", help="e-mail address, or id, of the account")
    parser.add_argument("--yes", action="store_true", help="do not ask before it is done")


def erase(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Raises RefusedError when the account stays, and what reaching the database raises."""
    settings = read_settings(environment)
    configure_logging(settings.log_format, development=settings.development)
    with ending_by_signals(), reached(settings) as uri:
        try:
            asyncio.run(_erased(settings, uri, options.who, may_ask=not options.yes))
        except DomainError as error:
            raise RefusedError(error.message) from None
    print(f"The account {options.who} is erased.")  # noqa: T201


async def _erased(settings: Settings, uri: str, who: str, *, may_ask: bool) -> None:
    async with running(settings, uri) as runtime:
        account = await _found(who)
        erasures = runtime.administration.erasures
        if may_ask:
            demand_yes(account, await erasures.parting(account.id))
        await erasures.erase(account.id)


async def _found(who: str) -> Account:
    book = AccountRepository()
    account = await (book.by_id(who) if kind(who) == "user" else book.by_email(normal_email(who)))
    if account is None:
        raise NotFoundError(f"There is no account {who}.")
    return account


def demand_yes(account: Account, parting: Parting) -> None:
    """Say what will happen and wait for a yes. Raises RefusedError for anything else."""
    deleted = ", ".join(text.quoted(project.name) for project in parting.deleted) or "none"
    left = text.counted(len(parting.left), "project")
    print(  # noqa: T201
        f"{account.name} <{account.email}> leaves {left} with other members. "
        f"Projects without other members are deleted: {deleted}.\n"
        "What the person wrote in projects stays; this cannot be taken back. Type yes to erase: ",
        end="",
        flush=True,
    )
    if sys.stdin.readline().strip().lower() != "yes":
        raise RefusedError("Nothing was erased.")
