"""The board of a queue: jobs, batches, shares and workers, with the indexes that decisions need.

Jobs that ended leave it, the oldest first, when there are many: the log and the read models have
them. What is on it depends on the log alone, so every process has the same.
"""

from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final, TypeAlias, cast

from domain.errors import NotFoundError
from domain.queue.board import batch, job, queue, share, worker
from domain.queue.board.ability import Ability, Able, Slot, ability
from domain.queue.board.batch import Batch, Demand, demand_of
from domain.queue.board.history import History
from domain.queue.board.job import Job, need_of
from domain.queue.board.line import Line
from domain.queue.board.ordered import Ordered
from domain.queue.board.queue import Queue
from domain.queue.board.share import Share
from domain.queue.board.worker import Worker
from events.ids import BatchId, JobId, ProjectId, QueueId, ShareId, WorkerId, kind, share_of
from events.store import Fact

QueueState: TypeAlias = Queue | Share | Batch | Job | Worker
Before: TypeAlias = list[tuple[str, QueueState | None, int]]

# Ended jobs that stay on the board, to be retried or learned from; a project has other limits.
KEPT_DONE: Final = 2_000
KEPT_FAILED: Final = 20_000
# Streams that left the board lately: the commit by which they did still has to name their versions.
KEPT_VERSIONS: Final = 50_000
EVOLVE: Final[dict[str, Any]] = {
    "queue": queue.evolve,
    "share": share.evolve,
    "batch": batch.evolve,
    "job": job.evolve,
    "worker": worker.evolve,
}
_GONE: Final = {
    "job": "This job is gone, or ended so long ago that only the history has it.",
    "batch": "This batch is gone, or ended so long ago that only the history has it.",
    "worker": "This worker is gone. Reload to see which there are.",
}


