"""Accounts: who may come in, proved by passwords and tokens, over REST."""

from pathlib import Path

from repositories.account import AccountRepository, SessionRepository, ThrottleRepository
from server.account.account import Accounts
from server.account.key import open_ring
from server.account.port import AccountSettings, Clock, Welcome


async def open_accounts(
    *,
    folder: Path,
    signing_keys: str | None,
    clock: Clock,
    settings: AccountSettings | None = None,
    welcome: Welcome | None = None,
) -> Accounts:
    """Make the accounts over the database that Beanie was initialised with.

    `signing_keys` is the value of STORYBOARD_SIGNING_KEYS, if set; else the keys are kept in the
    data folder. `welcome` is called with the id of the very first user. Raises
    KeysUnusableError, whose text tells the operator what to do.
    """
    book = AccountRepository()
    await book.prepare()
    return Accounts(
        accounts=book,
        sessions=SessionRepository(),
        throttles=ThrottleRepository(),
        ring=open_ring(folder, given=signing_keys, clock=clock),
        clock=clock,
        settings=settings,
        welcome=welcome,
    )
