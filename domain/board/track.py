"""One track of a scene: which frames are taken, and where there is room."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from typing import Final

from domain.board.clip import Clip
from domain.errors import Slot
from events.ids import ClipId

ENDLESS: Final = 2**62


class Track:
    """The clips that take a place, ordered by start. Look-ups cost O(log n)."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._starts: list[tuple[int, ClipId, int]] = []

    def __iter__(self) -> Iterator[ClipId]:
        return (id_ for _, id_, _ in self._starts)

    def put(self, clip: Clip) -> None:
        insort(self._starts, (clip.start, clip.id, clip.length))

    def remove(self, clip: Clip) -> None:
        del self._starts[bisect_left(self._starts, (clip.start, clip.id, clip.length))]

    @property
    def end(self) -> int:
        """The first frame behind the last clip."""
        if not self._starts:
            return 0
        start, _, length = self._starts[-1]
        return start + length

    def taken(self, start: int, length: int, *, besides: frozenset[ClipId]) -> ClipId | None:
        """Return a clip that lies on these frames, not counting those in `besides`."""
        for at, id_, taken in self._around(start, start + length):
            if id_ not in besides and at < start + length and start < at + taken:
                return id_
        return None

    def _around(self, start: int, end: int) -> Iterator[tuple[int, ClipId, int]]:
        # Clips do not overlap, so only the one before `start` (and one that is being moved
        # beside it) can reach into the frames asked for.
        first = max(bisect_right(self._starts, (start, ClipId(""), 0)) - 2, 0)
        for index in range(first, len(self._starts)):
            if self._starts[index][0] >= end:
                return
            yield self._starts[index]

    def nearest(self, start: int, length: int, *, besides: frozenset[ClipId]) -> tuple[Slot, ...]:
        """Return the nearest free places of this length before and after `start`."""
        gaps = list(self._gaps(besides))
        before = [min(end - length, start) for at, end in gaps if at <= min(end - length, start)]
        after = [max(at, start) for at, end in gaps if max(at, start) + length <= end]
        places = dict.fromkeys([*before[-1:], *after[:1]])
        return tuple(Slot(track=self._number, start=at, length=length) for at in places)

    def behind(self, start: int, length: int) -> int:
        """Return the first free start at or behind `start`."""
        gaps = self._gaps(frozenset())
        return next(max(at, start) for at, end in gaps if max(at, start) + length <= end)

    def _gaps(self, besides: frozenset[ClipId]) -> Iterator[tuple[int, int]]:
        at = 0
        for start, id_, length in self._starts:
            if id_ in besides:
                continue
            if start > at:
                yield at, start
            at = max(at, start + length)
        yield at, ENDLESS
