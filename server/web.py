"""The editor's files, served by the server itself at `/`."""

from pathlib import Path
from typing import Final

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import Match, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from typing_extensions import override

BUILT: Final = Path(__file__).parent.parent / "frontend" / "dist"
NOT_BUILT: Final = "The editor is not built yet. Stop the server and start it with `make run`.\n"
# Vite's scripts are files of our own; styles are also set by the components that move things.
POLICY: Final = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# The first parts of paths that are no page of the editor's.
OWN_PATHS: Final = frozenset({"api", "auth", "exports", "graphql", "health", "media", "ready"})


class BesideTheApi(Mount):
    """Leaves what the application answers itself alone, also when it answers that it is not so."""

    @override
    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        first = str(scope.get("path", "")).split("/", 2)[1:2]
        if first and first[0] in OWN_PATHS:
            return Match.NONE, {}
        return super().matches(scope)


class Editor(StaticFiles):
    """Files by their names, and the page for every other path: its router knows these."""

    @override
    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            is_file = "." in path.rpartition("/")[2]
            if error.status_code != 404 or is_file:  # noqa: PLR2004 - not found
                raise
            response = await super().get_response("index.html", scope)
        response.headers["Content-Security-Policy"] = POLICY
        # Built files carry a hash of what is in them in their names; the page does not.
        is_hashed = path.startswith("assets/")
        response.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable" if is_hashed else "no-cache"
        )
        return response


def serve_editor(app: FastAPI, folder: Path | None) -> None:
    """Serve the built editor below everything else that the application answers."""
    built = folder or BUILT
    if (built / "index.html").is_file():
        files = Editor(directory=built, html=True)
        app.router.routes.append(BesideTheApi("/", files, name="editor"))
        return

    @app.get("/", include_in_schema=False)
    async def not_built() -> PlainTextResponse:
        return PlainTextResponse(NOT_BUILT, status_code=503)
