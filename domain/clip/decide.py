"""What a clip makes of what is asked of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, assert_never

from domain import alternates, copy, place, setting, text, transition
from domain.board.board import Board
from domain.board.clip import Clip
from domain.clip.command import (
    STATUSES,
    AddClip,
    AddClipAlternate,
    ChooseClip,
    ClipCommand,
    DeleteClip,
    DuplicateClip,
    EditClip,
    LinkMedia,
    MoveClip,
    PromoteClip,
    RestoreClip,
    SetTransition,
    TrimClip,
)
from domain.errors import NotFoundError, RuleViolatedError
from domain.place import Place
from events.clip import (
    ClipAdded,
    ClipChosen,
    ClipDeleted,
    ClipEvent,
    ClipImagePromptEdited,
    ClipLyricsEdited,
    ClipMediaLinked,
    ClipMoved,
    ClipNegativePromptEdited,
    ClipNotesEdited,
    ClipParametersSet,
    ClipRegrouped,
    ClipRenamed,
    ClipRestored,
    ClipSetAside,
    ClipStatusSet,
    ClipTrimmed,
    ClipVideoPromptEdited,
)
from events.ids import ClipId, kind
from events.store import Fact


def decide(command: ClipCommand, board: Board) -> list[Fact]:  # noqa: C901, PLR0911 - one line a command
    match command:
        case AddClip():
            return _add(command, board)
        case EditClip():
            return _edit(command, board)
        case MoveClip():
            return _move(command, board)
        case TrimClip():
            return _trim(command, board)
        case LinkMedia():
            return _link(command, board)
        case SetTransition():
            return _set_transition(command, board)
        case DuplicateClip():
            return _duplicate(command, board)
        case AddClipAlternate():
            return _add_alternate(command, board)
        case ChooseClip():
            return _choose(board.clip(command.clip_id), board)
        case PromoteClip():
            return _promote(board.clip(command.clip_id), board)
        case DeleteClip():
            return _delete(command, board)
        case RestoreClip():
            return _restore(command, board)
    assert_never(command)


def _add(command: AddClip, board: Board) -> list[Fact]:
    scene = board.scene(command.scene_id)
    _new(command.clip_id)
    media_url, media_start, media_length = _media(
        command.media_url, command.media_start, command.media_length
    )
    start = command.start
    if start is None:
        start = board.track(scene.id, command.track).end
    event = ClipAdded(
        scene=scene.id,
        name=text.name(command.name or f"Clip {board.clip_count(scene.id) + 1}"),
        track=command.track,
        start=start,
        length=command.length,
        lyrics=text.prose(command.lyrics, "lyrics"),
        notes=text.prose(command.notes, "notes"),
        image_prompt=text.prose(command.image_prompt, "image_prompt"),
        video_prompt=text.prose(command.video_prompt, "video_prompt"),
        negative_prompt=text.prose(command.negative_prompt, "negative_prompt"),
        parameters=text.parameters(command.parameters),
        status=_status(command.status),
        media_url=media_url,
        media_start=media_start,
        media_length=media_length,
    )
    there = board.clips.get(command.clip_id)
    if there is not None and not command.name:
        event = replace(event, name=there.name)
    return _laid(command.clip_id, event, board)


def _laid(id_: ClipId, event: ClipAdded, board: Board) -> list[Fact]:
    there = board.clips.get(id_)
    if there is not None:
        if _is_made(there, event):
            return []
        raise RuleViolatedError("There is a clip with this id already. Use a new id.", field="id")
    at = Place(scene=event.scene, track=event.track, start=event.start)
    place.checked(at, event.length)
    if event.is_chosen:
        place.free(board, at, event.length, besides=frozenset())
    return [Fact(stream=id_, event=event)]


def _is_made(there: Clip, event: ClipAdded) -> bool:
    if there.is_deleted or there.copied_from != event.copied_from:
        return False
    # A copy is known by its source: its name depends on what else there was when it was made.
    return there.copied_from is not None or (there.scene, there.name) == (event.scene, event.name)


def _new(id_: ClipId) -> None:
    if kind(id_) != "clip":
        raise RuleViolatedError("A clip's id is 'clip-' and 32 hex digits.", field="id")


def _status(value: str) -> str:
    if value not in STATUSES:
        raise RuleViolatedError(
            f"There is no status {text.quoted(value)}. There are: {', '.join(STATUSES)}.",
            field="status",
        )
    return value


def _media(url: str, start: int, length: int) -> tuple[str, int, int]:
    checked = text.label(url, "media_url", most=text.URL_LENGTH)
    if not checked:
        return "", 0, 0
    return checked, _frames(start, "media_start"), _frames(length, "media_length")


def _frames(value: int, field: str) -> int:
    if not 0 <= value <= text.INT32:
        raise RuleViolatedError(
            f"{value} is not a number of frames from 0 to {text.INT32:,}.", field=field
        )
    return value


_EDITS: Final[dict[str, tuple[Callable[[str], str], Callable[[str], ClipEvent]]]] = {
    "lyrics": (
        lambda wish: text.prose(wish, "lyrics"),
        lambda value: ClipLyricsEdited(lyrics=value),
    ),
    "notes": (lambda wish: text.prose(wish, "notes"), lambda value: ClipNotesEdited(notes=value)),
    "image_prompt": (
        lambda wish: text.prose(wish, "image_prompt"),
        lambda value: ClipImagePromptEdited(prompt=value),
    ),
    "video_prompt": (
        lambda wish: text.prose(wish, "video_prompt"),
        lambda value: ClipVideoPromptEdited(prompt=value),
    ),
    "negative_prompt": (
        lambda wish: text.prose(wish, "negative_prompt"),
        lambda value: ClipNegativePromptEdited(prompt=value),
    ),
    "status": (_status, lambda value: ClipStatusSet(status=value)),
}


def _edit(command: EditClip, board: Board) -> list[Fact]:
    clip = board.clip(command.clip_id)
    facts = [] if command.name is None else _rename(clip, text.name(command.name), board)
    for name, (checked, event) in _EDITS.items():
        wish = getattr(command, name)
        if wish is not None and checked(wish) != getattr(clip, name):
            facts.append(Fact(stream=clip.id, event=event(checked(wish))))
    if command.parameters is not None:
        parameters = text.parameters(command.parameters)
        if not text.is_same(parameters, clip.parameters):
            facts.append(Fact(stream=clip.id, event=ClipParametersSet(parameters=parameters)))
    return facts


def _rename(clip: Clip, name: str, board: Board) -> list[Fact]:
    if name == clip.name:
        return []
    facts = [Fact(stream=clip.id, event=ClipRenamed(name=name))]
    if clip.original is None:
        group = board.clip_group(clip.id)
        facts += [
            Fact(stream=follower.id, event=ClipRenamed(name=new))
            for follower, new in alternates.followers(group, clip.name, name)
        ]
    return facts


def _move(command: MoveClip, board: Board) -> list[Fact]:
    clip = board.clip(command.clip_id)
    to = Place(
        scene=clip.scene if command.scene_id is None else board.scene(command.scene_id).id,
        track=clip.track if command.track is None else command.track,
        start=command.start,
    )
    return _moved(board.clip_group(clip.id), to, board)


def _moved(group: list[Clip], to: Place, board: Board) -> list[Fact]:
    """Move all versions together, so that another one can be chosen later in the same place."""
    for version in group:
        place.checked(to, version.length)
        if version.takes_place:
            place.free(board, to, version.length, besides=frozenset({version.id}))
    event = ClipMoved(scene=to.scene, track=to.track, start=to.start)
    return [Fact(stream=version.id, event=event) for version in group if place.of(version) != to]


def _trim(command: TrimClip, board: Board) -> list[Fact]:
    clip = board.clip(command.clip_id)
    start = clip.start if command.start is None else command.start
    to = replace(place.of(clip), start=start)
    place.checked(to, command.length)
    group = [
        replace(version, length=command.length) if version.id == clip.id else version
        for version in board.clip_group(clip.id)
    ]
    facts = _moved(group, to, board)
    if command.length != clip.length:
        facts.append(Fact(stream=clip.id, event=ClipTrimmed(length=command.length)))
    return facts


def _link(command: LinkMedia, board: Board) -> list[Fact]:
    clip = board.clip(command.clip_id)
    url, start, length = _media(command.url, command.start, command.length)
    if (url, start, length) == (clip.media_url, clip.media_start, clip.media_length):
        return []
    return [Fact(stream=clip.id, event=ClipMediaLinked(url=url, start=start, length=length))]


def _set_transition(command: SetTransition, board: Board) -> list[Fact]:
    clip = board.clip(command.clip_id)
    rate = setting.rate(board.project.frame_rate if board.project else setting.DEFAULT_RATE)
    event = transition.checked(clip, command.kind, command.length, command.direction, rate)
    there = clip.transition, clip.transition_length, clip.transition_direction
    if there == (event.kind, event.length, event.direction):
        return []
    return [Fact(stream=clip.id, event=event)]


def _duplicate(command: DuplicateClip, board: Board) -> list[Fact]:
    clip = board.clip(command.clip_id)
    _new(command.copy_id)
    to = Place(
        scene=clip.scene if command.scene_id is None else board.scene(command.scene_id).id,
        track=clip.track if command.track is None else command.track,
        start=clip.end if command.start is None else command.start,
    )
    place.checked(to, clip.length)
    if command.start is None:
        to = place.behind(board, to, clip.length)
    name = text.name(f"{clip.name} copy"[: text.NAME_LENGTH])
    event = replace(
        copy.clip_added(clip), name=name, scene=to.scene, track=to.track, start=to.start
    )
    return _copied(clip, command.copy_id, event, board)


def _copied(clip: Clip, id_: ClipId, event: ClipAdded, board: Board) -> list[Fact]:
    laid = _laid(id_, event, board)
    return [*laid, *copy.rest(clip, id_, board.takes_of(clip.id))] if laid else []


def _add_alternate(command: AddClipAlternate, board: Board) -> list[Fact]:
    clip = board.clip(command.clip_id)
    _new(command.copy_id)
    group = board.clip_group(clip.id)
    first, number = alternates.original(group), alternates.next_number(group)
    event = replace(
        copy.clip_added(clip),
        name=text.name(alternates.name(first.name, number)),
        original=first.id,
        alternate=number,
        is_chosen=False,
    )
    return _copied(clip, command.copy_id, event, board)


def _choose(clip: Clip, board: Board) -> list[Fact]:
    if clip.is_chosen:
        return []
    leaving = [version for version in board.clip_group(clip.id) if version.takes_place]
    besides = frozenset(version.id for version in leaving)
    place.free(board, place.of(clip), clip.length, besides=besides)
    aside = [Fact(stream=version.id, event=ClipSetAside()) for version in leaving]
    return [*aside, Fact(stream=clip.id, event=ClipChosen())]


def _promote(clip: Clip, board: Board) -> list[Fact]:
    facts = _choose(clip, board)
    if clip.original is None:
        return facts
    for version, number, name in alternates.promoted(board.clip_group(clip.id), clip):
        head = None if version.id == clip.id else clip.id
        event = ClipRegrouped(original=head, alternate=number)
        facts.append(Fact(stream=version.id, event=event))
        if name != version.name:
            facts.append(Fact(stream=version.id, event=ClipRenamed(name=name)))
    return facts


def _delete(command: DeleteClip, board: Board) -> list[Fact]:
    known = board.clips.get(command.clip_id)
    if known is not None and known.is_deleted:
        return []
    clip = board.clip(command.clip_id)
    facts = [Fact(stream=clip.id, event=ClipDeleted())]
    if clip.is_chosen:
        facts += _inherit(clip, board)
    return facts


def _inherit(clip: Clip, board: Board) -> list[Fact]:
    """Let the next version play, where there is one."""
    group = board.clip_group(clip.id)
    heirs = [version for version in group if version.id != clip.id and not version.is_deleted]
    if not heirs:
        return []
    track, besides = board.track(clip.scene, clip.track), frozenset({clip.id})
    fits = (v for v in heirs if track.taken(v.start, v.length, besides=besides) is None)
    heir = next(fits, None)
    if heir is None:
        raise RuleViolatedError(
            f"'{heirs[0].name}' would play instead and is too long for the place. "
            "Shorten it or delete it first.",
            field="length",
        )
    return [
        Fact(stream=clip.id, event=ClipSetAside()),
        Fact(stream=heir.id, event=ClipChosen()),
    ]


def _restore(command: RestoreClip, board: Board) -> list[Fact]:
    clip = board.clips.get(command.clip_id)
    if clip is None:
        raise NotFoundError("There is no such clip in this project.")
    if not clip.is_deleted:
        return []
    if board.scenes[clip.scene].is_deleted:
        raise RuleViolatedError("The clip's scene is deleted. Restore the scene first.")
    facts = [Fact(stream=clip.id, event=ClipRestored())]
    group = board.clip_group(clip.id)
    if alternates.chosen(group) is not None:
        return facts + ([Fact(stream=clip.id, event=ClipSetAside())] if clip.is_chosen else [])
    to = place.nearest(board, place.of(clip), clip.length)
    moved = ClipMoved(scene=to.scene, track=to.track, start=to.start)
    before = [Fact(stream=version.id, event=moved) for version in group if place.of(version) != to]
    return before + facts + ([] if clip.is_chosen else [Fact(stream=clip.id, event=ClipChosen())])
