import asyncio
import logging
import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from schema.incident import Incidents
from schema.limits import Limits
from server import subscription
from server.graphql import BODY_MOST
from tests.server import demo

URQL = "application/graphql-response+json, application/json, text/event-stream, multipart/mixed"


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    engine = demo.engine(incidents=Incidents(name=lambda: "ref1"))
    async with (
        demo.served(demo.application(engine)) as address,
        httpx.AsyncClient(base_url=f"http://{address}") as client,
    ):
        yield client


async def post(client: httpx.AsyncClient, query: str, accept: str = URQL) -> httpx.Response:
    return await client.post("/graphql", json={"query": query}, headers={"accept": accept})


async def test_a_query_that_also_accepts_event_streams_gets_json(client: httpx.AsyncClient) -> None:
    response = await post(client, "{ hello }")
    assert response.headers["content-type"] == "application/json"
    assert response.json() == {"data": {"hello": "world"}}


async def test_a_query_that_accepts_nothing_else_gets_an_event_stream(
    client: httpx.AsyncClient,
) -> None:
    response = await post(client, "{ hello }", "text/event-stream")
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.text == (
        'event: next\r\ndata: {"data":{"hello":"world"}}\r\n\r\nevent: complete\r\ndata: \r\n\r\n'
    )


async def test_a_subscription_gets_an_event_stream_with_urqls_headers(
    client: httpx.AsyncClient,
) -> None:
    body = {"query": "subscription { changed(after: 0) { n } }"}
    demo.BOARD = demo.Board()
    demo.BOARD.add(1)
    async with client.stream("POST", "/graphql", json=body, headers={"accept": URQL}) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        lines = response.aiter_lines()
        assert [await anext(lines) for _ in range(3)] == [
            "event: next",
            'data: {"data":{"changed":{"n":1}}}',
            "",
        ]


async def test_an_event_stream_shares_beats_ends_with_the_token_and_closes_its_source(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscription, "HEARTBEAT", 0.1)
    demo.BOARD = demo.Board()
    demo.BOARD.add(1)
    body = {"query": "subscription { changed(after: 0) { counted } }"}
    headers = {"accept": "text/event-stream", "x-scope": "everyone", "x-seconds": "0.25"}
    responses = [client.post("/graphql", json=body, headers=headers) for _ in range(2)]
    expected = (
        'event: next\r\ndata: {"data":{"changed":{"counted":1}}}\r\n\r\n'
        ": ping\r\n\r\n"
        'event: next\r\ndata: {"errors":[{"message":"token expired",'
        '"extensions":{"code":"TOKEN_EXPIRED"}}]}\r\n\r\n'
        "event: complete\r\ndata: \r\n\r\n"
    )
    # How many beats there are depends on how busy the machine is.
    said = [re.sub(r"(: ping\r\n\r\n)+", r"\1", it.text) for it in await asyncio.gather(*responses)]
    assert said == [expected, expected]
    assert demo.BOARD.executed == [1]
    assert demo.BOARD.following == 0


async def test_an_event_stream_that_the_client_leaves_closes_its_source(
    client: httpx.AsyncClient,
) -> None:
    demo.BOARD = demo.Board()
    body = {"query": "subscription { changed(after: 0) { n } }"}
    async with client.stream("POST", "/graphql", json=body, headers={"accept": URQL}):
        await demo.until(lambda: demo.BOARD.following == 1)
    await demo.until(lambda: demo.BOARD.following == 0)


async def test_a_wrong_subscription_is_told_why_in_its_event_stream(
    client: httpx.AsyncClient,
) -> None:
    response = await post(client, "subscription { changed { missing } }")
    assert response.text == (
        'event: next\r\ndata: {"errors":[{"message":"Cannot query field \'missing\' on type '
        '\'Change\'.","locations":[{"line":1,"column":26}]}]}\r\n\r\n'
        "event: complete\r\ndata: \r\n\r\n"
    )


async def test_a_subscription_that_fails_ends_its_stream_without_internals(
    client: httpx.AsyncClient,
) -> None:
    response = await post(client, "subscription { failing }")
    assert response.text == (
        'event: next\r\ndata: {"data":{"failing":1}}\r\n\r\n'
        'event: next\r\ndata: {"errors":[{"message":"Something went wrong on our side. '
        'Reference: ref1","extensions":{"code":"INTERNAL","reference":"ref1"}}]}\r\n\r\n'
        "event: complete\r\ndata: \r\n\r\n"
    )


