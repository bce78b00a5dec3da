"""REST where GraphQL is not for it: edits in, exports out."""

from typing import IO, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from domain.arrival.mark import ENOUGH, is_archive
from domain.errors import RuleViolatedError
from server.account.body import TooLargeError
from server.account.route import principal_of
from server.exchange.comparer import Returned, answer
from server.exchange.importer import LARGEST_EDIT, Imported
from server.exchange.spool import Packed
from server.header import disposition
from server.runtime import Runtime


def exchange_router(runtime: Runtime) -> APIRouter:
    router = APIRouter(tags=["interchange"])

    @router.post("/api/imports", status_code=201)
    async def import_as_project(
        request: Request, name: str = "", command: str = "", ids: str = "new"
    ) -> dict[str, Any]:
        """Make a project of an edit: the body is the file, `name` what it is called.

        A project archive becomes a copy with new ids, or with `ids=same` the project itself.
        """
        who = await principal_of(request, runtime.accounts)
        keeps_ids = _keeps_ids(ids)
        content = await _received(runtime, request)
        if not isinstance(content, bytes):
            with content as file:
                arrived = await runtime.archives.bring_in(
                    file, name=name, user=who.user, command=_command(command), keeps_ids=keeps_ids
                )
            return _answer(arrived)
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

    @router.post("/api/projects/{project}/comparisons")
    async def compare(
        request: Request, project: str, name: str = "", deletions: str = "no"
    ) -> Response:
        """Say what a shot list or an edit that comes back wants; nothing is changed yet.

        With `deletions=yes` clips that an edit does not have are reckoned as gone, and all others
        stand exactly where it has them.
        """
        who = await principal_of(request, runtime.accounts)
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
        if isinstance(file, Packed):
            headers["Content-Length"] = str(file.size)
            return StreamingResponse(file.chunks(), media_type=file.media_type, headers=headers)
        return Response(file.content, media_type=file.media_type, headers=headers)

    return router


async def _content(request: Request) -> bytes:
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        _check_size(content)
    return _filled(content)


async def _received(runtime: Runtime, request: Request) -> bytes | IO[bytes]:
    """Return an edit, or a file on the disk with what says that it is a project archive."""
    content = bytearray()
    chunks = request.stream()
    async for chunk in chunks:
        content += chunk
        if is_archive(bytes(content[:ENOUGH])):
            return await runtime.archives.received(bytes(content), chunks)
        _check_size(content)
    return _filled(content)


def _check_size(content: bytearray) -> None:
    if len(content) > LARGEST_EDIT:
        raise TooLargeError(
            f"An edit has at most {LARGEST_EDIT // 10**6} MB. Cut it into reels and import these."
        )


def _filled(content: bytearray) -> bytes:
    if not content:
        raise RuleViolatedError("The file is empty. Choose another one.", field="file")
    return bytes(content)


def _keeps_ids(ids: str) -> bool:
    if ids not in {"new", "same"}:
        raise RuleViolatedError("The ids of an archive are `new` or the `same`.", field="ids")
    return ids == "same"


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
