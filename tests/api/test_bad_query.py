"""Queries that make no sense or are too large: told why before they cost anything."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Final

import pytest

from tests.api.client import Json, Person

LONG: Final = "x" * 10_000

PAGES: Final = (
    ("query($p: ID!) { project(id: $p) { history(first: 0) { edges { cursor } } } }", "first"),
    ("query($p: ID!) { project(id: $p) { history(first: 101) { edges { cursor } } } }", "first"),
    ("{ projects(first: 0) { totalCount } }", "first"),
    ("{ projects(first: 101) { totalCount } }", "first"),
    ("{ projects(first: -1) { totalCount } }", "first"),
    ("{ projects(first: 2147483647) { totalCount } }", "first"),
)


@pytest.mark.parametrize(("query", "named"), PAGES)
async def test_a_page_has_a_size(query: str, named: str, ada: Person, project: str) -> None:
    variables = {"p": project} if "$p" in query else {}
    (error,) = (await ada.answer(query, **variables))["errors"]
    assert error["message"]
    assert error["extensions"]["code"] in {"RULE_VIOLATED", "LIMIT_EXCEEDED"}
    if error["extensions"]["code"] == "RULE_VIOLATED":
        assert error["extensions"]["field"] == named


def written(value: object) -> str:
    """Return a cursor of our own making."""
    text = value if isinstance(value, str) else json.dumps(value)
    return urlsafe_b64encode(text.encode()).decode()


CURSORS: Final = (
    "",
    "x",
    "é",
    "\u0000",
    LONG,
    written({}),
    written([]),
    written([[]]),
    written([1]),
    written([True]),
    written([1.5]),
    written([10**30]),
    written([10**30, "project-1"]),
    written([-(10**30), "project-1"]),
    written([-(10**17), "project-1"]),
    written([10**17, "project-1"]),
    written([1, "\ud800"]),
    written(["\ud800", "\ud800"]),
    written(["a", "b"]),
    written("[" * 50_000),
    written("9" * 5_000),
    written("[NaN]"),
)


@pytest.mark.parametrize("cursor", CURSORS, ids=range(len(CURSORS)))
@pytest.mark.parametrize(
    "query",
    [
        "query($p: ID!, $c: String) {project(id: $p) { history(after: $c) { edges { cursor } } } }",
        "query($c: String) { projects(after: $c) { edges { cursor } } }",
        "query($c: String) { projects(after: $c, sort: NAME) { edges { cursor } } }",
        "query($c: String) { projects(after: $c, sort: CREATED_AT) { edges { cursor } } }",
    ],
)
async def test_a_cursor_that_is_none_is_refused(
    query: str, cursor: str, ada: Person, project: str
) -> None:
    variables: Json = {"p": project} if "$p" in query else {}
    answered = await ada.answer(query, c=cursor, **variables)
    for error in answered.get("errors", ()):
        assert error["extensions"]["code"] == "RULE_VIOLATED"
        assert error["message"] == "This cursor is none of ours. Begin with the first page."


@pytest.mark.parametrize("search", ["", "\u0000", "(", "[a", "\\", ".*" * 50, LONG, "x" * 40_000])
async def test_what_is_searched_for_is_text_and_no_pattern(ada: Person, search: str) -> None:
    query = "query($s: String) { projects(filter: {search: $s}) { totalCount } }"
    answered = await ada.answer(query, s=search)
    for error in answered.get("errors", ()):
        assert (error["extensions"]["code"], error["extensions"]["field"]) == (
            "RULE_VIOLATED",
            "search",
        )


@pytest.mark.parametrize("kind", ["project", "scene", "clip", "node", "timeline"])
@pytest.mark.parametrize("id_", ["", "\u0000", LONG, "project", "clip-1", "🎬", "$where", "a.b"])
async def test_a_query_for_what_can_be_no_id_finds_nothing(
    ada: Person, kind: str, id_: str
) -> None:
    argument = "projectId" if kind == "timeline" else "id"
    query = f"query($id: ID!) {{ {kind}({argument}: $id) {{ __typename }} }}"
    assert await ada.ask(query, id=id_) == {kind: None}


def nested(levels: int) -> str:
    return "{ viewer " + "{ id " * levels + "}" * levels + "}"


TEXTS: Final[dict[str, Callable[[], str]]] = {
    "nothing": lambda: "",
    "no GraphQL": lambda: "SELECT * FROM projects",
    "unclosed": lambda: "{ viewer { id ",
    "control character": lambda: "{ viewer { id } } \u0000",
    "lone surrogate": lambda: '{ node(id: "\\ud800") { id } }',
    "unknown field": lambda: "{ viewer { password } }",
    "deep": lambda: nested(20),
    "very deep": lambda: nested(1_900),
    "a deep list": lambda: "{ node(id: " + "[" * 1_900 + "]" * 1_900 + ") { id } }",
    "a deep object": lambda: (
        'mutation { editClip(input: {clipId: "", parameters: '
        + "{a: " * 900
        + "1"
        + "}" * 900
        + "}) { __typename } }"
    ),
    "a deep type": lambda: "query($a: " + "[" * 1_900 + "Int" + "]" * 1_900 + ") { viewer { id } }",
    "many aliases": lambda: "{" + " ".join(f"a{n}: viewer {{ id }}" for n in range(61)) + "}",
    "many tokens": lambda: "{ viewer { " + "id " * 4_001 + "} }",
    "many characters": lambda: "{ viewer { id } } #" + "x" * 100_001,
    "a fragment of itself": lambda: "{ ...A } fragment A on Query { ...A }",
    "a costly page": lambda: (
        "{ projects(first: 100) { edges { node { history(first: 100) { edges { cursor } } } } } }"
    ),
    "a number of 5,000 digits": lambda: "{ projects(first: " + "9" * 5_000 + ") { totalCount } }",
    "a default of 5,000 digits": lambda: (
        "query($n: Int! = " + "9" * 5_000 + ") { projects(first: $n) { totalCount } }"
    ),
    "introspection": lambda: "{ __schema { types { name } } }",
}


@pytest.mark.parametrize("kind", TEXTS)
async def test_a_query_that_is_malformed_or_too_large_is_told_why(ada: Person, kind: str) -> None:
    response = await ada.post({"query": TEXTS[kind]()})
    assert response.status_code < 500
    for error in response.json()["errors"]:
        assert error.get("extensions", {}).get("code") != "INTERNAL"
        assert 0 < len(error["message"]) < 1_000