async def test_an_unexpected_failure_is_logged_once_and_told_by_reference(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        response = await post(client, "{ hello broken }")
    assert response.json() == {
        "data": {"hello": "world", "broken": None},
        "errors": [
            {
                "message": "Something went wrong on our side. Reference: ref1",
                "locations": [{"line": 1, "column": 9}],
                "path": ["broken"],
                "extensions": {"code": "INTERNAL", "reference": "ref1"},
            }
        ],
    }
    (entry,) = caplog.records
    assert entry.getMessage() == "Unexpected failure ref1 at 'broken'"
    assert entry.exc_info is not None
    assert str(entry.exc_info[1]) == "the password is hunter2"


async def test_what_orjson_cannot_write_is_written_all_the_same(client: httpx.AsyncClient) -> None:
    assert (await post(client, "{ huge }")).json() == {"data": {"huge": {"number": 2**80}}}


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        (b"{", 400, "Unable to parse request body as JSON"),
        (b"\xff", 400, "Unable to parse request body as JSON"),
        (b"[" * 5000, 400, "Unable to parse request body as JSON"),
        (b"7", 400, "Send a JSON object with `query` and perhaps `variables`."),
        (b"[]", 400, "Send one operation at a time: batching is off."),
        (b"{}", 400, "No GraphQL query found in the request"),
        (b'{"query": 1}', 400, "The operation's `query` must be a string or null."),
        (
            b'{"query": "{ hello }", "variables": []}',
            400,
            "The operation's `variables` must be an object or null.",
        ),
        (
            b'{"query": "{ hello }", "operationName": []}',
            400,
            "The operation's `operationName` must be a string or null.",
        ),
        (
            b'{"query": "{ hello }", "operationName": "other"}',
            400,
            'Unknown operation named "other".',
        ),
    ],
)
async def test_a_request_that_is_no_graphql_request_is_told_why(
    client: httpx.AsyncClient, body: bytes, status: int, message: str
) -> None:
    headers = {"content-type": "application/json"}
    response = await client.post("/graphql", content=body, headers=headers)
    assert (response.status_code, response.json()) == (status, {"errors": [{"message": message}]})


async def test_a_body_over_the_limit_is_refused_and_the_next_is_answered(
    client: httpx.AsyncClient,
) -> None:
    response = await post(client, "{ hello } #" + "x" * BODY_MOST)
    assert response.status_code == 413
    assert response.json() == {
        "errors": [{"message": f"A request may have at most {BODY_MOST} bytes."}]
    }
    assert (await post(client, "{ hello }")).status_code == 200


async def test_other_content_types_are_refused(client: httpx.AsyncClient) -> None:
    response = await client.post("/graphql", data={"query": "{ hello }"})
    assert response.status_code == 415
    assert response.json() == {"errors": [{"message": "Send the operation as application/json."}]}


async def test_a_query_may_come_by_get_and_a_subscription_too(client: httpx.AsyncClient) -> None:
    response = await client.get("/graphql", params={"query": "{ hello }"})
    assert response.json() == {"data": {"hello": "world"}}


async def test_graphiql_is_there_only_when_it_is_switched_on(client: httpx.AsyncClient) -> None:
    headers = {"accept": "text/html"}
    assert (await client.get("/graphql", headers=headers)).status_code == 404
    app = demo.application(demo.engine(), has_graphiql=True)
    async with (
        demo.served(app) as address,
        httpx.AsyncClient(base_url=f"http://{address}") as other,
    ):
        response = await other.get("/graphql", headers=headers)
    assert response.status_code == 200
    assert "GraphiQL" in response.text


async def test_introspection_is_answered_only_where_it_is_on() -> None:
    engine = demo.engine(limits=Limits(may_introspect=False))
    result: Any = await engine.execute("{ __schema { types { name } } }")
    assert [error.message for error in result.errors] == [
        "This server does not answer introspection queries."
    ]
    suggestion: Any = await engine.execute("{ hell }")
    assert [error.message for error in suggestion.errors] == [
        "Cannot query field 'hell' on type 'Query'."
    ]
    assert (await demo.engine().execute("{ __schema { types { name } } }")).errors is None
