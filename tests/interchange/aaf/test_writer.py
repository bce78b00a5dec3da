"""What is in an AAF beside the cut, and what it cannot carry."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from domain.rate import FrameRate
from interchange import aaf
from interchange.aaf.letters import MOST
from interchange.report import InterchangeError
from interchange.timeline import (
    LYRICS,
    NOTES,
    Alternate,
    Clip,
    Details,
    Gap,
    Marker,
    MediaReference,
    Scene,
    Span,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
)
from tests.interchange.aaf.seen import MADE_AT, Marked, seen, sentences, written
from tests.interchange.edl.cuts import timeline
from tests.interchange.strategies import timelines

RATE = FrameRate.FPS_25
GULLS = MediaReference(url="file:///film/gulls.mov", available=Span(start=90_000, length=100))
DISSOLVE = Transition(kind=TransitionKind.DISSOLVE, in_offset=5, out_offset=5)


def cut(*clips: Clip) -> Timeline:
    return timeline(RATE, *clips)


def between(kind: TransitionKind) -> list[str]:
    media = MediaReference(url="file:///a.mov")
    clip = Clip(name="a", length=50, source=media, source_start=100)
    return sentences(timeline(RATE, clip, replace(DISSOLVE, kind=kind), replace(clip, name="b")))


def master(read: Any) -> Any:
    """Return what the first clip uses."""
    return read.tracks()[0].segment.components[0].mob


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(made=timelines())
def test_whatever_a_timeline_is_its_aaf_has_all_that_the_format_wants(made: Timeline) -> None:
    content = written(made)
    assert aaf.recognises(content)
    with seen(content) as read:
        read.file.cfb.validate_directory_structure()
        for each, _ in read.file.content.walk_references():
            each.validate()
        for number, slot in enumerate(read.tracks()):
            assert slot.length == slot.segment.length, number
            for part in slot.segment.components:
                assert part.length >= 0


def test_an_aaf_of_one_day_is_the_same_file() -> None:
    made = cut(Clip(name="a", length=50, source=GULLS, source_start=90_010))
    (later,) = aaf.write(made, MADE_AT + timedelta(hours=2)).pieces
    assert written(made) == written(made) == later.content
    (next_day,) = aaf.write(made, MADE_AT + timedelta(days=1)).pieces
    assert next_day.content != later.content


def test_it_says_what_wrote_it_and_when() -> None:
    with seen(written(cut(Clip(name="a", length=50)))) as read:
        (said,) = read.file.header["IdentificationList"].value
        assert said["ProductName"].value == "Emergent Storyboard"
        assert said["Date"].value == datetime(2026, 1, 2)  # noqa: DTZ001 - as an AAF has it
        assert (read.composition.name, read.composition.usage) == ("Cut", "Usage_TopLevel")


def test_a_file_keeps_its_id_from_one_export_to_the_next() -> None:
    clip = Clip(name="a", length=50, source=GULLS, source_start=90_010)
    with seen(written(cut(clip))) as one, seen(written(cut(replace(clip, length=40)))) as other:
        assert master(one).mob_id == master(other).mob_id
        assert one.composition.mob_id != other.composition.mob_id


def test_a_file_has_its_length_its_timecode_and_its_address() -> None:
    media = replace(GULLS, url="/film/gulls über.mov")
    clip = Clip(name="Gulls", length=50, source=media, source_start=90_010)
    with seen(written(cut(clip))) as read:
        found = master(read)
        file = found.slots[0].segment.mob
        assert (found.name, file.name, found.slots[0].segment.length) == (
            "Gulls",
            "gulls über.mov",
            100,
        )
        (locator,) = file.descriptor["Locator"].value
        assert locator["URLString"].value == "file:///film/gulls%20%C3%BCber.mov"
        code = file.slots[0].segment.mob.slots[1].segment
        assert (code.start, code.length, code.fps, code.drop) == (90_000, 100, 25, False)
        assert read.tracks()[0].segment.components[0].start == 10


def test_a_file_of_unknown_length_is_as_long_as_what_is_used_of_it() -> None:
    media = MediaReference(url="file:///film/gulls.mov")
    clips = [Clip(name="a", length=50, source=media, source_start=at) for at in (100, 20)]
    with seen(written(cut(*clips))) as read:
        assert master(read).slots[0].segment.length == 150


def test_a_still_can_be_made_longer_on_both_sides() -> None:
    clip = Clip(name="a", length=50, source=MediaReference(url="file:///film/panel.png"))
    with seen(written(cut(clip))) as read:
        part = read.tracks()[0].segment.components[0]
        hour = 3600 * 25
        assert (part.start, master(read).slots[0].segment.length) == (hour, 2 * hour + 50)


def test_a_clip_without_media_is_offline_under_its_name() -> None:
    first = Clip(name="Gulls", length=50, details=Details(id="clip-1", parameters={}))
    second = replace(first, details=Details(id="clip-2", parameters={}))
    with seen(written(cut(first, second))) as read:
        parts = list(read.tracks()[0].segment.components)
        assert [part.mob.name for part in parts] == ["Gulls", "Gulls"]
        assert parts[0].mob.mob_id != parts[1].mob.mob_id
        assert master(read).slots[0].segment.mob.descriptor.getvalue("Locator") is None


def test_a_file_that_two_clips_name_differently_is_in_the_bin_under_both_names() -> None:
    clips = [Clip(name=name, length=5, source=GULLS, source_start=90_010) for name in "ab"]
    with seen(written(cut(*clips))) as read:
        names = [mob.name for mob in read.file.content.mastermobs()]
        assert sorted(names) == ["a", "b"]
        files = {mob.slots[0].segment.mob.mob_id for mob in read.file.content.mastermobs()}
        assert len(files) == 1


def test_lyrics_notes_scenes_and_markers_are_markers_of_their_track() -> None:
    markers = (
        Marker(start=0, length=50, name=LYRICS, comment="la\nla 海", colour="CYAN"),
        Marker(start=9, name="Look", colour="ORANGE"),
    )
    made = cut(Clip(name="a", length=50), Clip(name="b", length=50, markers=markers))
    notes = (Marker(start=1, length=5, name=NOTES, comment="Slower", colour="YELLOW"),)
    upper = Track(kind=TrackKind.VIDEO, items=(Clip(name="c", length=9, markers=notes),))
    made = replace(
        made,
        tracks=(*made.tracks, upper),
        scenes=(Scene(name="Harbour", start=0, length=100, description="Night"),),
        markers=(Marker(start=70, name="Here", colour="WHITE"),),
    )
    with seen(written(made)) as read:
        assert read.markers() == [
            Marked(at=0, name="Harbour", comment="Night", colour="Green", length=100),
            Marked(at=50, name=LYRICS, comment="la\nla 海", colour="Cyan", length=50),
            Marked(at=59, name="Look", comment="Look", colour="Yellow", length=1),
            Marked(at=70, name="Here", comment="Here", colour="White", length=1),
            Marked(at=1, name=NOTES, comment="Slower", colour="Yellow", length=5),
        ]
        events = [slot for slot in read.composition.slots if slot.slot_id >= 1000]
        described = [slot.segment.components[0]["DescribedSlots"].value for slot in events]
        assert described == [{2}, {3}]
    assert sentences(made) == [
        "The colour of a marker, “Look”: Media Composer has no orange; it became yellow."
    ]


def test_letters_of_every_script_come_through_and_control_characters_do_not() -> None:
    clip = Clip(name="海 Ünï\x00\x07🎬", length=50)
    made = replace(cut(clip), name="Cut\ud800\x01")
    with seen(written(made)) as read:
        assert (master(read).name, read.composition.name) == ("海 Ünï 🎬", "Cut\ufffd ")
    assert sentences(made)[0].startswith("Control characters of a text, “海 Ünï")


def test_a_text_that_is_longer_than_an_aaf_holds_is_cut_and_reported() -> None:
    marker = Marker(start=0, name=NOTES, comment="🎬" * MOST)
    made = cut(Clip(name="a", length=50, markers=(marker,)))
    with seen(written(made)) as read:
        assert read.markers()[0].comment == "🎬" * (MOST // 2)
    assert sentences(made) == [
        "The end of a text, the marker “Notes”: an AAF holds 32,000 characters."
    ]


def test_transitions_that_are_no_dissolves_become_some() -> None:
    assert between(TransitionKind.DISSOLVE) == []
    assert between(TransitionKind.WIPE) == [
        "A wipe, “a” and “b”: it became a dissolve of the same frames."
    ]
    assert between(TransitionKind.OTHER)[0].startswith("A transition, “a” and “b”: it became")
    (told,) = between(TransitionKind.FADE)
    assert told.startswith("A fade between two clips, “a” and “b”: it became a dissolve, for an")


def test_a_fade_beside_a_gap_is_whole() -> None:
    fade = Transition(kind=TransitionKind.FADE, in_offset=0, out_offset=10)
    made = timeline(
        RATE, fade, Clip(name="a", length=50), replace(fade, in_offset=5), Gap(length=20)
    )
    assert sentences(made) == []


def test_a_fade_at_either_end_comes_from_filler_and_goes_to_it() -> None:
    fade_in = Transition(kind=TransitionKind.FADE, in_offset=0, out_offset=10)
    fade_out = Transition(kind=TransitionKind.FADE, in_offset=8, out_offset=0)
    made = timeline(RATE, fade_in, Clip(name="a", length=50), fade_out)
    with seen(written(made)) as read:
        parts = [(type(part).__name__, part.length) for part in read.tracks()[0].segment.components]
        assert parts == [
            ("Filler", 10),
            ("Transition", 10),
            ("SourceClip", 50),
            ("Transition", 8),
            ("Filler", 8),
        ]
        assert read.tracks()[0].length == 50
    assert sentences(made) == []


def test_a_transition_for_which_a_file_has_no_frames_is_shorter_and_reported() -> None:
    first = Clip(name="a", length=50, source=GULLS, source_start=90_048)
    second = Clip(name="b", length=50, source=GULLS, source_start=90_003)
    made = timeline(RATE, first, DISSOLVE, second)
    with seen(written(made)) as read:
        mix = read.tracks()[0].segment.components[1]
        assert (mix.cutpoint, mix.length) == (3, 5)
    (told,) = sentences(made)
    assert told.startswith(
        "A part of a transition, video track 1, at “a” and “b”: the files beside"
    )


def test_what_an_aaf_cannot_carry_is_reported() -> None:
    web = MediaReference(url="https://example.org/a.mov")
    known = Details(image_prompt="A quay", parameters={}, status="review")
    other = Alternate(name="a v2", length=50)
    made = cut(Clip(name="a", length=50, source=web, details=known, alternates=(other,)))
    assert sentences(made) == [
        "A file on the web, “a”: Media Composer opens no web addresses: the clip comes in offline.",
        "An alternate, “a v2” of “a”: only the version that plays is written.",
        "The prompts of a clip, “a”: an AAF has no place for them.",
        "The status of a clip, “a”: an AAF has no place for it.",
    ]


def test_nothing_to_show_is_a_file_too() -> None:
    empty = Timeline(name="Empty", rate=Fraction(25))
    with seen(written(empty)) as read:
        assert (read.tracks(), read.markers()) == ([], [])


def test_a_rate_without_timecode_is_refused() -> None:
    with pytest.raises(InterchangeError, match=r"An AAF needs timecode, and 12\.5 frames a second"):
        aaf.write(Timeline(name="Odd", rate=Fraction(25, 2)), MADE_AT)


def test_a_long_cut_is_a_sound_file(capsys: pytest.CaptureFixture[str]) -> None:
    clips = [
        Clip(name=f"Shot {number}", length=5, source=MediaReference(url=f"file:///{number}.mov"))
        for number in range(700)
    ]
    with seen(written(cut(*clips))) as read:
        read.file.cfb.validate_directory_structure()
        assert [one.name for one in read.clips(0)] == [clip.name for clip in clips]
    # What is wrong with the colours of a tree is only printed.
    assert capsys.readouterr().out == ""
