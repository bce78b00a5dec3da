"""GraphQL of activity: what every commit did, in words."""

import asyncio
import re
from datetime import datetime
from typing import Final

import strawberry

from events.ids import SHAPE
from repositories import activity
from repositories.activity import ActivityPage
from schema.context import Context, Info
from schema.difference import AggregateKind
from schema.moment import aware
from schema.node import PageInfo, cursor, key, page_info, rows
from schema.user import User, user_node

_PEOPLE: Final = re.compile(r"user-[0-9a-f]{32}")


@strawberry.type
class ActivityThing:
    id: strawberry.ID
    aggregate: AggregateKind
    name: str
    said: strawberry.Private[tuple[str, ...]]

    @strawberry.field
    async def sentences(self, info: Info) -> list[str]:
        """What was done to it."""
        return [await spoken(info.context, sentence) for sentence in self.said]


@strawberry.type(description="What a commit did, in words.")
class Activity:
    position: int
    at: datetime
    actor: User
    note: str
    undoes: int | None = strawberry.field(
        description="The commit that this one took back, null for none."
    )
    is_undone: bool = strawberry.field(description="Whether a later commit took it back.")
    is_step: bool = strawberry.field(
        description="Whether it can be undone: the project's beginning and membership cannot."
    )
    things: list[ActivityThing]
    said: strawberry.Private[str]

    @strawberry.field
    async def sentence(self, info: Info) -> str:
        """Such as: moved 'Clip 3' to 00:01:12:05."""
        return await spoken(info.context, self.said)


@strawberry.type
class ActivityEdge:
    cursor: str
    node: Activity


@strawberry.type
class ActivityConnection:
    edges: list[ActivityEdge]
    page_info: PageInfo


@strawberry.input
class ActivityFilter:
    actor_id: strawberry.ID | None = None
    aggregate: AggregateKind | None = None
    thing_id: strawberry.ID | None = strawberry.field(
        default=None, description="One project, scene, clip, take or pool item."
    )
    since: datetime | None = None
    until: datetime | None = None


async def spoken(context: Context, sentence: str) -> str:
    """Put the names of people where a sentence has their ids."""
    ids = list(dict.fromkeys(_PEOPLE.findall(sentence)))
    names = dict(zip(ids, await asyncio.gather(*map(context.names.load, ids)), strict=True))
    return _PEOPLE.sub(lambda found: names[found[0]], sentence)


def activity_node(one: activity.Activity) -> Activity:
    return Activity(
        position=one.position,
        at=one.at,
        actor=user_node(one.actor),
        note=one.note,
        undoes=one.undoes or None,
        is_undone=one.is_undone,
        is_step=one.is_step,
        things=[
            ActivityThing(
                id=strawberry.ID(thing.id),
                aggregate=AggregateKind(thing.kind),
                name=thing.name,
                said=thing.sentences,
            )
            for thing in one.things
        ],
        said=one.sentence,
    )


async def activity_page(
    context: Context, project: str, first: int, after: str | None, wanted: ActivityFilter | None
) -> ActivityConnection:
    wanted = wanted or ActivityFilter()
    page = ActivityPage(
        project=project,
        first=rows(first),
        before=None if after is None else key(after, int)[0],
        actor=_known(wanted.actor_id),
        kind=wanted.aggregate.value if wanted.aggregate else "",
        thing=_known(wanted.thing_id),
        since=aware(wanted.since) if wanted.since else None,
        until=aware(wanted.until) if wanted.until else None,
    )
    found = await context.services.activities.page(page)
    edges = [
        ActivityEdge(cursor=cursor(one.position), node=activity_node(one)) for one in found[:first]
    ]
    info = page_info(
        [edge.cursor for edge in edges], has_next=len(found) > first, has_previous=after is not None
    )
    return ActivityConnection(edges=edges, page_info=info)


def _known(id_: str | None) -> str:
    """Return an id to look for; what is none is looked for in vain."""
    if id_ is None:
        return ""
    return id_ if SHAPE.fullmatch(id_) else "nobody"
