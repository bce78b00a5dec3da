"""REST of media: a file in as the body of a request, and out at a signed address."""

from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from domain.errors import RuleViolatedError
from domain.media import MediaKind, Sound
from domain.text import quoted
from server.account.account import Accounts
from server.account.route import principal_of
from server.etag import seen
from server.header import disposition
from server.media.library import Library, Opened, Upload

# An address is for one person, and what is at it never changes.
HEADERS: Final = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


def media_router(library: Library, accounts: Accounts) -> APIRouter:
    router = APIRouter(tags=["media"])

    @router.post("/media/projects/{project}", status_code=201)
    async def upload(
        request: Request, project: str, name: str = "", kind: str = ""
    ) -> dict[str, Any]:
        """Bring a file into a project: the body is the file, `name` what it is called."""
        who = await principal_of(request, accounts)
        wanted = _kind(kind)
        _refuse_form(request)
        made = await library.upload(
            project,
            who.user,
            request.stream(),
            name=name,
            kind=wanted,
            expected=_announced(request),
        )
        return _answer(made)

    @router.get("/media/{digest}")
    @router.head("/media/{digest}", include_in_schema=False)
    async def look(request: Request, digest: str, token: str = "") -> Response:
        """Answer with a medium, or a range of its bytes; the address is its own permission."""
        opened = await library.open(digest, token)
        headers = _headers(opened)
        if headers["ETag"] in seen(request.headers.get("if-none-match", "")):
            return Response(None, 304, headers)
        return FileResponse(opened.path, headers=headers, media_type=opened.medium.type.mime)

    @router.get("/media/{digest}/peaks")
    async def peaks(request: Request, digest: str, token: str = "") -> Response:
        """Answer with two signed bytes a 1/100 second: the lowest and the highest sample."""
        opened = await library.open(digest, token)
        headers = {**HEADERS, "ETag": f'"{opened.medium.digest}-peaks"'}
        if headers["ETag"] in seen(request.headers.get("if-none-match", "")):
            return Response(None, 304, headers)
        found = await library.peaks(digest)
        return Response(found, headers=headers, media_type="application/octet-stream")

    return router


def _kind(wished: str) -> MediaKind | None:
    if wished and wished not in list(MediaKind):
        raise RuleViolatedError(
            f"There is no kind {quoted(wished)}. There are: {', '.join(MediaKind)}.", field="kind"
        )
    return MediaKind(wished) if wished else None


def _refuse_form(request: Request) -> None:
    if request.headers.get("content-type", "").startswith("multipart/"):
        raise RuleViolatedError(
            "Send the file itself as the body of the request, not a form that holds it.",
            field="file",
        )


def _announced(request: Request) -> int:
    length = request.headers.get("content-length", "")
    return int(length) if length.isdecimal() else 0


def _headers(opened: Opened) -> dict[str, str]:
    return {
        **HEADERS,
        "ETag": f'"{opened.medium.digest}"',
        "Content-Disposition": disposition(opened.name, "inline"),
    }


def _sound(sound: Sound) -> dict[str, Any]:
    return {
        "samples": sound.samples,
        "rate": sound.rate,
        "channels": sound.channels,
        "seconds": float(sound.seconds),
    }


def _answer(made: Upload) -> dict[str, Any]:
    medium = made.uploaded.medium
    return {
        "digest": medium.digest,
        "name": made.uploaded.name,
        "kind": medium.type.kind.value,
        "mediaType": medium.type.mime,
        "size": medium.size,
        "sound": None if made.sound is None else _sound(made.sound),
        "upload": made.proof,
        "url": f"/media/{medium.digest}?token={made.proof}",
    }
