"""Following one attempt: the socket hints, the server's memory is asked every few seconds.

Only the history says that an attempt has ended, and how. Silence says nothing: it is a reason to
ask, never a failure. What a server neither has in its queue nor remembers is lost, not done.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import suppress
from typing import Any, Final

from events.record import record, replace
from generation.comfyui import failure
from generation.comfyui.api import Api
from generation.comfyui.gauge import THROTTLE, Gauge, Throttle
from generation.comfyui.inbox import Inbox
from generation.comfyui.listener import ENDED, PREVIEW, Message
from generation.comfyui.vigil import Vigil
from generation.worker import (
    Attempt,
    Ended,
    Failure,
    FailureKind,
    Health,
    Preview,
    Progress,
    Sign,
    Unheard,
    UnreachableError,
    Where,
    WorkerError,
)

LOOKS: Final = 2  # how often in a row an attempt must be absent to be lost
# What is said at the end of a run: the history knows more in a moment.
ENDS: Final = frozenset({ENDED, "execution_error", "execution_interrupted", "execution_success"})


@record
class Pace:
    """Seconds between two questions, after an end was hinted at, and between signs of progress."""

    poll: float = 3.0
    settle: float = 0.5
    throttle: float = THROTTLE


class Watch:
    """One listener to one attempt."""

    def __init__(
        self,
        api: Api,
        attempt: Attempt,
        *,
        inbox: Inbox,
        vigil: Vigil,
        pace: Pace,
        clock: Callable[[], float],
    ) -> None:
        self._api = api
        self._attempt = attempt
        self._inbox = inbox
        self._vigil = vigil
        self._pace = pace
        self._clock = clock
        self._gauge = Gauge(attempt)
        self._throttle = Throttle(pace.throttle)
        self._preview: Preview | None = None
        self._is_changed = False
        self._heard_at = clock()
        self._absent = 0
        self._told: Progress | None = None
        self._health = Health.WELL

    async def signs(self) -> AsyncGenerator[Sign]:
        while True:
            for sign in await self._look():
                yield sign
                if isinstance(sign, Ended):
                    return
            async for progress in self._listen(self._pause()):
                yield progress

    def _pause(self) -> float:
        return self._pace.settle if self._absent else self._pace.poll

    async def _look(self) -> list[Sign]:
        """Ask the server where the attempt is, and say what is new."""
        try:
            where = await self._api.find(self._attempt.id)
            ended = await self._end(where)
            ahead = await self._api.ahead(self._attempt.id) if where is Where.PENDING else 0
        except WorkerError as error:
            return [self._unheard(error)]
        self._heard_at = self._clock()
        return [ended] if ended else self._present(where, ahead)

    def _unheard(self, error: WorkerError) -> Unheard:
        is_refused = isinstance(error, UnreachableError) and error.is_refused
        seconds = self._clock() - self._heard_at
        return Unheard(seconds=seconds, is_refused=is_refused, reason=str(error))

    def _present(self, where: Where, ahead: int) -> list[Sign]:
        signs: list[Sign] = []
        if where is Where.PENDING:
            signs += self._new(Progress(is_running=False, ahead=ahead))
        if where is Where.RUNNING:
            usual = self._attempt.usual_seconds
            self._vigil.runs(self._attempt.id, self._clock(), usual_seconds=usual)
            signs += self._new(self._gauge.progress)
            signs += self._suspicion()
        return signs

    def _new(self, progress: Progress) -> list[Sign]:
        if progress == self._told:
            return []
        self._told = progress
        return [progress]

    def _suspicion(self) -> list[Sign]:
        found = self._vigil.verdict(self._attempt.id, self._clock())
        health = found.health if found else Health.WELL
        is_new, self._health = health is not self._health, health
        return [found] if found and is_new else []

    async def _end(self, where: Where) -> Ended | None:
        """Return how it ended, once that is certain."""
        self._absent = self._absent + 1 if where is Where.ABSENT else 0
        is_canceled = self._vigil.was_told_to_stop(self._attempt.id)
        if where is Where.ABSENT and self._absent >= LOOKS:
            self._vigil.is_over(self._attempt.id)
            return Ended(failure=failure.CANCELED if is_canceled else failure.LOST)
        entry = await self._api.history(self._attempt.id) if where is Where.ENDED else None
        if entry is None:
            return None
        self._vigil.is_over(self._attempt.id)
        self._hear(self._inbox.take())
        found = failure.of_history(entry, is_canceled=is_canceled)
        await self._free_after(found)
        return Ended(failure=found, seconds=seconds(entry), node_seconds=self._gauge.node_seconds)

    async def _free_after(self, found: Failure | None) -> None:
        """Memory that ran out stays full: models and results of earlier runs are kept in it."""
        if found is not None and found.kind is FailureKind.MEMORY:
            with suppress(WorkerError):
                await self._api.free()

    async def _listen(self, pause: float) -> AsyncIterator[Progress]:
        """Hand on what the socket says until the next question is due, or an end was hinted at."""
        until = self._clock() + pause
        while (left := until - self._clock()) > 0:
            held = self._throttle.wait(self._clock()) if self._is_changed else left
            await self._inbox.wait(min(left, held))
            is_end = self._hear(self._inbox.take())
            now = self._clock()
            if self._is_changed and self._throttle.wait(now) <= 0:
                self._throttle.passed(now)
                yield self._take()
            if is_end:
                # The history is written a moment after the end was said.
                await asyncio.sleep(min(self._pace.settle, 0.05))
                return

    def _hear(self, messages: list[tuple[float, Message]]) -> bool:
        """Take in what was said; tell whether an end was hinted at."""
        is_end = False
        for at, message in messages:
            if message.type == PREVIEW:
                self._preview, self._is_changed = message.preview, True
            elif self._gauge.hear(message.type, message.data, at):
                self._is_changed = True
            is_end = is_end or message.type in ENDS
        return is_end

    def _take(self) -> Progress:
        """Return the present progress; a preview goes out once."""
        self._told = self._gauge.progress
        told = replace(self._told, preview=self._preview)
        self._preview, self._is_changed = None, False
        return told


def seconds(entry: Mapping[str, Any]) -> float | None:
    """Return how long a run took, by the server's own clock."""
    times = [
        data["timestamp"]
        for _, data in failure.messages(entry)
        if isinstance(data.get("timestamp"), int | float)
    ]
    return max(0.0, (times[-1] - times[0]) / 1000) if len(times) > 1 else None
