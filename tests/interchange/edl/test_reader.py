"""EDLs in: of other programs, in any columns, whole or refused with the line."""

from pathlib import Path

import pytest

from domain.rate import FrameRate
from interchange import edl
from interchange.report import InterchangeError
from interchange.timeline import Clip, Gap, Marker, Reading, Transition, TransitionKind

SAMPLES = Path(__file__).parent / "samples"
REAL = {
    "ISSUE_19_unusual01.edl": ([38], 0),
    "ToD_R4_LOCK3.1_030618_Video.edl": ([376], 345_600),
    "cdl_frmc_example01.edl": ([1], 86_400),
    "cdl_frmc_example02.edl": ([25], 86_400),
    "test_24psf.edl": ([6, 1], 0),
}
FOREIGN = """TITLE: Reel 1
FCM: NON-DROP FRAME

0001  Z125C001_220217_ROLX    V     C         15:51:58:10 15:52:02:16 01:00:00:00 01:00:04:06
*FROM CLIP NAME:  QTLF_101
* COMMENT: louder
M2   Z125C001  012.0  15:51:58:10
* ASC_SOP (1.0 1.0 1.0)(0.0 0.0 0.0)(1.0 1.0 1.0)
* AUDIO GAIN IS -10.00DB AT 00:00:00:00
AUD  3    4
EFFECTS NAME IS Constant Power
0002  A001     A2    C         15:51:58:10 15:52:02:16 01:00:00:00 01:00:04:06
0003  BL       V     C         00:00:00:00 00:00:00:00 01:00:04:06 01:00:04:06
0003  MY REEL  V     D    012  20:19:58:21 20:20:00:21 01:00:04:06 01:00:06:06
0004  C003     V     K B 010   00:00:00:00 00:00:01:00 01:00:06:06 01:00:07:06
0005  D004     V2    C         00:00:00:00 00:00:01:00 01:00:05:00 01:00:06:00
0006  E005     B     C         00:00:00:00 00:00:01:00 01:00:06:06 01:00:07:06
"""


def listing(*events: str, mode: str = "NON-DROP FRAME") -> bytes:
    return "\n".join([f"FCM: {mode}", *events]).encode()


def event(reel: str, kind: str, source: str, record: str, channel: str = "V") -> str:
    return f"001  {reel} {channel} {kind} {source} {record}"


def at(first: int, last: int, *, hour: int = 1) -> str:
    """Return two timecodes in seconds of an hour."""
    return " ".join(f"{hour:02}:00:{second:02}:00" for second in (first, last))


def items(content: bytes, wished: FrameRate = FrameRate.FPS_25) -> list[object]:
    (track,) = edl.read(content, wished).timeline.tracks
    return list(track.items)


def places(reading: Reading) -> list[list[tuple[str, int, int]]]:
    found: list[list[tuple[str, int, int]]] = []
    for track in reading.timeline.tracks:
        start, row = 0, []
        for item in track.items:
            if isinstance(item, Clip):
                row.append((item.name, start, item.length))
            start += item.length
        found.append(row)
    return found


def test_a_list_of_another_program_is_read_leniently() -> None:
    reading = edl.read(b"\xef\xbb\xbf" + FOREIGN.encode())
    made = reading.timeline
    assert (made.name, made.start, made.frame_rate) == ("Reel 1", 86_400, FrameRate.FPS_24)
    assert places(reading) == [
        [("QTLF_101", 0, 102), ("MY REEL", 102, 48), ("E005", 150, 24)],
        [("D004", 120, 24)],
    ]
    first, mixed, *_ = made.tracks[0].items
    assert isinstance(first, Clip)
    assert (first.source_start, first.details.notes) == (1_370_842, "louder")
    assert mixed == Transition(kind=TransitionKind.FADE, in_offset=0, out_offset=12)
    assert [(one.what, one.where) for one in reading.omissions] == [
        ("A colour correction", "line 8"),
        ("A comment", "line 9"),
        ("A line", "line 11"),
        ("The frame rate", "the file"),
        ("A sound clip", "line 12"),
        ("A key over a clip", "line 15"),
        ("The sound of a clip", "line 17"),
        ("The speed of a clip", "line 4"),
    ]


