"""What there is to choose about a format when a file is written.

Values are texts wherever they travel, be it over GraphQL, on a command line or in the log; a
choice says which texts it takes.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeAlias

from events.record import record
from interchange.report import InterchangeError, quoted

Options: TypeAlias = Mapping[str, str]
"""A value for everything there is to choose, by name."""

TEXT_LENGTH: Final = 500


class ChoiceKind(StrEnum):
    ONE_OF = "one_of"
    NUMBER = "number"
    TEXT = "text"


@record
class Choice:
    """An option of a format; `values` are (value, label), the first is usual.

    A number is whole, from `least` to `most`; it and a text have no `values` but what is `typed`
    in usually.
    """

    name: str
    label: str
    help: str
    values: tuple[tuple[str, str], ...] = ()
    kind: ChoiceKind = ChoiceKind.ONE_OF
    typed: str = ""
    least: int = 0
    most: int = 0

    @property
    def usual(self) -> str:
        return self.values[0][0] if self.values else self.typed

    def checked(self, value: str) -> str:
        """Return the value as it is kept. Raises InterchangeError, which says what is taken."""
        match self.kind:
            case ChoiceKind.ONE_OF:
                return self._one_of(value)
            case ChoiceKind.NUMBER:
                return self._number(value)
            case ChoiceKind.TEXT:
                return self._text(value)

    def _one_of(self, value: str) -> str:
        values = [one for one, _ in self.values]
        if value not in values:
            raise self._refusal(value, f"one of {', '.join(values)}")
        return value

    def _number(self, value: str) -> str:
        # The length is looked at first: Python refuses to convert a number of thousands of digits.
        is_number = value.isascii() and value.isdecimal() and len(value) <= len(str(self.most))
        if not is_number or not self.least <= int(value) <= self.most:
            raise self._refusal(value, f"a whole number from {self.least} to {self.most}")
        return str(int(value))

    def _text(self, value: str) -> str:
        if len(value) > TEXT_LENGTH or not value.isprintable():
            raise self._refusal(value, f"one line of at most {TEXT_LENGTH} characters")
        return value

    def _refusal(self, value: str, wanted: str) -> InterchangeError:
        return InterchangeError(f"The option {self.name} is {quoted(value)}; it takes {wanted}.")


def chosen(choices: Sequence[Choice], given: Options) -> Options:
    """Return a value for every choice. Raises InterchangeError for what is no choice or value."""
    names = [choice.name for choice in choices]
    for name in given:
        if name not in names:
            known = f"it has {', '.join(names)}" if names else "it has none"
            raise InterchangeError(f"The format has no option {quoted(name)}; {known}.")
    return {choice.name: choice.checked(given.get(choice.name, choice.usual)) for choice in choices}
