"""The numbers in codes, and which are given between two that are there already."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, TypeAlias

from events.record import record

# A number and the letters behind it: (10, "") < (10, "A") < (10, "AA") < (10, "B") < (11, "").
Label: TypeAlias = tuple[int, str]

_LOOKED_AT: Final = 20_000


@record
class Family:
    """All codes that differ in their number only: between `prefix` and `end`.

    `badge` is what stands before the badge of an alternate.
    """

    prefix: str
    width: int
    step: int
    end: str = ""
    badge: str = "_"

    def text(self, label: Label) -> str:
        number, letters = label
        return f"{self.prefix}{number:0{self.width}}{letters}{self.end}"

    def label(self, code: str) -> Label | None:
        """Return the number of a code, None for one of another family. Capitals do not matter."""
        found = _shape(self.prefix, self.end, self.badge).fullmatch(code)
        return None if found is None or found[3] else (int(found[1]), found[2].upper())

    def labels(self, codes: Sequence[str]) -> set[Label]:
        """Return the numbers in use, by codes in capitals and in order.

        A code that reads like an alternate of another one keeps that other one from being given.
        """
        prefix = self.prefix.upper()
        shape = _shape(self.prefix, self.end, self.badge)
        found: set[Label] = set()
        for code in islice(codes, bisect_left(codes, prefix), None):
            if not code.startswith(prefix):
                break
            if match := shape.fullmatch(code):
                found.add((int(match[1]), match[2].upper()))
        return found


@lru_cache(maxsize=1024)
def _shape(prefix: str, end: str, badge: str) -> re.Pattern[str]:
    prefix, end, badge = (re.escape(part) for part in (prefix, end, badge))
    return re.compile(f"{prefix}([0-9]+)([A-Z]*){end}({badge}A[0-9]+)?", re.IGNORECASE)


def between(
    low: Label | None, high: Label | None, count: int, step: int, used: set[Label]
) -> list[Label]:
    """Return new labels behind `low` and before `high`, in order; they are added to `used`.

    Behind the last they go on in steps. Between two, a step is taken where one has room, then
    what divides the numbers between evenly, and where there are not enough of them letters.
    Where things do not stand in the order of their numbers, the next number in use is the limit.
    """
    floor = low or (0, "")
    if high is not None and high <= floor:
        high = min((label for label in used if label > floor), default=None)
    if high is None:
        found = _numbers(_behind_all(count, step, used))
    else:
        found = _numbers(_room(floor, high, count, step, used))
        found = found or _lettered(floor, high, count, used)
    used.update(found)
    return found


def _numbers(numbers: Iterable[int]) -> list[Label]:
    return [(number, "") for number in numbers]


def _behind_all(count: int, step: int, used: set[Label]) -> list[int]:
    last = max((number for number, _ in used), default=0)
    first = last // step + 1
    return [number * step for number in range(first, first + count)]


def _room(low: Label, high: Label, count: int, step: int, used: set[Label]) -> list[int]:
    """Return numbers with room for all, empty where there is none."""
    begin, end = low[0] + 1, high[0] + bool(high[1])
    steps = _free(range(-(-begin // step) * step, end, step), used)
    if len(steps) >= count:
        return steps[:count]
    free = _free(range(begin, end), used)
    if len(free) < count:
        return []
    return [free[n * (len(free) + 1) // (count + 1) - 1] for n in range(1, count + 1)]


def _free(numbers: range, used: set[Label]) -> list[int]:
    return [number for number in numbers[:_LOOKED_AT] if (number, "") not in used]


def _lettered(low: Label, high: Label, count: int, used: set[Label]) -> list[Label]:
    found: list[Label] = []
    taken = set(used)
    for _ in range(count):
        low = _next(low, high, taken)
        taken.add(low)
        found.append(low)
    return found


def _next(low: Label, high: Label, taken: set[Label]) -> Label:
    """Return the first free label behind one, before the limit where there is any."""
    number, letters = low
    free = [
        (number, next(it for it in suffixes if (number, it) not in taken))
        for suffixes in (_letters(letters), _letters(f"{letters}A", is_first=True))
    ]
    return next((label for label in free if label < high), free[0])


def _letters(letters: str, *, is_first: bool = False) -> Iterator[str]:
    """Yield what comes behind some letters: B behind A, ZA behind Z."""
    if is_first:
        yield letters
    while True:
        head, last = letters[:-1], letters[-1:]
        letters = f"{head}{chr(ord(last) + 1)}" if last and last < "Z" else f"{letters}A"
        yield letters


def nearest(code: str, taken: Iterable[str], count: int = 3) -> list[str]:
    """Return free codes like one that is taken: with numbers beside its own, or with letters."""
    known = {other.upper() for other in taken}
    match = re.fullmatch(r"(.*?)([0-9]+)([A-Za-z]*)", code)
    if match is None:
        return list(islice(_others(code, known), count))
    head, digits, _ = match.groups()
    number, width = int(digits), len(digits)
    beside = (at for n in range(1, 10 * count) for at in (number + n, number - n) if at > 0)
    numbered = (f"{head}{at:0{width}}" for at in beside)
    return list(islice((it for it in numbered if it.upper() not in known), count))


def _others(code: str, known: set[str]) -> Iterator[str]:
    return (it for n in range(2, 1_000) if (it := f"{code}{n}").upper() not in known)
