"""Ranks: texts that order scenes, with always room for one more between two of them.

A rank is a fraction written in base 36 without trailing zeros, so plain text order is its order
and nothing is ever renumbered (the idea is known as fractional indexing).
"""

from typing import Final

DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE: Final = len(DIGITS)
# Adding at an end counts in steps of 36^-6: two milliard scenes before ranks grow longer.
_WIDTH: Final = 6


def between(low: str, high: str) -> str:
    """Return a rank after `low` and before `high`; an empty text is no limit.

    Raises ValueError when the limits are not in order.
    """
    if high and low >= high:
        raise ValueError(f"{low!r} is not before {high!r}")
    if low and not high:
        return _stepped(low, 1) or _middle(low, "")
    if high and not low:
        return _stepped(high, -1) or _middle("", high)
    return _middle(low, high)


def _stepped(rank: str, step: int) -> str:
    number = int(rank[:_WIDTH].ljust(_WIDTH, "0"), _BASE) + step
    return _written(number) if 0 < number < _BASE**_WIDTH else ""


def _written(number: int) -> str:
    digits = ""
    for _ in range(_WIDTH):
        number, digit = divmod(number, _BASE)
        digits = DIGITS[digit] + digits
    return digits.rstrip("0")


def _middle(low: str, high: str) -> str:
    shared = ""
    bounded = bool(high)
    while True:
        place = len(shared)
        below = DIGITS.index(low[place]) if place < len(low) else 0
        above = DIGITS.index(high[place]) if bounded else _BASE
        if above - below > 1:
            return shared + DIGITS[(below + above) // 2]
        shared += DIGITS[below]
        # One digit below `high` already: what follows is bounded by `low` alone.
        bounded = bounded and above == below
