"""How a file begins: enough of it to tell what it is, whatever its encoding."""

from typing import Final

from events.record import record

LENGTH: Final = 65_536
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


@record
class Head:
    """The first bytes of a file, and what they say if it is a text; bad characters are `\ufffd`."""

    content: bytes
    text: str


def head(content: bytes) -> Head:
    beginning = content[:LENGTH]
    for mark, encoding in _MARKS:
        if beginning.startswith(mark):
            return Head(content=beginning, text=beginning[len(mark) :].decode(encoding, "replace"))
    return Head(content=beginning, text=beginning.decode("utf-8", "replace"))
