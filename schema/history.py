"""GraphQL of history: commits as they were made, and as they come."""

import re
from collections import Counter
from collections.abc import AsyncGenerator, Hashable
from datetime import datetime
from typing import cast

import strawberry
from strawberry.scalars import JSON

from domain.errors import RuleViolatedError
from events import store
from events.codec import Codec
from events.ids import is_branch
from events.project import MemberRemoved
from schema import read
from schema.context import Context, Info
from schema.node import PageInfo, cursor, key, page_info, rows
from schema.subscription import RESUME
from schema.user import User, user_node


@strawberry.type(description="One fact: what happened to which project, scene or clip.")
class Event:
    type: str
    stream: strawberry.ID
    data: JSON


@strawberry.type(description="One atomic change.")
class Commit:
    n: int
    command: strawberry.ID
    at: datetime
    actor: User
    note: str
    summary: str = strawberry.field(description="What happened, in a few words.")
    events: list[Event]


@strawberry.type
class CommitEdge:
    cursor: str
    node: Commit


@strawberry.type
class CommitConnection:
    edges: list[CommitEdge]
    page_info: PageInfo


def event_nodes(commit: store.Commit, codec: Codec) -> list[Event]:
    nodes: list[Event] = []
    for fact in commit.facts:
        name, _, data = codec.encode(fact.event)
        nodes.append(Event(type=name, stream=strawberry.ID(fact.stream), data=cast(JSON, data)))
    return nodes


def summary(types: list[str]) -> str:
    """Return `Clip moved` or `Clip added (12 times), scene added`."""
    words = [
        _words(type_) + (f" ({times} times)" if times > 1 else "")
        for type_, times in Counter(types).items()
    ]
    text = ", ".join(words)
    return text[:1].upper() + text[1:]


def _words(type_: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", type_).lower()


def commit_node(commit: store.Commit, codec: Codec) -> Commit:
    events = event_nodes(commit, codec)
    return Commit(
        n=commit.n,
        command=strawberry.ID(commit.command),
        at=commit.envelope.at,
        actor=user_node(commit.envelope.actor),
        note=commit.envelope.note,
        summary=summary([event.type for event in events]),
        events=events,
    )


async def commits(
    context: Context, project: str, first: int, after: str | None
) -> CommitConnection:
    services = context.services
    before = None if after is None else key(after, int)[0]
    found = await services.store.recent(project, before=before, limit=rows(first) + 1)
    edges = [
        CommitEdge(cursor=cursor(commit.n), node=commit_node(commit, services.codec))
        for commit in found[:first]
    ]
    info = page_info(
        [edge.cursor for edge in edges], has_next=len(found) > first, has_previous=after is not None
    )
    return CommitConnection(edges=edges, page_info=info)


@strawberry.type(description="A commit as it comes.")
class ProjectChange:
    position: int = strawberry.field(
        description="The commit's number: resume with projectChanged(after: position)."
    )
    command: strawberry.ID
    at: datetime
    actor: User
    note: str
    changed: list[strawberry.ID] = strawberry.field(
        description="The project, scenes and clips that changed."
    )
    commit: strawberry.Private[store.Commit]
    codec: strawberry.Private[Codec]

    @property
    def share_key(self) -> Hashable:
        """Subscribers who ask for the same fields get the same text."""
        return self.commit.partition, self.commit.n

    @strawberry.field
    def events(self) -> list[Event]:
        """What happened."""
        return event_nodes(self.commit, self.codec)


def change_node(commit: store.Commit, codec: Codec) -> ProjectChange:
    return ProjectChange(
        position=commit.n,
        command=strawberry.ID(commit.command),
        at=commit.envelope.at,
        actor=user_node(commit.envelope.actor),
        note=commit.envelope.note,
        changed=[strawberry.ID(stream) for stream in commit.versions],
        commit=commit,
        codec=codec,
    )


@strawberry.type
class HistorySubscription:
    @strawberry.subscription(metadata={RESUME: "after"})  # type: ignore[untyped-decorator]
    async def project_changed(
        self, info: Info, project_id: strawberry.ID, after: int | None = None
    ) -> AsyncGenerator[ProjectChange, None]:
        """Replay the commits behind `after` (left out: none), then follow.

        Ends with an error when you are no longer a member.
        """
        context = info.context
        found = await read.member_of(context, project_id)
        services = context.services
        position = found.position if after is None else _reached(found.position, after)
        async for commit in services.feed.follow(project_id, after=position):
            # Who leaves a project is told so in the project, and not on its branches.
            if is_branch(project_id):
                await read.member_of(context, project_id)
            yield change_node(commit, services.codec)
            if member_left(commit, context.user.user):
                await read.member_of(context, project_id)


def _reached(position: int, after: int) -> int:
    """Refuse to wait for what nobody can have seen: the log was set back, say."""
    if after > position:
        raise RuleViolatedError(
            f"This project is at position {position:,} and not yet at {after:,}. Load it again.",
            field="after",
        )
    return max(after, 0)


def member_left(commit: store.Commit, user: str) -> bool:
    """Tell whether a commit takes a member out of the project."""
    return any(
        isinstance(fact.event, MemberRemoved) and fact.event.user == user for fact in commit.facts
    )
