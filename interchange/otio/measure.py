"""How long things in an .otio document are, in seconds, from the document alone."""

from fractions import Fraction
from typing import Final

from interchange.otio import leaf, node
from interchange.otio.node import Node, Range
from interchange.report import InterchangeError

MAX_NESTING: Final = 32


def length(item: Node, where: str, depth: int) -> Fraction | None:
    """Return how long an item plays; None for a clip that does not say."""
    match node.schema(item):
        case "Clip":
            return clip_length(item, where)
        case "Track" | "Stack" | "Timeline":
            return composition_length(item, where, depth)
        case "Transition":
            return Fraction(0)
        case _:
            range_ = node.time_range(item, "source_range", where)
            return range_.length if range_ else Fraction(0)


def clip_length(clip: Node, where: str) -> Fraction | None:
    media = leaf.active_media(clip, where) or {}
    range_ = node.time_range(clip, "source_range", where)
    range_ = range_ or node.time_range(media, "available_range", where)
    return range_.length if range_ else None


def composition_length(item: Node, where: str, depth: int) -> Fraction:
    stack = node.child(item, "tracks", where) if node.schema(item) == "Timeline" else item
    content = content_length(stack or {}, where, depth)
    range_ = node.time_range(stack or {}, "source_range", where)
    return range_.length if range_ and shows(range_, content) else content


def content_length(item: Node, where: str, depth: int) -> Fraction:
    """Return how long the parts of a composition last: a track's in a row, a stack's at once."""
    if depth > MAX_NESTING:
        raise too_deep(where)
    parts = node.children(item, "children", where)
    lengths = [length(part, where, depth + 1) or Fraction(0) for part in parts]
    return (
        sum(lengths, Fraction(0))
        if node.schema(item) == "Track"
        else max(lengths, default=Fraction(0))
    )


def shown_range(item: Node, where: str, depth: int) -> Range | None:
    """Return the range a composition shows of itself, None for all or for nothing of it."""
    range_ = node.time_range(item, "source_range", where)
    if range_ is None or not shows(range_, content_length(item, where, depth)):
        return None
    return range_


def shows(range_: Range, content: Fraction) -> bool:
    return range_.start < content and range_.start + range_.length > 0


def too_deep(where: str) -> InterchangeError:
    return InterchangeError(
        f"In {where[:200]} stacks are nested more than {MAX_NESTING} deep."
        " Flatten them in the editor first."
    )
