"""REST where GraphQL is not for it: edits in, exports out."""

from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response

from domain.account import NotLoggedInError, Principal
from domain.errors import RuleViolatedError
from server.account.body import TooLargeError
from server.exchange.comparer import Returned, answer
from server.exchange.importer import LARGEST_EDIT, Imported
from server.runtime import Runtime


def exchange_router(runtime: Runtime) -> APIRouter:
    router = APIRouter(tags=["interchange"])

    @router.post("/api/imports", status_code=201)
    async def import_as_project(
        request: Request, name: str = "", command: str = ""
    ) -> dict[str, Any]:
        """Make a project of an edit: the body is the file, `name` what it is called."""
        who = await _principal(runtime, request)
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
        who = await _principal(runtime, request)
        content = await _content(request)
        imported = await runtime.importer.into(
            project, content, file=name, user=who.user, command=_command(command)
        )
        return _answer(imported)

    @router.post("/api/projects/{project}/comparisons")
    async def compare(
        request: Request, project: str, name: str = "", deletions: str = "no"
    ) -> Response:
        """Say what a shot list or an edit that comes back wants; nothing is changed yet.

        With `deletions=yes` clips that an edit does not have are reckoned as gone, and all others
        stand exactly where it has them.
        """
        who = await _principal(runtime, request)
        are_deleted = _is_wished(deletions)
        file = Returned(content=await _content(request), name=name, are_deleted=are_deleted)
        found = await runtime.comparer.compare(project, file, who.user)
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


def _is_wished(value: str) -> bool:
    if value not in {"yes", "no"}:
        raise RuleViolatedError("Write deletions=yes or deletions=no.", field="deletions")
    return value == "yes"


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


def disposition(name: str) -> str:
    """Return the header that makes a browser save the file under this name."""
    ascii_name = name.encode("ascii", "replace").decode().replace('"', "_").replace("?", "_")
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"
