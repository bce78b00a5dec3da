"""The neutral timeline: what every format is read into and written from.

Positions and lengths are integer frames at the timeline's rate. A track is a row of items without
holes: where nothing plays there is a `Gap`; a `Transition` has no length of its own and stands on
the cut that it covers. Where an item starts follows from what is before it. Tracks are ordered
from the lowest to the topmost, and frame 0 is what the start timecode names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, TypeAlias

from domain.rate import FrameRate, rate_of
from events.record import record
from interchange.report import InterchangeError, Omission

MAX_CLIPS: Final = 20_000
MAX_FRAME: Final = 2**31 - 1

LYRICS: Final = "Lyrics"
NOTES: Final = "Notes"
"""The names of the markers that carry a clip's own texts."""


class TrackKind(StrEnum):
    VIDEO = "video"
    AUDIO = "audio"


class TransitionKind(StrEnum):
    DISSOLVE = "dissolve"
    FADE = "fade"
    WIPE = "wipe"
    OTHER = "other"


@record
class Span:
    start: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length


@record
class Marker:
    """`start` counts from the first frame of what is marked; `length` 0 marks an instant."""

    start: int
    length: int = 0
    name: str = ""
    comment: str = ""
    colour: str = ""


@record
class MediaReference:
    """A file; `available` is what it holds, in frames, counted as its own timecode does.

    Of a sound, `sample_rate` are its samples a second and `channels` how many it has; 0 where
    that is not known.
    """

    url: str
    name: str = ""
    available: Span | None = None
    sample_rate: int = 0
    channels: int = 0


@record
class Details:
    """What only this program knows of a clip. An import from elsewhere leaves it empty."""

    id: str = ""
    scene: str = ""
    lyrics: str = ""
    notes: str = ""
    image_prompt: str = ""
    video_prompt: str = ""
    negative_prompt: str = ""
    parameters: Mapping[str, Any]
    status: str = ""


UNKNOWN: Final = Details(parameters={})


@record
class Alternate:
    """Another version of a clip, not played: its own name, media and length."""

    name: str
    length: int
    source: MediaReference | None = None
    source_start: int = 0
    details: Details = UNKNOWN


@record
class Clip:
    """`source_start` is the first frame used of the source, counted as `available` is."""

    name: str
    length: int
    source: MediaReference | None = None
    source_start: int = 0
    alternates: tuple[Alternate, ...] = ()
    markers: tuple[Marker, ...] = ()
    details: Details = UNKNOWN


@record
class Gap:
    length: int


@record
class Transition:
    """Begins `in_offset` frames before the cut and ends `out_offset` frames behind it."""

    kind: TransitionKind
    in_offset: int
    out_offset: int
    name: str = ""

    @property
    def length(self) -> int:
        """No time of its own: it plays over its neighbours."""
        return 0


Item: TypeAlias = Clip | Gap | Transition


@record
class Track:
    kind: TrackKind
    name: str = ""
    items: tuple[Item, ...] = ()


@record
class Scene:
    """A named part of the timeline."""

    name: str
    start: int
    length: int
    id: str = ""
    description: str = ""
    lyrics: str = ""


@record
class Timeline:
    """`rate` is frames per second; `start` the frame of the start timecode, from 00:00:00:00.

    `width` and `height` are the pixels of a frame.
    """

    name: str
    rate: Fraction
    is_drop_frame: bool = False
    start: int = 0
    width: int = 1920
    height: int = 1080
    tracks: tuple[Track, ...] = ()
    scenes: tuple[Scene, ...] = ()
    markers: tuple[Marker, ...] = ()

    @property
    def frame_rate(self) -> FrameRate | None:
        """The project rate it has, None for one that no project may have."""
        return rate_of(self.rate, is_drop_frame=self.is_drop_frame)


@record
class Setup:
    """What a file wishes of the project that it makes; empty texts and 0 wish nothing.

    The rate and the start timecode are the timeline's own.
    """

    name: str = ""
    description: str = ""
    width: int = 0
    height: int = 0
    aspect_ratio: str = ""
    naming: str = ""
    style: str = ""
    image_model: str = ""
    video_model: str = ""


