"""What holds after any sequence of commands, whoever sent them."""

from itertools import groupby
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.board.board import Board
from domain.board.clip import Clip
from domain.board.scene import Scene
from domain.board.track import LAST_FRAME
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
    TrimClip,
)
from domain.command import Command, decide
from domain.conform import Conform
from domain.errors import DomainError, RuleViolatedError
from domain.media import Sound
from domain.member import AddMember, ChangeMemberRole, RemoveMember, TransferOwnership
from domain.music import MoveMusic, RemoveMusic, SetMusic
from domain.project import ChangeSettings, CopyProject, EditProject, SetProjectState
from domain.rate import FrameRate
from domain.scene import (
    AddScene,
    AddSceneAlternate,
    ChooseScene,
    DeleteScene,
    DuplicateScene,
    EditScene,
    PromoteScene,
    ReorderScene,
    RestoreScene,
    new_id,
)
from domain.timeline import layout
from events.ids import ClipId, ProjectId, SceneId, derived
from tests.domain.example import ADA, BEA, CAI, CLIPS, clip, facts_after, scene
from tests.scenario import PROJECT, board_of

SEEDS = st.sampled_from(["s", "t"])
CLIP_IDS = st.sampled_from([*map(clip, range(1, 7)), ClipId(derived("clip", "s", 0))])
SCENE_IDS = st.sampled_from([*map(scene, range(1, 4)), new_id("s")])
STARTS = st.integers(0, 200) | st.integers(0, 200) | st.sampled_from([-1, LAST_FRAME - 10])
LENGTHS = st.integers(1, 40) | st.integers(1, 40) | st.sampled_from([0, LAST_FRAME])
TRACKS = st.integers(0, 1)
NAMES = st.sampled_from(["", "Rain", "Scene 1", "Clip 1 A1"])
USERS = st.sampled_from([ADA, BEA, CAI])
ROLES = st.sampled_from(["owner", "editor", "viewer", "king"])


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


AFTERS: st.SearchStrategy[Any] = st.sampled_from(["first", "last"]) | SCENE_IDS
CONTENT: st.SearchStrategy[Command] = st.one_of(
    st.builds(
        AddClip,
        clip_id=CLIP_IDS,
        scene_id=SCENE_IDS,
        name=NAMES,
        track=TRACKS,
        start=maybe(STARTS),
        length=LENGTHS,
    ),
    st.builds(
        MoveClip, clip_id=CLIP_IDS, scene_id=maybe(SCENE_IDS), track=maybe(TRACKS), start=STARTS
    ),
    st.builds(TrimClip, clip_id=CLIP_IDS, start=maybe(STARTS), length=LENGTHS),
    st.builds(EditClip, clip_id=CLIP_IDS, name=maybe(NAMES), lyrics=maybe(NAMES)),
    st.builds(LinkMedia, clip_id=CLIP_IDS, url=NAMES, start=STARTS, length=STARTS),
    st.builds(
        DuplicateClip,
        clip_id=CLIP_IDS,
        copy_id=CLIP_IDS,
        scene_id=maybe(SCENE_IDS),
        track=maybe(TRACKS),
        start=maybe(STARTS),
    ),
    st.builds(AddClipAlternate, clip_id=CLIP_IDS, copy_id=CLIP_IDS),
    *(st.builds(it, clip_id=CLIP_IDS) for it in (ChooseClip, PromoteClip, DeleteClip, RestoreClip)),
    st.builds(AddScene, scene_id=SCENE_IDS, name=NAMES, after=AFTERS),
    st.builds(EditScene, scene_id=SCENE_IDS, name=maybe(NAMES), lyrics=maybe(NAMES)),
    st.builds(ReorderScene, scene_id=SCENE_IDS, after=AFTERS),
    *(st.builds(it, scene_id=SCENE_IDS, seed=SEEDS) for it in (DuplicateScene, AddSceneAlternate)),
    *(
        st.builds(it, scene_id=SCENE_IDS)
        for it in (ChooseScene, PromoteScene, DeleteScene, RestoreScene)
    ),
    st.builds(EditProject, name=maybe(NAMES), description=maybe(NAMES)),
    st.builds(
        ChangeSettings,
        frame_rate=maybe(st.sampled_from([*FrameRate.__members__, ""])),
        conform=maybe(st.sampled_from(Conform)),
        start_timecode=maybe(st.just("01:00:00:00")),
        width=maybe(st.integers(0, 3)),
    ),
    st.builds(
        SetMusic,
        digest=st.sampled_from(["a" * 64, "b" * 64]),
        name=NAMES,
        sound=st.just(Sound(samples=96_000, rate=48_000, channels=1)),
        offset=maybe(STARTS),
    ),
    st.builds(MoveMusic, offset=STARTS),
    st.builds(RemoveMusic),
)
COMMANDS: st.SearchStrategy[Command] = st.one_of(
    CONTENT,
    CONTENT,
    CONTENT,
    st.builds(
        SetProjectState, state=st.sampled_from(["archived", "active", "deleted", "restored"])
    ),
    st.builds(AddMember, user=USERS, role=ROLES),
    st.builds(ChangeMemberRole, user=USERS, role=ROLES),
    st.builds(RemoveMember, user=USERS),
    st.builds(TransferOwnership, giver=USERS, user=USERS),
)
HISTORIES = st.lists(COMMANDS, min_size=15, max_size=40)
# Alternates of clips and of scenes, a deleted clip and a second member, so that short histories
# already meet them.
START = facts_after(
    CLIPS,
    AddClipAlternate(clip_id=clip(1), copy_id=clip(4)),
    AddClipAlternate(clip_id=clip(2), copy_id=clip(5)),
    AddSceneAlternate(scene_id=scene(1), seed="s"),
    DeleteClip(clip_id=clip(1)),
    AddMember(user=BEA, role="editor"),
)
MANY = settings(max_examples=100, deadline=None)


