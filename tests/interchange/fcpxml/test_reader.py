from fractions import Fraction

import pytest

from interchange import fcpxml
from interchange.timeline import (
    Alternate,
    Clip,
    Details,
    Marker,
    MediaReference,
    Reading,
    Scene,
    Span,
    Timeline,
    TrackKind,
    Transition,
    TransitionKind,
    of_kind,
    placed,
    placed_clips,
)
from tests.interchange.fcpxml import raw


def read(*items: str, resources: str = "", attributes: str = "") -> Reading:
    return fcpxml.read(raw.cut(*items, resources=resources, attributes=attributes))


def sentences(reading: Reading) -> list[str]:
    return [omission.sentence for omission in reading.omissions]


def clips(
    timeline: Timeline, kind: TrackKind = TrackKind.VIDEO
) -> list[list[tuple[str, int, int]]]:
    """Return name, start and length of what plays on each track of a kind."""
    return [
        [(clip.name, start, clip.length) for start, clip in placed_clips(track)]
        for track in of_kind(timeline, kind)
    ]


def only(reading: Reading) -> Clip:
    [[(_, clip)]] = [list(placed_clips(track)) for track in reading.timeline.tracks]
    return clip


@pytest.mark.parametrize(
    ("form", "rate"),
    [
        ('frameDuration="100/2400s"', Fraction(24)),
        ('frameDuration="1001/24000s"', Fraction(24000, 1001)),
        ('frameDuration="15015/360000s"', Fraction(24000, 1001)),
        ('frameDuration="0.04s"', Fraction(25)),
        ('frameDuration="0.033366700s"', Fraction(30000, 1001)),
        ('frameDuration="1/12s"', Fraction(12)),
        ('name="FFVideoFormat1080p5994"', Fraction(60000, 1001)),
        ('name="FFVideoFormat1080i50"', Fraction(25)),
        ('name="FFVideoFormatDV720x480i5994_16x9"', Fraction(30000, 1001)),
    ],
)
def test_the_rate_is_that_of_the_sequences_format(form: str, rate: Fraction) -> None:
    resources = f'<format id="r1" {form}/>'
    reading = fcpxml.read(raw.document(raw.project(), resources=resources))
    assert reading.timeline.rate == rate


@pytest.mark.parametrize("version", ["1.5", "1.8", "1.14"])
def test_every_version_from_1_5_on_is_read(version: str) -> None:
    story = raw.project(raw.clip("a", duration=9))
    reading = fcpxml.read(raw.document(story, version=version))
    assert clips(reading.timeline) == [[("a", 0, 9)]]
    assert reading.omissions == ()


def test_a_newer_version_is_read_with_a_note() -> None:
    reading = fcpxml.read(raw.document(raw.project(), version="1.15"))
    assert sentences(reading) == [
        (
            "The version 1.15, line 3: it is newer than 1.14, the newest that is known;"
            " the rest may be missing."
        )
    ]


def test_the_address_of_a_file_is_the_assets_own_before_1_9() -> None:
    old = '<asset id="old" name="Old" src="file:///old.mov" duration="4s" hasVideo="1"/>'
    clip = only(read(raw.clip("a", ref="old"), resources=old))
    assert clip.source == MediaReference(url="file:///old.mov", available=Span(start=0, length=96))
    assert clip.length == 96


def test_of_several_versions_of_a_file_the_original_is_taken() -> None:
    asset = (
        '<asset id="two" duration="4s" hasVideo="1"><media-rep kind="proxy-media" src="p.mov"/>'
        '<media-rep kind="original-media" src="o.mov"/></asset>'
    )
    source = only(read(raw.clip("a", ref="two"), resources=asset)).source
    assert source is not None
    assert source.url == "o.mov"


def test_a_clip_without_a_start_begins_with_its_file() -> None:
    asset = '<asset id="late" start="10s" duration="4s"><media-rep src="l.mov"/></asset>'
    assert only(read(raw.clip("a", ref="late", duration=9), resources=asset)).source_start == 240


