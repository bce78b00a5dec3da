"""How a node of the fake is declared and run."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from tests.generation.fake_comfyui.files import Files

Spec: TypeAlias = list[Any]


class Step(Protocol):
    async def __call__(self, value: int, steps: int, preview: bytes | None = None) -> None: ...


@dataclass(frozen=True)
class Call:
    """One run of a node."""

    inputs: Mapping[str, Any]
    files: Files
    step: Step
    pnginfo: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Made:
    """What a node gives to others, and what it shows (`ui`)."""

    values: tuple[Any, ...] = ()
    shown: dict[str, list[Any]] | None = None


Run: TypeAlias = Callable[[Call], Awaitable[Made]]


@dataclass(frozen=True)
class Node:
    name: str
    run: Run
    required: Mapping[str, Spec] = field(default_factory=dict[str, Spec])
    optional: Mapping[str, Spec] = field(default_factory=dict[str, Spec])
    outputs: tuple[str, ...] = ()
    is_output: bool = False
    reads_file: str = ""  # the input that names a file which must be there

    def info(self) -> dict[str, Any]:
        """What `/object_info` says of it."""
        inputs: dict[str, Any] = {"required": dict(self.required)}
        order = {"required": list(self.required)}
        if self.optional:
            inputs["optional"] = dict(self.optional)
            order["optional"] = list(self.optional)
        return {
            "input": inputs,
            "input_order": order,
            "is_input_list": False,
            "output": list(self.outputs),
            "output_is_list": [False for _ in self.outputs],
            "output_name": list(self.outputs),
            "name": self.name,
            "display_name": self.name,
            "description": "",
            "python_module": "nodes",
            "category": "fake",
            "output_node": self.is_output,
        }
