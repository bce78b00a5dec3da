"""Every command of a queue, and the one way to decide about it.

Who may give them is asked where they come in: the projects say whose jobs they are, and the queue
knows no members.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

from domain.errors import ConflictError
from domain.queue import attempt, budget, control, enqueue, failure, fleet
from domain.queue.attempt import (
    AssignJob,
    CollectJob,
    ConfirmSubmission,
    StartJob,
    SubmitJob,
    SucceedJob,
)
from domain.queue.board.board import QueueBoard
from domain.queue.budget import SetBatchBudget, SetProjectBudget
from domain.queue.control import (
    CancelJobs,
    ClearJobs,
    DeleteJobs,
    PauseJobs,
    PauseProject,
    PauseQueue,
    ReprioritiseJobs,
    ResumeJobs,
    ResumeProject,
    ResumeQueue,
    RetryJobs,
)
from domain.queue.enqueue import EnqueueBatch
from domain.queue.failure import FailAttempt
from domain.queue.fleet import (
    EditWorker,
    NoteProbe,
    RegisterWorker,
    RemoveWorker,
    ReviewNeeds,
    SetWorkerHealth,
    SetWorkerKey,
    SetWorkerMode,
)
from events.ids import UserId
from events.queue import QueueOpened
from events.store import Fact

AttemptCommand: TypeAlias = (
    AssignJob | SubmitJob | ConfirmSubmission | StartJob | CollectJob | SucceedJob | FailAttempt
)
ControlCommand: TypeAlias = (
    PauseQueue
    | ResumeQueue
    | PauseProject
    | ResumeProject
    | PauseJobs
    | ResumeJobs
    | CancelJobs
    | RetryJobs
    | ReprioritiseJobs
    | DeleteJobs
    | ClearJobs
    | SetBatchBudget
    | SetProjectBudget
)
FleetCommand: TypeAlias = (
    RegisterWorker
    | EditWorker
    | NoteProbe
    | SetWorkerKey
    | SetWorkerMode
    | SetWorkerHealth
    | RemoveWorker
    | ReviewNeeds
)
QueueCommand: TypeAlias = EnqueueBatch | AttemptCommand | ControlCommand | FleetCommand

NAME: Final = "main"
_DECIDERS: Final[dict[type[Any], Callable[[Any, QueueBoard], list[Fact]]]] = {
    EnqueueBatch: enqueue.decide,
    AssignJob: attempt.assign,
    SubmitJob: attempt.submit,
    ConfirmSubmission: attempt.confirm,
    StartJob: attempt.start,
    CollectJob: attempt.collect,
    SucceedJob: attempt.succeed,
    FailAttempt: failure.decide,
    PauseQueue: control.pause_queue,
    ResumeQueue: control.resume_queue,
    PauseProject: control.pause_project,
    ResumeProject: control.resume_project,
    PauseJobs: control.pause_jobs,
    ResumeJobs: control.resume_jobs,
    CancelJobs: control.cancel_jobs,
    RetryJobs: control.retry_jobs,
    ReprioritiseJobs: control.reprioritise_jobs,
    DeleteJobs: control.delete_jobs,
    ClearJobs: control.clear_jobs,
    SetBatchBudget: budget.set_batch_budget,
    SetProjectBudget: budget.set_project_budget,
    RegisterWorker: fleet.register,
    EditWorker: fleet.edit,
    NoteProbe: fleet.note_probe,
    SetWorkerKey: fleet.set_key,
    SetWorkerMode: fleet.set_mode,
    SetWorkerHealth: fleet.set_health,
    RemoveWorker: fleet.remove,
    ReviewNeeds: fleet.review,
}


def decide(command: QueueCommand, board: QueueBoard) -> list[Fact]:
    """Return what happens. Raises a DomainError when nothing may."""
    decided = _DECIDERS[type(command)](command, board)
    if not decided or board.is_open:
        return decided
    return [Fact(stream=board.id, event=QueueOpened(name=NAME)), *decided]


def admit(board: QueueBoard, user: UserId) -> None:
    """Let everybody know what came of a command whose id they know."""
    del board, user


def check(board: QueueBoard, user: UserId, command: QueueCommand) -> None:
    """Let everybody command who was let in."""
    del board, user, command


def expect(command: QueueCommand, board: QueueBoard, version: int | None) -> None:
    """Refuse a command made on an old version of the one thing that it is about."""
    about: Any = command
    names = ("job_id", "batch_id", "worker_id")
    stream = next((getattr(about, name) for name in names if hasattr(about, name)), board.id)
    actual = board.version(stream)
    if version is not None and actual and version != actual:
        raise ConflictError(
            "Somebody changed this since you saw it. Look again, then decide.",
            expected_version=version,
            actual_version=actual,
        )


def reads(commands: Iterable[QueueCommand], board: QueueBoard) -> frozenset[str] | None:
    """Return the streams that decisions about these depend on, None for the whole queue.

    What an attempt reports depends on its job alone, and is written there. A claim depends on all
    that is claimed, so that no device gets too much.
    """
    streams: set[str] = set()
    for command in commands:
        match command:
            case SubmitJob() | ConfirmSubmission() | StartJob() | CollectJob():
                streams.add(command.job_id)
            case SucceedJob() | FailAttempt():
                streams.add(command.job_id)
            case EnqueueBatch():
                streams.update((board.id, command.batch_id))
            case _:
                return None
    return frozenset(streams)
