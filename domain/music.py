"""The music of a project: one piece that plays along with the timeline, from a frame of it on."""

from fractions import Fraction
from typing import Final, TypeAlias, assert_never

from domain import text
from domain.board.project import Project
from domain.board.track import LAST_FRAME
from domain.errors import RuleViolatedError
from domain.media import Sound, is_digest
from domain.rate import FrameRate, frame_at, rescaled
from events.project import ProjectMusicMoved, ProjectMusicRemoved, ProjectMusicSet
from events.record import record
from events.store import Fact

LONGEST: Final = 24 * 60 * 60
"""Seconds of a piece of music."""


@record
class SetMusic:
    """`offset` is the frame of the timeline at which the music begins; below 0 it began before.

    None leaves it where the music so far began.
    """

    digest: str
    name: str
    sound: Sound
    offset: int | None = None


@record
class MoveMusic:
    offset: int


@record
class RemoveMusic: ...


MusicCommand: TypeAlias = SetMusic | MoveMusic | RemoveMusic


def decide(command: MusicCommand, project: Project) -> list[Fact]:
    match command:
        case SetMusic():
            return _set(command, project)
        case MoveMusic():
            return _move(command, project)
        case RemoveMusic():
            return [Fact(stream=project.id, event=ProjectMusicRemoved())] if project.music else []
    assert_never(command)


def length(project: Project) -> int:
    """Return the whole frames that the music lasts, at least one; 0 where there is none."""
    if not project.music:
        return 0
    return _frames(project.music_samples, project.music_rate, FrameRate[project.frame_rate])


def conformed(project: Project, new: FrameRate, *, keeps_frames: bool) -> list[Fact]:
    """Return the facts that let the music begin at the same time, or frame, at another rate."""
    if not project.music:
        return []
    at = project.music_offset
    offset = at if keeps_frames else rescaled(at, FrameRate[project.frame_rate], new)
    # What began before the film must still reach into it.
    offset = max(offset, 1 - _frames(project.music_samples, project.music_rate, new))
    if offset == at:
        return []
    return [Fact(stream=project.id, event=ProjectMusicMoved(offset=offset))]


def _set(command: SetMusic, project: Project) -> list[Fact]:
    sound = command.sound
    if not is_digest(command.digest):
        raise RuleViolatedError("A medium is named by its SHA-256. Upload it first.", field="music")
    if not 0 < sound.seconds <= LONGEST:
        raise RuleViolatedError(
            "Music lasts more than nothing and at most 24 hours. Choose another file.",
            field="music",
        )
    offset = project.music_offset if command.offset is None else command.offset
    frames = _frames(sound.samples, sound.rate, FrameRate[project.frame_rate])
    event = ProjectMusicSet(
        digest=command.digest,
        name=text.name(command.name),
        samples=sound.samples,
        rate=sound.rate,
        channels=sound.channels,
        offset=_offset(offset, frames),
    )
    return [] if event == present(project) else [Fact(stream=project.id, event=event)]


def present(project: Project) -> ProjectMusicSet:
    """Return the fact that gives a project the music that this one has."""
    return ProjectMusicSet(
        digest=project.music,
        name=project.music_name,
        samples=project.music_samples,
        rate=project.music_rate,
        channels=project.music_channels,
        offset=project.music_offset,
    )


def _move(command: MoveMusic, project: Project) -> list[Fact]:
    if not project.music:
        raise RuleViolatedError("The project has no music. Upload some first.")
    offset = _offset(command.offset, length(project))
    if offset == project.music_offset:
        return []
    return [Fact(stream=project.id, event=ProjectMusicMoved(offset=offset))]


def _offset(offset: int, frames: int) -> int:
    if not -frames < offset <= LAST_FRAME:
        raise RuleViolatedError(
            f"Music of {text.counted(frames, 'frame')} begins between frame {1 - frames:,} and "
            f"frame {LAST_FRAME:,} of the timeline, not at {offset:,}.",
            field="offset",
        )
    return offset


def _frames(samples: int, per_second: int, rate: FrameRate) -> int:
    return max(frame_at(Fraction(samples, per_second), rate), 1)
