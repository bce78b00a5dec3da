"""How large an operation may be, found from its text and variables before anything runs.

Each fragment is measured once, however often it is spread, so that measuring itself cannot be
made expensive.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)

from events.record import record

PAGE_ARGUMENTS: Final = ("first", "last")
KEPT_SIZES: Final = 16


@record
class Limits:
    """What is refused is told with the limit's name, its value and the value found.

    An operation costs one for each field; what is selected of the items of a page counts as often
    as the page may have items: `first` or `last`, `usual_page` where neither is given.
    """

    characters: int = 100_000
    tokens: int = 4_000
    depth: int = 14
    aliases: int = 60
    cost: int = 20_000
    largest_page: int = 500
    usual_page: int = 100
    may_introspect: bool = True


@record
class Size:
    depth: int = 0
    aliases: int = 0
    cost: int = 0
    largest_page: int = 0
    smallest_page: int = 0
    introspects: bool = False

    def beside(self, other: "Size") -> "Size":
        return Size(
            depth=max(self.depth, other.depth),
            aliases=self.aliases + other.aliases,
            cost=self.cost + other.cost,
            largest_page=max(self.largest_page, other.largest_page),
            smallest_page=min(self.smallest_page, other.smallest_page),
            introspects=self.introspects or other.introspects,
        )

    def under(self, *, alias: bool, page: int | None) -> "Size":
        """Return the size of a field with this selection, on a page of so many items."""
        return Size(
            depth=self.depth + 1,
            aliases=self.aliases + alias,
            cost=1 + self.cost * (1 if page is None else max(page, 0)),
            largest_page=max(self.largest_page, page or 0),
            smallest_page=min(self.smallest_page, page or 0),
            introspects=self.introspects,
        )


def exceeded(name: str, message: str, *, allowed: int, found: int) -> GraphQLError:
    return GraphQLError(
        message,
        extensions={
            "code": "LIMIT_EXCEEDED",
            "limit": name,
            "allowed": allowed,
            "found": found,
        },
    )


def too_long(text: str, limits: Limits) -> GraphQLError | None:
    if len(text) <= limits.characters:
        return None
    message = f"The query has {len(text)} characters; at most {limits.characters} are allowed."
    return exceeded("characters", message, allowed=limits.characters, found=len(text))


def too_large(size: Size, limits: Limits) -> GraphQLError | None:
    """Return the first limit an operation exceeds."""
    if size.introspects and not limits.may_introspect:
        return GraphQLError(
            "This server does not answer introspection queries.",
            extensions={"code": "INTROSPECTION_OFF"},
        )
    if size.smallest_page < 0:
        message = f"A page cannot have {size.smallest_page} items: `first` and `last` start at 0."
        return exceeded("page", message, allowed=limits.largest_page, found=size.smallest_page)
    found = (
        ("depth", size.depth, limits.depth, "The query is {found} levels deep"),
        ("aliases", size.aliases, limits.aliases, "The query has {found} aliases"),
        ("page", size.largest_page, limits.largest_page, "A page of {found} items is asked for"),
        ("cost", size.cost, limits.cost, "The query may cost {found} fields, pages counted"),
    )
    for name, value, allowed, text in found:
        if value > allowed:
            message = f"{text.format(found=value)}; at most {allowed} are allowed."
            return exceeded(name, message, allowed=allowed, found=value)
    return None


class Scale:
    """Measures the operations of one valid document."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, limits: Limits) -> None:
        self.schema = schema
        self.limits = limits
        self.fragments = {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        self.kept: dict[int, Kept] = {}

    def size(self, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> Size:
        """Return the size with these variables, from memory where they do not change it."""
        kept = self.kept.get(id(operation))
        if kept is not None and (known := kept.sizes.get(kept.key(variables))) is not None:
            return known
        weighing = Weighing(self, operation, variables)
        size = weighing.operation()
        if kept is None:
            kept = self.kept[id(operation)] = Kept(tuple(sorted(weighing.asked)))
        if len(kept.sizes) >= KEPT_SIZES:
            kept.sizes.clear()
        kept.sizes[kept.key(variables)] = size
        return size


class Kept:
    """The sizes of one operation by the values of the variables that set its pages."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.sizes: dict[tuple[object, ...], Size] = {}

    def key(self, variables: Mapping[str, Any]) -> tuple[object, ...]:
        values = (variables.get(name) for name in self.names)
        return tuple([value if isinstance(value, int) else None for value in values])


class Weighing:
    """One measurement of one operation with its variables."""

    def __init__(
        self, scale: Scale, operation: OperationDefinitionNode, variables: Mapping[str, Any]
    ) -> None:
        self.scale = scale
        self.root = operation
        defaults = {
            definition.variable.name.value: int(definition.default_value.value)
            for definition in operation.variable_definitions or ()
            if isinstance(definition.default_value, IntValueNode)
        }
        self.variables = {**defaults, **variables}
        self.asked: set[str] = set()
        self.fragments: dict[str, Size] = {}

    def operation(self) -> Size:
        root = self.scale.schema.get_root_type(self.root.operation)
        return self.selection(root, self.root.selection_set)

    def selection(self, type_: GraphQLNamedType | None, selected: SelectionSetNode | None) -> Size:
        size = Size()
        for node in selected.selections if selected else ():
            size = size.beside(self.node(type_, node))
        return size

    def node(self, type_: GraphQLNamedType | None, node: SelectionNode) -> Size:
        if isinstance(node, FieldNode):
            return self.field(type_, node)
        if isinstance(node, FragmentSpreadNode):
            return self.fragment(node.name.value)
        if isinstance(node, InlineFragmentNode):
            condition = node.type_condition
            inner = type_ if condition is None else self.scale.schema.get_type(condition.name.value)
            return self.selection(inner, node.selection_set)
        return Size()

    def fragment(self, name: str) -> Size:
        known = self.fragments.get(name)
        if known is None:
            definition = self.scale.fragments[name]
            inner = self.scale.schema.get_type(definition.type_condition.name.value)
            known = self.fragments[name] = self.selection(inner, definition.selection_set)
        return known

    def field(self, type_: GraphQLNamedType | None, node: FieldNode) -> Size:
        name = node.name.value
        if name.startswith("__"):  # introspection has limits of its own in graphql-core
            return Size(aliases=bool(node.alias), introspects=name != "__typename")
        if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            return Size()
        field = type_.fields[name]
        inner = self.selection(get_named_type(field.type), node.selection_set)
        return inner.under(alias=node.alias is not None, page=self.page(field, node.arguments))

    def page(self, field: GraphQLField, arguments: Sequence[ArgumentNode] | None) -> int | None:
        """Return how many items a field may have, None for a field without pages."""
        if not any(name in field.args for name in PAGE_ARGUMENTS):
            return None
        asked = [
            size
            for argument in arguments or ()
            if argument.name.value in PAGE_ARGUMENTS
            and (size := self.integer(argument)) is not None
        ]
        if any(size < 0 for size in asked):
            return min(asked)
        return max(asked, default=self.scale.limits.usual_page)

    def integer(self, argument: ArgumentNode) -> int | None:
        """Return an argument's whole number; what is none is execution's to complain about."""
        if isinstance(argument.value, IntValueNode):
            return int(argument.value.value)
        if not isinstance(argument.value, VariableNode):
            return None
        name = argument.value.name.value
        self.asked.add(name)
        value = self.variables.get(name)
        return value if isinstance(value, int) else None
