"""One prompt on its way through its nodes, with everything that is said about it."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.generation.fake_comfyui.faults import Faults
from tests.generation.fake_comfyui.files import Files
from tests.generation.fake_comfyui.node import Call, Made, Node
from tests.generation.fake_comfyui.sockets import Sockets


class InterruptedRunError(Exception):
    """The run was stopped."""


class DeadThreadError(Exception):
    """Something outside any node went wrong: the thread that runs everything is no more."""


@dataclass(frozen=True)
class Prompt:
    number: float
    id: str
    graph: dict[str, Any]
    extra: dict[str, Any]
    outputs: list[str]

    @property
    def client_id(self) -> str | None:
        return self.extra.get("client_id")

    @property
    def line(self) -> list[Any]:
        return [self.number, self.id, self.graph, self.extra, self.outputs]


@dataclass
class Pace:
    """Seconds that each node takes, and each step of a node that has steps."""

    node: float = 0.0
    step: float = 0.0


@dataclass(frozen=True)
class Workshop:
    """What runs share."""

    files: Files
    nodes: Mapping[str, Node]
    faults: Faults
    sockets: Sockets
    pace: Pace
    cache: dict[str, Made] = field(default_factory=dict[str, Made])


def now_ms() -> int:
    return int(time.time() * 1000)


class Run:
    def __init__(self, prompt: Prompt, shop: Workshop, is_stopped: Callable[[], bool]) -> None:
        self._prompt = prompt
        self._shop = shop
        self._is_stopped = is_stopped
        self._made: dict[str, Made] = {}
        self._states: dict[str, dict[str, Any]] = {}
        self._executed: list[str] = []
        self._signatures: dict[str, str] = {}
        self._node = ""
        self.outputs: dict[str, Any] = {}
        self.messages: list[list[Any]] = []

    @property
    def meta(self) -> dict[str, Any]:
        names = ("node_id", "display_node", "real_node_id")
        return {id_: {"parent_node": None, **dict.fromkeys(names, id_)} for id_ in self.outputs}

    async def run(self) -> bool:
        """Run to the end; tell whether it ended well."""
        await self._note("execution_start")
        try:
            order = self._order()
        except DeadThreadError:
            await self._note("execution_cached", nodes=[])
            raise
        cached = [id_ for id_ in order if self._signature(id_) in self._shop.cache]
        await self._note("execution_cached", nodes=cached)
        try:
            for id_ in order:
                await self._visit(id_, is_cached=id_ in cached)
                self._check()
        except InterruptedRunError:
            await self._note(
                "execution_interrupted",
                node_id=self._node,
                node_type=self._class(self._node),
                executed=self._executed,
            )
            return False
        except Exception as error:  # noqa: BLE001 - whatever a node raises ends its run
            await self._note("execution_error", **self._failure(error))
            return False
        await self._note("execution_success")
        return True

    def _class(self, id_: str) -> str:
        return str(self._prompt.graph[id_]["class_type"])

    def _order(self) -> list[str]:
        order: list[str] = []

        def add(id_: str) -> None:
            if id_ not in self._prompt.graph:
                raise DeadThreadError(id_)
            for source in self._sources(id_):
                add(source)
            if id_ not in order:
                order.append(id_)

        for end in self._prompt.outputs:
            add(end)
        return order

    def _sources(self, id_: str) -> list[str]:
        values = self._prompt.graph[id_]["inputs"].values()
        return [value[0] for value in values if _is_link(value)]

    def _signature(self, id_: str) -> str:
        """Return what decides whether a result of the cache will do."""
        if id_ not in self._signatures:
            node = self._prompt.graph[id_]
            inputs = {
                name: [self._signature(value[0]), value[1]] if _is_link(value) else value
                for name, value in sorted(node["inputs"].items())
            }
            read = inputs.get(self._shop.nodes[node["class_type"]].reads_file)
            content = hash(self._shop.files.annotated(read)) if isinstance(read, str) else 0
            self._signatures[id_] = json.dumps([node["class_type"], inputs, content])
        return self._signatures[id_]

    def _check(self) -> None:
        if self._is_stopped():
            raise InterruptedRunError

    async def _visit(self, id_: str, *, is_cached: bool) -> None:
        if is_cached:
            self._made[id_] = made = self._shop.cache[self._signature(id_)]
            if made.shown is not None:
                await self._show(id_, made.shown)
                await self._state(id_, 1, 1, "finished")
            return
        self._node = id_
        await self._state(id_, 0.0, 1.0, "running")
        await self._say("executing", node=id_, display_node=id_)
        # Stopping takes effect when the node is through, or at its next step.
        await asyncio.sleep(self._shop.pace.node)
        made = await self._make(id_)
        self._made[id_] = self._shop.cache[self._signature(id_)] = made
        self._executed.append(id_)
        if made.shown is not None:
            await self._show(id_, made.shown)
        await self._state(id_, 1.0, 1.0, "finished")

    async def _make(self, id_: str) -> Made:
        node = self._shop.nodes[self._class(id_)]
        if error := self._shop.faults.error_of(node.name):
            raise type(error[0], (Exception,), {})(error[1])
        step = self._stepper(id_)
        pnginfo = self._prompt.extra.get("extra_pnginfo") or {}
        return await node.run(Call(self._inputs(id_), self._shop.files, step, pnginfo))

    def _inputs(self, id_: str) -> dict[str, Any]:
        return {
            name: self._made[value[0]].values[value[1]] if _is_link(value) else value
            for name, value in self._prompt.graph[id_]["inputs"].items()
        }

    def _stepper(self, id_: str) -> Any:
        async def step(value: int, steps: int, preview: bytes | None = None) -> None:
            await asyncio.sleep(self._shop.pace.step)
            self._check()
            await self._state(id_, value, steps, "running")
            everybody = {"value": value, "max": steps, "node": id_, "prompt_id": self._prompt.id}
            await self._shop.sockets.send("progress", everybody, self._prompt.client_id)
            if preview is not None:
                metadata = {
                    "node_id": id_,
                    "prompt_id": self._prompt.id,
                    "display_node_id": id_,
                    "parent_node_id": None,
                    "real_node_id": id_,
                }
                await self._shop.sockets.preview(preview, metadata, self._prompt.client_id)

        return step

    async def _show(self, id_: str, shown: dict[str, Any]) -> None:
        if not shown:
            return
        if name := self._shop.faults.hostile_name:
            shown = {
                key: [
                    {**item, "filename": name} if isinstance(item, dict) else item for item in items
                ]
                for key, items in shown.items()
            }
        self.outputs[id_] = shown
        await self._say("executed", node=id_, display_node=id_, output=shown)

    async def _state(self, id_: str, value: float, whole: float, state: str) -> None:
        self._states[id_] = {
            "value": value,
            "max": whole,
            "state": state,
            "node_id": id_,
            "prompt_id": self._prompt.id,
            "display_node_id": id_,
            "parent_node_id": None,
            "real_node_id": id_,
        }
        data = {"prompt_id": self._prompt.id, "nodes": self._states}
        await self._shop.sockets.send("progress_state", data, self._prompt.client_id)

    async def _note(self, type_: str, **data: Any) -> None:
        """Say something that the history keeps, too."""
        whole = {"prompt_id": self._prompt.id, **data, "timestamp": now_ms()}
        self.messages.append([type_, whole])
        if self._prompt.client_id is not None or type_ == "execution_interrupted":
            await self._shop.sockets.send(type_, whole, self._prompt.client_id)

    async def _say(self, type_: str, **data: Any) -> None:
        """Nobody hears this of a prompt without a client."""
        if self._prompt.client_id is not None:
            whole = {**data, "prompt_id": self._prompt.id}
            await self._shop.sockets.send(type_, whole, self._prompt.client_id)

    def _failure(self, error: Exception) -> dict[str, Any]:
        return {
            "node_id": self._node,
            "node_type": self._class(self._node),
            "executed": self._executed,
            "exception_message": str(error),
            "exception_type": type(error).__name__,
            "traceback": ['  File "/opt/comfyui/execution.py", line 542, in execute\n'],
            "current_inputs": {},
            "current_outputs": list(self._prompt.graph),
        }


def _is_link(value: object) -> bool:
    match value:
        case [str(), int()]:
            return True
        case _:
            return False
