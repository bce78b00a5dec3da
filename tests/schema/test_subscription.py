from collections.abc import AsyncGenerator
from typing import Any

import strawberry

from schema.engine import Engine
from schema.subscription import CHARACTERS_MOST, TEXTS_MOST, Subscribing, Texts

EVENTS = 200


@strawberry.type
class Clip:
    title: str

    @strawberry.field
    async def slowly(self) -> str:
        return self.title


@strawberry.type
class Change:
    n: int
    clip: Clip
    share_key: strawberry.Private[int | None] = None


@strawberry.type
class Query:
    ok: bool = True


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def changed(self) -> AsyncGenerator[Change]:
        for n in range(EVENTS):
            yield Change(n=n, clip=Clip(title="one"))


def asked(query: str) -> Subscribing:
    return Subscribing(query=query, variables={}, operation_name=None, context=None)


async def test_a_long_subscription_remembers_nothing_of_its_events() -> None:
    engine = Engine(Query, subscription=Subscription)
    async with engine.following(asked("subscription { changed { n clip { slowly } } }")) as one:
        texts = [await one.text(event) async for event in one.source]
        executor: Any = one.executor
        assert executor.here == {}
        assert executor._relevant_sub_fields == {}
    assert len(texts) == EVENTS
    assert texts[-1] == '{"data":{"changed":{"n":199,"clip":{"slowly":"one"}}}}'


def test_kept_responses_are_bounded_by_number_and_by_size() -> None:
    texts = Texts()
    for n in range(TEXTS_MOST + 10):
        texts.keep(n, "text")
    assert list(texts.kept) == list(range(10, TEXTS_MOST + 10))
    for n in range(10):
        texts.keep(f"long {n}", "x" * (CHARACTERS_MOST // 3))
    assert list(texts.kept) == ["long 7", "long 8", "long 9"]
    assert texts.characters == sum(map(len, texts.kept.values()))
