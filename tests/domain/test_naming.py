"""Confirming a shot list, and what its codes go through afterwards."""

from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.board.board import Board
from domain.clip.command import (
    AddClip,
    AddClipAlternate,
    DeleteClip,
    MoveClip,
    PromoteClip,
    RestoreClip,
)
from domain.command import Command
from domain.errors import DomainError, NotFoundError, RuleViolatedError
from domain.execute import Request, decide
from domain.naming.command import ConfirmShotList, SetClipCode, SetSceneCode, UnlockShotList
from domain.project import ChangeSettings, CopyProject, existing
from domain.scene import (
    AddScene,
    AddSceneAlternate,
    DeleteScene,
    DuplicateScene,
    ReorderScene,
    RestoreScene,
    new_id,
)
from events.clip import ClipCoded
from events.ids import ProjectId
from events.project import ProjectNamingChanged, ShotListConfirmed, ShotListUnlocked
from events.scene import SceneCoded
from events.store import Fact
from tests.domain.example import ADA, CLIPS, FOUNDED, ID, about, clip, scene
from tests.domain.test_any_history import CONTENT, START
from tests.domain.test_any_past import assert_named
from tests.scenario import PROJECT, board_of, scenario

NAMING: Final = "SQ{scene:03*10}_SH{shot:04*10}"


def work(board: Board, *commands: Command) -> list[Fact]:
    """Carry out commands as one change of Ada's, as the shell does."""
    facts, _ = decide(Request(project=PROJECT, command_id="c", actor=ADA, commands=commands), board)
    return list(facts)


def confirmed(*before: Command, naming: str = NAMING) -> Board:
    board = board_of(CLIPS)
    board.apply(about(ID, ProjectNamingChanged(naming=naming)))
    work(board, *before, ConfirmShotList())
    return board


def add(number: int, start: int, home: int = 1) -> AddClip:
    return AddClip(clip_id=clip(number), scene_id=scene(home), start=start, length=1)


def code(board: Board, number: int) -> str:
    return board.clips[clip(number)].code


def test_confirming_gives_every_scene_and_shot_its_code() -> None:
    scenario(
        given=CLIPS,
        when=ConfirmShotList(),
        then=[
            *about(ID, ShotListConfirmed(naming=NAMING)),
            *about(scene(1), SceneCoded(code="SQ010")),
            *about(scene(2), SceneCoded(code="SQ020")),
            *about(clip(1), ClipCoded(code="SQ010_SH0010")),
            *about(clip(2), ClipCoded(code="SQ010_SH0020")),
            *about(clip(3), ClipCoded(code="SQ010_SH0010")),
        ],
    )


def test_confirming_again_changes_nothing_and_is_not_done_anew() -> None:
    board = confirmed()
    assert work(board, ConfirmShotList()) == []
    with pytest.raises(RuleViolatedError, match="Unlock it first to number it anew"):
        work(board, ConfirmShotList(anew=True))


def test_nothing_is_confirmed_where_there_is_no_clip_or_no_project() -> None:
    wrong = RuleViolatedError("There is no clip to confirm yet. Add the first one.")
    scenario(given=FOUNDED, when=ConfirmShotList(), then=wrong)
    scenario(given=[], when=ConfirmShotList(), then=NotFoundError)


def test_a_convention_of_an_older_program_that_names_no_shot_is_not_confirmed() -> None:
    given = [*CLIPS, *about(ID, ProjectNamingChanged(naming="{project}"))]
    scenario(given=given, when=ConfirmShotList(), then=RuleViolatedError)


def test_a_clip_between_two_others_gets_a_number_between_theirs() -> None:
    board = confirmed()
    work(board, add(11, 48), add(12, 200))
    work(board, add(13, 47 + 2), add(14, 71))
    assert code(board, 11) == "SQ010_SH0015"
    assert code(board, 12) == "SQ010_SH0030"
    assert code(board, 13) == "SQ010_SH0016"
    assert code(board, 14) == "SQ010_SH0018"


