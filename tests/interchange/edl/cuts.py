"""Tracks that an EDL can carry whole, and what of them must come back."""

import re
from dataclasses import replace

from hypothesis import strategies as st

from domain.rate import FrameRate
from interchange.timeline import (
    Clip,
    Details,
    Gap,
    Item,
    MediaReference,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
    placed,
)

NAMES = st.text(st.characters(codec="utf-8"), max_size=12).filter(lambda name: bool(line(name)))
FILES = st.builds(
    MediaReference,
    url=st.from_regex(r"(file:///[a-zé 0-9/]{1,20}|[a-z0-9/]{1,20})\.(mov|png)", fullmatch=True),
)
KINDS = st.sampled_from([TransitionKind.DISSOLVE, TransitionKind.WIPE, TransitionKind.FADE])


def line(text: str) -> str:
    """Return a text as it comes back: on one line."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())


def timeline(rate: FrameRate, *items: Item, start: int = 0) -> Timeline:
    return Timeline(
        name="Cut",
        rate=rate.exact,
        is_drop_frame=rate.is_drop_frame,
        start=start,
        tracks=(Track(kind=TrackKind.VIDEO, name="V1", items=items),),
    )


@st.composite
def clips(draw: st.DrawFn, number: int) -> Clip:
    source = draw(st.none() | FILES)
    return Clip(
        name=draw(NAMES),
        length=draw(st.integers(2, 600)),
        source=source,
        # Frames before the first, for transitions.
        source_start=draw(st.integers(400, 9000)) if source else 0,
        details=Details(id=f"clip-{number:032x}", parameters={}),
    )


@st.composite
def tracks(draw: st.DrawFn) -> Track:
    """Clips and gaps with transitions on their cuts, each with the frames it needs."""
    items: list[Item] = []
    room = 0
    for number in range(draw(st.integers(1, 6))):
        if draw(st.booleans()):
            room = draw(gaps(items, room))
        clip = draw(clips(number))
        behind = 0
        if draw(st.booleans()):
            before = draw(st.integers(0, min(room, 200)))
            behind = draw(st.integers(0 if before else 1, min(clip.length, 200)))
            items.append(Transition(kind=draw(KINDS), in_offset=before, out_offset=behind))
        items.append(clip)
        room = clip.length - max(behind, 1)
    return Track(kind=TrackKind.VIDEO, items=tuple(items))


@st.composite
def gaps(draw: st.DrawFn, items: list[Item], room: int) -> int:
    """Add a gap, and how the clip before it goes out; return the room for what follows."""
    length = draw(st.integers(1, 300))
    behind = 0
    if draw(st.booleans()) and items:
        before = draw(st.integers(0, min(room, 200)))
        behind = draw(st.integers(0 if before else 1, min(length, 200)))
        items.append(Transition(kind=TransitionKind.FADE, in_offset=before, out_offset=behind))
    items.append(Gap(length=length))
    return length - max(behind, 1)


def shapes(track: Track) -> list[tuple[object, ...]]:
    """Return what of a track is the same cut: places, files, frames, transitions, names."""
    return [
        shape(start, item, beside_gap=_is_beside_gap(track, index))
        for index, (start, item) in enumerate(placed(track))
    ]


def _is_beside_gap(track: Track, index: int) -> bool:
    beside = track.items[max(index - 1, 0) : index + 2]
    return index in {0, len(track.items) - 1} or any(isinstance(item, Gap) for item in beside)


def shape(start: int, item: Item, *, beside_gap: bool) -> tuple[object, ...]:
    match item:
        case Clip():
            url = item.source.url if item.source else None
            return start, item.length, url, item.source_start, item.details.id, line(item.name)
        case Transition():
            # A dissolve from or into black is a fade.
            fades = beside_gap and item.kind is not TransitionKind.WIPE
            kind = TransitionKind.FADE if fades else item.kind
            return start, kind, item.in_offset, item.out_offset
        case Gap():
            return start, item.length


def with_tracks(made: Timeline, *found: Track) -> Timeline:
    return replace(made, tracks=found)
