"""What must hold of a queue whatever happened to it, read from its log alone.

`broken` is a pure function of the facts in their order, so that it judges simulations, state
machines and the logs of servers that were killed, all alike.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from domain.queue.attempt import DEPTH
from events import job
from events.batch import BatchCharged
from events.queue import ShareCharged
from events.store import Fact

ENDINGS = (job.JobSucceeded, job.JobFailed, job.JobCanceled)
STEPS = (job.JobSubmitting, job.JobSubmitted, job.JobStarted, job.JobCollecting)


class Law:
    """Takes facts in their order; `broken` says what they should not have done."""

    def __init__(self) -> None:
        self.broken: list[str] = []
        self.current: dict[str, str] = {}
        self.ended: dict[str, str] = {}
        self.credited: Counter[str] = Counter()
        self.outputs: dict[str, tuple[job.Output, ...]] = {}
        self._attempts: dict[str, str] = {}
        self._places: dict[str, tuple[str, int]] = {}
        self._steps: dict[str, int] = {}
        self._charged: Counter[str] = Counter()
        self._spent = 0

    def take(self, fact: Fact) -> None:
        stream, event = fact.stream, fact.event
        match event:
            case job.JobAssigned():
                self._assign(stream, event)
            case job.JobSubmitting() | job.JobSubmitted() | job.JobStarted() | job.JobCollecting():
                self._step(stream, event)
            case job.JobSucceeded():
                self._credit(stream, event)
                self._end(stream, event, event.attempt, event.time)
            case job.JobRequeued():
                self._let_go(stream, event.attempt)
                self._spent += event.time
            case job.JobFailed():
                self._end(stream, event, event.attempt, event.time)
            case job.JobCanceled():
                self._end(stream, event, self.current.get(stream, ""), event.time)
            case job.JobRetried():
                self._demand(stream in self.ended, f"{stream} began again and had not ended")
                self.ended.pop(stream, None)
            case BatchCharged() | ShareCharged():
                self._charged[type(event).__name__] += event.time
            case _:
                pass

    def verdict(self, *, all_ended: Iterable[str] = ()) -> list[str]:
        """Return what is wrong at the end; `all_ended` are jobs that must not live any more."""
        for stream in all_ended:
            self._demand(stream in self.ended, f"{stream} never ended")
        for name, time in self._charged.items():
            self._demand(time == self._spent, f"{name} of {time} ms, and {self._spent} were spent")
        for attempt, times in self.credited.items():
            self._demand(times == 1, f"the result of {attempt} was credited {times} times")
        return self.broken

    def _demand(self, holds: bool, otherwise: str) -> None:  # noqa: FBT001 - it is the subject
        if not holds:
            self.broken.append(otherwise)

    def _assign(self, stream: str, event: job.JobAssigned) -> None:
        self._demand(stream not in self.current, f"{stream} runs twice at once")
        self._demand(stream not in self.ended, f"{stream} runs after its end")
        self._demand(event.attempt not in self._attempts, f"{event.attempt} is used twice")
        self.current[stream] = event.attempt
        self._attempts[event.attempt] = stream
        self._steps[stream] = -1
        place = event.worker, event.device
        self._places[stream] = place
        there = sum(1 for other in self._places.values() if other == place)
        self._demand(there <= DEPTH, f"{place} has {there} attempts at once")

    def _step(self, stream: str, event: object) -> None:
        attempt = getattr(event, "attempt", "")
        self._demand(self.current.get(stream) == attempt, f"{stream} goes on with an old attempt")
        step = STEPS.index(type(event))
        self._demand(step > self._steps.get(stream, -1), f"{stream} goes backwards")
        self._steps[stream] = step

    def _credit(self, stream: str, event: job.JobSucceeded) -> None:
        self.credited[event.attempt] += 1
        self.outputs[event.attempt] = event.outputs
        self._demand(bool(event.outputs), f"{stream} succeeded with nothing")
        self._demand(self._steps.get(stream, -1) >= 0, f"{stream} succeeded and was never sent")

    def _end(self, stream: str, event: object, attempt: str, time: int) -> None:
        self._demand(stream not in self.ended, f"{stream} ended twice")
        self.ended[stream] = type(event).__name__
        self._spent += time
        if stream in self.current or not isinstance(event, job.JobCanceled):
            self._let_go(stream, attempt)

    def _let_go(self, stream: str, attempt: str) -> None:
        self._demand(self.current.get(stream) == attempt, f"{stream} ends another attempt")
        self.current.pop(stream, None)
        self._places.pop(stream, None)


def broken(
    facts: Iterable[Fact],
    *,
    all_ended: Iterable[str] = (),
    accepted: Mapping[str, tuple[job.Output, ...]] | None = None,
) -> list[str]:
    """Return a sentence for each law that was broken.

    `accepted` are the outputs that were reported and not ignored, by attempt: none may be lost.
    """
    law = Law()
    for fact in facts:
        law.take(fact)
    found = law.verdict(all_ended=all_ended)
    lost = {} if accepted is None else dict(accepted.items() - law.outputs.items())
    return [*found, *(f"the outputs of {attempt} are lost" for attempt in lost)]
