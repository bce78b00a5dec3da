"""What a definition must be besides well-formed: names that exist, values that fit, one purpose.

Each problem is the path of what is wrong, and the end of a sentence about it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from generation.workflow import graph as graphs
from generation.workflow import value as values
from generation.workflow.definition import (
    MAX_STAGES,
    MEDIA,
    NUMBERS,
    Definition,
    Parameter,
    Source,
    Stages,
    Target,
)
from generation.workflow.graph import GraphError
from notation.located import Path, quoted

Problem: TypeAlias = tuple[Path, str]
Check: TypeAlias = Callable[[Definition], Iterator[Problem]]


def problems(definition: Definition) -> Iterator[Problem]:
    """Yield what is wrong, the graph first: little makes sense without one."""
    for check in CHECKS:
        yield from check(definition)


def of_graph(definition: Definition) -> Iterator[Problem]:
    nodes = definition.nodes()
    try:
        graphs.demand_sound(nodes)
    except GraphError as error:
        place: Path = ("graph", error.node) if error.node else ("graph",)
        yield place, f"is refused: {error}"


def of_names(definition: Definition) -> Iterator[Problem]:
    count = Counter(parameter.name for parameter in definition.parameters)
    for index, parameter in enumerate(definition.parameters):
        if count[parameter.name] > 1:
            yield ("parameters", index, "name"), "is there twice; names differ"


def of_parameters(definition: Definition) -> Iterator[Problem]:
    for index, parameter in enumerate(definition.parameters):
        for key, reason in of_parameter(parameter):
            yield ("parameters", index, key), reason


def of_effects(definition: Definition) -> Iterator[Problem]:
    counter = definition.stages.count if definition.stages else ""
    for index, parameter in enumerate(definition.parameters):
        if not parameter.inputs and not parameter.chain and parameter.name != counter:
            place: Path = ("parameters", index, "inputs")
            yield place, "is empty, so it would change nothing; name an input"


def of_parameter(parameter: Parameter) -> Iterator[tuple[str, str]]:
    """Yield key and reason of what is wrong with a parameter by itself."""
    yield from of_range(parameter)
    if parameter.type == "choice" and not parameter.choices:
        yield "choices", "is empty; list what can be chosen"
    if (parameter.type == "loras") != (parameter.chain is not None):
        yield "chain", "belongs to a parameter of type loras, and to each such"
    if parameter.preview and parameter.type not in NUMBERS:
        yield "preview", "is for numbers only; remove it"
    if parameter.default is not None and parameter.type in MEDIA:
        yield "default", "cannot be, for a file is uploaded each time; remove it"
    elif parameter.default is not None and (fault := values.fault_of(parameter, parameter.default)):
        yield "default", fault


def of_range(parameter: Parameter) -> Iterator[tuple[str, str]]:
    least, most = parameter.least, parameter.most
    if least is not None and most is not None and least > most:
        yield "least", f"is above most, which is {most:g}; exchange the two"
    for key in ("least", "most", "step"):
        limit = getattr(parameter, key)
        if limit is not None and parameter.type not in NUMBERS:
            yield key, "is for numbers only; remove it"
        elif limit is not None and parameter.type == "int" and limit != int(limit):
            yield key, "must be a whole number, as its parameter is one"


def of_targets(definition: Definition) -> Iterator[Problem]:
    """Yield inputs that are not there, and those that two parameters want."""
    owners: dict[tuple[str, str], str] = {}
    for index, parameter in enumerate(definition.parameters):
        for number, target in enumerate(parameter.inputs):
            place: Path = ("parameters", index, "inputs", number)
            if reason := unlike(definition, target):
                yield place, reason
            owner = owners.setdefault((target.node, target.input), parameter.name)
            if owner != parameter.name:
                yield place, f"is set by {quoted(owner)} already; one of the two may set it"


def unlike(definition: Definition, target: Target) -> str:
    """Return what keeps a target from being an input of the graph."""
    step = definition.graph.get(target.node)
    if step is None:
        return f"names node {quoted(target.node)}, which the graph has not"
    if target.input not in step.inputs:
        return f"names the input {quoted(target.input)}, which node {quoted(target.node)} has not"
    return ""


def of_chains(definition: Definition) -> Iterator[Problem]:
    repeated = set(definition.stages.nodes if definition.stages else ())
    for index, parameter in enumerate(definition.parameters):
        if (chain := parameter.chain) is None:
            continue
        for key, source in (("model", chain.model), ("clip", chain.clip)):
            place: Path = ("parameters", index, "chain", key, "node")
            if source and source.node not in definition.graph:
                yield place, "is a node which the graph has not"
            elif source and source.node in repeated:
                yield place, "is repeated in each stage; LoRAs go in before the stages"


def of_outputs(definition: Definition) -> Iterator[Problem]:
    for index, output in enumerate(definition.outputs):
        place: Path = ("outputs", index, "node")
        step = definition.graph.get(output.node)
        if step is None:
            yield place, "is a node which the graph has not"
        elif not graphs.is_output(graphs.Node(class_type=step.class_type, inputs=step.inputs)):
            yield place, "is a node that saves nothing; name one such as SaveImage"


def of_stages(definition: Definition) -> Iterator[Problem]:
    stages = definition.stages
    if stages is None:
        return
    yield from of_count(definition, stages)
    for index, id_ in enumerate(stages.nodes):
        if id_ not in definition.graph:
            yield ("stages", "nodes", index), "is a node which the graph has not"
    yield from of_staged(definition, stages)
    yield from of_sources(definition, stages)


def of_count(definition: Definition, stages: Stages) -> Iterator[Problem]:
    counter = definition.parameter(stages.count)
    place: Path = ("stages", "count")
    if counter is None or counter.type != "int" or counter.default is None:
        yield place, "must name a parameter of type int with a default"
    elif not 1 <= (counter.least or 0) <= (counter.most or MAX_STAGES + 1) <= MAX_STAGES:
        yield place, f"names a parameter that must have least and most, from 1 to {MAX_STAGES}"


def of_staged(definition: Definition, stages: Stages) -> Iterator[Problem]:
    for index, name in enumerate(stages.parameters):
        parameter = definition.parameter(name)
        place: Path = ("stages", "parameters", index)
        if parameter is None or parameter.chain or name == stages.count:
            yield place, "is no parameter that can have a value for each stage"
        elif any(target.node not in stages.nodes for target in parameter.inputs):
            yield place, "sets an input of a node that is not repeated; add that to nodes"


def of_sources(definition: Definition, stages: Stages) -> Iterator[Problem]:
    """Yield what is handed on or joined, but not of a node that is repeated."""
    named: dict[Path, Source | Target] = {}
    for index, handoff in enumerate(stages.handoff):
        named["stages", "handoff", index, "from"] = handoff.from_
        named["stages", "handoff", index, "to"] = handoff.to
        if reason := unlike(definition, handoff.to):
            yield ("stages", "handoff", index, "to"), reason
    if stages.join:
        named["stages", "join", "of"] = stages.join.of
        named["stages", "join", "later"] = stages.join.later or stages.join.of
    loaders = loaders_of(definition)
    for place, each in named.items():
        if each.node not in stages.nodes:
            yield place, f"names node {quoted(each.node)}, which is not among those repeated"
        elif each.node in loaders:
            yield place, f"names node {quoted(each.node)}, which goes where no file is chosen"


def loaders_of(definition: Definition) -> set[str]:
    """Return the nodes that are left out when their file is not chosen."""
    media = [each for each in definition.parameters if each.type in MEDIA]
    return {target.node for each in media for target in each.inputs}


def of_extra(definition: Definition) -> Iterator[Problem]:
    """Yield inputs of a joining node that are links: it has no others than the two."""
    join = definition.stages.join if definition.stages else None
    found: Mapping[str, Any] = join.inputs if join else {}
    for name, each in found.items():
        if graphs.link(each) is not None:
            yield ("stages", "join", "inputs", name), "must be a plain value, not a link"


CHECKS: Final[tuple[Check, ...]] = (
    of_graph,
    of_names,
    of_parameters,
    of_targets,
    of_chains,
    of_outputs,
    of_stages,
    of_extra,
    of_effects,
)
