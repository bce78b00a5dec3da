"""An AAF as text, one object below the other, to compare it line by line.

Definitions are left out: they are the format's own, and the library's.
"""

from collections.abc import Iterator
from typing import Any, Final

from aaf2.core import AAFObject
from aaf2.properties import StrongRefProperty, StrongRefSetProperty, StrongRefVectorProperty

from tests.interchange.aaf.seen import seen

VECTORS: Final = (StrongRefVectorProperty, StrongRefSetProperty)
INDENT: Final = "  "


def dump(content: bytes) -> bytes:
    with seen(content) as read:
        found = sorted(read.file.content.mobs, key=lambda mob: (mob.name, str(mob.mob_id)))
        parts = [*read.file.header["IdentificationList"].value, *found]
        text = "\n".join(line for part in parts for line in lines(part, ""))
    return f"{text}\n".encode()


def lines(part: Any, indent: str) -> Iterator[str]:
    yield f"{indent}{type(part).__name__ if type(part) is not AAFObject else part.name}"
    deeper = indent + INDENT
    for each in sorted(part.properties(), key=lambda one: str(one.name)):
        if isinstance(each, (StrongRefProperty, *VECTORS)):
            yield f"{deeper}{each.name}:"
            children = each.value if isinstance(each, VECTORS) else [each.value]
            for child in children:
                yield from lines(child, deeper + INDENT)
        else:
            yield f"{deeper}{each.name} = {shown(each.value)}"


def shown(value: Any) -> str:
    """Return a value on one line; of a definition its name."""
    if isinstance(value, AAFObject):
        return str(value.name)
    return repr(value) if isinstance(value, str) else str(value)