NO_SETUP: Final = Setup()


@record
class Reading:
    """What a file has become, and what of it was not taken.

    `sounds` are the files of sounds that came with it, by the address that the timeline has.
    """

    timeline: Timeline
    omissions: tuple[Omission, ...]
    setup: Setup = NO_SETUP
    sounds: Mapping[str, bytes] = field(default_factory=dict)


def length(timeline: Timeline) -> int:
    """Return the frames until the end of the longest track."""
    return max((track_length(track) for track in timeline.tracks), default=0)


def track_length(track: Track) -> int:
    return sum(item.length for item in track.items)


def placed(track: Track) -> Iterator[tuple[int, Item]]:
    """Yield each item with the frame it starts at; a transition with that of its cut."""
    start = 0
    for item in track.items:
        yield start, item
        start += item.length


def placed_clips(track: Track) -> Iterator[tuple[int, Clip]]:
    return ((start, item) for start, item in placed(track) if isinstance(item, Clip))


@record
class Heard:
    """A clip of sound, the frame it begins at and its file."""

    start: int
    clip: Clip
    source: MediaReference


def first_sound(timeline: Timeline) -> Heard | None:
    """Return the earliest sound with a file of the lowest track that has one."""
    for track in of_kind(timeline, TrackKind.AUDIO):
        for start, clip in placed_clips(track):
            if clip.source is not None and clip.source.url:
                return Heard(start=start, clip=clip, source=clip.source)
    return None


def of_kind(timeline: Timeline, kind: TrackKind) -> tuple[Track, ...]:
    return tuple(track for track in timeline.tracks if track.kind == kind)


def validate(timeline: Timeline) -> Timeline:
    """Return the timeline itself. Raises InterchangeError with the first thing that is wrong."""
    if timeline.rate <= 0:
        raise InterchangeError(f"The timeline has {timeline.rate} frames per second.")
    refuse_too_many(sum(1 for track in timeline.tracks for _ in placed_clips(track)))
    for number, track in enumerate(timeline.tracks, 1):
        refuse_items(track, f"track {number}")
    if timeline.start + length(timeline) > MAX_FRAME:
        raise InterchangeError(f"The timeline is longer than {MAX_FRAME} frames, the most allowed.")
    return timeline


def refuse_too_many(clips: int) -> None:
    if clips > MAX_CLIPS:
        raise InterchangeError(
            f"The timeline has more than {MAX_CLIPS} clips, which is the most that one import may"
            " bring. Split it in the editor and import the parts one by one."
        )


def refuse_items(track: Track, where: str) -> None:
    for start, item in placed(track):
        if not isinstance(item, Transition) and item.length < 1:
            raise InterchangeError(f"In {where} what starts at frame {start} has no length.")
        if isinstance(item, Transition) and min(item.in_offset, item.out_offset) < 0:
            raise InterchangeError(f"In {where} the transition at frame {start} is turned around.")
    for (_, before), (start, after) in pairwise(placed(track)):
        if isinstance(before, Transition) and isinstance(after, Transition):
            raise InterchangeError(f"In {where} two transitions share the cut at frame {start}.")
        if isinstance(before, Gap) and isinstance(after, Gap):
            raise InterchangeError(f"In {where} two gaps follow each other at frame {start}.")
    refuse_overlong(track, where)


def refuse_overlong(track: Track, where: str) -> None:
    for index, item in enumerate(track.items):
        if isinstance(item, Transition) and not fits(item, *beside(track.items, index)):
            raise InterchangeError(
                f"In {where} item {index + 1} is a transition longer than a clip beside it."
            )


def beside(items: Sequence[Item], index: int) -> tuple[Item | None, Item | None]:
    """Return the items before and after one, None where there is none."""
    before = items[index - 1] if index > 0 else None
    after = items[index + 1] if index + 1 < len(items) else None
    return before, after


def fits(transition: Transition, before: Item | None, after: Item | None) -> bool:
    """Tell whether a transition stays within the clips beside it; a gap leaves it free."""
    return not (
        (isinstance(before, Clip) and transition.in_offset > before.length)
        or (isinstance(after, Clip) and transition.out_offset > after.length)
    )
