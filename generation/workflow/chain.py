"""LoRAs: a chain of loaders between a model and all that read it."""

from collections.abc import Mapping, Sequence
from typing import Any

from generation.workflow.definition import Chain
from generation.workflow.graph import Graph, Link, Node, free_id, linked, rewired


def chained(graph: Graph, name: str, chain: Chain, loras: Sequence[Mapping[str, Any]]) -> Graph:
    """Return the graph with a loader for each LoRA that has any strength.

    They are called after the parameter, `loras_1`, `loras_2` …
    """
    model, clip = chain.model.link(), chain.clip.link() if chain.clip else None
    strong = [each for each in loras if each["strength"]]
    for number, lora in enumerate(strong, 1):
        id_ = free_id(graph, f"{name}_{number}")
        made = loader(lora, model, clip)
        graph = rewired(graph, model, Link(node=id_, output=0))
        model = Link(node=id_, output=0)
        if clip:
            graph = rewired(graph, clip, Link(node=id_, output=1))
            clip = Link(node=id_, output=1)
        graph = {**graph, id_: made}
    return graph


def loader(lora: Mapping[str, Any], model: Link, clip: Link | None) -> Node:
    """Return the node that loads a LoRA: into the model alone where there is no CLIP."""
    inputs: dict[str, Any] = {"model": linked(model)}
    strength = lora["strength"]
    if clip is None:
        inputs |= {"lora_name": lora["name"], "strength_model": strength}
        return Node(class_type="LoraLoaderModelOnly", inputs=inputs)
    inputs |= {"clip": linked(clip), "lora_name": lora["name"]}
    inputs |= {"strength_model": strength, "strength_clip": strength}
    return Node(class_type="LoraLoader", inputs=inputs)
