"""Operations whose answer is a function of one project's position: a lone timeline."""

from collections.abc import Mapping
from typing import Any

from graphql import (
    ArgumentNode,
    FieldNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    StringValueNode,
    VariableNode,
)

from events.record import record
from schema.admission import Gate


@record
class Lone:
    """A query of nothing but the timeline of `project`; `text` is the document it stands in."""

    project: str
    text: str


def lone_timeline(
    gate: Gate,
    query: str | None,
    name: str | None,
    variables: Mapping[str, Any] | None,
    extensions: Mapping[str, Any] | None,
) -> Lone | None:
    """Return the timeline an operation asks for, None for all that asks anything else.

    Nothing is parsed that was parsed before; what is wrong with an operation is left to those
    who execute it to say.
    """
    try:
        text = gate.persisted.text(query, extensions)
    except GraphQLError:
        return None
    operation = gate.operation(text, name) if text else None
    if text is None or operation is None or operation.operation is not OperationType.QUERY:
        return None
    project = _project(operation, variables or {})
    return None if project is None else Lone(project=project, text=text)


def _project(operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> str | None:
    if len(operation.selection_set.selections) != 1 or operation.directives:
        return None
    match operation.selection_set.selections[0]:
        case FieldNode(directives=directives, arguments=(argument,)) as field if not directives:
            return _id(argument, variables) if field.name.value == "timeline" else None
        case _:
            return None


def _id(argument: ArgumentNode, variables: Mapping[str, Any]) -> str | None:
    match argument.value:
        case StringValueNode(value=value):
            return value
        case VariableNode(name=name):
            given = variables.get(name.value)
            return given if isinstance(given, str) else None
        case _:
            return None
