import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from server import subscription
from tests.server import demo

Frame: TypeAlias = dict[str, Any]
PROTOCOL = Subprotocol("graphql-transport-ws")
COUNTED = "subscription($after: Int!) { changed(after: $after) { counted } }"


@pytest.fixture
async def address() -> AsyncIterator[str]:
    demo.BOARD = demo.Board()
    async with demo.served(demo.application(demo.engine())) as address:
        yield address


@asynccontextmanager
async def connected(address: str, **params: Any) -> AsyncGenerator[ClientConnection]:
    url = f"ws://{address}/graphql"
    async with connect(url, subprotocols=[PROTOCOL], compression=None) as socket:
        await socket.send(json.dumps({"type": "connection_init", "payload": params}))
        assert (await heard(socket))["type"] == "connection_ack"
        yield socket


async def heard(socket: ClientConnection) -> Frame:
    message = await asyncio.wait_for(socket.recv(), 5)
    assert isinstance(message, str), "browsers' clients only read text frames"
    frame: Frame = json.loads(message)
    return frame


async def subscribe(
    socket: ClientConnection, query: str, id_: str = "1", **variables: object
) -> None:
    payload = {"query": query, "variables": variables}
    await socket.send(json.dumps({"id": id_, "type": "subscribe", "payload": payload}))


def next_frame(data: Frame, id_: str = "1") -> Frame:
    return {"id": id_, "type": "next", "payload": {"data": data}}


async def closed(socket: ClientConnection) -> tuple[int, str]:
    await asyncio.wait_for(socket.wait_closed(), 5)
    assert socket.close_code is not None
    return socket.close_code, socket.close_reason or ""


async def test_subscribers_from_different_positions_share_each_response(address: str) -> None:
    async with connected(address) as early, connected(address) as late:
        demo.BOARD.add(1)
        await subscribe(early, COUNTED, after=0)
        await subscribe(late, COUNTED, after=1)
        assert await heard(early) == next_frame({"changed": {"counted": 1}})
        await demo.until(lambda: demo.BOARD.following == 2)
        demo.BOARD.add(2)
        assert await heard(early) == next_frame({"changed": {"counted": 2}})
        assert await heard(late) == next_frame({"changed": {"counted": 2}})
        assert demo.BOARD.executed == [1, 2]
        async with connected(address) as replaying:
            await subscribe(replaying, COUNTED, "x", after=0)
            assert await heard(replaying) == next_frame({"changed": {"counted": 1}}, "x")
            assert await heard(replaying) == next_frame({"changed": {"counted": 2}}, "x")
        assert demo.BOARD.executed == [1, 2]


async def test_subscribers_of_another_scope_or_with_other_variables_do_not_share(
    address: str,
) -> None:
    both = "subscription($f: Int!) { changed(after: 0) { counted times(factor: $f) } }"
    demo.BOARD.add(1)
    async with (
        connected(address) as one,
        connected(address, scope="reviewers") as other_scope,
        connected(address) as other_variable,
    ):
        await subscribe(one, both, f=2)
        await subscribe(other_scope, both, f=2)
        await subscribe(other_variable, both, f=3)
        answers = [await heard(socket) for socket in (one, other_scope, other_variable)]
    assert answers == [
        next_frame({"changed": {"counted": 1, "times": 2}}),
        next_frame({"changed": {"counted": 1, "times": 2}}),
        next_frame({"changed": {"counted": 1, "times": 3}}),
    ]
    assert demo.BOARD.executed == [1, 1, 1]


async def test_a_resume_variable_that_is_used_elsewhere_too_is_not_left_out(address: str) -> None:
    query = "subscription($a: Int!) { changed(after: $a) { counted times(factor: $a) } }"
    demo.BOARD.add(5)
    async with connected(address) as one, connected(address) as other:
        await subscribe(one, query, a=2)
        await subscribe(other, query, a=3)
        assert await heard(one) == next_frame({"changed": {"counted": 5, "times": 10}})
        assert await heard(other) == next_frame({"changed": {"counted": 5, "times": 15}})


async def test_the_first_subscriber_may_leave_while_others_wait_for_its_response(
    address: str,
) -> None:
    query = "subscription { changed(after: 0) { slowly } }"
    demo.BOARD.add(1)
    async with connected(address) as staying:
        async with connected(address) as leaving:
            await subscribe(leaving, query)
            await demo.until(lambda: demo.BOARD.executed == [1])
            await subscribe(staying, query)
            await demo.until(lambda: demo.BOARD.following == 2)
        await demo.until(lambda: demo.BOARD.following == 1)
        demo.BOARD.gate.set()
        assert await heard(staying) == next_frame({"changed": {"slowly": 1}})
    assert demo.BOARD.executed == [1]


async def test_responses_are_forgotten_with_the_last_subscriber() -> None:
    demo.BOARD = demo.Board()
    engine = demo.engine()
    async with demo.served(demo.application(engine)) as address:
        async with connected(address) as socket:
            demo.BOARD.add(1)
            await subscribe(socket, COUNTED, after=0)
            await heard(socket)
            assert len(engine.groups.texts) == 1
        await demo.until(lambda: demo.BOARD.following == 0)
        await demo.until(lambda: len(engine.groups.texts) == 0)


