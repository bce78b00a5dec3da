"""What every resolver may reach: who asks, and the ports that answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeAlias

import strawberry
from graphql import GraphQLError
from strawberry.dataloader import DataLoader
from strawberry.fastapi import BaseContext

from domain.account import Person, Principal
from domain.board.clip import Clip
from domain.board.project import Project
from domain.board.take import Take
from domain.execute import Executor
from domain.history import History
from domain.queue.board.batch import Batch
from domain.queue.board.worker import Worker
from domain.queue.outlook import Outlook
from events.codec import Codec
from events.ids import UserId
from events.record import record
from events.store import EventStore
from repositories import batch as batches
from repositories import clip as clips
from repositories import take as takes
from repositories import worker as workers
from repositories.activity import Activities
from repositories.feed import Feed
from repositories.moment import Moments
from repositories.presence import Presences
from repositories.projector import Projector
from repositories.roll import Roll
from repositories.timeline import Plan, Timelines
from repositories.view import View
from schema.export_port import Exports
from schema.generation_port import Orders, Progresses, Prompts
from schema.key_port import WorkerKeys
from schema.media_port import Media
from schema.outlook import Outlooks
from schema.take_port import Galleries
from schema.token_port import WorkerTokens
from schema.workflow_port import Workflows

FORMER: str = "Former member"


class People(Protocol):
    async def named(self, ids: Iterable[str]) -> Mapping[UserId, str]:
        """Return the names of those users that there are, by id."""
        ...

    async def by_email(self, email: str) -> Person | None: ...


@record
class Services:
    """The ports of the whole application, made once."""

    store: EventStore
    codec: Codec
    executor: Executor
    projector: Projector
    feed: Feed
    timelines: Timelines
    presences: Presences
    history: History
    moments: Moments
    activities: Activities
    people: People
    exports: Exports
    workflows: Workflows
    media: Media
    galleries: Galleries
    worker_tokens: WorkerTokens
    worker_keys: WorkerKeys
    orders: Orders
    progresses: Progresses
    prompts: Prompts
    roll: Roll
    outlooks: Outlooks
    clock: Callable[[], datetime]
    new_id: Callable[[], str]


class UnauthenticatedError(GraphQLError):
    """Nobody is logged in, or no longer: the client gets a new token and asks again."""

    def __init__(self, message: str) -> None:
        super().__init__(message, extensions={"code": "UNAUTHENTICATED"})


class Drawn(Protocol):
    """The timelines that are drawn already; theirs is `schema/timeline.py`."""

    def of(self, plan: Plan) -> Any: ...


@dataclass
class Context(BaseContext):
    services: Services
    drawn: Drawn
    principal: Principal | None = None
    trouble: str = "Log in first, then ask again."
    # The mark of the project that a timeline was shown at, for the tag of the answer.
    shown: dict[str, str] = field(default_factory=dict)
    names: DataLoader[str, str] = field(init=False)
    plans: DataLoader[View[Project], Plan] = field(init=False)
    takes: DataLoader[str, View[Take] | None] = field(init=False)
    # The clips that have a content, by project and digest.
    uses: DataLoader[tuple[str, str], list[View[Clip]]] = field(init=False)
    batches: DataLoader[str, View[Batch] | None] = field(init=False)
    progress: DataLoader[str, dict[str, int]] = field(init=False)
    # The workers of a queue: several workflows ask for the same.
    fleets: DataLoader[str, list[View[Worker]]] = field(init=False)
    # Of a queue, made once for all jobs of an answer.
    outlook: DataLoader[str, Outlook] = field(init=False)

    def __post_init__(self) -> None:
        super().__init__()
        self.names = DataLoader(load_fn=self._load_names)
        # Gathered only: a context may be that of a connection which lasts for days.
        self.plans = DataLoader(load_fn=self.services.timelines.plans, cache=False)
        self.takes = DataLoader(load_fn=takes.named, cache=False)
        self.uses = DataLoader(load_fn=_load_uses, cache=False)
        self.batches = DataLoader(load_fn=_load_batches, cache=False)
        self.progress = DataLoader(load_fn=_load_progress, cache=False)
        self.fleets = DataLoader(load_fn=_load_fleets, cache=False)
        self.outlook = DataLoader(load_fn=self._load_outlook, cache=False)

    async def _load_names(self, users: Sequence[str]) -> list[str]:
        named = await self.services.people.named(users)
        return [named.get(UserId(user), FORMER) for user in users]

    async def _load_outlook(self, ids: Sequence[str]) -> list[Outlook]:
        return [await self.services.outlooks.of(id_) for id_ in ids]

    @property
    def user(self) -> Principal:
        """Who asks. Raises UnauthenticatedError when nobody is logged in, or no longer."""
        if self.principal is None:
            raise UnauthenticatedError(self.trouble)
        return self.principal

    def demand_login(self) -> None:
        """Raise UnauthenticatedError when nobody is logged in, whatever it is they ask for."""
        self.user  # noqa: B018 - the property raises

    @property
    def share_scope(self) -> str:
        """Who may be sent the same text of a change: each member of its project.

        That somebody is one is proved for each subscriber by itself.
        """
        return "members"

    @property
    def expires_at(self) -> datetime | None:
        return self.principal.expires_at if self.principal else None


async def _load_uses(keys: Sequence[tuple[str, str]]) -> list[list[View[Clip]]]:
    """Return the clips that have each content of each project."""
    users: dict[tuple[str, str], list[str]] = {}
    for project in {project for project, _ in keys}:
        digests = [digest for of, digest in keys if of == project]
        for digest, ids in (await takes.users(project, digests)).items():
            users[project, digest] = ids
    named = await clips.named({id_ for ids in users.values() for id_ in ids})
    return [
        [
            view
            for id_ in users.get(key, ())
            if (view := named.get(id_)) and not view.state.is_deleted
        ]
        for key in keys
    ]


async def _load_batches(ids: Sequence[str]) -> list[View[Batch] | None]:
    found = await batches.several(ids)
    return [found.get(id_) for id_ in ids]


async def _load_progress(ids: Sequence[str]) -> list[dict[str, int]]:
    found = await batches.progress(ids)
    return [found[id_] for id_ in ids]


async def _load_fleets(queues: Sequence[str]) -> list[list[View[Worker]]]:
    found = {queue: await workers.listed(queue) for queue in set(queues)}
    return [found[queue] for queue in queues]


Info: TypeAlias = strawberry.Info[Context, None]
