"""graphql-transport-ws and server-sent events over shared responses, with an end to each session.

What is awaited per delivery is one source and one socket. A slow client only ever blocks its own
task: a source that is pulled, such as the feed, costs nothing meanwhile, one that queues gives up
with `BehindError`, and a send that does not end is ended here.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final, cast

import orjson
from graphql import GraphQLError
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
    Operation,
)
from strawberry.subscriptions.protocols.graphql_transport_ws.types import (
    ConnectionInitMessage,
    Message,
    PingMessage,
)
from typing_extensions import override

from schema.encoding import encoded
from schema.engine import Engine, RefusedError
from schema.subscription import Following, Subscribing

FORBIDDEN: Final = 4403
TRY_AGAIN: Final = 1013
HEARTBEAT: Final = 15.0
STUCK_AFTER: Final = 30.0
"""Seconds after which a send that has not ended counts as a client that is gone."""


def seconds_left(context: object) -> float | None:
    """Return how long a context's token is good for, None for one that does not expire."""
    expires_at: datetime | None = getattr(context, "expires_at", None)
    if expires_at is None:
        return None
    return max(0.0, (expires_at - datetime.now(UTC)).total_seconds())


def is_message(message: object) -> bool:
    """Tell whether a frame has the form the protocol's handler takes for granted."""
    match message:
        case {"type": "subscribe", "id": str(), "payload": {"query": str(), **payload}}:
            name, variables = payload.get("operationName"), payload.get("variables")
            return isinstance(name, str | None) and isinstance(variables, dict | None)
        case {"type": "complete", "id": str()}:
            return True
        case {"type": str(kind)}:
            return kind not in {"subscribe", "complete"}
        case _:
            return False


class SharedTransportHandler(BaseGraphQLTransportWSHandler[Any, Any]):
    """One connection. The context may have `share_scope` and `expires_at`."""

    expiry: asyncio.TimerHandle | None = None
    watch: asyncio.TimerHandle | None = None
    ending: asyncio.Task[None] | None = None

    @override
    async def handle(self) -> None:
        self.blocked: dict[str, float] = {}
        try:
            await super().handle()
        finally:
            for pending in (self.expiry, self.watch, self.ending):
                if pending is not None:
                    pending.cancel()

    @override
    async def handle_message(self, message: Message) -> None:
        if is_message(message):
            await super().handle_message(message)
        else:
            await self.handle_invalid_message("This is no message of graphql-transport-ws")

    @override
    async def handle_connection_init(self, message: ConnectionInitMessage) -> None:
        await super().handle_connection_init(message)
        if self.connection_acknowledged:
            self.plan_expiry()
            self.look_for_stuck()

    @override
    async def handle_ping(self, message: PingMessage) -> None:
        """Answer a ping; one that carries a payload may renew the token."""
        renew: Callable[[Any, object], Awaitable[bool]] | None = getattr(
            self.view, "on_ws_renew", None
        )
        payload: object = message.get("payload")
        if renew is not None and payload and self.connection_acknowledged:
            if not await renew(self.context, payload):
                await self.websocket.close(code=FORBIDDEN, reason="token refused")
                return
            self.plan_expiry()
        await super().handle_ping(message)

    def plan_expiry(self) -> None:
        if self.expiry is not None:
            self.expiry.cancel()
        left = seconds_left(self.context)
        if left is not None:
            loop = asyncio.get_running_loop()
            self.expiry = loop.call_later(left, self.end, FORBIDDEN, "token expired")

    def end(self, code: int, reason: str) -> None:
        """Close the connection and stop what it follows, from outside its own task."""
        self.ending = asyncio.create_task(self.close(code, reason))

    async def close(self, code: int, reason: str) -> None:
        for operation_id in list(self.operations):
            await self.cleanup_operation(operation_id)
        with suppress(RuntimeError, WebSocketDisconnect):
            await self.websocket.close(code=code, reason=reason)

    def look_for_stuck(self) -> None:
        loop = asyncio.get_running_loop()
        oldest = min(self.blocked.values(), default=loop.time())
        if loop.time() - oldest > STUCK_AFTER:
            self.end(TRY_AGAIN, "too slow")
        else:
            self.watch = loop.call_later(STUCK_AFTER / 3, self.look_for_stuck)

    @override
    async def run_operation(self, operation: Operation[Any, Any]) -> None:
        engine = self.schema
        if not isinstance(engine, Engine) or not engine.gate.is_subscription(
            operation.query, operation.operation_name
        ):
            await super().run_operation(operation)
            return
        try:
            await self.follow(engine, operation)
        except (WebSocketDisconnect, WebSocketDisconnected):
            self.operations.pop(operation.id, None)
        except Exception as error:  # noqa: BLE001 - a task has nobody else to tell
            self.operations.pop(operation.id, None)
            await self.handle_task_exception(error)

    async def follow(self, engine: Engine, operation: Operation[Any, Any]) -> None:
        asked = Subscribing(
            query=operation.query,
            variables=operation.variables or {},
            operation_name=operation.operation_name,
            context=self.context,
            root_value=self.root_value,
        )
        try:
            async with engine.following(asked) as following:
                await self.deliver(following, operation)
        except RefusedError as refused:
            await operation.send_initial_errors(refused.errors)

    async def deliver(self, following: Following, operation: Operation[Any, Any]) -> None:
        socket = cast("WebSocket", cast("Any", self.websocket).ws)
        head = f'{{"id":{orjson.dumps(operation.id).decode()},"type":"next","payload":'
        clock = asyncio.get_running_loop().time
        blocked, send, ready = self.blocked, socket.send, following.ready
        try:
            async for event in following.source:
                text = ready(event) or await following.text(event)
                blocked[operation.id] = clock()
                try:
                    await send({"type": "websocket.send", "text": f"{head}{text}}}"})
                except (WebSocketDisconnect, RuntimeError):  # the latter after a close of ours
                    return
                del blocked[operation.id]
        except Exception as error:  # noqa: BLE001 - told to the client, and logged on the way
            await operation.send_initial_errors(following.trouble(error))
        else:
            await operation.send_operation_message({"id": operation.id, "type": "complete"})
        finally:
            blocked.pop(operation.id, None)


