"""GraphQL of workflows: what can be generated with, and what may be chosen about it."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any

import strawberry
from strawberry.scalars import JSON

from schema.context import Info
from schema.user import User, user_node
from schema.workflow_port import Definition, Entry, FileFault, Parameter, PresetEntry, Saved
from schema.workflow_worker import WorkflowWorker, workers_of


@strawberry.enum
class WorkflowCategory(Enum):
    IMAGE = "image"
    VIDEO = "video"
    UPSCALE = "upscale"
    AUDIO = "audio"
    OTHER = "other"


@strawberry.enum
class WorkflowParameterType(Enum):
    TEXT = "text"
    INT = "int"
    FLOAT = "float"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    SEED = "seed"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    MODEL = "model"
    LORAS = "loras"


@strawberry.enum(description="How a parameter is best chosen.")
class WorkflowWidget(Enum):
    LINE = "line"
    PROSE = "prose"
    NUMBER = "number"
    SLIDER = "slider"
    TOGGLE = "toggle"
    SELECT = "select"
    COLOR = "color"
    SEED = "seed"
    MEDIA = "media"
    LORAS = "loras"


@strawberry.enum(description="What of a clip or a project a parameter is filled from.")
class WorkflowRole(Enum):
    PROMPT = "prompt"
    NEGATIVE = "negative"
    WIDTH = "width"
    HEIGHT = "height"
    FRAMES = "frames"
    FRAME_RATE = "frame_rate"
    STEPS = "steps"
    START_IMAGE = "start_image"
    END_IMAGE = "end_image"
    SOURCE = "source"


@strawberry.enum
class WorkflowOutputKind(Enum):
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    TEXT = "text"


@strawberry.enum(description="Words around prompts, or values of parameters.")
class WorkflowPresetKind(Enum):
    PROMPT = "prompt"
    SETTINGS = "settings"


@strawberry.enum(description="Where a workflow comes from; the library goes before files.")
class WorkflowSource(Enum):
    BUILTIN = "builtin"
    FILE = "file"
    LIBRARY = "library"
    PROPOSED = "proposed"


@strawberry.type(description="How something of the library was changed last.")
class WorkflowSaved:
    revision: int = strawberry.field(description="Send it as expectedVersion with a change.")
    at: datetime
    by: User


@strawberry.type(description="An input of a node of the graph.")
class WorkflowInput:
    node: str
    input: str


@strawberry.type(description="Something to choose about a workflow.")
class WorkflowParameter:
    name: str = strawberry.field(description="What it is called in values.")
    type: WorkflowParameterType
    label: str
    help: str
    group: str = strawberry.field(description="Parameters of a group are shown together.")
    role: WorkflowRole | None
    is_required: bool
    is_staged: bool = strawberry.field(description="Whether each stage has a value of its own.")
    is_lowered: bool = strawberry.field(description="Whether a preview takes a lower value.")
    default: JSON | None
    least: float | None
    most: float | None
    step: float | None = strawberry.field(
        description="Whole numbers are least, or 0, plus a multiple of it."
    )
    choices: list[str]
    folder: str = strawberry.field(description="Of a model: the worker's folder it is in.")
    widget: WorkflowWidget
    inputs: list[WorkflowInput]


@strawberry.type
class WorkflowNode:
    id: str
    class_type: str
    title: str
    sources: list[str] = strawberry.field(description="The ids of the nodes it reads.")
    is_repeated: bool = strawberry.field(description="Whether there is one for each stage.")


@strawberry.type
class WorkflowOutput:
    node: str
    kind: WorkflowOutputKind
    label: str


@strawberry.type
class WorkflowModel:
    folder: str
    name: str


@strawberry.type(description="What a worker must have before anything is chosen.")
class WorkflowNeeds:
    nodes: list[str]
    models: list[WorkflowModel]
    vram: float = strawberry.field(description="Bytes, 0 where nobody said.")


@strawberry.type(description="A graph of generation steps with parameters, see docs/workflow.md.")
class Workflow:
    id: str = strawberry.field(description="Small letters, digits and hyphens.")
    version: str = strawberry.field(description="Its content as 16 hex digits.")
    name: str
    description: str
    category: WorkflowCategory
    source: WorkflowSource
    file: str = strawberry.field(description="Of a FILE: its name in the folder of workflows.")
    saved: WorkflowSaved | None = strawberry.field(description="Of the LIBRARY only.")
    stage_parameter: str | None = strawberry.field(
        description="The parameter that says how many stages there are."
    )
    parameters: list[WorkflowParameter]
    outputs: list[WorkflowOutput]
    needs: WorkflowNeeds
    definition: strawberry.Private[Definition]
    entry: strawberry.Private[Entry]

    @strawberry.field
    async def workers(self, info: Info) -> list[WorkflowWorker]:
        """All workers by name, and what each lacks for it before anything is chosen."""
        return await workers_of(info.context, self.entry)

    @strawberry.field
    def nodes(self) -> list[WorkflowNode]:
        """The nodes of the graph, in its order."""
        stages = self.definition.stages
        repeated = frozenset(stages.nodes if stages else ())
        graph: Mapping[str, Any] = self.definition.plain()["graph"]
        return [_node(id_, each, id_ in repeated) for id_, each in graph.items()]

    @strawberry.field
    def document(self) -> JSON:
        """The definition itself, as a file holds it."""
        return self.definition.plain()  # type: ignore[return-value] # a scalar


@strawberry.type
class WorkflowPreset:
    id: str
    saved: WorkflowSaved | None = strawberry.field(description="null unless the library keeps it.")
    name: str
    kind: WorkflowPresetKind
    categories: list[WorkflowCategory]
    help: str
    before: str = strawberry.field(description="Goes before a prompt.")
    after: str = strawberry.field(description="Goes behind a prompt.")
    negative: str = strawberry.field(description="Goes behind a negative prompt.")
    values: JSON


@strawberry.type(description="A file of workflows or presets that cannot be read.")
class WorkflowFault:
    file: str
    message: str


def saved_node(saved: Saved | None) -> WorkflowSaved | None:
    if saved is None:
        return None
    return WorkflowSaved(revision=saved.revision, at=saved.at, by=user_node(saved.by))


def _source(entry: Entry) -> WorkflowSource:
    if entry.is_proposed:
        return WorkflowSource.PROPOSED
    if entry.saved:
        return WorkflowSource.LIBRARY
    return WorkflowSource.FILE if entry.file else WorkflowSource.BUILTIN


def workflow_node(entry: Entry) -> Workflow:
    one = entry.definition
    return Workflow(
        id=one.id,
        version=one.version,
        name=one.name,
        description=one.description,
        category=WorkflowCategory(one.category),
        source=_source(entry),
        file=entry.file,
        saved=saved_node(entry.saved),
        stage_parameter=one.stages.count if one.stages else None,
        parameters=[_parameter(each, each.name in one.staged) for each in one.parameters],
        outputs=[
            WorkflowOutput(node=each.node, kind=WorkflowOutputKind(each.kind), label=each.label)
            for each in one.outputs
        ],
        needs=WorkflowNeeds(
            nodes=list(entry.needs.nodes),
            models=[WorkflowModel(folder=m.folder, name=m.name) for m in entry.needs.models],
            vram=float(entry.needs.vram),
        ),
        definition=one,
        entry=entry,
    )


def _parameter(one: Parameter, is_staged: bool) -> WorkflowParameter:  # noqa: FBT001 - of a list
    return WorkflowParameter(
        name=one.name,
        type=WorkflowParameterType(one.type),
        label=one.shown,
        help=one.help,
        group=one.group,
        role=WorkflowRole(one.role) if one.role else None,
        is_required=one.required,
        is_staged=is_staged,
        is_lowered=one.preview is not None,
        default=one.default,
        least=one.least,
        most=one.most,
        step=one.step,
        choices=list(one.choices),
        folder=one.folder,
        widget=WorkflowWidget(one.hint),
        inputs=[WorkflowInput(node=each.node, input=each.input) for each in one.inputs],
    )


def _node(id_: str, step: Mapping[str, Any], is_repeated: bool) -> WorkflowNode:  # noqa: FBT001
    sources = [
        value[0]
        for value in step["inputs"].values()
        if isinstance(value, list) and len(value) == 2 and isinstance(value[0], str)  # noqa: PLR2004
    ]
    return WorkflowNode(
        id=id_,
        class_type=step["class_type"],
        title=str(step.get("_meta", {}).get("title", "")),
        sources=list(dict.fromkeys(sources)),
        is_repeated=is_repeated,
    )


def preset_node(entry: PresetEntry) -> WorkflowPreset:
    one = entry.preset
    return WorkflowPreset(
        id=one.id,
        saved=saved_node(entry.saved),
        name=one.name,
        kind=WorkflowPresetKind(one.kind),
        categories=[WorkflowCategory(each) for each in one.categories],
        help=one.help,
        before=one.before,
        after=one.after,
        negative=one.negative,
        values=dict(one.values),  # type: ignore[arg-type] # a scalar
    )


def _fault(one: FileFault) -> WorkflowFault:
    return WorkflowFault(file=one.file, message=one.sentence)


@strawberry.type
class WorkflowQuery:
    @strawberry.field
    async def workflows(
        self, info: Info, category: WorkflowCategory | None = None
    ) -> list[Workflow]:
        """All workflows, or those of a category, in the order of their names."""
        info.context.demand_login()
        shelf = await info.context.services.workflows.shelf()
        found = [workflow_node(entry) for entry in shelf.entries]
        return [each for each in found if category in {None, each.category}]

    @strawberry.field
    async def workflow(self, info: Info, id: str) -> Workflow | None:
        """Return a workflow, such as text-to-image."""
        info.context.demand_login()
        shelf = await info.context.services.workflows.shelf()
        found = (entry for entry in shelf.entries if entry.definition.id == id)
        return next((workflow_node(entry) for entry in found), None)

    @strawberry.field
    async def workflow_presets(
        self, info: Info, category: WorkflowCategory | None = None
    ) -> list[WorkflowPreset]:
        """Presets, or those for a category."""
        info.context.demand_login()
        shelf = await info.context.services.workflows.shelf()
        found = [preset_node(each) for each in shelf.presets]
        return [each for each in found if category is None or category in each.categories]

    @strawberry.field
    async def workflow_faults(self, info: Info) -> list[WorkflowFault]:
        """Files in the folder of workflows that cannot be read, and why."""
        info.context.demand_login()
        shelf = await info.context.services.workflows.shelf()
        return [_fault(each) for each in shelf.faults]
