"""A film that goes out and comes back, and what somebody may do to it."""

from collections.abc import Callable
from typing import Final

from domain.board.board import Board
from domain.clip.command import (
    AddClip,
    AddClipAlternate,
    EditClip,
    LinkMedia,
    SetTransition,
    TrimClip,
)
from domain.command import decide
from domain.scene import AddScene
from events.record import replace
from interchange.timeline import Clip, Timeline
from tests.interchange.plan import board, clip_id, scene_id
from tests.interchange.returned.edits import Row, laid, rows_of, timeline

MOVIE: Final = "file:///film/harbour.mov"


def film() -> Board:
    """Two scenes: Gulls and Terns with a title above, then Rain and Storm."""
    quay, pier = scene_id(1), scene_id(2)
    return board(
        AddScene(scene_id=quay, name="Quay"),
        AddScene(scene_id=pier, name="Pier"),
        AddClip(
            clip_id=clip_id(1),
            scene_id=quay,
            name="Gulls",
            length=50,
            lyrics="La",
            notes="Wide",
            image_prompt="gulls",
            parameters={"seed": 7},
            media_url=MOVIE,
            media_start=100,
            media_length=200,
        ),
        AddClip(clip_id=clip_id(2), scene_id=quay, name="Terns", length=50, notes="Close"),
        AddClip(clip_id=clip_id(3), scene_id=quay, name="Title", track=1, start=10, length=30),
        AddClip(clip_id=clip_id(4), scene_id=pier, name="Rain", length=30, media_url=MOVIE),
        SetTransition(clip_id=clip_id(4), kind="wipe", length=10, direction="left"),
        AddClip(clip_id=clip_id(5), scene_id=pier, name="Storm", length=40, lyrics="Lo"),
        rate="FPS_25",
        start="01:00:00:00",
    )


def changed(edit: Timeline, name: str, change: Callable[[Clip], Clip]) -> Timeline:
    """Return an edit in which one clip is another one; transitions stay."""
    return replace(
        edit,
        tracks=tuple(
            replace(
                track,
                items=tuple(
                    change(item) if isinstance(item, Clip) and item.name == name else item
                    for item in track.items
                ),
            )
            for track in edit.tracks
        ),
    )


def recut(made: Board, change: Callable[[list[Row]], None]) -> Timeline:
    """Return an edit after its rows were changed."""
    edit = timeline(made)
    rows = rows_of(edit)
    change(rows)
    return laid(edit, rows)


CUT: Final = [("Rain", "transition", "wipe 10 left", "cut")]


def moved(scene: str, track: int, since: int, to: int) -> tuple[str, str, str]:
    where = f"“{scene}”, track {track + 1}, frame"
    return "place", f"{where} {since}", f"{where} {to}"


def with_alternate(made: Board) -> Board:
    for command in (
        AddClipAlternate(clip_id=clip_id(5), copy_id=clip_id(6)),
        TrimClip(clip_id=clip_id(6), length=10),
        LinkMedia(clip_id=clip_id(6), url="b.mov"),
        EditClip(clip_id=clip_id(6), notes="Slow"),
    ):
        made.apply(decide(command, made))
    return made
