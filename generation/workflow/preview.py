"""A quick look at any workflow: smaller, shorter, with fewer steps, as its parameters declare.

Sides of a picture must stay multiples of 8 or 16 and counts of frames one more than a multiple of
4, so what comes out is on the steps of its parameter again.
"""

from collections.abc import Mapping
from typing import Any

from generation.workflow.definition import Definition, Parameter, Preview
from generation.workflow.value import grid


def previewed(definition: Definition, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return settled values as they are for a preview."""
    return {name: _previewed(definition.parameter(name), value) for name, value in values.items()}


def _previewed(parameter: Parameter | None, value: Any) -> Any:
    if parameter is None or parameter.preview is None:
        return value
    if isinstance(value, tuple):
        return tuple(lowered(parameter, parameter.preview, each) for each in value)
    return lowered(parameter, parameter.preview, value)


def lowered(parameter: Parameter, hint: Preview, value: float) -> float:
    """Return a number for a preview: never above the one that is asked for."""
    wished = hint.to if hint.to is not None else value * (hint.times or 1)
    floor = max(each for each in (hint.least, parameter.least, 0) if each is not None)
    wished = min(value, max(wished, floor))
    return _on_grid(parameter, wished, value) if parameter.type == "int" else float(wished)


def _on_grid(parameter: Parameter, wished: float, value: float) -> int:
    """Return the nearest value of a whole number's steps."""
    step, base = grid(parameter)
    return min(int(value), base + round((wished - base) / step) * step)
