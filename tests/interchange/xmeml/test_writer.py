"""What editing programs need of a file, and what is said of what it has no place for."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from interchange import xmeml
from interchange.report import InterchangeError
from interchange.timeline import (
    Alternate,
    Clip,
    Details,
    Gap,
    Item,
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
from interchange.xmeml import Alternates, Options, address
from interchange.xmeml.options import USUAL
from tests.interchange.dtd import etree

LIMITED = MediaReference(url="file:///a.mov", available=Span(start=0, length=100))


def timeline(
    *items: Item, rate: Fraction = Fraction(24), kind: TrackKind = TrackKind.VIDEO
) -> Timeline:
    return Timeline(name="Cut", rate=rate, tracks=(Track(kind=kind, name="V1", items=items),))


def written(made: Timeline, options: Options = USUAL) -> tuple[Any, list[str]]:
    out = xmeml.write(made, options)
    root = etree.fromstring(out.pieces[0].content)
    return root.find("sequence"), [omission.sentence for omission in out.omissions]


def said(element: Any, *paths: str) -> list[str | None]:
    return [element.findtext(path) for path in paths]


def test_a_sequence_says_its_size_rate_length_and_start() -> None:
    made = replace(
        timeline(Clip(name="a", length=30), rate=Fraction(30000, 1001)),
        is_drop_frame=True,
        start=107892,
        width=1080,
        height=1920,
    )
    sequence, omissions = written(made)
    picture = sequence.find("media/video/format/samplecharacteristics")
    assert said(sequence, "name", "duration", "rate/timebase", "rate/ntsc") == [
        *("Cut", "30", "30", "TRUE")
    ]
    assert said(sequence, "timecode/string", "timecode/frame", "timecode/displayformat") == [
        *("01:00:00;00", "107892", "DF")
    ]
    assert said(picture, "width", "height", "pixelaspectratio") == ["1080", "1920", "square"]
    assert omissions == []


def test_a_rate_that_projects_cannot_have_has_no_timecode_text() -> None:
    sequence, _ = written(timeline(Clip(name="a", length=30), rate=Fraction(15)))
    assert said(sequence, "timecode/string", "timecode/frame") == [None, "0"]


def test_a_rate_that_no_timebase_says_is_refused() -> None:
    with pytest.raises(InterchangeError, match=r"has 12\.5 frames a second, which this format"):
        xmeml.write(timeline(Clip(name="a", length=30), rate=Fraction(25, 2)))


def test_a_still_has_a_finite_length_and_frames_on_both_sides() -> None:
    source = MediaReference(url="file:///media/a%20b.PNG")
    sequence, _ = written(timeline(Clip(name="a", length=30, source=source, source_start=7)))
    clip = sequence.find(".//clipitem")
    assert said(clip, "stillframe", "in", "out", "duration", "file/duration") == [
        *("TRUE", "86400", "86430", "1036800", "1036800")
    ]
    assert said(clip, "file/pathurl", "file/media/video/stillframe") == [
        *("file://localhost/media/a%20b.PNG", "TRUE")
    ]


def test_a_still_longer_than_half_a_day_is_long_enough() -> None:
    source = MediaReference(url="a.png")
    long = 24 * 3600 * 20
    sequence, _ = written(timeline(Clip(name="a", length=long, source=source)))
    assert said(sequence, ".//file/duration") == [str(long + 2 * 86400)]


def test_a_clip_without_media_is_offline_under_its_own_name() -> None:
    sequence, _ = written(timeline(Clip(name="a", length=5), Clip(name="b", length=5)))
    files = sequence.findall(".//file")
    assert [said(file, "name", "pathurl") for file in files] == [["a", None], ["b", None]]


def test_texts_and_ids_are_where_an_editor_sees_them() -> None:
    details = Details(id="clip-1", lyrics="la", notes="rain", parameters={})
    made = replace(
        timeline(Gap(length=5), Clip(name="a", length=5, details=details)),
        scenes=(
            Scene(name="One", start=0, length=5, description="wide"),
            Scene(name="Two", start=5, length=5),
        ),
    )
    sequence, _ = written(made)
    clip = sequence.find(".//clipitem")
    assert said(clip, "logginginfo/scene", "logginginfo/shottake", "logginginfo/lognote") == [
        *("Two", "clip-1", "rain")
    ]
    assert said(clip, "comments/mastercomment1") == ["la"]
    assert [
        said(marker, "name", "comment", "in", "out") for marker in sequence.findall("marker")
    ] == [
        ["One", "wide", "0", "5"],
        ["Two", "", "5", "10"],
    ]


def test_a_clip_under_a_transition_uses_its_file_as_far_as_it_reaches() -> None:
    mixed = Transition(kind=TransitionKind.DISSOLVE, in_offset=6, out_offset=4)
    items = (
        Clip(name="a", length=20, source=LIMITED, source_start=10),
        mixed,
        Clip(name="b", length=20, source=LIMITED, source_start=50),
    )
    sequence, omissions = written(timeline(*items))
    assert [said(clip, "start", "end", "in", "out") for clip in sequence.iter("clipitem")] == [
        ["0", "-1", "10", "34"],
        ["-1", "40", "44", "70"],
    ]
    transition = sequence.find(".//transitionitem")
    assert said(transition, "start", "end", "alignment", "cutPointTicks") == [
        *("14", "24", "center", "63504000000")
    ]
    assert omissions == []


@pytest.mark.parametrize(
    ("first", "second", "alignment", "span", "told"),
    [
        (10, 0, "start", ("20", "24"), "A part of a transition"),
        (80, 50, "end", ("14", "20"), "A part of a transition"),
        (80, 0, None, None, "A transition"),
    ],
)
def test_a_transition_is_no_longer_than_the_files_allow(
    first: int,
    second: int,
    alignment: str | None,
    span: tuple[str, str] | None,
    told: str,
) -> None:
    items = (
        Clip(name="a", length=20, source=LIMITED, source_start=first),
        Transition(kind=TransitionKind.DISSOLVE, in_offset=6, out_offset=4),
        Clip(name="b", length=20, source=LIMITED, source_start=second),
    )
    made = timeline(*items)
    sequence, [omission] = written(made)
    transition = sequence.find(".//transitionitem")
    shown = said(transition, "alignment", "start", "end") if transition is not None else None
    assert shown == ([alignment, *span] if span else None)
    assert omission.startswith(f"{told}, video track 1, at “a” and “b”: ")
    assert xmeml.read(xmeml.write(made).pieces[0].content).timeline == made


def test_a_transition_that_could_not_be_written_stays_away_where_its_clips_were_moved() -> None:
    items = (
        Clip(name="a", length=20, source=LIMITED, source_start=80),
        Transition(kind=TransitionKind.DISSOLVE, in_offset=6, out_offset=4),
        Clip(name="b", length=20, source=LIMITED),
    )
    content = xmeml.write(timeline(*items)).pieces[0].content
    moved = content.replace(b"<start>20</start><end>40</end>", b"<start>30</start><end>50</end>")
    [track] = xmeml.read(moved).timeline.tracks
    assert [type(item) for item in track.items] == [Clip, Gap, Clip]


def test_a_transition_beside_no_clip_is_told() -> None:
    mixed = Transition(kind=TransitionKind.FADE, in_offset=0, out_offset=4)
    _, omissions = written(timeline(Gap(length=9), mixed))
    assert omissions == ["A transition, video track 1: no clip begins or ends at its cut."]


def test_two_transitions_share_the_frames_of_a_short_clip() -> None:
    mixed = Transition(kind=TransitionKind.DISSOLVE, in_offset=8, out_offset=8)
    clips = [Clip(name=name, length=10) for name in "abc"]
    sequence, omissions = written(timeline(clips[0], mixed, clips[1], mixed, clips[2]))
    spans = [said(each, "start", "end") for each in sequence.iter("transitionitem")]
    assert spans == [["2", "18"], ["18", "28"]]
    assert len(omissions) == 1


def test_alternates_lie_switched_off_over_their_clip() -> None:
    first = Clip(
        name="a",
        length=20,
        alternates=(Alternate(name="a2", length=30), Alternate(name="a3", length=5)),
    )
    second = Clip(name="b", length=20, alternates=(Alternate(name="b2", length=20),))
    sequence, omissions = written(timeline(first, second))
    tracks = [
        [said(clip, "name", "enabled", "start", "end") for clip in track.iter("clipitem")]
        for track in sequence.findall("media/video/track")
    ]
    assert tracks == [
        [["a", "TRUE", "0", "20"], ["b", "TRUE", "20", "40"]],
        [["a2", "FALSE", "0", "20"], ["b2", "FALSE", "20", "40"]],
        [["a3", "FALSE", "0", "5"]],
    ]
    assert omissions == []


def test_alternates_that_are_left_out_are_told() -> None:
    clip = Clip(name="a", length=20, alternates=(Alternate(name="a2", length=30),))
    sequence, omissions = written(timeline(clip), Options(alternates=Alternates.OMITTED))
    assert len(sequence.findall("media/video/track")) == 1
    assert omissions == ["An alternate, “a2” of “a”: only the version that plays is written."]


def test_more_alternates_than_there_are_tracks_for_are_told() -> None:
    alternates = tuple(Alternate(name=str(number), length=5) for number in range(23))
    sequence, omissions = written(timeline(Clip(name="a", length=20, alternates=alternates)))
    assert len(sequence.findall("media/video/track")) == 21
    assert omissions == ["An alternate, “20”: there are 20 tracks of alternates at most. (3 times)"]


def test_what_the_format_has_no_word_for_is_told() -> None:
    source = MediaReference(url="https://example.org/a b.mov?x=1&y=ü")
    clip = Clip(
        name="a",
        length=20,
        source=source,
        markers=(Marker(start=0, colour="PINK"), Marker(start=0, colour="RED")),
    )
    swirl = Transition(kind=TransitionKind.OTHER, in_offset=0, out_offset=2, name="Swirl")
    made = timeline(swirl, clip)
    sequence, omissions = written(made)
    assert said(sequence, ".//pathurl") == ["https://example.org/a%20b.mov?x=1&y=%C3%BC"]
    assert omissions == [
        "A transition, “Swirl” at frame 0: it became a dissolve.",
        "The media of a clip, “a”: editors open files only: download it, and link it there.",
        "The colour of a marker, marker “”: Premiere has no such colour.",
    ]
    _, strict = written(made, Options(has_extensions=False))
    assert strict[-1] == "The colour of a marker, marker “”: the format has none."


def test_sound_has_its_own_tracks_and_fades() -> None:
    mixed = Transition(kind=TransitionKind.DISSOLVE, in_offset=4, out_offset=4)
    song = MediaReference(url="file:///song.wav")
    items = (Clip(name="a", length=20, source=song), mixed, Clip(name="b", length=20))
    sequence, _ = written(timeline(*items, kind=TrackKind.AUDIO))
    sound = sequence.find("media/audio")
    assert said(sound, ".//sourcetrack/mediatype", ".//file/media/audio/channelcount") == [
        *("audio", "2")
    ]
    assert said(sound, ".//effectid", ".//effect/mediatype") == [
        *("KGAudioTransCrossFade3dB", "audio")
    ]


@pytest.mark.parametrize(
    ("url", "pathurl"),
    [
        ("file:///media/a b.mov", "file://localhost/media/a%20b.mov"),
        ("file:///media/a%20b.mov", "file://localhost/media/a%20b.mov"),
        ("file:///media/100%.mov", "file://localhost/media/100%25.mov"),
        ("file://localhost/a#b.mov", "file://localhost/a%23b.mov"),
        ("file:/a.mov", "file://localhost/a.mov"),
        ("/media/ä.mov", "file://localhost/media/%C3%A4.mov"),
        ("file:///C:/a.mov", "file://localhost/C%3a/a.mov"),
        ("C:\\media\\a b.mov", "file://localhost/C%3a/media/a%20b.mov"),
        ("\\\\server\\share\\a.mov", "file://server/share/a.mov"),
        ("file://server/share/a.mov", "file://server/share/a.mov"),
        ("media/a b.mov", "media/a%20b.mov"),
        ("http://example.org/a.mov?b#c", "http://example.org/a.mov?b#c"),
    ],
)
def test_addresses_are_as_editing_programs_take_them(url: str, pathurl: str) -> None:
    assert address.pathurl(url) == pathurl
    assert address.pathurl(address.url(pathurl)) == pathurl
