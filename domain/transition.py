"""Transitions: how a clip comes in, from the clip right before it or from black."""

from typing import Final

from domain import text
from domain.board.clip import Clip
from domain.errors import RuleViolatedError
from domain.rate import FrameRate
from events.clip import ClipTransitionSet
from events.record import record

CUT: Final = "cut"
WIPE: Final = "wipe"
KINDS: Final = (CUT, "fade", "dissolve", WIPE)
DIRECTIONS: Final = ("left", "right", "up", "down")
# Seconds of a transition whose length nobody chose.
USUAL: Final = 1


@record
class Reach:
    """The frames of a transition before the cut and behind it."""

    before: int
    behind: int


def checked(
    clip: Clip, kind: str, length: int | None, direction: str | None, rate: FrameRate
) -> ClipTransitionSet:
    """Return a transition that the clip can have, or refuse it."""
    if kind not in KINDS:
        raise RuleViolatedError(
            f"There is no transition {text.quoted(kind)}. There are: {', '.join(KINDS)}.",
            field="kind",
        )
    way = _direction(kind, direction)
    if kind == CUT:
        return ClipTransitionSet(kind=CUT, length=0)
    frames = min(USUAL * rate.nominal, clip.length) if length is None else length
    if not 1 <= frames <= clip.length:
        raise RuleViolatedError(
            f"A transition into '{clip.name}' lasts 1 to {text.counted(clip.length, 'frame')}, "
            f"not {frames:,}. Make it shorter, or the clip longer.",
            field="length",
        )
    return ClipTransitionSet(kind=kind, length=frames, direction=way)


def _direction(kind: str, wished: str | None) -> str:
    if kind != WIPE:
        if wished:
            raise RuleViolatedError("Only a wipe has a direction. Leave it out.", field="direction")
        return ""
    if wished is not None and wished not in DIRECTIONS:
        raise RuleViolatedError(
            f"A wipe goes {', '.join(DIRECTIONS)}, not {text.quoted(wished)}.", field="direction"
        )
    return wished or "right"


def is_set(clip: Clip) -> bool:
    return clip.transition != CUT


def reach(clip: Clip, before: Clip | None, taken: int = 0) -> Reach:
    """Return how far a transition goes to both sides of its cut.

    Half of it lies over the clip that touches this one, as far as that has room: `taken` of its
    frames belong to the transition at its own beginning. From black all of it is behind the cut.
    """
    length = min(clip.transition_length, clip.length)
    if before is None or before.end != clip.start:
        return Reach(before=0, behind=length)
    half = min(length // 2, before.length - taken)
    return Reach(before=half, behind=length - half)
