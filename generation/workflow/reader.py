"""A definition of a text in YAML or JSON, or the sentence that says what is wrong and where."""

import math
import re
from collections.abc import Iterable
from typing import Any, Final

from pydantic import ValidationError

from generation.workflow import sense
from generation.workflow.definition import (
    MOST_SEED,
    Chain,
    Definition,
    Handoff,
    Join,
    Model,
    Needs,
    Output,
    Parameter,
    Preview,
    Source,
    Stages,
    Step,
    Target,
)
from notation import fault
from notation.located import MAX_DEPTH, Located, NotationError, Path, located

MAX_BYTES: Final = 4_000_000
WHAT: Final = "workflow"
LONE: Final = re.compile(r"[\ud800-\udfff\x00]")
WORDING: Final = fault.wording(
    (
        Definition,
        Parameter,
        Step,
        Stages,
        Output,
        Needs,
        Target,
        Source,
        Preview,
        Chain,
        Handoff,
        Join,
        Model,
    ),
    at_field={
        "workflow": "must be the number 1, the version of this format",
        "id": "must be small letters, digits and hyphens, such as text-to-image",
        "name": "must be a name of at least one letter and at most 200",
        "node": "must be the id of a node, written in quotes",
    },
)


class WorkflowError(Exception):
    """A definition that cannot be used; says where it is wrong and what to do."""


def read(content: bytes) -> Definition:
    """Read a definition in YAML or JSON. Raises WorkflowError."""
    try:
        return judged(located(decoded(content, WHAT), WHAT))
    except NotationError as error:
        raise WorkflowError(str(error)) from error


def of_plain(value: Any) -> Definition:
    """Return the definition of a JSON object. Raises WorkflowError."""
    try:
        return judged(Located(value=value, lines={}, what=WHAT))
    except NotationError as error:
        raise WorkflowError(str(error)) from error


def decoded(content: bytes, what: str) -> str:
    """Return a text in UTF-8 of a bearable size. Raises NotationError."""
    if len(content) > MAX_BYTES:
        most = MAX_BYTES // 10**6
        raise NotationError(f"The {what} has more than {most} MB. Remove what it does not need.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotationError(f"The {what} is no text in UTF-8. Save it as one.") from error


def judged(found: Located) -> Definition:
    """Return the definition if it makes sense. Raises NotationError."""
    _demand_storable(found)
    try:
        definition = Definition.model_validate(found.value)
    except ValidationError as error:
        raise fault.refusal(found, error, WORDING) from error
    for place, reason in sense.problems(definition):
        raise fault.at(found, fault.path(found.value, place), _meant(found, place, reason))
    return definition


def _demand_storable(found: Located) -> None:
    """Raise NotationError for what not every program could read again."""
    waiting: list[tuple[Path, Any]] = [((), found.value)]
    while waiting:
        place, value = waiting.pop()
        if reason := unstorable(value, len(place)):
            raise fault.at(found, place, reason)
        waiting.extend(((*place, key), each) for key, each in items(value))


def unstorable(value: Any, depth: int) -> str:
    """Return why a value, looked at by itself, cannot be kept, or an empty text."""
    if depth > MAX_DEPTH:
        return f"is nested more than {MAX_DEPTH} deep"
    if isinstance(value, int) and abs(value) > MOST_SEED:
        return "is a number of more than 64 bits"
    if isinstance(value, float) and not math.isfinite(value):
        return "is no finite number"
    written = value if isinstance(value, str) else "".join(map(str, keys(value)))
    return "has a character that cannot be written as UTF-8" if LONE.search(written) else ""


def keys(value: Any) -> Iterable[Any]:
    return value if isinstance(value, dict) else ()


def items(value: Any) -> Iterable[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def _meant(found: Located, place: Path, reason: str) -> str:
    """Name a key that is not written, so that nobody has to guess where it belongs."""
    held = fault.path(found.value, place)
    return (
        reason if held == place else f"is wrong at {fault.named(place[len(held) :])}: it {reason}"
    )
