import asyncio
from dataclasses import dataclass
from typing import Any

import strawberry
from strawberry.extensions import ParserCache

from schema.compiled.executor import (
    MISSES_MOST,
    OPERATIONS_MOST,
    SITES_MOST,
    CompiledExecutor,
    executor_class,
)


@strawberry.type
class Clip:
    title: str
    start: int
    frames: int
    tags: list[str] = strawberry.field(default_factory=list)

    @strawberry.field
    def end(self) -> int:
        return self.start + self.frames


@strawberry.type
class Scene:
    title: str
    cover: Clip | None
    stored: list[Clip] = strawberry.field(default_factory=list)

    @strawberry.field
    async def clips(self) -> list[Clip]:
        await asyncio.sleep(0)
        return self.stored


@dataclass
class Walked:
    """An object of no GraphQL type, such as a read model, that counts how often it is asked."""

    start: int = 1
    frames: int = 2
    asked: int = 0

    @property
    def title(self) -> str:
        self.asked += 1
        return "read model"


def schema_of(root: Any, returned: Any, *, warm_up: int = 0) -> strawberry.Schema:
    def thing() -> Any:
        return root

    thing.__annotations__ = {"return": returned}
    query = strawberry.type(type("Query", (), {"thing": strawberry.field(thing)}))
    return strawberry.Schema(
        query,
        extensions=[ParserCache],
        execution_context_class=executor_class(warm_up=warm_up),
    )


def workshop(schema: strawberry.Schema) -> Any:
    executor: Any = schema.execution_context_class
    assert issubclass(executor, CompiledExecutor)
    return executor.workshop


async def data(schema: strawberry.Schema, query: str, **variables: object) -> Any:
    result = await schema.execute(query, variables)
    assert result.errors is None
    assert result.data is not None
    return result.data["thing"]


def clip(start: int = 0) -> Clip:
    return Clip(title=f"clip {start}", start=start, frames=24, tags=["a"])


async def test_attributes_methods_aliases_and_typenames_are_answered_in_order() -> None:
    schema = schema_of([clip(0), clip(24)], list[Clip])
    assert await data(schema, "{ thing { end __typename t: title tags } }") == [
        {"end": 24, "__typename": "Clip", "t": "clip 0", "tags": ["a"]},
        {"end": 48, "__typename": "Clip", "t": "clip 24", "tags": ["a"]},
    ]
    assert len(workshop(schema).functions) == 1


async def test_the_plain_children_of_an_awaited_field_are_compiled() -> None:
    schema = schema_of(Scene(title="one", cover=None, stored=[clip()]), Scene)
    assert await data(schema, "{ thing { title cover { start } clips { start } } }") == {
        "title": "one",
        "cover": None,
        "clips": [{"start": 0}],
    }
    assert [shape.type.name for shape in workshop(schema).functions] == ["Clip"]


async def test_an_object_of_another_class_is_read_by_its_attributes_once() -> None:
    model = Walked()
    schema = schema_of(model, Clip)
    assert await data(schema, "{ thing { title end: frames } }") == {
        "title": "read model",
        "end": 2,
    }
    assert model.asked == 1


async def test_a_selection_is_walked_until_it_has_seen_enough_objects() -> None:
    schema = schema_of([clip()] * 3, list[Clip], warm_up=7)
    await data(schema, "{ thing { title } }")
    assert len(workshop(schema).functions) == 0
    await data(schema, "{ thing { title } }")
    assert len(workshop(schema).functions) == 1


async def test_conditions_are_part_of_the_place() -> None:
    schema = schema_of(clip(), Clip)
    query = "query($s: Boolean!) { thing { title start @skip(if: $s) } }"
    assert await data(schema, query, s=True) == {"title": "clip 0"}
    assert await data(schema, query, s=False) == {"title": "clip 0", "start": 0}
    assert await data(schema, query, s=True) == {"title": "clip 0"}


async def test_data_that_never_fits_is_given_up_after_a_while() -> None:
    model = Walked()
    schema = schema_of([model], list[Clip])
    setattr(model, "start", None)  # noqa: B010 - against its type: the schema says never null
    for _ in range(MISSES_MOST * 2):
        result = await schema.execute("{ thing { title start } }")
        assert [error.message for error in result.errors or []] == [
            "Cannot return null for non-nullable field Clip.start."
        ]
    # Each walk reads once, and so does each attempt: at the list and at its one item.
    assert MISSES_MOST * 2 < model.asked <= MISSES_MOST * 3


async def test_awaitable_attributes_are_awaited() -> None:
    soon: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    soon.set_result("later")
    thing = clip()
    setattr(thing, "title", soon)  # noqa: B010 - against its type: any value may be awaitable
    assert await data(schema_of(thing, Clip), "{ thing { title start } }") == {
        "title": "later",
        "start": 0,
    }


async def test_caches_do_not_grow_with_the_number_of_queries() -> None:
    schema = schema_of(clip(), Clip)
    for n in range(OPERATIONS_MOST + 20):
        assert await data(schema, f"{{ thing {{ a{n}: title }} }}") == {f"a{n}": "clip 0"}
    assert len(workshop(schema).operations) == OPERATIONS_MOST


async def test_caches_do_not_grow_with_the_combinations_of_conditions() -> None:
    names = [f"v{n}" for n in range(8)]
    variables = ", ".join(f"${name}: Boolean!" for name in names)
    fields = " ".join(f"{name}: title @skip(if: ${name})" for name in names)
    schema = schema_of(clip(), Clip)
    for number in range(2**8):
        flags = {name: bool(number >> n & 1) for n, name in enumerate(names)}
        wanted = {name: "clip 0" for name in names if not flags[name]}
        query = f"query({variables}) {{ thing {{ {fields} }} }}"
        assert await data(schema, query, **flags) == wanted
    (sites,) = workshop(schema).operations.values()
    assert len(sites.kept) <= SITES_MOST
