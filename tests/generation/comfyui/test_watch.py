"""Following an attempt through everything that happens to servers and sockets."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from functools import partial

import pytest

from generation.comfyui.driver import ComfyUI
from generation.worker import (
    Attempt,
    Ended,
    Failure,
    FailureKind,
    Health,
    Progress,
    Sign,
    Suspected,
    Unheard,
    Where,
)
from tests.generation.comfyui import rig
from tests.generation.fake_comfyui import FakeComfyUI
from tests.generation.fake_comfyui.run import Pace


async def first(signs: AsyncIterator[Sign], is_it: Callable[[Sign], bool]) -> Sign:
    async with asyncio.timeout(20):
        async for sign in signs:
            if is_it(sign):
                return sign
    raise AssertionError("The signs ended before.")


async def failed(driver: ComfyUI, given: Attempt) -> Failure:
    failure = (await rig.ended(driver, given)).failure
    assert failure is not None
    return failure


@pytest.mark.parametrize("is_old", [False, True], ids=["with jobs", "without jobs"])
async def test_what_waits_says_how_many_are_before_it(*, is_old: bool) -> None:
    fake = FakeComfyUI(pace=rig.WALK, is_old=is_old)
    async with rig.running(fake) as driver:
        before = [await fake.foreign(rig.endless(seed)) for seed in (1, 2)]
        given = rig.attempt(rig.still())
        await driver.submit(given)
        told: list[Progress] = []
        async with aclosing(driver.watch(given)) as signs:
            for id_ in before:
                sign = await first(signs, lambda sign: isinstance(sign, Progress))
                assert isinstance(sign, Progress)
                told.append(sign)
                await rig.until(partial(fake.engine.is_running, id_))
                fake.engine.interrupt(id_)
            last = await first(signs, lambda sign: getattr(sign, "is_running", False))
    assert [(sign.is_running, sign.ahead) for sign in told] == [(False, 2), (False, 1)]
    assert isinstance(last, Progress)
    assert last.ahead == 0


async def test_a_server_that_is_killed_is_unheard_and_then_has_lost_it() -> None:
    fake = FakeComfyUI(pace=rig.WALK)
    async with rig.running(fake) as driver:
        given = rig.attempt(rig.endless())
        await driver.submit(given)
        async with aclosing(driver.watch(given)) as signs:
            await anext(signs)
            await fake.kill()
            unheard = await first(signs, lambda sign: isinstance(sign, Unheard))
            assert isinstance(unheard, Unheard)
            assert unheard.is_refused
            assert unheard.reason == "The worker cannot be reached."
            await fake.start()
            lost = await first(signs, lambda sign: isinstance(sign, Ended))
        assert isinstance(lost, Ended)
        assert lost.failure is not None
        assert lost.failure.kind is FailureKind.LOST
        assert await driver.find(given.id) is Where.ABSENT


async def test_after_a_restart_the_socket_comes_back_under_another_name() -> None:
    fake = FakeComfyUI(pace=Pace(step=0.03))
    async with rig.running(fake) as driver:
        given = rig.attempt(rig.still())
        await driver.submit(given)
        await rig.ended(driver, given)
        before = list(fake.sockets.ids)
        await fake.restart()
        await rig.until(lambda: len(fake.sockets.ids) == 1)
        assert fake.sockets.ids != before
        again = rig.attempt(rig.painting(steps=3))
        await driver.submit(again)
        signs = await rig.watched(driver, again)
    assert any(isinstance(sign, Progress) and sign.steps == 3 for sign in signs)


async def test_a_server_that_freezes_is_only_slow_and_goes_on() -> None:
    fake = FakeComfyUI(pace=rig.WALK)
    async with rig.running(fake, timeouts=rig.IMPATIENT) as driver:
        given = rig.attempt(rig.painting(steps=20))
        await driver.submit(given)
        fake.freeze()
        async with aclosing(driver.watch(given)) as signs:
            unheard = await first(signs, lambda sign: isinstance(sign, Unheard))
            assert isinstance(unheard, Unheard)
            assert not unheard.is_refused
            fake.thaw()
            end = await first(signs, lambda sign: isinstance(sign, Ended))
        assert isinstance(end, Ended)
        assert end.failure is None


async def test_a_silent_socket_is_no_failure() -> None:
    fake = FakeComfyUI()
    async with rig.running(fake) as driver:
        fake.faults.mute = True
        given = rig.attempt(rig.still())
        await driver.submit(given)
        end = await rig.ended(driver, given)
        assert end.failure is None
        assert end.seconds is not None


async def test_what_was_queued_in_a_former_life_is_found_again_and_followed() -> None:
    fake = FakeComfyUI(pace=rig.WALK)
    async with rig.running(fake) as driver:
        foreign = await fake.foreign(rig.endless())
        given = rig.attempt(rig.still())
        former = rig.driver(fake)
        await former.submit(given)
        await former.close()
        assert await driver.find(given.id) is Where.PENDING
        entries = (await driver.load()).entries
        assert [(entry.id, entry.is_ours) for entry in entries] == [
            (foreign, False),
            (given.id, True),
        ]
        fake.engine.interrupt(foreign)
        assert (await rig.ended(driver, given)).failure is None


async def test_a_history_that_is_late_is_waited_for() -> None:
    fake = FakeComfyUI()
    fake.faults.late_history = 0.2
    async with rig.running(fake) as driver:
        given = rig.attempt(rig.still())
        await driver.submit(given)
        assert (await rig.ended(driver, given)).failure is None


async def test_what_somebody_takes_out_of_the_queue_is_lost_not_done() -> None:
    fake = FakeComfyUI(pace=rig.WALK)
    async with rig.running(fake) as driver:
        foreign = await fake.foreign(rig.endless())
        await rig.until(lambda: fake.engine.is_running(foreign))
        given = rig.attempt(rig.still())
        await driver.submit(given)
        watching = asyncio.create_task(failed(driver, given))
        await fake.engine.clear()
        assert (await watching).kind is FailureKind.LOST


async def test_a_node_that_fails_is_named_without_paths() -> None:
    fake = FakeComfyUI()
    fake.faults.errors = {"ImageAddNoise": [("ValueError", "bad file '/srv/comfyui/x.png'")]}
    async with rig.running(fake) as driver:
        given = rig.attempt(rig.still())
        await driver.submit(given)
        assert await failed(driver, given) == Failure(
            kind=FailureKind.TROUBLE,
            reason="Node 2 (ImageAddNoise) failed: ValueError: bad file '…/x.png'.",
            node="2",
            node_class="ImageAddNoise",
        )


async def test_after_memory_ran_out_it_is_freed_and_the_next_try_may_run() -> None:
    fake = FakeComfyUI()
    fake.faults.errors = {"KSampler": [("torch.OutOfMemoryError", "Allocation on device")]}
    async with rig.running(fake) as driver:
        given = rig.attempt(rig.painting())
        await driver.submit(given)
        assert (await failed(driver, given)).kind is FailureKind.MEMORY
        assert fake.sent("POST", "/free") == [{"unload_models": True, "free_memory": True}]
        again = rig.attempt(rig.painting())
        await driver.submit(again)
        assert (await rig.ended(driver, again)).failure is None


async def test_work_of_others_gives_no_signs_and_no_previews() -> None:
    fake = FakeComfyUI(pace=Pace(step=0.02))
    async with rig.running(fake) as driver:
        warm = rig.attempt(rig.still(0))
        await driver.submit(warm)
        await rig.ended(driver, warm)
        await fake.engine.post({"prompt": rig.painting(steps=4)})
        given = rig.attempt(rig.still(1))
        await driver.submit(given)
        signs = await rig.watched(driver, given)
    told = [sign for sign in signs if isinstance(sign, Progress)]
    assert all(sign.preview is None for sign in told)
    assert {sign.node for sign in told} <= {"", "1", "2", "3"}


async def poisoned(fake: FakeComfyUI, driver: ComfyUI) -> Attempt:
    """Get a graph past the lint, as an older program might have."""
    warm = rig.attempt(rig.still(0))
    await driver.submit(warm)
    await rig.ended(driver, warm)
    given = rig.attempt(rig.still(1))
    graph = rig.still(1)
    graph["3"]["inputs"]["extra"] = ["99", 0]
    body = {"prompt": graph, "prompt_id": given.id, "client_id": fake.sockets.ids[-1]}
    await fake.engine.post(body)
    return given


async def test_a_server_whose_thread_died_is_suspect_and_then_dead() -> None:
    fake, clock = FakeComfyUI(), rig.Clock()
    async with rig.running(fake, clock=clock) as driver:
        given = await poisoned(fake, driver)
        async with aclosing(driver.watch(given)) as signs:
            await first(signs, lambda sign: isinstance(sign, Progress) and sign.is_running)
            assert (await driver.load()).health is Health.WELL
            clock.ahead += 130
            suspected = await first(signs, lambda sign: isinstance(sign, Suspected))
            assert isinstance(suspected, Suspected)
            assert suspected.health is Health.SUSPECT
            assert await driver.cancel(given.id) is Where.RUNNING
            clock.ahead += 70
            dead = await first(signs, lambda sign: isinstance(sign, Suspected))
        assert isinstance(dead, Suspected)
        assert dead.health is Health.DEAD
        assert dead.reason.endswith("ComfyUI needs a restart.")
        load = await driver.load()
        assert (load.health, load.reason) == (Health.DEAD, dead.reason)


async def test_the_load_names_work_of_others_and_is_patient_with_it() -> None:
    fake, clock = FakeComfyUI(pace=rig.WALK), rig.Clock()
    async with rig.running(fake, clock=clock) as driver:
        assert (await driver.load()).depth == 0
        foreign = await fake.foreign(rig.endless())
        given = rig.attempt(rig.still(2))
        await driver.submit(given)
        await rig.until(lambda: fake.engine.is_running(foreign))
        load = await driver.load()
        assert load.depth == 2
        assert [(entry.id, entry.is_running) for entry in load.foreign] == [(foreign, True)]
        clock.ahead += 1800
        assert (await driver.load()).health is Health.WELL
        clock.ahead += 1900
        assert (await driver.load()).health is Health.SUSPECT
