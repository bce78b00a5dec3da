"""The routes by which accounts end, and those with which administrators look after them."""

import re
from typing import Final

from fastapi import APIRouter, Request, Response

from domain.account import Account, Principal
from domain.errors import RuleViolatedError
from events.ids import UserId
from events.record import record
from repositories.erasure import MOST_ACCOUNTS, AccountPage, ErasureRepository
from server.account import cookie
from server.account.account import Accounts, demand_administrator
from server.account.body import AccountsAnswer, PartingAnswer, ProvingPassword, body
from server.account.erasure import Erasures
from server.account.route import AccountRoute, principal_of

PAGE: Final = "50"


@record
class Administration:
    """What administrators may do to accounts. All of it proved with their own password."""

    accounts: Accounts
    erasures: Erasures
    book: ErasureRepository

    async def listed(self, principal: Principal, page: AccountPage) -> list[Account]:
        """Return one account more than asked for when there are more."""
        demand_administrator(principal)
        return await self.book.listed(page)

    async def promote(self, principal: Principal, password: str, user: str) -> None:
        demand_administrator(principal)
        await self.accounts.prove(principal, password)
        await self.book.promote(user)
        self.accounts.sessions.doubt(user)


def administration_router(administration: Administration) -> APIRouter:
    router = APIRouter(prefix=cookie.PATH, tags=["accounts"], route_class=AccountRoute)
    add_own_end(router, administration)
    add_accounts(router, administration)
    return router


def add_own_end(router: APIRouter, administration: Administration) -> None:
    accounts, erasures = administration.accounts, administration.erasures

    @router.get("/erasure")
    async def look_ahead(request: Request) -> PartingAnswer:
        """Answer what would become of one's projects."""
        principal = await principal_of(request, accounts)
        return PartingAnswer.of(await erasures.parting(principal.user))

    @router.post("/erase", status_code=204)
    async def erase_oneself(request: Request, response: Response) -> None:
        principal = await principal_of(request, accounts)
        sent = await body(request, ProvingPassword)
        await erasures.demand(principal, sent.password, principal.user)
        cookie.take_back(request, response, cookie.REFRESH)
        cookie.take_back(request, response, cookie.DEVICE)


def add_accounts(router: APIRouter, administration: Administration) -> None:
    accounts, erasures = administration.accounts, administration.erasures

    @router.get("/accounts")
    async def everybody(request: Request, first: str = PAGE, after: str = "") -> AccountsAnswer:
        principal = await principal_of(request, accounts)
        page = AccountPage(first=at_once(first), after=after)
        return AccountsAnswer.of(await administration.listed(principal, page), page.first)

    @router.post("/accounts/{user}/erase", status_code=204)
    async def erase(request: Request, user: str) -> None:
        principal = await principal_of(request, accounts)
        sent = await body(request, ProvingPassword)
        await erasures.demand(principal, sent.password, UserId(user))

    @router.post("/accounts/{user}/administrator", status_code=204)
    async def make_administrator(request: Request, user: str) -> None:
        principal = await principal_of(request, accounts)
        sent = await body(request, ProvingPassword)
        await administration.promote(principal, sent.password, user)


def at_once(first: str) -> int:
    """Return how many accounts are asked for. Raises RuleViolatedError."""
    if not re.fullmatch(r"[1-9]\d{0,2}", first, re.ASCII) or int(first) > MOST_ACCOUNTS:
        raise RuleViolatedError(f"Ask for 1 to {MOST_ACCOUNTS} accounts at once.", field="first")
    return int(first)
