"""Budgets: how much a batch or a project may use of the machines, and what an attempt costs."""

from domain.errors import RuleViolatedError
from domain.queue.board.batch import Batch
from domain.queue.board.board import QueueBoard
from domain.queue.board.job import Job
from domain.queue.board.share import Share
from events.batch import BatchBudgetSet, BatchCharged
from events.ids import BatchId, ProjectId, share_of
from events.queue import ShareBudgetSet, ShareCharged, ShareOpened
from events.record import record
from events.store import Fact

HOUR: int = 60 * 60 * 1000
MOST: int = 2**53


@record
class Budget:
    """Money in millionths of the currency unit, time in ms, jobs at once; 0 is no limit."""

    money: int = 0
    time: int = 0
    at_once: int = 0


@record
class SetBatchBudget:
    batch_id: BatchId
    budget: Budget


@record
class SetProjectBudget:
    project_id: ProjectId
    budget: Budget


def checked(budget: Budget) -> Budget:
    """Refuse what is no limit. Raises RuleViolatedError."""
    for name in ("money", "time", "at_once"):
        if not 0 <= getattr(budget, name) <= MOST:
            raise RuleViolatedError(
                "A limit is a whole number, and 0 is no limit. Choose one that is not negative.",
                field=name,
            )
    return budget


def set_batch_budget(command: SetBatchBudget, board: QueueBoard) -> list[Fact]:
    batch, budget = board.batch(command.batch_id), checked(command.budget)
    if _limits(batch) == _limits(budget):
        return []
    event = BatchBudgetSet(money=budget.money, time=budget.time, at_once=budget.at_once)
    return [Fact(stream=batch.id, event=event)]


def set_project_budget(command: SetProjectBudget, board: QueueBoard) -> list[Fact]:
    share, budget = board.share(command.project_id), checked(command.budget)
    if _limits(share or Budget()) == _limits(budget):
        return []
    event = ShareBudgetSet(money=budget.money, time=budget.time, at_once=budget.at_once)
    opening = opened(command.project_id, board)
    return [*opening, Fact(stream=share_of(command.project_id), event=event)]


def _limits(of: Budget | Batch | Share) -> tuple[int, int, int]:
    return of.money, of.time, of.at_once


def opened(project: ProjectId, board: QueueBoard) -> list[Fact]:
    """Return what opens the share of a project, where that was not done yet."""
    if board.share(project):
        return []
    return [Fact(stream=share_of(project), event=ShareOpened(project=project))]


def cost(job: Job, time: int, board: QueueBoard) -> int:
    """Return what so many milliseconds at the job's worker cost."""
    worker = board.workers.get(job.worker) if job.worker else None
    return 0 if worker is None else round(worker.hourly * time / HOUR)


def charges(job: Job, time: int, board: QueueBoard) -> list[Fact]:
    """Return what lays the cost of an attempt on its batch and its project.

    It goes before what ends the job: with its last job a batch may leave the board.
    """
    money = cost(job, time, board)
    if not time:
        return []
    return [
        Fact(stream=job.batch, event=BatchCharged(money=money, time=time)),
        Fact(stream=share_of(job.project_id), event=ShareCharged(money=money, time=time)),
    ]


def hold(board: QueueBoard, project: ProjectId, active: int) -> str:
    """Say why no job of a project that has so many at work may begin now, if so."""
    share = board.shares[share_of(project)]
    if board.queue.is_paused:
        return f"the queue is paused: {board.queue.reason}"
    if share.is_paused:
        return f"the project is paused: {share.reason}"
    return used_up("project", share, active)


def used_up(what: str, of: Batch | Share, active: int) -> str:
    """Say why a budget lets nothing begin where so many are at work, if it does not."""
    if of.is_spent:
        return f"the budget of the {what} is used up: raise it to go on"
    if 0 < of.at_once <= active:
        return f"the {what} has {active:,} at work, and at most {of.at_once:,} may be at once"
    return ""