class EventStream(Response):
    """A subscription as server-sent events, in the distinct connections mode of graphql-sse."""

    media_type = "text/event-stream"

    def __init__(self, engine: Engine, asked: Subscribing) -> None:
        super().__init__(
            headers={"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"}
        )
        del self.headers["content-length"]
        self.engine = engine
        self.asked = asked
        self.blocked: float | None = None

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        following = asyncio.create_task(self.follow(send))
        gone = [asyncio.create_task(self.left(receive)), asyncio.create_task(self.beat(send))]
        try:
            done, _ = await asyncio.wait(
                (following, *gone),
                timeout=seconds_left(self.asked.context),
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            for task in (following, *gone):
                task.cancel()
            outcome, *_ = await asyncio.gather(following, *gone, return_exceptions=True)
        if isinstance(outcome, Exception):
            self.engine.incidents.log(outcome, GraphQLError(str(outcome)))
        if done.isdisjoint(gone):
            await self.finish(send, is_expired=not done)

    async def finish(self, send: Send, *, is_expired: bool) -> None:
        if is_expired:
            extensions = {"code": "TOKEN_EXPIRED"}
            await self.refuse(send, [GraphQLError("token expired", extensions=extensions)])
        await self.say(send, "complete", "")
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def follow(self, send: Send) -> None:
        try:
            async with self.engine.following(self.asked) as following:
                try:
                    async for event in following.source:
                        text = following.ready(event) or await following.text(event)
                        await self.say(send, "next", text)
                except Exception as error:  # noqa: BLE001 - told to the client and logged
                    await self.refuse(send, following.trouble(error))
        except RefusedError as refused:
            await self.refuse(send, refused.errors)

    async def refuse(self, send: Send, errors: list[GraphQLError]) -> None:
        payload = {"errors": [error.formatted for error in errors]}
        await self.say(send, "next", encoded(payload).decode())

    async def say(self, send: Send, event: str, text: str) -> None:
        body = f"event: {event}\r\ndata: {text}\r\n\r\n".encode()
        self.blocked = asyncio.get_running_loop().time()
        await send({"type": "http.response.body", "body": body, "more_body": True})
        self.blocked = None

    async def beat(self, send: Send) -> None:
        """Keep proxies from closing a quiet stream; return when the client has stopped reading.

        A comment is one write, so it cannot fall into the middle of an event.
        """
        clock = asyncio.get_running_loop().time
        while self.blocked is None or clock() - self.blocked < STUCK_AFTER:
            await asyncio.sleep(HEARTBEAT)
            if self.blocked is None:
                comment = b": ping\r\n\r\n"
                await send({"type": "http.response.body", "body": comment, "more_body": True})

    async def left(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
