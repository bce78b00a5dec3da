"""What is wrong with a brief, told with its place and what to do."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from interchange.brief.located import WHAT, Located, Path
from interchange.brief.model import Alternate, Brief, Clip, Part, Scene, Settings, Transition
from interchange.report import InterchangeError, quoted

MODELS: Final[tuple[type[Part], ...]] = (Brief, Settings, Scene, Clip, Alternate, Transition)
KEYS: Final = sorted({key for model in MODELS for key in model.model_fields})

AT_FIELD: Final = {
    "brief": "must be the number 1, the version of this format",
    "length": (
        "must be seconds such as 2.5, frames such as “60 frames” or timecode such as 00:00:02:12,"
        " above 0 and at most a day"
    ),
    "transition": "must be cut, fade, dissolve or wipe, or an object with kind and length",
}
OF_TYPE: Final = {
    "string_type": "must be a text; write it in quotes",
    "string_too_long": "has more than {max_length} characters; shorten it",
    "string_too_short": "must not be empty",
    "too_long": "has more than {max_length} items; make several briefs of it",
    "literal_error": "must be {expected}",
    "model_type": "must be an object of keys and values",
    "dict_type": "must be an object of keys and values",
    "list_type": "must be a list; begin each item with a dash, or use brackets",
    "value_error": "is refused: {error}",
}


def refusal(located: Located, error: ValidationError) -> InterchangeError:
    """Return the error for the fault that is deepest in the brief."""
    faults = error.errors(include_url=False, include_input=False)
    paths = [path(located.value, fault["loc"]) for fault in faults]
    worst = max(range(len(faults)), key=lambda index: rank(paths[index], faults[index]))
    return at(located, paths[worst], sentence(paths[worst], faults[worst]))


def rank(place: Path, fault: ErrorDetails) -> tuple[int, bool]:
    """Order faults: of one place, the sentence of a rule says more than a type does."""
    return len(place), fault["type"] == "value_error"


def at(located: Located, place: Path, reason: str) -> InterchangeError:
    line = located.lines.get(place)
    where = f"In line {line} of the {WHAT}" if line else f"In the {WHAT}"
    return InterchangeError(f"{where} {named(place)} {reason.rstrip('.')}.")


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


def sentence(place: Path, fault: ErrorDetails) -> str:
    kind = fault["type"]
    if kind == "missing":
        return f"has no {quoted(str(fault['loc'][-1]))}; add it"
    if kind == "extra_forbidden":
        return f"is a key that is not known; {advice(str(fault['loc'][-1]))}"
    name = place[-1] if place else ""
    if kind != "value_error" and name in AT_FIELD:
        return AT_FIELD[str(name)]
    return OF_TYPE.get(kind, "is refused: {type}").format(type=kind, **fault.get("ctx", {}))


def advice(key: str) -> str:
    near = get_close_matches(key[:40], KEYS, n=1)
    return f"perhaps it should be {quoted(near[0])}" if near else "remove it"
