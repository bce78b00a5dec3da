"""What a commit did, in words that people read: "moved 'Clip 3' to 00:01:12:05".

Names of people are not in here: where somebody is meant, the sentence has their id, and whoever
shows it puts the name there. So people can be erased, and sentences kept.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, assert_never

from domain import facet
from domain.alternates import badge
from domain.board.board import Board, State
from domain.board.clip import Clip
from domain.board.pool import PoolItem
from domain.board.project import Project
from domain.board.scene import Scene
from domain.board.take import Take
from domain.library import activity as library
from domain.library.board import LibraryBoard
from domain.queue import activity as queue
from domain.queue.board.board import QueueBoard
from domain.rate import FrameRate
from domain.realm import Ground, project_board
from domain.text import counted
from domain.timecode import timecode
from domain.undo import Change
from events.ids import TakeId
from events.project import (
    BranchForked,
    BranchMerged,
    BranchRenamed,
    MemberAdded,
    MemberRemoved,
    MemberRoleChanged,
    ProjectArchived,
    ProjectArrived,
    ProjectDeleted,
    ProjectExported,
    ProjectRestored,
    ProjectUnarchived,
)
from events.record import record
from events.store import Fact

_WAYS: Final = {"left": "to the left", "right": "to the right", "up": "up", "down": "down"}
# More things than that are only counted in the sentence of a commit.
NAMED: Final = 3
KINDS: Final[Mapping[type[Any], str]] = {
    Project: "project",
    Scene: "scene",
    Clip: "clip",
    Take: "take",
    PoolItem: "pool item",
}


@record
class Thing:
    """What a commit changed: a project, scene, clip …; `verb` sums up what was done to it."""

    id: str
    kind: str
    name: str
    verb: str
    sentences: tuple[str, ...]


@record
class Activity:
    sentence: str
    things: tuple[Thing, ...]


def described(change: Change, facts: tuple[Fact, ...], ground: Ground) -> Activity:
    """Say what a change did; the board has it already, and nothing later."""
    if isinstance(ground, QueueBoard):
        return _shared(queue.said(facts, ground))
    if isinstance(ground, LibraryBoard):
        return _shared(library.said(facts, ground))
    said = _Saying(change, project_board(ground))
    things = [thing for stream in change.after if (thing := said.thing(stream, facts)) is not None]
    return Activity(sentence=_summary(things), things=tuple(things))


def _shared(said: Iterable[queue.Said | library.Said]) -> Activity:
    """Return the activity of what all projects share."""
    things = [
        Thing(id=one.id, kind=one.kind, name=one.name, verb=one.verb, sentences=(one.sentence,))
        for one in said
    ]
    return Activity(sentence=_summary(things), things=tuple(things))


def undoing(sentence: str, *, is_redo: bool) -> str:
    """Return the sentence of a commit that took another one back, or brought it back."""
    return f"{'redid' if is_redo else 'undid'}: {sentence}"


def _summary(things: list[Thing]) -> str:
    if len(things) <= NAMED:
        return joined(sentence for thing in things for sentence in thing.sentences)
    # There is one project, and what was done to it is not to be counted.
    own = [sentence for thing in things if thing.kind == "project" for sentence in thing.sentences]
    kinds = Counter((thing.verb, thing.kind) for thing in things if thing.kind != "project")
    others = [f"{verb} {counted(number, kind)}" for (verb, kind), number in kinds.items()]
    return joined([*own, *others])


def joined(sentences: Iterable[str]) -> str:
    """Return `a`, `a and b` or `a, b and c`."""
    *most, last = list(dict.fromkeys(sentences)) or ["changed nothing that is shown"]
    return f"{', '.join(most)} and {last}" if most else last


class _Saying:
    def __init__(self, change: Change, board: Board) -> None:
        self._change = change
        self._board = board

    def thing(self, stream: str, facts: tuple[Fact, ...]) -> Thing | None:
        before, after = self._change.before[stream], self._change.after[stream]
        said = list(self._said(before, after, (f.event for f in facts if f.stream == stream)))
        if not said:
            return None
        return Thing(
            id=stream,
            kind=KINDS[type(after)],
            name=after.name,
            verb=said[0][0],
            sentences=tuple(sentence for _, sentence in said),
        )

    def _said(
        self, before: State | None, after: State, events: Iterable[object]
    ) -> Iterator[tuple[str, str]]:
        if isinstance(after, Project):
            for event in events:
                yield from _project_event(event, "branch" if after.trunk else "project")
        if before is None:
            yield self._made(after)
            return
        names = [one.name for one in facet.changed(before, after)]
        if "group" in names and "name" in names:
            names.remove("name")  # versions that change places change their names with them
        for name in names:
            yield from self._changed(name, before, after)

    def _made(self, after: State) -> tuple[str, str]:
        name = quoted(after)
        match after:
            case Project():
                return "created", f"created the project {name}"
            case Scene() | Clip() if after.original is not None:
                first = self._board.state(after.original)
                of = quoted(first) if first else "it"
                return "copied", f"made alternate {badge(after.alternate)} of {of}"
            case Scene():
                verb = "copied" if after.copied_from else "added"
                return verb, f"{verb} {name}"
            case Clip():
                verb = "copied" if after.copied_from else "added"
                return verb, f"{verb} {name} at {self.timecode(after)}"
            case Take():
                verb = "copied" if after.copied_from else "added"
                return verb, f"{verb} {self.take(after)}"
            case PoolItem():
                verb = "copied" if after.copied_from else "added"
                return verb, f"{verb} {name} to the pool"
        assert_never(after)

    def _changed(self, name: str, before: Any, after: Any) -> Iterator[tuple[str, str]]:
        match name:
            case "deleted":
                verb = "deleted" if after.is_deleted else "restored"
                what = self.take(after) if isinstance(after, Take) else quoted(after)
                yield verb, f"{verb} {what}"
            case "image" | "video" if isinstance(after, Clip):
                yield self._selected(name, after)
            case "place":
                yield "moved", f"moved {quoted(after)} to {self._place(before, after)}"
            case "rank":
                yield "moved", f"moved {quoted(after)} in the order of scenes"
            case "code" if after.code:
                yield "numbered", f"gave {quoted(after)} the code {after.code}"
            case "shot_list":
                verb = "confirmed" if after.confirmed_naming else "unlocked"
                yield "edited", f"{verb} the shot list"
            case "group" if after.original is None:
                yield "promoted", f"made {quoted(after)} the original"
            case "chosen" if after.is_chosen:
                yield "chose", f"chose {quoted(after)} to play"
            case "group" | "chosen" | "merges":
                pass  # follows from what is said of another version, or is said by its event
            case _:
                yield "edited", _edited(name, before, after)

    def _place(self, before: Clip, after: Clip) -> str:
        place = self.timecode(after)
        if before.track != after.track:
            place += f" on track {after.track + 1}"
        if before.scene != after.scene:
            scene = self._board.scenes.get(after.scene)
            place += f" in {quoted(scene)}" if scene else ""
        return place

    def _selected(self, kind: str, after: Clip) -> tuple[str, str]:
        take = self._board.takes.get(after.selected(kind) or TakeId(""))
        if take is None:
            return "unselected", f"unselected the {kind} of {quoted(after)}"
        return "selected", f"selected take {take.number} as the {kind} of {quoted(after)}"

    def take(self, take: Take) -> str:
        """Return `take 3 of 'Clip 1'`."""
        clip = self._board.clips.get(take.clip)
        return f"take {take.number} of {quoted(clip)}" if clip else f"take {take.number}"

    def timecode(self, clip: Clip) -> str:
        return position(self._board, clip)


def position(board: Board, clip: Clip) -> str:
    """Return the timecode of a clip's first frame on the whole timeline."""
    if board.project is None:
        return f"frame {clip.start}"
    frame = board.project.start_frame + board.scene_start(clip.scene) + clip.start
    return timecode(frame, FrameRate[board.project.frame_rate], wrap=True)


