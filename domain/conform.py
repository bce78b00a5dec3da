"""Conforming: what becomes of the clips when a project's frame rate changes."""

from dataclasses import replace
from enum import StrEnum

from domain import place, text
from domain.board.board import Board
from domain.board.clip import Clip
from domain.errors import RuleViolatedError
from domain.rate import FrameRate, rescaled
from events.clip import ClipMediaLinked, ClipMoved, ClipTransitionSet, ClipTrimmed
from events.store import Fact


class Conform(StrEnum):
    """Keep the frame numbers (the cut gets faster or slower), or keep the time."""

    KEEP_FRAMES = "KEEP_FRAMES"
    KEEP_TIME = "KEEP_TIME"


def conformed(board: Board, old: FrameRate, new: FrameRate, how: Conform | None) -> list[Fact]:
    """Return the facts that lay the clips anew; none where their frames are kept.

    Deleted clips are laid anew too: they may be restored.
    """
    if how is Conform.KEEP_FRAMES or old.exact == new.exact:
        return []
    shown = sum(1 for clip in board.clips.values() if not clip.is_deleted)
    if how is None and shown:
        raise RuleViolatedError(
            f"The project has {text.counted(shown, 'clip')}. Say whether to keep the frame "
            f"numbers or the time when it goes from {old.label} to {new.label}.",
            field="conform",
        )
    clips = sorted(board.clips.values(), key=lambda clip: clip.id) if how else []
    return [fact for clip in clips for fact in _rescaled(board, clip, old, new)]


def _rescaled(board: Board, clip: Clip, old: FrameRate, new: FrameRate) -> list[Fact]:
    # Both ends are converted, not the length: clips that touched still touch.
    start, length = _span(clip.start, clip.length, old, new)
    if clip.is_deleted:
        length = max(length, 1)
    if not length:
        raise RuleViolatedError(_too_short(board, clip, new), field="conform")
    place.checked(replace(place.of(clip), start=start), length)
    facts = []
    if start != clip.start:
        moved = ClipMoved(scene=clip.scene, track=clip.track, start=start)
        facts.append(Fact(stream=clip.id, event=moved))
    if length != clip.length:
        facts.append(Fact(stream=clip.id, event=ClipTrimmed(length=length)))
    return [*facts, *_relinked(clip, old, new), *_mixed(clip, length, old, new)]


def _span(start: int, length: int, old: FrameRate, new: FrameRate) -> tuple[int, int]:
    first = rescaled(start, old, new)
    return first, rescaled(start + length, old, new) - first


def _relinked(clip: Clip, old: FrameRate, new: FrameRate) -> list[Fact]:
    """Let the clip show the same part of its file. A length that is known stays known."""
    start, length = _span(clip.media_start, clip.media_length, old, new)
    start, length = min(start, text.INT32), min(max(length, min(clip.media_length, 1)), text.INT32)
    if (start, length) == (clip.media_start, clip.media_length):
        return []
    event = ClipMediaLinked(url=clip.media_url, start=start, length=length)
    return [Fact(stream=clip.id, event=event)]


def _mixed(clip: Clip, length: int, old: FrameRate, new: FrameRate) -> list[Fact]:
    """Let the clip's transition take the same time, as far as the clip does."""
    frames = min(max(rescaled(clip.transition_length, old, new), 1), length)
    if clip.transition == "cut" or frames == clip.transition_length:
        return []
    event = ClipTransitionSet(
        kind=clip.transition, length=frames, direction=clip.transition_direction
    )
    return [Fact(stream=clip.id, event=event)]


def _too_short(board: Board, clip: Clip, new: FrameRate) -> str:
    scene = board.scenes[clip.scene]
    first = f"Restore the scene '{scene.name}' and make it" if scene.is_deleted else "Make it"
    return (
        f"'{clip.name}' is too short to keep its time at {new.label}. {first} longer first, "
        "or keep the frame numbers."
    )
