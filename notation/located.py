"""YAML and JSON as plain values, with the line on which each begins.

YAML is read from its events, so nothing is ever constructed but texts, numbers, lists and objects.
Aliases are refused, because a few lines of them can stand for gigabytes. Scalars are those of YAML
1.2: `no` is a text and `10:00:00:00` is no number of base sixty.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NoReturn, TypeAlias

import yaml

from events.record import record

MAX_DEPTH: Final = 32
MAX_VALUES: Final = 500_000

Path: TypeAlias = tuple[str | int, ...]
Lines: TypeAlias = dict[Path, int]

# Twenty digits hold the largest seed.
INTEGER: Final = re.compile(r"[-+]?[0-9]{1,20}")
NUMBER: Final = re.compile(
    r"[-+]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][-+]?[0-9]{1,3})?"
)
WORDS: Final[Mapping[str, Any]] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}


class NotationError(Exception):
    """A text that is no YAML or JSON, or not what it should be; says where, and what to do."""


@record
class Located:
    """A value that was written in a `what`, such as a brief.

    `lines` tells where the value at a path begins, from 1; JSON has none.
    """

    value: Any
    lines: Lines
    what: str


def quoted(name: str) -> str:
    """Name a thing in a sentence: on one line and not at length."""
    return f"“{' '.join(name[:40].split())}”"


def located(text: str, what: str) -> Located:
    """Read JSON where the text begins with a brace, else YAML. Raises NotationError."""
    return from_json(text, what) if text.lstrip().startswith("{") else from_yaml(text, what)


def from_json(text: str, what: str) -> Located:
    try:
        value = json.loads(text, object_pairs_hook=without_twins, parse_constant=no_number)
    except json.JSONDecodeError as error:
        raise NotationError(
            f"In line {error.lineno}, column {error.colno} the {what} is no JSON: {error.msg}."
        ) from error
    except _Unlike as error:
        raise NotationError(f"The {what} has {error}") from None
    except (RecursionError, ValueError) as error:
        raise NotationError(
            f"The {what} is nested too deeply, or has a number too long to be read."
        ) from error
    return Located(value=value, lines={}, what=what)


class _Unlike(Exception):  # noqa: N818 - the end of a sentence, never seen outside
    """What Python's reader takes, but no other would."""


def without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Unlike(f"two {quoted(key)} in one object. Remove one.")
        found[key] = value
    return found


def no_number(name: str) -> NoReturn:
    raise _Unlike(f"{name} where JSON has a number.")


def from_yaml(text: str, what: str) -> Located:
    try:
        reader = Reader(yaml.parse(text, Loader=yaml.CSafeLoader), what)
        return reader.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"In line {mark.line + 1}, column {mark.column + 1}" if mark else "Somewhere"
        raise NotationError(
            f"{place} the {what} is no YAML: {error.problem or error.context}."
        ) from error
    except yaml.YAMLError as error:
        raise NotationError(f"The {what} is no YAML: {error}.") from error


class Reader:
    """Builds values from the events of one document."""

    def __init__(self, events: Iterator[yaml.Event], what: str) -> None:
        self.events = events
        self.what = what
        self.lines: Lines = {}

    def document(self) -> Located:
        value: Any = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.refused(event, "begins a second document; write one alone")
                value = self.value(next(self.events), ())
        return Located(value=value, lines=self.lines, what=self.what)

    def value(self, event: yaml.Event, path: Path) -> Any:
        self.lines[path] = line(event)
        if isinstance(event, yaml.AliasEvent):
            raise self.refused(
                event, f"has the alias *{event.anchor}; write out what it stands for"
            )
        if len(path) > MAX_DEPTH or len(self.lines) > MAX_VALUES:
            raise self.refused(event, f"is nested {MAX_DEPTH} deep, or is one of too many values")
        if (tag := getattr(event, "tag", None)) is not None:
            raise self.refused(event, f"has the tag {quoted(tag)}; remove it")
        if isinstance(event, yaml.ScalarEvent):
            return scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return [self.value(item, (*path, n)) for n, item in enumerate(self.items())]
        return self.mapping(path)

    def items(self) -> Iterator[yaml.Event]:
        """Yield the events that begin an item, to the end of the list or object."""
        for event in self.events:
            if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                return
            yield event

    def mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self.items():
            if not isinstance(event, yaml.ScalarEvent):
                raise self.refused(event, "has a key that is no text")
            key = event.value
            if key in found:
                raise self.refused(event, f"repeats {quoted(key)}; remove one of the two")
            found[key] = self.value(next(self.events), (*path, key))
            self.lines[*path, key] = line(event)
        return found

    def refused(self, event: yaml.Event, reason: str) -> NotationError:
        return NotationError(f"Line {line(event)} of the {self.what} {reason}.")


def scalar(event: yaml.ScalarEvent) -> Any:
    """Return the text, number, truth value or nothing that a scalar is."""
    text = event.value
    if event.style:
        return text
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    return float(text) if NUMBER.fullmatch(text) else text


def line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0
