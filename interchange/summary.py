"""What is on a timeline, in numbers: what people look at before they have it written."""

from domain.timecode import timecode
from events.record import record
from interchange.timeline import (
    Clip,
    Gap,
    Timeline,
    Track,
    TrackKind,
    Transition,
    length,
    placed_clips,
    track_length,
)


@record
class TrackSummary:
    """`length` is in frames, to the end of the last clip."""

    kind: str
    name: str
    clips: int
    alternates: int
    gaps: int
    transitions: int
    length: int


@record
class Summary:
    """`clips` are those with a picture. Timecodes are empty at a rate that has none."""

    tracks: tuple[TrackSummary, ...]
    scenes: int
    clips: int
    alternates: int
    length: int
    length_timecode: str
    start_timecode: str


def summary(timeline: Timeline) -> Summary:
    tracks = tuple(track_summary(track) for track in timeline.tracks)
    frames = length(timeline)
    return Summary(
        tracks=tracks,
        scenes=len(timeline.scenes),
        clips=sum(track.clips for track in tracks if track.kind == TrackKind.VIDEO),
        alternates=sum(track.alternates for track in tracks),
        length=frames,
        length_timecode=written(frames, timeline),
        start_timecode=written(timeline.start, timeline),
    )


def track_summary(track: Track) -> TrackSummary:
    return TrackSummary(
        kind=track.kind.value,
        name=track.name,
        clips=count(track, Clip),
        alternates=sum(len(clip.alternates) for _, clip in placed_clips(track)),
        gaps=count(track, Gap),
        transitions=count(track, Transition),
        length=track_length(track),
    )


def count(track: Track, kind: type[Clip | Gap | Transition]) -> int:
    return sum(isinstance(item, kind) for item in track.items)


def written(frames: int, timeline: Timeline) -> str:
    rate = timeline.frame_rate
    return timecode(frames, rate, wrap=True) if rate else ""
