"""The project as it plays becomes a neutral timeline, ready for any format."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, TypeAlias
from urllib.parse import quote

from domain import music, transition
from domain.board.clip import Clip as ProjectClip
from domain.board.project import Project
from domain.rate import FrameRate
from domain.timeline import Block, Layout
from events.record import record
from interchange.report import Omission, Report, quoted
from interchange.timeline import (
    LYRICS,
    NOTES,
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

OF_A_TAKE: Final = "the clip shows a take; choose or upload another one in its gallery."
"""Why another file is not taken for some clips."""

# A clip with its start on the whole timeline, and what becomes of it.
Placed: TypeAlias = "tuple[ProjectClip, Clip]"


@record
class Export:
    timeline: Timeline
    omissions: tuple[Omission, ...]


def export(project: Project, plan: Layout) -> Export:
    """Return the chosen versions at their absolute places, the others of a clip beside it."""
    report = Report()
    rate = FrameRate[project.frame_rate]
    for block in plan.blocks:
        for other in block.alternates:
            reason = "only the chosen version of a scene is on the timeline."
            report.add("A version of a scene", quoted(other.scene.name), reason)
    timeline = Timeline(
        name=project.name,
        rate=rate.exact,
        is_drop_frame=rate.is_drop_frame,
        start=project.start_frame,
        width=project.width,
        height=project.height,
        tracks=(*tracks(plan.blocks), *music_tracks(project)),
        scenes=tuple(scene(block) for block in plan.blocks),
    )
    return Export(timeline=timeline, omissions=report.omissions)


def music_tracks(project: Project) -> tuple[Track, ...]:
    """Return the track of the music, none without any; what is before the film is left out."""
    if not project.music:
        return ()
    frames, skipped = music.length(project), max(-project.music_offset, 0)
    source = MediaReference(
        url=music_url(project),
        name=project.music_name,
        available=Span(start=0, length=frames),
        sample_rate=project.music_rate,
        channels=project.music_channels,
    )
    played = Clip(
        name=project.music_name, length=frames - skipped, source=source, source_start=skipped
    )
    silence = (Gap(length=project.music_offset),) if project.music_offset > 0 else ()
    return (Track(kind=TrackKind.AUDIO, name="A1", items=(*silence, played)),)


def music_url(project: Project) -> str:
    """Return where an export says that the music is: beside it, under its own name."""
    return quote(project.music_name, safe="")


def scene(block: Block) -> Scene:
    return Scene(
        name=block.scene.name,
        start=block.start,
        length=block.length,
        id=block.scene.id,
        description=block.scene.description,
        lyrics=block.scene.lyrics,
    )


def tracks(blocks: Iterable[Block]) -> tuple[Track, ...]:
    """Return every track up to the highest in use; one between them may be empty."""
    rows: dict[int, list[Placed]] = {}
    for block in blocks:
        for shown in block.clips:
            at = replace(shown, start=block.start + shown.start)
            rows.setdefault(shown.track, []).append((at, clip(block, shown)))
    return tuple(
        Track(kind=TrackKind.VIDEO, name=f"V{number + 1}", items=items(rows.get(number, [])))
        for number in range(max(rows, default=-1) + 1)
    )


def items(row: list[Placed]) -> tuple[Item, ...]:
    """Return a track without holes; a transition stands before the clip that comes in by it."""
    result: list[Item] = []
    before: ProjectClip | None = None
    taken = 0
    for at, shown in row:
        end = before.end if before else 0
        if at.start > end:
            result.append(Gap(length=at.start - end))
        reach = transition.reach(at, before, taken)
        if transition.is_set(at):
            result.append(mixed(at, reach))
        result.append(shown)
        before, taken = at, reach.behind if transition.is_set(at) else 0
    return tuple(result)


def mixed(shown: ProjectClip, reach: transition.Reach) -> Transition:
    return Transition(
        kind=TransitionKind(shown.transition),
        in_offset=reach.before,
        out_offset=reach.behind,
        name=shown.transition_direction,
    )


def clip(block: Block, shown: ProjectClip) -> Clip:
    return Clip(
        name=shown.name,
        length=shown.length,
        source=media(shown),
        source_start=shown.media_start,
        alternates=tuple(alternate(other) for other in block.versions_of(shown)),
        markers=markers(shown),
        details=details(shown),
    )


def alternate(other: ProjectClip) -> Alternate:
    return Alternate(
        name=other.name,
        length=other.length,
        source=media(other),
        source_start=other.media_start,
        details=details(other),
    )


def media(shown: ProjectClip) -> MediaReference | None:
    """Return a clip's file: it also holds what is before its first frame in use."""
    if not shown.media_url:
        return None
    held = Span(start=0, length=shown.media_start + shown.media_length)
    return MediaReference(url=shown.media_url, available=held if shown.media_length else None)


def shows_take(shown: ProjectClip) -> bool:
    """Tell whether a clip's file is that of a selected take, and not what it is linked to."""
    return bool(shown.video or shown.image)


def markers(shown: ProjectClip) -> tuple[Marker, ...]:
    """Return a marker over the whole clip for each of its texts that an editor should see."""
    texts = ((LYRICS, shown.lyrics, "CYAN"), (NOTES, shown.notes, "YELLOW"))
    return tuple(
        Marker(start=0, length=shown.length, name=name, comment=text, colour=colour)
        for name, text, colour in texts
        if text
    )


def details(shown: ProjectClip) -> Details:
    return Details(
        id=shown.id,
        scene=shown.scene,
        code=shown.code,
        lyrics=shown.lyrics,
        notes=shown.notes,
        image_prompt=shown.image_prompt,
        video_prompt=shown.video_prompt,
        negative_prompt=shown.negative_prompt,
        parameters=shown.parameters,
        status=shown.status,
    )