def test_codes_stay_when_clips_are_moved_within_a_scene_and_out_of_it() -> None:
    board = confirmed()
    work(board, MoveClip(clip_id=clip(1), start=300))
    work(board, MoveClip(clip_id=clip(2), scene_id=scene(2), start=0))
    work(board, ReorderScene(scene_id=scene(2), after="first"))
    assert (code(board, 1), code(board, 2)) == ("SQ010_SH0010", "SQ010_SH0020")
    work(board, add(11, 30, home=2), add(12, 400))
    assert (code(board, 11), code(board, 12)) == ("SQ020_SH0010", "SQ010_SH0030")


def test_the_code_of_a_deleted_clip_is_not_given_to_another() -> None:
    board = confirmed()
    work(board, add(11, 200))
    work(board, DeleteClip(clip_id=clip(11)))
    work(board, add(12, 200))
    assert code(board, 12) == "SQ010_SH0040"
    work(board, RestoreClip(clip_id=clip(11)))
    assert code(board, 11) == "SQ010_SH0030"


def test_alternates_share_the_code_of_their_shot_also_when_one_is_promoted() -> None:
    board = confirmed()
    work(board, AddClipAlternate(clip_id=clip(2), copy_id=clip(11)))
    work(board, PromoteClip(clip_id=clip(11)))
    assert code(board, 11) == code(board, 2) == "SQ010_SH0020"
    work(board, DeleteClip(clip_id=clip(2)), AddClipAlternate(clip_id=clip(11), copy_id=clip(12)))
    assert code(board, 12) == "SQ010_SH0020"


def test_copies_of_scenes_get_codes_of_their_own() -> None:
    board = confirmed()
    work(board, DuplicateScene(scene_id=scene(1), seed="s"))
    work(board, AddSceneAlternate(scene_id=scene(1), seed="a"))
    codes = {it.code for it in board.clips.values()}
    assert codes == {
        *("SQ010_SH0010", "SQ010_SH0020"),
        *("SQ015_SH0010", "SQ015_SH0020"),
        *("SQ010A1_SH0010", "SQ010A1_SH0020"),
    }


def test_a_scene_that_was_deleted_when_the_list_was_confirmed_is_named_when_it_comes_back() -> None:
    board = confirmed(add(11, 0, home=2), DeleteScene(scene_id=scene(2)))
    assert board.scenes[scene(2)].code == code(board, 11) == ""
    work(board, RestoreScene(scene_id=scene(2)))
    assert (board.scenes[scene(2)].code, code(board, 11)) == ("SQ020", "SQ020_SH0010")


def test_without_a_token_for_scenes_shots_are_numbered_through_the_project() -> None:
    board = confirmed(add(11, 0, home=2), naming="SH{shot:*10}")
    work(board, add(12, 50), AddScene(scene_id=scene(3), after="last"))
    assert [code(board, it) for it in (1, 12, 2, 11)] == ["SH10", "SH15", "SH20", "SH30"]
    assert {it.code for it in board.scenes.values()} == {""}
    with pytest.raises(RuleViolatedError, match=r"has no \{scene\}"):
        work(board, SetSceneCode(scene_id=scene(1), code="OPEN"))


def test_the_convention_cannot_be_changed_while_the_list_is_confirmed() -> None:
    board = confirmed()
    assert work(board, ChangeSettings(naming=NAMING)) == []
    with pytest.raises(RuleViolatedError) as refused:
        work(board, ChangeSettings(naming="{shot}"))
    assert refused.value.field == "naming"


