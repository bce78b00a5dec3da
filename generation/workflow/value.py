"""What somebody chose, held against the parameters: kept as it is, or a sentence for each field.

A text is data. Nothing here or later looks into it, so whatever it holds, it is one text of one
input.
"""

import math
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from domain import text
from domain.errors import RuleViolatedError
from events.record import record
from generation.workflow.definition import (
    MEDIA,
    MOST_SEED,
    NUMBERS,
    Definition,
    Parameter,
)

DIGEST: Final = re.compile(r"[0-9a-f]{64}")
MAX_LORAS: Final = 16
STRONGEST: Final = 10.0
LORA_KEYS: Final = frozenset({"name", "strength"})


@record
class Fault:
    """What is wrong with the value of a parameter, or of a name that is none."""

    field: str
    sentence: str


class ValuesError(Exception):
    """Values that a workflow cannot be run with; `faults` has one for each field."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(" ".join(fault.sentence for fault in faults))
        self.faults = faults


@record
class Settled:
    """`values` has what is chosen or usual, of every parameter that has a value.

    Of a parameter with a value for each stage it has a tuple of them. Faulty fields are missing.
    """

    values: Mapping[str, Any]
    faults: tuple[Fault, ...]
    stages: int


class _Unfit(Exception):  # noqa: N818 - the end of a sentence
    """What is wrong with one value."""


def settled(definition: Definition, values: Mapping[str, Any]) -> Settled:
    """Hold values against the parameters, and add what is usual. Never raises."""
    faults = list(unknown(definition, values))
    kept: dict[str, Any] = {}
    stages = stages_of(definition, values)
    for parameter in definition.parameters:
        try:
            value = _settled(definition, parameter, values.get(parameter.name), stages)
        except _Unfit as error:
            sentence = f"{parameter.shown} {error}."
            faults.append(Fault(field=parameter.name, sentence=sentence))
        else:
            if value is not None:
                kept[parameter.name] = value
    return Settled(values=kept, faults=tuple(faults), stages=stages)


def demanded(definition: Definition, values: Mapping[str, Any]) -> Settled:
    """Return settled values without faults. Raises ValuesError."""
    found = settled(definition, values)
    if found.faults:
        raise ValuesError(*found.faults)
    return found


def unknown(definition: Definition, values: Mapping[str, Any]) -> Iterator[Fault]:
    names = [parameter.name for parameter in definition.parameters]
    for name in values:
        if name not in names:
            near = get_close_matches(name[:40], names, n=1)
            advice = f"Perhaps {near[0]} is meant" if near else "Leave it out"
            sentence = f"There is no parameter {text.quoted(name)}. {advice}."
            yield Fault(field=name, sentence=sentence)


def stages_of(definition: Definition, values: Mapping[str, Any]) -> int:
    """Return how many stages are wished for, as far as that makes sense; 1 without stages."""
    parameter = definition.parameter(definition.stages.count) if definition.stages else None
    if parameter is None:
        return 1
    try:
        return int(one(parameter, values.get(parameter.name, parameter.default)))
    except _Unfit:
        return int(parameter.default or 1)


def _settled(definition: Definition, parameter: Parameter, value: Any, stages: int) -> Any:
    if parameter.name in definition.staged:
        return _of_stages(parameter, value, stages)
    return _or_usual(parameter, value)


def _of_stages(parameter: Parameter, value: Any, stages: int) -> Any:
    """Return a value for each stage; what is given once counts for all of them."""
    is_list = isinstance(value, list | tuple)
    if is_list and len(value) > stages:
        raise _Unfit(f"has {len(value)} values, but there are {text.counted(stages, 'stage')}")
    given = [*value, *[None] * (stages - len(value))] if is_list else [value] * stages
    found = tuple(_of_stage(parameter, each, number) for number, each in enumerate(given, 1))
    return None if all(each is None for each in found) else found


def _of_stage(parameter: Parameter, value: Any, number: int) -> Any:
    try:
        return _or_usual(parameter, value)
    except _Unfit as error:
        raise _Unfit(f"of stage {number} {error}") from error


def _or_usual(parameter: Parameter, value: Any) -> Any:
    value = parameter.default if value is None else value
    if value is not None:
        value = one(parameter, value)
    if parameter.required and (value is None or value == ""):
        raise _Unfit("is empty: choose or write something")
    return value


def fault_of(parameter: Parameter, value: Any) -> str:
    """Return what is wrong with a value as the end of a sentence, or an empty text."""
    try:
        one(parameter, value)
    except _Unfit as error:
        return str(error)
    return ""


def one(parameter: Parameter, value: Any) -> Any:
    """Return one value as it is kept."""
    kind = parameter.type
    if kind == "text":
        return _text(value)
    if kind in NUMBERS:
        return _number(parameter, value)
    if kind == "boolean":
        return _boolean(value)
    if kind == "seed":
        return _seed(value)
    if kind in MEDIA:
        return _digest(value)
    return _loras(value) if kind == "loras" else _chosen(parameter, value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Unfit("must be a text")
    try:
        return text.prose(value, "text")
    except RuleViolatedError as error:
        raise _Unfit(f"cannot be taken: {str(error).rstrip('.')}") from error


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Unfit("must be true or false")
    return value


def _seed(value: Any) -> int:
    if not _is_whole(value) or not 0 <= value <= MOST_SEED:
        raise _Unfit(f"must be a whole number from 0 to {MOST_SEED}")
    return int(value)


def _digest(value: Any) -> str:
    if not isinstance(value, str) or not DIGEST.fullmatch(value):
        raise _Unfit("must be a file that was uploaded, named by its digest of 64 hex digits")
    return value


def _number(parameter: Parameter, value: Any) -> float:
    is_int = parameter.type == "int"
    if not _is_finite(value) or (is_int and value != int(value)):
        raise _Unfit(f"must be a {'whole ' if is_int else ''}number")
    _demand_range(parameter, value)
    if not is_int:
        return float(value)
    _demand_step(parameter, int(value))
    return int(value)


def _demand_range(parameter: Parameter, value: float) -> None:
    least, most = parameter.least, parameter.most
    if least is not None and value < least:
        raise _Unfit(f"is {value:g}, but must be {least:g} or more")
    if most is not None and value > most:
        raise _Unfit(f"is {value:g}, but must be {most:g} or less")


def _demand_step(parameter: Parameter, value: int) -> None:
    step, base = grid(parameter)
    over = (value - base) % step
    if over:
        raise _Unfit(
            f"is {value}, but goes in steps of {step}: take {value - over} or {value - over + step}"
        )


def grid(parameter: Parameter) -> tuple[int, int]:
    """Return step and first value of whole numbers."""
    step = max(1, int(parameter.step or 1))
    return step, int(parameter.least or 0)


def _chosen(parameter: Parameter, value: Any) -> str:
    if not isinstance(value, str):
        raise _Unfit("must be a text")
    if parameter.type == "choice" and value not in parameter.choices:
        shown = ", ".join(parameter.choices[:12])
        more = " …" if len(parameter.choices) > 12 else ""  # noqa: PLR2004 - as many as read well
        raise _Unfit(f"cannot be {text.quoted(value)}. There are: {shown}{more}")
    return _named(value)


def _named(value: str) -> str:
    try:
        return text.label(value, "value")
    except RuleViolatedError as error:
        raise _Unfit(f"cannot be taken: {str(error).rstrip('.')}") from error


def _loras(value: Any) -> tuple[Mapping[str, Any], ...]:
    if not isinstance(value, list | tuple):
        raise _Unfit("must be a list of LoRAs, each with name and strength")
    if len(value) > MAX_LORAS:
        raise _Unfit(f"has {len(value)} LoRAs; at most {MAX_LORAS} are taken")
    return tuple(_lora(each) for each in value)


def _lora(value: Any) -> Mapping[str, Any]:
    match value:
        case {"name": str(name), **rest} if name and rest.keys() <= LORA_KEYS:
            return {"name": _named(name), "strength": _strength(rest.get("strength"))}
        case _:
            raise _Unfit("must be a list of LoRAs, each with name and strength alone")


def _strength(value: Any) -> float:
    if value is None:
        return 1.0
    if not _is_finite(value) or abs(value) > STRONGEST:
        raise _Unfit(f"has a LoRA whose strength is no number from -{STRONGEST:g} to {STRONGEST:g}")
    return float(value)


def _is_finite(value: Any) -> bool:
    """Tell whether a value is a number that a graph can hold."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, int) or math.isfinite(value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
