"""What commits did, in words that people read."""

from datetime import UTC, datetime

import pytest

from domain import past
from domain.activity import Activity, described, position, undoing
from domain.board.board import Board
from domain.clip.command import (
    AddClip,
    AddClipAlternate,
    ChooseClip,
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
from domain.command import Command, decide
from domain.conform import Conform
from domain.media import Sound
from domain.member import AddMember, ChangeMemberRole, RemoveMember
from domain.music import MoveMusic, RemoveMusic, SetMusic
from domain.project import ChangeSettings, EditProject, ExportProject, SetProjectState
from domain.scene import AddScene, AddSceneAlternate, DuplicateScene, EditScene, ReorderScene
from events.clip import ClipRegrouped
from events.project import BranchForked, BranchMerged, BranchRenamed, ProjectArrived
from events.store import Envelope, Fact
from tests.domain.example import ADA, BEA, CLIPS, CREATED, ID, about, clip, facts_after, scene
from tests.scenario import board_of

ENVELOPE = Envelope(actor=ADA, at=datetime(2026, 1, 1, tzinfo=UTC))
START = facts_after(
    CLIPS,
    AddClip(clip_id=clip(4), scene_id=scene(2), length=48, name="Clip 4", media_url="a.mov"),
    AddMember(user=BEA, role="viewer"),
    ChangeSettings(start_timecode="01:00:00:00"),
)


def activity(facts: list[Fact], board: Board) -> Activity:
    before = board.apply(facts)
    change = past.change(board, 9, tuple(facts), ENVELOPE, before)
    return described(change, tuple(facts), board)


def did(*commands: Command, given: list[Fact] = START) -> str:
    board = board_of(given)
    facts: list[Fact] = []
    for command in commands:
        decided = decide(command, board)
        board.apply(decided)
        facts += decided
    return activity(facts, board_of(given)).sentence


SAID: list[tuple[Command, str]] = [
    (ExportProject(format="EDL", options={}), "exported the project as EDL"),
    (MoveClip(clip_id=clip(4), start=5), "moved 'Clip 4' to 01:00:04:05"),
    (
        MoveClip(clip_id=clip(2), scene_id=scene(2), track=1, start=0),
        "moved 'Clip 2' to 01:00:02:00 on track 2 in 'Scene 2'",
    ),
    (AddClip(clip_id=clip(9), scene_id=scene(2), length=1, name="New"), "added 'New' at"),
    (AddClipAlternate(clip_id=clip(2), copy_id=clip(9)), "made alternate A1 of 'Clip 2'"),
    (DuplicateClip(clip_id=clip(2), copy_id=clip(9)), "copied 'Clip 2 copy' at 01:00:04:00"),
    (TrimClip(clip_id=clip(2), length=1), "trimmed 'Clip 2' to 1 frame"),
    (
        EditClip(clip_id=clip(2), name="Gulls", notes="x", status="review"),
        "renamed 'Clip 2' to 'Gulls', edited the notes of 'Gulls' and set 'Gulls' to review",
    ),
    (LinkMedia(clip_id=clip(2), url="b.mov"), "linked media to 'Clip 2'"),
    (LinkMedia(clip_id=clip(4), url="b.mov"), "linked other media to 'Clip 4'"),
    (LinkMedia(clip_id=clip(4), url=""), "unlinked the media of 'Clip 4'"),
    (
        SetTransition(clip_id=clip(2), kind="wipe", length=6, direction="up"),
        "let 'Clip 2' come in by a wipe up of 6 frames",
    ),
    (ChooseClip(clip_id=clip(3)), "chose 'Clip 1 A1' to play"),
    (DeleteClip(clip_id=clip(2)), "deleted 'Clip 2'"),
    (AddScene(scene_id=scene(9)), "added 'Scene 3'"),
    (EditScene(scene_id=scene(1), lyrics="la"), "edited the lyrics of 'Scene 1'"),
    (ReorderScene(scene_id=scene(2), after="first"), "moved 'Scene 2' in the order of scenes"),
    (
        AddSceneAlternate(scene_id=scene(2), seed="s"),
        "made alternate A1 of 'Scene 2' and copied 'Clip 4' at 01:00:04:00",
    ),
    (
        DuplicateScene(scene_id=scene(1), seed="s"),
        "copied 1 scene and copied 3 clips",
    ),
    (EditProject(name="Other"), "renamed the project to 'Other'"),
    (EditProject(description="x"), "edited the description of the project"),
    (
        ChangeSettings(width=640, height=480, aspect_ratio="4:3"),
        "changed the resolution to 640 by 480 and changed the aspect ratio to 4:3",
    ),
    (
        ChangeSettings(frame_rate="FPS_25", conform=Conform.KEEP_FRAMES),
        "changed the frame rate to 25",
    ),
    (ChangeSettings(start_timecode="02:00:00:00"), "let the timecode start at 02:00:00:00"),
    (ChangeMemberRole(user=BEA, role="editor"), f"made {BEA} editor"),
    (RemoveMember(user=BEA), f"took {BEA} out of the project"),
    (SetProjectState(state="archived"), "archived the project"),
    (SetProjectState(state="deleted"), "deleted the project"),
]


@pytest.mark.parametrize(("command", "sentence"), SAID, ids=lambda it: str(it)[:60])
def test_a_change_is_said_in_words(command: Command, sentence: str) -> None:
    assert did(command).startswith(sentence)


def test_what_is_done_to_music_is_said_in_words() -> None:
    waltz = SetMusic(
        digest="a" * 64, name="Waltz.wav", sound=Sound(samples=480_000, rate=48_000, channels=2)
    )
    playing = facts_after(START, waltz)
    assert did(waltz) == "let 'Waltz.wav' play from 01:00:00:00"
    assert did(MoveMusic(offset=-24), given=playing) == "moved the music to 00:59:59:00"
    assert did(RemoveMusic(), given=playing) == "took the music 'Waltz.wav' away"


def test_members_are_added_by_their_id() -> None:
    assert did(AddMember(user=BEA, role="editor"), given=CLIPS) == f"added {BEA} as editor"


def test_states_are_left_again() -> None:
    archived = facts_after(START, SetProjectState(state="archived"))
    deleted = facts_after(START, SetProjectState(state="deleted"))
    sentence = "took the project out of the archive"
    assert did(SetProjectState(state="active"), given=archived) == sentence
    assert did(SetProjectState(state="restored"), given=deleted) == "restored the project"


def test_a_promotion_says_who_is_the_original_now() -> None:
    sentence = "made 'Clip 1' the original and chose 'Clip 1' to play"
    assert did(PromoteClip(clip_id=clip(3))) == sentence


def test_a_restored_clip_is_restored() -> None:
    given = facts_after(START, DeleteClip(clip_id=clip(2)))
    assert did(RestoreClip(clip_id=clip(2)), given=given) == "restored 'Clip 2'"


def test_many_things_are_counted_and_the_project_is_named() -> None:
    commands = [EditClip(clip_id=clip(n), notes="x") for n in (1, 2, 3, 4)]
    assert did(*commands) == "edited 4 clips"
    assert did(*commands, EditProject(name="Other")) == (
        "renamed the project to 'Other' and edited 4 clips"
    )


def test_the_beginning_creates_the_project() -> None:
    assert did(given=[]) == "changed nothing that is shown"
    made = activity(about(ID, CREATED), board_of([]))
    assert made.sentence == "created the project 'Harbour'"
    assert [(it.id, it.kind, it.name, it.verb) for it in made.things] == [
        (ID, "project", "Harbour", "created")
    ]


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (
            BranchForked(parent=ID, position=7, trunk=ID, name="Try"),
            "began the branch 'Try' at change 7",
        ),
        (BranchRenamed(name="Try"), "renamed the branch to 'Try'"),
        (BranchMerged(source=ID, position=7, at=9), "merged a branch"),
    ],
)
def test_branches_are_told_of(event: object, sentence: str) -> None:
    assert activity(about(ID, event), board_of(START)).sentence == sentence


def test_what_only_follows_from_something_else_is_not_said() -> None:
    event = ClipRegrouped(original=clip(2), alternate=5)
    assert activity(about(clip(3), event), board_of(START)).sentence == (
        "changed nothing that is shown"
    )


def test_an_alternate_of_what_is_gone_is_an_alternate_of_it() -> None:
    facts = [fact for fact in CLIPS if fact.stream != clip(1)]
    made = activity([facts[-1]], board_of(facts[:-1]))
    assert made.sentence == "made alternate A1 of it"


def test_a_clip_without_a_project_is_named_by_its_frame() -> None:
    board = board_of([fact for fact in CLIPS if fact.stream != ID])
    assert position(board, board.clips[clip(2)]) == "frame 72"


def test_undo_and_redo_say_what_they_took_back() -> None:
    assert undoing("moved 'Clip 3'", is_redo=False) == "undid: moved 'Clip 3'"
    assert undoing("moved 'Clip 3'", is_redo=True) == "redid: moved 'Clip 3'"


def test_an_arrival_is_told_without_names() -> None:
    event = ProjectArrived(origin=ID, position=3, owner=BEA)
    said = activity(about(ID, event), board_of(START))
    assert said.sentence == "brought the project in from an archive"
