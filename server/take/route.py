"""REST of galleries: files and small pictures of them, at addresses signed for one person."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from server.etag import seen
from server.header import disposition
from server.media.route import HEADERS
from server.take.gallery import Gallery


def gallery_router(gallery: Gallery) -> APIRouter:
    router = APIRouter(tags=["media"])

    @router.get("/media/projects/{project}/{digest}")
    @router.head("/media/projects/{project}/{digest}", include_in_schema=False)
    async def look(request: Request, project: str, digest: str, token: str = "") -> Response:
        """Answer with an image or video of a project, or with a range of its bytes."""
        medium = await gallery.open(project, digest, token)
        headers = _headers(f'"{digest}"', f"{digest[:12]}.{medium.type.extension}")
        if headers["ETag"] in seen(request.headers.get("if-none-match", "")):
            return Response(None, 304, headers)
        return FileResponse(gallery.path(medium), headers=headers, media_type=medium.type.mime)

    @router.get("/media/projects/{project}/{digest}/{width}")
    @router.head("/media/projects/{project}/{digest}/{width}", include_in_schema=False)
    async def thumbnail(
        request: Request, project: str, digest: str, width: int, token: str = ""
    ) -> Response:
        """Answer with a small picture of an image or video."""
        medium = await gallery.open(project, digest, token)
        path = await gallery.thumbnail(medium, width)
        headers = _headers(f'"{path.name}"', f"{digest[:12]}-{width}.webp")
        if headers["ETag"] in seen(request.headers.get("if-none-match", "")):
            return Response(None, 304, headers)
        return FileResponse(path, headers=headers, media_type="image/webp")

    return router


def _headers(etag: str, name: str) -> dict[str, str]:
    return {**HEADERS, "ETag": etag, "Content-Disposition": disposition(name, "inline")}
