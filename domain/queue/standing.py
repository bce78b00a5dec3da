"""How a worker stands just now, in a word and a sentence that says what to do about it."""

from typing import Final, Literal, TypeAlias

from domain.queue.board.board import QueueBoard
from domain.queue.board.worker import Worker
from domain.text import counted
from events.ids import WorkerId
from events.record import record

State: TypeAlias = Literal[
    "offline", "idle", "busy", "draining", "suspect", "quarantined", "disabled"
]

# For how long (ms) a look at a worker counts; an agent may be silent for as long as it waits.
LOOKED: Final = 30_000
ASKED: Final = 90_000
BEGINNING: Final = frozenset({"assigned", "submitting", "submitted"})

NEVER_CAME: Final = "Its agent has not come yet. Make a token and start the agent with it."
AWAY: Final = (
    "Its agent was not heard of for too long. See that the agent runs and its ComfyUI answers."
)
NOT_LOOKED_AT: Final = (
    "No server has looked at it for a while. If this stays so, see what the server's log says."
)
SILENT: Final = "It does not answer. See that it runs and can be reached at its address."
EMPTY: Final = "It has finished all it had, and can be switched off, removed or enabled again."
REMEDIES: Final[dict[State, str]] = {
    "disabled": "Enable it to let it work again.",
    "quarantined": "Put right what fails there, then let it work again.",
    "suspect": "It gets nothing new until it works again. Restart it if it does not.",
}


@record
class Seen:
    """How a worker was seen at an instant (`at`, `heard_at`: ms since 1970, 0 for never).

    `trouble` says why it is not online, `foreign` how much work of others it has, `free` the
    VRAM (megabytes) of each device that is not taken; empty where it does not tell.
    """

    worker: WorkerId
    at: int
    is_online: bool
    heard_at: int = 0
    trouble: str = ""
    foreign: int = 0
    free: tuple[int, ...] = ()


@record
class Standing:
    """`mean_time` is ms; it and `success` (0 to 1) are None where there is no history."""

    state: State
    reason: str
    running: int
    waiting: int
    foreign: int
    free: tuple[int, ...]
    heard_at: int
    mean_time: int | None
    success: float | None


def stand(board: QueueBoard, worker: Worker, seen: Seen | None, now: int) -> Standing:
    """Return how a worker stands, whoever has the duty to look at it."""
    jobs = [board.jobs[id_] for id_ in board.at(worker.id)]
    waiting = sum(job.status in BEGINNING for job in jobs)
    is_online = seen is not None and is_there(worker, seen, now)
    foreign = seen.foreign if seen and is_online else 0
    state = _state(worker, is_online=is_online, is_busy=bool(jobs or foreign))
    done = board.history.done[worker.id]
    tried = done + worker.erred
    return Standing(
        state=state,
        reason=_reason(state, worker, seen, len(jobs), now),
        running=len(jobs) - waiting,
        waiting=waiting,
        foreign=foreign,
        free=seen.free if seen and is_online else (),
        heard_at=seen.heard_at if seen else 0,
        mean_time=board.history.mean(worker.id),
        success=done / tried if tried else None,
    )


def is_there(worker: Worker, seen: Seen, now: int) -> bool:
    """Tell whether a worker answers, by what was seen of it; `now` is ms since 1970."""
    return seen.is_online and _counts(worker, seen, now)


def _counts(worker: Worker, seen: Seen, now: int) -> bool:
    return now - seen.at <= (ASKED if worker.kind == "agent" else LOOKED)


def _state(worker: Worker, *, is_online: bool, is_busy: bool) -> State:
    """What people want of it goes first, then what it deserves, then whether it is there."""
    if worker.mode == "disabled":
        return "disabled"
    if worker.health == "quarantined":
        return "quarantined"
    if not is_online:
        return "offline"
    if worker.health == "suspect":
        return "suspect"
    if worker.mode == "draining":
        return "draining"
    return "busy" if is_busy else "idle"


def _reason(state: State, worker: Worker, seen: Seen | None, jobs: int, now: int) -> str:
    if state == "offline":
        return _absence(worker, seen, now)
    if state == "draining":
        return f"It finishes {counted(jobs, 'job')} and gets nothing more." if jobs else EMPTY
    remedy = REMEDIES.get(state)
    return f"{_ended(worker.reason)} {remedy}" if remedy else ""


def _ended(reason: str) -> str:
    """Return what was said as a sentence with its end."""
    said = reason[:1].upper() + reason[1:]
    return said if said.endswith((".", "!", "?")) else f"{said}."


def _absence(worker: Worker, seen: Seen | None, now: int) -> str:
    if worker.kind == "agent":
        return NEVER_CAME if seen is None else AWAY
    if seen is None or not _counts(worker, seen, now):
        return NOT_LOOKED_AT
    return _ended(seen.trouble) if seen.trouble else SILENT
