"""Whatever the schema, the data and the query: the same answer as Strawberry's own executor."""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any

import strawberry
from graphql import Undefined
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.scalars import JSON
from typing_extensions import override

from schema.compiled.executor import CompiledExecutor, executor_class


@strawberry.enum
class Colour(Enum):
    RED = "red"
    BLUE = 2


@strawberry.enum
class Word(StrEnum):
    YES = "yes"
    NO = "no"


@strawberry.interface
class Named:
    name: str


class Stranger:
    """An object of no GraphQL type that has some of the attributes."""

    name = "stranger"
    f0 = "text"
    f1 = 1


LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=3),
    int: st.integers(-(2**31), 2**31 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    strawberry.ID: st.text(max_size=3),
    Colour: st.sampled_from(Colour),
    Word: st.sampled_from(Word),
    datetime: st.just(datetime(2024, 2, 29, tzinfo=UTC)),
    Decimal: st.just(Decimal("1.50")),
    JSON: st.just({"a": [1, None]}),
}

HOSTILE = st.sampled_from(
    [
        None,
        math.nan,
        math.inf,
        2**31,
        2**70,
        1.0,
        1.5,
        True,
        "",
        "red",
        "RED",
        "12",
        Word.YES,
        Colour.RED,
        [],
        ["a", None],
        (1, 2),
        {"name": "x"},
        {1},
        b"bytes",
        Undefined,
        ValueError("kept as a value"),
        Stranger(),
        strawberry.UNSET,
    ]
)


@dataclass
class Kind:
    """A drawn object type: its class and how to draw an instance of it."""

    cls: type
    fields: dict[str, tuple[Any, bool]]
    kinds: list["Kind"]
    methods: list[str] = field(default_factory=list)


@st.composite
def annotations(draw: st.DrawFn, kinds: list[Kind]) -> tuple[Any, bool]:
    """Return an annotation, and whether it needs a selection."""
    is_object = bool(kinds) and draw(st.booleans())
    bare: Any = draw(st.sampled_from([k.cls for k in kinds] if is_object else list(LEAVES)))
    shape = draw(st.sampled_from(["one", "maybe", "list", "maybes", "nested"]))
    made: Any = {
        "one": lambda: bare,
        "maybe": lambda: bare | None,
        "list": lambda: list[bare],
        "maybes": lambda: list[bare | None] | None,
        "nested": lambda: list[list[bare] | None],
    }[shape]
    return made(), is_object


@st.composite
def kinds_drawn(draw: st.DrawFn) -> list[Kind]:
    """Return some object types; each may hold those before it."""
    kinds: list[Kind] = []
    for index in range(draw(st.integers(1, 3))):
        count = draw(st.integers(1, 5))
        drawn: Callable[[list[Kind]], st.SearchStrategy[tuple[Any, bool]]] = annotations
        fields: dict[str, tuple[Any, bool]] = {f"f{n}": draw(drawn(kinds)) for n in range(count)}
        is_named = draw(st.booleans())
        if is_named:
            fields = {"name": (str, False), **fields}
        space: dict[str, Any] = {
            "__annotations__": {name: a for name, (a, _) in fields.items()},
            "__module__": __name__,
        }
        if draw(st.booleans()):

            def again(self: Any) -> Any:
                return self.f0 * 2

            again.__annotations__ = {"return": str}
            space["again"] = strawberry.field(again)
        cls = strawberry.type(type(f"Kind{index}", (Named,) if is_named else (), space))
        kinds.append(
            Kind(cls=cls, fields=fields, kinds=list(kinds), methods=["again"] * ("again" in space))
        )
    return kinds


@st.composite
def values(draw: st.DrawFn, annotation: Any, kinds: list[Kind]) -> Any:
    if draw(st.integers(0, 24)) == 0:
        return draw(HOSTILE)
    text = str(annotation)
    if annotation in LEAVES:
        return draw(LEAVES[annotation])
    for kind in kinds:
        if annotation is kind.cls:
            return draw(instances(kind))
    if text.startswith("list["):
        inner = annotation.__args__[0]
        made = draw(st.lists(values(inner, kinds), max_size=2))
        return tuple(made) if draw(st.integers(0, 5)) == 0 else made
    inner = next(a for a in annotation.__args__ if a is not type(None))
    return None if draw(st.booleans()) else draw(values(inner, kinds))


