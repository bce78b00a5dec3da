"""A small farm to work on: a queue, its workers, batches, and wishes about them."""

from collections.abc import Iterable
from typing import Any, Final

from domain.execute import Request
from domain.queue.attempt import AssignJob, SubmitJob, SucceedJob
from domain.queue.board.board import QueueBoard
from domain.queue.command import QueueCommand, decide
from domain.queue.enqueue import EnqueueBatch, Item, job_id
from domain.queue.failure import FailAttempt, Failure
from domain.queue.fleet import NoteProbe, RegisterWorker
from events.ids import (
    MAIN_QUEUE,
    AttemptId,
    BatchId,
    ClipId,
    JobId,
    ProjectId,
    UserId,
    WorkerId,
    derived,
)
from events.job import Output
from events.store import Fact
from events.worker import Device

ADA: Final = UserId("user-" + "a" * 32)
GIGABYTE: Final = 1024
SECOND: Final = 1000
# A morning in 2026, in ms.
DAWN: Final = 1_770_000_000_000
SHOT: Final = Output(digest="d" * 64, name="shot.png", media_type="image/png", size=7)


def project_id(number: int = 1) -> ProjectId:
    return ProjectId(f"project-{number:032x}")


def batch_id(number: int = 1) -> BatchId:
    return BatchId(f"batch-{number:032x}")


def worker_id(number: int = 1) -> WorkerId:
    return WorkerId(f"worker-{number:032x}")


def clip_id(number: int = 1) -> ClipId:
    return ClipId(f"clip-{number:032x}")


def attempt_id(number: int = 1) -> AttemptId:
    digits = f"{number:032x}"
    parts = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
    return AttemptId("-".join(parts))


def job(number: int = 0, batch: int = 1) -> JobId:
    return job_id(batch_id(batch), number)


def enqueued(number: int = 1, size: int = 1, *, project: int = 1, **others: Any) -> EnqueueBatch:
    """Return the wish for a batch of so many jobs."""
    given: dict[str, Any] = {
        "name": f"Batch {number}",
        "workflow": "text-to-image",
        "workflow_version": "1",
        "kind": "image",
        "items": tuple(Item(name=f"Clip {n}", clip_id=clip_id(n)) for n in range(size)),
        "now": DAWN,
    }
    return EnqueueBatch(
        batch_id=batch_id(number), project_id=project_id(project), **(given | others)
    )


def registered(number: int = 1, **others: Any) -> RegisterWorker:
    given: dict[str, Any] = {
        "name": f"GPU {number}",
        "kind": "comfyui",
        "address": f"http://gpu{number}:8188",
    }
    return RegisterWorker(worker_id=worker_id(number), **(given | others))


def probed(number: int = 1, *vram: int, models: tuple[str, ...] = ()) -> NoteProbe:
    """Return what a worker was found to have: a device for each number of gigabytes."""
    return NoteProbe(
        worker_id=worker_id(number),
        version="0.3",
        devices=tuple(Device(name="RTX", vram=size * GIGABYTE) for size in vram or (24,)),
        models=models,
        nodes=("KSampler", "SaveImage"),
    )


def assigned(
    number: int = 0, *, batch: int = 1, worker: int = 1, attempt: int = 1, device: int = 0
) -> AssignJob:
    return AssignJob(
        job_id=job(number, batch),
        worker_id=worker_id(worker),
        device=device,
        attempt=attempt_id(attempt),
        reason="has time",
        now=DAWN,
    )


def sent(number: int = 0, *, batch: int = 1, attempt: int = 1) -> SubmitJob:
    return SubmitJob(job_id=job(number, batch), attempt=attempt_id(attempt))


def succeeded(
    number: int = 0, *, batch: int = 1, attempt: int = 1, time: int = SECOND
) -> SucceedJob:
    return SucceedJob(
        job_id=job(number, batch),
        attempt=attempt_id(attempt),
        time=time,
        outputs=(SHOT,),
        now=DAWN + time,
    )


def failed(
    failure: Failure = "trouble",
    number: int = 0,
    *,
    batch: int = 1,
    attempt: int = 1,
    reason: str = "it broke",
    time: int = SECOND,
) -> FailAttempt:
    return FailAttempt(
        job_id=job(number, batch),
        attempt=attempt_id(attempt),
        failure=failure,
        reason=reason,
        now=DAWN + time,
        time=time,
    )


def done(board: QueueBoard, *commands: QueueCommand) -> list[Fact]:
    """Carry commands out that are meant to succeed, and return what the last one came to."""
    facts: list[Fact] = []
    for command in commands:
        facts = decide(command, board)
        board.apply(facts)
    return facts


def farm(*commands: QueueCommand, workers: int = 1) -> QueueBoard:
    """Return a queue with some workers of 24 GB, after commands."""
    board = QueueBoard(MAIN_QUEUE)
    for number in range(1, workers + 1):
        done(board, registered(number), probed(number))
    done(board, *commands)
    return board


def events(facts: Iterable[Fact]) -> list[object]:
    return [fact.event for fact in facts]


def names(facts: Iterable[Fact]) -> list[str]:
    return [type(fact.event).__name__ for fact in facts]


def request(command_id: str, *commands: QueueCommand, **others: Any) -> Request:
    wish: dict[str, Any] = {"command_id": derived("command", command_id, 0), "actor": ADA}
    return Request(project=MAIN_QUEUE, commands=commands, **(wish | others))


def everything(board: QueueBoard) -> tuple[Any, ...]:
    """Return all that a board holds, indexes too, in a form that can be compared."""
    line = {
        project: {front: list(turns) for front, turns in fronts.items()}
        for project, fronts in board.line.fronts.items()
    }
    states = {state.id: state for state in board.states()}
    busy = {slot: set(jobs) for slot, jobs in board.busy.items() if jobs}
    return (
        states,
        dict(board.versions),
        line,
        list(board.line.later),
        busy,
        +board.active,
        +board.counts,
    )
