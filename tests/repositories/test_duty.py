"""One server at a time has a duty, and the next one takes over from who is gone."""

from datetime import timedelta
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from repositories import duty
from repositories.duty import Duty


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def made(database: AsyncDatabase[dict[str, Any]], holder: str, clock: Clock | None = None) -> Duty:
    return Duty(database, "dispatch", holder, elapsed=clock or Clock())


async def test_the_first_has_it_and_the_second_has_not(
    database: AsyncDatabase[dict[str, Any]],
) -> None:
    first, second = made(database, "a"), made(database, "b")
    assert await first.is_ours()
    assert not await second.is_ours()
    assert await first.is_ours()


async def test_who_leaves_makes_room_at_once(database: AsyncDatabase[dict[str, Any]]) -> None:
    first, second = made(database, "a"), made(database, "b")
    assert await first.is_ours()
    await first.leave()
    assert await second.is_ours()
    assert not await first.is_ours()


async def test_who_is_gone_loses_it_when_its_time_is_over(
    database: AsyncDatabase[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duty, "LIMIT", timedelta(seconds=-1))
    clock = Clock()
    first, second = made(database, "a", clock), made(database, "b")
    assert await first.is_ours()
    assert await second.is_ours()
    clock.now += duty.RENEWAL
    monkeypatch.setattr(duty, "LIMIT", timedelta(seconds=15))
    assert await made(database, "c").is_ours()
    assert not await first.is_ours()
