"""The graph that a worker is sent: a definition, what was chosen, a seed, and where to save.

The same arguments make the same graph, byte for byte. What was chosen is only ever put into inputs
as a value; nothing is pasted into text.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from generation.workflow import chain, preview, stage
from generation.workflow import graph as graphs
from generation.workflow import seed as seeds
from generation.workflow.definition import MEDIA, MOST_SEED, Definition, Parameter
from generation.workflow.graph import Graph
from generation.workflow.value import Fault, Settled, ValuesError, demanded

# Short, of ASCII, and nothing that a server would replace, or that leads out of its folder.
PREFIX: Final = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}(?:/[A-Za-z0-9][A-Za-z0-9_-]{0,63}){0,5}"
)


def build(
    definition: Definition,
    values: Mapping[str, Any],
    *,
    seed: int,
    prefix: str,
    inputs: Mapping[str, str] | None = None,
    is_preview: bool = False,
) -> dict[str, Any]:
    """Return a graph in API format, ready to be sent.

    `prefix` is where every node that saves does so, such as `es/job/attempt`; `inputs` says for
    the digest of each file that was chosen what the worker calls it. Raises ValuesError.
    """
    demand_arguments(seed, prefix)
    settled = demanded(definition, values)
    kept = preview.previewed(definition, settled.values) if is_preview else dict(settled.values)
    kept = uploaded(definition, kept, inputs or {})
    graph = shared(definition, kept)
    graph, called = staged(definition, graph, settled)
    graph = each_stage(definition, graph, called, kept)
    graph = seeds.seeded(graph, seed)
    graph = own_seeds(definition, graph, called, seed)
    return graphs.plain(saving(graph, prefix))


def demand_arguments(seed: int, prefix: str) -> None:
    if not 0 <= seed <= MOST_SEED:
        raise ValuesError(Fault(field="seed", sentence=f"A seed is 0 to {MOST_SEED}."))
    if not PREFIX.fullmatch(prefix):
        sentence = "A prefix is folders and a name of letters, digits, - and _, such as es/job/1."
        raise ValuesError(Fault(field="prefix", sentence=sentence))


def uploaded(
    definition: Definition, values: dict[str, Any], inputs: Mapping[str, str]
) -> dict[str, Any]:
    """Return the values with the names that a worker has for files, in place of digests."""
    media = [each for each in definition.parameters if each.type in MEDIA and each.name in values]
    return {**values, **{each.name: _uploaded(each, values[each.name], inputs) for each in media}}


def _uploaded(parameter: Parameter, value: Any, inputs: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(each and _uploaded(parameter, each, inputs) for each in value)
    if value not in inputs:
        sentence = f"{parameter.shown} is not on the worker: the file {value[:12]}… is missing."
        raise ValuesError(Fault(field=parameter.name, sentence=sentence))
    return inputs[value]


def shared(definition: Definition, values: Mapping[str, Any]) -> Graph:
    """Return the graph with all that is the same in each stage."""
    graph = definition.nodes()
    for parameter in definition.parameters:
        value = values.get(parameter.name)
        if parameter.name in definition.staged or parameter.type == "seed":
            continue
        if parameter.chain:
            graph = chain.chained(graph, parameter.name, parameter.chain, value or ())
        elif value is not None:
            graph = put(graph, parameter, value)
        elif parameter.type in MEDIA:
            graph = without(graph, {target.node for target in parameter.inputs})
    return graph


def put(
    graph: Graph, parameter: Parameter, value: Any, called: Mapping[str, str] | None = None
) -> Graph:
    """Return the graph with a value in each input of a parameter."""
    changed = dict(graph)
    for target in parameter.inputs:
        id_ = (called or {}).get(target.node, target.node)
        if id_ in changed:
            changed[id_] = changed[id_].putting({target.input: value})
    return changed


def without(graph: Graph, ids: Iterable[str]) -> Graph:
    """Return the graph without some nodes; what read them has nothing in that place."""
    gone = set(ids)
    return {
        id_: graphs.Node(
            class_type=node.class_type,
            inputs={
                name: value
                for name, value in node.inputs.items()
                if (to := graphs.link(value)) is None or to.node not in gone
            },
            title=node.title,
        )
        for id_, node in graph.items()
        if id_ not in gone
    }


def staged(
    definition: Definition, graph: Graph, settled: Settled
) -> tuple[Graph, list[Mapping[str, str]]]:
    """Return the graph with its stages, and what the nodes of each are called."""
    if definition.stages is None:
        return graph, [{}]
    return stage.repeated(graph, definition.stages, settled.stages)


def each_stage(
    definition: Definition,
    graph: Graph,
    called: list[Mapping[str, str]],
    values: Mapping[str, Any],
) -> Graph:
    """Return the graph with the values that differ from stage to stage."""
    for parameter in definition.parameters:
        if parameter.name in definition.staged and parameter.type != "seed":
            for names, value in zip(called, values.get(parameter.name, ()), strict=False):
                if value is not None:
                    graph = put(graph, parameter, value, names)
                elif parameter.type in MEDIA:
                    graph = without(graph, {names[target.node] for target in parameter.inputs})
    may_go = {id_ for names in called for id_ in names.values()}
    return stage.without_unused(graph, may_go)


def own_seeds(
    definition: Definition, graph: Graph, called: list[Mapping[str, str]], seed: int
) -> Graph:
    """Return the graph with seeds that are declared: one more in each stage where they are its."""
    for parameter in (each for each in definition.parameters if each.type == "seed"):
        rise = int(parameter.name in definition.staged)
        for number, names in enumerate(called):
            graph = put(graph, parameter, (seed + rise * number) % (MOST_SEED + 1), names)
    return graph


def saving(graph: Graph, prefix: str) -> Graph:
    """Return the graph in which every node that saves does so under the prefix."""
    return {
        id_: node.putting({graphs.PREFIX: prefix}) if graphs.PREFIX in node.inputs else node
        for id_, node in graph.items()
    }
