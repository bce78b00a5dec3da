"""Which job goes to which worker next: a pure function of the queue, the workers and the time.

The order of jobs: the highest band first (a step of priority, or a day of waiting), then the
project that has the least at work and whose turn is longest ago, then who came first. Who cannot
go now, for want of a worker, a turn or a budget, lets the next one pass. The order of devices: idle
ones first, then those of the workers that are least loaded and most reliable; among equals one
that has the job's models in memory.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from heapq import heapify, heappop, heappush
from itertools import islice
from typing import NamedTuple

from domain.queue import budget
from domain.queue.attempt import DEPTH
from domain.queue.board.ability import Slot, unmet
from domain.queue.board.board import QueueBoard
from domain.queue.board.history import History
from domain.queue.board.job import WAITING, Job
from domain.queue.board.line import DAY, Front, Place, front_of
from domain.text import counted
from events.ids import BatchId, JobId, ProjectId, WorkerId
from events.record import record


@record
class Sighting:
    """What is known of a worker just now, and is no fact.

    `foreign` is how much work of others it has, on its first device. One that is not asking is
    there and gets nothing now: somebody else gives it its jobs, or it comes for them itself.
    """

    is_online: bool = True
    foreign: int = 0
    is_asking: bool = True


@record
class Assignment:
    job_id: JobId
    worker_id: WorkerId
    device: int
    reason: str


@record
class Plan:
    """`waits` says why those who could not go did not, by the front or the batch they belong to."""

    assignments: tuple[Assignment, ...]
    waits: Mapping[Front | BatchId, str]

    def explained(self, job: Job) -> str:
        """Say why a job waits."""
        if job.status not in WAITING:
            return job.reason
        return self.waits.get(job.batch) or self.waits.get(front_of(job)) or job.reason


class Offer(NamedTuple):
    """A place at a device; the order of offers is the order in which they are taken.

    `depth` is how many jobs are there before.
    """

    depth: int
    load: float
    doubt: float
    slot: Slot


def assign(
    board: QueueBoard, workers: Mapping[WorkerId, Sighting], history: History, now: int
) -> Plan:
    """Return what is to be claimed now, and why others wait. `now` is ms since 1970."""
    board.wake(now)
    online = frozenset(id_ for id_, seen in workers.items() if _is_there(board, id_, seen))
    offers = [
        offer
        for id_ in online
        if workers[id_].is_asking
        for offer in _offers(board, id_, workers[id_].foreign, history)
    ]
    board.hasten({offer.slot for offer in offers})
    return _Decision(board, _Devices(board, sorted(offers), online), now).plan()


def _is_there(board: QueueBoard, id_: WorkerId, seen: Sighting) -> bool:
    worker = board.workers.get(id_)
    return worker is not None and worker.takes_jobs and seen.is_online


def _offers(board: QueueBoard, id_: WorkerId, foreign: int, history: History) -> Iterator[Offer]:
    worker = board.workers[id_]
    size = len(worker.devices)
    depths = [len(board.busy.get(Slot(id_, at), ())) for at in range(size)]
    if size:
        depths[0] += foreign
    doubt = 1 - history.reliability(id_, worker.erred)
    load = sum(depths) / max(size, 1)
    for at, depth in enumerate(depths):
        for more in range(depth, DEPTH):
            yield Offer(more, load, doubt, Slot(id_, at))


class _Devices:
    """The places that are offered, as bits of a number: those of a front are found in one step."""

    def __init__(self, board: QueueBoard, offers: list[Offer], online: frozenset[WorkerId]) -> None:
        self._board = board
        self._offers = offers
        self.online = online
        self._bits: dict[Slot, int] = {}
        self._depths: dict[int, int] = {}
        for at, offer in enumerate(offers):
            self._bits[offer.slot] = self._bits.get(offer.slot, 0) | 1 << at
            self._depths[offer.depth] = self._depths.get(offer.depth, 0) | 1 << at
        self._free = (1 << len(offers)) - 1
        self._of: dict[Front, int] = {}
        self._warm: dict[str, int] = {}

    @property
    def number(self) -> int:
        """How many devices have a place that is offered."""
        return len(self._bits)

    def take(self, front: Front, *, only_idle: bool) -> Slot | None:
        """Take the best place for a job of a front, None where there is none."""
        open_ = self._able(front) & self._free
        if only_idle:
            open_ &= self._depths.get(0, 0)
        if not open_:
            return None
        first = self._offers[_lowest(open_)]
        alike = open_ & self._depths[first.depth]
        warm = alike & self._having(front.demand)
        at = _lowest(warm or alike)
        self._free &= ~(1 << at)
        return self._offers[at].slot

    def _able(self, front: Front) -> int:
        """Return the places where a front's jobs can run; those they avoid are the last resort."""
        if front not in self._of:
            able, wanted = 0, 0
            for slot in self._board.able(front.demand, front.vram):
                bits = self._bits.get(slot, 0)
                able |= bits
                if slot.worker not in front.avoids:
                    wanted |= bits
            is_alone = not wanted and not self._has_other(front)
            self._of[front] = able if is_alone else wanted
        return self._of[front]

    def _has_other(self, front: Front) -> bool:
        """Tell whether a worker that is there, and not avoided, will do it when it has time."""
        return any(
            slot.worker not in front.avoids
            for slot in self._board.able(front.demand, front.vram)
            if slot.worker in self.online
        )

    def _having(self, demand: str) -> int:
        if demand not in self._warm:
            warm = self._board.warm
            bits = (bits for slot, bits in self._bits.items() if warm.get(slot.worker) == demand)
            self._warm[demand] = _union(bits)
        return self._warm[demand]


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


