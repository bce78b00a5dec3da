"""GraphQL of applyCommands: many commands, one atomic change."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Annotated, Any, Final, Protocol, TypeAlias, cast

import strawberry

from domain import text
from domain.command import Command
from domain.errors import DomainError
from domain.errors import RuleViolatedError as RuleViolated
from events.clip import ClipAdded
from events.scene import SceneAdded
from schema import clip_change, pool_change, project_change, scene_change, take_change
from schema.act import COMMAND_ID, act, command_id, position, project_id, refuse_taken, seed
from schema.clip_input import (
    AddClipInput,
    ClipInput,
    DuplicateClipInput,
    EditClipInput,
    LinkMediaInput,
    MoveClipInput,
    SetClipCodeInput,
    SetTransitionInput,
    TrimClipInput,
)
from schema.context import Info
from schema.error import ConflictError, ForbiddenError, NotFoundError, RuleViolatedError
from schema.pool_change import (
    ApplyPoolItemInput,
    EditPoolItemInput,
    PoolItemsInput,
    SendToPoolInput,
)
from schema.project_input import (
    ChangeSettingsInput,
    ConfirmShotListInput,
    EditProjectInput,
    ProjectInput,
)
from schema.scene_input import (
    AddSceneInput,
    DuplicateSceneInput,
    EditSceneInput,
    ReorderSceneInput,
    SceneInput,
    SetSceneCodeInput,
)
from schema.take_change import SelectTakeInput, TakesInput, UnselectTakeInput

MOST_COMMANDS: Final = 10_000


@strawberry.input(one_of=True, description="Exactly one of these; its own commandId is not used.")
class CommandInput:
    edit_project: strawberry.Maybe[EditProjectInput]
    change_settings: strawberry.Maybe[ChangeSettingsInput]
    add_scene: strawberry.Maybe[AddSceneInput]
    edit_scene: strawberry.Maybe[EditSceneInput]
    reorder_scene: strawberry.Maybe[ReorderSceneInput]
    duplicate_scene: strawberry.Maybe[DuplicateSceneInput]
    add_scene_alternate: strawberry.Maybe[SceneInput]
    choose_scene: strawberry.Maybe[SceneInput]
    promote_scene: strawberry.Maybe[SceneInput]
    delete_scene: strawberry.Maybe[SceneInput]
    restore_scene: strawberry.Maybe[SceneInput]
    add_clip: strawberry.Maybe[AddClipInput]
    edit_clip: strawberry.Maybe[EditClipInput]
    move_clip: strawberry.Maybe[MoveClipInput]
    trim_clip: strawberry.Maybe[TrimClipInput]
    duplicate_clip: strawberry.Maybe[DuplicateClipInput]
    set_transition: strawberry.Maybe[SetTransitionInput]
    link_media: strawberry.Maybe[LinkMediaInput]
    set_scene_code: strawberry.Maybe[SetSceneCodeInput]
    set_clip_code: strawberry.Maybe[SetClipCodeInput]
    confirm_shot_list: strawberry.Maybe[ConfirmShotListInput]
    unlock_shot_list: strawberry.Maybe[ProjectInput]
    add_clip_alternate: strawberry.Maybe[ClipInput]
    choose_clip: strawberry.Maybe[ClipInput]
    promote_clip: strawberry.Maybe[ClipInput]
    delete_clip: strawberry.Maybe[ClipInput]
    restore_clip: strawberry.Maybe[ClipInput]
    select_take: strawberry.Maybe[SelectTakeInput]
    unselect_take: strawberry.Maybe[UnselectTakeInput]
    delete_takes: strawberry.Maybe[TakesInput]
    restore_takes: strawberry.Maybe[TakesInput]
    send_to_pool: strawberry.Maybe[SendToPoolInput]
    edit_pool_item: strawberry.Maybe[EditPoolItemInput]
    apply_pool_item: strawberry.Maybe[ApplyPoolItemInput]
    delete_pool_items: strawberry.Maybe[PoolItemsInput]
    restore_pool_items: strawberry.Maybe[PoolItemsInput]


# What the inputs that only name a thing stand for; the others know their command themselves.
_NAMING: Final[dict[str, Callable[[Any, str], Command]]] = {
    "add_scene_alternate": scene_change.add_scene_alternate,
    "choose_scene": scene_change.choose_scene,
    "promote_scene": scene_change.promote_scene,
    "delete_scene": scene_change.delete_scene,
    "restore_scene": scene_change.restore_scene,
    "add_clip_alternate": clip_change.add_clip_alternate,
    "choose_clip": clip_change.choose_clip,
    "promote_clip": clip_change.promote_clip,
    "delete_clip": clip_change.delete_clip,
    "restore_clip": clip_change.restore_clip,
    "delete_takes": take_change.delete_takes,
    "restore_takes": take_change.restore_takes,
    "delete_pool_items": pool_change.delete_pool_items,
    "restore_pool_items": pool_change.restore_pool_items,
    "unlock_shot_list": project_change.unlock_shot_list,
}
_FIELDS: Final = tuple(CommandInput.__annotations__)


class _Wish(Protocol):
    def command(self, made_of: str) -> Command: ...


@strawberry.input
class ApplyCommandsInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    note: str | None = strawberry.field(default=None, description="Why, in your words.")
    commands: list[CommandInput]


@strawberry.type
class ApplyCommandsSuccess:
    project_id: strawberry.ID
    position: int | None = strawberry.field(
        description="The commit's number, null when nothing had to change."
    )
    created: list[strawberry.ID] = strawberry.field(
        description="Every new scene and clip, in the order of the commands."
    )


ApplyCommandsPayload: TypeAlias = Annotated[
    ApplyCommandsSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("ApplyCommandsPayload"),
]


@strawberry.type
class ApplyMutation:
    @strawberry.mutation
    async def apply_commands(self, info: Info, input: ApplyCommandsInput) -> ApplyCommandsPayload:
        """Carry out all of the commands, or none; it is one commit and one undo step."""
        context = info.context
        project = project_id(context, input.project_id)
        _refuse_count(len(input.commands))
        id_, is_new = command_id(context, input.command_id)
        wishes = [_chosen(one) for one in input.commands]
        await refuse_taken(project, *(getattr(wish, "id", None) for _, wish in wishes))
        note = text.label(input.note or "", "note")
        commands = [
            _command(project, wish, seed(project, id_, index), index)
            for index, wish in enumerate(wishes)
        ]
        expected = {
            index: getattr(wish, "expected_version", None) for index, (_, wish) in enumerate(wishes)
        }
        # A list of one has a place, too; a longer one is told it by the shell.
        with _placed(0 if len(commands) == 1 else None):
            outcome = await act(
                context, project, id_, commands, is_new=is_new, expected=expected, note=note
            )
        facts = outcome.commit.facts if outcome.commit else ()
        return ApplyCommandsSuccess(
            project_id=strawberry.ID(project),
            position=position(outcome),
            created=[
                strawberry.ID(fact.stream)
                for fact in facts
                if isinstance(fact.event, SceneAdded | ClipAdded)
            ],
        )


def _refuse_count(count: int) -> None:
    if not 1 <= count <= MOST_COMMANDS:
        raise RuleViolated(
            f"One change has 1 to {MOST_COMMANDS:,} commands, not {count:,}.", field="commands"
        )


def _chosen(one: CommandInput) -> tuple[str, object]:
    for name in _FIELDS:
        some = getattr(one, name)
        if some is not None:
            return name, some.value
    raise RuleViolated("A command is empty. Set exactly one of its fields.", field="commands")


def _command(project: str, chosen: tuple[str, object], made_of: str, index: int) -> Command:
    name, wish = chosen
    naming = _NAMING.get(name)
    with _placed(index):
        if getattr(wish, "project_id", project) != project:
            raise RuleViolated(
                "This command is about another project. Send it with a change of that one.",
                field="project_id",
            )
        return naming(wish, made_of) if naming else cast(_Wish, wish).command(made_of)


@contextmanager
def _placed(index: int | None) -> Generator[None]:
    """Name the place of the refused command, where it is not named yet."""
    try:
        yield
    except DomainError as error:
        error.index = index if error.index is None else error.index
        raise
