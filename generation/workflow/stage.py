"""Stages: some nodes of a graph, once for each stage, each handing on to the next.

The first stage is the nodes themselves; `sampler` of the second is called `sampler_s2`. Nodes that
are not repeated are shared. What outside of the stages reads one of their nodes reads that of the
last stage, or the stages joined.
"""

from collections.abc import Mapping

from generation.workflow.definition import Source, Stages
from generation.workflow.graph import (
    Graph,
    Link,
    Node,
    free_id,
    is_output,
    linked,
    rewired,
    sources,
)


def repeated(graph: Graph, stages: Stages, count: int) -> tuple[Graph, list[Mapping[str, str]]]:
    """Return the graph with `count` stages, and for each stage what its nodes are called."""
    own = {id_: id_ for id_ in stages.nodes if id_ in graph}
    names: list[Mapping[str, str]] = [own]
    inside = dict(graph)
    for number in range(2, count + 1):
        called = {id_: free_id(inside, f"{id_}_s{number}") for id_ in own}
        made = {called[id_]: copied(graph[id_], called, number) for id_ in own}
        inside |= handed_on(made, stages, names[-1], called)
        names.append(called)
    outside = [id_ for id_ in graph if id_ not in own]
    return with_ends(inside, stages, names, outside), names


def copied(node: Node, called: Mapping[str, str], number: int) -> Node:
    """Return a node of a stage, reading the nodes of its own stage."""
    changed = {
        name: linked(Link(node=called[to.node], output=to.output))
        for name, to in node.links()
        if to.node in called
    }
    title = f"{node.title} ({number})" if node.title else ""
    return Node(class_type=node.class_type, inputs={**node.inputs, **changed}, title=title)


def handed_on(
    made: Graph, stages: Stages, before: Mapping[str, str], called: Mapping[str, str]
) -> Graph:
    """Return the nodes of a stage with what the stage before gives them."""
    nodes = dict(made)
    for handoff in stages.handoff:
        id_ = called[handoff.to.node]
        given = linked(of(handoff.from_, before))
        nodes[id_] = nodes[id_].putting({handoff.to.input: given})
    return nodes


def with_ends(
    graph: Graph, stages: Stages, names: list[Mapping[str, str]], outside: list[str]
) -> Graph:
    """Return the graph whose other nodes read the end of the stages."""
    if len(names) == 1:
        return graph
    if stages.join:
        graph, joined = with_joins(graph, stages, names)
        graph = rewired(graph, stages.join.of.link(), joined, within=iter(outside))
    for id_ in outside:
        graph = _reading(graph, id_, names[-1])
    return graph


def _reading(graph: Graph, id_: str, last: Mapping[str, str]) -> Graph:
    changed = {
        name: linked(Link(node=last[to.node], output=to.output))
        for name, to in graph[id_].links()
        if to.node in last
    }
    return {**graph, id_: graph[id_].putting(changed)} if changed else graph


def with_joins(graph: Graph, stages: Stages, names: list[Mapping[str, str]]) -> tuple[Graph, Link]:
    """Return the graph with what all stages give put together, and where that is."""
    join = stages.join
    assert join is not None  # noqa: S101 - asked for with a join only
    nodes, so_far = dict(graph), of(join.of, names[0])
    for number, called in enumerate(names[1:], 2):
        pair = {join.first: linked(so_far), join.second: linked(of(join.later or join.of, called))}
        id_ = free_id(nodes, f"join_s{number}")
        nodes[id_] = Node(class_type=join.class_type, inputs={**pair, **join.inputs})
        so_far = Link(node=id_, output=0)
    return nodes, so_far


def of(source: Source, called: Mapping[str, str]) -> Link:
    return Link(node=called[source.node], output=source.output)


def without_unused(graph: Graph, may_go: set[str]) -> Graph:
    """Return the graph without those nodes of `may_go` that nobody reads."""
    while True:
        read = {id_ for node in graph.values() for id_ in sources(node)}
        unused = {id_ for id_ in may_go & graph.keys() - read if not is_output(graph[id_])}
        if not unused:
            return graph
        graph = {id_: node for id_, node in graph.items() if id_ not in unused}