def _union(several: Iterator[int]) -> int:
    found = 0
    for bits in several:
        found |= bits
    return found


class _Decision:
    def __init__(self, board: QueueBoard, devices: _Devices, now: int) -> None:
        self._board = board
        self._devices = devices
        self._now = now
        self._left = len(board.line)
        self._active = Counter(board.active)
        self._turns = dict(board.turns)
        self._turn = max(self._turns.values(), default=0)
        self._made: list[Assignment] = []
        self._waits: dict[Front | BatchId, str] = {}

    def plan(self) -> Plan:
        projects = [
            project for id_ in self._board.line.fronts if (project := self._project(id_)).has_any
        ]
        queue = [(self._key(project), project) for project in projects]
        heapify(queue)
        while queue:
            _, project = heappop(queue)
            if self._serve(project):
                heappush(queue, (self._key(project), project))
        return Plan(assignments=tuple(self._made), waits=self._waits)

    def _project(self, id_: ProjectId) -> "_Project":
        fronts = self._board.line.fronts[id_]
        return _Project(id_, {front: self._jobs(front) for front in fronts})

    def _key(self, project: "_Project") -> tuple[int, int, int, Place]:
        place = project.best
        band = (self._now - place.due) // DAY
        return -band, self._active[project.id], self._turns.get(project.id, 0), place

    def _serve(self, project: "_Project") -> bool:
        """Let the first job of a project go, if it may; tell whether it has more."""
        if why := self._hold(project.id):
            self._waits |= dict.fromkeys(project.fronts, why)
            return False
        front, job = project.front, self._board.jobs[project.best.id]
        slot = self._devices.take(front, only_idle=self._left <= self._devices.number)
        if slot is None:
            self._waits[front] = self._why(front)
            project.leave()
        else:
            self._go(job, slot)
            project.advance()
        return project.has_any

    def _go(self, job: Job, slot: Slot) -> None:
        self._left -= 1
        self._active[job.project_id] += 1
        self._active[job.batch] += 1
        self._turn += 1
        self._turns[job.project_id] = self._turn
        is_warm = self._board.warm.get(slot.worker) == job.demand
        self._made.append(
            Assignment(
                job_id=job.id,
                worker_id=slot.worker,
                device=slot.device,
                reason="has its models in memory" if is_warm else "has time",
            )
        )

    def _jobs(self, front: Front) -> Iterator[Place]:
        """Yield the jobs of a front, lane by lane as they are due; a lane that is held is left."""
        line = self._board.line
        turns = iter(line.fronts[front.project][front])
        turn = next(turns, None)
        lanes: list[tuple[Place, BatchId | str, Iterator[Place]]] = []
        while lanes or turn:
            if turn and not (lanes and lanes[0][0] < turn.place):
                behind = islice(line.behind(front, turn.batch), 1, None)
                heappush(lanes, (turn.place, turn.batch or "", behind))
                turn = next(turns, None)
                continue
            place, batch, lane = heappop(lanes)
            if self._is_held(batch):
                continue
            yield place
            if following := next(lane, None):
                heappush(lanes, (following, batch, lane))

    def _is_held(self, id_: BatchId | str) -> bool:
        batch = self._board.batches.get(BatchId(id_))
        if batch is None or not batch.has_budget:
            return False
        why = budget.used_up("batch", batch, self._active[batch.id])
        if why:
            self._waits[batch.id] = why
        return bool(why)

    def _hold(self, project: ProjectId) -> str:
        return budget.hold(self._board, project, self._active[project])

    def _why(self, front: Front) -> str:
        able = {slot.worker for slot in self._board.able(front.demand, front.vram)}
        if not able:
            vram = self._board.memory(front.demand, front.vram)
            return unmet(self._board.demand(front.demand), vram, self._board.abilities)
        there = able & self._devices.online
        if not there:
            return f"{counted(len(able), 'worker')} could do it, but none of them takes jobs now"
        return f"{counted(len(there), 'worker')} can do it and will when there is time"


class _Project:
    """The fronts of a project that may still be served, and the first job of all of them."""

    def __init__(self, id_: ProjectId, fronts: Mapping[Front, Iterator[Place]]) -> None:
        self.id = id_
        self._heads: list[tuple[Place, Front, Iterator[Place]]] = []
        for front, jobs in fronts.items():
            if (first := next(jobs, None)) is not None:
                self._heads.append((first, front, jobs))
        heapify(self._heads)

    @property
    def has_any(self) -> bool:
        return bool(self._heads)

    @property
    def best(self) -> Place:
        return self._heads[0][0]

    @property
    def front(self) -> Front:
        return self._heads[0][1]

    @property
    def fronts(self) -> list[Front]:
        return [front for _, front, _ in self._heads]

    def leave(self) -> None:
        """Serve the first front no more."""
        heappop(self._heads)

    def advance(self) -> None:
        """Go on to the job behind the first one."""
        _, front, jobs = heappop(self._heads)
        if (following := next(jobs, None)) is not None:
            heappush(self._heads, (following, front, jobs))
