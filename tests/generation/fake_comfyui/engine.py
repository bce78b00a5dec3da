"""The queue of a server and the thread that works it off: all that is gone after a restart."""

import asyncio
import heapq
import re
from typing import Any
from uuid import uuid4

from tests.generation.fake_comfyui.run import DeadThreadError, Prompt, Run, Workshop, now_ms
from tests.generation.fake_comfyui.validation import Judge, TroubleError, problem

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Engine:
    def __init__(self, shop: Workshop, *, is_old: bool) -> None:
        self._shop = shop
        self._is_old = is_old
        self._counter = 0
        self._heap: list[tuple[float, str, dict[str, Any], Prompt]] = []
        self._is_filled = asyncio.Event()
        self._is_stopped = False
        self._cleared: set[str] = set()
        self.running: Prompt | None = None
        self.node: str | None = None
        self.history: dict[str, dict[str, Any]] = {}
        self.is_dead = False

    @property
    def pending(self) -> list[Prompt]:
        return [entry[-1] for entry in self._heap]

    @property
    def depth(self) -> int:
        return len(self._heap) + (self.running is not None)

    async def post(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Return the status and the answer of POST /prompt."""
        if "prompt" not in body:
            text = "No prompt provided"
            return 400, {"error": problem("no_prompt", text, text), "node_errors": {}}
        id_ = str(body.get("prompt_id") or uuid4())
        if not self._is_old and not UUID.fullmatch(id_):
            return 400, {"error": INVALID_ID, "node_errors": {}}
        if not isinstance(body["prompt"], dict):
            raise TroubleError("a list has no items()")
        number = self._number(body)
        judge = Judge(body["prompt"], self._shop.nodes, self._shop.files, is_old=self._is_old)
        found = judge.judge()
        if found.error is not None:
            return 400, {"error": found.error, "node_errors": found.node_errors}
        await self._queue(number, id_, body, found.outputs)
        return 200, {"prompt_id": id_, "number": number, "node_errors": found.node_errors}

    def _number(self, body: dict[str, Any]) -> float:
        if "number" in body:
            if not isinstance(body["number"], int | float):
                raise TroubleError("could not convert string to float")
            return float(body["number"])
        number = -self._counter if body.get("front") else self._counter
        self._counter += 1
        return number

    async def _queue(
        self, number: float, id_: str, body: dict[str, Any], outputs: list[str]
    ) -> None:
        extra = dict(body.get("extra_data") or {})
        if "client_id" in body:
            extra["client_id"] = body["client_id"]
        extra["create_time"] = now_ms()
        prompt = Prompt(number, id_, body["prompt"], extra, outputs)
        try:
            # Equal numbers and ids make it compare graphs, which cannot be compared: it is in the
            # heap by then all the same.
            heapq.heappush(self._heap, (number, id_, prompt.graph, prompt))
        except TypeError as error:
            raise TroubleError(str(error)) from error
        finally:
            self._is_filled.set()
        await self.tell()

    async def tell(self) -> None:
        await self._shop.sockets.send("status", self.status)

    @property
    def status(self) -> dict[str, Any]:
        return {"status": {"exec_info": {"queue_remaining": self.depth}}}

    async def delete(self, id_: str) -> None:
        at = next((at for at, entry in enumerate(self._heap) if entry[1] == id_), None)
        if at is not None:
            del self._heap[at]
            heapq.heapify(self._heap)
            await self.tell()

    async def clear(self) -> None:
        self._heap.clear()
        await self.tell()

    def interrupt(self, id_: str | None) -> None:
        """Stop what runs; with an id only that. What comes too early is forgotten at a start."""
        if not self._shop.faults.deaf and (id_ is None or self.is_running(id_)):
            self._is_stopped = True

    def is_running(self, id_: str) -> bool:
        return self.running is not None and self.running.id == id_

    async def cancel(self, id_: str) -> bool:
        """The newer route: it knows itself whether something waits or runs."""
        if self.is_running(id_):
            self.interrupt(id_)
            return True
        is_pending = any(prompt.id == id_ for prompt in self.pending)
        await self.delete(id_)
        return is_pending

    async def work(self) -> None:
        """What the thread does that runs everything."""
        while not self.is_dead:
            while not self._heap:
                self._is_filled.clear()
                await self._is_filled.wait()
            self.running = heapq.heappop(self._heap)[-1]
            if not self._shop.faults.late_interrupts:
                self._is_stopped = False
            await self.tell()
            try:
                await self._run(self.running)
            except DeadThreadError:
                self.is_dead = True

    async def _run(self, prompt: Prompt) -> None:
        run = Run(prompt, self._shop, lambda: self._is_stopped)
        is_well = await run.run()
        await asyncio.sleep(self._shop.faults.late_history)
        self.history.pop(prompt.id, None)
        self.history[prompt.id] = {
            "prompt": prompt.line,
            "outputs": run.outputs,
            "status": {
                "status_str": "success" if is_well else "error",
                "completed": is_well,
                "messages": run.messages,
            },
            "meta": run.meta,
        }
        self.running, self._is_stopped = None, False
        await self.tell()
        if prompt.client_id is not None:
            over = {"node": None, "prompt_id": prompt.id}
            await self._shop.sockets.send("executing", over, prompt.client_id)

    def free(self) -> None:
        self._shop.cache.clear()


INVALID_ID = problem(
    "invalid_prompt_id",
    "prompt_id must be a valid UUID",
    "prompt_id must be a UUID string in canonical lowercase hyphenated form; "
    "omit it to let the server generate one",
)
