"""An attempt from its submission to its files, on a server that does everything right."""

import pytest

from generation.worker import (
    Collected,
    Ended,
    MediaKind,
    Progress,
    Submitted,
    Where,
)
from tests.generation.comfyui import rig
from tests.generation.fake_comfyui import FakeComfyUI
from tests.generation.fake_comfyui.run import Pace


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
    async with rig.running(FakeComfyUI(pace=Pace(step=0.02))) as driver:
        given = rig.attempt(rig.painting(steps=6))
        await driver.submit(given)
        signs = await rig.watched(driver, given)
    told = [sign for sign in signs if isinstance(sign, Progress) and sign.is_running]
    assert [sign.fraction for sign in told] == sorted(sign.fraction for sign in told)
    assert max(sign.step for sign in told) == 6
    assert {sign.steps for sign in told if sign.step} == {6}
    previews = [sign.preview for sign in told if sign.preview]
    assert previews
    assert all(preview.media_type == "image/jpeg" for preview in previews)
    last = signs[-1]
    assert isinstance(last, Ended)
    assert set(last.node_seconds) >= {"5", "7"}
