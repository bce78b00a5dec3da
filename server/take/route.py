"""REST of galleries: small pictures of images and videos, where the files themselves are."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from server.etag import seen
from server.media.route import HEADERS
from server.take.gallery import Gallery


def gallery_router(gallery: Gallery) -> APIRouter:
    router = APIRouter(tags=["media"])

    @router.get("/media/{digest}/{width}")
    async def thumbnail(request: Request, digest: str, width: int, token: str = "") -> Response:
        """Answer with a small picture of an image or video, 320 or 1280 pixels wide."""
        path = await gallery.thumbnail(digest, width, token)
        headers = {**HEADERS, "ETag": f'"{path.name}"'}
        if headers["ETag"] in seen(request.headers.get("if-none-match", "")):
            return Response(None, 304, headers)
        return FileResponse(path, headers=headers, media_type="image/webp")

    return router
