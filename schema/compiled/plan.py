"""Reads a selection of an object type into a shape, or finds that it does not have one.

A shape holds everything that decides the answer except the objects themselves: the response keys
in order, where each value is read and as what it is completed.
"""

from collections.abc import Callable, Iterable
from keyword import iskeyword
from typing import Any, Final, Protocol, TypeAlias, cast

from graphql import (
    ExecutableDefinitionNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLList,
    GraphQLNamedOutputType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    VariableNode,
)
from graphql.execution.collect_fields import CollectedFields, FieldDetails
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

from events.record import record

DEEPEST: Final = 16
DEFINITION: Final = "strawberry-definition"
HARMLESS_DIRECTIVES: Final = {"skip", "include"}

OutputType: TypeAlias = GraphQLNamedOutputType | GraphQLList[Any] | GraphQLNonNull[Any]
FieldGroup: TypeAlias = list[FieldDetails]
Method: TypeAlias = Callable[[Any], Any]


class Collector(Protocol):
    """The part of an executor that resolves fragments, @skip and @include."""

    def collect_subfields(
        self, return_type: GraphQLObjectType, field_details_list: FieldGroup
    ) -> CollectedFields: ...


@record
class Column:
    """One response key. It is read by `method`, else from `attribute`, else it is `__typename`."""

    key: str
    type: OutputType | None = None
    attribute: str = ""
    method: Method | None = None
    shape: "Shape | None" = None


@record
class Shape:
    type: GraphQLObjectType
    columns: tuple[Column, ...]


def shape_of(
    collector: Collector, type_: GraphQLObjectType, group: FieldGroup, depth: int = 0
) -> Shape | None:
    """Return the shape of a selection, None where only graphql-core can answer it."""
    if depth > DEEPEST or not is_plain_type(type_) or not all(map(is_plain_use, group)):
        return None
    collected = collector.collect_subfields(type_, group)
    if collected.new_defer_usages:
        return None
    columns: list[Column] = []
    for key, fields in collected.grouped_field_set.items():
        column = column_of(collector, type_, key, fields, depth)
        if column is None:
            return None
        columns.append(column)
    return Shape(type=type_, columns=tuple(columns))


def is_plain_type(type_: GraphQLObjectType) -> bool:
    """Tell whether an object is judged by its class alone: no predicate of its own, no error."""
    definition = cast("StrawberryObjectDefinition | None", type_.extensions.get(DEFINITION))
    if definition is None or definition.is_type_of is not None:
        return False
    return not issubclass(definition.origin, BaseException)


def is_plain_use(details: FieldDetails) -> bool:
    """Tell whether no directive but @skip and @include changes how a field is answered."""
    if details.defer_usage is not None or details.fragment_variable_values is not None:
        return False
    return all(d.name.value in HARMLESS_DIRECTIVES for d in details.node.directives or ())


def column_of(
    collector: Collector,
    type_: GraphQLObjectType,
    key: str,
    fields: FieldGroup,
    depth: int,
) -> Column | None:
    name = fields[0].node.name.value
    if name == "__typename":
        return Column(key=key)
    field = type_.fields.get(name)
    source = None if field is None else source_of(field)
    if field is None or source is None or not all(map(is_plain_use, fields)):
        return None
    named = named_type(field.type)
    shape = None
    if isinstance(named, GraphQLObjectType):
        shape = shape_of(collector, named, fields, depth + 1)
    if shape is None and not isinstance(named, GraphQLScalarType | GraphQLEnumType):
        return None
    return Column(key=key, type=field.type, attribute=source[0], method=source[1], shape=shape)


def source_of(field: GraphQLField) -> tuple[str, Method | None] | None:
    """Return the attribute or the method a field is read from, None for any other resolver."""
    definition = field.extensions.get(DEFINITION)
    if not isinstance(definition, StrawberryField) or definition.extensions or field.args:
        return None
    if definition.base_resolver is not None:
        method = bare_method(definition)
        return None if method is None else ("", method)
    if not getattr(field.resolve, "_is_default", False):
        return None
    name = definition.python_name
    if definition.default_resolver is not getattr or not name.isidentifier() or iskeyword(name):
        return None
    return name, None


def bare_method(field: StrawberryField) -> Method | None:
    """Return the function behind `@strawberry.field def name(self)`, synchronous and no more."""
    resolver = field.base_resolver
    if resolver is None or field.is_async or field.is_subscription:
        return None
    if resolver.self_parameter is None or len(resolver.signature.parameters) != 1:
        return None
    return cast("Method", resolver.wrapped_func)


def named_type(type_: OutputType) -> OutputType:
    while isinstance(type_, GraphQLNonNull | GraphQLList):
        type_ = type_.of_type
    return type_


def condition_names(roots: Iterable[ExecutableDefinitionNode]) -> tuple[str, ...]:
    """Return the variables that decide an @skip or @include in an operation or its fragments."""
    names: dict[str, None] = {}
    pending = [root.selection_set for root in roots]
    while pending:
        for selection in pending.pop().selections:
            for directive in selection.directives or ():
                for argument in directive.arguments or ():
                    if isinstance(argument.value, VariableNode):
                        names[argument.value.name.value] = None
            inner = getattr(selection, "selection_set", None)
            if inner is not None:
                pending.append(inner)
    return tuple(names)
