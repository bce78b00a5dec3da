"""EDLs out and in: the same cut, frame for frame, at every rate."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.rate import FrameRate
from domain.timecode import frames_per_day
from interchange import edl
from interchange.edl.line import Reels, ascii_text
from interchange.edl.reader import recognises
from interchange.report import InterchangeError
from interchange.timeline import (
    Alternate,
    Clip,
    Details,
    Gap,
    Item,
    Marker,
    MediaReference,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
    placed,
)

NAMES = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=12)
FILES = st.none() | st.builds(
    MediaReference, url=st.from_regex(r"[a-z0-9/]{1,20}\.mov", fullmatch=True)
)
KINDS = st.sampled_from([TransitionKind.DISSOLVE, TransitionKind.WIPE])


@st.composite
def tracks(draw: st.DrawFn) -> Track:
    """Clips whose files have frames before them, with transitions centred on their cuts."""
    items: list[Item] = []
    room = 0
    for number in range(draw(st.integers(1, 6))):
        length = draw(st.integers(2, 600))
        if draw(st.booleans()) or (number == 0 and draw(st.booleans())):
            items.append(Gap(length=draw(st.integers(1, 300))))
            room = 0
        behind = 0
        if draw(st.booleans()):
            before = draw(st.integers(0, min(room, 200)))
            behind = draw(st.integers(0 if before else 1, min(length, 200)))
            kind = draw(KINDS)
            items.append(Transition(kind=kind, in_offset=before, out_offset=behind))
        source = draw(FILES)
        items.append(
            Clip(
                name=draw(NAMES),
                length=length,
                source=source,
                source_start=draw(st.integers(400, 9000)) if source else 0,
                details=Details(id=f"clip-{number:032x}", parameters={}),
            )
        )
        room = length - max(behind, 1)
    return Track(kind=TrackKind.VIDEO, name="V1", items=tuple(items))


def timeline(rate: FrameRate, *items: Item, start: int = 0) -> Timeline:
    return Timeline(
        name="Cut",
        rate=rate.exact,
        is_drop_frame=rate.is_drop_frame,
        start=start,
        tracks=(Track(kind=TrackKind.VIDEO, name="V1", items=items),),
    )


def text(made: Timeline) -> str:
    return edl.write(made).pieces[0].content.decode()


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    rate=st.sampled_from(FrameRate),
    track=tracks(),
    start=st.sampled_from(["00:00:00:00", "01:00:00:00", "midnight"]),
)
def test_a_list_read_again_is_the_same_cut(rate: FrameRate, track: Track, start: str) -> None:
    hour = frames_per_day(rate) // 24
    first = {"00:00:00:00": 0, "01:00:00:00": hour, "midnight": 24 * hour - 5}[start]
    made = replace(timeline(rate, start=first), tracks=(track,))
    written = edl.write(made)
    again = edl.read(written.pieces[0].content, rate).timeline
    assert (again.rate, again.is_drop_frame, again.start) == (made.rate, made.is_drop_frame, first)
    assert [shape(it) for it in placed(again.tracks[0])] == [shape(it) for it in placed(track)]


def shape(one: tuple[int, Item]) -> tuple[object, ...]:
    start, item = one
    match item:
        case Clip():
            url = item.source.url if item.source else None
            return start, item.length, url, item.source_start, item.details.id, item.name
        case Transition():
            return start, item.kind, item.in_offset, item.out_offset
        case Gap():
            return start, item.length


def test_a_list_has_its_columns_where_they_belong() -> None:
    media = MediaReference(url="file:///rushes/Möwe über dem Meer.mov")
    one = Clip(name="Möwe\n001", length=48, source=media, source_start=24)
    two = Clip(name="Licht", length=24, source=None)
    mixed = Transition(kind=TransitionKind.DISSOLVE, in_offset=6, out_offset=6)
    rate = FrameRate.FPS_29_97_DF
    lines = text(timeline(rate, Gap(length=10), one, mixed, two, start=107_892)).split("\r\n")
    assert lines == [
        "TITLE: Cut",
        "FCM: DROP FRAME",
        "",
        "001  BL       V     C        00:00:00;00 00:00:00;10 01:00:00;00 01:00:00;10",
        "002  MOWEUBER V     C        00:00:00;24 00:00:02;06 01:00:00;10 01:00:01;22",
        "* FROM CLIP NAME: Mowe_001",
        "* SOURCE FILE: file:///rushes/Mowe uber dem Meer.mov",
        "003  MOWEUBER V     C        00:00:02;06 00:00:02;06 01:00:01;22 01:00:01;22",
        "003  AX       V     D    012 00:59:59;24 01:00:00;24 01:00:01;22 01:00:02;22",
        "* FROM CLIP NAME: Mowe_001",
        "* TO CLIP NAME: Licht",
        "* STORYBOARD CUT: 01:00:01;28",
        "",
    ]
    assert (lines[8][0], lines[8][5], lines[8][14], lines[8][20], lines[8][25]) == tuple("0AVD0")


def test_each_track_and_each_999_events_have_a_file() -> None:
    clip = Clip(name="a", length=2)
    many = Track(kind=TrackKind.VIDEO, items=(clip,) * 1200)
    made = replace(timeline(FrameRate.FPS_25), tracks=(many, Track(kind=TrackKind.VIDEO)))
    pieces = edl.write(made).pieces
    assert [piece.name for piece in pieces] == ["-v1-1.edl", "-v1-2.edl", "-v2.edl"]
    assert b"\r\n999  AX" in pieces[0].content
    assert b"\r\n201  AX" in pieces[1].content
    assert edl.read(pieces[1].content).timeline.start == 999 * 2


def test_what_the_format_cannot_carry_is_said() -> None:
    clip = Clip(
        name="a",
        length=2000,
        source=MediaReference(url="a.mov"),
        source_start=3,
        alternates=(Alternate(name="b", length=2),),
        markers=(Marker(start=1, length=5, name="Look", colour="RED"),),
    )
    sound = Track(kind=TrackKind.AUDIO, items=(Clip(name="song", length=9),))
    items = (
        Clip(name="x", length=2000),
        Transition(kind=TransitionKind.FADE, in_offset=9, out_offset=3),
        clip,
        Transition(kind=TransitionKind.WIPE, in_offset=900, out_offset=900, name="left"),
        replace(clip, markers=(), alternates=()),
        Transition(kind=TransitionKind.WIPE, in_offset=3, out_offset=3, name="left"),
        replace(clip, markers=(), alternates=()),
        Transition(kind=TransitionKind.DISSOLVE, in_offset=3, out_offset=0),
        Gap(length=4),
    )
    made = timeline(FrameRate.FPS_25, *items)
    made = replace(made, tracks=(*made.tracks, sound), markers=(Marker(start=0, name="here"),))
    assert [it.what for it in edl.write(made).omissions] == [
        "The place of a transition",
        "A transition",
        "A transition",
        "The length of a marker",
        "The direction of a wipe",
        "Alternates",
        "A sound clip",
        "A marker of the timeline",
    ]


def test_a_rate_without_timecode_is_refused() -> None:
    made = replace(timeline(FrameRate.FPS_25), rate=FrameRate.FPS_25.exact * 3)
    with pytest.raises(InterchangeError, match="cannot count 75 frames"):
        edl.write(made)


def test_markers_come_back() -> None:
    markers = (Marker(start=3, name="Lyrics", comment="la la", colour="CYAN"),)
    made = timeline(FrameRate.FPS_25, Clip(name="a", length=9, markers=markers))
    again = edl.read(edl.write(made).pieces[0].content).timeline
    (clip,) = again.tracks[0].items
    assert isinstance(clip, Clip)
    assert clip.markers == markers


FOREIGN = """TITLE: Reel 1
FCM: NON-DROP FRAME

