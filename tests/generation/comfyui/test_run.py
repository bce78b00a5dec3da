"""An attempt from its submission to its files, on a server that does everything right."""

import asyncio
from contextlib import aclosing

import pytest

from generation.worker import (
    Collected,
    MediaKind,
    Progress,
    Submitted,
    Where,
)
from tests.generation.comfyui import rig
from tests.generation.fake_comfyui import FakeComfyUI


@pytest.mark.parametrize("is_old", [False, True], ids=["with jobs", "without jobs"])
async def test_an_attempt_runs_and_its_picture_comes_home(*, is_old: bool) -> None:
    async with rig.running(FakeComfyUI(is_old=is_old)) as driver:
        given, sink = rig.attempt(rig.still()), rig.Memory()
        assert await driver.submit(given) == Submitted()
        assert (await rig.ended(driver, given)).failure is None
        assert await driver.find(given.id) is Where.ENDED
        collected = await driver.collect(given.id, sink)
        assert isinstance(collected, Collected)
        (output,) = collected.outputs
        assert output.kind is MediaKind.IMAGE
        assert output.name == "still_00001_.png"
        assert sink.kept[output.digest].startswith(b"\x89PNG")
        assert output.size == len(sink.kept[output.digest])
        await driver.forget(given.id)
        assert await driver.find(given.id) is Where.ABSENT


async def test_progress_rises_with_the_steps_and_shows_previews() -> None:
    async with rig.running(FakeComfyUI(pace=rig.WALK)) as driver:
        given = rig.attempt(rig.endless())
        await driver.submit(given)
        told: list[Progress] = []
        async with asyncio.timeout(20), aclosing(driver.watch(given)) as signs:
            while not told or told[-1].step < 5:
                sign = await anext(signs)
                assert isinstance(sign, Progress)
                told.append(sign)
    assert [sign.fraction for sign in told] == sorted(sign.fraction for sign in told)
    assert {sign.steps for sign in told if sign.step} == {10_000}
    previews = [sign.preview for sign in told if sign.preview]
    assert previews
    assert all(preview.media_type == "image/jpeg" for preview in previews)


async def test_what_each_node_took_is_told_at_the_end_even_of_a_run_that_was_quicker() -> None:
    fake = FakeComfyUI(pace=rig.WALK)
    async with rig.running(fake) as driver:
        given = rig.attempt(rig.painting(steps=5))
        await driver.submit(given)
        await rig.until(lambda: given.id in fake.engine.history)
        end = await rig.ended(driver, given)
    assert end.failure is None
    assert set(end.node_seconds) == set("1234567")
    assert end.node_seconds["5"] > 0.0
    assert end.seconds is not None
    assert end.seconds >= 0.1
