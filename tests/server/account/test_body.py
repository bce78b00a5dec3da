"""Whatever is sent, the answer is a refusal with a sentence, and never repeats what was sent."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.server.account.conftest import ADA, OWN, Desk

JSON = {"Content-Type": "application/json"}
SECRET = "plum-window-rain"
ROUTES = ["/auth/register", "/auth/login", "/auth/refresh", "/auth/logout"]


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"7",
        b'"text"',
        b"\xff\xfe",
        b"\x00",
        b"[" * 15_000,
        b'{"email": ' * 1500,
        b'{"email": "\\ud800", "name": "\\udfff", "password": "\\ud800"}',
        b'{"email": 1, "name": [], "password": {}, "refreshToken": 5}',
        b'{"email": "a@b.c", "name": "A", "password": "plum-window-rain", "isAdministrator": true}',
        b'{"refreshToken": {"$ne": null}}',
        b'{"email": {"$gt": ""}, "name": "A", "password": {"$gt": ""}}',
        b'{"transport": "carrier pigeon"}',
        b'{"email": NaN}',
        b'{"refreshToken": 1e999999}',
    ],
)
async def test_a_malformed_body_is_a_bad_request(
    client: httpx.AsyncClient, route: str, content: bytes
) -> None:
    answer = await client.post(route, content=content, headers={**JSON, **OWN})
    error = answer.json()["error"]
    assert answer.status_code == 400
    assert error["kind"] == "MalformedError"
    assert error["message"].endswith(".")
    assert SECRET not in answer.text


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"email": "a@b.c"}, "password", "Give the field `password`."),
        ({"email": 5, "password": "x"}, "email", "`email` is a text."),
        (
            {"email": "a@b.c", "password": "x", "transport": "x"},
            "transport",
            "`transport` is `cookie` or `body`.",
        ),
    ],
)
async def test_a_wrong_field_is_named(
    client: httpx.AsyncClient, sent: dict[str, Any], field: str, message: str
) -> None:
    answer = await client.post("/auth/login", json=sent)
    expected = {"kind": "MalformedError", "message": message, "field": field}
    assert (answer.status_code, answer.json()["error"]) == (400, expected)


async def test_ten_megabytes_are_too_large_declared_or_not(client: httpx.AsyncClient) -> None:
    huge = json.dumps({**ADA, "name": "x" * 10_000_000}).encode()

    async def chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(huge), 65_536):
            yield huge[start : start + 65_536]

    for content in (huge, chunks()):
        answer = await client.post("/auth/register", content=content, headers=JSON)
        assert (answer.status_code, answer.json()["error"]["kind"]) == (413, "TooLargeError")


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_what_a_foreign_form_can_send_is_not_read(
    client: httpx.AsyncClient, media_type: str
) -> None:
    answer = await client.post(
        "/auth/login", content=json.dumps(ADA), headers={"Content-Type": media_type}
    )
    assert (answer.status_code, answer.json()["error"]["kind"]) == (415, "MediaTypeError")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/auth/me"),
        ("GET", "/auth/sessions"),
        ("DELETE", "/auth/sessions/x"),
        ("POST", "/auth/password"),
        ("PUT", "/auth/registration"),
    ],
)
async def test_a_route_for_users_asks_to_log_in(
    client: httpx.AsyncClient, method: str, path: str
) -> None:
    answer = await client.request(method, path, json={})
    assert answer.status_code == 401
    assert answer.json()["error"]["message"] == "Log in again."


async def test_names_of_all_the_world_come_back_as_they_were(client: httpx.AsyncClient) -> None:
    for n, name in enumerate(["Zoë 🎬", "黒澤 明", "Ægir", "عباس کیارستمی", "<b>&amp;"]):
        sent = {**ADA, "email": f"u{n}@example.org", "name": name}
        answer = await client.post("/auth/register", json=sent)
        assert answer.json()["user"]["name"] == name


@given(
    sent=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["email", "password", "name", "transport", "refreshToken", "$where"]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=8,
    ),
    route=st.sampled_from(ROUTES),
)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_no_json_at_all_breaks_a_route(desk: Desk, sent: object, route: str) -> None:
    async with desk.client() as client:
        answer = await client.post(route, content=json.dumps(sent), headers={**JSON, **OWN})
        assert answer.status_code < 500
        assert answer.status_code == 204 or answer.json()
