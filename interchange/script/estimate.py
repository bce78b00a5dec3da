"""How long what is written plays, in exact seconds: a guess to begin from.

A page is a minute: it has 55 lines, of 61 characters where they describe. What is spoken takes 150
words a minute, what is sung 90. Of scripts without spaces two wide characters count as a word, and
each as two characters of a line.
"""

from collections.abc import Iterable
from fractions import Fraction
from itertools import chain
from math import ceil
from typing import Final
from unicodedata import east_asian_width

from domain.text import PROSE_LENGTH

LINE: Final = Fraction(60, 55)
CHARACTERS: Final = 61
SPOKEN: Final = Fraction(60, 150)
SUNG: Final = Fraction(60, 90)
SHORTEST: Final = Fraction(1)


def described(text: str) -> Fraction:
    """Return the seconds of a description: its lines and the empty one behind it."""
    lines = text[:PROSE_LENGTH].split("\n")
    return LINE * (1 + sum(max(ceil((len(line) + wide(line)) / CHARACTERS), 1) for line in lines))


def spoken(texts: Iterable[str]) -> Fraction:
    return said(texts, SPOKEN)


def sung(texts: Iterable[str]) -> Fraction:
    return said(texts, SUNG)


def said(texts: Iterable[str], word: Fraction) -> Fraction:
    whole = "\n".join(chain(texts))[:PROSE_LENGTH]
    return max(word * (len(whole.split()) + wide(whole) // 2), SHORTEST)


def wide(text: str) -> int:
    """Count the characters that take the room of two, as Chinese and Japanese ones do."""
    return 0 if text.isascii() else sum(east_asian_width(each) in "WF" for each in text)