@st.composite
def instances(draw: st.DrawFn, kind: Kind) -> Any:
    made: Any = object.__new__(kind.cls)
    for name, (annotation, _) in kind.fields.items():
        if draw(st.integers(0, 40)) == 0:
            continue  # an attribute that is missing
        setattr(made, name, draw(values(annotation, kind.kinds)))
    return made


def bare_kind(annotation: Any, kinds: list[Kind]) -> Kind | None:
    for kind in kinds:
        if annotation is kind.cls:
            return kind
    for inner in getattr(annotation, "__args__", ()):
        if found := bare_kind(inner, kinds):
            return found
    return None


@st.composite
def selections(draw: st.DrawFn, kind: Kind, depth: int = 0) -> str:
    names = st.sampled_from(["__typename", *kind.fields, *kind.methods])
    parts: list[str] = []
    for name in draw(st.lists(names, min_size=1, max_size=5)):
        # The alias names the field, so that merged selections always agree.
        alias = draw(st.sampled_from(["", f"x_{name}: ", f"y_{name}: "]))
        switch = draw(st.sampled_from(["", "", "", " @skip(if: $s)", " @include(if: $s)"]))
        inner = None if name not in kind.fields else bare_kind(kind.fields[name][0], kind.kinds)
        body = "" if inner is None else " " + draw(selections(inner, depth + 1))
        parts.append(f"{alias}{name}{switch}{body}")
    if draw(st.booleans()):
        typed = draw(st.sampled_from(["", f" on {kind.cls.__name__}"]))
        parts.append(f"...{typed} {{ {draw(st.sampled_from(parts))} }}")
    return "{ " + " ".join(parts) + " }"


def answer(schema: strawberry.Schema, query: str, s: bool) -> str:  # noqa: FBT001 - a variable
    result = schema.execute_sync(query, {"s": s})
    errors = [error.formatted for error in result.errors or []]
    text: str = json.dumps({"data": result.data, "errors": errors}, default=repr)
    return text


def query_type(kind: Kind, root: list[Any]) -> type:
    def things() -> Any:
        return root

    def first() -> Any:
        return root[0]

    def named() -> Any:
        return root[0]

    things.__annotations__ = {"return": list[kind.cls] | None}  # type: ignore[name-defined]
    first.__annotations__ = {"return": kind.cls | None}
    space: dict[str, Any] = {
        "things": strawberry.field(things),
        "first": strawberry.field(first),
        "__annotations__": {},
    }
    if issubclass(kind.cls, Named):
        named.__annotations__ = {"return": Named | None}
        space["named"] = strawberry.field(named)
    return strawberry.type(type("Query", (), space))


class Quiet(strawberry.Schema):
    @override
    def process_errors(self, errors: Any, execution_context: Any = None) -> None: ...


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_any_query_on_any_data_is_answered_as_the_stock_executor_answers(
    data: st.DataObject,
) -> None:
    kinds = data.draw(kinds_drawn())
    kind = kinds[-1]
    root = data.draw(st.lists(instances(kind), min_size=1, max_size=3))
    body = data.draw(selections(kind))
    fragment = data.draw(selections(kind))
    name = kind.cls.__name__
    named = f"named {{ name ...F ... on {name} {body} }}" if issubclass(kind.cls, Named) else ""
    query = (
        f"query($s: Boolean!) {{ things {body} first {{ ...F ...{{ __typename }} }} {named} }}"
        f" fragment F on {name} {fragment} "
    )
    if "$s" not in body + fragment:
        query = query.replace("query($s: Boolean!)", "query")
    caches = [ParserCache, ValidationCache]
    types = [k.cls for k in kinds]
    stock, fast = (
        Quiet(
            query_type(kind, root),
            types=types,
            extensions=caches,
            execution_context_class=executor_class(is_compiled=is_compiled, warm_up=0),
        )
        for is_compiled in (False, True)
    )
    for s in (True, False, True):
        assert answer(fast, query, s) == answer(stock, query, s)


def test_the_switch_gives_strawberrys_own_executor() -> None:
    assert not issubclass(executor_class(is_compiled=False), CompiledExecutor)