def test_an_unlocked_list_keeps_its_codes_until_it_is_numbered_anew() -> None:
    board = confirmed()
    work(board, add(11, 50))
    work(board, DeleteClip(clip_id=clip(2)))
    assert work(board, UnlockShotList()) == about(ID, ShotListUnlocked())
    assert work(board, UnlockShotList()) == []
    work(board, add(12, 60))
    assert not code(board, 12)
    work(board, ConfirmShotList())
    assert (code(board, 11), code(board, 12)) == ("SQ010_SH0015", "SQ010_SH0030")
    work(board, UnlockShotList(), ChangeSettings(naming="E{shot:03}"), ConfirmShotList(anew=True))
    assert [code(board, it) for it in (1, 11, 12, 2)] == ["E001", "E002", "E003", ""]
    assert {it.code for it in board.scenes.values()} == {""}


def test_a_new_version_of_what_has_a_code_gets_it_also_while_the_list_is_open() -> None:
    board = confirmed()
    work(board, UnlockShotList())
    coded = work(board, AddClipAlternate(clip_id=clip(2), copy_id=clip(9)))[-1:]
    assert coded == about(clip(9), ClipCoded(code="SQ010_SH0020"))
    coded = work(board, AddSceneAlternate(scene_id=scene(1), seed="s"))[-1:]
    assert coded == about(new_id("s"), SceneCoded(code="SQ010"))
    assert not any(it.code for it in board.clips_of(new_id("s")))


def test_a_code_is_set_by_hand_for_all_versions() -> None:
    set_ = about(clip(1), ClipCoded(code="OPENER")) + about(clip(3), ClipCoded(code="OPENER"))
    scenario(given=CLIPS, when=SetClipCode(clip_id=clip(3), code=" OPENER "), then=set_)
    named = about(scene(1), SceneCoded(code="INT"))
    scenario(given=CLIPS, when=SetSceneCode(scene_id=scene(1), code="INT"), then=named)
    board = confirmed(
        SetClipCode(clip_id=clip(1), code="OPENER"), SetSceneCode(scene_id=scene(1), code="INT")
    )
    assert [code(board, it) for it in (1, 2, 3)] == ["OPENER", "INT_SH0010", "OPENER"]
    assert work(board, SetClipCode(clip_id=clip(1), code="OPENER")) == []


def test_a_code_may_be_taken_away_only_while_the_list_is_open() -> None:
    board = board_of(CLIPS)
    work(board, SetClipCode(clip_id=clip(1), code="OPENER"), SetClipCode(clip_id=clip(1), code=""))
    assert not code(board, 1)
    work(board, ConfirmShotList())
    with pytest.raises(RuleViolatedError, match="What is in a confirmed shot list has a code"):
        work(board, SetClipCode(clip_id=clip(1), code=" "))


@pytest.mark.parametrize("wrong", ["a b", "-a", "a.", "ä", "../a", "x" * 41, "con", "NUL.x"])
def test_what_cannot_name_a_file_is_no_code(wrong: str) -> None:
    scenario(
        given=CLIPS,
        when=SetClipCode(clip_id=clip(1), code=wrong),
        then=RuleViolatedError(
            f"'{wrong[:40]}' cannot be a code, which names files. It has 1 to 40 letters A to Z, "
            "digits, points, - and _, with a letter or digit at both ends, and is no name of a "
            "device, such as CON.",
            field="code",
        ),
    )


def test_a_code_of_another_one_is_refused_with_free_ones_near_it() -> None:
    board = confirmed()
    with pytest.raises(RuleViolatedError) as refused:
        work(board, SetClipCode(clip_id=clip(2), code="sq010_sh0010"))
    assert refused.value.message == (
        "The code sq010_sh0010 belongs to 'Clip 1'. Free are sq010_sh0011 and sq010_sh0009 and "
        "sq010_sh0012."
    )
    assert refused.value.free_codes == ("sq010_sh0011", "sq010_sh0009", "sq010_sh0012")
    for free in refused.value.free_codes:
        assert work(board, SetClipCode(clip_id=clip(2), code=free))


