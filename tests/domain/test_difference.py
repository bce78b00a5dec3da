"""What differs between two moments, and how it is worded."""

import pytest

from domain import difference, wording
from domain.board.board import Board
from domain.clip.command import (
    AddClip,
    ChooseClip,
    DeleteClip,
    EditClip,
    LinkMedia,
    MoveClip,
    SetTransition,
    TrimClip,
)
from domain.command import Command, decide
from domain.conform import Conform
from domain.difference import DifferenceKind, differences, of_facts
from domain.facet import BY_NAME
from domain.media import Sound
from domain.music import RemoveMusic, SetMusic
from domain.project import ChangeSettings, EditProject
from domain.scene import DeleteScene, ReorderScene
from tests.domain.example import CLIPS, ID, after, clip, scene
from tests.domain.test_any_history import dump
from tests.scenario import board_of

BEFORE = board_of(CLIPS)


def told(board: Board) -> list[tuple[str, DifferenceKind, list[str]]]:
    found = differences(BEFORE, board)
    return [(it.stream, it.kind, [one.name for one in it.facets]) for it in found]


def test_things_are_added_removed_and_changed() -> None:
    board = after(
        CLIPS,
        EditProject(name="Other"),
        DeleteClip(clip_id=clip(2)),
        AddClip(clip_id=clip(9), scene_id=scene(2), length=5),
        EditClip(clip_id=clip(1), notes="x", status="review"),
    )
    assert told(board) == [
        (ID, DifferenceKind.CHANGED, ["name"]),
        (clip(1), DifferenceKind.CHANGED, ["notes", "status"]),
        (clip(2), DifferenceKind.REMOVED, []),
        (clip(9), DifferenceKind.ADDED, []),
    ]


def test_what_was_made_and_deleted_between_is_no_difference() -> None:
    board = after(
        CLIPS,
        AddClip(clip_id=clip(9), scene_id=scene(2), length=5),
        DeleteClip(clip_id=clip(9)),
    )
    assert told(board) == []


def test_facts_say_what_they_would_make_different_and_change_nothing() -> None:
    board = board_of(CLIPS)
    before = dump(board)
    facts = [
        *decide(EditClip(clip_id=clip(1), notes="x"), board),
        *decide(EditClip(clip_id=clip(1), lyrics="y"), board),
    ]
    found = of_facts(board, facts)
    assert [(it.stream, it.kind) for it in found] == [(clip(1), DifferenceKind.CHANGED)]
    assert dump(board) == before


def test_states_that_are_alike_differ_in_nothing() -> None:
    state = BEFORE.clips[clip(1)]
    assert difference.told(state, state) == ()


WORDS: list[tuple[Command, str, str, str]] = [
    (MoveClip(clip_id=clip(2), start=48), clip(2), "place", "00:00:02:00 on track 1 in 'Scene 1'"),
    (TrimClip(clip_id=clip(2), length=1), clip(2), "length", "1 frame"),
    (EditClip(clip_id=clip(2), status="review"), clip(2), "status", "review"),
    (EditClip(clip_id=clip(2), parameters={"b": 1}), clip(2), "parameters", '{"b": 1}'),
    (LinkMedia(clip_id=clip(2), url="a.mov"), clip(2), "media", "a.mov"),
    (SetTransition(clip_id=clip(2), kind="cut"), clip(2), "transition", "a cut"),
    (
        SetTransition(clip_id=clip(2), kind="fade", length=2),
        clip(2),
        "transition",
        "a fade of 2 frames",
    ),
    (ChooseClip(clip_id=clip(3)), clip(3), "chosen", "plays"),
    (ChooseClip(clip_id=clip(3)), clip(1), "chosen", "set aside"),
    (ChooseClip(clip_id=clip(3)), clip(3), "group", "A1"),
    (ChooseClip(clip_id=clip(3)), clip(1), "group", "original"),
    (DeleteClip(clip_id=clip(2)), clip(2), "deleted", "deleted"),
    (DeleteClip(clip_id=clip(2)), clip(1), "deleted", "not deleted"),
    (ReorderScene(scene_id=scene(2), after="first"), scene(2), "rank", "place 1"),
    (ReorderScene(scene_id=scene(2), after="first"), scene(1), "rank", "place 2"),
    (ChangeSettings(width=640, height=480), ID, "resolution", "640 by 480"),
    (ChangeSettings(image_model="flux"), ID, "models", "images: flux"),
    (
        SetMusic(
            digest="a" * 64,
            name="Waltz.wav",
            sound=Sound(samples=480_000, rate=48_000, channels=2),
            offset=48,
        ),
        ID,
        "music",
        "'Waltz.wav' from 00:00:02:00",
    ),
    (RemoveMusic(), ID, "music", "none"),
    (
        ChangeSettings(
            frame_rate="FPS_25", conform=Conform.KEEP_FRAMES, start_timecode="01:00:00:00"
        ),
        ID,
        "rate",
        "25, from 01:00:00:00",
    ),
]


@pytest.mark.parametrize(("command", "stream", "name", "words"), WORDS, ids=lambda it: str(it)[:40])
def test_a_value_is_worded_as_people_read_it(
    command: Command, stream: str, name: str, words: str
) -> None:
    board = after(CLIPS, command)
    state = board.state(stream)
    assert state is not None
    assert wording.text(BY_NAME[type(state)][name], state, board) == words


def test_values_of_several_fields_are_objects() -> None:
    state = BEFORE.clips[clip(2)]
    facets = BY_NAME[type(state)]
    assert wording.value(facets["name"], state) == "Clip 2"
    assert wording.value(facets["place"], state) == {"scene": scene(1), "track": 0, "start": 72}


def test_a_place_in_a_scene_that_is_not_there_has_no_name() -> None:
    state = BEFORE.clips[clip(2)]
    bare = board_of([fact for fact in CLIPS if fact.stream == ID])
    place = BY_NAME[type(state)]["place"]
    assert wording.text(place, state, bare) == "00:00:03:00 on track 1"


def test_a_deleted_scene_has_a_place_of_no_account() -> None:
    board = after(CLIPS, DeleteScene(scene_id=scene(1)))
    rank = BY_NAME[type(board.scenes[scene(2)])]["rank"]
    assert wording.text(rank, board.scenes[scene(2)], board) == "place 1"
