"""Keys in order: added, removed and looked at from the front in about log n.

A list of short sorted lists, as the library sortedcontainers does it; the domain stands on the
standard library alone.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator
from typing import Any, Final, Generic, TypeVar

K = TypeVar("K", bound=tuple[Any, ...])
LOAD: Final = 512


class Ordered(Generic[K]):
    def __init__(self) -> None:
        self._blocks: list[list[K]] = []
        self._lasts: list[K] = []
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[K]:
        for block in self._blocks:
            yield from block

    @property
    def first(self) -> K | None:
        return self._blocks[0][0] if self._blocks else None

    def add(self, key: K) -> None:
        """Add a key that is not there."""
        self._length += 1
        if not self._blocks:
            self._blocks.append([key])
            self._lasts.append(key)
            return
        at = min(bisect_left(self._lasts, key), len(self._lasts) - 1)
        block = self._blocks[at]
        insort(block, key)
        if len(block) > 2 * LOAD:
            self._blocks.insert(at + 1, block[LOAD:])
            del block[LOAD:]
            self._lasts.insert(at, block[-1])
        self._lasts[at] = block[-1]
        if at + 1 < len(self._lasts):
            self._lasts[at + 1] = self._blocks[at + 1][-1]

    def remove(self, key: K) -> None:
        """Take away a key. Raises KeyError where it is not there."""
        at = bisect_left(self._lasts, key)
        block = self._blocks[at] if at < len(self._blocks) else []
        place = bisect_left(block, key)
        if place == len(block) or block[place] != key:
            raise KeyError(key)
        del block[place]
        self._length -= 1
        if block:
            self._lasts[at] = block[-1]
        else:
            del self._blocks[at], self._lasts[at]
