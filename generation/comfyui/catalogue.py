"""What `/object_info` says of nodes: what they take, and the choices of an input that is a list.

Lists are written in two ways: `[["a", "b"], {…}]` by older nodes, `["COMBO", {"options": […]}]` by
newer ones.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generation.worker import Nodes

COMBO: Final = "COMBO"
# Where the names of samplers and schedulers are found on every server.
SAMPLER: Final = ("KSampler", "sampler_name")
SCHEDULER: Final = ("KSampler", "scheduler")


def declared(nodes: Nodes, node_class: str) -> Iterator[tuple[str, Any]]:
    """Return what a class says of each of its inputs, the required ones first."""
    inputs = _mapping(_mapping(nodes.get(node_class)).get("input"))
    for group in ("required", "optional"):
        yield from _mapping(inputs.get(group)).items()


def choices(nodes: Nodes, node_class: str, name: str) -> tuple[str, ...] | None:
    """Return what an input can be chosen from, None if it is no list or unknown."""
    return next(
        (options(spec) for found, spec in declared(nodes, node_class) if found == name), None
    )


def options(spec: object) -> tuple[str, ...] | None:
    """Return the choices that a declaration names, in either way of writing them."""
    match spec:
        case [list() as values, *_]:
            return tuple(str(value) for value in values)
        case [str() as type_, {"options": list() as values}, *_] if type_ == COMBO:
            return tuple(str(value) for value in values)
        case _:
            return None


def is_output(nodes: Nodes, node_class: str) -> bool:
    return _mapping(nodes.get(node_class)).get("output_node") is True


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
