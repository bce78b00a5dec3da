"""GraphQL of the library: proposals for graphs, and workflows and presets that are kept."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry
from strawberry.scalars import JSON

from domain.errors import UNSEEN
from domain.errors import NotFoundError as UnseenError
from domain.library.command import (
    LibraryCommand,
    RemovePreset,
    RemoveWorkflow,
    RestorePreset,
    RestoreWorkflow,
    SavePreset,
    SaveWorkflow,
    stream_of,
)
from events.ids import MAIN_LIBRARY, workflow_of
from events.workflow import WorkflowAdded, WorkflowRevised
from schema.act import COMMAND_ID, act, command_id, demand_about
from schema.context import Context, Info
from schema.error import ConflictError, NotFoundError, RuleViolatedError
from schema.user import User, user_node
from schema.workflow import (
    Workflow,
    WorkflowCategory,
    WorkflowPreset,
    WorkflowPresetKind,
    WorkflowSaved,
    preset_node,
    saved_node,
    workflow_node,
)

EXPECTED = "The revision you saw."
DOCUMENT = "The text of a definition, in YAML or JSON: see docs/workflow.md."


@strawberry.input
class WorkflowProposalInput:
    graph: str = strawberry.field(description="What ComfyUI writes as Export (API), as text.")
    name: str


@strawberry.input
class SaveWorkflowInput:
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED)
    document: str = strawberry.field(description=DOCUMENT)


@strawberry.input
class WorkflowKeyInput:
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED)
    id: str


@strawberry.input
class SavePresetInput:
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED)
    id: str = strawberry.field(description="Small letters, digits and hyphens.")
    name: str
    kind: WorkflowPresetKind
    categories: list[WorkflowCategory]
    help: str = ""
    before: str = ""
    after: str = ""
    negative: str = ""
    values: JSON | None = None


@strawberry.type(description="A definition for a graph, to be edited and saved.")
class WorkflowProposal:
    workflow: Workflow = strawberry.field(description="Its document can be saved.")


@strawberry.type
class SaveWorkflowSuccess:
    workflow: Workflow


@strawberry.type
class SavePresetSuccess:
    preset: WorkflowPreset


@strawberry.type
class WorkflowRemovalSuccess:
    id: str


@strawberry.type(description="Something of the library that was removed; restore it by its id.")
class WorkflowRemoval:
    id: str
    name: str
    is_preset: bool
    saved: WorkflowSaved


@strawberry.type(description="A workflow as the library kept it once.")
class WorkflowRevision:
    revision: int
    version: str
    at: datetime
    by: User
    document: str = strawberry.field(description="JSON. Save it to have it back.")


WorkflowProposalPayload: TypeAlias = Annotated[
    WorkflowProposal | RuleViolatedError, strawberry.union("WorkflowProposalPayload")
]
SaveWorkflowPayload: TypeAlias = Annotated[
    SaveWorkflowSuccess | RuleViolatedError | ConflictError,
    strawberry.union("SaveWorkflowPayload"),
]
SavePresetPayload: TypeAlias = Annotated[
    SavePresetSuccess | RuleViolatedError | ConflictError, strawberry.union("SavePresetPayload")
]
WorkflowRemovalPayload: TypeAlias = Annotated[
    WorkflowRemovalSuccess | NotFoundError | RuleViolatedError | ConflictError,
    strawberry.union("WorkflowRemovalPayload"),
]
RestoreWorkflowPayload: TypeAlias = Annotated[
    SaveWorkflowSuccess | NotFoundError | RuleViolatedError | ConflictError,
    strawberry.union("RestoreWorkflowPayload"),
]
RestorePresetPayload: TypeAlias = Annotated[
    SavePresetSuccess | NotFoundError | RuleViolatedError | ConflictError,
    strawberry.union("RestorePresetPayload"),
]
Wish: TypeAlias = SaveWorkflowInput | SavePresetInput | WorkflowKeyInput


async def _done(context: Context, input: Wish, command: LibraryCommand) -> None:
    id_, is_new = command_id(context, input.command_id)
    expected = {0: input.expected_version}
    outcome = await act(context, MAIN_LIBRARY, id_, [command], is_new=is_new, expected=expected)
    demand_about(outcome, stream_of(command))


async def _saved(context: Context, key: str) -> SaveWorkflowSuccess:
    shelf = await context.services.workflows.shelf()
    for entry in shelf.entries:
        if entry.definition.id == key and entry.saved:
            return SaveWorkflowSuccess(workflow=workflow_node(entry))
    raise UnseenError(UNSEEN)


async def _preset(context: Context, key: str) -> SavePresetSuccess:
    shelf = await context.services.workflows.shelf()
    for entry in shelf.presets:
        if entry.preset.id == key and entry.saved:
            return SavePresetSuccess(preset=preset_node(entry))
    raise UnseenError(UNSEEN)


@strawberry.type
class LibraryQuery:
    @strawberry.field
    async def workflow_proposal(
        self, info: Info, input: WorkflowProposalInput
    ) -> WorkflowProposalPayload:
        """Propose parameters for a graph; nothing is saved."""
        info.context.demand_login()
        found = await info.context.services.workflows.proposed(input.graph, input.name)
        return WorkflowProposal(workflow=workflow_node(found))

    @strawberry.field
    async def workflow_removals(self, info: Info) -> list[WorkflowRemoval]:
        """What was removed from the library and can be restored."""
        info.context.demand_login()
        shelf = await info.context.services.workflows.shelf()
        return [
            WorkflowRemoval(
                id=each.key,
                name=each.name,
                is_preset=each.is_preset,
                saved=saved,
            )
            for each in shelf.removals
            if (saved := saved_node(each.saved))
        ]

    @strawberry.field
    async def workflow_revisions(self, info: Info, id: str) -> list[WorkflowRevision]:
        """Every version that the library kept of a workflow, newest first."""
        context = info.context
        context.demand_login()
        stream = workflow_of(id)
        found: list[WorkflowRevision] = []
        async for commit in context.services.store.touching(MAIN_LIBRARY, stream):
            for fact in commit.facts:
                if fact.stream == stream and isinstance(
                    fact.event, WorkflowAdded | WorkflowRevised
                ):
                    document = fact.event.document
                    found.append(
                        WorkflowRevision(
                            revision=commit.versions[stream],
                            version=await context.services.workflows.version_of(document),
                            at=commit.envelope.at,
                            by=user_node(commit.envelope.actor),
                            document=document,
                        )
                    )
        return found[::-1]


@strawberry.type
class WorkflowMutation:
    @strawberry.mutation
    async def save_workflow(self, info: Info, input: SaveWorkflowInput) -> SaveWorkflowPayload:
        """Keep a workflow in the library: a new one, or another version of what has its id."""
        context = info.context
        context.demand_login()
        kept = await context.services.workflows.judged(input.document)
        await _done(context, input, SaveWorkflow(key=kept.key, document=kept.document))
        return await _saved(context, kept.key)

    @strawberry.mutation
    async def remove_workflow(self, info: Info, input: WorkflowKeyInput) -> WorkflowRemovalPayload:
        """Remove a workflow from the library. It can be restored; what it made stays."""
        await _done(info.context, input, RemoveWorkflow(key=input.id))
        return WorkflowRemovalSuccess(id=input.id)

    @strawberry.mutation
    async def restore_workflow(self, info: Info, input: WorkflowKeyInput) -> RestoreWorkflowPayload:
        """Bring back a workflow that was removed from the library."""
        await _done(info.context, input, RestoreWorkflow(key=input.id))
        return await _saved(info.context, input.id)

    @strawberry.mutation
    async def save_preset(self, info: Info, input: SavePresetInput) -> SavePresetPayload:
        """Keep a preset in the library: a new one, or in place of what has its id."""
        context = info.context
        context.demand_login()
        kept = await context.services.workflows.judged_preset(
            {
                "id": input.id,
                "name": input.name,
                "kind": input.kind.value,
                "categories": [each.value for each in input.categories],
                "help": input.help,
                "before": input.before,
                "after": input.after,
                "negative": input.negative,
                "values": {} if input.values is None else input.values,
            }
        )
        await _done(context, input, SavePreset(key=kept.key, document=kept.document))
        return await _preset(context, kept.key)

    @strawberry.mutation
    async def remove_preset(self, info: Info, input: WorkflowKeyInput) -> WorkflowRemovalPayload:
        """Remove a preset from the library. It can be restored."""
        await _done(info.context, input, RemovePreset(key=input.id))
        return WorkflowRemovalSuccess(id=input.id)

    @strawberry.mutation
    async def restore_preset(self, info: Info, input: WorkflowKeyInput) -> RestorePresetPayload:
        """Bring back a preset that was removed from the library."""
        await _done(info.context, input, RestorePreset(key=input.id))
        return await _preset(info.context, input.id)
