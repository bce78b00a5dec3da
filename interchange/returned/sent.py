"""The project as a format says it: what would have come back had nobody changed anything."""

from collections.abc import Iterator, Mapping

from domain.board.project import Project
from domain.rate import FrameRate
from domain.timecode import frames_per_day
from domain.timeline import Layout
from events.ids import ClipId
from events.record import record, replace
from interchange import intake, outlet
from interchange.called import Titles, titled
from interchange.conform import conformed
from interchange.format import Format
from interchange.intake import Shown
from interchange.report import InterchangeError, Omission, Report
from interchange.table.row import Line
from interchange.timeline import Alternate, Clip, Reading, Timeline


@record
class Known:
    """A clip that plays, and what its format says of it; `part` numbers the file it stands in.

    `shown` is at its absolute place, in frames from the beginning of the project.
    """

    line: Line
    shown: Shown
    part: int


@record
class Taken:
    """A reading at the project's rate; `begin` is its start timecode, in frames of the project."""

    timeline: Timeline
    begin: int
    clips: tuple[Shown, ...]
    omissions: tuple[Omission, ...]


@record
class Sent:
    """All files of an export."""

    known: tuple[Known, ...]
    parts: tuple[Taken, ...]
    omissions: tuple[Omission, ...]

    @property
    def addresses(self) -> frozenset[str]:
        """Where all files are that clips use."""
        sources = (each.shown.clip.source for each in self.known)
        return frozenset(source.url for source in sources if source)


def sent(one: Format, project: Project, plan: Layout, names: Mapping[str, str]) -> Sent:
    """Write the project and read it again. Raises InterchangeError where a format has no such.

    `names` are what scenes and clips are called by their ids, where that is not their names.
    """
    shown = outlet.export(project, plan).timeline
    timeline = titled(shown, Titles(names=names, files={}))
    parts = tuple(read_again(one, timeline, project))
    lines = {clip.id: Line(block=block, clip=clip) for block in plan.blocks for clip in block.clips}
    return Sent(
        known=tuple(
            Known(line=lines[id_], part=number, shown=replace(shown, track=lines[id_].clip.track))
            for number, part in enumerate(parts)
            for shown in part.clips
            if (id_ := ClipId(shown.clip.details.id)) in lines
        ),
        parts=parts,
        omissions=tuple(omission for part in parts for omission in part.omissions),
    )


def read_again(one: Format, timeline: Timeline, project: Project) -> Iterator[Taken]:
    """Yield the readings of what is written; a list of an empty track cannot be read."""
    assert one.read is not None  # noqa: S101 - see above
    for piece in one.usual(timeline).pieces:
        try:
            found = one.read(piece.content, FrameRate[project.frame_rate])
        except InterchangeError:
            continue
        yield taken(found, project)


def taken(found: Reading, project: Project) -> Taken:
    """Return a reading with its clips at their absolute places."""
    report = Report()
    rate = FrameRate[project.frame_rate]
    fitted = conformed(found.timeline, rate, report)
    begin = signed(fitted.start - project.start_frame, frames_per_day(rate))
    clips = intake.shown(fitted, report)
    intake.report_rest(fitted, report)
    return Taken(
        timeline=fitted,
        begin=begin,
        clips=tuple(replace(shown, start=shown.start + begin) for shown in clips),
        omissions=(*found.omissions, *report.omissions),
    )


def signed(frames: int, day: int) -> int:
    """Return how far a timecode is from another one, at most half a day to either side."""
    around = frames % day
    return around if around < day // 2 else around - day


def version(known: Known, other: Line) -> Known:
    """Return an alternate as its format says it, in the place of the clip that plays."""
    alternates: Mapping[str, Alternate] = {
        each.details.id: each for each in known.shown.clip.alternates
    }
    said = alternates.get(other.clip.id)
    if said is None:
        return replace(known, line=other)
    clip = Clip(
        name=said.name,
        length=said.length,
        source=said.source,
        source_start=said.source_start,
        details=said.details,
    )
    return replace(known, line=other, shown=replace(known.shown, clip=clip))