@pytest.mark.parametrize("name", REAL)
def test_a_real_list_is_read(name: str) -> None:
    reading = edl.read((SAMPLES / name).read_bytes())
    counts, start = REAL[name]
    assert [len(row) for row in places(reading)] == counts
    assert reading.timeline.start == start
    assert all(one.reason.endswith(".") for one in reading.omissions)


def test_a_real_list_of_sound_is_refused() -> None:
    with pytest.raises(InterchangeError, match="The list has no pictures: line 3 and all others"):
        edl.read((SAMPLES / "TEST.edl").read_bytes())


def test_a_dissolve_lies_over_its_cut_and_each_clip_keeps_its_own_file() -> None:
    content = listing(
        event("A", "C", at(0, 2), at(0, 2)),
        "* FROM CLIP NAME: Gulls",
        "* SOURCE FILE: a.mov",
        event("A", "C", at(2, 2), at(2, 2)),
        event("B", "D 012", at(5, 7), at(2, 4)),
        "* FROM CLIP NAME: Gulls",
        "* TO CLIP NAME: Rain",
        "* SOURCE FILE: a.mov",
        "* SOURCE FILE: b.mov",
    )
    first, mixed, second = items(content)
    assert isinstance(first, Clip)
    assert isinstance(second, Clip)
    assert first.source is not None
    assert second.source is not None
    assert (first.name, first.length, first.source.url) == ("Gulls", 56, "a.mov")
    assert mixed == Transition(kind=TransitionKind.DISSOLVE, in_offset=6, out_offset=6)
    assert (second.name, second.length, second.source.url) == ("Rain", 44, "b.mov")
    assert second.source_start == (3605 * 25) + 6


def test_a_fade_out_goes_over_its_clip_and_black_is_a_gap() -> None:
    content = listing(
        event("A", "C", at(0, 2), at(0, 2)),
        event("A", "C", at(2, 2), at(2, 2)),
        event("BL", "D 025", at(0, 3), at(2, 5)),
        event("B", "C", at(5, 7), at(5, 7)),
    )
    first, out, black, second = items(content)
    assert isinstance(first, Clip)
    assert isinstance(second, Clip)
    assert (first.length, second.length, black) == (75, 50, Gap(length=50))
    assert out == Transition(kind=TransitionKind.FADE, in_offset=25, out_offset=0)


@pytest.mark.parametrize(
    "line",
    [
        "1 A V C 01:00:00:00 01:00:02:00 01:00:00:00 01:00:02:00",
        "001  A        V     C        01:00:00:00 01:00:02:00 01:00:00:00 01:00:02:00",
        "000001\tA\tV\tC\t\t01:00:00:00\t01:00:02:00\t01:00:00:00\t01:00:02:00",
        "   001  A  AA/V  C        01:00:00:00 01:00:02:00 01:00:00:00 01:00:02:00   ",
        "001 a v c 01:00:00:00 01:00:02:00 01:00:00:00 01:00:02:00",
        "1000  A   V     C        01:00:00:00 01:00:02:00 01:00:00:00 01:00:02:00",
        "001  A V D 000 01:00:00:00 01:00:02:00 01:00:00:00 01:00:02:00",
    ],
)
def test_columns_may_stand_anywhere(line: str) -> None:
    (clip,) = items(line.encode())
    assert isinstance(clip, Clip)
    assert (clip.name.upper(), clip.length, clip.source_start) == ("A", 50, 90_000)


def test_clips_that_lie_on_each_other_go_to_tracks_of_their_own() -> None:
    content = listing(
        event("A", "C", at(0, 4), at(0, 4)),
        event("B", "C", at(0, 2), at(1, 3)),
        event("C", "C", at(0, 2), at(4, 6)),
    )
    reading = edl.read(content, FrameRate.FPS_25)
    assert places(reading) == [[("A", 0, 100), ("C", 100, 50)], [("B", 25, 50)]]
    assert [one.sentence for one in reading.omissions] == [
        (
            "The track of a clip, line 3: its own track was taken there, so it went to the next "
            "free one above."
        )
    ]


