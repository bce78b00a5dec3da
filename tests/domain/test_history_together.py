"""Undo where others work on the same, in this process or in another one."""

import asyncio

import pytest

from domain.clip.command import EditClip
from domain.errors import InterferedError, RuleViolatedError
from domain.history import Undone
from events.codec import CODEC
from events.memory import MemoryEventStore
from events.store import Tip
from tests.domain.example import ADA, BEA, CLIPS, clip
from tests.domain.house import House, Step
from tests.domain.interleaving import Gate, GatedStore, quiet
from tests.domain.test_any_history import START
from tests.scenario import PROJECT

PRESS = Step(user=ADA, what="undo")


async def sung(house: House, *lyrics: str) -> None:
    for text in lyrics:
        await house.change(house.asking(PRESS), EditClip(clip_id=clip(2), lyrics=text))


async def lyrics(house: House) -> str:
    return (await house.board(PROJECT)).clips[clip(2)].lyrics


async def gone_on(gate: Gate, times: int) -> None:
    """Let the slow process get as far as so many answers."""
    for _ in range(times):
        await quiet()
        if gate.waiting:
            gate.open_next(gate.lanes()[0])
    await quiet()


async def finished(gate: Gate, press: asyncio.Task[Undone]) -> Undone:
    while not press.done():
        await gone_on(gate, 1)
    return press.result()


@pytest.mark.parametrize("moment", range(14))
async def test_whenever_another_process_undoes_the_same_steps_each_is_undone_once(
    moment: int,
) -> None:
    store, gate = MemoryEventStore(CODEC), Gate()
    quick = House(store, name="quick")
    slow = House(GatedStore(store, gate, "slow"), name="slow")
    await quick.begin(CLIPS)
    await sung(quick, "one", "two", "three")
    press = asyncio.create_task(slow.history.undo(slow.asking(PRESS)))
    await gone_on(gate, moment)
    others = [await quick.history.undo(quick.asking(PRESS)) for _ in range(2)]
    last = await finished(gate, press)
    assert sorted([last.position, *(one.position for one in others)]) == [2, 3, 4]
    assert await lyrics(quick) == ""
    steps = await quick.executor.steps(PROJECT, ADA)
    assert (steps.undo, len(steps.redo)) == ((), 3)


async def test_what_somebody_else_changed_since_is_refused_with_both_and_undone_anyway() -> None:
    house = House()
    await house.begin(START)
    await sung(house, "hers")
    bea = Step(user=BEA, what="")
    await house.change(house.asking(bea), EditClip(clip_id=clip(2), lyrics="theirs"))
    with pytest.raises(InterferedError) as refusal:
        await house.history.undo(house.asking(PRESS))
    [one] = refusal.value.interferences
    assert (one.stream, one.facet, one.wanted.lyrics, one.present.lyrics) == (
        clip(2),
        "lyrics",
        "",
        "theirs",
    )
    assert (refusal.value.position, refusal.value.may_force) == (2, True)
    assert (await lyrics(house), await house.store.tip(PROJECT)) == (
        "theirs",
        Tip(n=3, command="command-2"),
    )
    undone = await house.history.undo(house.asking(PRESS), anyway=True)
    assert (undone.position, await lyrics(house)) == (2, "")
    redone = await house.history.redo(house.asking(PRESS))
    assert (redone.position, await lyrics(house)) == (4, "theirs")


async def test_something_new_leaves_nothing_to_redo_for_whoever_did_it() -> None:
    house = House()
    await house.begin(START)
    await sung(house, "one")
    await house.change(
        house.asking(Step(user=BEA, what="")), EditClip(clip_id=clip(5), lyrics="hers")
    )
    for user in (ADA, BEA):
        await house.history.undo(house.asking(Step(user=user, what="undo")))
    await sung(house, "two")
    with pytest.raises(RuleViolatedError, match="There is nothing of yours to redo"):
        await house.history.redo(house.asking(PRESS))
    redone = await house.history.redo(house.asking(Step(user=BEA, what="redo")))
    assert redone.position == 5
