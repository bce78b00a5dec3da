"""A graph held against the catalogue of a worker: what the worker would refuse, and why.

The kinds tell what to do: another worker may have a NODE or a MODEL that this one lacks, while an
INPUT or a VALUE is wrong everywhere.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Final

from domain import text
from events.record import record
from generation.workflow import graph as graphs
from generation.workflow.catalogue import ANY, COMBO, NUMBERS, Catalogue, Input, NodeType
from generation.workflow.graph import Graph, Link, Node
from generation.workflow.needs import folder_of
from notation.located import quoted

WRITTEN: Final[Mapping[str, tuple[type, ...]]] = {
    "INT": (int,),
    "FLOAT": (int, float),
    "STRING": (str,),
    "BOOLEAN": (bool,),
}
# What can only come from another node; nodes of others have types that may be written as well.
CARRIED: Final = frozenset(
    {
        "AUDIO",
        "CLIP",
        "CLIP_VISION",
        "CLIP_VISION_OUTPUT",
        "CONDITIONING",
        "CONTROL_NET",
        "GUIDER",
        "IMAGE",
        "LATENT",
        "MASK",
        "MODEL",
        "NOISE",
        "SAMPLER",
        "SIGMAS",
        "UPSCALE_MODEL",
        "VAE",
        "VIDEO",
    }
)
DYNAMIC: Final = "COMFY_"
SHOWN: Final = 8
"""How many values of a list stand in a sentence."""


class Lack(Enum):
    NODE = "node"
    MODEL = "model"
    INPUT = "input"
    VALUE = "value"


@record
class Finding:
    """`node` is the id of a node; `input` is empty where the node itself is at fault."""

    lack: Lack
    node: str
    input: str
    sentence: str


def check(graph: Graph, nodes: Catalogue) -> tuple[Finding, ...]:
    """Return what keeps a worker with these nodes from running the graph, in its order."""
    return tuple(finding for id_ in graph for finding in of_node(graph, id_, nodes))


def of_node(graph: Graph, id_: str, nodes: Catalogue) -> Iterator[Finding]:
    node = graph[id_]
    known = nodes.get(node.class_type)
    if known is None:
        class_ = quoted(node.class_type)
        sentence = f"The worker has no node {class_}: install what brings it there, or do without."
        yield Finding(lack=Lack.NODE, node=id_, input="", sentence=sentence)
        return
    for name, declared in known.inputs.items():
        where = f"The input {quoted(name)} of {graphs.named(graph, id_)}"
        if name not in node.inputs:
            if declared.is_required and not is_grown(node, name):
                sentence = f"{where} is missing."
                yield Finding(lack=Lack.INPUT, node=id_, input=name, sentence=sentence)
        elif found := of_input(graph, node, name, declared, nodes):
            lack, reason = found
            yield Finding(lack=lack, node=id_, input=name, sentence=f"{where} {reason}.")


def is_grown(node: Node, name: str) -> bool:
    """Tell whether a node has parts of an input, such as `images.image0`, in place of it."""
    return any(each.startswith(f"{name}.") for each in node.inputs)


def of_input(
    graph: Graph, node: Node, name: str, declared: Input, nodes: Catalogue
) -> tuple[Lack, str] | None:
    value = node.inputs[name]
    to = graphs.link(value)
    if to is not None:
        reason = of_link(graph, to, declared, nodes)
        return (Lack.INPUT, reason) if reason else None
    if declared.is_uploaded:
        return None
    if declared.choices is not None:
        return of_list(node, name, value, declared.choices)
    reason = of_literal(value, declared)
    return (Lack.VALUE, reason) if reason else None


def of_list(node: Node, name: str, value: Any, choices: tuple[str, ...]) -> tuple[Lack, str] | None:
    if str(value) in choices:
        return None
    said = text.quoted(str(value))
    if folder := folder_of(node.class_type, name):
        return Lack.MODEL, f"wants {said}, which the worker has not in its folder {folder}"
    shown = ", ".join(choices[:SHOWN]) + (" …" if len(choices) > SHOWN else "")
    return Lack.VALUE, f"cannot be {said}. There are: {shown or 'none'}"


def of_literal(value: Any, declared: Input) -> str:
    """Return what is wrong with a value that is no link, or an empty text."""
    types = WRITTEN.get(declared.type)
    if types is None:
        is_carried = declared.type in CARRIED
        return f"needs a link to a node that gives {declared.type}" if is_carried else ""
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
        return f"must be {declared.type}, not {text.quoted(str(value))}"
    return of_range(value, declared) if declared.type in NUMBERS else ""


def of_range(value: Any, declared: Input) -> str:
    if declared.least is not None and value < declared.least:
        return f"is {value}, but must be {declared.least:g} or more"
    if declared.most is not None and value > declared.most:
        return f"is {value}, but must be {declared.most:g} or less"
    return ""


def of_link(graph: Graph, to: Link, declared: Input, nodes: Catalogue) -> str:
    """Return what is wrong with what a link brings, or an empty text where nobody can tell."""
    source: NodeType | None = nodes.get(graph[to.node].class_type)
    if source is None:
        return ""
    where = graphs.named(graph, to.node)
    if to.output >= len(source.outputs):
        return f"is linked to output {to.output} of {where}, which has {len(source.outputs)}"
    given = source.outputs[to.output]
    if fits(given, declared.type):
        return ""
    return f"needs {declared.type}, but {where} gives {given} there"


def fits(given: str, wanted: str) -> bool:
    """Tell whether a type may go where another is wanted; both may name several."""
    if {ANY, COMBO} & {given, wanted} or given.startswith(DYNAMIC) or wanted.startswith(DYNAMIC):
        return True
    return not set(given.split(",")).isdisjoint(wanted.split(","))
