"""The GraphQL endpoint: what comes in over HTTP and WebSocket and in which form it goes out."""

from collections.abc import Awaitable, Callable, Sequence
from inspect import isawaitable
from typing import Any, Final, cast

from cross_web import AsyncHTTPRequestAdapter, HTTPException, StarletteRequestAdapter
from fastapi import FastAPI
from fastapi.responses import Response
from starlette.requests import HTTPConnection, Request
from starlette.websockets import WebSocket
from strawberry.fastapi import GraphQLRouter as StrawberryRouter
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types.unset import UNSET
from typing_extensions import override

from schema.encoding import decoded, encoded
from schema.engine import Engine
from schema.subscription import Subscribing
from server.etag import Tags
from server.subscription import EventStream, SharedTransportHandler

BODY_MOST: Final = 10_000_000
"""Bytes of the largest request that is read."""
DRAINED_MOST: Final = 4 * BODY_MOST
EVENT_STREAM: Final = "text/event-stream"


class BoundedRequest(StarletteRequestAdapter):
    """Reads a body up to the limit, then lets the rest go by, so that the answer can be heard."""

    @override
    async def get_body(self) -> bytes:
        body = bytearray()
        size = 0
        async for chunk in self._request.stream():
            size += len(chunk)
            if size <= BODY_MOST:
                body += chunk
            elif size > DRAINED_MOST:
                break
        if size > BODY_MOST:
            raise HTTPException(413, f"A request may have at most {BODY_MOST} bytes.")
        return bytes(body)


def wants_events(accept: str) -> tuple[bool, bool]:
    """Return whether an Accept header names event streams, and whether it names nothing else."""
    kinds = [part.split(";", 1)[0].strip().lower() for part in accept.split(",")]
    kinds = [kind for kind in kinds if kind]
    return EVENT_STREAM in kinds, bool(kinds) and all(kind == EVENT_STREAM for kind in kinds)


