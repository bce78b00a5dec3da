"""The driver at a real ComfyUI: `STORYBOARD_TEST_COMFYUI=http://gpu-1:8188 make test-comfyui`.

Only nodes that come with ComfyUI are used, and no models. Nothing of others on that server is
touched; what the tests save stays in its output folder under `es/`.
"""

import asyncio
import os
import random
from collections.abc import AsyncGenerator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from generation.comfyui.driver import ComfyUI
from generation.guard import Policy
from generation.wire import Server
from generation.worker import (
    Collected,
    FailureKind,
    InputFile,
    MediaKind,
    Progress,
    Refused,
    Submitted,
    Where,
)
from tests.generation.comfyui import rig
from tests.generation.fake_comfyui import picture

URL = os.environ.get("STORYBOARD_TEST_COMFYUI", "")
KEY = os.environ.get("STORYBOARD_TEST_COMFYUI_KEY", "")
pytestmark = pytest.mark.skipif(not URL, reason="Set STORYBOARD_TEST_COMFYUI to a server's URL.")
PATIENCE = 180.0  # seconds


@pytest.fixture
async def driver() -> AsyncGenerator[ComfyUI]:
    headers = {"Authorization": f"Bearer {KEY}"} if KEY else None
    server = Server(url=URL, policy=Policy(allows_private=True), headers=headers)
    made = ComfyUI(server, "test")
    yield made
    await made.close()


def slow(blurs: int = 8) -> dict[str, Any]:
    """A graph that takes a while on any machine, and can be stopped between its nodes."""
    seed = random.randrange(2**32)  # noqa: S311 - so that nothing of it is cached
    graph = {
        "1": rig.node("EmptyImage", width=1024, height=1024, batch_size=2, color=8421504),
        "2": rig.node("ImageAddNoise", image=["1", 0], seed=seed, strength=0.9),
    }
    for at in range(blurs):
        source = [str(at + 2), 0]
        graph[str(at + 3)] = rig.node("ImageBlur", image=source, blur_radius=31, sigma=10.0)
    end = [str(blurs + 2), 0]
    return {**graph, "99": rig.node("SaveImage", images=end, filename_prefix="slow")}


async def test_a_real_server_is_probed(driver: ComfyUI) -> None:
    probe = await driver.probe()
    assert probe.devices
    assert probe.nodes["SaveImage"]["output_node"] is True
    assert "euler" in probe.samplers
    assert (await driver.probe()).nodes is probe.nodes
    assert isinstance((await driver.load()).depth, int)


async def test_a_picture_is_made_collected_and_forgotten(driver: ComfyUI) -> None:
    given = rig.attempt(rig.still(random.randrange(2**32)))  # noqa: S311
    assert await driver.submit(given) == Submitted()
    assert await driver.submit(given) == Submitted(is_adopted=True)
    signs = await rig.watched(driver, given, PATIENCE)
    assert getattr(signs[-1], "failure", "no end") is None
    assert any(isinstance(sign, Progress) for sign in signs)
    sink = rig.Memory()
    collected = await driver.collect(given.id, sink)
    assert isinstance(collected, Collected)
    (output,) = collected.outputs
    assert output.kind is MediaKind.IMAGE
    assert sink.kept[output.digest].startswith(b"\x89PNG")
    await driver.forget(given.id)
    assert await driver.find(given.id) is Where.ABSENT


async def test_an_input_is_uploaded_and_used(driver: ComfyUI, folder: Path) -> None:
    content = picture.png(picture.painted(64, 64, random.randrange(2**32), "input"))  # noqa: S311
    path = folder / "input.png"
    path.write_bytes(content)
    file = InputFile(digest=sha256(content).hexdigest(), path=path, suffix=".png")
    graph = {
        "1": rig.node("LoadImage", image=file.name),
        "2": rig.node("SaveImage", images=["1", 0], filename_prefix="in"),
    }
    given = rig.attempt(graph, inputs=(file,))
    assert await driver.submit(given) == Submitted()
    assert getattr((await rig.watched(driver, given, PATIENCE))[-1], "failure", "no end") is None


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"9": rig.node("NoSuchNodeXYZ", image=["2", 0])}, FailureKind.LACKING),
        (
            {
                "8": rig.node("CheckpointLoaderSimple", ckpt_name="no_such_model.safetensors"),
                "9": rig.node("VAEEncode", pixels=["2", 0], vae=["8", 2]),
                "10": rig.node("VAEDecode", samples=["9", 0], vae=["8", 2]),
                "3": rig.node("SaveImage", images=["10", 0], filename_prefix="x"),
            },
            FailureKind.LACKING,
        ),
        (
            {
                "8": rig.node("EmptyImage", width=0, height=64, batch_size=1, color=0),
                "9": rig.node("SaveImage", images=["8", 0], filename_prefix="x"),
            },
            FailureKind.GRAPH,
        ),
    ],
    ids=["unknown node", "missing model", "one output of two is invalid"],
)
async def test_what_a_real_server_refuses_has_a_kind(
    driver: ComfyUI, change: dict[str, Any], kind: FailureKind
) -> None:
    answer = await driver.submit(rig.attempt(rig.still(1, change)))
    assert isinstance(answer, Refused)
    assert answer.failure.kind is kind


async def test_what_waits_and_what_runs_is_stopped(driver: ComfyUI) -> None:
    running, waiting = rig.attempt(slow()), rig.attempt(slow())
    for given in (running, waiting):
        assert await driver.submit(given) == Submitted()
    async with asyncio.timeout(PATIENCE):
        while await driver.find(running.id) is Where.PENDING:  # noqa: ASYNC110 - a server is asked
            await asyncio.sleep(0.2)
        assert await driver.cancel(waiting.id) is Where.ABSENT
        while await driver.cancel(running.id) is Where.RUNNING:  # noqa: ASYNC110
            await asyncio.sleep(0.2)
        end = (await rig.watched(driver, running, PATIENCE))[-1]
    failure = getattr(end, "failure", None)
    # On a quick machine it may have been through before it was told to stop.
    assert failure is None or failure.kind is FailureKind.CANCELED
