"""What happens to an operation before it runs: found by its hash, parsed, validated, measured.

Documents are parsed and validated once and remembered by their text. A refusal is reported in the
validation phase whatever the reason, because that is where every transport of Strawberry expects
one; until then a harmless document stands in for one that cannot be had.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    get_operation_ast,
    parse,
)
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import validate_document
from strawberry.types.execution import ExecutionContext
from typing_extensions import override

from schema.limits import Limits, Scale, too_large, too_long
from schema.persisted import PersistedQueries

DOCUMENTS_MOST: Final = 512
CHARACTERS_MOST: Final = 8_000_000
OPERATION_NAME_MOST: Final = 200
MESSAGE_MOST: Final = 300


class Known:
    """A document that parsed, what is wrong with it, and the scale for its operations."""

    __slots__ = ("document", "errors", "scale")

    def __init__(self, document: DocumentNode) -> None:
        self.document = document
        self.errors: list[GraphQLError] | None = None
        self.scale: Scale | None = None


class Gate:
    """The memory behind the extension: one for each schema, bounded."""

    def __init__(self, limits: Limits, persisted: PersistedQueries) -> None:
        self.limits = limits
        self.persisted = persisted
        self.schema: GraphQLSchema | None = None
        self.documents: OrderedDict[str, Known] = OrderedDict()
        self.characters = 0

    def known(self, text: str) -> Known:
        """Raise GraphQLError for a text that is too long, has too many tokens or is no GraphQL."""
        known = self.documents.get(text)
        if known is not None:
            self.documents.move_to_end(text)
            return known
        if (error := too_long(text, self.limits)) is not None:
            raise error
        known = Known(parse(text, max_tokens=self.limits.tokens))
        self.documents[text] = known
        self.characters += len(text)
        while len(self.documents) > DOCUMENTS_MOST or self.characters > CHARACTERS_MOST:
            dropped, _ = self.documents.popitem(last=False)
            self.characters -= len(dropped)
        return known

    def operation(self, text: str, name: str | None) -> OperationDefinitionNode | None:
        """Return the operation that would run, None where that is an error."""
        try:
            return get_operation_ast(self.known(text).document, name)
        except GraphQLError:
            return None

    def is_subscription(
        self, query: str | None, name: str | None, extensions: Mapping[str, Any] | None = None
    ) -> bool:
        try:
            text = self.persisted.text(query, extensions)
        except GraphQLError:
            return False
        if text is None or "subscription" not in text:
            return False
        operation = self.operation(text, name)
        return operation is not None and operation.operation is OperationType.SUBSCRIPTION

    def objection(self, known: Known, context: ExecutionContext) -> list[GraphQLError]:
        """Return what is wrong with a document, or with the size of the operation to run."""
        schema = self.schema
        if schema is None:
            raise RuntimeError("The gate was opened before its schema was built.")
        if known.errors is None:
            rules = context.validation_rules
            found = validate_document(schema, known.document, rules)
            known.errors = [told(error) for error in found]
        operation = get_operation_ast(known.document, context.operation_name)
        if known.errors or operation is None:
            return known.errors
        if known.scale is None:
            known.scale = Scale(schema, known.document, self.limits)
        error = too_large(known.scale.size(operation, context.variables or {}), self.limits)
        return [] if error is None else [error]


class Admission(SchemaExtension):
    """Pass it as a factory: `lambda: Admission(gate)`."""

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self.gate = gate
        self.known: Known | None = None
        self.refusal: GraphQLError | None = None

    @override
    def on_operation(self) -> Iterator[None]:
        context = self.execution_context
        try:
            context.query = self.gate.persisted.text(context.query, context.operation_extensions)
        except GraphQLError as error:
            self.refuse(error)
        yield

    @override
    def on_parse(self) -> Iterator[None]:
        context = self.execution_context
        if self.refusal is None and context.query:
            try:
                self.known = self.gate.known(context.query)
                context.graphql_document = self.known.document
            except GraphQLError as error:
                self.refuse(error)
        yield

    @override
    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        if self.refusal is not None:
            context.pre_execution_errors = [self.refusal]
        elif self.known is not None:
            context.pre_execution_errors = list(self.gate.objection(self.known, context))
            if context.query and not context.pre_execution_errors:
                self.gate.persisted.keep(context.query, context.operation_extensions)
        yield

    def refuse(self, error: GraphQLError) -> None:
        """Let a document stand in that has an operation of whatever name is asked for."""
        self.refusal = error
        self.execution_context.graphql_document = stand_in(self.execution_context)


def told(error: GraphQLError) -> GraphQLError:
    """Return a fault of the text as the client's, not ours, and without the text all over again.

    What a scalar raises about a literal, such as a number of 5,000 digits, comes wrapped in it.
    """
    message = error.message
    if len(message) > MESSAGE_MOST:
        message = f"{message[:MESSAGE_MOST]} …"
    return GraphQLError(message, error.nodes, extensions=error.extensions)


def stand_in(context: ExecutionContext) -> DocumentNode:
    provided = context.operation_name
    try:
        return parse(f"query {(provided or '')[:OPERATION_NAME_MOST]} {{ __typename }}")
    except GraphQLError:
        return parse("{ __typename }")