0001  Z125C001_220217_ROLX    V     C         15:51:58:10 15:52:02:16 01:00:00:00 01:00:04:06
*FROM CLIP NAME:  QTLF_101
M2   Z125C001  012.0  15:51:58:10
0002  A001     A2    C         15:51:58:10 15:52:02:16 01:00:00:00 01:00:04:06
0003  BL       V     C         00:00:00:00 00:00:00:00 01:00:04:06 01:00:04:06
0003  B002     V     D    012  20:19:58:21 20:20:00:21 01:00:04:06 01:00:06:06
0004  C003     V     K B 010   00:00:00:00 00:00:01:00 01:00:06:06 01:00:07:06
0005  D004     V2    C         00:00:00:00 00:00:01:00 01:00:05:00 01:00:06:00
LOC: nothing that is known
"""


def test_a_list_of_another_program_is_read_leniently() -> None:
    reading = edl.read(b"\xef\xbb\xbf" + FOREIGN.encode())
    made = reading.timeline
    assert (made.name, made.start, made.frame_rate) == ("Reel 1", 86_400, FrameRate.FPS_24)
    assert [len(track.items) for track in made.tracks] == [3, 2]
    first, mixed, second = made.tracks[0].items
    assert isinstance(first, Clip)
    assert (first.name, first.length, first.source_start) == ("QTLF_101", 108, 1_370_842)
    assert mixed == Transition(kind=TransitionKind.DISSOLVE, in_offset=6, out_offset=6)
    assert isinstance(second, Clip)
    assert [omission.what for omission in reading.omissions] == [
        "The speed of a clip",
        "The frame rate",
        "A sound clip",
        "A key over a clip",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"hello", "The file has no events of an EDL"),
        (b"\xff\xfe\x00", "The file has no events"),
        (b"x" * 5000, "Line 1 has 5,000 characters"),
        (
            b"FCM: DROP FRAME\n001  AX V C 00:01:00:00 00:01:02:00 00:01:00:00 00:01:02:00",
            "Line 2: 00:01:00;00",
        ),
        (
            b"001  AX V C 00:00:00:00 00:00:02:00 00:61:00:00 00:61:02:00",
            "Line 1: 00:61:00:00 has 61 minutes",
        ),
        (b"001  AX V C 00:00:00:70 00:00:02:00 00:00:00:00 00:00:02:00", "counts frame 70"),
    ],
)
def test_what_is_no_list_is_refused_with_its_line(content: bytes, sentence: str) -> None:
    with pytest.raises(InterchangeError, match=sentence):
        edl.read(content)


@pytest.mark.parametrize(
    ("most", "rate"),
    [("23", "FPS_24"), ("24", "FPS_25"), ("29", "FPS_30"), ("49", "FPS_50"), ("59", "FPS_60")],
)
def test_the_rate_is_what_the_frame_numbers_allow(most: str, rate: str) -> None:
    line = f"001  AX V C 00:00:00:{most} 00:00:02:00 00:00:00:00 00:00:02:00"
    assert edl.read(line.encode()).timeline.frame_rate == FrameRate[rate]
    assert recognises(line.encode())
    assert not recognises(b"{}")


def test_drop_frame_is_known_by_its_semicolons() -> None:
    line = "001  AX V C 00:00:00;00 00:00:02;{0} 00:00:00;00 00:00:02;{0}"
    assert edl.read(line.format("00").encode()).timeline.frame_rate == FrameRate.FPS_29_97_DF
    assert edl.read(line.format("55").encode()).timeline.frame_rate == FrameRate.FPS_59_94_DF


def test_letters_of_an_old_machine_are_read_and_reported() -> None:
    line = "001  AX V C 00:00:00:00 00:00:02:00 00:00:00:00 00:00:02:00\n* FROM CLIP NAME: Möwe"
    reading = edl.read(line.encode("latin-1"))
    (clip,) = reading.timeline.tracks[0].items
    assert isinstance(clip, Clip)
    assert clip.name == "Möwe"
    assert reading.omissions[0].what == "Letters that are no UTF-8"


def test_reels_have_eight_characters_and_tell_files_apart() -> None:
    reels = Reels()
    urls = ["", "a/rushes_0001_take.mov", "b/rushes_0001_take.mov", "c/rushes_0001_take.mov", "%%%"]
    assert [reels.name(url) for url in urls] == ["AX", "RUSHES00", "RUSHES02", "RUSHES03", "REEL"]
    assert reels.name(urls[2]) == "RUSHES02"


def test_a_name_stays_on_its_line() -> None:
    assert ascii_text("Größe\n002  BL  Æon\t→") == "Grosse_002 BL AEon__"
