"""Whether what runs is alive: it may be quiet for long, and a server may only look healthy.

A node without a progress bar says nothing for minutes, and is no failure. So a limit is generous,
it follows what like attempts took, and the first verdict is a suspicion. Only something that was
told to stop and does not, long after, shows that the thread that runs everything is dead.
"""

from collections.abc import Iterable
from typing import Final

from events.record import record, replace
from generation.worker import Health, Suspected

QUIET: Final = 600.0  # seconds without a sign of life that are always granted
TIMES_USUAL: Final = 5  # … or this many times what such attempts take
FIRST_NODE: Final = 120.0  # seconds between the start of a run and its first node
DEAF: Final = 60.0  # seconds that something suspicious may go on after it was told to stop

REMEMBERED: Final = 10_000  # what was told to stop; each is forgotten with its attempt


@record
class Watched:
    """Something that runs. Times are seconds of a clock that never goes back.

    `sign_at`: when it last gave a sign of life; `stop_at`: when it was first told to stop.
    `has_begun`: a node of it ran; None if nobody listened.
    """

    sign_at: float
    usual_seconds: float | None = None
    has_begun: bool | None = None
    stop_at: float | None = None


def limit(usual_seconds: float | None) -> float:
    """Return how many seconds of silence are no reason to worry."""
    return max(QUIET, TIMES_USUAL * (usual_seconds or 0.0))


def verdict(watched: Watched, now: float) -> Suspected | None:
    quiet = now - watched.sign_at
    granted = FIRST_NODE if watched.has_begun is False else limit(watched.usual_seconds)
    if quiet < granted:
        return None
    if watched.stop_at is not None and now - max(watched.stop_at, watched.sign_at) >= DEAF:
        return Suspected(health=Health.DEAD, reason=_deaf(now - watched.stop_at))
    return Suspected(health=Health.SUSPECT, reason=_silent(quiet, watched))


def _silent(quiet: float, watched: Watched) -> str:
    if watched.has_begun is False:
        return f"It was started {_minutes(quiet)} ago and no node has run since: it may hang."
    return f"It has shown no sign of life for {_minutes(quiet)}: it may hang."


def _deaf(seconds: float) -> str:
    return (
        f"It was told to stop {_minutes(seconds)} ago and goes on without a sign of life: "
        "ComfyUI needs a restart."
    )


def _minutes(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes > 1 else f"{round(seconds)} seconds"


class Vigil:
    """What this program knows of everything that runs on one worker."""

    def __init__(self) -> None:
        self._watched: dict[str, Watched] = {}
        self._stopped: dict[str, float] = {}

    def runs(self, id_: str, now: float, *, usual_seconds: float | None = None) -> None:
        """Note that something runs; how long it has done so is counted from the first time."""
        watched = self._watched.get(id_)
        if watched is None:
            watched = Watched(sign_at=now, stop_at=self._stopped.get(id_))
        if usual_seconds is not None:
            watched = replace(watched, usual_seconds=usual_seconds)
        self._watched[id_] = watched

    def begins(self, id_: str, now: float) -> None:
        """Note that the start of a run was heard: from now on its first node is waited for."""
        self.runs(id_, now)
        if self._watched[id_].has_begun is None:
            self._watched[id_] = replace(self._watched[id_], has_begun=False, sign_at=now)

    def sign(self, id_: str, now: float) -> None:
        self.runs(id_, now)
        self._watched[id_] = replace(self._watched[id_], sign_at=now, has_begun=True)

    def told_to_stop(self, id_: str, now: float) -> None:
        self._stopped.setdefault(id_, now)
        if len(self._stopped) > REMEMBERED:
            self._stopped.pop(next(iter(self._stopped)))
        if id_ in self._watched and self._watched[id_].stop_at is None:
            self._watched[id_] = replace(self._watched[id_], stop_at=now)

    def was_told_to_stop(self, id_: str) -> bool:
        return id_ in self._stopped

    def verdict(self, id_: str, now: float) -> Suspected | None:
        return verdict(self._watched[id_], now) if id_ in self._watched else None

    def only(self, ids: Iterable[str]) -> None:
        """Forget all but what still runs."""
        running = set(ids)
        self._watched = {id_: seen for id_, seen in self._watched.items() if id_ in running}

    def is_over(self, id_: str) -> None:
        """Forget something that does not run any more."""
        self._watched.pop(id_, None)

    def forget(self, id_: str) -> None:
        self.is_over(id_)
        self._stopped.pop(id_, None)
