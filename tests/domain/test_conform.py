from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.board.board import Board
from domain.board.track import LAST_FRAME
from domain.clip.command import DeleteClip
from domain.command import decide
from domain.conform import Conform, conformed
from domain.errors import RuleViolatedError
from domain.project import ChangeSettings
from domain.rate import FrameRate, rescaled
from domain.scene import DeleteScene
from events.clip import ClipMediaLinked, ClipMoved, ClipTrimmed
from events.store import Fact
from tests.domain.example import CLIP, CLIPS, SCENES, about, clip, facts_after, scene
from tests.scenario import board_of, said

LOW, HIGH = FrameRate.FPS_24, FrameRate.FPS_60
RATES = st.sampled_from(FrameRate)
SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(3, 200)), min_size=1, max_size=8)


def one(**fields: Any) -> list[Fact]:
    return [*SCENES, *about(clip(1), replace(CLIP, **fields))]


def keep_time(given: list[Fact], old: FrameRate, new: FrameRate) -> list[Fact]:
    return conformed(board_of(given), old, new, Conform.KEEP_TIME)


def refusal(given: list[Fact], old: FrameRate, new: FrameRate, how: Conform | None) -> object:
    with pytest.raises(RuleViolatedError) as error:
        conformed(board_of(given), old, new, how)
    return said(error.value)


def laid(spans: list[tuple[int, int]]) -> Board:
    facts, at = list(SCENES), 0
    for n, (gap, length) in enumerate(spans, 1):
        facts += about(clip(n), replace(CLIP, start=at + gap, length=length))
        at += gap + length
    return board_of(facts)


def cuts(board: Board) -> list[tuple[int, int]]:
    return sorted((it.start, it.end) for it in board.clips.values())


def test_a_project_with_clips_asks_what_to_keep() -> None:
    assert refusal(CLIPS, LOW, HIGH, None) == said(
        RuleViolatedError(
            "The project has 3 clips. Say whether to keep the frame numbers or the time "
            "when it goes from 24 to 60.",
            field="conform",
        )
    )


@pytest.mark.parametrize("given", [SCENES, facts_after(one(), DeleteClip(clip_id=clip(1)))])
def test_a_project_that_shows_no_clips_asks_nothing(given: list[Fact]) -> None:
    assert conformed(board_of(given), LOW, HIGH, None) == []


def test_frames_that_are_kept_need_no_facts() -> None:
    assert conformed(board_of(CLIPS), LOW, HIGH, Conform.KEEP_FRAMES) == []


def test_drop_frame_is_a_way_of_counting_and_moves_nothing() -> None:
    ndf, df = FrameRate.FPS_29_97_NDF, FrameRate.FPS_29_97_DF
    assert conformed(board_of(CLIPS), ndf, df, None) == []


def test_clips_that_keep_their_time_are_laid_anew_their_versions_too() -> None:
    assert keep_time(CLIPS, LOW, HIGH) == [
        *about(clip(1), ClipTrimmed(length=120)),
        *about(clip(2), ClipMoved(scene=scene(1), track=0, start=180), ClipTrimmed(length=60)),
        *about(clip(3), ClipTrimmed(length=60)),
    ]


def test_a_clip_shows_the_same_part_of_its_file() -> None:
    given = one(media_url="a.mp4", media_start=24, media_length=48)
    linked = ClipMediaLinked(url="a.mp4", start=60, length=120)
    assert keep_time(given, LOW, HIGH) == about(clip(1), ClipTrimmed(length=120), linked)


def test_a_known_part_of_a_file_stays_known_and_an_unknown_one_unknown() -> None:
    known = one(length=60, media_url="a.mp4", media_length=1)
    assert keep_time(known, HIGH, LOW) == about(clip(1), ClipTrimmed(length=24))
    assert keep_time(one(length=60, media_url="a.mp4"), HIGH, LOW) == about(
        clip(1), ClipTrimmed(length=24)
    )


def test_a_clip_that_would_vanish_is_refused() -> None:
    assert refusal(one(length=1), HIGH, LOW, Conform.KEEP_TIME) == said(
        RuleViolatedError(
            "'Clip 1' is too short to keep its time at 24. Make it longer first, "
            "or keep the frame numbers.",
            field="conform",
        )
    )


def test_a_clip_that_would_vanish_from_a_deleted_scene_says_so() -> None:
    given = facts_after(one(length=1), DeleteScene(scene_id=scene(1)))
    assert refusal(given, HIGH, LOW, Conform.KEEP_TIME) == said(
        RuleViolatedError(
            "'Clip 1' is too short to keep its time at 24. Restore the scene 'Scene 1' and make "
            "it longer first, or keep the frame numbers.",
            field="conform",
        )
    )


def test_a_deleted_clip_is_no_obstacle() -> None:
    given = facts_after(one(start=10, length=1), DeleteClip(clip_id=clip(1)))
    moved = ClipMoved(scene=scene(1), track=0, start=4)
    assert keep_time(given, HIGH, LOW) == about(clip(1), moved)


def test_a_clip_that_would_end_after_the_day_is_refused() -> None:
    given = one(start=LAST_FRAME - 48)
    assert refusal(given, LOW, HIGH, Conform.KEEP_TIME) == said(
        RuleViolatedError(
            "The clip would end at frame 12,960,000. "
            "A scene ends at frame 5,184,000 at the latest, which is 24 hours.",
            field="length",
        )
    )


@settings(deadline=None)
@given(spans=SPANS, rates=st.tuples(RATES, RATES))
def test_time_kept_at_a_higher_rate_and_back_changes_nothing(
    spans: list[tuple[int, int]], rates: tuple[FrameRate, FrameRate]
) -> None:
    low, high = sorted(rates, key=lambda rate: rate.exact)
    board = laid(spans)
    before = cuts(board)
    board.apply(conformed(board, low, high, Conform.KEEP_TIME))
    board.apply(conformed(board, high, low, Conform.KEEP_TIME))
    assert cuts(board) == before


@settings(deadline=None)
@given(spans=SPANS, old=RATES, new=RATES)
def test_every_cut_goes_to_the_nearest_frame_and_clips_that_touched_still_touch(
    spans: list[tuple[int, int]], old: FrameRate, new: FrameRate
) -> None:
    board = laid(spans)
    before = cuts(board)
    board.apply(conformed(board, old, new, Conform.KEEP_TIME))
    assert cuts(board) == [(rescaled(at, old, new), rescaled(end, old, new)) for at, end in before]


@settings(deadline=None)
@given(spans=SPANS, new=RATES)
def test_frame_numbers_kept_there_and_back_change_nothing(
    spans: list[tuple[int, int]], new: FrameRate
) -> None:
    board = laid(spans)
    before = cuts(board), board.project
    for rate in (new, LOW):
        command = ChangeSettings(frame_rate=rate.name, conform=Conform.KEEP_FRAMES)
        board.apply(decide(command, board))
    assert (cuts(board), board.project) == before
