"""The workflow that the documentation shows, and graphs and catalogues of real servers.

`samples/object_info.json` holds what two versions of ComfyUI answered for some nodes; the graphs
beside it ran there.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from generation.workflow import graph as graphs
from generation.workflow import reader
from generation.workflow.build import build
from generation.workflow.catalogue import Catalogue, catalogue
from generation.workflow.definition import Definition
from generation.workflow.graph import Graph

DOCS: Final = Path(__file__).parents[3] / "docs"
BLOCKS: Final[list[str]] = re.findall(
    r"```yaml\n(.*?)```", (DOCS / "workflow.md").read_text("utf-8"), re.DOTALL
)
EXAMPLE, PRESETS = BLOCKS
SAMPLES: Final = Path(__file__).parent / "samples"
VERSIONS: Final = ("0.25.0", "0.3.64")
DIGEST: Final = "ab" * 32
PREFIX: Final = "es/job/1"


@cache
def example() -> Definition:
    return reader.read(EXAMPLE.encode())


def sample(name: str) -> Any:
    return json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))


@cache
def recorded(version: str) -> Catalogue:
    return catalogue(sample("object_info")[version])


def tiny(**changes: Any) -> dict[str, Any]:
    """Return a definition of three nodes, with other values of its keys."""
    graph = {
        "text": {"class_type": "CLIPTextEncode", "inputs": {"text": "", "clip": ["model", 1]}},
        "model": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "a.safetensors"}},
        "save": {
            "class_type": "SaveImage",
            "inputs": {"images": ["model", 2], "filename_prefix": "x", "seed": 0},
        },
    }
    parameters = [
        {"name": "prompt", "type": "text", "inputs": [{"node": "text", "input": "text"}]},
    ]
    return {
        "workflow": 1,
        "id": "tiny",
        "name": "Tiny",
        "category": "image",
        "parameters": parameters,
        "graph": graph,
        "outputs": [{"node": "save", "kind": "image"}],
        **changes,
    }


def with_parameter(**parameter: Any) -> Definition:
    """Return the tiny definition with one parameter alone, that sets the model's name."""
    inputs = [{"node": "model", "input": "ckpt_name"}]
    whole = {"name": "it", "label": "It", "inputs": inputs, **parameter}
    return reader.of_plain(tiny(parameters=[whole]))


def made(definition: Definition, seed: int = 7, **values: Any) -> Graph:
    built = build(definition, values, seed=seed, prefix=PREFIX, inputs={DIGEST: "up.png"})
    return graphs.read(built)
