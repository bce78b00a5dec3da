"""What a server is found to be."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from generation.comfyui.driver import ComfyUI
from generation.guard import Policy
from generation.wire import Server
from generation.worker import Device, StrangeAnswerError, UnreachableError, Where
from tests.generation.comfyui import rig
from tests.generation.fake_comfyui import FakeComfyUI

GIGABYTE = 2**30


@pytest.mark.parametrize("is_old", [False, True], ids=["with jobs", "without jobs"])
async def test_a_probe_tells_what_a_server_has(*, is_old: bool) -> None:
    async with rig.running(FakeComfyUI(is_old=is_old)) as driver:
        probe = await driver.probe()
    assert probe.version == ("0.3.64" if is_old else "0.25.0")
    assert probe.devices == (
        Device(
            name="cuda:0 Fake RTX 24GB",
            kind="cuda",
            index=0,
            memory=24 * GIGABYTE,
            memory_free=22 * GIGABYTE,
        ),
    )
    assert probe.memory == 32 * GIGABYTE
    assert probe.models["checkpoints"] == ("tiny_random_sd3.safetensors",)
    assert probe.loras == ("grain.safetensors", "styles/ink.safetensors")
    assert "custom_nodes" not in probe.models
    assert "euler" in probe.samplers
    assert "karras" in probe.schedulers
    assert probe.nodes["SaveImage"]["output_node"] is True
    assert ("jobs" in probe.features) is not is_old
    assert "supports_preview_metadata" in probe.features
    assert probe.max_upload == 100 * 2**20


async def test_the_catalogue_stays_the_same_object_until_it_changes() -> None:
    fake = FakeComfyUI()
    async with rig.running(fake) as driver:
        first, second = await driver.probe(), await driver.probe()
        assert second.nodes is first.nodes
        fake.models["loras"].append("new.safetensors")
        await fake.restart()
        third = await driver.probe()
    assert third.nodes_digest != first.nodes_digest
    assert "new.safetensors" in third.loras


async def test_a_server_that_becomes_another_version_is_asked_anew() -> None:
    fake = FakeComfyUI(is_old=True)
    async with rig.running(fake) as driver:
        id_ = rig.attempt({}).id
        assert await driver.find(id_) is Where.ABSENT
        fake.is_old = False
        await fake.restart()
        await driver.probe()
        assert await driver.find(id_) is Where.ABSENT
        fake.is_old = True
        await fake.restart()
        assert await driver.find(id_) is Where.ABSENT


Answer = Callable[[str], tuple[str, str, str]]


@asynccontextmanager
async def answering(answer: Answer) -> AsyncGenerator[ComfyUI]:
    """Run a server that answers each path with a status, a header and a text, and probe it."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = (await reader.readuntil(b"\r\n\r\n")).decode()
        status, header, text = answer(request.split(" ")[1])
        body = text.encode()
        head = f"HTTP/1.1 {status}\r\n{header}Content-Length: {len(body)}\r\nConnection: close\r\n"
        writer.write(head.encode() + b"\r\n" + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    driver = ComfyUI(Server(url=url, timeouts=rig.TIMEOUTS), "t1", manner=rig.QUICK)
    try:
        yield driver
    finally:
        await driver.close()
        server.close()
        await server.wait_closed()


STATS = '{"system": {"comfyui_version": "1"}, "devices": [{"name": "x", "vram_total": -3}]}'


def page(status: str, text: str, header: str = "") -> Answer:
    return lambda _: (status, header, text)


def after_stats(path: str, status: str, text: str) -> Answer:
    def answer(asked: str) -> tuple[str, str, str]:
        if asked == "/system_stats":
            return "200 OK", "", STATS
        return (status, "", text) if asked == path else ("404 Not Found", "", "")

    return answer


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (page("200 OK", "<html>Log in</html>"), "What answers there is no worker of this kind"),
        (page("200 OK", "[1]"), "What answers there is no ComfyUI: check the address."),
        (page("200 OK", '{"system": 3}'), "What answers there is no ComfyUI: check the address."),
        (page("404 Not Found", ""), "What answers there is no worker of this kind .HTTP 404."),
        (page("502 Bad Gateway", ""), "The worker is in trouble .HTTP 502.: look at its log."),
        (page("403 Forbidden", ""), "The worker wants to know who asks .HTTP 403."),
        (
            page("302 Found", "", "Location: http://169.254.169.254/\r\n"),
            "The worker sends us elsewhere: give the address it redirects to.",
        ),
        (after_stats("/object_info", "404 Not Found", ""), "no worker of this kind"),
        (after_stats("/object_info", "200 OK", "<html>"), "there is no ComfyUI"),
        (after_stats("/object_info", "200 OK", "[]"), "there is no ComfyUI"),
    ],
)
async def test_what_is_no_comfyui_is_told_apart(answer: Answer, sentence: str) -> None:
    async with answering(answer) as driver:
        with pytest.raises(StrangeAnswerError, match=sentence):
            await driver.probe()


