"""A workflow as its JSON Schema says it: `docs/workflow.schema.json` is made from these models.

A value that is left empty (null) counts as not given. What no schema can say, such as that a node
is there, is in `sense`.
"""

import hashlib
import json
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import Field

from domain import text
from generation.workflow import graph as graphs
from generation.workflow.graph import Graph, Link
from notation.part import Items, Part

FORMAT: Final = 1
MAX_PARAMETERS: Final = 100
MAX_STAGES: Final = 16
MOST_SEED: Final = 2**64 - 1

Name = Annotated[str, Field(max_length=text.NAME_LENGTH)]
Prose = Annotated[str, Field(max_length=text.PROSE_LENGTH)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Number = Annotated[int | float, Field(allow_inf_nan=False)]
NodeId = Annotated[str, Field(min_length=1, max_length=100)]

Category = Literal["image", "video", "upscale", "audio", "other"]
Type = Literal[
    "text",
    "int",
    "float",
    "boolean",
    "choice",
    "seed",
    "image",
    "video",
    "audio",
    "model",
    "loras",
]
Widget = Literal[
    "line", "prose", "number", "slider", "toggle", "select", "color", "seed", "media", "loras"
]
Role = Literal[
    "prompt",
    "negative",
    "width",
    "height",
    "frames",
    "frame_rate",
    "steps",
    "start_image",
    "end_image",
    "source",
]
CATEGORIES: Final[tuple[str, ...]] = get_args(Category)
MEDIA: Final = frozenset({"image", "video", "audio"})
NUMBERS: Final = frozenset({"int", "float"})
WIDGETS: Final = {
    "text": "prose",
    "int": "number",
    "float": "number",
    "boolean": "toggle",
    "choice": "select",
    "seed": "seed",
    "image": "media",
    "video": "media",
    "audio": "media",
    "model": "select",
    "loras": "loras",
}


class Target(Part):
    """An input of a node of the graph."""

    node: NodeId
    input: Name


class Source(Part):
    """An output of a node of the graph, counted from 0."""

    node: NodeId
    output: Annotated[int, Field(ge=0, le=99)] = 0

    def link(self) -> Link:
        return Link(node=self.node, output=self.output)


class Preview(Part):
    """What a number becomes in a quick preview: `to` a value, or so many `times` as large.

    The result stays on the steps of its parameter and is at least `least`.
    """

    to: Number | None = None
    times: Annotated[Number, Field(gt=0, le=1)] | None = None
    least: Number | None = None


class Chain(Part):
    """Where LoRAs go: between `model` (and `clip`) and all that read these outputs."""

    model: Source
    clip: Source | None = None


class Parameter(Part):
    """Something to choose; what is chosen is written into `inputs` of nodes."""

    name: Key
    type: Type
    label: Name = ""
    help: Prose = ""
    group: Name = ""
    role: Role | None = Field(
        default=None, description="What of a clip or a project this is filled from."
    )
    inputs: Items[Target] = Field(default=[], max_length=50)
    required: bool = Field(default=False, description="Nothing is made until it is given.")
    default: Any = None
    least: Number | None = None
    most: Number | None = None
    step: Annotated[Number, Field(gt=0)] | None = Field(
        default=None, description="Whole numbers are `least` plus a multiple of it."
    )
    choices: Items[Name] = Field(default=[], max_length=1000)
    folder: Name = Field(default="", description="Of a model: the folder of the server it is in.")
    widget: Widget | None = None
    preview: Preview | None = None
    chain: Chain | None = Field(default=None, description="Of loras only.")

    @property
    def shown(self) -> str:
        """What the parameter is called."""
        return self.label or self.name.replace("_", " ").capitalize()

    @property
    def hint(self) -> str:
        """The widget that suits it."""
        if self.widget is None and None not in (self.least, self.most) and self.type == "float":
            return "slider"
        return self.widget or WIDGETS[self.type]


class Step(Part):
    """A node of the graph."""

    class_type: Annotated[str, Field(min_length=1, max_length=text.NAME_LENGTH)]
    inputs: dict[str, Any]
    meta: dict[str, Any] = Field(default={}, alias="_meta")


class Handoff(Part):
    """What a stage gives to the next: an output of one of its nodes, for an input there."""

    from_: Source = Field(alias="from")
    to: Target


class Join(Part):
    """How the stages become one: a node of `class_type` takes the `first` and the `second`.

    What reads `of` reads the joined result; `later` is what all stages but the first give to it,
    if that is another output.
    """

    class_type: Annotated[str, Field(min_length=1, max_length=text.NAME_LENGTH)]
    first: Name
    second: Name
    of: Source
    later: Source | None = None
    inputs: dict[str, Any] = Field(default={})


class Stages(Part):
    """Nodes that are repeated, as often as the parameter `count` says.

    Of each of `parameters` there is one value for each stage.
    """

    count: Key
    nodes: Items[NodeId] = Field(min_length=1, max_length=100)
    parameters: Items[Key] = Field(default=[], max_length=MAX_PARAMETERS)
    handoff: Items[Handoff] = Field(default=[], max_length=20)
    join: Join | None = None


class Output(Part):
    """A node that saves what the workflow is for."""

    node: NodeId
    kind: Literal["image", "video", "audio", "text"]
    label: Name = ""


class Model(Part):
    folder: Name
    name: Name


class Needs(Part):
    """What a worker must have, besides the nodes of the graph and the models chosen."""

    vram_gb: Annotated[Number, Field(ge=0, le=1000)] = 0
    models: Items[Model] = Field(default=[], max_length=100)
    nodes: Items[Name] = Field(default=[], max_length=100)


class Definition(Part):
    """A graph of generation steps, with parameters."""

    workflow: Literal[1] = Field(description="The version of this format.")
    id: Id
    name: Annotated[str, Field(min_length=1, max_length=text.NAME_LENGTH)]
    description: Prose = ""
    category: Category
    parameters: Items[Parameter] = Field(default=[], max_length=MAX_PARAMETERS)
    graph: dict[str, Step] = Field(min_length=1, max_length=graphs.MAX_NODES)
    outputs: Items[Output] = Field(min_length=1, max_length=20)
    stages: Stages | None = None
    needs: Needs = Needs()

    def parameter(self, name: str) -> Parameter | None:
        return next((each for each in self.parameters if each.name == name), None)

    @property
    def staged(self) -> frozenset[str]:
        """The names of the parameters that have a value for each stage."""
        return frozenset(self.stages.parameters if self.stages else ())

    def nodes(self) -> Graph:
        """Return the graph of the definition, which was judged when it was read."""
        return {
            id_: graphs.Node(
                class_type=step.class_type, inputs=step.inputs, title=graphs.title(step.meta)
            )
            for id_, step in self.graph.items()
        }

    def plain(self) -> dict[str, Any]:
        """Return the JSON object that is read as this definition."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    @property
    def version(self) -> str:
        """The content as 16 hex digits: what says anything else has another version."""
        content = json.dumps(self.plain(), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()[:16]


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a definition, as it is checked in."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Workflow",
        "description": Definition.__doc__,
        **{key: each for key, each in Definition.model_json_schema().items() if key != "title"},
    }
