"""What every resolver may reach: who asks, and the ports that answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeAlias

import strawberry
from strawberry.dataloader import DataLoader
from strawberry.fastapi import BaseContext

from domain.errors import ForbiddenError
from domain.execute import Executor
from events.codec import Codec
from events.ids import UserId
from events.record import record
from events.store import EventStore
from repositories.feed import Feed
from repositories.presence import Presences
from repositories.projector import Projector
from repositories.timeline import Plan, Timelines

FORMER: str = "Former member"


@record
class Principal:
    """Somebody who logged in. `expires_at` is when the access token ends."""

    user: UserId
    session: str
    name: str
    email: str
    is_administrator: bool
    expires_at: datetime


class People(Protocol):
    async def named(self, users: Iterable[str]) -> Mapping[str, str]:
        """Return the names of those users that there are, by id."""
        ...

    async def by_email(self, email: str) -> UserId | None: ...


@record
class ExportLink:
    url: str
    file_name: str
    expires_at: datetime
    omissions: tuple[str, ...]


class Exports(Protocol):
    async def link(self, project: str, file_format: str, user: UserId) -> ExportLink:
        """Return a signed link to a file of the project as it is now."""
        ...


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
    people: People
    exports: Exports
    clock: Callable[[], datetime]
    new_id: Callable[[], str]


class Drawn(Protocol):
    """The timelines that are drawn already; theirs is `schema/timeline.py`."""

    def of(self, plan: Plan) -> Any: ...


@dataclass
class Context(BaseContext):
    services: Services
    drawn: Drawn
    principal: Principal | None = None
    names: DataLoader[str, str] = field(init=False)

    def __post_init__(self) -> None:
        super().__init__()
        self.names = DataLoader(load_fn=self._load_names)

    async def _load_names(self, users: Sequence[str]) -> list[str]:
        named = await self.services.people.named(users)
        return [named.get(user, FORMER) for user in users]

    @property
    def user(self) -> Principal:
        """Who asks. Raises ForbiddenError when nobody logged in."""
        if self.principal is None:
            raise ForbiddenError("Log in first, then ask again.")
        return self.principal


Info: TypeAlias = strawberry.Info[Context, None]