def test_clips_follow_each_other_where_offsets_are_missing_or_before_the_start_timecode() -> None:
    expected = [[("a", 0, 10), ("b", 10, 5)]]
    assert clips(read(raw.clip("a", duration=10), raw.clip("b", duration=5)).timeline) == expected
    moved = read(
        raw.clip("a", offset=0, duration=10),
        raw.clip("b", offset=10, duration=5),
        attributes=' tcStart="3600s"',
    )
    assert clips(moved.timeline) == expected
    assert moved.timeline.start == 86400
    assert sentences(moved) == [
        (
            "The places of clips, line 6, “a”: they begin before the start timecode and were moved"
            " to it."
        )
    ]


def test_a_negative_start_timecode_becomes_zero() -> None:
    reading = read(attributes=' tcStart="-1s"')
    assert reading.timeline.start == 0
    assert sentences(reading) == ["The start timecode, line 6, sequence: it is before 00:00:00:00."]


def test_a_still_and_a_title_have_no_first_frame() -> None:
    reading = read(
        '<video ref="still" name="Panel" start="3600s" duration="1s"/>',
        '<title ref="none" name="Words" start="3600s" duration="1s"><text>Hello</text></title>',
    )
    [panel, title] = [clip for _, clip in placed_clips(reading.timeline.tracks[0])]
    assert panel == Clip(name="Panel", length=24, source=MediaReference(url="file:///still.png"))
    assert title == Clip(name="Words", length=24, details=Details(notes="Hello", parameters={}))
    assert sentences(reading) == [
        "The look of a title, line 6, “Words”: its text was added to the notes of its clip."
    ]


def test_connected_clips_play_on_the_track_of_their_lane() -> None:
    inner = raw.clip("top", more=' lane="1"', offset=3, duration=2)
    over = raw.clip("over", inner, more=' lane="1"', offset=103, duration=9)
    reading = read(raw.clip("a", over, start=100, duration=10))
    assert clips(reading.timeline) == [[("a", 0, 10)], [("over", 3, 9)], [("top", 6, 2)]]


def test_a_picture_below_the_main_storyline_moves_all_tracks_up() -> None:
    below = raw.clip("below", more=' lane="-2"', offset=0, duration=9)
    reading = read(raw.clip("a", below, duration=9))
    assert clips(reading.timeline) == [[("below", 0, 9)], [], [("a", 0, 9)]]
    assert sentences(reading) == [
        (
            "The number of a track, the timeline: 2 tracks are below the main storyline, which is"
            " the next one above."
        )
    ]


def test_a_connected_storyline_keeps_its_gaps_and_transitions() -> None:
    items = (
        raw.clip("x", offset=0, duration=10),
        raw.transition(offset=8, duration=4),
        raw.clip("y", offset=10, duration=10),
        raw.gap(offset=20, duration=5),
        raw.clip("z", offset=25, duration=5),
    )
    spine = f'<spine lane="1" offset="2/24s">{"".join(items)}</spine>'
    timeline = read(raw.clip("a", spine, duration=40)).timeline
    assert clips(timeline)[1] == [("x", 2, 10), ("y", 12, 10), ("z", 27, 5)]
    mixes = [
        (at, item.in_offset, item.out_offset)
        for at, item in placed(timeline.tracks[1])
        if isinstance(item, Transition)
    ]
    assert mixes == [(12, 2, 2)]


def test_music_in_lower_lanes_is_on_audio_tracks() -> None:
    songs = "".join(
        raw.clip(f"song {lane}", ref="song", more=f' lane="-{lane}"', duration=24)
        for lane in (1, 2)
    )
    timeline = read(raw.clip("a", songs, duration=48)).timeline
    assert clips(timeline, TrackKind.AUDIO) == [[("song 1", 0, 24)], [("song 2", 0, 24)]]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Cross Dissolve", TransitionKind.DISSOLVE),
        ("Fade To Color", TransitionKind.FADE),
        ("Wipe", TransitionKind.WIPE),
        ("Page Curl", TransitionKind.OTHER),
    ],
)
def test_a_transition_is_what_its_effect_is_called(name: str, kind: TransitionKind) -> None:
    timeline = read(
        raw.clip("a", duration=10),
        raw.transition("e", offset=7, duration=5),
        raw.clip("b", duration=10),
        resources=f'<effect id="e" name="{name}" uid="x"/>',
    ).timeline
    expected = Transition(kind=kind, in_offset=3, out_offset=2, name="Mix")
    assert timeline.tracks[0].items[1] == expected


