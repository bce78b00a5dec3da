"""Jobs find their workers, and their results come home."""

from domain.queue.fleet import SetWorkerMode
from events.worker import WorkerProbed
from generation.worker import Progress
from tests.generation.comfyui import rig
from tests.generation.dispatch.farm import farm, worker_id
from tests.generation.fake_comfyui import FakeComfyUI
from tests.generation.fake_comfyui.run import Pace


async def test_a_job_goes_to_a_worker_and_its_picture_comes_home() -> None:
    async with farm() as here:
        await here.hire()
        (id_,) = await here.enqueue()
        here.start()
        job = await here.until(id_, "succeeded")
        (output,) = job.outputs
        assert here.sink.kept[output["digest"]].startswith(b"\x89PNG")
        steps = await here.named(id_)
        assert [steps[0], *steps[-2:]] == ["JobEnqueued", "JobCollecting", "JobSucceeded"]
        assert steps[1:4] == ["JobAssigned", "JobSubmitting", "JobSubmitted"]
        await here.judge()


async def test_a_worker_is_known_by_what_it_says_of_itself() -> None:
    async with farm() as here:
        await here.hire()
        here.start()
        (id_,) = await here.enqueue()
        await here.until(id_, "succeeded")
        (probed,) = [fact.event for fact in await here.facts() if "worker-" in fact.stream][1:]
        assert isinstance(probed, WorkerProbed)
        assert "checkpoints/tiny_random_sd3.safetensors" in probed.models
        assert "SaveImage" in probed.nodes
        assert all(device.vram > 0 for device in probed.devices)


async def test_those_who_look_see_how_far_it_is_and_a_picture_of_it() -> None:
    async with farm() as here:
        await here.hire(fake=FakeComfyUI(pace=Pace(step=0.02)))
        (id_,) = await here.enqueue("painting")
        here.start()
        job = await here.until(id_, "succeeded")
        told = here.audience.progress(id_)
        assert any(sign.preview for sign in told)
        fractions = [sign.fraction for sign in told]
        assert fractions == sorted(fractions)
        assert "JobStarted" in await here.named(id_)
        assert job.last_time > 0
        assert all(isinstance(sign, Progress) for sign in told)


async def test_many_jobs_are_shared_by_all_workers_and_each_is_done_once() -> None:
    async with farm() as here:
        fakes = [await here.hire(name) for name in ("ada", "bob", "cyd")]
        ids = await here.enqueue(number=12)
        here.start()
        for id_ in ids:
            await here.until(id_, "succeeded")
        await here.judge()
        sent = [len(fake.sent("POST", "/prompt")) for fake in fakes]
        assert sum(sent) == 12
        assert min(sent) >= 1


async def test_at_most_two_prompts_are_at_a_server_at_once() -> None:
    async with farm() as here:
        fake = await here.hire(fake=FakeComfyUI(pace=Pace(node=0.1)))
        ids = await here.enqueue(number=5)
        here.start()
        await rig.until(lambda: len(fake.sent("POST", "/prompt")) == 2)
        board = await here.desk.board()
        assert len(board.at(worker_id("ada"))) == 2
        for id_ in ids:
            await here.until(id_, "succeeded")
        await here.judge()


async def test_a_job_that_no_worker_can_do_says_so_at_once() -> None:
    async with farm() as here:
        await here.hire()
        here.start()
        (id_,) = await here.enqueue(models=("checkpoints/huge.safetensors",))
        (other,) = await here.enqueue()
        await here.until(other, "succeeded")
        board = await here.desk.board()
        job = board.jobs[id_]
        assert job.status == "queued"
        assert "huge.safetensors" in board.queue.blocked[job.need]


async def test_a_draining_worker_finishes_and_gets_nothing_more() -> None:
    async with farm() as here:
        await here.hire(fake=FakeComfyUI(pace=Pace(node=0.1)))
        here.start()
        (first,) = await here.enqueue()
        await here.until(first, "running")
        draining = SetWorkerMode(worker_id=worker_id("ada"), mode="draining", reason="dust")
        await here.desk.command(draining)
        (second,) = await here.enqueue()
        await here.until(first, "succeeded")
        plan = here.dispatcher.plan
        assert plan is not None
        assert (await here.job(second)).status == "queued"
        assert "takes jobs now" in plan.explained(await here.job(second))


async def test_what_a_disabled_worker_has_goes_to_another() -> None:
    async with farm() as here:
        slow = await here.hire(fake=FakeComfyUI(pace=Pace(step=0.2)))
        here.start()
        (id_,) = await here.enqueue("painting")
        await here.until(id_, "running")
        off = SetWorkerMode(worker_id=worker_id("ada"), mode="disabled", reason="on fire")
        await here.desk.command(off)
        await here.hire("bob")
        job = await here.until(id_, "succeeded")
        assert job.worker == worker_id("bob")
        assert slow.engine.running is None
        await here.judge()


async def test_what_waits_is_canceled_at_once_and_what_runs_when_its_worker_let_go() -> None:
    async with farm(long=rig.painting(steps=100)) as here:
        await here.hire(fake=FakeComfyUI(pace=Pace(step=0.1)))
        here.start()
        running, behind, waiting = await here.enqueue("long", number=3)
        await here.until(running, "running")
        await here.cancel(running, behind, waiting)
        await here.cancel(running, behind, waiting)
        assert (await here.job(waiting)).status == "canceled"
        for id_ in (running, behind):
            await here.until(id_, "canceled")
            assert (await here.named(id_)).count("JobCanceled") == 1
        await here.judge()


async def test_a_canceled_job_that_was_done_before_keeps_what_it_made() -> None:
    async with farm() as here:
        fake = await here.hire()
        fake.faults.deaf = True
        fake.pace.node = 0.1
        here.start()
        (id_,) = await here.enqueue()
        await here.until(id_, "running")
        await here.cancel(id_)
        job = await here.until(id_, "succeeded", "canceled")
        assert job.status == "succeeded"
        await here.judge()


async def test_nothing_is_done_where_another_server_has_the_duty() -> None:
    async with farm() as here:
        fake = await here.hire()
        here.duty.is_mine = False
        here.start()
        (id_,) = await here.enqueue()
        await here.dispatcher.round()
        assert fake.requests == []
        here.duty.is_mine = True
        here.dispatcher.wake()
        await here.until(id_, "succeeded")


async def test_an_attempt_of_nobody_is_taken_back_from_the_server() -> None:
    """A server that was away while its job went to somebody else still has the old attempt."""
    async with farm() as here:
        fake = await here.hire(fake=FakeComfyUI(pace=Pace(step=0.2)))
        stray = rig.attempt(rig.painting(steps=40))
        driver = rig.driver(fake)
        await driver.submit(stray)
        await rig.until(lambda: fake.engine.running is not None)
        here.start()
        await rig.until(lambda: fake.engine.running is None)
        await driver.close()
