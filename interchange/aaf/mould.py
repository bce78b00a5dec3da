"""Objects of an AAF that are alike, made quickly.

The library looks every property up by its name in the definitions of the whole format, which for
the hundred thousand objects of a long film takes minutes. Here it does so once: what it made is a
mould, from which others are cast with data of their own.
"""

import struct
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from aaf2 import core
from aaf2.properties import StrongRefProperty, StrongRefSetProperty, StrongRefVectorProperty

AAFObject: TypeAlias = Any
"""An object of the library, which has no types."""

Children: TypeAlias = Mapping[str, AAFObject | Sequence[AAFObject]]

END: Final = b"\0\0"


class Mould:
    """Keeps an object that was made by the library, with an example of each child."""

    def __init__(self, example: AAFObject) -> None:
        self._class: Any = type(example)
        self._root = example.root
        # What has no class of its own in the library has an id of its class.
        self._class_id = example.class_id if self._class is core.AAFObject else None
        self._properties = {each.name: each for each in example.properties()}

    def cast(self, data: Mapping[str, bytes], children: Children | None = None) -> AAFObject:
        """Return another like the example, but for these data and children by property."""
        made = self._class.__new__(self._class)
        made.root = self._root
        if self._class_id is not None:
            made.class_id = self._class_id
        for name, known in self._properties.items():
            copy = type(known)(made, known.pid, known.format)
            copy._propertydef = known.propertydef  # noqa: SLF001 - it would be looked up again
            copy.data = data.get(name, known.data)
            if children and name in children:
                _hang(copy, known, children[name])
            made.property_entries[known.pid] = copy
        return made


def _hang(copy: Any, known: Any, child: AAFObject | Sequence[AAFObject]) -> None:
    if isinstance(copy, StrongRefProperty):
        copy.ref, copy.object = known.ref, child
    elif isinstance(copy, StrongRefSetProperty):
        copy.key_pid, copy.key_size = known.key_pid, known.key_size
        copy.index_name, copy.next_free_key = known.index_name, len(child)
        copy.references = {key: local for local, key in enumerate(known.references)}
        copy.objects = dict(zip(copy.references, child, strict=True))
    elif isinstance(copy, StrongRefVectorProperty):
        copy.index_name = known.index_name
        copy.references = list(range(len(child)))
        copy.objects = dict(enumerate(child))
        copy.next_free_key = len(child)


def text(value: str) -> bytes:
    return value.encode("utf-16-le") + END


def int64(value: int) -> bytes:
    return struct.pack("<q", value)


def uint32(value: int) -> bytes:
    return struct.pack("<I", value)
