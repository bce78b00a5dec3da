"""The schema as this program runs it: compiled, limited, its failures masked, its events shared."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Final, cast

import strawberry
from graphql import DocumentNode, ExecutionResult, GraphQLError, get_operation_ast
from graphql.execution import Executor, create_source_event_stream
from strawberry.execution import optimized_is_awaitable
from strawberry.extensions import SchemaExtension
from strawberry.extensions.runner import SchemaExtensionsRunner
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.exception_handlers import ExceptionHandler
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.execution import ExecutionContext
from strawberry.types.graphql import OperationType
from typing_extensions import override

from schema.admission import Admission, Gate
from schema.compiled.executor import executor_class
from schema.incident import Incidents
from schema.limits import Limits
from schema.persisted import PersistedQueries
from schema.subscription import Following, Groups, Subscribing

SUBSCRIPTIONS: Final = (OperationType.SUBSCRIPTION,)


class RefusedError(Exception):
    """A subscription that never began. `errors` are fit for the client."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = errors


class Engine(strawberry.Schema):
    """`expected` are the exceptions whose own words a client may read.

    `extensions` are factories and come after admission; one with a `resolve` method would run for
    every field and switch the compiled executor off.
    """

    def __init__(
        self,
        query: type,
        *,
        mutation: type | None = None,
        subscription: type | None = None,
        types: Iterable[type] = (),
        extensions: Iterable[Callable[[], SchemaExtension]] = (),
        config: StrawberryConfig | None = None,
        exception_handlers: Iterable[ExceptionHandler[Any]] = (),
        limits: Limits | None = None,
        persisted: PersistedQueries | None = None,
        incidents: Incidents | None = None,
        is_compiled: bool = True,
    ) -> None:
        gate = self.gate = Gate(limits or Limits(), persisted or PersistedQueries())
        self.incidents = incidents or Incidents()
        self.groups = Groups()
        super().__init__(
            query,
            mutation=mutation,
            subscription=subscription,
            types=types,
            extensions=[lambda: Admission(gate), *extensions],
            config=config,
            exception_handlers=exception_handlers,
            execution_context_class=executor_class(is_compiled=is_compiled),
        )
        gate.schema = self._schema
        self.config.disable_field_suggestions |= not gate.limits.may_introspect

    @override
    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        self.incidents.mask(errors)

    @asynccontextmanager
    async def following(self, asked: Subscribing) -> AsyncGenerator[Following]:
        """Open a subscription: its source is created, and authorized, for this subscriber alone.

        Raises RefusedError where there is something wrong with it.
        """
        context = self._create_execution_context(
            asked.query,
            SUBSCRIPTIONS,
            dict(asked.variables),
            asked.context,
            asked.root_value,
            asked.operation_name,
            asked.extensions,
        )
        extensions = self.get_extensions()
        for extension in extensions:
            extension.execution_context = context
        runner = self.create_extensions_runner(context, extensions)
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(runner.operation())
            await self.prepare(context, runner)
            await stack.enter_async_context(runner.executing())
            following = await self.opened(context, extensions, asked)
            stack.push_async_callback(close, following.source)
            yield following

    async def prepare(self, context: ExecutionContext, runner: SchemaExtensionsRunner) -> None:
        try:
            failed = await self._prepare_operation_async(context, runner)
        except (CannotGetOperationTypeError, InvalidOperationTypeError) as error:
            raise RefusedError([GraphQLError(str(error), original_error=error)]) from error
        if failed is not None and failed.errors:
            self.process_errors(failed.errors, context)
            raise RefusedError(failed.errors)

    async def opened(
        self, context: ExecutionContext, extensions: list[SchemaExtension], asked: Subscribing
    ) -> Following:
        document = context.graphql_document
        operation = get_operation_ast(document, context.operation_name) if document else None
        if document is None or operation is None:
            raise RefusedError([GraphQLError("There is no such operation in the query.")])
        executor = self.executor(context, document, extensions)
        source: Any = create_source_event_stream(executor)
        if optimized_is_awaitable(source):
            source = await source
        if isinstance(source, ExecutionResult):
            errors = list(source.errors or ())
            self.process_errors(errors, context)
            raise RefusedError(errors)
        texts = self.groups.group(self._schema, document, operation, context.query or "", asked)
        return Following(
            aiter(source), executor, texts, lambda errors: self.process_errors(errors, context)
        )

    def executor(
        self,
        context: ExecutionContext,
        document: DocumentNode,
        extensions: list[SchemaExtension],
    ) -> Executor[Any]:
        built = self.execution_context_class.build(
            self._schema,
            document,
            root_value=context.root_value,
            context_value=context.context,
            raw_variable_values=context.variables,
            operation_name=context.operation_name,
            middleware=self._get_middleware_manager(extensions),
            is_awaitable=cast("Any", optimized_is_awaitable),
            operation_extensions=context.operation_extensions,
        )
        if isinstance(built, list):
            raise RefusedError(built)
        return built


async def close(source: AsyncIterator[Any]) -> None:
    """Close a source that can be closed, such as a generator."""
    aclose = getattr(source, "aclose", None)
    if aclose is not None:
        await aclose()
