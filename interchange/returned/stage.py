"""The scenes as they will be when all of an edit is taken, and where its clips are in them.

A project's scenes follow each other and are as long as what plays in them, so a clip that was made
longer moves all scenes behind it. A clip stays in its scene unless it plays where another one is.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from events.record import record


@record
class Wanted:
    """A clip at its absolute place; `home` is the number of its scene, `since` its start in it."""

    start: int
    length: int
    home: int | None = None
    since: int = 0


@record
class Stand:
    """The number of a scene, and a start in it."""

    scene: int
    start: int


def begins(wanted: Sequence[Wanted], lengths: Sequence[int]) -> list[int]:
    """Return where each scene begins now: where most of its clips say; `lengths` were theirs."""
    votes = [Counter[int]() for _ in lengths]
    for each in wanted:
        if each.home is not None:
            votes[each.home][each.start - each.since] += 1
    found = [0]
    for vote, before in zip(votes[1:], lengths, strict=False):
        most = vote.most_common(1)
        begin = most[0][0] if most else found[-1] + before
        found.append(max(begin, found[-1]))
    return found


def settled(wanted: Sequence[Wanted], lengths: Sequence[int], held: Sequence[int]) -> list[Stand]:
    """Return where each clip stands; a scene is as long as what stays in it (`held`) at least.

    What begins before a scene has ended is of that scene, for scenes do not overlap.
    """
    wished = scenes(wanted, begins(wanted, lengths))
    found: dict[int, Stand] = {}
    scene, begin, end = 0, 0, held[0]
    for number in sorted(range(len(wanted)), key=lambda number: wanted[number].start):
        each = wanted[number]
        while wished[number] > scene and each.start >= end:
            scene, begin, end = scene + 1, end, end + held[scene + 1]
        found[number] = Stand(scene=scene, start=each.start - begin)
        end = max(end, each.start + each.length)
    return [found[number] for number in range(len(wanted))]


def scenes(wanted: Sequence[Wanted], begin: Sequence[int]) -> list[int]:
    ends = [*(after for _, after in pairwise(begin)), None]
    return list(homes(wanted, begin, ends))


def homes(
    wanted: Sequence[Wanted], begin: Sequence[int], ends: Sequence[int | None]
) -> Iterator[int]:
    for each in wanted:
        at = each.home
        if at is not None and begin[at] <= each.start:
            end = ends[at]
            if end is None or each.start < end:
                yield at
                continue
        yield max(bisect_right(begin, each.start) - 1, 0)
