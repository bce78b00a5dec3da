"""What nodes a worker has: the answer of ComfyUI's /object_info, read.

Lists of values come in two forms: `[["euler", …], {…}]` of old nodes and
`["COMBO", {"options": ["auto", …]}]` of new ones. Fields that are not as expected are left out:
nodes of others write what they like.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from events.record import record

COMBO: Final = "COMBO"
ANY: Final = "*"
NUMBERS: Final = frozenset({"INT", "FLOAT"})
# Whoever has one of these offers files that are uploaded for the occasion.
UPLOADS: Final = frozenset({"image_upload", "video_upload", "audio_upload", "file_upload"})


@record
class Input:
    """`type` is INT, FLOAT, STRING, BOOLEAN, COMBO or what a link carries, such as IMAGE."""

    type: str
    is_required: bool
    choices: tuple[str, ...] | None = None
    least: float | None = None
    most: float | None = None
    step: float | None = None
    default: Any = None
    help: str = ""
    is_multiline: bool = False
    is_uploaded: bool = False


@record
class NodeType:
    name: str
    title: str
    inputs: Mapping[str, Input]
    outputs: tuple[str, ...]
    is_output: bool


Catalogue: TypeAlias = Mapping[str, NodeType]


def catalogue(object_info: object) -> Catalogue:
    """Read the answer of /object_info, or of /object_info/{class}."""
    if not isinstance(object_info, Mapping):
        return {}
    return {
        name: node_type(str(name), each)
        for name, each in object_info.items()
        if isinstance(each, Mapping)
    }


def node_type(name: str, info: Mapping[str, Any]) -> NodeType:
    declared = info.get("input")
    sections = declared if isinstance(declared, Mapping) else {}
    title = info.get("display_name")
    return NodeType(
        name=name,
        title=title if isinstance(title, str) and title else name,
        inputs={
            key: read
            for section in ("required", "optional")
            for key, value in _mapping(sections.get(section)).items()
            if (read := input_of(value, is_required=section == "required")) is not None
        },
        outputs=tuple(_output(each) for each in _list(info.get("output"))),
        is_output=info.get("output_node") is True,
    )


def input_of(value: object, *, is_required: bool) -> Input | None:
    """Return an input as it is declared, or None for what is no declaration."""
    if not isinstance(value, list) or not value:
        return None
    options = _mapping(value[1] if len(value) > 1 else None)
    choices = choices_of(value[0], options)
    if choices is None and not isinstance(value[0], str):
        return None
    help_ = options.get("tooltip")
    return Input(
        type=COMBO if choices is not None else value[0],
        is_required=is_required,
        choices=choices,
        least=_number(options.get("min")),
        most=_number(options.get("max")),
        step=_number(options.get("step")),
        default=options.get("default"),
        help=help_ if isinstance(help_, str) else "",
        is_multiline=options.get("multiline") is True,
        is_uploaded=any(options.get(flag) for flag in UPLOADS),
    )


def choices_of(kind: object, options: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Return the values of a list in either form, or None where there is no list."""
    if isinstance(kind, list | tuple):
        return _texts(kind)
    if kind == COMBO and isinstance(options.get("options"), list | tuple):
        return _texts(options["options"])
    return None


def models(nodes: Catalogue, inputs: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return what the lists of some inputs, as (class, input), offer in all."""
    found = (nodes[name].inputs.get(key) for name, key in inputs if name in nodes)
    return frozenset(choice for each in found if each for choice in each.choices or ())


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(each if isinstance(each, str) else str(each) for each in values)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _output(value: object) -> str:
    return value if isinstance(value, str) else COMBO


def _number(value: object) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number else None  # type: ignore[return-value] # narrowed above
