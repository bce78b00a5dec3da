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
INT64: Final = 2**63
INT32: Final = 2**31 - 1

# Control characters break files for editors; lone surrogates cannot be written as UTF-8 at all.
_NOT_IN_NAMES: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NOT_IN_PROSE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


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
    """Return a JSON object that every store and client can hold, or refuse it."""
    _Measure(field).mapping(value, 1)
    return dict(value)


def _checked(value: str, field: str, most: int, unwanted: re.Pattern[str]) -> str:
    if len(value) > most:
        raise RuleViolatedError(
            f"The {_words(field)} has {len(value):,} characters. "
            f"At most {most:,} are kept: shorten it.",
            field=field,
        )
    if found := unwanted.search(value):
        raise RuleViolatedError(
            f"The {_words(field)} has a character that cannot be shown "
            f"(U+{ord(found[0]):04X}, at place {found.start() + 1}). Remove it.",
            field=field,
        )
    return value


def _words(field: str) -> str:
    return field.replace("_", " ")


class _Measure:
    """Walks a JSON value and counts, so that a small text cannot hide a huge structure."""

    def __init__(self, field: str) -> None:
        self._field = field
        self._values = 0

    def mapping(self, value: Mapping[str, Any], depth: int) -> None:
        for key, item in value.items():
            if not key or key.startswith("$"):
                self._refuse("names that are not empty and do not begin with $")
            _checked(key, self._field, NAME_LENGTH, _NOT_IN_NAMES)
            self._value(item, depth)

    def _value(self, value: object, depth: int) -> None:
        self._values += 1
        if self._values > PARAMETERS_SIZE or depth > PARAMETERS_DEPTH:
            self._refuse(f"at most {PARAMETERS_SIZE:,} values, {PARAMETERS_DEPTH} levels deep")
        match value:
            case str():
                _checked(value, self._field, PROSE_LENGTH, _NOT_IN_PROSE)
            case None | bool():
                pass
            case int() | float():
                self._number(value)
            case Mapping():
                self.mapping(value, depth + 1)
            case list() | tuple():
                for item in value:
                    self._value(item, depth + 1)
            case _:
                self._refuse("JSON values only")

    def _number(self, value: float) -> None:
        if not math.isfinite(value) or (isinstance(value, int) and not -INT64 <= value < INT64):
            self._refuse("finite numbers that fit 64 bits")

    def _refuse(self, allowed: str) -> None:
        raise RuleViolatedError(
            f"The {_words(self._field)} cannot be kept as they are. They may hold {allowed}.",
            field=self._field,
        )
