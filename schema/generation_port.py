"""What GraphQL asks of generation: batches that can be enqueued, and how attempts go on."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import field
from typing import Any, Protocol

from domain.queue.board.batch import Batch
from domain.queue.board.job import Job
from domain.queue.budget import Budget
from domain.queue.enqueue import EnqueueBatch, SeedPolicy
from events.record import record
from repositories.bulletin import JobProgress


@record
class Item:
    """A clip, or something without one; its values go before those that all items share."""

    clip: str | None = None
    name: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@record
class Wish:
    """What somebody wants to be made. `seed` is what the ids of the batch are derived from."""

    project: str
    name: str
    workflow: str
    values: Mapping[str, Any]
    items: Sequence[Item]
    tries: int
    seeds: Sequence[int]
    seed_policy: SeedPolicy
    priority: int
    is_preview: bool
    budget: Budget
    tags: Sequence[str]
    seed: str


class Orders(Protocol):
    async def order(self, wish: Wish) -> EnqueueBatch:
        """Return the command that enqueues a wish.

        Raises RuleViolatedError where a value does not fit its parameter, NotFoundError where a
        clip or file is none of the project's.
        """
        ...


@record
class Prompt:
    """A graph as a worker takes it, nodes by their ids; None, with a sentence why, for none."""

    graph: Mapping[str, Any] | None = None
    fault: str = ""


class Prompts(Protocol):
    async def prompt(self, job: Job, batch: Batch) -> Prompt:
        """Return the graph of a job's newest attempt, or of its first before there was one."""
        ...


class Progresses(Protocol):
    def follow(self, project: str) -> AsyncGenerator[list[JobProgress]]:
        """Yield how the attempts of a project go on: all of them first, then what changed.

        Who is slow misses what was said in between, never the newest.
        """
        ...
