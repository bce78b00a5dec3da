"""A plain value as YAML for people to go on with: in its own order, short lists on one line."""

from typing import Any, Final

import yaml
from typing_extensions import override

from notation.located import INTEGER, NUMBER, WORDS

WIDTH: Final = 100
SHORT: Final = 80


def as_yaml(value: Any) -> str:
    """Return YAML that `located` reads as the same value."""
    written: str = yaml.dump(
        value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH
    )
    return written


class _Dumper(yaml.SafeDumper):
    """Writes the YAML that we read: without aliases, and texts in quotes where it matters."""

    @override
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    style = None
    if value in WORDS or INTEGER.fullmatch(value) or NUMBER.fullmatch(value):
        style = '"'
    elif "\n" in value:
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _float(dumper: _Dumper, value: float) -> yaml.ScalarNode:
    """Write a point always: without one, PyYAML would add a tag to say that it is a number."""
    written = repr(value)
    if "." not in written:
        written = written.replace("e", ".0e", 1)
    return dumper.represent_scalar("tag:yaml.org,2002:float", written)


def _list(dumper: _Dumper, value: list[Any]) -> yaml.SequenceNode:
    """Keep lists of a few plain values, as links between nodes are, on one line."""
    is_flat = not any(isinstance(each, list | dict) for each in value)
    is_short = is_flat and len(repr(value)) < SHORT
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=is_short)


def _mapping(dumper: _Dumper, value: dict[str, Any]) -> yaml.MappingNode:
    is_flat = not any(isinstance(each, list | dict) for each in value.values())
    is_short = not value or (is_flat and len(repr(value)) < SHORT // 2)
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=is_short)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _float)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(dict, _mapping)
