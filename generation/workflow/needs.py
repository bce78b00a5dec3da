"""What a worker must have for a workflow: nodes, models, memory."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

from events.record import record
from generation.workflow.definition import Definition
from generation.workflow.graph import Graph, Node, read

GIGABYTE: Final = 2**30
# The folder of a server in which the file is that an input names; a class goes before all.
FOLDERS: Final[Mapping[str, str]] = {
    "ckpt_name": "checkpoints",
    "unet_name": "diffusion_models",
    "vae_name": "vae",
    "clip_name": "text_encoders",
    "clip_name1": "text_encoders",
    "clip_name2": "text_encoders",
    "clip_name3": "text_encoders",
    "clip_name4": "text_encoders",
    "lora_name": "loras",
    "control_net_name": "controlnet",
    "style_model_name": "style_models",
    "audio_encoder_name": "audio_encoders",
    "gligen_name": "gligen",
    "hypernetwork_name": "hypernetworks",
    "photomaker_model_name": "photomaker",
}
FOLDERS_OF_CLASS: Final[Mapping[tuple[str, str], str]] = {
    ("CLIPVisionLoader", "clip_name"): "clip_vision",
    ("UpscaleModelLoader", "model_name"): "upscale_models",
    ("LatentUpscaleModelLoader", "model_name"): "latent_upscale_models",
    ("FrameInterpolationModelLoader", "model_name"): "frame_interpolation",
}


@record
class ModelNeed:
    """A file of a folder of the server, such as `checkpoints`."""

    folder: str
    name: str


@record
class Needs:
    """`vram` is in bytes, 0 where nobody said; nodes are classes; both lists are in order."""

    nodes: tuple[str, ...]
    models: tuple[ModelNeed, ...]
    vram: int


def needs(definition: Definition, built: Mapping[str, Any]) -> Needs:
    """Return what a built graph of a definition needs, with what its author declared."""
    return of_graph(definition, read(built))


def usual(definition: Definition) -> Needs:
    """Return what a definition needs before anything is chosen."""
    join = definition.stages.join if definition.stages else None
    joining = {join.class_type} if join else set[str]()
    return of_graph(definition, definition.nodes(), joining)


def of_graph(definition: Definition, graph: Graph, more: AbstractSet[str] = frozenset()) -> Needs:
    declared = definition.needs
    models = {(each.folder, each.name) for each in declared.models}
    models |= {found for node in graph.values() for found in models_of(node)}
    classes = {node.class_type for node in graph.values()} | set(declared.nodes) | more
    return Needs(
        nodes=tuple(sorted(classes)),
        models=tuple(ModelNeed(folder=folder, name=name) for folder, name in sorted(models)),
        vram=round(declared.vram_gb * GIGABYTE),
    )


def models_of(node: Node) -> set[tuple[str, str]]:
    return {
        (folder, value)
        for name, value in node.inputs.items()
        if isinstance(value, str) and value and (folder := folder_of(node.class_type, name))
    }


def folder_of(class_type: str, name: str) -> str:
    """Return the folder that an input of a node names a file of, or an empty text."""
    return FOLDERS_OF_CLASS.get((class_type, name), FOLDERS.get(name, ""))