async def test_a_subscriber_cut_off_by_its_source_learns_where_to_resume(address: str) -> None:
    async with connected(address) as socket:
        await subscribe(socket, COUNTED, after=0)
        await demo.until(lambda: demo.BOARD.following == 1)
        demo.BOARD.cut_at = 41
        demo.BOARD.add(42)
        frame = await heard(socket)
    assert frame == {
        "id": "1",
        "type": "error",
        "payload": [
            {
                "message": "This subscriber reads too slowly and was cut off: "
                "resume from position 41.",
                "extensions": {"code": "BEHIND", "resumeFrom": 41},
            }
        ],
    }


async def test_the_connection_ends_when_the_token_does(address: str) -> None:
    async with connected(address, seconds=0.2) as socket:
        await subscribe(socket, COUNTED, after=0)
        assert await closed(socket) == (4403, "token expired")
    await demo.until(lambda: demo.BOARD.following == 0)


async def test_a_ping_with_a_fresh_token_keeps_the_connection(address: str) -> None:
    async with connected(address, seconds=0.2) as socket:
        await socket.send(json.dumps({"type": "ping", "payload": {"token": "fresh"}}))
        assert await heard(socket) == {"type": "pong"}
        await asyncio.sleep(0.3)
        await socket.send(json.dumps({"type": "ping"}))
        assert await heard(socket) == {"type": "pong"}


async def test_a_ping_with_a_bad_token_ends_the_connection(address: str) -> None:
    async with connected(address) as socket:
        await socket.send(json.dumps({"type": "ping", "payload": {"token": "stale"}}))
        assert await closed(socket) == (4403, "token refused")


async def test_a_forged_token_is_not_let_in(address: str) -> None:
    async with connect(f"ws://{address}/graphql", subprotocols=[PROTOCOL]) as socket:
        params = {"token": "forged"}
        await socket.send(json.dumps({"type": "connection_init", "payload": params}))
        assert await closed(socket) == (4403, "Forbidden")


async def test_queries_run_over_the_same_connection(address: str) -> None:
    async with connected(address) as socket:
        await subscribe(socket, "{ hello }")
        assert await heard(socket) == next_frame({"hello": "world"})
        assert await heard(socket) == {"id": "1", "type": "complete"}


async def test_a_connection_has_a_limited_number_of_subscriptions(address: str) -> None:
    async with connected(address) as socket:
        for id_ in "abcd":
            await subscribe(socket, COUNTED, id_, after=0)
        assert await heard(socket) == {
            "id": "d",
            "type": "error",
            "payload": [{"message": "Subscription limit reached"}],
        }


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "subscription { changed { missing } }",
            "Cannot query field 'missing' on type 'Change'.",
        ),
        (
            "subscription($a: Int!) { changed(after: $a) { n } }",
            (
                "Variable '$a' has invalid value: "
                "Expected a value of non-null type 'Int!' to be provided."
            ),
        ),
        (
            "subscription { changed { a: n b: n c: n d: n e: n } }",
            "The query has 5 aliases; at most 4 are allowed.",
        ),
    ],
)
async def test_a_subscription_that_is_wrong_is_told_why(
    address: str, query: str, message: str
) -> None:
    async with connected(address) as socket:
        await subscribe(socket, query)
        frame = await heard(socket)
        assert (frame["type"], [error["message"] for error in frame["payload"]]) == (
            "error",
            [message],
        )
        await subscribe(socket, "{ hello }")
        assert (await heard(socket))["type"] == "next"


async def test_a_query_that_is_no_graphql_closes_the_connection(address: str) -> None:
    async with connected(address) as socket:
        await subscribe(socket, "subscription {")
        assert await closed(socket) == (4400, "Syntax Error: Expected Name, found <EOF>.")


@pytest.mark.parametrize(
    "message",
    [
        [],
        7,
        {},
        {"type": []},
        {"type": "subscribe", "id": [], "payload": {"query": "{ hello }"}},
        {"type": "subscribe", "id": "1", "payload": []},
        {"type": "subscribe", "id": "1", "payload": {"query": 7}},
        {"type": "subscribe", "id": "1", "payload": {"query": "{ hello }", "variables": []}},
        {"type": "subscribe", "id": "1", "payload": {"query": "{ hello }", "operationName": 1}},
        {"type": "complete", "id": {}},
    ],
)
async def test_a_frame_of_another_form_closes_the_connection(address: str, message: object) -> None:
    async with connected(address) as socket:
        await socket.send(json.dumps(message))
        assert await closed(socket) == (4400, "This is no message of graphql-transport-ws")


async def test_the_context_may_leave_the_connection_unshared(address: str) -> None:
    demo.BOARD.add(1)
    async with connected(address, scope=None) as one, connected(address, scope=None) as other:
        for socket in (one, other):
            await subscribe(socket, COUNTED, after=0)
            assert await heard(socket) == next_frame({"changed": {"counted": 1}})
    assert demo.BOARD.executed == [1, 1]


async def test_a_failing_source_is_told_by_reference(address: str) -> None:
    async with connected(address) as socket:
        await subscribe(socket, "subscription { failing }")
        assert await heard(socket) == next_frame({"failing": 1})
        frame = await heard(socket)
    assert frame["type"] == "error"
    assert frame["payload"][0]["message"].startswith("Something went wrong on our side.")


async def test_a_client_that_reads_nothing_is_dropped(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscription, "STUCK_AFTER", 0.3)
    async with connected(address) as socket:
        await subscribe(socket, "subscription { changed(after: 0) { padding } }")
        await demo.until(lambda: demo.BOARD.following == 1)
        for position in range(1, 200):
            demo.BOARD.add(position)
        await demo.until(lambda: demo.BOARD.following == 0)
        assert len(demo.BOARD.executed) < 199
        socket.transport.abort()