class GraphQLRouter(StrawberryRouter[Any, None]):
    """`context_getter(connection)` makes the context, a BaseContext.

    `on_connect(context)` authenticates a WebSocket from `context.connection_params`: what it
    returns goes into the acknowledgement; ConnectionRejectionError closes with 4403.
    `on_renew(context, payload)` takes a new token from a ping and tells whether it is good.
    With `tags`, a context's `shown` says which mark of a project an answer shows.
    """

    request_adapter_class = BoundedRequest
    graphql_transport_ws_handler_class = SharedTransportHandler

    def __init__(
        self,
        engine: Engine,
        *,
        path: str = "",
        context_getter: Callable[[HTTPConnection], Any],
        on_connect: Callable[[Any], Awaitable[dict[str, object] | None]] | None = None,
        on_renew: Callable[[Any, object], Awaitable[bool]] | None = None,
        has_graphiql: bool = False,
        allowed_origins: Sequence[str] = (),
        subscriptions_most: int = 100,
        tags: Tags | None = None,
    ) -> None:
        self.tags_of_answers = tags
        self.context_of = context_getter
        self.on_connect = on_connect
        self.engine = engine
        if on_renew is not None:
            self.on_ws_renew = on_renew
        super().__init__(
            engine,
            path=path,
            context_getter=context_getter,
            graphql_ide="graphiql" if has_graphiql else None,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL),
            allowed_origins=allowed_origins,
            max_subscriptions_per_connection=subscriptions_most,
            multipart_uploads_enabled=False,
        )

    def join(self, app: FastAPI, path: str) -> None:
        """Answer HTTP and WebSockets of an application at a path.

        HTTP goes past FastAPI's routing and dependencies, which cost as much as a small mutation;
        a WebSocket is opened once.
        """
        app.add_route(path, self.respond, methods=["GET", "POST"])
        app.include_router(self, prefix=path)

    async def respond(self, request: Request) -> Response:
        made = self.context_of(request)
        context = await made if isawaitable(made) else made
        answer: Response = await self.run(request, context, root_value=None)
        return answer

    @override
    async def get_sub_response(self, request: Request) -> Response:
        response = Response()
        del response.headers["content-length"]  # of the empty body, which is not the one sent
        return response

    @override
    async def on_ws_connect(self, context: Any) -> Any:
        return UNSET if self.on_connect is None else await self.on_connect(context)

    @override
    def encode_json(self, data: object) -> str:
        """Return text: bytes would make the WebSocket frames binary, which browsers refuse."""
        return encoded(data).decode()

    @override
    def decode_json(self, data: str | bytes) -> object:
        return decoded(data)

    @override
    def create_response(
        self,
        response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse],
        sub_response: Response,
    ) -> Response:
        response = Response(
            encoded(response_data),
            media_type="application/json",
            status_code=sub_response.status_code or 200,
        )
        response.headers.raw.extend(sub_response.headers.raw)
        return response

    @override
    async def run(self, request: Any, context: Any = UNSET, root_value: Any = UNSET) -> Any:
        """Answer a request; one that is no GraphQL request gets its error as JSON, too."""
        if isinstance(request, WebSocket):
            return await super().run(request, context, root_value)
        try:
            return await super().run(cast("Request", request), context, root_value)
        except AnsweredError as answered:
            return answered.response
        except HTTPException as error:
            payload = encoded({"errors": [{"message": error.reason}]})
            return Response(payload, error.status_code, media_type="application/json")

    @override
    async def parse_http_body(self, request: AsyncHTTPRequestAdapter) -> GraphQLRequestData:
        """Read the operation and decide whether it is answered as an event stream.

        Clients such as urql name event streams in every Accept header they send; they get one
        for a subscription, and JSON for everything else.
        """
        asked = requested(await self.parse_data(request))
        named, alone = wants_events(request.headers.get("accept", ""))
        if alone or (named and self.is_subscription(asked)):
            asked.protocol = "sse"
        return asked

    async def parse_data(self, request: AsyncHTTPRequestAdapter) -> object:
        if request.method == "GET":
            return self.parse_query_params(request.query_params)
        kind = (request.content_type or "").split(";", 1)[0].strip().lower()
        if kind != "application/json":
            raise HTTPException(415, "Send the operation as application/json.")
        return self.parse_json(await request.get_body())

    def is_subscription(self, asked: GraphQLRequestData) -> bool:
        return self.engine.gate.is_subscription(asked.query, asked.operation_name, asked.extensions)

    @override
    async def execute_operation(
        self,
        request: Request,
        request_adapter: AsyncHTTPRequestAdapter,
        request_data: Any,
        context: Any,
        root_value: Any,
        sub_response: Response,
    ) -> Any:
        asked: GraphQLRequestData = request_data
        if asked.protocol == "sse" and self.is_subscription(asked):
            raise AnsweredError(EventStream(self.engine, subscribing(asked, context, root_value)))
        tags = self.tags_of_answers if asked.protocol == "http" else None
        question = tags.question(asked) if tags else None
        if tags and question and (same := await tags.unchanged(question, request.headers, context)):
            raise AnsweredError(same)
        result = await super().execute_operation(
            request, request_adapter, asked, context, root_value, sub_response
        )
        if question and question.project in context.shown and not getattr(result, "errors", True):
            sub_response.headers.update(question.headers(context.shown[question.project]))
        return result


class AnsweredError(Exception):
    """Carries a response past Strawberry, which would execute the operation to make its own."""

    def __init__(self, response: Response) -> None:
        super().__init__("This was answered already.")
        self.response = response


def subscribing(asked: GraphQLRequestData, context: Any, root_value: Any) -> Subscribing:
    return Subscribing(
        query=asked.query or "",
        variables=asked.variables or {},
        operation_name=asked.operation_name,
        context=context,
        root_value=root_value,
        extensions=asked.extensions,
    )


FIELDS: Final = (
    ("query", str, "a string"),
    ("operationName", str, "a string"),
    ("variables", dict, "an object"),
    ("extensions", dict, "an object"),
)


def requested(data: object) -> GraphQLRequestData:
    """Read an operation. Raises HTTPException that says what is wrong with it."""
    if isinstance(data, list):
        raise HTTPException(400, "Send one operation at a time: batching is off.")
    if not isinstance(data, dict):
        raise HTTPException(400, "Send a JSON object with `query` and perhaps `variables`.")
    fields = cast("dict[str, Any]", data)
    for name, kind, wording in FIELDS:
        if not isinstance(fields.get(name), kind | None):
            raise HTTPException(400, f"The operation's `{name}` must be {wording} or null.")
    return GraphQLRequestData(
        query=fields.get("query"),
        variables=fields.get("variables"),
        operation_name=fields.get("operationName"),
        extensions=fields.get("extensions"),
    )
