"""`GET /view`: a saved file, whole or in part, or what goes wrong with it."""

import re
from collections.abc import AsyncIterator, Callable
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from tests.generation.fake_comfyui.faults import Fault
from tests.generation.fake_comfyui.files import FOLDERS
from tests.generation.fake_comfyui.run import Workshop

TYPES = {
    "png": "image/png",
    "webp": "image/webp",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "flac": "audio/flac",
}
HUGE = 5 * 2**30
PIECE = 4096


def answer(request: Request, shop: Workshop, cut: Callable[[], None]) -> Response:
    query = request.query_params
    name, subfolder = query.get("filename", ""), query.get("subfolder", "")
    folder = query.get("type", "output")
    if not name:
        return Response(status_code=404)
    if name.startswith("/") or ".." in name or folder not in FOLDERS:
        return Response(status_code=400)
    if subfolder.startswith("/") or ".." in subfolder.split("/"):
        return Response(status_code=403)
    content = shop.files.find(folder, f"{subfolder}/{name}" if subfolder else name)
    fault = shop.faults.view()
    if content is None or fault == "missing":
        return Response(status_code=404)
    if fault == "forbidden":
        return Response(status_code=403)
    return _served(request, name, b"" if fault == "empty" else content, fault, cut)


def _served(
    request: Request, name: str, content: bytes, fault: Fault | None, cut: Callable[[], None]
) -> Response:
    etag = f'"{sha256(content).hexdigest()[:16]}"'
    headers = {
        "Content-Disposition": f'filename="{name}"',
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "Content-Type": TYPES.get(name.rpartition(".")[2], "application/octet-stream"),
    }
    start, status = 0, 200
    match = re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("range", ""))
    if match and request.headers.get("if-range", etag) == etag:
        start, status = int(match[1]), 206
        last = min(int(match[2] or len(content)), len(content) - 1)
        headers["Content-Range"] = f"bytes {start}-{last}/{len(content)}"
        content = content[: last + 1]
    length = HUGE if fault == "huge" else len(content) - start
    headers["Content-Length"] = str(length)
    if request.method == "HEAD":
        return Response(headers=headers, status_code=status)
    body = _pieces(content[start:], fault, cut)
    return StreamingResponse(body, status_code=status, headers=headers)


async def _pieces(
    content: bytes, fault: Fault | None, cut: Callable[[], None]
) -> AsyncIterator[bytes]:
    """`broken` breaks off in the middle, `short` at once."""
    whole = len(content) // 2 if fault == "broken" else len(content)
    for at in range(0, 0 if fault == "short" else whole, PIECE):
        yield content[at : min(at + PIECE, whole)]
    if fault in {"short", "broken", "huge"}:
        cut()
