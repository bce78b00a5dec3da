"""Submitting once, whatever becomes of the question and of the answer."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from generation.comfyui.driver import ComfyUI
from generation.worker import (
    Attempt,
    Collected,
    FailureKind,
    InputFile,
    Refused,
    StrangeAnswerError,
    Submitted,
    Unknown,
    UnreachableError,
    Where,
)
from tests.generation.comfyui import rig
from tests.generation.fake_comfyui import FakeComfyUI, picture
from tests.generation.fake_comfyui.run import Pace


async def refused(driver: ComfyUI, given: Attempt) -> tuple[FailureKind, str]:
    answer = await driver.submit(given)
    assert isinstance(answer, Refused)
    return answer.failure.kind, answer.failure.reason


def posts(fake: FakeComfyUI) -> int:
    return len(fake.sent("POST", "/prompt"))


@pytest.mark.parametrize("is_old", [False, True], ids=["with jobs", "without jobs"])
async def test_an_answer_that_is_lost_is_asked_for_and_nothing_runs_twice(*, is_old: bool) -> None:
    fake = FakeComfyUI(is_old=is_old)
    async with rig.running(fake) as driver:
        fake.faults.lost_posts = 1
        given = rig.attempt(rig.still())
        assert await driver.submit(given) == Submitted(is_adopted=True)
        assert (await rig.ended(driver, given)).failure is None
        assert posts(fake) == 1


async def test_an_answer_of_500_may_mean_that_it_is_queued() -> None:
    fake = FakeComfyUI()
    async with rig.running(fake) as driver:
        fake.faults.troubled_posts = 1
        assert await driver.submit(rig.attempt(rig.still())) == Submitted(is_adopted=True)
        fake.faults.refused_posts = 1
        kind, reason = await refused(driver, rig.attempt(rig.still(2)))
        assert kind is FailureKind.TROUBLE
        assert reason == (
            "ComfyUI got itself in trouble over it and did not take it: look at its log."
        )


async def test_a_question_that_never_arrived_may_be_asked_again() -> None:
    fake = FakeComfyUI()
    async with rig.running(fake) as driver:
        fake.faults.swallowed_posts = 1
        given = rig.attempt(rig.still())
        assert await refused(driver, given) == (FailureKind.LOST, "The worker did not take it.")
        assert await driver.submit(given) == Submitted()


async def test_submitting_again_finds_the_first_one_in_any_state() -> None:
    fake = FakeComfyUI(pace=Pace(node=0.1))
    async with rig.running(fake) as driver:
        given = rig.attempt(rig.still())
        assert await driver.submit(given) == Submitted()
        assert await driver.submit(given) == Submitted(is_adopted=True)
        await rig.ended(driver, given)
        assert await driver.submit(given) == Submitted(is_adopted=True)
        assert posts(fake) == 1


async def test_a_server_that_is_not_there_took_nothing() -> None:
    fake = FakeComfyUI()
    async with rig.running(fake) as driver:
        await fake.kill()
        with pytest.raises(UnreachableError, match="cannot be reached") as caught:
            await driver.submit(rig.attempt(rig.still()))
        assert caught.value.is_refused


async def test_a_server_that_freezes_in_the_middle_leaves_it_unknown_until_it_is_asked() -> None:
    fake = FakeComfyUI()
    async with rig.running(fake, timeouts=rig.IMPATIENT) as driver:
        given = rig.attempt(rig.still())

        async def freeze_then_queue(body: object) -> tuple[int, dict[str, object]]:
            answer = await queue(body)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
            fake.freeze()
            await fake.sockets.awake.wait()
            return answer

        queue, fake.engine.post = fake.engine.post, freeze_then_queue  # type: ignore[method-assign]
        answer = await driver.submit(given)
        assert isinstance(answer, Unknown)
        assert answer.reason.startswith("The worker does not answer in time.")
        fake.thaw()
        assert await driver.find(given.id) is not Where.ABSENT


async def test_a_graph_with_a_dead_link_never_reaches_the_server() -> None:
    fake = FakeComfyUI()
    async with rig.running(fake) as driver:
        poison = rig.still()
        poison["3"]["inputs"]["extra"] = ["99", 0]
        kind, reason = await refused(driver, rig.attempt(poison))
        assert kind is FailureKind.GRAPH
        assert reason.endswith("is linked to node 99, which is not in the graph.")
        assert posts(fake) == 0


async def test_an_output_that_would_be_dropped_refuses_and_withdraws_all() -> None:
    fake = FakeComfyUI(pace=rig.WALK)
    async with rig.running(fake) as driver:
        bad = {
            "8": rig.node("EmptyImage", width=0, height=64, batch_size=1, color=0),
            "9": rig.node("SaveImage", images=["8", 0], filename_prefix="bad"),
        }
        given = rig.attempt({**rig.endless(), **bad})
        kind, reason = await refused(driver, given)
        assert kind is FailureKind.GRAPH
        assert reason == (
            "ComfyUI refuses node 8 (EmptyImage): Value 0 smaller than min of 1: width."
        )
        await rig.until(lambda: fake.engine.depth == 0)
        assert fake.files.names("output") == []


async def test_a_model_that_is_not_there_is_lacking_and_an_unknown_node_too() -> None:
    async with rig.running(FakeComfyUI(models={"checkpoints": ["other.safetensors"]})) as driver:
        kind, reason = await refused(driver, rig.attempt(rig.painting()))
        assert kind is FailureKind.LACKING
        assert "it has no “tiny_random_sd3.safetensors” for ckpt_name" in reason
        graph = rig.still(1, {"7": rig.node("SomebodysNode", images=["2", 0])})
        kind, _ = await refused(driver, rig.attempt(graph))
        assert kind is FailureKind.LACKING


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            replace(rig.attempt(rig.still()), id="shot-010"),
            "The attempt's id must be a UUID in lower case.",
        ),
        (
            replace(rig.attempt(rig.still()), prefix="../out"),
            "The prefix of files must be short and of plain letters, as es/job/1.",
        ),
    ],
)
async def test_an_attempt_that_no_server_takes_is_refused(given: Attempt, sentence: str) -> None:
    async with rig.running(FakeComfyUI()) as driver:
        assert await refused(driver, given) == (FailureKind.GRAPH, sentence)


def input_file(folder: Path, content: bytes, *, suffix: str = ".png") -> InputFile:
    path = folder / "input"
    path.write_bytes(content)
    digest = sha256(content).hexdigest()
    return InputFile(digest=digest, path=path, suffix=suffix)


def loading(file: InputFile) -> Attempt:
    graph = {
        "1": rig.node("LoadImage", image=file.name),
        "2": rig.node("SaveImage", images=["1", 0], filename_prefix="x"),
    }
    return rig.attempt(graph, inputs=(file,))


async def test_an_input_is_uploaded_and_the_name_that_comes_back_is_used(folder: Path) -> None:
    fake = FakeComfyUI()
    async with rig.running(fake) as driver:
        content = picture.png(picture.plain(16, 16, 0xFF0000))
        file = input_file(folder, content)
        fake.files.put("input", file.name, b"of somebody else")
        given, sink = loading(file), rig.Memory()
        assert await driver.submit(given) == Submitted()
        sent = fake.sent("POST", "/prompt")[0]
        assert sent["prompt"]["1"]["inputs"]["image"] == file.name.replace(".", " (1).")
        assert (await rig.ended(driver, given)).failure is None
        assert isinstance(await driver.collect(given.id, sink), Collected)
        again = loading(file)
        await driver.submit(again)
        assert len(fake.files.names("input")) == 2


async def test_an_input_that_is_gone_or_too_large_is_refused(folder: Path) -> None:
    fake = FakeComfyUI()
    fake.features["max_upload_size"] = 100
    async with rig.running(fake) as driver:
        file = input_file(folder, bytes(1000), suffix="../x")
        kind, reason = await refused(driver, loading(file))
        assert kind is FailureKind.LACKING
        assert reason.startswith("An input of 0 MB is too large for this worker: start ComfyUI")
        await driver.probe()
        kind, reason = await refused(driver, loading(file))
        assert "too large for this worker, which takes 0 MB: " in reason
        file.path.unlink()
        kind, reason = await refused(driver, loading(file))
        assert kind is FailureKind.GRAPH
        assert reason == "A file that the graph needs is not among the media any more."
        unused = rig.attempt(rig.still(), inputs=(file,))
        assert await driver.submit(unused) == Submitted()


async def test_no_origin_is_sent_and_a_key_is_where_one_is_asked_for() -> None:
    fake = FakeComfyUI(token="s3cret")
    async with rig.running(fake, key="s3cret") as driver:
        given = rig.attempt(rig.still())
        assert await driver.submit(given) == Submitted()
        assert len(fake.sockets.ids) == 1
        assert (await rig.ended(driver, given)).failure is None
        keyless = rig.driver(fake)
        with pytest.raises(StrangeAnswerError, match="wants to know who asks"):
            await keyless.submit(rig.attempt(rig.still()))
        await keyless.close()
