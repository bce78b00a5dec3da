"""Leases: whoever works on a job has to be heard of, or the job goes to somebody else.

Heartbeats are no events. What is heard is kept here, and what may be done about silence is decided
by the looks at it: a look that comes late (this program was paused, its clock jumped, it was just
started) says nothing of the workers, so everybody gets the grace anew.
"""

from collections.abc import Iterable
from typing import Final

from domain.queue.board.job import Job
from events.ids import AttemptId

SECOND: Final = 1000
LEASE: Final = 60 * SECOND
# After a start workers have to be looked at first, however long nobody heard of them.
GRACE: Final = 5 * 60 * SECOND
# Looks come every few seconds: after a longer pause what was heard is old for another reason.
LATE: Final = 30 * SECOND


class Leases:
    """All instants are ms, of any clock that the caller keeps to; the durations are, too."""

    def __init__(self, *, lease: int = LEASE, grace: int = GRACE, late: int = LATE) -> None:
        self._lease = lease
        self._grace = grace
        self._late = late
        self._heard: dict[AttemptId, int] = {}
        self._looked_at: int | None = None
        self._patient_until = 0

    def heard(self, attempt: AttemptId, now: int) -> None:
        """Learn that somebody works on an attempt."""
        self._heard[attempt] = max(now, self._heard.get(attempt, now))

    def expired(self, jobs: Iterable[Job], now: int) -> list[Job]:
        """Return the jobs whose attempts nobody was heard of for too long.

        `jobs` are all that have one. Those that were not seen before begin their lease now.
        """
        if self._is_late(now):
            self._patient_until = now + self._grace
        self._looked_at = now
        live = {job.attempt: job for job in jobs if job.attempt is not None}
        self._heard = {attempt: self._heard.get(attempt, now) for attempt in live}
        if now < self._patient_until:
            return []
        return [live[attempt] for attempt, at in self._heard.items() if now - at > self._lease]

    def _is_late(self, now: int) -> bool:
        before = self._looked_at
        return before is None or not 0 <= now - before <= self._late
