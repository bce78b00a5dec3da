"""What may stand in names, prose and parameters, so that it can be stored, shown and exported."""

import math
import re
from collections.abc import Mapping
from typing import Any, Final

from domain.errors import RuleViolatedError

NAME_LENGTH: Final = 200
PROSE_LENGTH: Final = 20_000
URL_LENGTH: Final = 2_000
PARAMETERS_SIZE: Final = 2_000
PARAMETERS_DEPTH: Final = 8
PARAMETERS_LENGTH: Final = 100_000
_QUOTED: Final = 40
INT64: Final = 2**63
INT32: Final = 2**31 - 1

# Control characters break files for editors, U+FFFE and U+FFFF cannot stand in XML, and lone
# surrogates cannot be written as UTF-8 at all.
_NOT_IN_NAMES: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_NOT_IN_PROSE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def name(value: str, field: str = "name") -> str:
    """Return the name without space around it, or refuse it."""
    tidy = value.strip()
    if not tidy:
        raise RuleViolatedError(
            f"The {_words(field)} is empty. Write at least one letter.", field=field
        )
    return _checked(tidy, field, NAME_LENGTH, _NOT_IN_NAMES)


def label(value: str, field: str, *, most: int = NAME_LENGTH) -> str:
    """Return a one-line text that may be empty."""
    return _checked(value.strip(), field, most, _NOT_IN_NAMES)


def prose(value: str, field: str) -> str:
    """Return a text of several lines with the line ends of Unix."""
    return _checked(
        value.replace("\r\n", "\n").replace("\r", "\n"), field, PROSE_LENGTH, _NOT_IN_PROSE
    )


def parameters(value: Mapping[str, Any], field: str = "parameters") -> dict[str, Any]:
    """Return a copy of a JSON object that every store and client can hold, or refuse it."""
    return _Copy(field).mapping(value, 1)


def is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two JSON objects are written alike: 1, 1.0 and true are three values."""
    return repr(one) == repr(other)


def shown(value: str) -> str:
    """Return a text without the characters that cannot stand in a name."""
    return _NOT_IN_NAMES.sub("", value)


def counted(number: int, noun: str) -> str:
    """Return `1 frame` or `24 frames`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def quoted(value: str, most: int = _QUOTED) -> str:
    """Return the beginning of what somebody wrote, fit to stand in a sentence."""
    return f"'{_NOT_IN_NAMES.sub('�', value[:most])}'"


def _checked(value: str, field: str, most: int, unwanted: re.Pattern[str], what: str = "") -> str:
    what = what or f"The {_words(field)} {'have' if field.endswith('s') else 'has'}"
    if len(value) > most:
        raise RuleViolatedError(
            f"{what} {len(value):,} characters. At most {most:,} are kept: shorten it.",
            field=field,
        )
    if found := unwanted.search(value):
        raise RuleViolatedError(
            f"{what} a character that cannot be shown "
            f"(U+{ord(found[0]):04X}, at place {found.start() + 1}). Remove it.",
            field=field,
        )
    return value


def _words(field: str) -> str:
    return field.replace("_", " ")


class _Copy:
    """Copies a JSON value and counts, so that a small text cannot hide a huge structure."""

    def __init__(self, field: str) -> None:
        self._field = field
        self._values = 0
        self._characters = 0

    def mapping(self, value: Mapping[str, Any], depth: int) -> dict[str, Any]:
        return {self._key(key): self._value(item, depth) for key, item in value.items()}

    def _key(self, key: str) -> str:
        if not key or key.startswith("$"):
            raise self._refusal("names that are not empty and do not begin with $")
        return self._text(key, NAME_LENGTH, _NOT_IN_NAMES, "A name")

    def _value(self, value: object, depth: int) -> object:
        self._values += 1
        if self._values > PARAMETERS_SIZE or depth > PARAMETERS_DEPTH:
            raise self._refusal(
                f"at most {PARAMETERS_SIZE:,} values, {PARAMETERS_DEPTH} levels deep"
            )
        match value:
            case None | bool():
                return value
            case str():
                return self._text(value, PROSE_LENGTH, _NOT_IN_PROSE, "A text")
            case int() | float():
                return self._number(value)
            case Mapping():
                return self.mapping(value, depth + 1)
            case list() | tuple():
                return [self._value(item, depth + 1) for item in value]
            case _:
                raise self._refusal("JSON values only")

    def _text(self, value: str, most: int, unwanted: re.Pattern[str], what: str) -> str:
        self._characters += len(value)
        if self._characters > PARAMETERS_LENGTH:
            raise self._refusal(f"at most {PARAMETERS_LENGTH:,} characters")
        return _checked(
            value, self._field, most, unwanted, f"{what} in the {_words(self._field)} has"
        )

    def _number(self, value: float) -> float:
        fits = -INT64 <= value < INT64 if isinstance(value, int) else math.isfinite(value)
        if not fits:
            raise self._refusal("finite numbers that fit 64 bits")
        return value

    def _refusal(self, allowed: str) -> RuleViolatedError:
        return RuleViolatedError(
            f"The {_words(self._field)} cannot be kept as they are. They may hold {allowed}.",
            field=self._field,
        )
