"""Presets: words around prompts, and values of parameters, kept under a name for categories."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import Field, ValidationError

from domain import text
from events.record import record
from generation.workflow.definition import Category, Definition, Id, Key, Name, Prose
from generation.workflow.reader import WorkflowError, decoded
from generation.workflow.value import settled
from notation import fault
from notation.located import Located, NotationError, located
from notation.part import Items, Part

WHAT: Final = "file of presets"
BETWEEN: Final = ", "


class Preset(Part):
    """Of kind prompt: texts that go around and beside what is written. Of settings: values."""

    id: Id
    name: Annotated[str, Field(min_length=1, max_length=text.NAME_LENGTH)]
    kind: Literal["prompt", "settings"]
    categories: Items[Category] = Field(min_length=1, max_length=5)
    help: Name = ""
    before: Prose = ""
    after: Prose = ""
    negative: Prose = ""
    values: dict[Key, Any] = Field(default={}, max_length=100)


class Presets(Part):
    """A file of presets."""

    presets: Literal[1] = Field(description="The version of this format.")
    items: Items[Preset] = Field(default=[], max_length=500)


WORDING: Final = fault.wording(
    (Presets, Preset),
    at_field={
        "presets": "must be the number 1, the version of this format",
        "id": "must be small letters, digits and hyphens, such as slow-move",
    },
)


@record
class Applied:
    """`values` with the preset in them; `unused` names what the workflow has no place for."""

    values: Mapping[str, Any]
    unused: tuple[str, ...]


def read(content: bytes) -> tuple[Preset, ...]:
    """Read a file of presets in YAML or JSON. Raises WorkflowError."""
    try:
        return tuple(_parsed(located(decoded(content, WHAT), WHAT)))
    except NotationError as error:
        raise WorkflowError(str(error)) from error


def _parsed(found: Located) -> list[Preset]:
    try:
        presets = Presets.model_validate(found.value).items
    except ValidationError as error:
        raise fault.refusal(found, error, WORDING) from error
    seen: set[str] = set()
    for index, preset in enumerate(presets):
        if preset.id in seen:
            raise fault.at(found, ("items", index, "id"), "is there twice; ids differ")
        seen.add(preset.id)
    return presets


def applied(preset: Preset, definition: Definition, values: Mapping[str, Any]) -> Applied:
    """Return values with a preset in them. What was chosen already gives way to settings."""
    if preset.kind == "settings":
        return _with_settings(preset, definition, values)
    found, unused = dict(values), []
    wishes = {"prompt": (preset.before, preset.after), "negative": ("", preset.negative)}
    for role, (before, after) in wishes.items():
        names = [each.name for each in definition.parameters if each.role == role]
        if not names and (before or after):
            unused.append(role)
        for name in names:
            found[name] = around(_given(definition, values, name), before, after)
    return Applied(values=found, unused=tuple(unused))


def _given(definition: Definition, values: Mapping[str, Any], name: str) -> Any:
    parameter = definition.parameter(name)
    return values.get(name, parameter.default if parameter else None) or ""


def around(value: Any, before: str, after: str) -> Any:
    """Return a text, or each of several, with texts before and behind it."""
    if isinstance(value, list | tuple):
        return [around(each or "", before, after) for each in value]
    opened = f"{before} {value}" if before and value else before or value
    return BETWEEN.join(each for each in (opened, after) if each)


def _with_settings(preset: Preset, definition: Definition, values: Mapping[str, Any]) -> Applied:
    """Return values with those settings that the workflow has and takes."""
    whole = settled(definition, {**values, **preset.values})
    refused = {each.field for each in whole.faults}
    fitting = {name: each for name, each in preset.values.items() if name not in refused}
    unused = tuple(name for name in preset.values if name in refused)
    return Applied(values={**values, **fitting}, unused=unused)