def dump(board: Board) -> dict[str, Any]:
    """Return all that a board knows and all that its indexes say."""
    return {
        "project": board.project,
        "scenes": board.scenes,
        "clips": board.clips,
        "versions": board.versions,
        "order": [it.id for it in board.originals()],
        "counts": {id_: board.clip_count(id_) for id_ in board.scenes},
        "scene groups": {id_: [it.id for it in board.scene_group(id_)] for id_ in board.scenes},
        "clip groups": {id_: [it.id for it in board.clip_group(id_)] for id_ in board.clips},
        "contents": {id_: sorted(it.id for it in board.clips_of(id_)) for id_ in board.scenes},
        "tracks": {(id_, n): list(board.track(id_, n)) for id_ in board.scenes for n in range(2)},
    }


def played(history: list[Command]) -> Board:
    board = board_of(START)
    for command in history:
        tried(command, board)
    return board


def tried(command: Command, board: Board) -> bool:
    """Carry a command out and tell whether it changed anything."""
    try:
        facts = decide(command, board)
    except DomainError:
        return False
    board.apply(facts)
    return bool(facts)


@MANY
@given(history=HISTORIES)
def test_folding_all_facts_from_scratch_gives_the_same_board(history: list[Command]) -> None:
    board, facts = board_of(START), list(START)
    for command in history:
        try:
            decided = decide(command, board)
        except DomainError:
            continue
        board.apply(decided)
        facts += decided
    assert dump(board) == dump(board_of(facts))


@MANY
@given(history=HISTORIES)
def test_facts_taken_back_leave_nothing_behind(history: list[Command]) -> None:
    board = board_of(START)
    for command in history:
        before = dump(board)
        before = {**before, "scenes": dict(board.scenes), "clips": dict(board.clips)}
        before["versions"] = dict(board.versions)
        try:
            facts = decide(command, board)
        except DomainError:
            assert dump(board) == before
            continue
        board.revert(board.apply(facts))
        assert dump(board) == before
        board.apply(facts)


@MANY
@given(history=HISTORIES, command=COMMANDS)
def test_a_command_run_twice_changes_nothing_the_second_time(
    history: list[Command], command: Command
) -> None:
    board = played(history)
    tried(command, board)
    assert not tried(command, board)


