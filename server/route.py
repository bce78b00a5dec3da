"""REST where GraphQL is not for it: edits in, exports out."""

from typing import Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response

from domain.errors import RuleViolatedError
from server.account.body import TooLargeError
from server.account.route import principal_of
from server.exchange.importer import LARGEST_EDIT, Imported
from server.exchange.table import answer
from server.header import disposition
from server.runtime import Runtime


def exchange_router(runtime: Runtime) -> APIRouter:
    router = APIRouter(tags=["interchange"])

    @router.post("/api/imports", status_code=201)
    async def import_as_project(
        request: Request, name: str = "", command: str = ""
    ) -> dict[str, Any]:
        """Make a project of an edit: the body is the file, `name` what it is called."""
        who = await principal_of(request, runtime.accounts)
        content = await _content(request)
        imported = await runtime.importer.as_project(
            content, file=name, user=who.user, command=_command(command)
        )
        return _answer(imported)

    @router.post("/api/projects/{project}/imports", status_code=201)
    async def import_into(
        request: Request, project: str, name: str = "", command: str = ""
    ) -> dict[str, Any]:
        """Add an edit to a project: the body is the file, `name` what it is called."""
        who = await principal_of(request, runtime.accounts)
        content = await _content(request)
        imported = await runtime.importer.into(
            project, content, file=name, user=who.user, command=_command(command)
        )
        return _answer(imported)

    @router.post("/api/projects/{project}/tables")
    async def compare_table(request: Request, project: str) -> Response:
        """Say what a shot list that was changed elsewhere wants; nothing is changed yet."""
        who = await principal_of(request, runtime.accounts)
        found = await runtime.tables.compare(project, await _content(request), who.user)
        return Response(answer(found), media_type="application/json")

    @router.get("/exports/{token}")
    async def download(token: str) -> Response:
        """Download an export; the link is its own permission, while it lasts."""
        file = await runtime.exporter.download(token)
        headers = {
            "Content-Disposition": disposition(file.name),
            "Cache-Control": "no-store",
        }
        return Response(file.content, media_type=file.media_type, headers=headers)

    return router


async def _content(request: Request) -> bytes:
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST_EDIT:
            raise TooLargeError(
                f"An edit has at most {LARGEST_EDIT // 10**6} MB. "
                "Cut it into reels and import these."
            )
    if not content:
        raise RuleViolatedError("The file is empty. Choose another one.", field="file")
    return bytes(content)


def _command(wished: str) -> str:
    if not wished:
        return uuid4().hex
    try:
        return UUID(wished).hex
    except ValueError:
        raise RuleViolatedError(
            "The command is no UUID. Use a new UUID for each.", field="command"
        ) from None


def _answer(imported: Imported) -> dict[str, Any]:
    return {
        "projectId": imported.project,
        "position": imported.position,
        "scenes": imported.scenes,
        "clips": imported.clips,
        "omissions": [
            {"what": one.what, "where": one.where, "reason": one.reason, "count": one.count}
            for one in imported.omissions
        ],
    }
