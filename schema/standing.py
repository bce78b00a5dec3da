"""GraphQL of how workers stand just now, whichever server looks at them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum

import strawberry

from domain.queue.board.worker import Worker as State
from domain.queue.standing import Standing, stand
from events.ids import MAIN_QUEUE, WorkerId
from events.record import record, replace
from schema.context import Context

SECOND = 1000
# What is wrong may name hosts, which are shown to administrators only.
AWAY = "It does not answer. An administrator can see why."


@strawberry.enum(description="How a worker stands, the first of these that is so.")
class WorkerState(Enum):
    DISABLED = strawberry.enum_value("disabled", description="Somebody took it out of service.")
    QUARANTINED = strawberry.enum_value(
        "quarantined", description="It failed too often, and waits for somebody to release it."
    )
    OFFLINE = strawberry.enum_value("offline", description="It does not answer.")
    SUSPECT = strawberry.enum_value("suspect", description="It answers, but does not work.")
    DRAINING = strawberry.enum_value("draining", description="It finishes what it has.")
    BUSY = strawberry.enum_value("busy", description="It works.")
    IDLE = strawberry.enum_value("idle", description="It has time.")


@strawberry.type(description="How a worker stands just now.")
class WorkerStanding:
    state: WorkerState
    reason: str = strawberry.field(
        description="Why it is not at work and what to do about it; empty where nothing is wrong."
    )
    running: int = strawberry.field(description="Our jobs that it works on.")
    waiting: int = strawberry.field(description="Our jobs that wait there.")
    foreign: int = strawberry.field(description="How much work of others it has.")
    heard_at: datetime | None = strawberry.field(description="When it answered last.")
    mean_seconds: float | None = strawberry.field(
        description="What a job took there, of those that the queue remembers."
    )
    success_rate: float | None = strawberry.field(
        description="The part of attempts, 0 to 1, that did not fail by the worker's doing."
    )


@record
class Fleet:
    """All workers by id, removed ones too, their versions, and how each stands."""

    workers: Mapping[WorkerId, State]
    versions: Mapping[str, int]
    standings: Mapping[WorkerId, Standing]

    @property
    def there(self) -> list[WorkerId]:
        """Return the workers that are not removed, by name."""
        there = [worker for worker in self.workers.values() if not worker.is_removed]
        return [worker.id for worker in sorted(there, key=lambda worker: worker.name)]

    @property
    def mark(self) -> list[tuple[WorkerId, int, Standing]]:
        """Return what is another value once there is something to tell."""
        return [
            (id_, self.versions[id_], replace(self.standings[id_], heard_at=0))
            for id_ in self.there
        ]


async def fleet(context: Context) -> Fleet:
    board = await context.services.executor.queue(MAIN_QUEUE)
    seen = await context.services.roll.present()
    now = round(context.services.clock().timestamp() * SECOND)
    workers = dict(board.workers)
    return Fleet(
        workers=workers,
        versions={id_: board.versions[id_] for id_ in workers},
        standings={id_: stand(board, one, seen.get(id_), now) for id_, one in workers.items()},
    )


def standing_node(standing: Standing, *, is_administrator: bool) -> WorkerStanding:
    is_told = is_administrator or standing.state != "offline"
    heard = datetime.fromtimestamp(standing.heard_at / SECOND, UTC) if standing.heard_at else None
    mean = standing.mean_time
    return WorkerStanding(
        state=WorkerState(standing.state),
        reason=standing.reason if is_told else AWAY,
        running=standing.running,
        waiting=standing.waiting,
        foreign=standing.foreign,
        heard_at=heard,
        mean_seconds=None if mean is None else mean / SECOND,
        success_rate=standing.success,
    )