@MANY
@given(history=HISTORIES)
def test_clips_that_play_never_overlap_and_stay_inside_the_day(history: list[Command]) -> None:
    board = played(history)
    playing = [it for it in board.clips.values() if it.takes_place]
    playing.sort(key=lambda it: (it.scene, it.track, it.start))
    for _, track in groupby(playing, key=lambda it: (it.scene, it.track)):
        end = 0
        for it in track:
            assert end <= it.start < it.end <= LAST_FRAME
            end = it.end


def assert_group_is_sound(group: list[Clip] | list[Scene]) -> None:
    live = [version for version in group if not version.is_deleted]
    assert len([version for version in live if version.is_chosen]) == min(len(live), 1)
    assert [version.original for version in group].count(None) == 1
    assert [version.alternate for version in group].count(0) == 1
    assert len({version.alternate for version in group}) == len(group)


@MANY
@given(history=HISTORIES)
def test_every_group_has_one_original_and_one_version_that_plays(history: list[Command]) -> None:
    board = played(history)
    for clip_id in board.clips:
        assert_group_is_sound(board.clip_group(clip_id))
        assert len({(it.scene, it.track, it.start) for it in board.clip_group(clip_id)}) == 1
    for scene_id in board.scenes:
        assert_group_is_sound(board.scene_group(scene_id))
        assert len({it.rank for it in board.scene_group(scene_id)}) == 1


@MANY
@given(history=HISTORIES)
def test_scenes_have_an_order_without_ties_and_the_project_an_owner(
    history: list[Command],
) -> None:
    board = played(history)
    ranks = [it.rank for it in board.originals()]
    assert ranks == sorted(set(ranks))
    assert board.project is not None
    assert "owner" in board.project.members.values()


@MANY
@given(history=HISTORIES)
def test_free_slots_offered_are_taken_without_refusal(history: list[Command]) -> None:
    board = board_of(START)
    for command in history:
        try:
            board.apply(decide(command, board))
        except RuleViolatedError as refusal:
            if isinstance(command, AddClip):
                for slot in refusal.free_slots:
                    again = AddClip(
                        clip_id=clip(99),
                        scene_id=command.scene_id,
                        track=slot.track,
                        start=slot.start,
                        length=slot.length,
                    )
                    assert decide(again, board)
        except DomainError:
            pass


@MANY
@given(history=HISTORIES)
def test_a_copy_of_a_project_plays_as_the_project_does(history: list[Command]) -> None:
    source = played(history)
    assert source.project is not None
    copy = Board("project-" + "1" * 32)
    command = CopyProject(
        project_id=ProjectId(copy.id),
        owner=BEA,
        name="Copy",
        project=source.project,
        scenes=tuple(source.scenes.values()),
        clips=tuple(source.clips.values()),
        seed="copy",
    )
    copy.apply(decide(command, copy))
    assert plan(copy) == plan(source)
    for clip_id in copy.clips:
        assert_group_is_sound(copy.clip_group(clip_id))
    for scene_id in copy.scenes:
        assert_group_is_sound(copy.scene_group(scene_id))


def plan(board: Board) -> list[Any]:
    blocks = layout(board.scenes.values(), board.clips.values()).blocks
    return [
        (
            block.scene.name,
            block.start,
            [(it.name, it.track, it.start, it.length) for it in block.clips],
            sorted(sorted(it.name for it in group) for group in block.versions.values()),
        )
        for block in blocks
    ]


def test_the_seeds_of_the_commands_name_new_scenes() -> None:
    assert new_id("s") == SceneId(derived("scene", "s", 0))
    assert board_of(START).id == PROJECT


@MANY
@given(history=HISTORIES)
def test_a_scene_starts_where_the_layout_has_it(history: list[Command]) -> None:
    board = played(history)
    for block in layout(board.scenes.values(), board.clips.values()).blocks:
        for one in (block, *block.alternates):
            assert board.scene_start(one.scene.id) == one.start
            assert board.scene_length(one.scene.id) == one.length