def _edited(name: str, before: Any, after: Any) -> str:
    say = _SENTENCES.get((type(after), name)) or _SENTENCES.get((object, name))
    if say is not None:
        return say(before, after)
    what = facet.BY_NAME[type(after)][name].label
    return f"edited the {what} of {'the project' if isinstance(after, Project) else quoted(after)}"


def quoted(thing: Any) -> str:
    return f"'{thing.name}'"


def transition(clip: Clip) -> str:
    """Return `a cut`, or `a wipe to the left of 12 frames`."""
    if clip.transition == "cut":
        return "a cut"
    way = f" {_WAYS[clip.transition_direction]}" if clip.transition_direction else ""
    return f"a {clip.transition}{way} of {counted(clip.transition_length, 'frame')}"


def _linked(before: Any, after: Any) -> str:
    if not after.media_url:
        return f"unlinked the media of {quoted(after)}"
    return f"{'linked other' if before.media_url else 'linked'} media to {quoted(after)}"


def _rate(before: Any, after: Any) -> str:
    if before.frame_rate != after.frame_rate:
        return f"changed the frame rate to {FrameRate[after.frame_rate].label}"
    start = timecode(after.start_frame, FrameRate[after.frame_rate], wrap=True)
    return f"let the timecode start at {start}"


def _music(before: Any, after: Any) -> str:
    if not after.music:
        return f"took the music '{before.music_name}' away"
    if (before.music, before.music_name) != (after.music, after.music_name):
        return f"let '{after.music_name}' play from {_music_start(after)}"
    return f"moved the music to {_music_start(after)}"


