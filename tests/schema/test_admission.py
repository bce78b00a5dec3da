from hashlib import sha256
from typing import Any

import pytest

from schema.admission import CHARACTERS_MOST as GATE_CHARACTERS
from schema.admission import DOCUMENTS_MOST
from schema.persisted import CHARACTERS_MOST, ENTRIES_MOST, PersistedQueries
from tests.server import demo

HELLO = "{ hello }"


def hashed(text: str) -> dict[str, Any]:
    digest = sha256(text.encode()).hexdigest()
    return {"persistedQuery": {"version": 1, "sha256Hash": digest}}


async def told(engine: Any, query: str | None, **more: Any) -> Any:
    result = await engine.execute(query, **more)
    return [error.formatted for error in result.errors] if result.errors else result.data


def limit(name: str, allowed: int, found: int) -> dict[str, object]:
    return {"code": "LIMIT_EXCEEDED", "limit": name, "allowed": allowed, "found": found}


@pytest.mark.parametrize(
    ("query", "message", "extensions"),
    [
        (
            "{ item { self { self { self { self { self { name } } } } } } }",
            "The query is 7 levels deep; at most 6 are allowed.",
            limit("depth", 6, 7),
        ),
        (
            (
                "{ a: __typename b: hello ...F ... on Query { ...F } }"
                " fragment F on Query { c: hello ... { d: hello } }"
            ),
            "The query has 6 aliases; at most 4 are allowed.",
            limit("aliases", 4, 6),
        ),
        (
            "{ item { items(first: 51) { name } } }",
            "A page of 51 items is asked for; at most 50 are allowed.",
            limit("page", 50, 51),
        ),
        (
            "{ item { items(first: -1) { name } } }",
            "A page cannot have -1 items: `first` and `last` start at 0.",
            limit("page", 50, -1),
        ),
        (
            # item 1 + items 1 + 20 * (items 1 + 20 * name 1)
            "{ item { items(first: 20) { items(first: 20) { name } } } }",
            "The query may cost 422 fields, pages counted; at most 200 are allowed.",
            limit("cost", 200, 422),
        ),
    ],
)
async def test_an_operation_over_a_limit_is_told_the_limit_and_the_value(
    query: str, message: str, extensions: object
) -> None:
    assert await told(demo.engine(), query) == [{"message": message, "extensions": extensions}]


async def test_the_size_of_a_page_may_come_from_a_variable_or_its_default() -> None:
    engine = demo.engine()
    query = "query($n: Int = 60) { item { items(first: $n) { name } } }"
    for variables, found in (({}, 60), ({"n": 70}, 70), ({"n": 70}, 70)):
        (error,) = await told(engine, query, variable_values=variables)
        assert error["extensions"]["found"] == found
    assert await told(engine, query, variable_values={"n": 1}) == {
        "item": {"items": [{"name": "item"}]}
    }


async def test_fragments_that_double_each_time_are_measured_quickly_and_refused() -> None:
    doubling = " ".join(
        f"fragment F{n} on Item {{ self {{ ...F{n + 1} }} x: self {{ ...F{n + 1} }} }}"
        for n in range(5)
    )
    query = f"{{ item {{ ...F0 }} }} {doubling} fragment F5 on Item {{ name }}"
    (error,) = await told(demo.engine(), query)
    assert error["extensions"] == limit("depth", 6, 7)


async def test_a_query_with_too_many_tokens_or_characters_is_not_parsed() -> None:
    (tokens,) = await told(demo.engine(), "{ " + "hello " * 300 + "}")
    assert tokens["message"] == (
        "Syntax Error: Document contains more than 200 tokens. Parsing aborted."
    )
    (characters,) = await told(demo.engine(), "{ hello } #" + "x" * 100_000)
    assert characters["message"] == ("The query has 100011 characters; at most 100000 are allowed.")


async def test_documents_are_remembered_within_bounds() -> None:
    engine = demo.engine()
    for n in range(DOCUMENTS_MOST + 5):
        assert await told(engine, f"{{ a{n}: hello }}") == {f"a{n}": "world"}
    assert len(engine.gate.documents) == DOCUMENTS_MOST
    for n in range(GATE_CHARACTERS // 90_000 + 5):
        await told(engine, f"{{ a{n}: hello }} #" + "x" * 90_000)
    assert engine.gate.characters <= GATE_CHARACTERS
    assert engine.gate.characters == sum(map(len, engine.gate.documents))


async def test_a_hash_is_unknown_until_its_text_was_sent_with_it() -> None:
    engine = demo.engine()
    extensions = hashed(HELLO)
    assert await told(engine, None, operation_extensions=extensions) == [
        {
            "message": "PersistedQueryNotFound",
            "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"},
        }
    ]
    assert await told(engine, HELLO, operation_extensions=extensions) == {"hello": "world"}
    assert await told(engine, None, operation_extensions=extensions) == {"hello": "world"}


async def test_an_unknown_hash_with_an_operation_name_is_told_the_same() -> None:
    extensions = hashed("query Name { hello }")
    (error,) = await told(
        demo.engine(), None, operation_name="Name", operation_extensions=extensions
    )
    assert error["message"] == "PersistedQueryNotFound"


async def test_a_text_that_is_not_the_one_of_its_hash_is_refused() -> None:
    (error,) = await told(demo.engine(), "{ item { name } }", operation_extensions=hashed(HELLO))
    assert error["message"] == "provided sha does not match query"


async def test_an_invalid_text_is_not_remembered() -> None:
    engine = demo.engine()
    await told(engine, "{ missing }", operation_extensions=hashed("{ missing }"))
    (error,) = await told(engine, None, operation_extensions=hashed("{ missing }"))
    assert error["message"] == "PersistedQueryNotFound"


@pytest.mark.parametrize("asked", [7, {}, {"version": 2, "sha256Hash": "00"}, {"version": 1}])
async def test_another_form_of_persisted_query_is_refused(asked: object) -> None:
    (error,) = await told(demo.engine(), None, operation_extensions={"persistedQuery": asked})
    assert error["extensions"] == {"code": "PERSISTED_QUERY_NOT_SUPPORTED"}


async def test_a_closed_server_answers_registered_texts_only() -> None:
    digest = sha256(HELLO.encode()).hexdigest()
    persisted = PersistedQueries({f"sha256:{digest}": HELLO}, is_closed=True)
    engine = demo.engine(persisted=persisted)
    assert await told(engine, None, operation_extensions=hashed(HELLO)) == {"hello": "world"}
    assert await told(engine, HELLO) == {"hello": "world"}
    (error,) = await told(engine, "{ item { name } }")
    assert error["message"] == "This server only answers registered queries."


def test_registered_texts_are_kept_within_bounds() -> None:
    store = PersistedQueries()
    for n in range(ENTRIES_MOST + 10):
        text = f"{{ a{n}: hello }}"
        store.keep(text, hashed(text))
    assert len(store.kept) == ENTRIES_MOST
    for n in range(200):
        text = f"{n}" + "x" * 90_000
        store.keep(text, hashed(text))
    assert store.characters == sum(map(len, store.kept.values())) <= CHARACTERS_MOST
