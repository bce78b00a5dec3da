"""Stopping what is ours, and nothing else."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import pytest

from generation.worker import Ended, FailureKind, Where
from tests.generation.comfyui import rig
from tests.generation.fake_comfyui import FakeComfyUI

Make: TypeAlias = Callable[..., FakeComfyUI]
SERVERS = pytest.mark.parametrize(
    "make",
    [FakeComfyUI, partial(FakeComfyUI, is_old=True), partial(FakeComfyUI, has_cancel=True)],
    ids=["with jobs", "without jobs", "with a cancel route"],
)


async def until_running(fake: FakeComfyUI, id_: str) -> None:
    await rig.until(lambda: fake.engine.is_running(id_))


@SERVERS
async def test_what_runs_is_stopped_and_the_others_go_on(make: Make) -> None:
    fake = make(pace=rig.WALK)
    async with rig.running(fake) as driver:
        first, second = rig.attempt(rig.endless()), rig.attempt(rig.still())
        for given in (first, second):
            await driver.submit(given)
        await until_running(fake, first.id)
        assert await driver.cancel(first.id) is Where.ENDED
        failure = (await rig.ended(driver, first)).failure
        assert failure is not None
        assert failure.kind is FailureKind.CANCELED
        assert (await rig.ended(driver, second)).failure is None
    assert all(body.get("prompt_id") == first.id for body in fake.sent("POST", "/interrupt"))


@SERVERS
async def test_what_waits_is_taken_out_and_leaves_no_trace(make: Make) -> None:
    fake = make(pace=rig.WALK)
    async with rig.running(fake) as driver:
        first, second = rig.attempt(rig.endless()), rig.attempt(rig.still())
        for given in (first, second):
            await driver.submit(given)
        await until_running(fake, first.id)
        watching = asyncio.create_task(rig.watched(driver, second))
        assert await driver.cancel(second.id) is Where.ABSENT
        assert await driver.cancel(second.id) is Where.ABSENT
        last = (await watching)[-1]
        assert isinstance(last, Ended)
        assert last.failure is not None
        assert last.failure.kind is FailureKind.CANCELED
        assert fake.engine.is_running(first.id)
    assert fake.sent("POST", "/interrupt") == []


async def test_what_begins_to_run_between_look_and_deletion_is_stopped_all_the_same() -> None:
    fake = FakeComfyUI(pace=rig.WALK)
    async with rig.running(fake) as driver:
        first, second = rig.attempt(rig.endless(1)), rig.attempt(rig.endless(2))
        for given in (first, second):
            await driver.submit(given)
        await until_running(fake, first.id)
        remove = fake.engine.delete

        async def late(id_: str) -> None:
            fake.engine.interrupt(first.id)
            await until_running(fake, second.id)
            await remove(id_)

        fake.engine.delete = late  # type: ignore[method-assign]
        assert await driver.cancel(second.id) is Where.ENDED


async def test_a_late_cancel_finds_it_done_and_does_no_harm() -> None:
    fake = FakeComfyUI()
    fake.faults.late_interrupts = True
    async with rig.running(fake) as driver:
        first, second = rig.attempt(rig.still(1)), rig.attempt(rig.still(2))
        await driver.submit(first)
        await rig.ended(driver, first)
        assert await driver.cancel(first.id) is Where.ENDED
        await driver.submit(second)
        assert (await rig.ended(driver, second)).failure is None
        assert fake.sent("POST", "/interrupt") == []


async def test_a_node_that_cannot_be_stopped_is_told_again_and_reported_as_running() -> None:
    fake = FakeComfyUI(pace=rig.WALK)
    fake.faults.deaf = True
    async with rig.running(fake) as driver:
        given = rig.attempt(rig.endless())
        await driver.submit(given)
        await until_running(fake, given.id)
        assert await driver.cancel(given.id) is Where.RUNNING
        fake.faults.deaf = False
        assert await driver.cancel(given.id) is Where.ENDED
        assert len(fake.sent("POST", "/interrupt")) >= 2


async def test_work_that_somebody_else_stops_is_trouble_not_canceled() -> None:
    fake = FakeComfyUI(pace=rig.WALK)
    async with rig.running(fake) as driver:
        given = rig.attempt(rig.endless())
        await driver.submit(given)
        await until_running(fake, given.id)
        fake.engine.interrupt(None)
        failure = (await rig.ended(driver, given)).failure
        assert failure is not None
        assert failure.kind is FailureKind.TROUBLE
        assert failure.reason == "Somebody else stopped it at the worker."
