"""Build the application."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Final, cast

from fastapi import FastAPI, Request, Response, status
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from strawberry.exceptions import ConnectionRejectionError

from domain.account import NotLoggedInError
from domain.errors import DomainError
from generation.pull.office import Office
from schema import read
from schema.context import Context
from schema.schema import engine
from schema.timeline import Timelines
from server.account.administration import administration_router
from server.account.port import AccountSettings
from server.account.route import accounts_router, refusal
from server.etag import Tags
from server.generation.farm import farming, staff
from server.graphql import GraphQLRouter
from server.header import SafeHeaders
from server.media.route import media_router
from server.pull.desk import WorkerDesk
from server.pull.route import worker_router
from server.readiness import Readiness, database_trouble
from server.route import exchange_router
from server.runtime import Runtime, running
from server.settings import Settings
from server.take.route import gallery_router
from server.web import serve_editor

FAILED: Final = "Something went wrong on our side. Try again; the server's log says what it was."


def create_app(
    settings: Settings, uri: str, account_settings: AccountSettings | None = None
) -> FastAPI:
    """Return the application; what it needs is connected when its lifespan begins."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with running(settings, uri, account_settings) as runtime:
            app.state.runtime = runtime
            _add_routes(app, runtime, settings)
            async with farming(runtime.parts):
                yield

    app = FastAPI(
        title="Emergent Storyboard",
        lifespan=lifespan,
        openapi_url="/openapi.json" if settings.development else None,
        docs_url=None,
        redoc_url=None,
    )
    app.add_middleware(SafeHeaders)
    _add_health(app, Readiness(partial(database_trouble, uri)))

    @app.exception_handler(DomainError)
    async def refused(_: Request, error: DomainError) -> JSONResponse:
        return refusal(error)

    @app.exception_handler(HTTPException)
    async def unserved(request: Request, error: HTTPException) -> JSONResponse:
        return unserved_answer(request.method, error)

    @app.exception_handler(Exception)
    async def failed(_: Request, __: Exception) -> JSONResponse:
        # The server logs it: the handler's answer does not end the exception's way.
        return _said("InternalError", FAILED, status.HTTP_500_INTERNAL_SERVER_ERROR)

    return app


def unserved_answer(method: str, error: HTTPException) -> JSONResponse:
    """Answer what no route took in the one form of refusals."""
    kind, message = {
        status.HTTP_404_NOT_FOUND: (
            "NotFoundError",
            "There is nothing at this address. Check the path.",
        ),
        status.HTTP_405_METHOD_NOT_ALLOWED: (
            "MethodNotAllowedError",
            f"{method} is not what this address is for.",
        ),
    }.get(error.status_code, ("RequestError", f"{error.detail}."))
    return _said(kind, message, error.status_code, error.headers)


def _said(
    kind: str, message: str, status_code: int, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    said = {"kind": kind, "message": message, "field": None}
    return JSONResponse({"error": said}, status_code=status_code, headers=headers)


def _add_health(app: FastAPI, readiness: Readiness) -> None:
    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/ready")
    async def ready(response: Response) -> dict[str, str]:
        trouble = await readiness.trouble()
        if trouble is None:
            return {"status": "ready"}
        response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
        return {"status": "unavailable", "reason": trouble}


def _add_routes(app: FastAPI, runtime: Runtime, settings: Settings) -> None:
    graphql_router(runtime, settings).join(app, "/graphql")
    app.include_router(accounts_router(runtime.accounts))
    app.include_router(administration_router(runtime.administration))
    app.include_router(exchange_router(runtime))
    app.include_router(media_router(runtime.library, runtime.accounts))
    app.include_router(gallery_router(runtime.gallery))
    parts = runtime.parts
    office = Office(staff(parts))
    desk = WorkerDesk(office=office, store=parts.media, accounts=runtime.accounts)
    app.include_router(worker_router(desk, runtime.worker_tokens))
    serve_editor(app, settings.web)


def graphql_router(runtime: Runtime, settings: Settings) -> GraphQLRouter:
    drawn = Timelines()

    async def context(connection: HTTPConnection) -> Context:
        made = Context(services=runtime.services, drawn=drawn)
        await _recognise(made, runtime, connection.headers.get("authorization"))
        return made

    async def on_connect(made: Any) -> dict[str, object] | None:
        parameters = cast("Context", made).connection_params
        await _recognise(made, runtime, _authorization(parameters))
        if made.principal is None:
            raise ConnectionRejectionError({"message": made.trouble})
        return None

    async def on_renew(made: Any, payload: object) -> bool:
        await _recognise(made, runtime, _authorization(payload))
        return made.principal is not None

    ours = engine(is_development=settings.development)
    return GraphQLRouter(
        ours,
        context_getter=context,
        on_connect=on_connect,
        on_renew=on_renew,
        has_graphiql=settings.development,
        tags=Tags(ours, read.mark),
    )


def _authorization(payload: object) -> str | None:
    value = payload.get("authorization") if isinstance(payload, dict) else None
    return value if isinstance(value, str) else None


async def _recognise(made: Context, runtime: Runtime, header: str | None) -> None:
    """Say in the context who asks; a bad token asks as nobody, and is told so."""
    try:
        made.principal = await runtime.accounts.authenticate(header)
    except NotLoggedInError as error:
        made.principal, made.trouble = None, error.message