class QueueBoard:
    def __init__(
        self, partition: str, *, kept_done: int = KEPT_DONE, kept_failed: int = KEPT_FAILED
    ) -> None:
        self.id = QueueId(partition)
        self.queue = Queue(id=self.id)
        self.is_open = False
        self.shares: dict[ShareId, Share] = {}
        self.batches: dict[BatchId, Batch] = {}
        self.jobs: dict[JobId, Job] = {}
        self.workers: dict[WorkerId, Worker] = {}
        self.versions: dict[str, int] = {}
        self._left: OrderedDict[str, int] = OrderedDict()
        self.line = Line()
        self.history = History()
        self.abilities: dict[WorkerId, Ability] = {}
        # By worker and device, by project, by batch: the attempts that are somewhere.
        self.busy: dict[Slot, dict[JobId, None]] = {}
        self.active: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.sequence = 0
        self.latest = 0
        # Of what was assigned last: to whom turns went, and what workers have in memory.
        self.turns: dict[ProjectId, int] = {}
        self.warm: dict[WorkerId, str] = {}
        self.jobs_of: dict[BatchId, dict[JobId, None]] = {}
        self._turn = 0
        self._kept = {"done": kept_done, "failed": kept_failed}
        self._ended: dict[str, Ordered[tuple[int, JobId]]] = {
            name: Ordered() for name in self._kept
        }
        self._demands: dict[str, dict[BatchId, None]] = {}
        self._able = Able()

    # What decisions ask

    def version(self, stream: str) -> int:
        return self.versions.get(stream) or self._left.get(stream, 0)

    def states(self) -> Iterator[QueueState]:
        """Yield everything that is on the board; what others are made of comes first."""
        yield from (self.queue,) if self.is_open else ()
        yield from self.shares.values()
        yield from self.workers.values()
        yield from self.batches.values()
        yield from self.jobs.values()

    def state(self, stream: str) -> QueueState | None:
        if kind(stream) == "queue":
            return self.queue if self.is_open else None
        return self._shelf(stream).get(stream)

    def job(self, id_: JobId) -> Job:
        """Return a job that is there. Raises NotFoundError."""
        if found := self.jobs.get(id_):
            return found
        raise NotFoundError(_GONE["job"])

    def batch(self, id_: BatchId) -> Batch:
        """Return a batch that is there. Raises NotFoundError."""
        if found := self.batches.get(id_):
            return found
        raise NotFoundError(_GONE["batch"])

    def worker(self, id_: WorkerId) -> Worker:
        """Return a worker that is there. Raises NotFoundError."""
        found = self.workers.get(id_)
        if found is None or found.is_removed:
            raise NotFoundError(_GONE["worker"])
        return found

    def share(self, project: ProjectId) -> Share | None:
        return self.shares.get(share_of(project))

    def demand(self, key: str) -> Demand:
        """Return the demand of jobs that are on the board, by its key."""
        return demand_of(self.batches[next(iter(self._demands[key]))])

    def memory(self, demand: str, vram: int) -> int:
        """Return the megabytes that a job takes: what it says, or what was learned."""
        return max(vram, self.queue.learned.get(demand, 0))

    def able(self, demand: str, vram: int) -> Collection[Slot]:
        """Return all devices that can do what is needed, whatever they are doing now."""
        size = self.memory(demand, vram)
        return self._able.find(need_of(demand, vram), self.demand(demand), size, self.abilities)

    def at(self, worker: WorkerId) -> list[JobId]:
        """Return the jobs with an attempt at a worker, on devices too that it has no more."""
        return [id_ for slot, jobs in self.busy.items() if slot.worker == worker for id_ in jobs]

    def wake(self, now: int) -> None:
        """Let those stand in their old places whose time to be tried again has come."""
        for id_ in list(self.line.due(now)):
            self._promote(self.jobs[id_])

    def hasten(self, places: Collection[Slot]) -> None:
        """Let those stand there too for whom one of these places came that they do not avoid."""
        for _, id_ in list(self.line.later):
            one = self.jobs[id_]
            able = self.able(one.demand, one.vram)
            if any(slot in places and one.may_go_early_to(slot.worker) for slot in able):
                self._promote(one)

    def _promote(self, one: Job) -> None:
        self.line.promote(one, self.batches.get(one.batch))

    # What the shell does

    def apply(self, facts: Iterable[Fact]) -> Before:
        """Fold facts in and return what they changed."""
        before: Before = []
        for fact in facts:
            stream, of = fact.stream, kind(fact.stream)
            old, version = self.state(stream), self.version(stream)
            new = EVOLVE[of](old, fact.event, stream)
            before.append((stream, old, version))
            self._put(stream, old, new)
            self.versions[stream] = version + 1
            if of == "job":
                self._tidy(new, before)
        return before

    def put(self, state: QueueState, version: int) -> None:
        """Lay down a thing that is not there yet, as it was at a version."""
        self._put(state.id, None, state)
        self.versions[state.id] = version

    def revert(self, before: Before) -> None:
        """Take facts back: the reverse of the `apply` that returned `before`."""
        for stream, old, version in reversed(before):
            self._put(stream, self.state(stream), old)
            self._left.pop(stream, None)
            self.versions[stream] = version
            if not version:
                del self.versions[stream]

    def _tidy(self, new: Job, before: Before) -> None:
        """Let a job go that is deleted, and the oldest of those that ended where there are many."""
        if new.is_deleted:
            self._drop(new.id, before)
        for name, most in self._kept.items():
            ended = self._ended[name]
            while len(ended) > most:
                _, oldest = next(iter(ended))
                self._drop(oldest, before)

    def _drop(self, stream: JobId | BatchId, before: Before) -> None:
        old, version = self.state(stream), self.versions.pop(stream)
        before.append((stream, old, version))
        self._put(stream, old, None)
        self._left[stream] = version
        while len(self._left) > KEPT_VERSIONS:
            self._left.popitem(last=False)
        if isinstance(old, Job) and old.batch not in self.jobs_of:
            self._drop(old.batch, before)

    def _shelf(self, stream: str) -> dict[Any, Any]:
        match kind(stream):
            case "job":
                return self.jobs
            case "batch":
                return self.batches
            case "worker":
                return self.workers
            case "share":
                return self.shares
            case _:
                raise LookupError(f"{stream} is nothing that a queue holds.")

    def _put(self, stream: str, old: QueueState | None, new: QueueState | None) -> None:
        match old or new:
            case Job():
                self._put_job(cast("Job | None", old), cast("Job | None", new))
            case Queue():
                self._put_queue(cast("Queue | None", new))
            case Batch():
                self._put_batch(cast("Batch | None", old), cast("Batch | None", new))
            case Worker():
                self._put_worker(cast("Worker | None", old), cast("Worker | None", new))
            case Share() if new is not None:
                self.shares[ShareId(stream)] = cast("Share", new)
            case _:
                self.shares.pop(ShareId(stream), None)

    def _put_queue(self, new: Queue | None) -> None:
        self.is_open = new is not None
        self.queue = new or Queue(id=self.id)

    def _put_batch(self, old: Batch | None, new: Batch | None) -> None:
        standing = self._standing(old, new)
        for one in standing:
            self.line.take(one)
        if new:
            self.batches[new.id] = new
            self._demands.setdefault(new.demand, {})[new.id] = None
        else:
            self._drop_batch(cast("Batch", old))
        for one in standing:
            self.line.put(one, new)

    def _drop_batch(self, old: Batch) -> None:
        del self.batches[old.id], self._demands[old.demand][old.id]
        if not self._demands[old.demand]:
            del self._demands[old.demand]
            self._able.forget(old.demand)

    def _standing(self, old: Batch | None, new: Batch | None) -> list[Job]:
        """Return the jobs whose lane is another one after a change of their batch's budget."""
        if old is None or new is None or old.size > 1 or old.has_budget == new.has_budget:
            return []
        jobs = (self.jobs[id_] for id_ in self.jobs_of.get(old.id, ()))
        return [one for one in jobs if one.id in self.line]

    def _put_worker(self, old: Worker | None, new: Worker | None) -> None:
        if old:
            del self.workers[old.id]
        if new:
            self.workers[new.id] = new
        could = self.abilities.pop(old.id, None) if old else None
        can = ability(new) if new and not new.is_removed else None
        if can:
            self.abilities[can.id] = can
        if can != could:
            self._able.change(could, can)

    def _put_job(self, old: Job | None, new: Job | None) -> None:
        if old:
            self._take_off(old)
        if new:
            self._lay_down(new)
        if old and new is None:
            self._forget(old)

    def _take_off(self, old: Job) -> None:
        self.counts[old.status] -= 1
        self.line.take(old)
        if old.is_active:
            self._busy(old, -1)
        elif old.is_ended:
            self._ended[_pile(old)].remove((old.ended_at, old.id))
            self.history.take(old)

    def _lay_down(self, new: Job) -> None:
        self.jobs[new.id] = new
        self.jobs_of.setdefault(new.batch, {})[new.id] = None
        self.counts[new.status] += 1
        self.sequence = max(self.sequence, new.sequence)
        self.latest = max(self.latest, new.enqueued_at)
        self.line.put(new, self.batches.get(new.batch))
        if new.is_active:
            self._busy(new, 1)
        elif new.is_ended:
            self._ended[_pile(new)].add((new.ended_at, new.id))
            self.history.put(new)

    def _forget(self, old: Job) -> None:
        del self.jobs[old.id], self.jobs_of[old.batch][old.id]
        if not self.jobs_of[old.batch]:
            del self.jobs_of[old.batch]

    def _busy(self, one: Job, step: int) -> None:
        worker = cast("WorkerId", one.worker)
        slot = Slot(worker, one.device)
        self.active[one.project_id] += step
        self.active[one.batch] += step
        if step < 0:
            del self.busy[slot][one.id]
            return
        self.busy.setdefault(slot, {})[one.id] = None
        if one.status == "assigned":
            self._turn += 1
            self.turns[one.project_id] = self._turn
            self.warm[worker] = one.demand


def _pile(one: Job) -> str:
    return "failed" if one.status in {"failed", "parked"} else "done"
