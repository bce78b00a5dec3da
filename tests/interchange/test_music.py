"""Music goes into the neutral timeline, and a sound of a timeline may become music."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.media import Sound
from domain.music import SetMusic
from domain.rate import FrameRate
from interchange.format import FORMATS, read
from interchange.intake import Soundtrack, intake
from interchange.option import chosen
from interchange.outlet import music_tracks
from interchange.source import Source
from interchange.summary import summary
from interchange.timeline import (
    Clip,
    Gap,
    MediaReference,
    Span,
    Timeline,
    Track,
    TrackKind,
    of_kind,
)
from tests.interchange.golden.film import film
from tests.interchange.plan import board, exported, plan

MUSIC = SetMusic(
    digest="5" * 64,
    name="Waltz no. 2.wav",
    sound=Sound(samples=480_000, rate=48_000, channels=2),
)
FILE = MediaReference(
    url="Waltz%20no.%202.wav",
    name="Waltz no. 2.wav",
    available=Span(start=0, length=240),
    sample_rate=48_000,
    channels=2,
)
PLAYED = Clip(name="Waltz no. 2.wav", length=240, source=FILE)


def tracks(offset: int) -> tuple[Track, ...]:
    project = board(replace(MUSIC, offset=offset)).project
    assert project
    return music_tracks(project)


def source(offset: int) -> Source:
    made = board(replace(MUSIC, offset=offset))
    assert made.project
    return Source(
        project=made.project,
        layout=plan(made),
        timeline=exported(made).timeline,
        made_at=datetime(2026, 1, 2, tzinfo=UTC),
        held={FILE.url: b"sound"},
    )


def test_music_is_a_track_of_sound() -> None:
    assert tracks(0) == (Track(kind=TrackKind.AUDIO, name="A1", items=(PLAYED,)),)


def test_music_that_begins_later_has_a_gap_before_it() -> None:
    assert tracks(48)[0].items == (Gap(length=48), PLAYED)


def test_what_of_the_music_is_before_the_film_is_skipped() -> None:
    assert tracks(-40)[0].items == (replace(PLAYED, length=200, source_start=40),)


def test_a_project_without_music_has_no_track_for_it() -> None:
    assert all(track.kind is TrackKind.VIDEO for track in exported(board()).timeline.tracks)


def test_music_is_no_clip_of_the_film_but_counts_for_its_length() -> None:
    found = summary(source(48).timeline)
    assert (found.clips, found.length) == (0, 288)
    assert [(track.kind, track.name, track.clips) for track in found.tracks] == [("audio", "A1", 1)]


@pytest.mark.parametrize("offset", [-40, 0, 48])
@pytest.mark.parametrize("name", ["otio", "otioz", "fcpxml", "xmeml"])
def test_music_goes_out_and_comes_back(name: str, offset: int) -> None:
    one = FORMATS[name]
    written = one.written(source(offset), chosen(one.choices, {}))
    back = read(written.pieces[0].content, f"cut.{one.extension}")
    taken = intake(back.timeline, FrameRate.FPS_24, "seed")
    assert taken.soundtrack is not None
    assert (taken.soundtrack.name, taken.soundtrack.offset) == (MUSIC.name, offset)
    assert [omission.what for omission in taken.omissions] == []
    sounds = {taken.soundtrack.url: b"sound"} if name == "otioz" else {}
    assert back.sounds == sounds


def test_a_bundle_that_holds_the_music_misses_nothing() -> None:
    assert FORMATS["otioz"].written(source(0), {}).omissions == ()


@pytest.mark.parametrize("name", ["xlsx", "csv", "storyboard", "shots"])
def test_what_is_silent_says_so(name: str) -> None:
    one = FORMATS[name]
    written = one.written(film(), chosen(one.choices, {}))
    assert written.omissions[-1].sentence == (
        "The music, “Lied & Möwe.mp3”: this format has no sound."
    )
    silent = replace(film(), project=replace(film().project, music=""))
    assert "The music" not in {
        it.what for it in one.written(silent, chosen(one.choices, {})).omissions
    }


def test_the_first_sound_with_a_file_is_the_music_and_others_are_left_out() -> None:
    nameless = MediaReference(url="a.mp3", available=Span(start=100, length=500))
    second = Clip(name="Two", length=9, source=nameless, source_start=107)
    timeline = Timeline(
        name="Cut",
        rate=FrameRate.FPS_24.exact,
        tracks=(
            Track(kind=TrackKind.AUDIO, items=(Clip(name="Offline", length=9),)),
            Track(kind=TrackKind.AUDIO, items=(Gap(length=5), second, PLAYED)),
        ),
    )
    taken = intake(timeline, FrameRate.FPS_24, "seed")
    assert taken.soundtrack == Soundtrack(name="Two", url="a.mp3", offset=-2)
    (omission,) = taken.omissions
    assert omission.sentence == (
        "A sound clip, “Offline” on track “”: a project has pictures and one piece of music."
        " (2 times)"
    )
    assert len(of_kind(timeline, TrackKind.AUDIO)) == 2
