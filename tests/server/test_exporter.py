"""Files that were written are kept for a while, within a number of bytes."""

from fractions import Fraction

from interchange.delivery import File
from interchange.summary import summary
from interchange.timeline import Timeline
from server.exchange.exporter import Kept, Made

EMPTY = summary(Timeline(name="", rate=Fraction(24)))


def made(size: int) -> Made:
    file = File(name="", media_type="", content=bytes(size))
    return Made(file=file, position=1, omissions=(), summary=EMPTY)


def test_what_was_asked_for_last_stays_longest() -> None:
    kept = Kept(10)
    first, second, third = made(4), made(5), made(3)
    kept.add(("a",), first)
    kept.add(("b",), second)
    assert kept.find(("a",)) is first
    kept.add(("c",), third)
    assert (kept.find(("a",)), kept.find(("b",)), kept.find(("c",))) == (first, None, third)


def test_a_file_that_is_larger_than_all_is_not_kept() -> None:
    kept = Kept(10)
    kept.add(("a",), made(11))
    assert kept.find(("a",)) is None
