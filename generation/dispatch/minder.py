"""Minding a worker: whether it is there, what it has, what else it does, what it must let go."""

import asyncio
from contextlib import suppress
from typing import Final

import structlog

from domain.errors import DomainError
from domain.queue.board.worker import Worker
from domain.queue.fleet import NoteProbe, ReviewNeeds, SetWorkerHealth
from domain.queue.schedule import Sighting
from domain.queue.standing import Seen
from events.ids import WorkerId
from events.store import StoreUnavailableError
from events.worker import Device
from generation.dispatch.port import Crew
from generation.worker import Health, Load, Probe, UnreachableError, WorkerDriver, WorkerError

log = structlog.get_logger(__name__)
MEGABYTE: Final = 2**20
BACK: Final = "answers and works again"
REMEDY: Final = "See that it runs, and that this server reaches its address."


class Minder:
    """`sighting` is what is known of the worker now; nothing is, before it answered once.

    `trouble` says in words why it is not online.
    """

    def __init__(self, worker: Worker, driver: WorkerDriver, crew: Crew) -> None:
        self.id = worker.id
        self._asked = (worker.address, worker.key)
        self.driver = driver
        self.sighting = Sighting(is_online=False)
        self.trouble = "has not answered yet"
        self.gate = asyncio.Lock()
        self._crew = crew
        self._refused = 0
        self._has_looked = False
        self._answered_at = 0  # ms since 1970
        self._free: tuple[int, ...] = ()
        self._heard_at = crew.elapsed()
        self._probed_at: float | None = None

    def is_for(self, worker: Worker) -> bool:
        """Whether a worker still is where it was, and is asked with the same key."""
        return self._asked == (worker.address, worker.key)

    @property
    def seen(self) -> Seen | None:
        """How the worker is, as all servers are told; None before it was looked at."""
        if not self._has_looked:
            return None
        return Seen(
            worker=self.id,
            at=self._crew.now(),
            is_online=self.sighting.is_online,
            heard_at=self._answered_at,
            trouble=self.trouble,
            foreign=self.sighting.foreign,
            free=self._free,
        )

    async def run(self) -> None:
        try:
            while True:
                await self._look_once()
                await asyncio.sleep(self._crew.pace.load)
        finally:
            await self.driver.close()

    async def _look_once(self) -> None:
        try:
            await self.look()
        except WorkerError as error:
            self._unanswered(error)
        except (DomainError, StoreUnavailableError) as error:
            log.warning("minder.delayed", worker=self.id, error=str(error))
        except Exception:
            log.exception("minder.failed", worker=self.id)

    async def look(self) -> None:
        """Ask the worker once. Raises WorkerError, DomainError, StoreUnavailableError."""
        if self._is_probe_due():
            await self._note(await self.driver.probe())
        load = await self.driver.load()
        self._answered(load)
        await self._judge(load)
        await self._let_go(load)

    def _is_probe_due(self) -> bool:
        """Whatever came back after it was away may be another one."""
        if not self.sighting.is_online or self._probed_at is None:
            return True
        return self._crew.elapsed() - self._probed_at >= self._crew.pace.probe

    async def _note(self, probe: Probe) -> None:
        await self._crew.queue.command(noted(self.id, probe))
        await self._crew.queue.command(ReviewNeeds())
        self._probed_at = self._crew.elapsed()
        self._free = tuple(one.memory_free // MEGABYTE for one in probe.devices)

    def _answered(self, load: Load) -> None:
        self._refused = 0
        self._heard_at = self._crew.elapsed()
        self._has_looked = True
        self._answered_at = self._crew.now()
        self.trouble = ""
        self.sighting = Sighting(is_online=True, foreign=len(load.foreign))

    def _unanswered(self, error: WorkerError) -> None:
        """A refusal is certain and counts at once, slowness counts slowly."""
        is_refused = isinstance(error, UnreachableError) and error.is_refused
        self._refused = self._refused + 1 if is_refused else 0
        self._has_looked = True
        silent = self._crew.elapsed() - self._heard_at
        if self._refused >= self._crew.pace.refused or silent >= self._crew.pace.silence:
            self.sighting = Sighting(is_online=False)
        advice = f" {REMEDY}" if isinstance(error, UnreachableError) else ""
        self.trouble = f"{error}{advice}"

    async def _judge(self, load: Load) -> None:
        worker = (await self._crew.queue.board()).worker(self.id)
        if load.health is Health.DEAD and worker.health == "good":
            await self._set_health("suspect", load.reason)
        elif load.health is Health.WELL and worker.health == "suspect":
            await self._set_health("good", BACK)

    async def _set_health(self, health: str, reason: str) -> None:
        command = SetWorkerHealth(worker_id=self.id, health=health, reason=reason)  # type: ignore[arg-type]
        await self._crew.queue.command(command)

    async def _let_go(self, load: Load) -> None:
        """Take back what is ours there and nobody waits for any more.

        The board is read after the worker's queue: what was sent before is current on it.
        """
        board = await self._crew.queue.board()
        current = {board.jobs[id_].attempt for id_ in board.at(self.id)}
        for entry in load.entries:
            if entry.is_ours and entry.id not in current:
                log.info("minder.lets_go", worker=self.id, attempt=entry.id)
                with suppress(WorkerError):
                    await self.driver.cancel(entry.id)


def noted(worker: WorkerId, probe: Probe) -> NoteProbe:
    """Return what a probe found in the units of the queue: megabytes, models as `folder/name`."""
    named = {**probe.models, "samplers": probe.samplers, "schedulers": probe.schedulers}
    models = (f"{folder}/{name}" for folder, names in named.items() for name in names)
    devices = (Device(name=one.name, vram=one.memory // MEGABYTE) for one in probe.devices)
    return NoteProbe(
        worker_id=worker,
        version=probe.version,
        devices=tuple(devices),
        models=tuple(models),
        nodes=tuple(probe.nodes),
    )