def music(project: Project) -> str:
    """Return `none`, or what plays from when on."""
    if not project.music:
        return "none"
    return f"'{project.music_name}' from {_music_start(project)}"


def _music_start(project: Project) -> str:
    frame = project.start_frame + project.music_offset
    return timecode(frame, FrameRate[project.frame_rate], wrap=True)


_SENTENCES: Final[Mapping[tuple[type[Any], str], Callable[[Any, Any], str]]] = {
    (object, "name"): lambda before, after: f"renamed {quoted(before)} to {quoted(after)}",
    (Clip, "length"): lambda _, after: (
        f"trimmed {quoted(after)} to {counted(after.length, 'frame')}"
    ),
    (Clip, "status"): lambda _, after: f"set {quoted(after)} to {after.status}",
    (Clip, "media"): _linked,
    (Clip, "transition"): lambda _, after: f"let {quoted(after)} come in by {transition(after)}",
    (Project, "name"): lambda _, after: f"renamed the project to {quoted(after)}",
    (Project, "rate"): _rate,
    (Project, "music"): _music,
    (Project, "resolution"): lambda _, after: (
        f"changed the resolution to {after.width} by {after.height}"
    ),
    (Project, "aspect_ratio"): lambda _, after: f"changed the aspect ratio to {after.aspect_ratio}",
}


def _project_event(event: object, kind: str) -> Iterator[tuple[str, str]]:  # noqa: C901, PLR0912 - one line a fact
    match event:
        case MemberAdded():
            yield "edited", f"added {event.user} as {event.role}"
        case MemberRoleChanged():
            yield "edited", f"made {event.user} {event.role}"
        case MemberRemoved():
            yield "edited", f"took {event.user} out of the project"
        case ProjectArchived():
            yield "edited", "archived the project"
        case ProjectUnarchived():
            yield "edited", "took the project out of the archive"
        case ProjectDeleted():
            yield "deleted", f"deleted the {kind}"
        case ProjectRestored():
            yield "restored", f"restored the {kind}"
        case BranchForked():
            yield "edited", f"began the branch '{event.name}' at change {event.position}"
        case BranchRenamed():
            yield "edited", f"renamed the branch to '{event.name}'"
        case BranchMerged():
            yield "edited", "merged a branch"
        case ProjectExported():
            yield "exported", f"exported the project as {event.format}"
        case ProjectArrived():
            yield "arrived", "brought the project in from an archive"
        case _:
            return
