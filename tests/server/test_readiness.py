import asyncio

from server.readiness import FRESH, Readiness, database_trouble


async def test_all_who_ask_at_once_share_one_look_and_later_ones_get_another() -> None:
    said: list[str | None] = [None, "No MongoDB answered."]
    now = 0.0
    readiness = Readiness(said.pop, clock=lambda: now)
    many = [readiness.trouble() for _ in range(20)]
    assert await asyncio.gather(*many) == ["No MongoDB answered."] * 20
    now += FRESH / 2
    assert await readiness.trouble() == "No MongoDB answered."
    now += FRESH
    assert await readiness.trouble() is None
    assert said == []


def test_what_is_wrong_with_the_database_is_said_in_a_sentence(mongo_uri: str) -> None:
    assert database_trouble(mongo_uri) is None
    assert database_trouble("mongodb://127.0.0.1:1") == (
        "No MongoDB answered at MONGODB_URI within 1 s: check the address and that it runs."
    )