def test_a_list_that_is_not_in_order_is_put_in_order() -> None:
    content = listing(
        event("C", "C", at(0, 2), at(4, 6)),
        event("A", "C", at(0, 4), at(0, 4)),
    )
    assert places(edl.read(content)) == [[("A", 0, 96), ("C", 96, 48)]]


def test_a_list_goes_on_over_midnight_and_back() -> None:
    content = listing(
        event("A", "C", at(0, 2), "23:59:58:00 00:00:00:00"),
        event("B", "C", at(0, 2), "00:00:00:00 00:00:02:00"),
        event("C", "C", at(0, 2), "23:59:56:00 23:59:58:00"),
    )
    reading = edl.read(content, FrameRate.FPS_25)
    assert places(reading) == [[("C", 0, 50), ("A", 50, 50), ("B", 100, 50)]]
    assert reading.timeline.start == 24 * 3600 * 25 - 100


def test_speeds_are_told_where_they_are_not_the_usual_one() -> None:
    usual = (
        event("A", "C", at(0, 2), at(0, 2)),
        "M2   A              025.0                01:00:00:00",
    )
    assert edl.read(listing(*usual), FrameRate.FPS_25).omissions == ()
    frozen = (
        event("A", "C", at(0, 2), at(0, 2)),
        "* SOURCE FILE: a.png",
        "M2   A              000.0                01:00:00:00",
    )
    assert edl.read(listing(*frozen), FrameRate.FPS_25).omissions == ()
    for other in (
        (usual[0], "M2   A  -25.0  01:00:00:00"),
        (usual[0], "M2   MY REEL A  +012.5  01:00:00:00"),
        (frozen[0], frozen[2]),
        (event("A", "C", at(0, 1), at(0, 2)),),
    ):
        (told,) = edl.read(listing(*other), FrameRate.FPS_25).omissions
        assert told.sentence == "The speed of a clip, line 2: clips play at their own speed."
    (told,) = edl.read(b"M2 nonsense\n" + listing(usual[0]), FrameRate.FPS_25).omissions
    assert told.sentence == "A speed, line 1: it is not clear of which clip."


