"""The cookies of a browser, and the check that a request with them comes from our own pages."""

from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request, Response

from domain.errors import ForbiddenError

REFRESH: Final = "storyboard_refresh"
DEVICE: Final = "storyboard_device"
PATH: Final = "/auth"
OWN_HEADER: Final = "x-storyboard"
FOREIGN: Final = (
    "This request does not come from the editor. "
    "A program sends the header `X-Storyboard: 1`, or the refresh token in the body."
)


def give(request: Request, response: Response, name: str, value: str, until: datetime) -> None:
    response.set_cookie(
        name,
        value,
        expires=until,
        path=PATH,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def take_back(request: Request, response: Response, name: str) -> None:
    response.delete_cookie(
        name,
        path=PATH,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def demand_own_page(request: Request, origins: frozenset[str]) -> None:
    """Refuse a request that another site made the browser send. Raises ForbiddenError.

    What a browser says of the origin decides. A program that says nothing shows a header that
    no form and no simple request of a foreign page can carry.
    """
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site")
    if origin is not None:
        is_own = origin in origins or _host(origin) == request.headers.get("host")
    elif site is not None:
        is_own = site == "same-origin"
    else:
        is_own = OWN_HEADER in request.headers
    if not is_own:
        raise ForbiddenError(FOREIGN)


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
