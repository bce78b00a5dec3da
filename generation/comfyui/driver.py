"""A ComfyUI server behind the port of workers.

What this does to a server: it queues prompts under ids of its own, uploads the inputs they name,
reads what they saved, takes its own prompts out of the queue or stops them, lets the server forget
them, and frees memory after it ran out. It never stops, deletes or clears what is not its own.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from time import monotonic
from typing import Final

from typing_extensions import override

from events.record import record
from generation.comfyui import cancellation, collection, probing
from generation.comfyui.api import Api, Queued
from generation.comfyui.collection import Limits
from generation.comfyui.inbox import Inboxes
from generation.comfyui.listener import ENDED, Delays, Listener, Message
from generation.comfyui.probing import Nodebook
from generation.comfyui.submission import Fitting, Submission
from generation.comfyui.vigil import Vigil
from generation.comfyui.watching import Pace, Watch
from generation.wire import Resolve, Server, Wire, resolve
from generation.worker import (
    Attempt,
    Collected,
    Entry,
    Failure,
    Health,
    Load,
    Probe,
    Refused,
    Sign,
    Sink,
    Submitted,
    Suspected,
    Unknown,
    Where,
    WorkerDriver,
)

# Nobody tells us what others' work usually takes: an hour of it is worth a look.
FOREIGN_USUAL: Final = 720.0
BEGINNINGS: Final = frozenset({"execution_start", "execution_cached"})


@record
class Manner:
    """How patient a driver is, in seconds, and what it accepts."""

    pace: Pace = Pace()
    delays: Delays = Delays()
    limits: Limits = Limits()
    cancel_patience: float = 8.0
    cancel_pause: float = 0.5
    socket_patience: float = 2.0


class ComfyUI(WorkerDriver):
    """One server. `installation` is a short name by which this program knows its own prompts."""

    def __init__(
        self,
        server: Server,
        installation: str,
        *,
        manner: Manner | None = None,
        resolver: Resolve = resolve,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._mark = f"storyboard-{installation}-"
        self._manner = manner = manner or Manner()
        self._clock = clock
        self._wire = Wire(server, resolver=resolver)
        self._api = Api(self._wire)
        self._inboxes = Inboxes()
        self._vigil = Vigil()
        self._listener = Listener(self._wire, self._mark, self._hear, manner.delays)
        self._book: Nodebook | None = None
        self._max_upload: int | None = None

    @override
    async def probe(self) -> Probe:
        probe, self._book = await probing.probe(self._api, self._book)
        self._max_upload = probe.max_upload
        return probe

    @override
    async def load(self) -> Load:
        """The queue with all its graphs may take megabytes: it is read only if it is not empty."""
        if await self._api.depth() == 0:
            self._vigil.only(())
            return Load()
        lines = await self._api.queue()
        found = self._judged(lines)
        return Load(
            entries=tuple(self._entry(line) for line in lines),
            health=found.health if found else Health.WELL,
            reason=found.reason if found else "",
        )

    def _entry(self, line: Queued) -> Entry:
        return Entry(id=line.id, is_running=line.is_running, is_ours=self._is_ours(line))

    def _is_ours(self, line: Queued) -> bool:
        return line.client_id.startswith(self._mark)

    def _judged(self, lines: list[Queued]) -> Suspected | None:
        """Return the first suspicion about what runs."""
        now = self._clock()
        running = [line for line in lines if line.is_running]
        self._vigil.only(line.id for line in running)
        for line in running:
            usual = None if self._is_ours(line) else FOREIGN_USUAL
            self._vigil.runs(line.id, now, usual_seconds=usual)
        found = (self._vigil.verdict(line.id, now) for line in running)
        return next((suspected for suspected in found if suspected), None)

    @override
    async def submit(self, attempt: Attempt) -> Submitted | Refused | Unknown:
        nodes = self._book.nodes if self._book else None
        submission = Submission(
            self._api,
            attempt,
            fitting=Fitting(nodes=nodes, max_upload=self._max_upload),
            client_id=await self._client_id(),
            settle=self._manner.pace.settle,
            withdraw=self.cancel,
        )
        # A short run may be over before anybody watches it.
        self._inboxes.expect(attempt.id)
        answer = await submission.submit()
        if isinstance(answer, Refused):
            self._inboxes.expect_no_more(attempt.id)
        return answer

    async def _client_id(self) -> str:
        """Without a socket a prompt is still marked as ours; nobody hears of its progress then."""
        connected = await self._listener.ready(self._manner.socket_patience)
        return connected or f"{self._mark}unheard"

    @override
    def recall(self, attempt_id: str, ticket: str) -> None:
        """A prompt has the attempt's own id."""

    @override
    async def find(self, attempt_id: str) -> Where:
        return await self._api.find(attempt_id)

    @override
    async def watch(self, attempt: Attempt) -> AsyncGenerator[Sign]:
        with self._inboxes.watching(attempt.id) as inbox:
            watch = Watch(
                self._api,
                attempt,
                inbox=inbox,
                vigil=self._vigil,
                pace=self._manner.pace,
                clock=self._clock,
            )
            async with aclosing(watch.signs()) as signs:
                async for sign in signs:
                    yield sign

    @override
    async def cancel(self, attempt_id: str) -> Where:
        self._vigil.told_to_stop(attempt_id, self._clock())
        manner = self._manner
        return await cancellation.cancel(
            self._api, attempt_id, patience=manner.cancel_patience, pause=manner.cancel_pause
        )

    @override
    async def collect(self, attempt_id: str, sink: Sink) -> Collected | Failure:
        return await collection.collect(self._api, attempt_id, sink, self._manner.limits)

    @override
    async def forget(self, attempt_id: str) -> None:
        self._vigil.forget(attempt_id)
        self._inboxes.expect_no_more(attempt_id)
        await self._api.forget(attempt_id)

    @override
    async def close(self) -> None:
        await self._listener.close()
        await self._wire.close()

    def _hear(self, message: Message) -> None:
        """Take in a message of the socket: a sign of life, whoever watches."""
        now = self._clock()
        if message.type == ENDED:
            self._vigil.is_over(message.prompt_id)
        elif message.type in BEGINNINGS:
            self._vigil.begins(message.prompt_id, now)
        else:
            self._vigil.sign(message.prompt_id, now)
        self._inboxes.deliver(message, now)
