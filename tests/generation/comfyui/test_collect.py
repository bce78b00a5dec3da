"""Files come home whole or not at all."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from typing_extensions import override

from generation.comfyui.driver import ComfyUI
from generation.worker import (
    Attempt,
    Collected,
    Failure,
    FailureKind,
    MediaKind,
    Text,
    UnreachableError,
)
from tests.generation.comfyui import rig
from tests.generation.fake_comfyui import FakeComfyUI
from tests.generation.fake_comfyui.faults import Fault

MOVING = {
    "1": rig.node("EmptyImage", width=32, height=32, batch_size=2, color=255),
    "2": rig.node("CreateVideo", images=["1", 0], fps=24.0),
    "3": rig.node("SaveVideo", video=["2", 0], filename_prefix="a", format="mp4", codec="h264"),
    "4": rig.node("SaveWEBM", images=["1", 0], filename_prefix="b", codec="vp9", fps=24.0, crf=32),
    "5": rig.node("VHS_VideoCombine", images=["1", 0], filename_prefix="c", frame_rate=8.0),
    "6": rig.node(
        "SaveAnimatedWEBP",
        images=["1", 0],
        filename_prefix="d",
        fps=12.0,
        lossless=False,
        quality=80,
        method="default",
    ),
    "7": rig.node("EmptyAudio", duration=1.0, sample_rate=44100, channels=2),
    "8": rig.node("SaveAudio", audio=["7", 0], filename_prefix="e"),
    "9": rig.node("PreviewImage", images=["1", 0]),
    "10": rig.node("StringConcatenate", string_a="shot", string_b="010", delimiter="_"),
    "11": rig.node("PreviewAny", source=["10", 0]),
}


async def done(driver: ComfyUI, graph: dict[str, Any] | None = None) -> Attempt:
    given = rig.attempt(graph or rig.still())
    await driver.submit(given)
    await rig.ended(driver, given)
    return given


async def test_every_kind_of_output_comes_home_by_what_it_is() -> None:
    async with rig.running(FakeComfyUI()) as driver:
        sink = rig.Memory()
        collected = await driver.collect((await done(driver, MOVING)).id, sink)
    assert isinstance(collected, Collected)
    found = {
        (out.name, out.kind, out.media_type) for out in collected.outputs if not out.is_temporary
    }
    assert found == {
        ("a_00001_.mp4", MediaKind.VIDEO, "video/mp4"),
        ("b_00001_.webm", MediaKind.VIDEO, "video/webm"),
        ("c_00001_.mp4", MediaKind.VIDEO, "video/mp4"),
        ("d_00001_.webp", MediaKind.IMAGE, "image/webp"),
        ("e_00001.flac", MediaKind.AUDIO, "audio/flac"),
    }
    assert len([out for out in collected.outputs if out.is_temporary]) == 2
    assert all(len(sink.kept[out.digest]) == out.size for out in collected.outputs)
    assert collected.texts == (Text(node="11", index=0, text="shot_010"),)


@pytest.mark.parametrize(
    ("fault", "end"),
    [
        ("missing", "it is not there any more."),
        ("empty", "it is empty."),
        ("forbidden", "the server does not give out a file of that name."),
    ],
)
async def test_a_file_that_cannot_be_had_is_trouble_with_its_name(fault: Fault, end: str) -> None:
    fake = FakeComfyUI()
    async with rig.running(fake) as driver:
        given, sink = await done(driver), rig.Memory()
        fake.faults.views = [fault]
        failure = await driver.collect(given.id, sink)
        assert failure == Failure(
            kind=FailureKind.TROUBLE,
            reason=f"The file “still_00001_.png” that was saved cannot be fetched: {end}",
            node="3",
        )
        assert sink.kept == {}
        assert isinstance(await driver.collect(given.id, sink), Collected)


async def test_a_download_goes_on_where_it_broke_off() -> None:
    fake = FakeComfyUI()
    async with rig.running(fake) as driver:
        given, sink = await done(driver, rig.painting()), rig.Memory()
        fake.faults.views = ["broken", "short", "broken", "short"]
        collected = await driver.collect(given.id, sink)
    assert isinstance(collected, Collected)
    ((path, content),) = (
        (name, fake.files.find("output", name)) for name in fake.files.names("output")
    )
    assert path.endswith("painting_00001_.png")
    assert list(sink.kept.values()) == [content]


async def test_a_file_that_changes_in_between_is_not_put_together_from_both() -> None:
    fake = FakeComfyUI()
    async with rig.running(fake) as driver:
        given = await done(driver, rig.painting())
        (path,) = fake.files.names("output")

        class Slow(rig.Memory):
            @override
            async def receive(self, chunks: AsyncIterator[bytes]) -> str:
                async def changing() -> AsyncIterator[bytes]:
                    async for chunk in chunks:
                        fake.files.put("output", path, b"\x89PNG other")
                        yield chunk

                return await super().receive(changing())

        fake.faults.views = ["broken"]
        failure = await driver.collect(given.id, Slow())
    assert isinstance(failure, Failure)
    assert failure.reason.endswith("cannot be fetched: it changed while it was fetched.")


async def test_a_download_that_breaks_again_and_again_is_given_up_and_can_be_tried_later() -> None:
    fake = FakeComfyUI()
    async with rig.running(fake) as driver:
        given, sink = await done(driver), rig.Memory()
        fake.faults.views = ["short"] * 4
        with pytest.raises(UnreachableError):
            await driver.collect(given.id, sink)
        assert sink.kept == {}
        assert isinstance(await driver.collect(given.id, sink), Collected)


async def test_a_file_without_end_is_refused_before_it_is_read() -> None:
    fake = FakeComfyUI()
    async with rig.running(fake) as driver:
        given = await done(driver)
        fake.faults.views = ["huge"]
        failure = await driver.collect(given.id, rig.Memory())
    assert failure == Failure(
        kind=FailureKind.GRAPH,
        reason=(
            "The file “still_00001_.png” that was saved cannot be fetched: it is larger than 1 MB."
        ),
        node="3",
    )


async def test_a_hostile_name_becomes_no_path() -> None:
    fake = FakeComfyUI()
    fake.faults.hostile_name = "../../../etc/passwd"
    async with rig.running(fake) as driver:
        failure = await driver.collect((await done(driver)).id, rig.Memory())
    assert isinstance(failure, Failure)
    assert failure.reason == (
        "The file “passwd” that was saved cannot be fetched: "
        "the server does not give out a file of that name."
    )


async def test_previews_that_are_gone_are_not_missed() -> None:
    fake = FakeComfyUI()
    async with rig.running(fake) as driver:
        graph = rig.still(1, {"9": rig.node("PreviewImage", images=["2", 0])})
        given = await done(driver, graph)
        fake.files.wipe_temp()
        collected = await driver.collect(given.id, rig.Memory())
    assert isinstance(collected, Collected)
    assert [out.node for out in collected.outputs] == ["3"]


async def test_a_run_that_saved_nothing_is_told_how_to_end() -> None:
    async with rig.running(FakeComfyUI()) as driver:
        graph = {
            "1": rig.node("EmptyImage", width=8, height=8, batch_size=1, color=0),
            "2": rig.node("SaveImageWebsocket", images=["1", 0]),
        }
        failure = await driver.collect((await done(driver, graph)).id, rig.Memory())
    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.GRAPH
    assert failure.reason == (
        "It ended well and saved nothing: end the graph with a node such as SaveImage."
    )


async def test_what_a_run_saved_before_it_failed_is_collected() -> None:
    fake = FakeComfyUI()
    fake.faults.errors = {"ImageBlur": [("ValueError", "no")]}
    async with rig.running(fake) as driver:
        late = {
            "8": rig.node("ImageBlur", image=["2", 0], blur_radius=1, sigma=1.0),
            "9": rig.node("SaveImage", images=["8", 0], filename_prefix="late"),
        }
        collected = await driver.collect((await done(driver, rig.still(1, late))).id, rig.Memory())
    assert isinstance(collected, Collected)
    assert [out.node for out in collected.outputs] == ["3"]


async def test_what_a_server_forgot_is_lost() -> None:
    fake = FakeComfyUI()
    async with rig.running(fake) as driver:
        given = await done(driver)
        await fake.restart()
        failure = await driver.collect(given.id, rig.Memory())
    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.LOST


async def test_a_full_disk_of_ours_is_no_failure_of_the_worker() -> None:
    class Full(rig.Memory):
        @override
        async def receive(self, chunks: AsyncIterator[bytes]) -> str:
            async for _ in chunks:
                raise OSError(28, "No space left on device")
            raise AssertionError

    async with rig.running(FakeComfyUI()) as driver:
        given = await done(driver)
        with pytest.raises(OSError, match="No space left"):
            await driver.collect(given.id, Full())
