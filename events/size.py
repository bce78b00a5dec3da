"""How large a value is as BSON, so that every store draws the line at the same place."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

INT32: Final = range(-(2**31), 2**31)
INT64: Final = range(-(2**63), 2**63)


def document_size(document: Mapping[str, object]) -> int:
    """Return the size in bytes. Raises ValueError for what cannot be stored."""
    return 5 + sum(2 + _key_size(key) + value_size(value) for key, value in document.items())


def value_size(value: object) -> int:
    """Return the size in bytes of the value alone, without type and name."""
    match value:
        case None | bool():
            return 0 if value is None else 1
        case int():
            return _int_size(value)
        case str():
            return 5 + _text_size(value)
        case float() | datetime():
            return 8
        case Mapping():
            return document_size(value)
        case list() | tuple():
            return _array_size(value)
        case _:
            raise ValueError(f"A {type(value).__name__} cannot be stored in an event.")


def _array_size(values: Iterable[object]) -> int:
    return 5 + sum(2 + len(str(index)) + value_size(value) for index, value in enumerate(values))


def _int_size(value: int) -> int:
    if value in INT32:
        return 4
    if value in INT64:
        return 8
    raise ValueError(f"{value} is beyond the whole numbers of 64 bits that can be stored.")


def _text_size(text: str) -> int:
    try:
        return len(text) if text.isascii() else len(text.encode())
    except UnicodeEncodeError:
        raise ValueError(f"{text!r} holds half a character and cannot be stored.") from None


def _key_size(key: str) -> int:
    if "\0" in key:
        raise ValueError(f"The name {key!r} holds a NUL character and cannot be stored.")
    return _text_size(key)
