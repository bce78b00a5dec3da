import asyncio
from contextlib import suppress

from repositories.task import end


async def deaf(times: int) -> None:
    """As the driver: a cancellation that comes with an answer is lost."""
    for _ in range(times):
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
    await asyncio.sleep(60)


async def test_a_task_that_loses_cancellations_is_ended() -> None:
    task = asyncio.create_task(deaf(2))
    await asyncio.sleep(0)
    await asyncio.wait_for(end(task), 5)
    assert task.cancelled()


async def test_a_task_that_has_ended_is_left_alone() -> None:
    task = asyncio.create_task(asyncio.sleep(0))
    await task
    await end(task)
    assert not task.cancelled()
