"""Any edit of a timeline: clips exchanged, taken out, copied, cut in two, trimmed, put in."""

from collections.abc import Iterator

from hypothesis import strategies as st

from events.record import replace
from interchange.timeline import Clip, Gap, Item, Timeline, Track, TrackKind, placed
from tests.interchange.plan import NAMES

LENGTHS = st.integers(1, 300)


@st.composite
def edits(draw: st.DrawFn, timeline: Timeline) -> Timeline:
    """Return cuts only, on the same tracks and perhaps one more."""
    rows = [list(alone(track)) for track in timeline.tracks]
    if draw(st.booleans()):
        rows.append([])
    for _ in range(draw(st.integers(0, 6))):
        row = rows[draw(st.integers(0, len(rows) - 1))] if rows else []
        draw(edit(row))
    if rows and draw(st.booleans()):
        exchange(draw, rows)
    return replace(timeline, tracks=tuple(laid(row) for row in rows))


def alone(track: Track) -> Iterator[tuple[int, Clip]]:
    """Yield the clips with the gap before each."""
    end = 0
    for start, item in placed(track):
        if isinstance(item, Clip):
            yield start - end, item
            end = start + item.length


@st.composite
def edit(draw: st.DrawFn, row: list[tuple[int, Clip]]) -> None:
    at = draw(st.integers(0, len(row) - 1)) if row else None
    what = draw(st.sampled_from(["new", "drop", "lift", "trim", "gap", "copy", "split", "swap"]))
    if at is None or what == "new":
        clip = Clip(name=draw(NAMES), length=draw(LENGTHS))
        row.insert(at or 0, (0, clip))
        return
    gap, clip = row[at]
    match what:
        case "drop":
            del row[at]
        case "lift":
            del row[at]
            if at < len(row):
                row[at] = (row[at][0] + gap + clip.length, row[at][1])
        case "trim":
            row[at] = (gap, replace(clip, length=draw(LENGTHS), markers=()))
        case "gap":
            row[at] = (draw(st.integers(0, 100)), clip)
        case "copy":
            row.append((0, clip))
        case "split":
            half = max(clip.length // 2, 1)
            parts = [(gap, replace(clip, length=half, markers=())), (0, replace(clip, length=half))]
            row[at : at + 1] = [parts[0], (0, replace(parts[1][1], markers=()))]
        case _:
            other = draw(st.integers(0, len(row) - 1))
            row[at], row[other] = row[other], row[at]


def exchange(draw: st.DrawFn, rows: list[list[tuple[int, Clip]]]) -> None:
    """Put a clip onto another track."""
    one, other = (draw(st.integers(0, len(rows) - 1)) for _ in range(2))
    if rows[one]:
        rows[other].append(rows[one].pop(draw(st.integers(0, len(rows[one]) - 1))))


def laid(row: list[tuple[int, Clip]]) -> Track:
    items: list[Item] = []
    for gap, clip in row:
        if gap:
            items.append(Gap(length=gap))
        items.append(clip)
    return Track(kind=TrackKind.VIDEO, items=tuple(items))
