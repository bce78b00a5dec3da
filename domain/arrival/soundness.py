"""Whether things are such as a decision leaves them.

What was decided here was checked when it was. What comes from elsewhere says it was: a rate that
no timecode has, or a clip in no scene, would break whoever looks at it later.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from domain import music, place, rank, setting, text, transition
from domain.board.board import Board, State
from domain.board.clip import Clip
from domain.board.pool import PoolItem
from domain.board.project import Project
from domain.board.scene import Scene
from domain.board.take import Take
from domain.board.track import LAST_FRAME
from domain.clip.command import STATUSES
from domain.errors import RuleViolatedError
from domain.media import is_digest
from domain.member import ROLES
from domain.undo import Change
from events.ids import ProjectId, kind
from events.take import File

Kept = Callable[[Any], object]
LONGEST_RANK: Final = 1_000
# Bytes, pixels, frames and milliseconds: what JavaScript counts exactly, too.
MOST: Final = 2**53


class UnsoundError(Exception):
    """The text says, without a full stop, what no decision could have made."""


def check(change: Change, board: Board) -> None:
    """Raise UnsoundError where a commit left something that is not as things are."""
    for state in change.after.values():
        try:
            _check(state, board)
        except RuleViolatedError as error:
            raise UnsoundError(f"{state.id} is not as it can be: {error.message}") from None


def demand(fact: bool, sentence: str) -> None:  # noqa: FBT001 - it reads as a demand
    if not fact:
        raise UnsoundError(sentence)


def _check(state: State, board: Board) -> None:
    for field, kept in _FIELDS[type(state)].items():
        value = getattr(state, field)
        demand(kept(value) == value, f"the {field} of {state.id} cannot be kept as it is")
    match state:
        case Project():
            _check_project(state)
        case Scene():
            _check_version(state, board.scenes)
        case Clip():
            _check_version(state, board.clips)
            _check_clip(state, board)
        case Take():
            demand(state.clip in board.clips, f"the clip of {state.id} is missing")
            demand(state.number > 0, f"{state.id} has no number")
            _check_file(state.file)
        case _:
            _check_file(state.file)


def _check_project(project: Project) -> None:
    setting.resolution(project.width, project.height)
    demand(0 <= project.start_frame < LAST_FRAME, "the start of the timecode is beyond a day")
    _check_music(project)
    for user, role in project.members.items():
        demand(kind(user) == "user", "a member is no user")
        demand(role in ROLES, f"a member has the role {text.quoted(role)}")


def _check_music(project: Project) -> None:
    for digest, name in project.media.items():
        demand(is_digest(digest), "a medium is not named by its SHA-256")
        demand(_label(name) == name, "the name of a medium cannot be kept")
    sound = (project.music_samples, project.music_rate, project.music_channels)
    if not project.music:
        demand(not any(sound), "there is no music, and it lasts")
        return
    demand(project.music in project.media, "the music is no medium of the project")
    demand(_label(project.music_name) == project.music_name, "the name of the music cannot be kept")
    demand(all(number > 0 for number in sound), "the music has a wrong length")
    samples, per_second, channels = sound
    demand(samples <= music.LONGEST * per_second, "the music is longer than a day")
    demand(max(per_second, channels) <= text.INT32, "the music has a wrong length")
    demand(abs(project.music_offset) <= LAST_FRAME, "the music begins beyond a day")


def _check_version(state: Scene | Clip, others: Mapping[Any, Scene | Clip]) -> None:
    demand(0 <= state.alternate <= text.INT32, f"{state.id} is an alternate without a number")
    original = None if state.original is None else others.get(state.original)
    demand(state.original is None or original is not None, f"the original of {state.id} is missing")
    demand(original is None or original.original is None, f"{state.id} is of an alternate")


def _check_clip(clip: Clip, board: Board) -> None:
    demand(clip.scene in board.scenes, f"the scene of {clip.id} is missing")
    place.checked(place.of(clip), clip.length)
    for number in (clip.media_start, clip.media_length, clip.transition_length):
        demand(0 <= number <= text.INT32, f"{clip.id} has a wrong number of frames")
    if clip.takes_place:
        place.free(board, place.of(clip), clip.length, besides=frozenset({clip.id}))


def _check_file(file: File) -> None:
    demand(is_digest(file.digest), "a file is not named by its SHA-256")
    demand(_label(file.name) == file.name, "the name of a file cannot be kept")
    numbers = (file.size, file.width, file.height, file.frames, file.duration)
    demand(all(0 <= number <= MOST for number in numbers), "a file has a wrong size")


def _label(value: str) -> str:
    return text.label(value, "text")


def _address(value: str) -> str:
    return text.label(value, "address", most=text.URL_LENGTH)


def _prose(value: str) -> str:
    return text.prose(value, "text")


def _of(values: tuple[str, ...]) -> Kept:
    return lambda value: value if value in values else None


def _rank(value: str) -> str:
    is_rank = 0 < len(value) <= LONGEST_RANK and not set(value) - set(rank.DIGITS)
    return value if is_rank and not value.endswith("0") else ""


def _rate(value: str) -> str:
    return setting.rate(value).name


def _project(value: ProjectId | None) -> ProjectId | None:
    return value if value is None or kind(value) == "project" else None


# What a value is when it is checked where it comes in: as it is, if it came in that way.
_FIELDS: Final[Mapping[type[Any], Mapping[str, Kept]]] = {
    Project: {
        "name": _label,
        "description": _prose,
        "frame_rate": _rate,
        "aspect_ratio": setting.aspect_ratio,
        "naming": setting.naming,
        "image_model": _label,
        "video_model": _label,
        "style": _prose,
        "branch": _label,
        "confirmed_naming": _label,
        "copied_from": _project,
    },
    Scene: {
        "name": _label,
        "code": _label,
        "rank": _rank,
        "description": _prose,
        "lyrics": _prose,
        "image_template": _prose,
        "video_template": _prose,
        "negative_template": _prose,
        "parameters": text.parameters,
    },
    Clip: {
        "name": _label,
        "code": _label,
        "lyrics": _prose,
        "notes": _prose,
        "image_prompt": _prose,
        "video_prompt": _prose,
        "negative_prompt": _prose,
        "parameters": text.parameters,
        "status": _of(STATUSES),
        "media_url": _address,
        "transition": _of(transition.KINDS),
        "transition_direction": _of(("", *transition.DIRECTIONS)),
    },
    Take: {},
    PoolItem: {"name": _label, "description": _prose},
}
