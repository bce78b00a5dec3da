"""One track of a scene: which frames are taken, and where there is room."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from typing import Final

from domain.board.clip import Clip
from domain.errors import Slot
from events.ids import ClipId

# 24 hours at 60 frames a second: what a timecode can count.
LAST_FRAME: Final = 24 * 60 * 60 * 60


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
        for at, id_, taken in self._from(start):
            if at >= start + length:
                break
            if id_ not in besides and start < at + taken:
                return id_
        return None

    def nearest(self, start: int, length: int, *, besides: frozenset[ClipId]) -> tuple[Slot, ...]:
        """Return the nearest free places of this length before and after `start`, if any."""
        before, after = self._before(start, length, besides), self._after(start, length, besides)
        places = dict.fromkeys(at for at in (before, after) if at is not None)
        return tuple(Slot(track=self._number, start=at, length=length) for at in places)

    def behind(self, start: int, length: int) -> int | None:
        """Return the first free start at or behind `start`, None where there is no room."""
        return self._after(start, length, frozenset())

    def _from(self, start: int) -> Iterator[tuple[int, ClipId, int]]:
        # Clips do not overlap, so only the one before `start` can reach behind it.
        first = max(bisect_left(self._starts, (start, ClipId(""), 0)) - 1, 0)
        return (self._starts[index] for index in range(first, len(self._starts)))

    def _after(self, start: int, length: int, besides: frozenset[ClipId]) -> int | None:
        at = start
        for taken, id_, taken_length in self._from(start):
            if taken >= at + length:
                break
            if id_ not in besides:
                at = max(at, taken + taken_length)
        return at if at + length <= LAST_FRAME else None

    def _before(self, start: int, length: int, besides: frozenset[ClipId]) -> int | None:
        at = min(start, LAST_FRAME - length)
        first = bisect_left(self._starts, (at + length, ClipId(""), 0))
        for index in range(first - 1, -1, -1):
            taken, id_, taken_length = self._starts[index]
            if taken + taken_length <= at:
                break
            if id_ not in besides:
                at = taken - length
        return at if at >= 0 else None
