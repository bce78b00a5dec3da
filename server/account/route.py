"""The REST routes under `/auth`."""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from math import ceil
from typing import Any, Final

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic.alias_generators import to_camel
from typing_extensions import override

from domain import media
from domain.account import (
    CredentialsError,
    LockedOutError,
    NotLoggedInError,
    Principal,
)
from domain.errors import (
    ConflictError,
    DomainError,
    ForbiddenError,
    NotFoundError,
    RuleViolatedError,
)
from generation.dispatch.port import UnwantedOutputError
from server.account import cookie
from server.account.account import Accounts
from server.account.body import (
    ChangingPassword,
    LoggingIn,
    MalformedError,
    MediaTypeError,
    OpeningRegistration,
    Refreshing,
    Registering,
    RegistrationAnswer,
    SessionAnswer,
    SessionsAnswer,
    TokenAnswer,
    TooLargeError,
    Transport,
    UserAnswer,
    body,
    optional_body,
)
from server.account.port import LoggedIn, Visitor

STATUS: Final[tuple[tuple[type[DomainError], int], ...]] = (
    (MalformedError, 400),
    (UnwantedOutputError, 415),
    (RuleViolatedError, 400),
    (CredentialsError, 401),
    (NotLoggedInError, 401),
    (ForbiddenError, 403),
    (NotFoundError, 404),
    (ConflictError, 409),
    (TooLargeError, 413),
    (media.MediaSizeError, 413),
    (MediaTypeError, 415),
    (media.MediaTypeError, 415),
    (LockedOutError, 429),
    (media.StorageFullError, 507),
)
STATUS_TOO_LARGE: Final = 413
NO_STORE: Final = {"Cache-Control": "no-store"}
log = structlog.get_logger("account")


def refusal(error: DomainError) -> JSONResponse:
    """Answer an error as `{"error": {"kind", "message", "field"}}`, with its status."""
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 400)
    field = getattr(error, "field", "") or None
    said = {
        "kind": type(error).__name__,
        "message": error.message,
        "field": to_camel(field) if field else None,
    }
    return JSONResponse({"error": said}, status_code=status, headers=_headers(error, status))


def _headers(error: DomainError, status: int) -> dict[str, str]:
    headers = dict(NO_STORE)
    if isinstance(error, LockedOutError):
        headers["Retry-After"] = str(max(ceil(error.wait / timedelta(seconds=1)), 1))
    if isinstance(error, NotLoggedInError):
        headers["WWW-Authenticate"] = "Bearer"
    if status == STATUS_TOO_LARGE:
        headers["Connection"] = "close"
    return headers


class AccountRoute(APIRoute):
    """A route whose refusals are answered in one form, and whose answers nobody stores."""

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                response = await handle(request)
            except DomainError as error:
                if isinstance(error, NotLoggedInError):
                    log.info("not logged in", reason=error.reason, path=request.url.path)
                return refusal(error)
            response.headers.update(NO_STORE)
            return response

        return handled


def visitor(request: Request) -> Visitor:
    return Visitor(
        address=request.client.host if request.client else "unknown",
        user_agent=request.headers.get("user-agent", ""),
        device=request.cookies.get(cookie.DEVICE, ""),
    )


def accounts_router(accounts: Accounts) -> APIRouter:
    """Return the routes, to be included in the application as they are."""
    router = APIRouter(prefix=cookie.PATH, tags=["accounts"], route_class=AccountRoute)
    add_coming_in(router, accounts)
    add_own_account(router, accounts)
    add_registration(router, accounts)
    return router


def add_coming_in(router: APIRouter, accounts: Accounts) -> None:
    @router.post("/register", status_code=201)
    async def register(request: Request, response: Response) -> TokenAnswer:
        sent = await body(request, Registering)
        logged_in = await accounts.register(
            email=sent.email, name=sent.name, password=sent.password, visitor=visitor(request)
        )
        return answer(accounts, request, response, logged_in, sent.transport)

    @router.post("/login")
    async def log_in(request: Request, response: Response) -> TokenAnswer:
        sent = await body(request, LoggingIn)
        logged_in = await accounts.log_in(
            email=sent.email, password=sent.password, visitor=visitor(request)
        )
        return answer(accounts, request, response, logged_in, sent.transport)

    @router.post("/refresh")
    async def refresh(request: Request, response: Response) -> TokenAnswer:
        token, transport = await refresh_token(request, accounts)
        logged_in = await accounts.sessions.renew(token)
        return answer(accounts, request, response, logged_in, transport)

    @router.post("/logout", status_code=204)
    async def log_out(request: Request, response: Response) -> None:
        token, _transport = await refresh_token(request, accounts)
        await accounts.sessions.end_with(token)
        cookie.take_back(request, response, cookie.REFRESH)


async def refresh_token(request: Request, accounts: Accounts) -> tuple[str, Transport]:
    """Return the token and how it came. Raises ForbiddenError for a foreign page's request."""
    sent = await optional_body(request, Refreshing)
    if sent.refresh_token is not None:
        return sent.refresh_token, "body"
    cookie.demand_own_page(request, accounts.settings.origins)
    return request.cookies.get(cookie.REFRESH, ""), "cookie"


def answer(
    accounts: Accounts,
    request: Request,
    response: Response,
    logged_in: LoggedIn,
    transport: Transport,
) -> TokenAnswer:
    if transport == "cookie":
        end = logged_in.session.expires_at
        cookie.give(request, response, cookie.REFRESH, logged_in.refresh_token, end)
        device_end = logged_in.session.created_at + accounts.settings.lifetimes.device
        if not accounts.knows_device(logged_in.account, request.cookies.get(cookie.DEVICE, "")):
            device = accounts.device_token(logged_in.account)
            cookie.give(request, response, cookie.DEVICE, device, device_end)
    return TokenAnswer.of(logged_in, transport)


async def principal_of(request: Request, accounts: Accounts) -> Principal:
    """Return who asks. Raises NotLoggedInError when nobody is shown."""
    principal = await accounts.authenticate(request.headers.get("authorization"))
    if principal is None:
        raise NotLoggedInError("no Authorization header")
    return principal


def add_own_account(router: APIRouter, accounts: Accounts) -> None:
    @router.get("/me")
    async def me(request: Request) -> UserAnswer:
        return UserAnswer.of(await accounts.of(await principal_of(request, accounts)))

    @router.post("/password", status_code=204)
    async def change_password(request: Request) -> None:
        principal = await principal_of(request, accounts)
        sent = await body(request, ChangingPassword)
        await accounts.change_password(
            principal, current=sent.current_password, new=sent.new_password
        )

    @router.get("/sessions")
    async def sessions(request: Request) -> SessionsAnswer:
        principal = await principal_of(request, accounts)
        found = await accounts.sessions_of(principal)
        return SessionsAnswer(sessions=[SessionAnswer.of(one, principal.session) for one in found])

    @router.delete("/sessions/{session}", status_code=204)
    async def end_session(request: Request, session: str) -> None:
        await accounts.end_session(await principal_of(request, accounts), session)


def add_registration(router: APIRouter, accounts: Accounts) -> None:
    @router.get("/registration")
    async def registration() -> RegistrationAnswer:
        return RegistrationAnswer.of(await accounts.registration())

    @router.put("/registration")
    async def open_registration(request: Request) -> RegistrationAnswer:
        principal = await principal_of(request, accounts)
        sent = await body(request, OpeningRegistration)
        return RegistrationAnswer.of(
            await accounts.open_registration(principal, is_open=sent.is_open)
        )
