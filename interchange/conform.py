"""A timeline at another rate: what happens at a second keeps happening at it."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from domain.rate import FrameRate, rounded
from interchange import placement
from interchange.placement import Cut, Placement
from interchange.report import Report
from interchange.timeline import (
    Alternate,
    Clip,
    Marker,
    MediaReference,
    Span,
    Timeline,
    Track,
    TrackKind,
    Transition,
    of_kind,
    placed,
)


def conformed(timeline: Timeline, rate: FrameRate, report: Report) -> Timeline:
    """Return the timeline at a rate of projects; cut points move to the nearest frame."""
    if timeline.rate == rate.exact:
        return replace(timeline, is_drop_frame=rate.is_drop_frame)
    reason = f"the project has {rate.label}; everything kept its time to the nearest frame."
    report.add(f"The rate of {float(timeline.rate):.6g} frames a second", "the timeline", reason)
    ratio = rate.exact / timeline.rate
    return replace(
        timeline,
        rate=rate.exact,
        is_drop_frame=rate.is_drop_frame,
        start=rounded(timeline.start * ratio),
        tracks=tuple(
            track for kind in TrackKind for track in tracks(timeline, kind, ratio, report)
        ),
        scenes=tuple(
            replace(scene, start=span.start, length=span.length)
            for scene in timeline.scenes
            for span in [scaled(Span(start=scene.start, length=scene.length), ratio)]
        ),
        markers=moved(timeline.markers, ratio),
    )


def tracks(
    timeline: Timeline, kind: TrackKind, ratio: Fraction, report: Report
) -> tuple[Track, ...]:
    found = of_kind(timeline, kind)
    placements: list[Placement] = []
    cuts: list[Cut] = []
    for layer, track in enumerate(found):
        for number, (start, item) in enumerate(placed(track), 1):
            where = f"{kind} track {layer + 1}, item {number}"
            begin, end = rounded(start * ratio), rounded((start + item.length) * ratio)
            at = Fraction(begin)
            if isinstance(item, Clip):
                clip = clip_at(item, ratio)
                placements.append(
                    Placement(
                        kind=kind, layer=layer, begin=at, end=Fraction(end), clip=clip, where=where
                    )
                )
            elif isinstance(item, Transition):
                cut = transition_at(item, ratio)
                cuts.append(Cut(kind=kind, layer=layer, at=at, transition=cut, where=where))
    return placement.tracks(kind, [track.name for track in found], placements, cuts, report)


def clip_at(clip: Clip, ratio: Fraction) -> Clip:
    """Return the clip with all but its length, which follows from its cut points."""
    return replace(
        clip,
        source=media_at(clip.source, ratio),
        source_start=rounded(clip.source_start * ratio),
        alternates=tuple(alternate_at(alternate, ratio) for alternate in clip.alternates),
        markers=moved(clip.markers, ratio),
    )


def alternate_at(alternate: Alternate, ratio: Fraction) -> Alternate:
    return replace(
        alternate,
        length=max(rounded(alternate.length * ratio), 1),
        source=media_at(alternate.source, ratio),
        source_start=rounded(alternate.source_start * ratio),
    )


def media_at(media: MediaReference | None, ratio: Fraction) -> MediaReference | None:
    if media is None or media.available is None:
        return media
    return replace(media, available=scaled(media.available, ratio))


def transition_at(transition: Transition, ratio: Fraction) -> Transition:
    return replace(
        transition,
        in_offset=rounded(transition.in_offset * ratio),
        out_offset=rounded(transition.out_offset * ratio),
    )


def moved(markers: Iterable[Marker], ratio: Fraction) -> tuple[Marker, ...]:
    return tuple(
        replace(marker, start=span.start, length=span.length)
        for marker in markers
        for span in [scaled(Span(start=marker.start, length=marker.length), ratio)]
    )


def scaled(span: Span, ratio: Fraction) -> Span:
    start = rounded(span.start * ratio)
    return Span(start=start, length=rounded(span.end * ratio) - start)