def test_a_code_of_a_deleted_clip_and_one_like_an_alternates_are_refused() -> None:
    board = confirmed()
    work(board, DeleteClip(clip_id=clip(2)))
    with pytest.raises(RuleViolatedError, match="'Clip 2', which is deleted and can be restored"):
        work(board, SetClipCode(clip_id=clip(1), code="SQ010_SH0020"))
    with pytest.raises(RuleViolatedError, match="reads like an alternate of 'Clip 2'"):
        work(board, SetClipCode(clip_id=clip(1), code="SQ010_SH0020_A12"))
    with pytest.raises(RuleViolatedError, match="belongs to 'Scene 2'"):
        work(board, SetSceneCode(scene_id=scene(1), code="SQ020"))


def test_a_number_whose_alternate_is_named_already_is_not_given() -> None:
    board = board_of(CLIPS)
    work(board, SetClipCode(clip_id=clip(2), code="SQ010_SH0010_A1"), ConfirmShotList())
    assert code(board, 1) == "SQ010_SH0020"


def test_a_scene_called_like_an_alternate_of_another_shares_its_numbers() -> None:
    board = board_of(CLIPS)
    work(board, AddSceneAlternate(scene_id=scene(1), seed="a"), add(11, 0, home=2))
    work(board, SetSceneCode(scene_id=scene(2), code="SQ010A1"), ConfirmShotList())
    assert code(board, 11) == "SQ010A1_SH0030"
    assert_named(board)


def test_a_copy_of_a_project_begins_with_an_open_list() -> None:
    source = confirmed()
    copy = Board("project-" + "1" * 32)
    command = CopyProject(
        project_id=ProjectId(copy.id),
        owner=ADA,
        name="Copy",
        project=existing(source),
        scenes=tuple(source.scenes.values()),
        clips=tuple(source.clips.values()),
        seed="copy",
    )
    request = Request(project=copy.id, command_id="c", actor=ADA, commands=(command,))
    decide(request, copy)
    assert existing(copy).naming == NAMING
    assert not existing(copy).confirmed_naming
    assert set(codes_on(copy).values()) == {""}


def test_ten_thousand_clips_are_confirmed_by_one_event_for_each() -> None:
    [template] = [fact for fact in CLIPS if fact.stream == clip(2)]
    event = template.event
    assert hasattr(event, "start")
    many = [
        Fact(stream=clip(n), event=replace(event, start=24 * n, name=f"Clip {n}"))  # type: ignore[type-var] # a record
        for n in range(100, 2_100)
    ]
    facts = work(board_of([*CLIPS, *many]), ConfirmShotList())
    assert len(facts) == 1 + 2 + 3 + len(many)
    assert facts[-1].event == ClipCoded(code="SQ010_SH20020")


OTHERS = st.lists(CONTENT, min_size=5, max_size=25)


@settings(max_examples=60, deadline=None)
@given(history=OTHERS, naming=st.sampled_from([NAMING, "{shot:02}", "{scene}x{shot}{alternate}"]))
def test_codes_are_unique_and_stay_with_what_they_were_given_to(
    history: list[Command], naming: str
) -> None:
    board = board_of(START)
    board.apply(about(ID, ProjectNamingChanged(naming=naming)))
    work(board, ConfirmShotList())
    for command in history:
        if isinstance(command, UnlockShotList | SetClipCode | SetSceneCode):
            continue
        before = codes_on(board)
        try:
            work(board, command)
        except DomainError:
            continue
        now = codes_on(board)
        assert {id_: now[id_] for id_, code in before.items() if code} == {
            id_: code for id_, code in before.items() if code
        }
        assert_named(board) if "{scene" in naming else assert_shots_named(board)


def codes_on(board: Board) -> dict[str, str]:
    clips: dict[str, str] = {it.id: it.code for it in board.clips.values()}
    return clips | {it.id: it.code for it in board.scenes.values()}


def assert_shots_named(board: Board) -> None:
    codes = {it.original or it.id: it.code for it in board.clips.values() if it.code}
    assert len(set(codes.values())) == len(codes)
