"""A driver at a fake server, quick enough for tests, and graphs to send through it."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from time import monotonic
from typing import Any
from uuid import uuid4

from generation.comfyui import watching
from generation.comfyui.collection import Limits
from generation.comfyui.driver import ComfyUI, Manner
from generation.comfyui.listener import Delays
from generation.wire import Server, Timeouts
from generation.worker import Attempt, Ended, Sign
from tests.generation.fake_comfyui import FakeComfyUI
from tests.generation.fake_comfyui.run import Pace

QUICK = Manner(
    pace=watching.Pace(poll=0.1, settle=0.03, throttle=0.0),
    delays=Delays(first=0.05, longest=0.2),
    limits=Limits(pause=0.01, resumes=3, largest=2**20),
    cancel_patience=0.6,
    cancel_pause=0.03,
    socket_patience=10.0,
)
TIMEOUTS = Timeouts(connect=10.0, answer=10.0)
IMPATIENT = Timeouts(connect=10.0, answer=0.3)


@dataclass
class Memory:
    """A sink that keeps what it receives in memory."""

    kept: dict[str, bytes] = field(default_factory=dict[str, bytes])

    async def receive(self, chunks: AsyncIterator[bytes]) -> str:
        content = b"".join([chunk async for chunk in chunks])
        digest = sha256(content).hexdigest()
        self.kept[digest] = content
        return digest


class Clock:
    """A clock that can be put forward."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return monotonic() + self.ahead


def driver(
    fake: FakeComfyUI,
    *,
    manner: Manner = QUICK,
    key: str = "",
    clock: Callable[[], float] = monotonic,
    timeouts: Timeouts = TIMEOUTS,
) -> ComfyUI:
    headers = {"Authorization": f"Bearer {key}"} if key else None
    server = Server(url=fake.url, headers=headers, timeouts=timeouts)
    return ComfyUI(server, "t1", manner=manner, clock=clock)


@asynccontextmanager
async def running(fake: FakeComfyUI, **options: Any) -> AsyncGenerator[ComfyUI]:
    """Start a server, give a driver to it, and end both."""
    await fake.start()
    made = driver(fake, **options)
    try:
        yield made
    finally:
        await made.close()
        await fake.kill()


def attempt(graph: Mapping[str, Any], **rest: Any) -> Attempt:
    id_ = str(uuid4())
    return Attempt(id=id_, graph=graph, prefix=f"es/job/{id_[:8]}", **rest)


def node(node_class: str, **inputs: Any) -> dict[str, Any]:
    return {"class_type": node_class, "inputs": inputs}


def still(seed: int = 1, more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A graph that needs no model and saves one small picture, and more nodes."""
    return {
        "1": node("EmptyImage", width=64, height=48, batch_size=1, color=8421504),
        "2": node("ImageAddNoise", image=["1", 0], seed=seed, strength=0.8),
        "3": node("SaveImage", images=["2", 0], filename_prefix="still"),
        **(more or {}),
    }


def painting(steps: int = 4, **rest: Any) -> dict[str, Any]:
    """A graph with a sampler: it has steps and previews."""
    sampler = {
        "model": ["1", 0],
        "positive": ["2", 0],
        "negative": ["3", 0],
        "latent_image": ["4", 0],
        "seed": 7,
        "steps": steps,
        "cfg": 4.0,
        "sampler_name": "euler",
        "scheduler": "normal",
        "denoise": 1.0,
    }
    return {
        "1": node("CheckpointLoaderSimple", ckpt_name="tiny_random_sd3.safetensors"),
        "2": node("CLIPTextEncode", text="rain", clip=["1", 1]),
        "3": node("CLIPTextEncode", text="", clip=["1", 1]),
        "4": node("EmptyLatentImage", width=64, height=64, batch_size=1),
        "5": node("KSampler", **{**sampler, **rest}),
        "6": node("VAEDecode", samples=["5", 0], vae=["1", 2]),
        "7": node("SaveImage", images=["6", 0], filename_prefix="painting"),
    }


def endless(seed: int = 7) -> dict[str, Any]:
    """A graph that runs until it is stopped, on a server at a walk; it stops at its next step."""
    return painting(steps=10_000, seed=seed)


WALK = Pace(step=0.02)


async def watched(made: ComfyUI, given: Attempt, seconds: float = 30.0) -> list[Sign]:
    """Return every sign of an attempt up to its end."""
    async with asyncio.timeout(seconds):
        return [sign async for sign in made.watch(given)]


async def ended(made: ComfyUI, given: Attempt) -> Ended:
    sign = (await watched(made, given))[-1]
    assert isinstance(sign, Ended)
    return sign


async def until(is_so: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for something about a fake, which has no event for it."""
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
