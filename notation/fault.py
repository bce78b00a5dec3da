"""What is wrong with a value that models of Pydantic judge, told with its place and what to do."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from events.record import record
from notation.located import Located, NotationError, Path, quoted

OF_TYPE: Final = {
    "string_type": "must be a text; write it in quotes",
    "string_too_long": "has more than {max_length} characters; shorten it",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "is not written as it must be",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "greater_than": "must be above {gt}",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "finite_number": "must be a finite number",
    "too_long": "has more than {max_length} items; remove some",
    "too_short": "must not be empty",
    "literal_error": "must be {expected}",
    "model_type": "must be an object of keys and values",
    "dict_type": "must be an object of keys and values",
    "list_type": "must be a list; begin each item with a dash, or use brackets",
    "value_error": "is refused: {error}",
}


@record
class Wording:
    """How the faults of some models are told.

    `keys` are all keys that they know; `at_field` and `of_type` go before what is usual.
    """

    keys: tuple[str, ...]
    at_field: Mapping[str, str]
    of_type: Mapping[str, str]


def wording(
    models: Iterable[type[BaseModel]],
    *,
    at_field: Mapping[str, str] | None = None,
    of_type: Mapping[str, str] | None = None,
) -> Wording:
    keys = sorted({key for model in models for key in model.model_fields})
    return Wording(
        keys=tuple(keys), at_field=at_field or {}, of_type={**OF_TYPE, **(of_type or {})}
    )


def refusal(located: Located, error: ValidationError, words: Wording) -> NotationError:
    """Return the error for the fault that is deepest in what was written."""
    faults = error.errors(include_url=False, include_input=False)
    paths = [path(located.value, fault["loc"]) for fault in faults]
    worst = max(range(len(faults)), key=lambda index: rank(paths[index], faults[index]))
    return at(located, paths[worst], sentence(paths[worst], faults[worst], words))


def rank(place: Path, fault: ErrorDetails) -> tuple[int, bool]:
    """Order faults: of one place, the sentence of a rule says more than a type does."""
    return len(place), fault["type"] == "value_error"


def at(located: Located, place: Path, reason: str) -> NotationError:
    line = located.lines.get(place)
    what = located.what
    where = f"In line {line} of the {what}" if line else f"In the {what}"
    return NotationError(f"{where} {named(place)} {reason.rstrip('.')}.")


def named(place: Path) -> str:
    """Return `scenes[1].clips[0].length`, counted from 0 as programs do; all of it as `it`."""
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step[:40]}" for step in place)
    return quoted_path(steps.removeprefix(".")) if place else "the whole"


def quoted_path(path_: str) -> str:
    return f"“{' '.join(path_.split())}”"


def path(value: Any, steps: Iterable[int | str]) -> Path:
    """Return the steps that lead through the value; others name alternatives of a model."""
    found: list[int | str] = []
    for step in steps:
        if holds(value, step):
            value = value[step]
            found.append(step)
    return tuple(found)


def holds(value: object, step: int | str) -> bool:
    if isinstance(value, list):
        return isinstance(step, int) and step < len(value)
    return isinstance(value, dict) and step in value


def sentence(place: Path, fault: ErrorDetails, words: Wording) -> str:
    kind = fault["type"]
    if kind == "missing":
        return f"has no {quoted(str(fault['loc'][-1]))}; add it"
    if kind == "extra_forbidden":
        return f"is a key that is not known; {advice(str(fault['loc'][-1]), words)}"
    name = place[-1] if place else ""
    if kind != "value_error" and name in words.at_field:
        return words.at_field[str(name)]
    return words.of_type.get(kind, "is refused: {type}").format(type=kind, **fault.get("ctx", {}))


def advice(key: str, words: Wording) -> str:
    near = get_close_matches(key[:40], words.keys, n=1)
    return f"perhaps it should be {quoted(near[0])}" if near else "remove it"
