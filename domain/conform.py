"""Conforming: what becomes of the clips when a project's frame rate changes."""

from enum import StrEnum

from domain.board.board import Board
from domain.board.clip import Clip
from domain.errors import RuleViolatedError
from domain.rate import FrameRate, rescaled
from events.clip import ClipMoved, ClipTrimmed
from events.store import Fact


class Conform(StrEnum):
    """Keep the frame numbers (the cut gets faster or slower), or keep the time."""

    KEEP_FRAMES = "KEEP_FRAMES"
    KEEP_TIME = "KEEP_TIME"


def conformed(board: Board, old: FrameRate, new: FrameRate, how: Conform | None) -> list[Fact]:
    """Return the facts that lay the clips anew; none where their frames are kept."""
    clips = sorted(board.clips.values(), key=lambda clip: clip.id)
    if not clips or how is Conform.KEEP_FRAMES or old.exact == new.exact:
        return []
    if how is None:
        raise RuleViolatedError(
            f"The project has {len(clips)} clips. Say whether they keep their frame numbers or "
            f"their time when it goes from {old.label} to {new.label}.",
            field="conform",
        )
    return [fact for clip in clips for fact in _rescaled(clip, old, new)]


def _rescaled(clip: Clip, old: FrameRate, new: FrameRate) -> list[Fact]:
    # Both ends are converted, not the length: clips that touched still touch.
    start, end = rescaled(clip.start, old, new), rescaled(clip.end, old, new)
    if end <= start:
        raise RuleViolatedError(
            f"'{clip.name}' is too short to keep its time at {new.label}. Make it longer first, "
            "or keep the frame numbers.",
            field="conform",
        )
    facts = []
    if start != clip.start:
        moved = ClipMoved(scene=clip.scene, track=clip.track, start=start)
        facts.append(Fact(stream=clip.id, event=moved))
    if end - start != clip.length:
        facts.append(Fact(stream=clip.id, event=ClipTrimmed(length=end - start)))
    return facts
