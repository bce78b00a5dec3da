"""Subscriptions whose responses are made once and sent to many.

Subscribers share when they run the same text, operation and variables in the same scope. What
each one receives and from where is its own affair (its source, its authorization, its resume
position); what an event looks like as a response is worked out and encoded by the first that
meets it and kept for the others by the event's `share_key`.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Mapping
from typing import Any, Final, TypeAlias, cast
from weakref import WeakValueDictionary

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    execute_subscription_event,
    visit,
)
from graphql.execution import Executor

from events.record import record
from schema.encoding import encoded

TEXTS_MOST: Final = 256
CHARACTERS_MOST: Final = 4_000_000
OPERATIONS_MOST: Final = 128
RESUME: Final = "resume"
"""Key of a subscription field's metadata that names its argument for the resume position."""

Process: TypeAlias = Callable[[list[GraphQLError]], None]


class BehindError(Exception):
    """Raised by a source that gave up on a subscriber who reads too slowly.

    `position` is the last one the subscriber was given; it loses nothing by resuming there.
    """

    def __init__(self, position: int) -> None:
        super().__init__(
            f"This subscriber reads too slowly and was cut off: resume from position {position}."
        )
        self.position = position


@record
class Subscribing:
    """A subscription as a client asked for it."""

    query: str
    variables: Mapping[str, Any]
    operation_name: str | None
    context: Any
    root_value: Any = None
    extensions: dict[str, Any] | None = None


class Texts:
    """Encoded responses of one group of subscribers: the newest, within a number and a size."""

    def __init__(self) -> None:
        self.kept: OrderedDict[Hashable, str] = OrderedDict()
        self.making: dict[Hashable, asyncio.Task[str]] = {}
        self.characters = 0

    def keep(self, key: Hashable, text: str) -> str:
        if key not in self.kept:
            self.kept[key] = text
            self.characters += len(text)
            while len(self.kept) > TEXTS_MOST or self.characters > CHARACTERS_MOST:
                _, dropped = self.kept.popitem(last=False)
                self.characters -= len(dropped)
        return text

    async def made(self, key: Hashable, response: Awaitable[ExecutionResult], say: "Say") -> str:
        """Wait for a response that takes time, with all who want the same one."""

        async def make() -> str:
            try:
                return self.keep(key, say(await response))
            finally:
                del self.making[key]

        # A task of its own: the subscriber who happens to be first may leave at any time.
        task = self.making[key] = asyncio.create_task(make())
        return await asyncio.shield(task)


Say: TypeAlias = Callable[[ExecutionResult], str]


class Following:
    """One accepted subscription: its source of events and the way to their responses."""

    def __init__(
        self,
        source: AsyncIterator[Any],
        executor: Executor[Any],
        texts: Texts | None,
        process: Process,
    ) -> None:
        self.source = source
        self.executor = executor
        self.texts = texts
        self.process = process

    def ready(self, event: object) -> str | None:
        """Return the response to an event if another subscriber has made it."""
        if self.texts is None:
            return None
        return self.texts.kept.get(getattr(event, "share_key", None))

    async def text(self, event: object) -> str:
        """Return the response to an event: a JSON object with `data` and perhaps `errors`."""
        key: Hashable = getattr(event, "share_key", None)
        texts = self.texts if key is not None else None
        if texts is not None:
            if (known := texts.kept.get(key)) is not None:
                return known
            if (making := texts.making.get(key)) is not None:
                return await asyncio.shield(making)
        response = execute_subscription_event(self.executor.build_per_event_executor(event))
        if not isinstance(response, ExecutionResult):
            if texts is not None:
                return await texts.made(key, response, self.say)
            return self.say(await response)
        said = self.say(response)
        return said if texts is None else texts.keep(key, said)

    def say(self, response: ExecutionResult) -> str:
        payload: dict[str, Any] = {"data": response.data}
        if response.errors:
            self.process(response.errors)
            payload["errors"] = [error.formatted for error in response.errors]
        return encoded(payload).decode()

    def trouble(self, error: Exception) -> list[GraphQLError]:
        """Return what to tell a subscriber whose source failed."""
        if isinstance(error, BehindError):
            extensions = {"code": "BEHIND", "resumeFrom": error.position}
            return [GraphQLError(str(error), extensions=extensions)]
        told = [error if isinstance(error, GraphQLError) else GraphQLError(str(error))]
        told[0].original_error = None if isinstance(error, GraphQLError) else error
        self.process(told)
        return told


class Groups:
    """The texts of every group that has a subscriber; they go when the last one leaves."""

    def __init__(self) -> None:
        self.texts: WeakValueDictionary[Hashable, Texts] = WeakValueDictionary()
        self.resume: dict[int, tuple[OperationDefinitionNode, set[str]]] = {}

    def group(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        text: str,
        asked: Subscribing,
    ) -> Texts | None:
        """Return the texts to share, None for a context that names no scope.

        `text` is the document's, which is not in `asked` where a hash was sent for it.
        """
        scope: Hashable = getattr(asked.context, "share_scope", None)
        if scope is None:
            return None
        resume = self.resume_variables(schema, document, operation)
        others = {name: v for name, v in asked.variables.items() if name not in resume}
        name = operation.name.value if operation.name else None
        key = (text, name, repr(sorted(others.items())), scope)
        texts = self.texts.get(key)
        if texts is None:
            texts = self.texts[key] = Texts()
        return texts

    def resume_variables(
        self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode
    ) -> set[str]:
        known = self.resume.get(id(operation))
        if known is None:
            if len(self.resume) >= OPERATIONS_MOST:
                self.resume.clear()
            known = operation, resume_variables(schema, document, operation)
            self.resume[id(operation)] = known
        return known[1]


def resume_variables(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode
) -> set[str]:
    """Return the variables that only say where a subscriber starts.

    A variable that is used anywhere else as well may change the responses and is not among them.
    """
    given: set[str] = set()
    root = schema.subscription_type
    for node in operation.selection_set.selections:
        field = root.fields.get(node.name.value) if root and isinstance(node, FieldNode) else None
        if field is None or not isinstance(node, FieldNode):
            continue
        definition = field.extensions.get("strawberry-definition")
        name = cast("Mapping[str, Any]", getattr(definition, "metadata", {})).get(RESUME)
        given |= {
            argument.value.name.value
            for argument in node.arguments or ()
            if argument.name.value == name and isinstance(argument.value, VariableNode)
        }
    uses = Uses()
    visit(document, uses)
    return {name for name in given if uses.count.get(name) == 1}


class Uses(Visitor):
    """Counts where variables are used, their definitions apart."""

    def __init__(self) -> None:
        super().__init__()
        self.count: dict[str, int] = {}

    def enter_variable_definition(self, *_: Any) -> bool:
        return False

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.count[node.name.value] = self.count.get(node.name.value, 0) + 1