def test_locators_become_markers() -> None:
    content = listing(
        event("A", "C", at(0, 2), at(0, 2)),
        "* LOC: 01:00:01:00 RED     LOOK: here",
        "*LOC: 01:00:01:05",
        "* LOC: somewhere",
    )
    reading = edl.read(content, FrameRate.FPS_25)
    (clip,) = reading.timeline.tracks[0].items
    assert isinstance(clip, Clip)
    assert clip.markers == (
        Marker(start=25, name="LOOK", comment="here", colour="RED"),
        Marker(start=30),
    )
    assert [one.sentence for one in reading.omissions] == ["A locator, line 2: it has no timecode."]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"hello", "The file has no events of an EDL: export it as CMX 3600 again."),
        (b"\xff\xfe\x00", "The file has no events of an EDL: export it as CMX 3600 again."),
        (b"", "The file has no events of an EDL: export it as CMX 3600 again."),
        (b"x" * 5000, "Line 1 has 5,000 characters: this is no EDL."),
        (
            listing(event("A", "C", at(0, 2), at(0, 2)), "002 A V C 01:00:00:00 01:00:01:00"),
            (
                "Line 3 is no whole event: “002 A V C 01:00:00:00 01:00:01:00”. It has a number, a "
                "reel, a channel, a transition and four timecodes."
            ),
        ),
        (
            listing(event("A", "C", at(0, 2), at(0, 2), channel="A2")),
            "The list has no pictures: line 2 and all others are of sound. Export the video track.",
        ),
        (
            listing(event("A", "C", at(0, 2), "00:01:00:00 00:01:02:00"), mode="DROP FRAME"),
            (
                "Line 2: 00:01:00;00 does not exist: 29.97 DF skips it. The nearest that does is"
                " 00:01:00;02, the first frame of that minute."
            ),
        ),
        (
            listing(event("A", "C", at(0, 2), "00:61:00:00 00:61:02:00")),
            "Line 2: 00:61:00:00 has 61 minutes, but at 24 they run from 0 to 59.",
        ),
        (
            listing(event("A", "C", "01:00:00:70 01:00:01:00", at(0, 1))),
            "Line 2 counts frame 70: no project has that many a second.",
        ),
        (
            listing(event("A", "C", at(0, 2), at(3, 1))),
            "Line 2: the clip ends at 01:00:01:00, before it begins at 01:00:03:00.",
        ),
        (
            listing(*[event("A", "C", at(0, 1), at(0, 1))] * 20_001),
            (
                "The timeline has more than 20000 clips, which is the most that one import may "
                "bring. Split it in the editor and import the parts one by one."
            ),
        ),
    ],
    ids=range(11),
)
def test_what_is_no_list_is_refused_with_its_line(content: bytes, sentence: str) -> None:
    with pytest.raises(InterchangeError) as refused:
        edl.read(content)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("most", "rate"),
    [("23", "FPS_24"), ("24", "FPS_25"), ("29", "FPS_30"), ("49", "FPS_50"), ("59", "FPS_60")],
)
def test_the_rate_is_what_the_frame_numbers_allow(most: str, rate: str) -> None:
    line = event("A", "C", f"01:00:00:{most} 01:00:02:00", at(0, 2)).encode()
    reading = edl.read(line)
    assert reading.timeline.frame_rate == FrameRate[rate]
    assert reading.omissions[0].what == "The frame rate"
    assert edl.recognises(line)
    assert not edl.recognises(b"{}")


def test_the_rate_that_is_wished_for_is_taken_where_it_may_be() -> None:
    line = event("A", "C", "01:00:00:24 01:00:02:24", at(0, 2)).encode()
    for wished in (FrameRate.FPS_25, FrameRate.FPS_29_97_NDF, FrameRate.FPS_60):
        assert edl.read(line, wished).timeline.frame_rate == wished
        assert edl.read(line, wished).omissions == ()
    for wished in (FrameRate.FPS_24, FrameRate.FPS_29_97_DF):
        assert edl.read(line, wished).timeline.frame_rate == FrameRate.FPS_25


def test_drop_frame_is_known_by_its_mode_and_by_its_semicolons() -> None:
    line = "001  A V C 00:00:00;00 00:00:02;{0} 00:00:00;00 00:00:02;{0}"
    assert edl.read(line.format("00").encode()).timeline.frame_rate == FrameRate.FPS_29_97_DF
    assert edl.read(line.format("55").encode()).timeline.frame_rate == FrameRate.FPS_59_94_DF
    colons = listing(event("A", "C", at(0, 2), at(0, 2)), mode="DROP FRAME")
    assert edl.read(colons).timeline.frame_rate == FrameRate.FPS_29_97_DF


def test_a_list_that_changes_how_it_counts_is_counted_as_it_begins() -> None:
    content = listing(
        event("A", "C", at(0, 2), at(0, 2)), "FCM: DROP FRAME", event("B", "C", at(0, 2), at(2, 4))
    )
    reading = edl.read(content, FrameRate.FPS_29_97_NDF)
    assert reading.timeline.frame_rate == FrameRate.FPS_29_97_NDF
    assert [one.where for one in reading.omissions] == ["line 3"]


def test_letters_of_old_machines_are_read_and_reported() -> None:
    text = event("A", "C", at(0, 2), at(0, 2)) + "\n* FROM CLIP NAME: Möwe"
    for encoding, told in (("latin-1", 1), ("utf-8", 0), ("utf-16", 0)):
        reading = edl.read(text.encode(encoding), FrameRate.FPS_25)
        (clip,) = reading.timeline.tracks[0].items
        assert isinstance(clip, Clip)
        assert clip.name == "Möwe"
        assert len(reading.omissions) == told
