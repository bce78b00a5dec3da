"""Graphs in ComfyUI's API format: what is wrong with one, and what must be put into it.

A server checks only what leads to an output. An input that it does not know, linked to a node that
is not there, passes its validation and then ends the thread that runs everything: it looks healthy
and never runs anything again (upstream issue 16312). So every link is looked at before it is sent.
"""

import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any, Final

from generation.comfyui.wording import cleaned, node_name
from generation.worker import Graph, InputFile, Nodes

PREFIX: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:/[A-Za-z0-9_-]+)*/?")
LONGEST_PREFIX: Final = 120
UNFIT: Final = re.compile(r"[^A-Za-z0-9_-]+")
PREFIX_INPUT: Final = "filename_prefix"
UI_FORMAT: Final = (
    "This is a workflow as ComfyUI's editor saves it, which no server can run. In ComfyUI open the "
    "menu Workflow > Export (API) — in older versions switch on the dev mode options and use Save "
    "(API Format) — and use that file."
)


def is_ui_format(graph: object) -> bool:
    """Tell whether this is what ComfyUI's editor saves: nodes and links with places on a canvas."""
    return isinstance(graph, Mapping) and isinstance(graph.get("nodes"), list) and "links" in graph


def faults(graph: object, nodes: Nodes | None = None) -> list[str]:
    """Return what would make a graph fail or harm a server, one sentence each; best first.

    With a catalogue of `nodes` it is also checked that something is an output.
    """
    if is_ui_format(graph):
        return [UI_FORMAT]
    if not isinstance(graph, Mapping) or not graph:
        return ["The graph is empty: export a workflow from ComfyUI in API format."]
    misshapen = [fault for node in graph.items() if (fault := _misshapen(*node))]
    if misshapen:
        return misshapen
    found = [*_dead_links(graph), *_cycles(graph)]
    if nodes is not None and not _has_output(graph, nodes):
        found.append("No node of the graph saves anything: end it with one such as SaveImage.")
    return found


def links(node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Return the inputs that are links, each with the id of the node it comes from."""
    for name, value in node["inputs"].items():
        if is_link(value):
            yield name, str(value[0])


def is_link(value: object) -> bool:
    """Tell whether ComfyUI takes a value for a link: a node's id and the place of an output."""
    return (
        isinstance(value, list)
        and len(value) == 2  # noqa: PLR2004 - the pair that a link is
        and isinstance(value[0], str)
        and isinstance(value[1], int | float)
    )


def _misshapen(node: object, content: object) -> str:
    name = f"Node {cleaned(node)}"
    if not isinstance(content, Mapping):
        return f"{name} is no node: the graph is not in API format."
    node_class = content.get("class_type")
    if not isinstance(node_class, str) or not node_class:
        return f"{name} has no class_type: the file is damaged, or not in API format."
    if not isinstance(content.get("inputs"), Mapping):
        return f"{name} ({cleaned(node_class)}) has no inputs: the file is damaged."
    return ""


def _dead_links(graph: Graph) -> Iterator[str]:
    for id_, node in graph.items():
        for name, source in links(node):
            if source not in graph:
                where = node_name(id_, node["class_type"], title(node))
                yield (
                    f"Input “{cleaned(name)}” of {where} is linked to node {cleaned(source)}, "
                    "which is not in the graph."
                )


def _cycles(graph: Graph) -> list[str]:
    """Return at most one sentence: a way on which a node depends on itself."""
    sources = {id_: {source for _, source in links(node)} for id_, node in graph.items()}
    try:
        TopologicalSorter(sources).prepare()
    except CycleError as error:
        shown = " → ".join(node_name(id_, graph[id_]["class_type"]) for id_ in error.args[1])
        return [f"The graph runs in a circle: {shown}."]
    return []


def _has_output(graph: Graph, nodes: Nodes) -> bool:
    """A node that the catalogue does not know may be one: the server will say so."""
    return any(
        node["class_type"] not in nodes or nodes[node["class_type"]].get("output_node") is True
        for node in graph.values()
    )


def title(node: Mapping[str, Any]) -> str:
    meta = node.get("_meta")
    return str(meta.get("title") or "") if isinstance(meta, Mapping) else ""


def is_prefix(prefix: str) -> bool:
    """Tell whether a prefix of file names is short, plain and stays inside the output folder."""
    return len(prefix) <= LONGEST_PREFIX and PREFIX.fullmatch(prefix) is not None


def prepared(graph: Graph, prefix: str, names: Mapping[str, str] | None = None) -> Graph:
    """Return the graph as it is sent: each saver under the prefix, each file by the server's name.

    `names` says what the server calls each file. The graph that is given stays as it is.
    """
    return {
        id_: {
            **node,
            "inputs": {
                name: _value(name, value, prefix, names or {})
                for name, value in node["inputs"].items()
            },
        }
        for id_, node in graph.items()
    }


def _value(name: str, value: object, prefix: str, names: Mapping[str, str]) -> object:
    if isinstance(value, str) and value in names:
        return names[value]
    if isinstance(value, list) and not is_link(value):
        return [_value("", each, prefix, names) for each in value]
    if name == PREFIX_INPUT and isinstance(value, str) and not value.startswith(prefix):
        tail = UNFIT.sub("_", value.replace("\\", "/").rpartition("/")[2]).strip("_")[:40]
        return f"{prefix.rstrip('/')}/{tail or 'out'}"
    return value


def names(graph: Graph, file: InputFile) -> bool:
    """Tell whether a graph names a file."""
    return prepared(graph, "", {file.name: ""}) != prepared(graph, "")
