"""GraphQL of differences: what changed between two moments, field by field."""

from collections.abc import Iterable
from enum import Enum
from typing import Annotated, Any, cast

import strawberry
from strawberry.scalars import JSON

from domain import difference, wording
from domain.activity import KINDS
from domain.board.board import Board, State
from domain.difference import DifferenceKind
from domain.facet import Facet
from repositories import moment
from schema import read
from schema.context import Info
from schema.moment import At, Moment, at_of, moment_node
from schema.naming import camel

strawberry.enum(DifferenceKind)


@strawberry.enum
class AggregateKind(Enum):
    PROJECT = "project"
    SCENE = "scene"
    CLIP = "clip"
    TAKE = "take"
    POOL_ITEM = "pool item"


@strawberry.type(description="A field in two states; the texts are for people.")
class FieldDifference:
    field: str
    label: str
    before: JSON | None
    after: JSON | None
    before_text: str
    after_text: str


@strawberry.type(description="A project, or a thing in it, in two states.")
class Difference:
    id: strawberry.ID
    aggregate: AggregateKind
    name: str
    kind: DifferenceKind
    fields: list[FieldDifference]


@strawberry.type
class Comparison:
    from_: Moment = strawberry.field(name="from")
    to: Moment
    differences: list[Difference]


def aggregate_of(state: State) -> AggregateKind:
    return AggregateKind(KINDS[type(state)])


def field_difference(
    facet: Facet, before: State, after: State, boards: tuple[Board, Board]
) -> FieldDifference:
    """Return a facet in two states; `boards` are the projects that these are part of."""
    return FieldDifference(
        field=camel(facet.name),
        label=facet.label,
        before=_json(wording.value(facet, before)),
        after=_json(wording.value(facet, after)),
        before_text=wording.text(facet, before, boards[0]),
        after_text=wording.text(facet, after, boards[1]),
    )


def _json(value: Any) -> JSON:
    if isinstance(value, dict):
        value = {camel(name): one for name, one in value.items()}
    return cast(JSON, value)


def difference_nodes(
    found: Iterable[difference.Difference], boards: tuple[Board, Board]
) -> list[Difference]:
    return [_node(one, boards) for one in found]


def _node(one: difference.Difference, boards: tuple[Board, Board]) -> Difference:
    state = one.after or one.before
    assert state is not None  # noqa: S101 - one of them is there
    return Difference(
        id=strawberry.ID(one.stream),
        aggregate=aggregate_of(state),
        name=state.name,
        kind=one.kind,
        fields=[
            field_difference(facet, one.before, one.after, boards)
            for facet in one.facets
            if one.before is not None and one.after is not None
        ],
    )


@strawberry.type
class DifferenceQuery:
    @strawberry.field
    async def compare(
        self,
        info: Info,
        project_id: strawberry.ID,
        since: Annotated[At, strawberry.argument(name="from")],
        to: At | None = None,
    ) -> Comparison | None:
        """What is different between two moments; `to` left out is now."""
        context = info.context
        if await read.project(context, project_id) is None:
            return None
        moments = context.services.moments
        positions = [
            await moments.position(project_id, at_of(at) or moment.NOW) for at in (since, to)
        ]
        before, after = [await moments.board(project_id, position) for position in positions]
        return Comparison(
            from_=await moment_node(context, project_id, positions[0]),
            to=await moment_node(context, project_id, positions[1]),
            differences=difference_nodes(difference.differences(before, after), (before, after)),
        )
