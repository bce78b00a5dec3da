"""What was learned from jobs that succeeded: how long their like take, and on whom one can rely."""

from collections import Counter
from statistics import median, quantiles
from typing import Final, TypeAlias

from domain.queue.board.job import Job
from events.ids import JobId, WorkerId
from events.record import record

SECOND: Final = 1000
# What a job takes, in ms, as long as nobody has seen one like it.
FIRST_GUESS: Final = {"video": 120 * SECOND, "image": 30 * SECOND}
GUESS: Final = 60 * SECOND
FEWEST: Final = 3

Group: TypeAlias = tuple[str, str]


@record
class Estimate:
    """Milliseconds. `low` and `high` hold half of all cases; None: nobody knows yet."""

    typical: int
    low: int | None = None
    high: int | None = None


class History:
    """Durations (ms) of jobs that succeeded, by their likeness and the class of the machine."""

    def __init__(self) -> None:
        self.done: Counter[WorkerId] = Counter()
        self._worked: Counter[WorkerId] = Counter()
        self._times: dict[Group, dict[JobId, int]] = {}
        self._known: dict[Group, Estimate] = {}

    def put(self, job: Job) -> None:
        """Learn from a job, where there is something to learn."""
        if job.status != "succeeded" or job.worker is None:
            return
        self.done[job.worker] += 1
        self._worked[job.worker] += job.last_time
        for group in _groups(job):
            self._times.setdefault(group, {})[job.id] = job.last_time
            self._known.pop(group, None)

    def take(self, job: Job) -> None:
        """Forget a job that was put in."""
        if job.status != "succeeded" or job.worker is None:
            return
        self.done[job.worker] -= 1
        self._worked[job.worker] -= job.last_time
        for group in _groups(job):
            del self._times[group][job.id]
            self._known.pop(group, None)

    def estimate(self, kind: str, likeness: str, machine: str = "") -> Estimate:
        """Return what a job takes on a machine, else on any, else what is guessed to begin with."""
        for group in ((likeness, machine), (likeness, "")):
            if len(self._times.get(group, ())) >= FEWEST:
                return self._estimate(group)
        return Estimate(typical=FIRST_GUESS.get(kind, GUESS))

    def reliability(self, worker: WorkerId, erred: int) -> float:
        """Return the part of attempts that went well, 1 where none was made."""
        done = self.done[worker]
        return (done + 1) / (done + erred + 1)

    def mean(self, worker: WorkerId) -> int | None:
        """Return how long (ms) a job took on a worker, None where none was done there."""
        done = self.done[worker]
        return round(self._worked[worker] / done) if done else None

    def _estimate(self, group: Group) -> Estimate:
        known = self._known.get(group)
        if known is None:
            times = sorted(self._times[group].values())
            low, _, high = quantiles(times, n=4, method="inclusive")
            known = Estimate(typical=round(median(times)), low=round(low), high=round(high))
            self._known[group] = known
        return known


def _groups(job: Job) -> tuple[Group, Group]:
    return (job.likeness, job.machine), (job.likeness, "")
