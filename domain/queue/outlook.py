"""What can be said of the jobs of a queue just now: why they wait, and when they begin and end.

It is made of the board alone, so that every server says the same, also one that dispatches nothing:
a worker counts as being there while its health is good.
"""

from collections.abc import Mapping
from typing import Final

from domain.queue.board.board import QueueBoard
from domain.queue.board.job import WAITING, Job
from domain.queue.forecast import Forecast, forecast
from domain.queue.schedule import Plan, Sighting, assign
from events.ids import JobId, WorkerId
from events.record import record

# How many that wait have a forecast; of those behind them nobody can tell yet.
FORESEEN: Final = 300


@record
class Outlook:
    """`now` is when it was made, in ms."""

    plan: Plan
    forecasts: Mapping[JobId, Forecast]
    now: int

    def waits_for(self, job: Job) -> str | None:
        """Say what a job waits for; None where it does not wait."""
        if job.status not in WAITING:
            return None
        return job.reason if job.retry_at > self.now else self.plan.explained(job)

    def forecast(self, job: Job) -> Forecast | None:
        """Return when a job begins and ends, None where it has ended or nobody can tell."""
        return None if job.is_ended or job.status == "paused" else self.forecasts.get(job.id)


def outlook(board: QueueBoard, now: int) -> Outlook:
    """Look at a queue as it is; `now` is ms since 1970."""
    sightings = {id_: Sighting(is_online=_is_well(board, id_)) for id_ in board.workers}
    return Outlook(
        plan=assign(board, sightings, board.history, now),
        forecasts=forecast(board, sightings, board.history, now, limit=FORESEEN),
        now=now,
    )


def _is_well(board: QueueBoard, id_: WorkerId) -> bool:
    return board.workers[id_].health == "good"
