"""Arbitrary timelines that are valid and say everything in one way only."""

import dataclasses
import re
from enum import Enum
from typing import Any, cast

from hypothesis import strategies as st

from domain.rate import FrameRate
from domain.timecode import frame_of, frames_per_day
from interchange.plain import UNWANTED
from interchange.timeline import (
    Alternate,
    Clip,
    Details,
    Gap,
    Item,
    Marker,
    MediaReference,
    Scene,
    Span,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
)

# No XML can hold these two; tests of their own say what becomes of them.
NO_XML = "\ufffe\uffff"
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters=NO_XML),
    max_size=12,
)
LENGTHS = st.integers(1, 5000)
STARTS = st.integers(-200_000, 5_000_000)
SPANS = st.builds(Span, start=STARTS, length=LENGTHS)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
DETAILS = st.builds(
    Details,
    id=TEXTS,
    scene=TEXTS,
    lyrics=TEXTS,
    notes=TEXTS,
    image_prompt=TEXTS,
    video_prompt=TEXTS,
    negative_prompt=TEXTS,
    parameters=st.dictionaries(TEXTS, VALUES, max_size=3),
    status=TEXTS,
)
# An address of nothing but control characters is none.
ADDRESSES = TEXTS.filter(lambda url: bool(UNWANTED.sub("", url)))
MEDIA = st.none() | st.builds(
    MediaReference, url=ADDRESSES, name=TEXTS, available=st.none() | SPANS
)
ALTERNATES = st.builds(
    Alternate, name=TEXTS, length=LENGTHS, source=MEDIA, source_start=STARTS, details=DETAILS
)


@st.composite
def markers(draw: st.DrawFn, length: int) -> tuple[Marker, ...]:
    one = st.builds(
        Marker,
        start=st.integers(0, length),
        length=st.integers(0, 500),
        name=TEXTS,
        comment=TEXTS,
        colour=st.sampled_from(["RED", "CYAN", "GREEN"]),
    )
    return tuple(draw(st.lists(one, max_size=2)))


@st.composite
def clips(draw: st.DrawFn) -> Clip:
    length = draw(LENGTHS)
    return Clip(
        name=draw(TEXTS),
        length=length,
        source=draw(MEDIA),
        source_start=draw(STARTS),
        alternates=tuple(draw(st.lists(ALTERNATES, max_size=2))),
        markers=draw(markers(length)),
        details=draw(DETAILS),
    )


@st.composite
def tracks(draw: st.DrawFn, kind: TrackKind) -> Track:
    """Gaps are between clips only, transitions on cuts and no longer than what is beside them."""
    items: list[Item] = []
    for clip in draw(st.lists(clips(), max_size=4)):
        if draw(st.booleans()):
            items.append(Gap(length=draw(LENGTHS)))
        if draw(st.booleans()):
            before = items[-1] if items else None
            limit = before.length if isinstance(before, Clip) else 50
            items.append(
                Transition(
                    kind=draw(st.sampled_from(TransitionKind)),
                    in_offset=draw(st.integers(0, limit)),
                    out_offset=draw(st.integers(0, clip.length)),
                    name=draw(TEXTS),
                )
            )
        items.append(clip)
    return Track(kind=kind, name=draw(TEXTS), items=tuple(items))


@st.composite
def scenes(draw: st.DrawFn) -> tuple[Scene, ...]:
    found: list[Scene] = []
    at = 0
    for length in draw(st.lists(LENGTHS, max_size=3)):
        at += draw(st.integers(0, 100))
        texts = {key: draw(TEXTS) for key in ("name", "id", "description", "lyrics")}
        found.append(Scene(start=at, length=length, **texts))
        at += length
    return tuple(found)


def starts(rate: FrameRate) -> st.SearchStrategy[int]:
    """Any frame of a day, an hour for its beginning, and so late that it goes over midnight."""
    day = frames_per_day(rate)
    hour = frame_of("01:00:00;00" if rate.is_drop_frame else "01:00:00:00", rate)
    return st.one_of(st.integers(0, day - 1), st.just(hour), st.integers(day - 500, day - 1))


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    rate = draw(st.sampled_from(FrameRate))
    return Timeline(
        name=draw(TEXTS),
        rate=rate.exact,
        is_drop_frame=rate.is_drop_frame,
        start=draw(starts(rate)),
        tracks=(
            *draw(st.lists(tracks(TrackKind.VIDEO), max_size=3)),
            *draw(st.lists(tracks(TrackKind.AUDIO), max_size=2)),
        ),
        scenes=draw(scenes()),
        markers=draw(markers(50_000)),
    )


def without(timeline: Timeline, letters: re.Pattern[str]) -> Timeline:
    """Return a timeline whose texts lack what a format cannot hold."""
    return cast("Timeline", _without(timeline, letters))


def _without(value: object, letters: re.Pattern[str]) -> object:
    match value:
        case Enum():
            return value
        case str():
            return letters.sub("", value)
        case tuple() | list():
            some = cast("list[object]", value)
            return type(some)(_without(each, letters) for each in some)
        case dict():
            pairs = cast("dict[str, object]", value).items()
            return {letters.sub("", key): _without(each, letters) for key, each in pairs}
        case _ if dataclasses.is_dataclass(value):
            record = cast("Any", value)
            names = [field.name for field in dataclasses.fields(record)]
            changes = {name: _without(getattr(record, name), letters) for name in names}
            return dataclasses.replace(record, **changes)
        case _:
            return value
