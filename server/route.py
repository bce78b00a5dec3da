"""REST where GraphQL is not for it: edits in, exports out."""

from typing import Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response

from domain import text
from domain.account import NotLoggedInError, Principal
from domain.errors import RuleViolatedError
from server.account.body import TooLargeError
from server.exchange import LARGEST_EDIT, Imported, disposition
from server.runtime import Runtime
from server.table import answer


def exchange_router(runtime: Runtime) -> APIRouter:
    router = APIRouter(tags=["interchange"])

    @router.post("/api/imports", status_code=201)
    async def import_as_project(
        request: Request, name: str = "", command: str = ""
    ) -> dict[str, Any]:
        """Make a project of an edit: the body is the file, `name` what it is called."""
        who = await _principal(runtime, request)
        content = await _content(request)
        stem = text.label(name, "name", most=text.URL_LENGTH).rpartition(".")[0] or name
        imported = await runtime.exchange.as_project(
            content,
            file=name,
            name=stem[: text.NAME_LENGTH],
            user=who.user,
            command=_command(command),
            note=_note(name),
        )
        return _answer(imported)

    @router.post("/api/projects/{project}/imports", status_code=201)
    async def import_into(
        request: Request, project: str, name: str = "", command: str = ""
    ) -> dict[str, Any]:
        """Add an edit to a project: the body is the file, `name` what it is called."""
        who = await _principal(runtime, request)
        content = await _content(request)
        imported = await runtime.exchange.into(
            project,
            content,
            file=name,
            user=who.user,
            command=_command(command),
            note=_note(name),
        )
        return _answer(imported)

    @router.post("/api/projects/{project}/tables")
    async def compare_table(request: Request, project: str) -> Response:
        """Say what a shot list that was changed elsewhere wants; nothing is changed yet."""
        who = await _principal(runtime, request)
        found = await runtime.exchange.compare(project, await _content(request), who.user)
        return Response(answer(found), media_type="application/json")

    @router.get("/exports/{token}")
    async def download(token: str) -> Response:
        """Download an export; the link is its own permission, while it lasts."""
        file = await runtime.exchange.download(token)
        headers = {
            "Content-Disposition": disposition(file.name),
            "Cache-Control": "no-store",
        }
        return Response(file.content, media_type=file.media_type, headers=headers)

    return router


async def _principal(runtime: Runtime, request: Request) -> Principal:
    found = await runtime.accounts.authenticate(request.headers.get("authorization"))
    if found is None:
        raise NotLoggedInError("no Authorization header")
    return found


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


def _note(name: str) -> str:
    label = text.label(name, "name", most=text.URL_LENGTH)
    return f"Imported {label}"[: text.NAME_LENGTH] if label else "Imported an edit"


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
