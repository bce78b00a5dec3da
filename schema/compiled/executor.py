"""The executor that answers runs of plain fields with generated functions.

It subclasses internals of graphql-core 3.3 through Strawberry's `execution_context_class`, so both
versions are pinned. Whatever a generated function does not fit is answered by the parent class;
attributes and argument-free methods are then read a second time, so they must be free of effects.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

from graphql import (
    FragmentDefinitionNode,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLResolveInfo,
    OperationDefinitionNode,
)
from graphql.execution import Executor
from graphql.pyutils import AwaitableOrValue, Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext as Stock
from typing_extensions import override

from schema.compiled.code import Compiled, UnfitError, compiled
from schema.compiled.plan import (
    FieldGroup,
    OutputType,
    Shape,
    condition_names,
    is_plain_use,
    shape_of,
)

OPERATIONS_MOST: Final = 256
SITES_MOST: Final = 64
SHAPES_MOST: Final = 512
MISSES_MOST: Final = 32
WARM_UP: Final = 8

SiteKey: TypeAlias = tuple[GraphQLObjectType, tuple[int, ...], tuple[object, ...]]


class Site:
    """One place of a selection, for one outcome of its @skip and @include conditions.

    A function is only written when the place has seen `warm_up` objects, because writing one costs
    as much as walking a few dozen. A place whose data never fits is given up.
    """

    __slots__ = ("function", "is_planned", "misses", "seen", "shape")

    def __init__(self) -> None:
        self.function: Compiled | None = None
        self.shape: Shape | None = None
        self.is_planned = False
        self.seen = 0
        self.misses = 0

    def give_up(self) -> None:
        self.function, self.shape, self.is_planned = None, None, True

    def missed(self, error: Exception) -> None:
        self.misses += 1
        if self.misses >= MISSES_MOST or isinstance(error, UnfitError):
            self.give_up()


class Sites:
    """The places of one parsed operation. It keeps the nodes alive by whose identity it goes."""

    __slots__ = ("conditions", "fragments", "kept", "operation")

    def __init__(
        self, operation: OperationDefinitionNode, fragments: tuple[FragmentDefinitionNode, ...]
    ) -> None:
        self.operation = operation
        self.fragments = fragments
        self.conditions = condition_names((operation, *fragments))
        self.kept: dict[SiteKey, Site] = {}

    def site(self, key: SiteKey) -> Site:
        site = self.kept.get(key)
        if site is None:
            if len(self.kept) >= SITES_MOST:
                self.kept.clear()
            site = self.kept[key] = Site()
        return site


class Workshop:
    """What outlives a request: the places of known operations and the functions of known shapes."""

    def __init__(self, warm_up: int = WARM_UP) -> None:
        self.warm_up = warm_up
        self.operations: dict[int, Sites] = {}
        self.functions: dict[Shape, Compiled] = {}

    def sites(
        self, operation: OperationDefinitionNode, definitions: dict[str, FragmentDefinitionNode]
    ) -> Sites:
        fragments = tuple(definitions.values())
        sites = self.operations.get(id(operation))
        if sites is None or not same_nodes(sites.fragments, fragments):
            sites = Sites(operation, fragments)
            make_room(self.operations, OPERATIONS_MOST)
            self.operations[id(operation)] = sites
        return sites

    def function(self, shape: Shape) -> Compiled:
        function = self.functions.get(shape)
        if function is None:
            make_room(self.functions, SHAPES_MOST)
            function = self.functions[shape] = compiled(shape)
        return function


def same_nodes(
    ours: tuple[FragmentDefinitionNode, ...], theirs: tuple[FragmentDefinitionNode, ...]
) -> bool:
    return len(ours) == len(theirs) and all(a is b for a, b in zip(ours, theirs, strict=True))


def make_room(cache: dict[Any, Any], most: int) -> None:
    """Drop the oldest entries, so that adding one keeps to the bound."""
    while len(cache) >= most:
        cache.pop(next(iter(cache)), None)


class CompiledExecutor(Stock):
    """Made by `executor_class`; its `workshop` is the class's own."""

    workshop: Workshop

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        middleware = self.middleware_manager
        self.is_plain = self.abort_signal is None and not (middleware and middleware.middlewares)
        self.sites: Sites | None = None
        self.conditions: tuple[object, ...] = ()
        self.here: dict[tuple[int, int], tuple[FieldGroup, Site | None]] = {}

    @override
    def build_per_event_executor(self, payload: Any) -> Executor[Any]:
        """Give each event of a subscription memories of its own.

        What is remembered goes by lists that are collected anew for each event, so the parent
        class, which hands its memory on, would remember more with every event.
        """
        executor = super().build_per_event_executor(payload)
        if isinstance(executor, CompiledExecutor):
            executor.here = {}
            executor._relevant_sub_fields = {}  # noqa: SLF001 - there is no public way
        return executor

    @override
    def complete_object_value(
        self,
        return_type: GraphQLObjectType,
        field_details_list: FieldGroup,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,
        position_context: Any,
    ) -> AwaitableOrValue[dict[str, Any]]:
        if self.is_plain and position_context is None:
            answer: dict[str, Any] | None = self.attempt(
                return_type, field_details_list, 1, result, one
            )
            if answer is not None:
                return answer
        return super().complete_object_value(
            return_type, field_details_list, info, path, result, position_context
        )

    @override
    def complete_iterable_value(
        self,
        item_type: OutputType,
        field_details_list: FieldGroup,
        info: GraphQLResolveInfo[Any],
        path: Path,
        items: Iterable[Any],
        position_context: Any,
    ) -> AwaitableOrValue[list[Any]]:
        if self.is_plain and position_context is None and isinstance(items, list | tuple):
            inner = item_type.of_type if isinstance(item_type, GraphQLNonNull) else item_type
            if isinstance(inner, GraphQLObjectType):
                answer: list[Any] | None = self.attempt(
                    inner, field_details_list, len(items), items, every
                )
                if answer is not None:
                    return answer
        return super().complete_iterable_value(
            item_type, field_details_list, info, path, items, position_context
        )

    def attempt(
        self,
        type_: GraphQLObjectType,
        group: FieldGroup,
        count: int,
        value: Any,
        run: Callable[[Compiled, Any], Any],
    ) -> Any:
        """Answer `value` with the generated function, or return None to have it walked."""
        site = self.site(type_, group)
        if site is None:
            return None
        function = site.function
        if function is None:
            function = self.warmed(site, type_, group, count)
            if function is None:
                return None
        try:
            answer = run(function, value)
        except Exception as error:  # noqa: BLE001 - walking meets it again and reports it
            site.missed(error)
            return None
        site.misses = 0
        return answer

    def site(self, type_: GraphQLObjectType, group: FieldGroup) -> Site | None:
        """Return the place of a field group. The group is kept, so that its id stays its own."""
        key = (id(type_), id(group))
        here = self.here.get(key)
        if here is None:
            site = self.lasting_site(type_, group) if all(map(is_plain_use, group)) else None
            self.here[key] = (group, site)
            return site
        return here[1]

    def lasting_site(self, type_: GraphQLObjectType, group: FieldGroup) -> Site:
        sites = self.sites
        if sites is None:
            sites = self.workshop.sites(self.operation, self.fragment_definitions)
            coerced = self.variable_values.coerced
            self.sites = sites
            self.conditions = tuple([coerced.get(name) for name in sites.conditions])
        nodes = tuple([id(details.node) for details in group])
        return sites.site((type_, nodes, self.conditions))

    def warmed(
        self, site: Site, type_: GraphQLObjectType, group: FieldGroup, count: int
    ) -> Compiled | None:
        if site.is_planned and site.shape is None:
            return None
        site.seen += count
        if site.seen < self.workshop.warm_up:
            return None
        site.is_planned = True
        try:
            site.shape = shape_of(self, type_, group)
            if site.shape is not None:
                site.function = self.workshop.function(site.shape)
        except Exception:  # noqa: BLE001 - walking meets it too, if it gets that far
            site.give_up()
        return site.function


def one(function: Compiled, value: Any) -> dict[str, Any]:
    return function(value)


def every(function: Compiled, values: Iterable[Any]) -> list[dict[str, Any]]:
    return [function(value) for value in values]


def executor_class(*, is_compiled: bool = True, warm_up: int = WARM_UP) -> type[Stock]:
    """Return what a schema takes as `execution_context_class`, with caches of its own.

    `is_compiled=False` is the switch back to Strawberry's own. A selection is compiled once
    `warm_up` objects have been answered by walking it.
    """
    if not is_compiled:
        return Stock
    return type("CompiledExecutor", (CompiledExecutor,), {"workshop": Workshop(warm_up)})
