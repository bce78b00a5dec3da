"""What happened in a queue, in words that people read: "assigned 'Clip 3' to 'GPU 1'"."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from domain.queue.board.board import QueueBoard
from domain.text import counted
from events import batch, job, queue, worker
from events.ids import kind
from events.store import Fact


class Said(NamedTuple):
    """A sentence about a thing of a queue; `verb` sums it up."""

    id: str
    kind: str
    name: str
    verb: str
    sentence: str


# Of an event, the name of its thing in quotes, and a name for any id.
Saying: TypeAlias = Callable[[Any, str, Callable[[str], str]], str]


def said(facts: tuple[Fact, ...], board: QueueBoard) -> Iterator[Said]:
    """Say what facts did; the board has them already. What follows from others is not said."""

    def name(stream: str) -> str:
        state: Any = board.state(stream)
        return getattr(state, "name", "") or f"a {kind(stream)} that is gone"

    for fact in facts:
        event = fact.event
        if type(event) in SENTENCES:
            verb, say = SENTENCES[type(event)]
            sentence = say(event, f"'{name(fact.stream)}'", name)
            yield Said(fact.stream, kind(fact.stream), name(fact.stream), verb, sentence)


SENTENCES: Final[Mapping[type[Any], tuple[str, Saying]]] = {
    queue.QueuePaused: ("paused", lambda e, _, __: f"paused the queue: {e.reason}"),
    queue.QueueResumed: ("resumed", lambda _, __, ___: "let the queue go on"),
    queue.QueueCleared: ("cleared", lambda e, _, __: f"cleared the jobs that are {e.status}"),
    queue.NeedBlocked: ("blocked", lambda e, _, __: f"found what no worker can do: {e.reason}"),
    queue.NeedUnblocked: ("unblocked", lambda _, __, ___: "found that workers can do it again"),
    queue.MemoryLearned: (
        "learned",
        lambda e, _, __: f"learned that jobs take {e.vram:,} MB of VRAM",
    ),
    queue.SharePaused: ("paused", lambda e, _, __: f"paused the jobs of a project: {e.reason}"),
    queue.ShareResumed: ("resumed", lambda _, __, ___: "let the jobs of a project go on"),
    queue.ShareBudgetSet: ("edited", lambda _, __, ___: "set the budget of a project"),
    batch.BatchAdded: ("enqueued", lambda e, it, _: f"enqueued {it}: {counted(e.size, 'job')}"),
    batch.BatchBudgetSet: ("edited", lambda _, it, __: f"set the budget of {it}"),
    job.JobReprioritised: ("moved", lambda e, it, _: f"gave {it} the priority {e.priority}"),
    job.JobPaused: ("paused", lambda e, it, _: f"paused {it}: {e.reason}"),
    job.JobResumed: ("resumed", lambda _, it, __: f"let {it} go on"),
    job.JobAssigned: (
        "assigned",
        lambda e, it, name: f"assigned {it} to '{name(e.worker)}': {e.reason}",
    ),
    job.JobSubmitting: ("sent", lambda _, it, __: f"began to send {it}"),
    job.JobSubmitted: ("sent", lambda _, it, __: f"sent {it}"),
    job.JobStarted: ("started", lambda _, it, __: f"started {it}"),
    job.JobCollecting: ("collected", lambda _, it, __: f"began to fetch what {it} made"),
    job.JobSucceeded: ("finished", lambda e, it, _: f"finished {it} in {e.time / 1000:.1f} s"),
    job.JobRequeued: ("requeued", lambda e, it, _: f"put {it} back in line: {e.reason}"),
    job.JobFailed: ("failed", lambda e, it, _: f"gave up {it}: {e.reason}"),
    job.JobCancelRequested: ("canceled", lambda e, it, _: f"wants {it} to stop: {e.reason}"),
    job.JobCanceled: ("canceled", lambda e, it, _: f"canceled {it}: {e.reason}"),
    job.JobRetried: ("retried", lambda e, it, _: f"let {it} begin again: {e.reason}"),
    job.JobResultIgnored: (
        "ignored",
        lambda e, it, _: f"ignored that an attempt at {it} {e.outcome}: {e.reason}",
    ),
    job.JobDeleted: ("deleted", lambda _, __, ___: "deleted a job"),
    worker.WorkerRegistered: ("registered", lambda _, it, __: f"registered the worker {it}"),
    worker.WorkerRenamed: ("renamed", lambda _, it, __: f"renamed a worker to {it}"),
    worker.WorkerMoved: ("moved", lambda _, it, __: f"gave {it} another address"),
    worker.WorkerTagged: ("edited", lambda _, it, __: f"set what {it} is for"),
    worker.WorkerPriced: ("edited", lambda _, it, __: f"set the price of {it}"),
    worker.WorkerKeySet: ("edited", lambda _, it, __: f"gave {it} an API key"),
    worker.WorkerKeyReplaced: ("edited", lambda _, it, __: f"gave {it} another API key"),
    worker.WorkerKeyRemoved: ("edited", lambda _, it, __: f"took its API key from {it}"),
    worker.WorkerProbed: ("probed", lambda _, it, __: f"found that {it} has changed"),
    worker.WorkerEnabled: ("enabled", lambda _, it, __: f"enabled {it}"),
    worker.WorkerDisabled: ("disabled", lambda e, it, _: f"disabled {it}: {e.reason}"),
    worker.WorkerDrained: ("drained", lambda e, it, _: f"lets {it} run empty: {e.reason}"),
    worker.WorkerErred: ("erred", lambda e, it, _: f"noted a failure of {it}: {e.reason}"),
    worker.WorkerRecovered: ("recovered", lambda _, it, __: f"noted that {it} works again"),
    worker.WorkerSuspected: ("suspected", lambda e, it, _: f"suspects {it}: {e.reason}"),
    worker.WorkerQuarantined: ("quarantined", lambda e, it, _: f"put {it} aside: {e.reason}"),
    worker.WorkerReleased: ("released", lambda e, it, _: f"let {it} work again: {e.reason}"),
    worker.WorkerRemoved: ("removed", lambda _, it, __: f"removed the worker {it}"),
}
# What each step of a job, a batch or a budget brings with it, and is not said beside it.
UNSAID: Final = (
    queue.QueueOpened,
    queue.ShareOpened,
    queue.ShareCharged,
    batch.BatchCharged,
    job.JobEnqueued,
)
