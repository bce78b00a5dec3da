"""What stands on a track becomes events: where each begins, and by what it comes in."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from events.record import record, replace
from interchange.edl.line import is_still
from interchange.report import Report, quoted
from interchange.timeline import Clip, Gap, Item, Track, Transition, TransitionKind, placed

# The length of a transition has three digits.
LONGEST: Final = 999


@record
class Event:
    """`clip`, or black where it is None, from `begin` to `end` in frames of the timeline.

    It comes in by a transition of `length` frames, 0 for a cut, out of `source`: what is on the
    screen until then, None for black. `cut` is where the clip itself begins.
    """

    clip: Clip | None
    begin: int
    end: int
    cut: int
    kind: TransitionKind = TransitionKind.DISSOLVE
    name: str = ""
    length: int = 0
    source: "Event | None" = None

    @property
    def free_from(self) -> int:
        """The first frame at which the next event may begin."""
        return max(self.begin + max(self.length, 1), self.cut)


def events(track: Track, report: Report) -> list[Event]:
    """Return the events of a track in order and without holes."""
    found: list[Event] = []
    for start, item, mixed in _parts(track):
        before = found[-1] if found else None
        found += _came_in(start, item, mixed, before, report)
    ended = [replace(one, end=following.begin) for one, following in pairwise(found)]
    return ended + found[-1:]


def _parts(track: Track) -> Iterator[tuple[int, Clip | Gap, Transition | None]]:
    """Yield clips and gaps with the transition before each; one at the very end has black."""
    mixed: Transition | None = None
    end = 0
    for start, item in placed(track):
        if isinstance(item, Transition):
            mixed = item
        else:
            yield start, item, mixed
            mixed = None
        end = start + item.length
    if mixed is not None:
        yield end, Gap(length=0), mixed


def _came_in(
    start: int, item: Item, mixed: Transition | None, before: Event | None, report: Report
) -> Iterator[Event]:
    clip = item if isinstance(item, Clip) else None
    here = Event(clip=clip, begin=start, end=start + item.length, cut=start)
    mixed = _possible(mixed, here, before, report)
    if mixed is None:
        if item.length:
            yield here
    elif clip is None:
        yield from _out(mixed, here, before)
    elif mixed.kind is TransitionKind.FADE and mixed.in_offset and before and before.clip:
        black = Event(clip=None, begin=start, end=start, cut=start)
        yield from _out(replace(mixed, out_offset=0), black, before)
        yield _in(replace(mixed, in_offset=0), here, None)
    else:
        from_black = mixed.kind is TransitionKind.FADE or before is None or before.clip is None
        yield _in(mixed, here, None if from_black else before)


def _possible(
    mixed: Transition | None, here: Event, before: Event | None, report: Report
) -> Transition | None:
    """Return the transition as it can be written, None where it cannot."""
    if mixed is None:
        return None
    where = quoted(here.clip.name) if here.clip else f"at frame {here.cut}"
    if here.clip is None and (before is None or before.clip is None):
        report.add("A transition", where, "there is no clip beside it.")
        return None
    room = here.cut - before.free_from if before else 0
    room = min(room, _handle(here.clip, room))
    behind = here.end - here.cut if here.clip or here.end > here.cut else mixed.out_offset
    fitted = replace(
        mixed,
        in_offset=max(min(mixed.in_offset, room), 0),
        out_offset=min(mixed.out_offset, behind),
    )
    if fitted != mixed:
        reason = "there are not the frames for all of it: it is shorter."
        report.add("A part of a transition", where, reason)
    length = fitted.in_offset + fitted.out_offset
    if length > LONGEST:
        reason = f"an EDL has transitions of {LONGEST} frames at most; it became a cut."
        report.add("A transition", where, reason)
    return fitted if 0 < length <= LONGEST else None


def _handle(clip: Clip | None, room: int) -> int:
    """Return how many frames a clip has before its first; a still has as many as it takes."""
    if clip is None or clip.source is None or is_still(clip.source.url):
        return room
    return max(clip.source_start, 0)


def _in(mixed: Transition, here: Event, source: Event | None) -> Event:
    # What the other one came out of is of no use, and the chain would be as long as the track.
    source = source and replace(source, source=None)
    return replace(
        here,
        begin=here.cut - mixed.in_offset,
        kind=mixed.kind,
        name=mixed.name,
        length=mixed.in_offset + mixed.out_offset,
        source=source,
    )


def _out(mixed: Transition, here: Event, source: Event | None) -> Iterator[Event]:
    """Yield the black that a clip goes out into; it lasts as long as the transition at least."""
    black = _in(mixed, here, source)
    yield replace(black, end=max(black.end, black.begin + black.length))
