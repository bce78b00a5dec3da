"""The line: the jobs that wait, in the order in which they are to be taken.

It has a lane for each batch, and a front for all lanes of a project that the same workers can run;
a front knows the first of each of its lanes. So whoever has no worker, no turn or no budget is
passed by as a whole, however many wait behind it.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from domain.queue.board.batch import Batch
from domain.queue.board.job import WAITING, Job
from domain.queue.board.ordered import Ordered
from events.ids import BatchId, JobId, ProjectId, WorkerId

DAY: Final = 24 * 60 * 60 * 1000


class Place(NamedTuple):
    """Where a job stands: who is due first goes first, then who came first.

    Each step of priority is a day's head start. So the order never changes by waiting alone, and
    nobody waits for ever behind those who come later.
    """

    due: int
    sequence: int
    id: JobId


class Turn(NamedTuple):
    """The first of a lane."""

    place: Place
    batch: BatchId | None


class Front(NamedTuple):
    """Whose jobs these are, what they need and which workers they avoid."""

    project: ProjectId
    demand: str
    vram: int
    avoids: tuple[WorkerId, ...]


Lane: TypeAlias = tuple[Front, BatchId | None]


def place_of(job: Job) -> Place:
    return Place(job.enqueued_at - job.priority * DAY, job.sequence, job.id)


def front_of(job: Job) -> Front:
    return Front(job.project_id, job.demand, job.vram, job.avoids)


class Line:
    def __init__(self) -> None:
        self.fronts: dict[ProjectId, dict[Front, Ordered[Turn]]] = {}
        # Those who wait to be tried again, by when.
        self.later: Ordered[tuple[int, JobId]] = Ordered()
        self._lanes: dict[Lane, Ordered[Place]] = {}
        self._where: dict[JobId, Lane | int] = {}

    def __len__(self) -> int:
        return len(self._where)

    def __contains__(self, id_: JobId) -> bool:
        return id_ in self._where

    def put(self, job: Job, batch: Batch | None) -> None:
        """Let a job that waits stand in line, others not."""
        if job.status not in WAITING or job.is_deleted:
            return
        if job.status == "waiting":
            self.later.add((job.retry_at, job.id))
            self._where[job.id] = job.retry_at
        else:
            self._stand(job, batch)

    def take(self, job: Job) -> None:
        """Take a job out of the line, if it is there; it must be as it was put in."""
        where = self._where.pop(job.id, None)
        if isinstance(where, int):
            self.later.remove((where, job.id))
        elif where is not None:
            self._leave(where, place_of(job))

    def due(self, now: int) -> Iterator[JobId]:
        """Yield those whose time to be tried again has come."""
        for retry_at, id_ in self.later:
            if retry_at > now:
                return
            yield id_

    def promote(self, job: Job, batch: Batch | None) -> None:
        """Let a job whose time has come stand in its old place."""
        self.take(job)
        self._stand(job, batch)

    def behind(self, front: Front, batch: BatchId | None) -> Iterator[Place]:
        """Yield the places of a lane, the first one first."""
        return iter(self._lanes[front, batch])

    def size(self, front: Front) -> int:
        """Count the jobs of a front."""
        turns = self.fronts[front.project][front]
        return sum(len(self._lanes[front, turn.batch]) for turn in turns)

    def _stand(self, job: Job, batch: Batch | None) -> None:
        own = batch is not None and (batch.size > 1 or batch.has_budget)
        lane = front_of(job), job.batch if own else None
        places = self._lanes.get(lane)
        if places is None:
            places = self._lanes[lane] = Ordered()
        first = places.first
        places.add(place_of(job))
        self._where[job.id] = lane
        self._turned(lane, first, places.first)

    def _leave(self, lane: Lane, place: Place) -> None:
        places = self._lanes[lane]
        first = places.first
        places.remove(place)
        if not places:
            del self._lanes[lane]
        self._turned(lane, first, places.first)

    def _turned(self, lane: Lane, before: Place | None, after: Place | None) -> None:
        """Let the front know that another one is the first of a lane."""
        if before == after:
            return
        front, batch = lane
        fronts = self.fronts.setdefault(front.project, {})
        turns = fronts.setdefault(front, Ordered())
        if before is not None:
            turns.remove(Turn(before, batch))
        if after is not None:
            turns.add(Turn(after, batch))
        if not turns:
            del fronts[front]
            if not fronts:
                del self.fronts[front.project]