async def test_a_server_with_the_least_that_is_needed_is_probed() -> None:
    nodes = '{"A": {"input": {"required": {"x": ["INT", {"max": Infinity}]}}}}'
    async with answering(after_stats("/object_info", "200 OK", nodes)) as driver:
        probe = await driver.probe()
    assert (probe.models, probe.samplers, probe.max_upload) == ({}, (), None)
    assert probe.devices[0].memory == 0
    assert probe.nodes["A"]["input"]["required"]["x"][1]["max"] == float("inf")


@pytest.mark.parametrize("text", ["[]", '{"exec_info": {}}', '{"queue_running": 3}'])
async def test_a_queue_of_another_shape_is_no_comfyui(text: str) -> None:
    async with answering(page("200 OK", text)) as driver:
        with pytest.raises(StrangeAnswerError, match="there is no ComfyUI"):
            await driver.load()


async def test_odd_entries_of_a_queue_are_passed_over() -> None:
    def answer(path: str) -> tuple[str, str, str]:
        if path == "/prompt":
            return "200 OK", "", '{"exec_info": {"queue_remaining": 2}}'
        entries = '["odd", [1, "a"], [0.5, "b", {}, {"client_id": "storyboard-t1-x"}, []]]'
        return "200 OK", "", f'{{"queue_running": [], "queue_pending": {entries}}}'

    async with answering(answer) as driver:
        entries = (await driver.load()).entries
    assert [(entry.id, entry.is_ours) for entry in entries] == [("b", True), ("a", False)]


async def test_an_answer_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generation.wire.LARGEST_ANSWER", 100)
    async with answering(page("200 OK", "[" + "1," * 100 + "1]")) as driver:
        with pytest.raises(StrangeAnswerError, match="too large to be read"):
            await driver.probe()


async def test_a_host_that_is_not_known_is_unreachable() -> None:
    driver = ComfyUI(Server(url="http://no-such-host.invalid:8188"), "t1", manner=rig.QUICK)
    with pytest.raises(UnreachableError, match=r"The host .+ is not known"):
        await driver.probe()
    await driver.close()


def resolved(*addresses: str) -> Callable[[str, int], Awaitable[tuple[str, ...]]]:
    async def resolver(host: str, port: int) -> tuple[str, ...]:
        assert (host, port) == ("gpu-1", 8188)
        return addresses

    return resolver


async def test_an_address_that_is_forbidden_is_never_connected_to() -> None:
    server = Server(url="http://gpu-1:8188")
    driver = ComfyUI(server, "t1", manner=rig.QUICK, resolver=resolved("169.254.169.254"))
    with pytest.raises(StrangeAnswerError, match="is never a worker"):
        await driver.probe()
    with pytest.raises(StrangeAnswerError, match="is never a worker"):
        await driver.submit(rig.attempt(rig.still()))
    await driver.close()


async def test_the_connection_goes_to_the_judged_address_under_the_given_name() -> None:
    fake = FakeComfyUI()
    await fake.start()
    asked: list[str] = []

    async def resolver(host: str, _: int) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",)

    server = Server(url=f"http://gpu-1.example:{fake.port}", policy=Policy())
    driver = ComfyUI(server, "t1", manner=rig.QUICK, resolver=resolver)
    given = rig.attempt(rig.still())
    await driver.submit(given)
    assert (await rig.ended(driver, given)).failure is None
    assert set(asked) == {"gpu-1.example"}
    assert len(fake.sockets.ids) == 1
    await driver.close()
    await fake.kill()
