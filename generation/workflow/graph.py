"""A graph as a ComfyUI server takes it ("API format"): nodes by id, with a class and inputs.

An input is a literal value, or a link `[id of a node, number of its output]`. Servers accept some
graphs that they cannot run, and one with a link to nowhere even stops them for good, so all of this
is refused here.
"""

import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any, Final, TypeAlias

from events.record import record, replace
from notation.located import quoted

MAX_NODES: Final = 2_000
PREFIX: Final = "filename_prefix"
SAVERS: Final = re.compile(r"Save|Preview|VideoCombine|Export")

UI_FORMAT: Final = (
    "This is a workflow as ComfyUI's editor saves it; a server cannot run that form. Open it in"
    " ComfyUI and choose “Export (API)” in the Workflow menu (in older versions: switch on “Dev"
    " mode” in the settings, then “Save (API Format)”), and take that file."
)
NO_GRAPH: Final = (
    "This is no ComfyUI graph: a graph is a JSON object of nodes by id, each with class_type and"
    " inputs. In ComfyUI choose “Export (API)” in the Workflow menu and take that file."
)


class GraphError(Exception):
    """A graph that no server could run; says what is wrong and what to do.

    `node` is the id of the node that is at fault, or empty.
    """

    def __init__(self, message: str, *, node: str = "") -> None:
        super().__init__(message)
        self.node = node


@record
class Link:
    """An output of a node, counted from 0."""

    node: str
    output: int


@record
class Node:
    class_type: str
    inputs: Mapping[str, Any]
    title: str = ""

    def links(self) -> Iterator[tuple[str, Link]]:
        """Yield the inputs that come from other nodes."""
        for name, value in self.inputs.items():
            if (found := link(value)) is not None:
                yield name, found

    def putting(self, inputs: Mapping[str, Any]) -> "Node":
        """Return the node with other values of inputs that it has, or with more of them."""
        return replace(self, inputs={**self.inputs, **inputs})


Graph: TypeAlias = Mapping[str, Node]


def link(value: object) -> Link | None:
    """Return the link that a value is, or None for a literal.

    That is ComfyUI's own rule (`is_link` in comfy_execution/graph_utils.py): any number will do.
    """
    match value:
        case [str(node), int() | float() as output]:
            return Link(node=node, output=int(output))
        case _:
            return None


def linked(to: Link) -> list[Any]:
    return [to.node, to.output]


def is_ui_format(value: object) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("nodes"), list) and "links" in value


def read(value: Any) -> Graph:
    """Return the graph of plain JSON values, also from within a request to a server.

    Raises GraphError for what is none, for links to nowhere, circles and a graph without outputs.
    """
    if is_ui_format(value):
        raise GraphError(UI_FORMAT)
    nodes = nodes_of(value)
    if not nodes:
        raise GraphError(NO_GRAPH)
    if len(nodes) > MAX_NODES:
        raise GraphError(f"The graph has {len(nodes):,} nodes; at most {MAX_NODES:,} are taken.")
    found = {str(id_): node(str(id_), each) for id_, each in nodes.items()}
    demand_sound(found)
    return found


def nodes_of(value: Any) -> Mapping[Any, Any]:
    """Return the object of nodes, from within a request too, or an empty one."""
    if not isinstance(value, Mapping):
        return {}
    inner = value.get("prompt")
    return inner if isinstance(inner, Mapping) and "class_type" not in inner else value


def node(id_: str, value: Any) -> Node:
    match value:
        case {"class_type": str(class_type), "inputs": Mapping() as inputs} if class_type:
            return Node(class_type=class_type, inputs=dict(inputs), title=title(value.get("_meta")))
        case {"inputs": _} if "class_type" not in value:
            raise GraphError(f"Node {quoted(id_)} has no class_type. Export the graph again.")
        case _:
            raise GraphError(NO_GRAPH)


def title(meta: object) -> str:
    found = meta.get("title") if isinstance(meta, Mapping) else None
    return " ".join(found[:100].split()) if isinstance(found, str) else ""


def demand_sound(graph: Graph) -> None:
    """Raise GraphError for links to nowhere, circles, and a graph that gives nothing."""
    for id_, each in graph.items():
        for name, to in each.links():
            if to.node not in graph:
                raise GraphError(
                    f"The input {quoted(name)} of {named(graph, id_)} is linked to node"
                    f" {quoted(to.node)}, which is not there. Connect it in ComfyUI, or remove it,"
                    " and export the graph again.",
                    node=id_,
                )
    in_order(graph)
    if not any(is_output(each) for each in graph.values()):
        raise GraphError(
            "The graph has no output: no node saves or shows anything. Add one in ComfyUI, such as"
            " “Save Image”, and export the graph again."
        )


def in_order(graph: Graph) -> list[str]:
    """Return the ids so that each node comes behind those it reads. Raises GraphError."""
    sorter = TopologicalSorter({id_: sorted(sources(each)) for id_, each in graph.items()})
    try:
        return list(sorter.static_order())
    except CycleError as error:
        circle = [str(id_) for id_ in error.args[1]]
        path = " → ".join(named(graph, id_) for id_ in circle[:6])
        raise GraphError(
            f"The graph goes round in a circle: {path}. Cut one of these links in ComfyUI and"
            " export the graph again.",
            node=circle[0],
        ) from error


def sources(each: Node) -> set[str]:
    return {to.node for _, to in each.links()}


def is_output(each: Node) -> bool:
    """Tell, without a catalogue, whether a node looks like one that saves or shows something."""
    return PREFIX in each.inputs or SAVERS.search(each.class_type) is not None


def named(graph: Graph, id_: str) -> str:
    """Return `“Save” (node 7, SaveImage)` for a sentence."""
    each = graph[id_]
    about = f"node {id_[:40]}, {each.class_type[:60]}"
    return f"{quoted(each.title)} ({about})" if each.title else about


def plain(graph: Graph) -> dict[str, Any]:
    """Return the graph as JSON values, nodes and inputs in their own order."""
    return {id_: _plain(each) for id_, each in graph.items()}


def _plain(each: Node) -> dict[str, Any]:
    written: dict[str, Any] = {"class_type": each.class_type, "inputs": dict(each.inputs)}
    return {**written, "_meta": {"title": each.title}} if each.title else written


def rewired(graph: Graph, old: Link, new: Link, *, within: Iterator[str] | None = None) -> Graph:
    """Return the graph in which what read `old` reads `new`; `within` names the nodes it may."""
    chosen = set(graph if within is None else within)
    return {id_: _rewired(each, old, new) if id_ in chosen else each for id_, each in graph.items()}


def _rewired(each: Node, old: Link, new: Link) -> Node:
    changed = {name: linked(new) for name, to in each.links() if to == old}
    return each.putting(changed) if changed else each


def free_id(graph: Graph, wished: str) -> str:
    """Return an id that no node has yet."""
    while wished in graph:
        wished += "_"
    return wished