def test_a_transition_without_offset_or_effect_is_a_dissolve_in_the_middle_of_the_cut() -> None:
    bare = '<transition duration="4/24s"/>'
    timeline = read(raw.clip("a", duration=10), bare, raw.clip("b", duration=10)).timeline
    assert timeline.tracks[0].items[1] == Transition(
        kind=TransitionKind.DISSOLVE, in_offset=2, out_offset=2
    )


def test_an_audition_is_its_pick_with_the_others_as_alternates() -> None:
    audition = (
        "<audition>"
        + raw.clip("pick", duration=10)
        + '<clip name="other" duration="20/24s"><video ref="still" duration="1s"/></clip>'
        + '<ref-clip ref="none" name="third" duration="1s"/>'
        + "</audition>"
    )
    reading = read(audition, raw.clip("next", duration=5))
    assert clips(reading.timeline) == [[("pick", 0, 10), ("next", 10, 5)]]
    [(_, clip), _] = placed_clips(reading.timeline.tracks[0])
    assert clip.alternates == (
        Alternate(name="other", length=20, source=MediaReference(url="file:///still.png")),
        Alternate(name="third", length=24),
    )
    assert sentences(reading) == [
        "The picture of an alternate, line 6, “third”: what is nested in it is not taken."
    ]


def test_an_empty_audition_is_reported() -> None:
    assert sentences(read("<audition/>")) == ["An audition, line 6, audition: nothing is in it."]


COMPOUND = (
    '<media id="compound">'
    + raw.sequence(
        raw.clip("in 1", offset=240, duration=24),
        raw.clip("in 2", offset=264, duration=24),
        attributes=' tcStart="10s"',
    )
    + "</media>"
)


def test_a_compound_clip_shows_what_of_its_contents_it_plays() -> None:
    marker = '<marker start="260/24s" duration="1/24s" value="here"/>'
    ref = f'<ref-clip ref="compound" name="C" start="252/24s" duration="1s">{marker}</ref-clip>'
    reading = read(raw.gap(duration=6), ref, resources=COMPOUND)
    assert clips(reading.timeline) == [[("in 1", 6, 12), ("in 2", 18, 12)]]
    assert [(each.start, each.name) for each in reading.timeline.markers] == [(14, "here")]
    [first, _] = [clip for _, clip in placed_clips(reading.timeline.tracks[0])]
    assert first.source_start == 12
    assert sentences(reading) == [
        "A clip with others inside, line 6, “C”: it was taken apart into the clips that play in it."
    ]


def test_a_compound_clip_with_one_clip_inside_is_that_clip_with_its_own_name_and_marks() -> None:
    marker = '<marker start="12s" duration="1/24s" value="here"/>'
    ref = '<ref-clip ref="compound" name="C" start="11s" duration="1s"><note>n</note>'
    clip = only(read(f"{ref}{marker}</ref-clip>", resources=COMPOUND))
    assert (clip.name, clip.length, clip.details.notes) == ("C", 24, "n")
    assert clip.markers == (Marker(start=24, name="here"),)


def test_what_a_compound_clip_does_not_show_is_reported() -> None:
    ref = '<ref-clip ref="compound" name="C" duration="1s"/>'
    reading = read(ref, resources=COMPOUND)
    assert clips(reading.timeline) == [[("C", 0, 24)]]
    assert sentences(reading) == ["A clip, line 4, “in 2”: the clip around it does not show it."]


