"""The one way of a mutation: a command, its outcome, and a read model that contains it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol, TypeVar
from uuid import UUID

import strawberry
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
)

from domain.errors import UNSEEN, NotFoundError, RuleViolatedError
from domain.execute import Outcome, Request
from domain.realm import AnyCommand
from events.ids import is_project
from events.store import CommitTooLargeError
from repositories import taken
from repositories.view import View
from schema.context import Context, Info

COMMAND_ID: Final = "A UUID of your own: the same command sent twice is done once."
EXPECTED_VERSION: Final = (
    "The version you saw: refused with ConflictError when somebody changed it since."
)


class DelayedError(GraphQLError):
    """The change is durable, and the read models do not contain it yet."""

    def __init__(self) -> None:
        super().__init__(
            "The change is saved, but cannot be shown yet. Send the same command again to see it.",
            extensions={"code": "DELAYED"},
        )


def command_id(context: Context, wished: str | None) -> tuple[str, bool]:
    """Return the command's id, and whether it was made here."""
    context.demand_login()
    if not wished:
        return context.services.new_id(), True
    try:
        return UUID(wished).hex, False
    except ValueError:
        raise RuleViolatedError(
            f"'{wished[:40]}' is no UUID. Use a new UUID for each command.", field="command_id"
        ) from None


def project_id(context: Context, wished: str) -> str:
    """Return an id that may be a project's. Raises NotFoundError for what cannot be one."""
    context.demand_login()
    if not is_project(wished):
        raise NotFoundError(UNSEEN)
    return wished


def seed(project: str, command: str, index: int = 0) -> str:
    """Return what ids are derived from. It has the project, so that no two projects share one."""
    return f"{project}:{command}:{index}"


async def act(
    context: Context,
    project: str,
    command: str,
    commands: Sequence[AnyCommand],
    *,
    is_new: bool,
    expected: Mapping[int, int | None] | None = None,
    note: str = "",
) -> Outcome:
    """Carry commands out as one change and wait until the read models contain it."""
    versions = expected or {}
    request = Request(
        project=project,
        command_id=command,
        is_new=is_new,
        actor=context.user.user,
        commands=tuple(commands),
        expected={index: v for index, v in versions.items() if v is not None},
        note=note,
    )
    try:
        outcome = await context.services.executor.execute(request)
    except CommitTooLargeError:
        raise RuleViolatedError(
            "This is too much for one change. Send it in several, of 5,000 commands each."
        ) from None
    await settled(context, project, outcome)
    return outcome


async def settled(context: Context, project: str, outcome: Outcome) -> None:
    """Wait until the read models contain an outcome. Raises DelayedError."""
    if not await context.services.projector.reached(project, outcome.position):
        raise DelayedError


class Input(Protocol):
    """What every input of a mutation has; some also have `id` and `expected_version`."""

    command_id: strawberry.ID | None


C = TypeVar("C", bound=AnyCommand)


async def change(
    context: Context,
    project: str,
    input: Input,
    command: Callable[[str], C],
    subject: Callable[[C], str],
) -> tuple[Outcome, str]:
    """Carry one command out and return its outcome and the id of what it is about.

    `command` makes the command from a seed for new ids, `subject` says what the answer shows.
    """
    id_, is_new = command_id(context, input.command_id)
    wish = command(seed(project, id_))
    await refuse_taken(project, getattr(input, "id", None))
    expected = {0: getattr(input, "expected_version", None)}
    outcome = await act(context, project, id_, [wish], is_new=is_new, expected=expected)
    demand_about(outcome, subject(wish))
    return outcome, subject(wish)


def demand_about(outcome: Outcome, stream: str) -> None:
    """Refuse a command's id that was used for a change of something else."""
    if outcome.commit is not None and stream not in outcome.commit.versions:
        raise RuleViolatedError(
            "This command id was used for another change. Use a new UUID for each command.",
            field="command_id",
        )


def demand_own(context: Context, outcome: Outcome) -> None:
    """Refuse a command's id that somebody else used: what it did may be none of the user's."""
    commit = outcome.commit
    if commit is not None and commit.envelope.actor != context.user.user:
        raise RuleViolatedError(
            "This command id was used for another change. Use a new UUID for each command.",
            field="command_id",
        )


def position(outcome: Outcome) -> int | None:
    """Return the commit's number, None when nothing had to change."""
    return outcome.commit.n if outcome.commit else None


def found(stored: View[Any] | None) -> View[Any]:
    """Return what is stored. Raises NotFoundError."""
    if stored is None:
        raise NotFoundError(UNSEEN)
    return stored


async def refuse_taken(project: str, *ids: str | None) -> None:
    """Refuse ids of the client's own that something in another project has already."""
    wished = [id_ for id_ in ids if id_]
    if wished and await taken.elsewhere(project, wished):
        raise RuleViolatedError(
            "There is something with this id already. Use a new id.", field="id"
        )


def selected(info: Info, field: str) -> set[str]:
    """Return the names of the fields that are asked of a payload's `field`."""
    # Strawberry's own list of them costs ten times as much to make.
    raw = info._raw_info  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
    chosen = [one for root in raw.field_nodes for one in _flat(root, raw.fragments)]
    return {
        inner.name.value
        for one in chosen
        if one.name.value == field
        for inner in _flat(one, raw.fragments)
    }


def _flat(
    node: FieldNode | InlineFragmentNode | FragmentDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
) -> Iterator[FieldNode]:
    """Yield the fields of a selection, also where a directive or a type will leave them out."""
    for one in node.selection_set.selections if node.selection_set else ():
        match one:
            case FieldNode():
                yield one
            case FragmentSpreadNode():
                yield from _flat(fragments[one.name.value], fragments)
            case InlineFragmentNode():
                yield from _flat(one, fragments)
            case _:
                continue  # there is no other kind
