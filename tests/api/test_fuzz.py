"""Whatever is sent: a clear answer, never a failure, and nothing changed where it was refused."""

import string
from functools import cache
from typing import Any, Final

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.client import SCHEMA, SUCCESS, Json, Person, mutation, new_id

INT32: Final = 2**31 - 1
INTEGERS: Final = st.sampled_from([-INT32 - 1, -1, 0, 1, 2, 24, 99, 100, 5_184_000, INT32])
CHARACTERS: Final = st.characters(exclude_categories=["Cs"])
TEXTS: Final = st.one_of(
    st.sampled_from(
        ["", " ", "\u0000", "{prompt}", "{clip:04}", "16:9", "01:00:00;00", "$x", "a.b"]
    ),
    st.text(CHARACTERS, max_size=20),
    st.text(string.printable, min_size=190, max_size=210),
)
FLOATS: Final = st.floats(allow_nan=False, allow_infinity=False)
TIMES: Final = st.sampled_from(
    ["", "yesterday", "0001-01-01T00:00:00Z", "2026-01-01T00:00:00", "9999-12-31T23:59:59+14:00"]
)
JSONS: Final = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
COMMANDS: Final = st.sampled_from(["", "no uuid", "00000000-0000-0000-0000-000000000001"])
# Filled in with what is there when the input is sent.
HERE: Final = {name: f"<{name}>" for name in ("project", "scene", "clip", "user")}
IDS: Final = st.sampled_from([*HERE.values(), *(new_id(kind) for kind in HERE), "", "\u0000", "x"])


@cache
def strategy(type_: Any) -> st.SearchStrategy[Any]:
    """Return values that have the form of an input type, whatever they mean."""
    if isinstance(type_, GraphQLNonNull):
        return strategy(type_.of_type).filter(lambda value: value is not None)
    if isinstance(type_, GraphQLList):
        return st.lists(strategy(type_.of_type), max_size=3)
    if isinstance(type_, GraphQLEnumType):
        return st.sampled_from(sorted(type_.values))
    if isinstance(type_, GraphQLInputObjectType):
        return inputs(type_)
    assert isinstance(type_, GraphQLScalarType)
    return {
        "Int": INTEGERS,
        "String": TEXTS,
        "ID": IDS,
        "JSON": JSONS,
        "Boolean": st.booleans(),
        "DateTime": TIMES,
        "Float": FLOATS,
    }[type_.name]


def inputs(type_: GraphQLInputObjectType) -> st.SearchStrategy[Any]:
    if type_.is_one_of:
        return st.one_of([chosen(name, field.type) for name, field in type_.fields.items()])
    needed: dict[str, st.SearchStrategy[Any]] = {}
    other: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in type_.fields.items():
        values = COMMANDS if name == "commandId" else likely(name, field.type)
        is_needed = isinstance(field.type, GraphQLNonNull)
        (needed if is_needed else other)[name] = values if is_needed else st.none() | values
    return st.fixed_dictionaries(needed, optional=other)


def chosen(name: str, type_: Any) -> st.SearchStrategy[Any]:
    """Return objects with this field alone."""
    return st.fixed_dictionaries({name: strategy(type_)})


def likely(name: str, type_: Any) -> st.SearchStrategy[Any]:
    """Mostly name what is there: an id of nothing ends the story before it begins."""
    kind = name.removesuffix("Id").removeprefix("after").lower()
    if kind not in HERE:
        return strategy(type_)
    return st.one_of(*[st.just(HERE[kind])] * 6, strategy(type_))


def filled(value: Any, here: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: filled(item, here) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, here) for item in value]
    return here.get(value, value) if isinstance(value, str) else value


FIELDS: Final = sorted(SCHEMA.mutation_type.fields) if SCHEMA.mutation_type else []


@pytest.mark.parametrize("field", FIELDS)
async def test_any_input_is_answered_clearly(
    field: str, ada: Person, bob: Person, project: str, scene: str, clip: str
) -> None:
    assert SCHEMA.mutation_type
    type_ = SCHEMA.mutation_type.fields[field].args["input"].type
    here = {HERE["project"]: project, HERE["scene"]: scene, HERE["clip"]: clip}
    here[HERE["user"]] = bob.id
    sent: list[Json] = []

    @settings(
        max_examples=12,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much),
    )
    @given(strategy(type_))
    def gather(input_: Json) -> None:
        sent.append(input_)

    gather()
    for input_ in sent:
        await check(ada, field, filled(input_, here), project)


async def check(person: Person, field: str, input_: Json, project: str) -> None:
    before = await person.position(project)
    answered = await person.answer(mutation(field), input=input_)
    payload = (answered.get("data") or {}).get(field) or {}
    kind = payload.get("__typename", "")
    if kind not in SUCCESS:
        told = payload.get("message") or answered["errors"][0]["message"]
        assert 0 < len(told) < 2_000
        assert await person.position(project) == before
    elif kind not in {"ExportSuccess", "PresenceSuccess"}:
        assert payload["position"] is None or payload["position"] >= 1
