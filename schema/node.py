"""What has an id of its own, and how lists are cut into pages."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Final

import strawberry

from domain.errors import RuleViolatedError

MOST_ROWS: Final = 100
# The last millisecond of the year 9999; positions are far below.
LARGEST_KEY: Final = 253_402_300_799_999


@strawberry.enum
class SortDirection(Enum):
    ASCENDING = "ascending"
    DESCENDING = "descending"


@strawberry.interface(description="Anything that can be asked for by its id.")
class Node:
    id: strawberry.ID


@strawberry.type
class PageInfo:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


def page_info(cursors: list[str], *, has_next: bool, has_previous: bool) -> PageInfo:
    return PageInfo(
        has_next_page=has_next,
        has_previous_page=has_previous,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )


def rows(first: int) -> int:
    """Return the size of a page, or refuse it."""
    if not 1 <= first <= MOST_ROWS:
        raise RuleViolatedError(f"A page has 1 to {MOST_ROWS} rows, not {first}.", field="first")
    return first


def cursor(*key: str | int) -> str:
    return urlsafe_b64encode(json.dumps(key).encode()).decode()


def key(text: str, *kinds: type) -> tuple[Any, ...]:
    """Return what a cursor stands for, which has values of these kinds."""
    try:
        values = json.loads(urlsafe_b64decode(text.encode()))
    except (ValueError, RecursionError):
        values = None
    if (
        not isinstance(values, list)
        or [type(value) for value in values] != list(kinds)
        or not all(_is_storable(value) for value in values)
    ):
        raise RuleViolatedError(
            "This cursor is none of ours. Begin with the first page.", field="after"
        )
    return tuple(values)


def millis(at: datetime) -> int:
    """Return an instant as a cursor keeps it: MongoDB knows no smaller part of a second."""
    return int(at.timestamp()) * 1000 + at.microsecond // 1000


def instant(at: int) -> datetime:
    return datetime.fromtimestamp(at // 1000, UTC).replace(microsecond=at % 1000 * 1000)


def _is_storable(value: str | int) -> bool:
    if isinstance(value, int):
        return 0 <= value <= LARGEST_KEY
    return not any("\ud800" <= char <= "\udfff" for char in value)
