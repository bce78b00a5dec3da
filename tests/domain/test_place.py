"""Places on tracks, and the free ones that are offered, compared with a search of every frame."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import place
from domain.board.board import Board
from domain.board.clip import Clip
from domain.board.track import LAST_FRAME, Track
from domain.errors import RuleViolatedError, Slot
from domain.place import Place
from events.ids import ClipId
from tests.domain.example import CLIP, SCENES, about, clip, scene
from tests.scenario import board_of

ANYWHERE = Place(scene=scene(1), track=0, start=0)
AT_THE_LATEST = "A scene ends at frame 5,184,000 at the latest, which is 24 hours."
NOBODY: frozenset[ClipId] = frozenset()


def laid(*spans: tuple[int, int]) -> Board:
    """Return a board with clips of these starts and lengths in the first scene."""
    return board_of(
        [
            *SCENES,
            *(
                fact
                for n, (start, length) in enumerate(spans, 1)
                for fact in about(
                    clip(n), replace(CLIP, name=f"Clip {n}", start=start, length=length)
                )
            ),
        ]
    )


@pytest.mark.parametrize(
    ("at", "length"), [(ANYWHERE, 1), (replace(ANYWHERE, track=99), LAST_FRAME)]
)
def test_a_place_inside_of_a_day_and_of_a_hundred_tracks_is_right(at: Place, length: int) -> None:
    place.checked(at, length)


@pytest.mark.parametrize(
    ("at", "length", "field", "message"),
    [
        (
            replace(ANYWHERE, track=-1),
            1,
            "track",
            "There is no track -1. Tracks are numbered 0 to 99.",
        ),
        (
            replace(ANYWHERE, track=100),
            1,
            "track",
            "There is no track 100. Tracks are numbered 0 to 99.",
        ),
        (
            replace(ANYWHERE, start=-1),
            1,
            "start",
            "A clip cannot start at frame -1. The scene begins at frame 0.",
        ),
        (ANYWHERE, 0, "length", "A clip cannot last 0 frames. The shortest lasts 1 frame."),
        (ANYWHERE, -5, "length", "A clip cannot last -5 frames. The shortest lasts 1 frame."),
        (
            ANYWHERE,
            LAST_FRAME + 1,
            "length",
            f"The clip would end at frame 5,184,001. {AT_THE_LATEST}",
        ),
        (
            replace(ANYWHERE, start=10**30),
            1,
            "length",
            f"The clip would end at frame {10**30 + 1:,}. {AT_THE_LATEST}",
        ),
    ],
)
def test_a_place_that_no_timeline_has_is_refused(
    at: Place, length: int, field: str, message: str
) -> None:
    with pytest.raises(RuleViolatedError) as error:
        place.checked(at, length)
    assert (error.value.field, error.value.message) == (field, message)


def test_a_clip_may_begin_where_another_ends() -> None:
    place.free(laid((0, 10), (20, 10)), replace(ANYWHERE, start=10), 10, besides=NOBODY)


def test_an_overlap_is_refused_with_the_nearest_free_places_before_and_after() -> None:
    with pytest.raises(RuleViolatedError) as error:
        place.free(laid((20, 10), (40, 10)), replace(ANYWHERE, start=25), 12, besides=NOBODY)
    assert error.value.message == (
        "12 frames from frame 25 would lie on 'Clip 1'. "
        "The nearest free place begins at frame 8 or frame 50."
    )
    assert error.value.field == "start"
    assert error.value.free_slots == (
        Slot(track=0, start=8, length=12),
        Slot(track=0, start=50, length=12),
    )


def test_a_full_track_offers_nothing() -> None:
    with pytest.raises(RuleViolatedError) as error:
        place.free(laid((0, LAST_FRAME)), ANYWHERE, 1, besides=NOBODY)
    assert error.value.message == (
        "1 frame from frame 0 would lie on 'Clip 1'. "
        "There is no free place of that length on this track. Use another track."
    )
    assert error.value.free_slots == ()


def test_the_nearest_place_is_the_wish_itself_where_it_is_free() -> None:
    board = laid((20, 10))
    assert place.nearest(board, replace(ANYWHERE, start=3), 10).start == 3
    assert place.nearest(board, replace(ANYWHERE, start=12), 10).start == 10
    assert place.nearest(board, replace(ANYWHERE, start=28), 10).start == 30


def test_there_is_no_nearest_place_on_a_full_track() -> None:
    with pytest.raises(RuleViolatedError) as error:
        place.nearest(laid((0, LAST_FRAME)), ANYWHERE, 1)
    assert error.value.message == "Track 0 has no room for 1 frame. Make room on it first."


def test_the_place_behind_is_the_first_with_room() -> None:
    board = laid((0, 10), (15, 10), (40, 10))
    assert place.behind(board, ANYWHERE, 5).start == 10
    assert place.behind(board, replace(ANYWHERE, start=3), 12).start == 25
    assert place.behind(board, ANYWHERE, LAST_FRAME) == ANYWHERE


SPANS = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 8)), max_size=8)


def track_of(spans: list[tuple[int, int]]) -> tuple[Track, list[Clip]]:
    """Return a track of clips, each given as the gap before it and its length."""
    track, clips, at = Track(0), [], 0
    for n, (gap, length) in enumerate(spans):
        clips.append(Clip(id=clip(n), scene=scene(1), start=at + gap, length=length))
        track.put(clips[-1])
        at = clips[-1].end
    return track, clips


def is_free(clips: list[Clip], start: int, length: int) -> bool:
    inside = start >= 0 and start + length <= LAST_FRAME
    return inside and all(start + length <= it.start or it.end <= start for it in clips)


@given(spans=SPANS, start=st.integers(0, 80), length=st.integers(1, 12), besides=st.integers(0, 9))
def test_offered_places_are_the_nearest_free_ones_that_a_search_finds(
    spans: list[tuple[int, int]], start: int, length: int, besides: int
) -> None:
    track, clips = track_of(spans)
    moving = frozenset({clip(besides)})
    others = [it for it in clips if it.id not in moving]
    hit = track.taken(start, length, besides=moving)
    assert (hit is None) == is_free(others, start, length)
    assert hit is None or any(it.id == hit for it in others)
    before = [at for at in range(start, -1, -1) if is_free(others, at, length)][:1]
    after = [at for at in range(start, 300) if is_free(others, at, length)][:1]
    offered = track.nearest(start, length, besides=moving)
    assert offered == tuple(
        Slot(track=0, start=at, length=length) for at in dict.fromkeys(before + after)
    )


@given(spans=SPANS, start=st.integers(0, 80), length=st.integers(1, 12))
def test_the_place_behind_is_the_one_that_a_search_finds(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    track, clips = track_of(spans)
    assert track.behind(start, length) == next(
        at for at in range(start, 300) if is_free(clips, at, length)
    )


@given(room=st.integers(0, 5), length=st.integers(1, 8), back=st.integers(0, 5))
def test_no_place_is_offered_behind_the_last_frame(room: int, length: int, back: int) -> None:
    track = Track(0)
    track.put(Clip(id=clip(1), scene=scene(1), start=20, length=LAST_FRAME - room - 20))
    start = LAST_FRAME - length - back
    for slot in track.nearest(start, length, besides=NOBODY):
        assert slot.start + slot.length <= LAST_FRAME
        assert track.taken(slot.start, slot.length, besides=NOBODY) is None


def test_a_track_tells_where_it_ends() -> None:
    assert Track(3).end == 0
    track, clips = track_of([(2, 5), (1, 4)])
    assert track.end == clips[-1].end == 12
    assert list(track) == [clip(0), clip(1)]
