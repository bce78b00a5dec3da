"""A neutral timeline becomes the commands that put it into a project.

Each scene of the timeline becomes one of the project; without scenes all of it becomes one. Tracks
keep their numbers and gaps stay. Texts are cut and cleaned to what a project may hold, and all that
was changed or left out is reported.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, Self

from domain.board.track import LAST_FRAME
from domain.clip.command import (
    AddClip,
    AddClipAlternate,
    EditClip,
    LinkMedia,
    SetTransition,
    TrimClip,
)
from domain.command import Command
from domain.place import TRACKS
from domain.rate import FrameRate
from domain.scene import AddScene
from domain.transition import DIRECTIONS, WIPE
from events.ids import ClipId, SceneId, derived
from events.record import record, replace
from interchange import tidy
from interchange.conform import conformed
from interchange.report import Omission, Report, quoted
from interchange.timeline import (
    LYRICS,
    NOTES,
    UNKNOWN,
    Alternate,
    Clip,
    Gap,
    Marker,
    MediaReference,
    Scene,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
    first_sound,
    of_kind,
    placed,
)

OWN_TEXTS: Final = frozenset({LYRICS, NOTES})


@record
class Soundtrack:
    """A sound that wants to be the music, from the frame `offset` on; `url` is its file."""

    name: str
    url: str
    offset: int

    def later(self, frames: int) -> Self:
        return replace(self, offset=self.offset + frames)

    def left_out(self, reason: str) -> Omission:
        return Omission(what="The music", where=quoted(self.name), reason=reason)


@record
class Intake:
    """`commands` are in order and belong into one commit. The soundtrack is not among them."""

    commands: tuple[Command, ...]
    omissions: tuple[Omission, ...]
    soundtrack: Soundtrack | None


@record
class Shown:
    """A clip at its absolute place."""

    track: int
    start: int
    clip: Clip
    transition: Transition | None = None

    @property
    def end(self) -> int:
        return self.start + self.clip.length

    @property
    def where(self) -> str:
        """Say which clip it is, for a report."""
        return f"{quoted(self.clip.name)} on track {self.track + 1}"

    @property
    def comes_in(self) -> "Mixed":
        """By what it comes in; no project has other kinds than these."""
        mixed = self.transition
        if mixed is None:
            return CUT
        kind = "dissolve" if mixed.kind is TransitionKind.OTHER else mixed.kind.value
        is_directed = kind == WIPE and mixed.name in DIRECTIONS
        length = min(mixed.in_offset + mixed.out_offset, self.clip.length)
        return Mixed(kind=kind, length=length, direction=mixed.name if is_directed else "")


@record
class Mixed:
    """A transition of a project; one of 0 frames is a cut."""

    kind: str
    length: int
    direction: str = ""


CUT: Final = Mixed(kind="cut", length=0)


@record
class Part:
    """A scene with its clips; `base` is the absolute frame of its first."""

    scene: Scene
    base: int
    clips: tuple[Shown, ...]


def intake(timeline: Timeline, rate: FrameRate, seed: str) -> Intake:
    """Return what adds a timeline to a project of a rate. `seed` makes the ids of what is new."""
    report = Report()
    fitted = conformed(timeline, rate, report)
    maker = Maker(seed, report)
    found = parts(fitted, shown(fitted, report), report)
    commands = tuple(command for part in found for command in maker.part(part))
    report_rest(fitted, report)
    return Intake(commands=commands, omissions=report.omissions, soundtrack=soundtrack(fitted))


def soundtrack(timeline: Timeline) -> Soundtrack | None:
    """Return the first sound that has a file, as a project has music: whole, from a frame on."""
    found = first_sound(timeline)
    if found is None:
        return None
    held = found.source.available
    skipped = found.clip.source_start - (held.start if held else 0)
    name = found.source.name or found.clip.name or "Music"
    return Soundtrack(name=name, url=found.source.url, offset=found.start - skipped)


def shown(timeline: Timeline, report: Report) -> list[Shown]:
    """Return the clips of all video tracks in the order of their starts."""
    found: list[Shown] = []
    for number, track in enumerate(of_kind(timeline, TrackKind.VIDEO)):
        for start, clip, mixed in with_transitions(track):
            where = f"{quoted(clip.name)} on track {number + 1}"
            if number >= TRACKS:
                report.add("A clip", where, f"a project has {TRACKS} tracks at most.")
            elif start + clip.length > LAST_FRAME:
                report.add("A clip", where, "it ends more than 24 hours after the beginning.")
            else:
                found.append(Shown(track=number, start=start, clip=clip, transition=mixed))
    return sorted(found, key=lambda each: (each.start, each.track))


def with_transitions(track: Track) -> Iterator[tuple[int, Clip, Transition | None]]:
    """Yield the clips with their starts and the transitions by which they come in."""
    mixed: Transition | None = None
    for start, item in placed(track):
        if isinstance(item, Clip):
            yield start, item, mixed
        mixed = item if isinstance(item, Transition) else None


def ends_in_transition(track: Track) -> bool:
    """Tell whether a clip goes out by a transition that no clip comes in by."""
    return any(
        isinstance(item, Transition) and not isinstance(after, Clip)
        for item, after in pairwise([*track.items, None])
    )


def parts(timeline: Timeline, clips: list[Shown], report: Report) -> Iterator[Part]:
    """Divide the clips among the scenes.

    A project's scenes stand one right behind the other, so what is empty before a scene becomes
    a gap at its beginning, and a scene that begins before another has ended is joined with it.
    """
    scenes = divided(timeline, clips)
    starts = [scene.start for scene in scenes]
    groups: list[list[Shown]] = [[] for _ in scenes]
    for clip in clips:
        groups[max(bisect_right(starts, clip.start) - 1, 0)].append(clip)
    scene, base, gathered, end = scenes[0], 0, groups[0], last_frame(groups[0], 0)
    for following, group in zip(scenes[1:], groups[1:], strict=True):
        if group and group[0].start < end:
            reason = f"it begins before {quoted(scene.name)} has ended and was joined with it."
            report.add("A scene", quoted(following.name), reason)
            gathered = [*gathered, *group]
        else:
            yield Part(scene=scene, base=base, clips=tuple(gathered))
            scene, base, gathered = following, end, group
        end = last_frame(group, end)
    yield Part(scene=scene, base=base, clips=tuple(gathered))


def divided(timeline: Timeline, clips: list[Shown]) -> list[Scene]:
    """Return the scenes in order, one more before them if clips begin there."""
    scenes = sorted(timeline.scenes, key=lambda scene: scene.start)
    if scenes and (not clips or clips[0].start >= scenes[0].start):
        return scenes
    return [Scene(name="" if scenes else timeline.name, start=0, length=0), *scenes]


def last_frame(clips: Iterable[Shown], otherwise: int) -> int:
    return max([otherwise, *(clip.end for clip in clips)])


class Maker:
    """Makes commands, and the ids of what they add."""

    def __init__(self, seed: str, report: Report) -> None:
        self.seed = seed
        self.report = report
        self.scenes = 0
        self.clips = 0

    def scene_id(self) -> SceneId:
        self.scenes += 1
        return SceneId(derived("scene", self.seed, self.scenes))

    def clip_id(self) -> ClipId:
        self.clips += 1
        return ClipId(derived("clip", self.seed, self.clips))

    def part(self, part: Part) -> Iterator[Command]:
        scene_id = self.scene_id()
        where = f"scene {quoted(part.scene.name)}"
        yield AddScene(
            scene_id=scene_id,
            name=tidy.name(part.scene.name, where, self.report),
            description=tidy.prose(part.scene.description, where, self.report),
            lyrics=tidy.prose(part.scene.lyrics, where, self.report),
        )
        for each in part.clips:
            yield from self.clip(each, scene_id, part.base)

    def clip(self, shown: Shown, scene_id: SceneId, base: int) -> Iterator[Command]:
        added = self.addition(shown, scene_id, base)
        yield added
        yield from self.transition(shown, added.clip_id)
        for alternate in shown.clip.alternates:
            yield from self.alternate(alternate, added.clip_id, shown.where)

    def addition(self, shown: Shown, scene_id: SceneId, base: int) -> AddClip:
        clip, report, where = shown.clip, self.report, shown.where
        url, media_start, media_length = media(clip.source, clip.source_start, where, report)
        texts = tidy.details(clip.details, where, report)
        return AddClip(
            clip_id=self.clip_id(),
            scene_id=scene_id,
            name=tidy.name(clip.name, where, report),
            track=shown.track,
            start=shown.start - base,
            length=clip.length,
            lyrics=texts.lyrics or marked(clip.markers, LYRICS, where, report),
            notes=notes(clip, texts.notes, where, report),
            image_prompt=texts.image_prompt,
            video_prompt=texts.video_prompt,
            negative_prompt=texts.negative_prompt,
            parameters=texts.parameters,
            status=texts.status or "draft",
            media_url=url,
            media_start=media_start,
            media_length=media_length,
        )

    def transition(self, shown: Shown, clip_id: ClipId) -> Iterator[SetTransition]:
        mixed = shown.comes_in
        if shown.transition is not None and shown.transition.kind is TransitionKind.OTHER:
            self.report.add("A transition", f"into {shown.where}", "it became a dissolve.")
        if mixed.length:
            direction = mixed.direction or None
            yield SetTransition(
                clip_id=clip_id, kind=mixed.kind, length=mixed.length, direction=direction
            )

    def alternate(self, alternate: Alternate, clip_id: ClipId, where: str) -> Iterator[Command]:
        """Copy the clip and change the copy. One from elsewhere has only its media to differ."""
        copy_id, report = self.clip_id(), self.report
        where = f"{where}, alternate {quoted(alternate.name)}"
        yield AddClipAlternate(clip_id=clip_id, copy_id=copy_id)
        name = tidy.name(alternate.name, where, report) or None
        if alternate.details == UNKNOWN:
            yield EditClip(clip_id=copy_id, name=name)
        else:
            texts = tidy.details(alternate.details, where, report)
            yield EditClip(
                clip_id=copy_id,
                name=name,
                lyrics=texts.lyrics,
                notes=texts.notes,
                image_prompt=texts.image_prompt,
                video_prompt=texts.video_prompt,
                negative_prompt=texts.negative_prompt,
                parameters=texts.parameters,
                status=texts.status or None,
            )
        url, start, length = media(alternate.source, alternate.source_start, where, report)
        yield LinkMedia(clip_id=copy_id, url=url, start=start, length=length)
        if 0 < alternate.length <= LAST_FRAME:
            yield TrimClip(clip_id=copy_id, length=alternate.length)


def media(
    source: MediaReference | None, start: int, where: str, report: Report
) -> tuple[str, int, int]:
    """Return URL, first frame and the frames held from it on; 0 where that is not known."""
    url = tidy.url(source.url, where, report) if source else ""
    if source is None or not url:
        return "", 0, 0
    begin = tidy.frames(start, where, report)
    length = source.available.end - begin if source.available else 0
    return url, begin, tidy.frames(max(length, 0), where, report)


def notes(clip: Clip, own: str, where: str, report: Report) -> str:
    """Return a clip's notes and, below them, the texts of the markers an editor has set."""
    lines = [own or marked(clip.markers, NOTES, where, report)]
    for marker in clip.markers:
        if marker.name not in OWN_TEXTS:
            reason = "its text was added to the notes of its clip."
            report.add("The place and colour of a marker", where, reason)
            lines.append(": ".join(text for text in (marker.name, marker.comment) if text))
    return tidy.prose("\n".join(line for line in lines if line), where, report)


def marked(markers: Iterable[Marker], name: str, where: str, report: Report) -> str:
    texts = [marker.comment for marker in markers if marker.name == name and marker.comment]
    return tidy.prose("\n".join(texts), where, report)


def report_rest(timeline: Timeline, report: Report) -> None:
    """Report what a project has no place for."""
    first = first_sound(timeline)
    for marker in timeline.markers:
        where = f"{quoted(marker.name)} at frame {marker.start}"
        report.add("A marker of the timeline", where, "a project keeps markers of clips only.")
    for track in timeline.tracks:
        where = f"track {quoted(track.name)}"
        if track.kind is TrackKind.VIDEO and ends_in_transition(track):
            reason = "a project has transitions into clips only."
            report.add("A transition out of a clip", where, reason)
        for item in track.items:
            if isinstance(item, Transition):
                continue
            is_music = first is not None and item is first.clip
            if track.kind is TrackKind.AUDIO and not isinstance(item, Gap) and not is_music:
                reason = "a project has pictures and one piece of music."
                report.add("A sound clip", f"{quoted(item.name)} on {where}", reason)
