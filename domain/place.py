"""Where a clip may lie: inside a day's frames, on a track, and not on another clip."""

from dataclasses import replace
from typing import Final

from domain import text
from domain.board.board import Board
from domain.board.clip import Clip
from domain.board.track import LAST_FRAME
from domain.errors import RuleViolatedError, Slot
from events.ids import ClipId, SceneId
from events.record import record

TRACKS: Final = 100


@record
class Place:
    """A scene, a track of it (0 is the lowest) and a start in frames from its first frame."""

    scene: SceneId
    track: int
    start: int


def of(clip: Clip) -> Place:
    return Place(scene=clip.scene, track=clip.track, start=clip.start)


def checked(place: Place, length: int) -> None:
    """Refuse places and lengths that no timeline has."""
    if not 0 <= place.track < TRACKS:
        raise RuleViolatedError(
            f"There is no track {place.track}. Tracks are numbered 0 to {TRACKS - 1}.",
            field="track",
        )
    if place.start < 0:
        raise RuleViolatedError(
            f"A clip cannot start at frame {place.start}. The scene begins at frame 0.",
            field="start",
        )
    if length < 1:
        raise RuleViolatedError(
            f"A clip cannot last {length} frames. The shortest lasts 1 frame.", field="length"
        )
    if place.start + length > LAST_FRAME:
        raise RuleViolatedError(
            f"The clip would end at frame {place.start + length:,}. "
            f"A scene ends at frame {LAST_FRAME:,} at the latest, which is 24 hours.",
            field="length",
        )


def free(board: Board, place: Place, length: int, *, besides: frozenset[ClipId]) -> None:
    """Refuse a place on another clip, and offer the nearest free ones before and after it."""
    track = board.track(place.scene, place.track)
    hit = track.taken(place.start, length, besides=besides)
    if hit is None:
        return
    slots = track.nearest(place.start, length, besides=besides)
    raise RuleViolatedError(
        f"{text.counted(length, 'frame')} from frame {place.start} would lie on "
        f"'{board.clips[hit].name}'. {_offer(slots)}",
        field="start",
        free_slots=slots,
    )


def _offer(slots: tuple[Slot, ...]) -> str:
    if not slots:
        return "There is no free place of that length on this track. Use another track."
    places = " or ".join(f"frame {slot.start}" for slot in slots)
    return f"The nearest free place begins at {places}."


def nearest(board: Board, place: Place, length: int) -> Place:
    """Return the free place that is nearest to the one wished for, itself if it is free."""
    slots = board.track(place.scene, place.track).nearest(place.start, length, besides=frozenset())
    if not slots:
        raise RuleViolatedError(
            f"Track {place.track} has no room for {text.counted(length, 'frame')}. "
            "Make room on it first.",
            field="start",
        )
    start = min(slots, key=lambda slot: abs(slot.start - place.start)).start
    return replace(place, start=start)


def behind(board: Board, place: Place, length: int) -> Place:
    """Return the first free place at or behind the one wished for, itself if there is none."""
    start = board.track(place.scene, place.track).behind(place.start, length)
    return place if start is None else replace(place, start=start)
