"""A definition that is proposed for a bare graph: its literal values become parameters.

Names and ranges come from what inputs are usually called, from the titles of nodes, and from the
catalogue of a worker where there is one. It is a beginning, to be edited.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from generation.workflow import conditioning, seed
from generation.workflow import graph as graphs
from generation.workflow.catalogue import Catalogue, Input
from generation.workflow.definition import MAX_PARAMETERS, Definition
from generation.workflow.draft import Draft, Place, drafted, settled_names
from generation.workflow.graph import Graph, GraphError, Node
from generation.workflow.reader import WorkflowError, of_plain

VIDEO: Final = re.compile(r"Video|WEBM|Animated|VideoCombine|GIF", re.IGNORECASE)
AUDIO: Final = re.compile(r"Audio", re.IGNORECASE)
TEXT: Final = re.compile(r"Any|Text|String", re.IGNORECASE)
PREVIEW: Final = re.compile(r"^Preview")
UPSCALE: Final = re.compile(r"Upscale(Model|With)|ImageUpscale|FrameInterpolat|RIFE", re.IGNORECASE)


def propose(value: Any, *, name: str, id_: str = "", nodes: Catalogue | None = None) -> Definition:
    """Return a definition for a graph in API format. Raises WorkflowError."""
    try:
        graph = exact(graphs.read(value))
    except GraphError as error:
        raise WorkflowError(str(error)) from error
    outputs = list(outputs_of(graph))
    category = category_of(graph, [kind for _, kind in outputs])
    drafts = settled_names(sorted(drafts_of(graph, nodes or {}, category), key=Draft.order))
    return of_plain(
        {
            "workflow": 1,
            "id": id_ or slug(name),
            "name": name.strip()[:200] or "Workflow",
            "category": category,
            "parameters": [draft.plain() for draft in drafts[:MAX_PARAMETERS]],
            "graph": graphs.plain(graph),
            "outputs": [{"node": id_, "kind": kind} for id_, kind in outputs],
        }
    )


def exact(graph: Graph) -> Graph:
    """Return the graph with one seed, that every program reads exactly: it is bound anew anyway."""
    found = [graph[id_].inputs[name] for id_, name in sorted(set(seed.places(graph)))]
    usable = [each for each in found if isinstance(each, int) and 0 <= each < 1 << seed.BITS]
    return seed.seeded(graph, usable[0] if usable else 0) if found else graph


def slug(name: str) -> str:
    """Return an id made of a name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-") or "workflow"


def outputs_of(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield what saves something; what only shows it counts where nothing is saved."""
    found = [(id_, node) for id_, node in graph.items() if graphs.is_output(node)]
    savers = [(id_, node) for id_, node in found if not PREVIEW.match(node.class_type)]
    for id_, node in (savers or found)[:20]:
        yield id_, kind_of(node)


def kind_of(node: Node) -> str:
    for pattern, kind in ((VIDEO, "video"), (AUDIO, "audio"), (TEXT, "text")):
        if pattern.search(node.class_type):
            return kind
    return "image"


def category_of(graph: Graph, kinds: list[str]) -> str:
    is_sampled = any(
        "positive" in node.inputs or "guider" in node.inputs for node in graph.values()
    )
    if not is_sampled and any(UPSCALE.search(node.class_type) for node in graph.values()):
        return "upscale"
    return next((kind for kind in ("video", "audio", "image") if kind in kinds), "other")


def drafts_of(graph: Graph, nodes: Catalogue, category: str) -> Iterator[Draft]:
    """Yield a draft for each literal value, in the order of the graph, seeds as one."""
    roles = conditioning.prompts(graph)
    seeds = sorted(set(seed.places(graph)))
    if seeds:
        yield seed_draft(graph, seeds)
    for place in places(graph, nodes):
        if (place.node, place.input) not in seeds:
            role = roles.get((place.node, place.input), "")
            if (draft := drafted(place, role, category)) is not None:
                yield draft


def places(graph: Graph, nodes: Catalogue) -> Iterator[Place]:
    for id_, node in graph.items():
        known = nodes.get(node.class_type)
        for name, value in node.inputs.items():
            if graphs.link(value) is None and name != graphs.PREFIX:
                declared: Input | None = known.inputs.get(name) if known else None
                yield Place(
                    node=id_,
                    input=name,
                    value=value,
                    class_type=node.class_type,
                    title=node.title or (known.title if known else node.class_type),
                    beside=frozenset(node.inputs),
                    declared=declared,
                )


def seed_draft(graph: Graph, seeds: list[tuple[str, str]]) -> Draft:
    id_, name = seeds[0]
    return Draft(
        name="seed",
        type="seed",
        label="Seed",
        group="Sampling",
        targets=tuple(seeds),
        default=graph[id_].inputs[name],
    )
