"""When jobs will begin and end, as far as one can tell: ranges learned from jobs like them.

The queue is played through: each device takes the next job that it can do when it is done with the
one before. What nobody has seen yet makes a range unknown, and is counted as a guess.
"""

from collections.abc import Mapping
from heapq import heapify, heappop, heappush

from domain.queue.board.ability import Slot
from domain.queue.board.board import QueueBoard
from domain.queue.board.history import Estimate, History
from domain.queue.board.job import Job
from domain.queue.board.line import Place
from domain.queue.schedule import Sighting
from events.ids import JobId, WorkerId
from events.record import record


@record
class Forecast:
    """Instants in ms. `earliest` and `latest` are the range of its end, None where it is unknown.

    `soonest` and `last` are that of its start.
    """

    starts_at: int
    ends_at: int
    earliest: int | None = None
    latest: int | None = None
    soonest: int | None = None
    last: int | None = None


def forecast(
    board: QueueBoard,
    workers: Mapping[WorkerId, Sighting],
    history: History,
    now: int,
    *,
    limit: int,
) -> dict[JobId, Forecast]:
    """Return when running jobs, and the first `limit` that wait, begin and end.

    Jobs that no worker which is there can do are not in it.
    """
    play = _Play(board, history, now)
    for id_, seen in workers.items():
        if id_ in board.abilities and seen.is_online:
            play.add(id_)
    for place in _waiting(board, limit):
        play.take(board.jobs[place.id])
    return play.found


def left(board: QueueBoard, history: History) -> int:
    """Return how much work (ms of one device) waits, by what is known of its like."""
    total = 0
    for fronts in board.line.fronts.values():
        for front in fronts:
            demand = board.demand(front.demand)
            each = history.estimate(demand.kind, demand.likeness).typical
            total += each * board.line.size(front)
    return total


def estimate(job: Job, history: History, machine: str = "") -> Estimate:
    return history.estimate(job.kind, job.likeness, machine)


def _waiting(board: QueueBoard, limit: int) -> list[Place]:
    """Return those who wait as they are due, whosever they are."""
    lanes = [
        (turn.place, front, turn.batch)
        for fronts in board.line.fronts.values()
        for front, turns in fronts.items()
        for turn in turns
    ]
    heads = []
    for place, front, batch in lanes:
        behind = board.line.behind(front, batch)
        next(behind)
        heads.append((place, behind))
    heapify(heads)
    found: list[Place] = []
    while heads and len(found) < limit:
        place, behind = heappop(heads)
        found.append(place)
        if (following := next(behind, None)) is not None:
            heappush(heads, (following, behind))
    return found


class _Play:
    def __init__(self, board: QueueBoard, history: History, now: int) -> None:
        self._board = board
        self._history = history
        self._now = now
        # When each device will be free: by what is usual, at the earliest, at the latest.
        self._free: dict[Slot, tuple[int, int | None, int | None]] = {}
        self.found: dict[JobId, Forecast] = {}

    def add(self, worker: WorkerId) -> None:
        """Let a worker do what it has."""
        for device in range(len(self._board.abilities[worker].vram)):
            slot = Slot(worker, device)
            self._free[slot] = (self._now, self._now, self._now)
            for id_ in self._board.busy.get(slot, ()):
                self._run(self._board.jobs[id_], slot)

    def take(self, job: Job) -> None:
        """Let the device that is free first do a job."""
        able = [
            slot
            for slot in self._board.able(job.demand, job.vram)
            if slot in self._free and self._board.workers[slot.worker].takes_jobs
        ]
        if able:
            self._run(job, min(able, key=lambda slot: (self._free[slot][0], slot)))

    def _run(self, job: Job, slot: Slot) -> None:
        machine = self._board.abilities[slot.worker].machines[slot.device]
        known = estimate(job, self._history, machine)
        begins, earliest, latest = self._free[slot]
        done = max(self._now - job.started_at, 0) if job.started_at else 0
        ends = begins + max(known.typical - done, 0)
        low = _later(earliest, known.low, done)
        high = _later(latest, known.high, done)
        self._free[slot] = (ends, low, high)
        self.found[job.id] = Forecast(
            starts_at=job.started_at or begins,
            ends_at=ends,
            earliest=low,
            latest=high,
            soonest=job.started_at or earliest,
            last=job.started_at or latest,
        )


def _later(since: int | None, time: int | None, done: int) -> int | None:
    return None if since is None or time is None else since + max(time - done, 0)
