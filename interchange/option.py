"""The options of a format: what may be chosen when a file is written.

Values are texts wherever they travel, be it over GraphQL, on a command line or in the log; an
option says which texts it takes.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from events.record import record
from interchange.report import InterchangeError, quoted

YES: Final = "yes"
NO: Final = "no"
TEXT_LENGTH: Final = 500


class OptionKind(StrEnum):
    CHOICE = "choice"
    SWITCH = "switch"
    NUMBER = "number"
    TEXT = "text"


@record
class Choice:
    value: str
    label: str


@record
class Option:
    """`name` is lower case with underscores; `least` and `most` bound a whole number."""

    name: str
    label: str
    help: str
    kind: OptionKind
    default: str
    choices: tuple[Choice, ...] = ()
    least: int = 0
    most: int = 0

    def checked(self, value: str) -> str:
        """Return the value as it is kept. Raises InterchangeError, which says what is taken."""
        match self.kind:
            case OptionKind.CHOICE:
                return self._one_of(value, [choice.value for choice in self.choices])
            case OptionKind.SWITCH:
                return self._one_of(value, [YES, NO])
            case OptionKind.NUMBER:
                return self._number(value)
            case OptionKind.TEXT:
                return self._text(value)

    def _one_of(self, value: str, values: Sequence[str]) -> str:
        if value not in values:
            raise self._refusal(value, f"one of {', '.join(values)}")
        return value

    def _number(self, value: str) -> str:
        # The length is looked at first: Python refuses to convert a number of thousands of digits.
        is_number = value.isascii() and value.isdecimal() and len(value) < len(str(self.most)) + 1
        if not is_number or not self.least <= int(value) <= self.most:
            raise self._refusal(value, f"a whole number from {self.least} to {self.most}")
        return str(int(value))

    def _text(self, value: str) -> str:
        if len(value) > TEXT_LENGTH or not value.isprintable():
            raise self._refusal(value, f"one line of at most {TEXT_LENGTH} characters")
        return value

    def _refusal(self, value: str, wanted: str) -> InterchangeError:
        return InterchangeError(f"The option {self.name} is {quoted(value)}; it takes {wanted}.")


def switch(name: str, label: str, help_: str, *, default: bool) -> Option:
    return Option(
        name=name,
        label=label,
        help=help_,
        kind=OptionKind.SWITCH,
        default=YES if default else NO,
    )


@record
class Options:
    """A checked value for every option of a format."""

    values: Mapping[str, str]

    def text(self, name: str) -> str:
        return self.values[name]

    def switch(self, name: str) -> bool:
        return self.values[name] == YES

    def number(self, name: str) -> int:
        return int(self.values[name])


NO_OPTIONS: Final = Options(values={})


def chosen(options: Sequence[Option], given: Mapping[str, str]) -> Options:
    """Return a value for every option. Raises InterchangeError for what is no option or value."""
    names = [option.name for option in options]
    for name in given:
        if name not in names:
            known = f"it has {', '.join(names)}" if names else "it has none"
            raise InterchangeError(f"The format has no option {quoted(name)}; {known}.")
    return Options(
        values={
            option.name: option.checked(given.get(option.name, option.default))
            for option in options
        }
    )