def test_a_synchronized_clip_is_its_picture_and_its_sound() -> None:
    sound = raw.clip("recorder", ref="song", more=' lane="-1"', duration=24)
    inside = raw.clip("camera", sound, duration=24)
    sync = f'<sync-clip name="Take 3" duration="1s"><spine>{inside}</spine></sync-clip>'
    timeline = read(sync).timeline
    assert clips(timeline) == [[("Take 3", 0, 24)]]
    assert clips(timeline, TrackKind.AUDIO) == [[("recorder", 0, 24)]]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ('<mc-source angleID="b"/>', "angle b"),
        ('<mc-source angleID="b" srcEnable="audio"/><mc-source angleID="a"/>', "angle a"),
        ("", "angle a"),
    ],
)
def test_a_multicam_clip_shows_its_angle(source: str, name: str) -> None:
    angles = "".join(
        f'<mc-angle angleID="{letter}">{raw.clip(f"angle {letter}", duration=48)}'
        f"{raw.clip('tail', duration=9)}</mc-angle>"
        for letter in "ab"
    )
    media = f'<media id="cam"><multicam format="r1">{angles}</multicam></media>'
    shot = f'<mc-clip ref="cam" duration="50/24s">{source}</mc-clip>'
    assert clips(read(shot, resources=media).timeline) == [[(name, 0, 48), ("tail", 48, 2)]]


def test_a_clip_holds_its_video_and_the_sound_of_it_is_no_clip() -> None:
    clip = only(
        read(
            '<clip name="Own" start="2s" duration="1s">'
            '<video ref="movie" offset="0s" duration="9s">'
            '<audio ref="movie" lane="-1" duration="9s"/></video><note>n</note></clip>'
        )
    )
    assert (clip.name, clip.source_start, clip.details.notes) == ("Own", 48, "n")


def test_a_storyline_inside_of_a_clip_is_taken_as_it_plays() -> None:
    row = f"<spine>{raw.clip('x', duration=9)}{raw.clip('y', duration=9)}</spine>"
    timeline = read(f'<clip name="C" duration="12/24s">{row}</clip>').timeline
    assert clips(timeline) == [[("x", 0, 9), ("y", 9, 3)]]


def test_chapters_are_scenes_and_reach_until_the_next() -> None:
    reading = read(
        raw.clip("a", '<chapter-marker start="0s" value="One" note="Dawn"/>', duration=24),
        raw.gap('<chapter-marker start="0s" value="Two"/>', duration=12),
        raw.clip("b", duration=24),
    )
    assert reading.timeline.scenes == (
        Scene(name="One", start=0, length=24, description="Dawn"),
        Scene(name="Two", start=24, length=36),
    )
    assert reading.omissions == ()


def test_of_two_chapters_on_a_frame_the_first_is_a_scene() -> None:
    over = raw.clip("o", '<chapter-marker start="0s" value="2"/>', more=' lane="1"', duration=9)
    reading = read(raw.clip("a", f'{over}<chapter-marker start="0s" value="1"/>', duration=9))
    assert [scene.name for scene in reading.timeline.scenes] == ["1"]
    assert sentences(reading) == ["A scene, “2”: another one begins at the same frame."]


def test_markers_of_gaps_are_markers_of_the_timeline() -> None:
    marker = '<marker start="3605s" duration="2s" value="m" note="n"/>'
    reading = read(raw.gap(marker, start=86400, duration=240), raw.clip("a", duration=9))
    expected = Marker(start=120, length=48, name="m", comment="n")
    assert reading.timeline.markers == (expected,)


def test_data_that_somebody_has_changed_is_left_out() -> None:
    keyword = '<keyword start="0s" value="Emergent Storyboard" note="{oops"/>'
    reading = read(raw.clip("a", keyword, duration=9))
    assert only(reading).details == Details(parameters={})
    assert sentences(reading) == [
        "What this program had noted, line 6, “a”: somebody has changed it."
    ]


@pytest.mark.parametrize(
    "note",
    ["[]", '{"id":7,"parameters":[1]}', '{"of_scene":7}', '{"of_scene":{"length":"x","id":[]}}'],
)
def test_data_of_the_wrong_kind_is_taken_as_none(note: str) -> None:
    quoted = note.replace('"', "&quot;")
    keyword = f'<keyword start="0s" value="Emergent Storyboard" note="{quoted}"/>'
    chapter = '<chapter-marker start="0s" value="One"/>'
    reading = read(raw.clip("a", keyword + chapter, duration=9))
    assert only(reading).details == Details(parameters={})
    assert reading.timeline.scenes == (Scene(name="One", start=0, length=9),)
