"""What scenes and clips share: other versions of a thing, of which one is the chosen one.

The first version is the original; alternates are numbered A1, A2 … and all belong to the original,
an alternate of an alternate too. Numbers are never given twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from domain.text import NAME_LENGTH


class Version(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def alternate(self) -> int: ...
    @property
    def is_chosen(self) -> bool: ...
    @property
    def is_deleted(self) -> bool: ...


V = TypeVar("V", bound=Version)


def badge(number: int) -> str:
    """Return `A1` for the first alternate and an empty text for an original."""
    return f"A{number}" if number else ""


def name(original: str, number: int) -> str:
    """Return `Scene 1 A2`; the original's name gives way where both are too long."""
    if not number:
        return original
    return f"{original[: NAME_LENGTH - len(badge(number)) - 1].rstrip()} {badge(number)}"


def next_number(group: Iterable[Version]) -> int:
    return 1 + max(version.alternate for version in group)


def original(group: Iterable[V]) -> V:
    return next(version for version in group if version.alternate == 0)


def chosen(group: Iterable[V]) -> V | None:
    """Return the version the timeline plays, None where all of them are deleted."""
    return next((v for v in group if v.is_chosen and not v.is_deleted), None)


def successor(group: Iterable[V], leaving: V) -> V | None:
    """Return the version to choose when the chosen one is deleted: the first that is left."""
    return next((v for v in group if v.id != leaving.id and not v.is_deleted), None)


def followers(group: Iterable[V], old: str, new: str) -> Iterator[tuple[V, str]]:
    """Yield the alternates still named after their original, with the names that follow it."""
    for version in group:
        if version.alternate and version.name == name(old, version.alternate):
            yield version, name(new, version.alternate)


def promoted(group: Sequence[V], to_first: V) -> list[tuple[V, int, str]]:
    """Return (version, number, name) after `to_first` and the original changed places."""
    first = original(group)
    base = first.name
    return [
        (to_first, 0, base),
        (first, to_first.alternate, name(base, to_first.alternate)),
        *((v, v.alternate, v.name) for v in group if v.id not in {first.id, to_first.id}),
    ]
