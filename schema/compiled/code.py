"""Writes a shape as one Python function from an object to its response.

The function either answers exactly what graphql-core would have answered or raises: on anything
that is not the plain case (a missing attribute, a null where none may be, a value that needs an
error message, an awaitable) the caller walks the selection the ordinary way, which finds the
same trouble again and reports it with its path.

Only attribute names that are identifiers and quoted response keys enter the text that is compiled.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any, Final, NoReturn, TypeAlias, cast

from graphql import (
    GraphQLEnumType,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    Undefined,
    specified_scalar_types,
)
from strawberry.execution import optimized_is_awaitable
from strawberry.types.cast import TYPE_CAST_ATTRIBUTE, get_strawberry_type_cast

from schema.compiled.plan import Column, OutputType, Shape

Response: TypeAlias = dict[str, Any]
Compiled: TypeAlias = Callable[[Any], Response]

ADMITTED_MOST: Final = 64


class WalkError(Exception):
    """The generated function does not fit this object: let graphql-core walk it."""


class UnfitError(WalkError):
    """It never will: the data is asynchronous."""


def compiled(shape: Shape) -> Compiled:
    writer = Writer()
    name = writer.function(shape)
    return cast("Compiled", writer.names[name])


def walk() -> NoReturn:
    raise WalkError


def refuse_special(value: object) -> None:
    """Raise for the values graphql-core treats apart before it looks at the type."""
    if isinstance(value, Exception) or value is Undefined:
        raise WalkError
    if optimized_is_awaitable(value):
        raise UnfitError


class Admission:
    """The classes whose instances are objects of one GraphQL type, found out once per class.

    A class counts as known when no instance of it can be awaitable by way of `__getattr__`.
    """

    def __init__(self, type_: GraphQLObjectType) -> None:
        self.type = type_
        self.known: set[type] = set()

    def __call__(self, value: object) -> None:
        refuse_special(value)
        if value is None:
            raise WalkError
        # Strawberry's own predicate looks at the class and, first, at a cast, never at the info.
        if self.type.is_type_of is not None and get_strawberry_type_cast(value) is not None:
            raise WalkError
        predicate = cast("Callable[[object, None], bool] | None", self.type.is_type_of)
        if predicate is not None and not predicate(value, None):
            raise WalkError
        cls = type(value)
        if is_transparent(cls) and len(self.known) < ADMITTED_MOST:
            self.known.add(cls)


def is_transparent(cls: type) -> bool:
    reader: object = cls.__getattribute__
    return not hasattr(cls, "__getattr__") and reader is object.__getattribute__


class Leaf:
    """Completes the values of one scalar or enum that have no shortcut in the generated text."""

    def __init__(self, type_: GraphQLLeafType) -> None:
        self.coerce: Callable[[Any], Any] = type_.coerce_output_value
        self.known: set[type] = set()

    def __call__(self, value: object) -> object:
        if type(value) not in self.known:
            self.admit(value)
        result = self.coerce(value)
        if result is None or result is Undefined:
            raise WalkError
        return result

    def admit(self, value: object) -> None:
        refuse_special(value)
        if value is None:
            raise WalkError
        if is_transparent(type(value)) and len(self.known) < ADMITTED_MOST:
            self.known.add(type(value))


# What a value of the built-in type looks like when it is its own response.
AS_IS: Final = {
    "String": "type({v}) is str",
    "ID": "type({v}) is str",
    "Boolean": "type({v}) is bool",
    "Int": "type({v}) is int and -2147483648 <= {v} <= 2147483647",
    "Float": "type({v}) is float and {v} - {v} == 0.0",
}


BUILT_IN: Final = specified_scalar_types


class Writer:
    def __init__(self) -> None:
        self.names: dict[str, Any] = {"walk": walk}
        self.count = 0

    def name(self, prefix: str, value: object = None) -> str:
        self.count += 1
        name = f"{prefix}{self.count}"
        self.names[name] = value
        return name

    def function(self, shape: Shape) -> str:
        """Write the function of a shape and return its name in `names`."""
        admission = Admission(shape.type)
        admit, known = self.name("admit", admission), self.name("known", admission.known)
        lines = [f"if type(o) not in {known}: {admit}(o)"]
        if shape.type.is_type_of is not None:
            lines.append(f"elif getattr(o, {TYPE_CAST_ATTRIBUTE!r}, None) is not None: walk()")
        entries: list[str] = []
        for index, column in enumerate(shape.columns):
            if column.type is None:
                entries.append(f"{column.key!r}: {shape.type.name!r}")
                continue
            lines.append(f"v{index} = {self.read(column)}")
            entries.append(f"{column.key!r}: {self.complete(column.type, column, f'v{index}')}")
        lines.append(f"return {{{', '.join(entries)}}}")
        return self.define(lines)

    def define(self, lines: list[str]) -> str:
        name = self.name("shape")
        text = "\n    ".join([f"def {name}(o):", *lines])
        exec(compile(text, "<graphql selection>", "exec"), self.names)  # noqa: S102 - see the top
        return name

    def read(self, column: Column) -> str:
        if column.method is not None:
            return f"{self.name('method', column.method)}(o)"
        if not column.attribute.isidentifier():
            raise ValueError(f"{column.attribute!r} is no attribute name.")
        return f"o.{column.attribute}"

    def complete(self, type_: OutputType, column: Column, value: str) -> str:
        """Return the expression that completes the variable `value` as a type."""
        if isinstance(type_, GraphQLNonNull):
            return self.present(type_.of_type, column, value)
        return f"(None if {value} is None else {self.present(type_, column, value)})"

    def present(self, type_: OutputType, column: Column, value: str) -> str:
        if isinstance(type_, GraphQLList):
            item = self.name("item")
            each = self.complete(type_.of_type, column, item)
            items = f"({value} if type({value}) is list or type({value}) is tuple else walk())"
            return f"[{each} for {item} in {items}]"
        if column.shape is not None:
            return f"{self.function(column.shape)}({value})"
        return self.leaf(cast("GraphQLLeafType", type_), value)

    def leaf(self, type_: GraphQLLeafType, value: str) -> str:
        complete = f"{self.name('leaf', Leaf(type_))}({value})"
        if isinstance(type_, GraphQLEnumType):
            return self.enum(type_, value, complete)
        # A scalar may be overridden under its built-in name, so the object itself is compared.
        shortcut = AS_IS.get(type_.name) if type_ is BUILT_IN.get(type_.name) else None
        if shortcut is None:
            return complete
        return f"({value} if {shortcut.format(v=value)} else {complete})"

    def enum(self, type_: GraphQLEnumType, value: str, complete: str) -> str:
        cls = getattr(type_, "wrapped_cls", None)
        if not (isinstance(cls, type) and issubclass(cls, Enum)):
            return complete
        named = {n: type_.coerce_output_value(member) for n, member in cls.__members__.items()}
        enum, names = self.name("enum", cls), self.name("names", named)
        return f"({names}[{value}._name_] if type({value}) is {enum} else {complete})"
