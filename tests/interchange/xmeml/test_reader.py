"""What other programs write is taken for what it means."""

from pathlib import Path

import pytest

from interchange import xmeml
from interchange.timeline import (
    Clip,
    Details,
    Marker,
    MediaReference,
    Scene,
    Span,
    Timeline,
    TransitionKind,
    placed_clips,
)
from tests.interchange.xmeml import raw
from tests.interchange.xmeml.raw import clip, mix, read, rows, sentences, sequence, track

SAMPLES = Path(__file__).parent.parent / "samples"


def sample(name: str) -> Timeline:
    return xmeml.read((SAMPLES / f"{name}.xml").read_bytes()).timeline


def test_a_sample_with_transitions_and_a_nested_sequence_is_taken() -> None:
    timeline = sample("premiere_example")
    assert (timeline.name, timeline.rate.numerator, timeline.width) == (
        "sc01_sh010_layerA",
        30,
        1280,
    )
    assert rows(timeline)[:4] == [
        [("sc01_sh010_anim.mov", 536, 100, 0)],
        [
            ("sc01_sh010_anim.mov", 13, 100, 0),
            ("sc01_sh020_anim.mov", 165, 157, 0),
            ("sc01_sh030_anim.mov", 322, 235, 0),
            (19, 557, 0),
            ("sc01_sh010_anim.mov", 636, 100, 0),
            ("sc01_sh030_anim.mov", 736, 220, 0),
        ],
        [("test_title", 15, 941, 108000)],
        [
            ("sc01_master_layerA_sh030_temp.mov", 956, 208, 133),
            (12, 1164, 13),
            ("sc01_sh010_anim.mov", 1164, 82, 18),
        ],
    ]
    assert timeline.scenes == (Scene(name="sc01_sh010_anim", start=636, length=320),)
    assert timeline.markers[0] == Marker(start=113, name="My MArker 1", comment="so, this happened")


def test_what_a_sample_has_switched_off_leaves_a_gap() -> None:
    assert rows(sample("premiere_enable_property"))[:3] == [
        [("source.mp4", 0, 81, 353), ("source3.mp4", 177, 43, 530)],
        [("source.mp4", 81, 96, 434)],
        [],
    ]


def test_generators_of_a_sample_are_clips_without_a_file() -> None:
    reading = xmeml.read((SAMPLES / "premiere_generators.xml").read_bytes())
    first = reading.timeline.tracks[0]
    assert [item.source for _, item in placed_clips(first)] == [None] * 6
    assert (
        "The picture of a clip, video track 1, item 3 “Blue Matte” (line 211):"
        " it is made by the generator “Blue Matte” and is no file."
    ) in sentences(reading)


def test_a_file_that_was_told_before_is_known_by_its_id() -> None:
    first = clip("a", 0, 10, 5, 15, more=raw.file("x.mov", 500, 100))
    second = clip("b", 10, 20, 7, 17, more='<file id="x.mov"/>')
    [row] = read(track(first, second)).timeline.tracks
    held = MediaReference(url="file:///x.mov", available=Span(start=100, length=500))
    assert row.items == (
        Clip(name="a", length=10, source=held, source_start=105),
        Clip(name="b", length=10, source=held, source_start=107),
    )


def test_a_file_that_is_told_nowhere_is_reported() -> None:
    reading = read(track(clip("a", 0, 10, more='<file id="f"/>')))
    assert sentences(reading) == [
        "The media of a clip, video track 1, item 1 “a” (line 4): its file “f” is told nowhere."
    ]


@pytest.mark.parametrize(
    ("before", "mixed", "after", "expected"),
    [
        pytest.param(
            (0, -1, 0, 30), (20, 30, "center"), (-1, 40, 50, 70), (25, (5, 25, 5)), id="hidden"
        ),
        pytest.param(
            (0, 25, 0, 25), (20, 30, "center"), (25, 40, 55, 70), (25, (5, 25, 5)), id="said"
        ),
        pytest.param(
            (0, 22, 0, 22), (20, 30, "center"), (-1, 40, 50, 70), (22, (2, 22, 8)), id="half said"
        ),
        pytest.param(
            (0, 30, 0, 30), (20, 30, "center"), (20, 40, 50, 70), (25, (5, 25, 5)), id="overlapping"
        ),
        pytest.param(
            (0, -1, 0, 30), (20, 30, "start"), (-1, 40, 50, 70), (20, (0, 20, 10)), id="start"
        ),
        pytest.param(
            (0, -1, 0, 30), (20, 30, "end-black"), (-1, 40, 50, 70), (30, (10, 30, 0)), id="end"
        ),
    ],
)
def test_the_cut_within_a_transition_is_found(
    before: tuple[int, int, int, int],
    mixed: tuple[int, int, str],
    after: tuple[int, int, int, int],
    expected: tuple[int, tuple[int, int, int]],
) -> None:
    cut, transition = expected
    reading = read(track(clip("a", *before), mix(*mixed), clip("b", *after)))
    assert rows(reading.timeline) == [
        [("a", 0, cut, 0), transition, ("b", cut, 40 - cut, 50 + cut - 20)]
    ]
    assert sentences(reading) == []


def test_premiere_says_exactly_where_the_cut_is() -> None:
    ticks = "<cutPointTicks>21168000000</cutPointTicks>"
    items = (clip("a", 0, -1, 0, 30), mix(20, 30, more=ticks), clip("b", -1, 40, 50, 70))
    assert rows(read(track(*items)).timeline) == [[("a", 0, 22, 0), (2, 22, 8), ("b", 22, 18, 52)]]


def test_fades_from_and_to_nothing_stay_on_the_edges_of_their_clip() -> None:
    items = (mix(10, 20, "start-black"), clip("a", -1, -1, 5, 45), mix(40, 50, "end-black"))
    assert rows(read(track(*items)).timeline) == [[(0, 10, 10), ("a", 10, 40, 5), (10, 50, 0)]]


@pytest.mark.parametrize(
    ("effect", "kind", "name"),
    [
        ("<name>Additive Dissolve</name>", TransitionKind.DISSOLVE, ""),
        ("<name>Dip to Color Dissolve</name>", TransitionKind.FADE, ""),
        ("<name>Clock Wipe</name>", TransitionKind.WIPE, ""),
        ("<effectcategory>Wipe</effectcategory>", TransitionKind.WIPE, ""),
        (
            "<effectid>Edge Wipe</effectid><wipecode>1</wipecode><reverse>TRUE</reverse>",
            TransitionKind.WIPE,
            "left",
        ),
        ("<name>Page Peel</name>", TransitionKind.OTHER, "Page Peel"),
        ("<name>Cross Fade (+3dB)</name><mediatype>audio</mediatype>", TransitionKind.DISSOLVE, ""),
    ],
)
def test_transitions_are_known_by_their_effect(
    effect: str, kind: TransitionKind, name: str
) -> None:
    mixed = mix(20, 30, more=f"<effect>{effect}</effect>")
    [row] = read(track(clip("a", 0, -1, 0, 30), mixed, clip("b", -1, 40, 0, 20))).timeline.tracks
    transition = row.items[1]
    assert (transition.kind, transition.name) == (kind, name)  # type: ignore[union-attr]


def test_a_clip_that_hides_an_edge_without_a_transition_is_as_long_as_what_it_uses() -> None:
    items = (clip("a", 5, -1, 0, 10), clip("b", -1, 40, 10, 20), clip("c", -1, -1, 0, 9))
    reading = read(track(*items))
    assert rows(reading.timeline) == [[("a", 5, 10, 0), ("b", 30, 10, 10)]]
    assert sentences(reading) == [
        "A clip, video track 1, item 3 “c” (line 4): it does not say where it begins or ends."
    ]


def test_frames_of_another_rate_are_counted_in_seconds() -> None:
    other = clip("a", 0, 48, 25, 75, more=raw.file("x.mov")).replace(raw.rate(), raw.rate(25), 1)
    [row] = read(track(other)).timeline.tracks
    held = Span(start=0, length=500)
    source = MediaReference(url="file:///x.mov", available=held)
    assert row.items == (Clip(name="a", length=48, source=source, source_start=24),)


def test_a_subclip_counts_from_its_own_beginning() -> None:
    info = "<subclipinfo><startoffset>100</startoffset></subclipinfo>"
    [row] = read(track(clip("a", 0, 10, 5, 15, more=info + raw.file("x.mov")))).timeline.tracks
    assert [item.source_start for _, item in placed_clips(row)] == [105]


def test_a_still_has_neither_a_beginning_nor_an_end() -> None:
    still = clip("a", 0, 10, 86313, 86323, more="<stillframe>TRUE</stillframe>" + raw.file("a.x"))
    by_name = clip("b", 10, 20, 86313, 86323, more=raw.file("b.PNG"))
    [row] = read(track(still, by_name)).timeline.tracks
    assert row.items == (
        Clip(name="a", length=10, source=MediaReference(url="file:///a.x")),
        Clip(name="b", length=10, source=MediaReference(url="file:///b.PNG")),
    )


def test_markers_of_clips_count_from_what_is_shown_of_the_file() -> None:
    def marker(first: int, last: int, more: str = "") -> str:
        return f"<marker><name>m</name><in>{first}</in><out>{last}</out>{more}</marker>"

    marks = marker(12, -1) + marker(14, 16, "<pproColor>4281740498</pproColor>") + marker(90, -1)
    reading = read(track(clip("a", 0, 10, 10, 20, more=marks)))
    [(_, found)] = placed_clips(reading.timeline.tracks[0])
    assert found.markers == (
        Marker(start=2, name="m"),
        Marker(start=4, length=2, name="m", colour="RED"),
    )
    assert sentences(reading) == [
        (
            "A marker, video track 1, item 1 “a” (line 4), marker “m” (line 4):"
            " it is on a part that is not shown."
        )
    ]


def test_remarks_of_other_programs_become_notes_and_our_id_is_found_as_shot() -> None:
    identity = "clip-" + "a" * 32
    log = (
        f"<logginginfo><description>wide</description><shottake>{identity}</shottake>"
        "<lognote>rain</lognote></logginginfo>"
        "<comments><mastercomment1>rain</mastercomment1><clipcommenta>B</clipcommenta></comments>"
    )
    [(_, found)] = placed_clips(read(track(clip("a", 0, 10, more=log))).timeline.tracks[0])
    assert found.details == Details(id=identity, notes="wide\nrain\nB", parameters={})


def test_effects_and_speeds_are_reported() -> None:
    def effect(name: str) -> str:
        return f"<filter><effect><name>{name}</name></effect></filter>"

    reading = read(track(clip("a", 0, 10, more=effect("Time Remap") + effect("Blur"))))
    assert sentences(reading) == [
        "A speed change, video track 1, item 1 “a” (line 4): it plays at normal speed.",
        "The effect “Blur”, video track 1, item 1 “a” (line 4): effects are not taken.",
    ]


def test_a_multiclip_and_a_generator_have_no_file() -> None:
    angles = clip("a", 0, 10, more="<multiclip><name>m</name></multiclip>")
    reading = read(track(angles, clip("b", 10, 20, tag="generatoritem")))
    assert rows(reading.timeline) == [[("a", 0, 10, 0), ("b", 10, 10, 0)]]
    assert [omission.what for omission in reading.omissions] == [
        "The angles of a multiclip",
        "The picture of a clip",
    ]


def nested(inner: str, start: int, end: int, first: int, more: str = "") -> str:
    return clip("part", start, end, first, more=inner + more)


def test_a_nested_sequence_shows_its_part_and_no_more() -> None:
    marker = "<marker><name>in it</name><in>12</in><out>-1</out></marker>"
    items = (clip("a", 0, -1, 0, 15), mix(5, 15), clip("b", -1, 30, 0, 25), clip("c", 30, 50, 0))
    inner = sequence(track(*items), track(clip("d", 12, 14, 3, 5)), more=marker)
    reading = read(track(nested(inner, 100, 130, 8)))
    assert rows(reading.timeline) == [
        [("a", 100, 2, 8), ("b", 102, 20, 5), ("c", 122, 8, 0)],
        [("d", 104, 2, 3)],
    ]
    assert [(each.what, each.reason) for each in reading.omissions] == [
        ("A transition", "it is longer than a clip beside it.")
    ]
    assert reading.timeline.scenes == (Scene(name="part", start=100, length=30),)
    assert reading.timeline.markers == (Marker(start=104, name="in it"),)


def test_what_a_nested_sequence_does_not_show_is_reported() -> None:
    items = (clip("a", 0, -1, 0, 15), mix(5, 15), clip("b", -1, 30, 0, 25))
    reading = read(track(nested(sequence(track(*items)), 0, 10, 15)))
    assert rows(reading.timeline) == [[("b", 0, 10, 10)]]
    assert [(each.what, each.reason) for each in reading.omissions] == [
        ("A clip", "its sequence does not show that part."),
        ("A transition", "the nested sequence does not show that part."),
    ]


def test_a_nested_sequence_of_another_rate_keeps_its_time() -> None:
    inner = sequence(track(clip("a", 0, 25), clip("b", 25, 50)))
    slower = inner.replace(raw.rate(), raw.rate(25))
    reading = read(track(clip("part", 0, 48, 0, more=slower)))
    assert rows(reading.timeline) == [[("a", 0, 24, 0), ("b", 24, 24, 0)]]


def test_a_sequence_told_elsewhere_is_found_and_one_told_nowhere_reported() -> None:
    inner = sequence(track(clip("a", 0, 10)), of=' id="s"')
    first = nested(inner, 0, 10, 0)
    second = clip("again", 10, 20, 0, more='<sequence id="s"/>')
    third = clip("lost", 20, 30, 0, more='<sequence id="t"/>')
    reading = read(track(first, second, third))
    assert rows(reading.timeline) == [[("a", 0, 10, 0), ("a", 10, 10, 0)]]
    assert [omission.what for omission in reading.omissions] == ["A nested sequence"]


def test_the_second_channel_of_a_nested_sequence_is_not_taken_again() -> None:
    inner = sequence(audio=track(clip("a", 0, 10)), of=' id="s"')
    channel = "<sourcetrack><trackindex>{}</trackindex></sourcetrack>"
    left = nested(inner, 0, 10, 0, channel.format(1))
    right = clip("part", 0, 10, 0, more='<sequence id="s"/>' + channel.format(2))
    reading = xmeml.read(raw.document(sequence(audio=track(left) + track(right))))
    assert rows(reading.timeline) == [[("a", 0, 10, 0)], []]
    assert [omission.what for omission in reading.omissions] == ["A channel of a nested sequence"]


def test_what_is_switched_off_is_reported() -> None:
    off = "<enabled>FALSE</enabled>"
    reading = read(track(clip("a", 0, 10, more=off), clip("b", 10, 20)), track(off))
    assert rows(reading.timeline) == [[("b", 10, 10, 0)], []]
    assert [(each.what, each.count) for each in reading.omissions] == [("What is switched off", 2)]


def test_of_several_sequences_in_bins_the_first_is_taken() -> None:
    first = f"<bin><children>{sequence(track(clip('a', 0, 10)))}</children></bin>"
    project = f"<project><children>{first}{sequence(name='Other')}</children></project>"
    reading = xmeml.read(raw.document(project))
    assert rows(reading.timeline) == [[("a", 0, 10, 0)]]
    assert sentences(reading) == ["A sequence, “Other” (line 4): only the first one is taken."]


@pytest.mark.parametrize(
    ("timebase", "ntsc", "frame", "form", "expected"),
    [
        (30, "TRUE", "<frame>107892</frame>", "DF", (107892, True)),
        (30, "TRUE", "<frame>108000</frame>", "NDF", (108000, False)),
        (30, "TRUE", "<string>01:00:00;00</string>", "DF", (107892, True)),
        (25, "FALSE", "<string>01:00:00:00</string>", "DF", (90000, False)),
        (25, "TRUE", "<string>01:00:00:00</string>", "NDF", (90000, False)),
        ("29.97", "FALSE", "<string>00:00:01:00</string>", "NDF", (30, False)),
        (15, "FALSE", "<string>00:00:01:00</string>", "NDF", (0, False)),
        (24, "FALSE", "", "", (0, False)),
    ],
)
def test_the_start_timecode_is_found(
    timebase: object, ntsc: str, frame: str, form: str, expected: tuple[int, bool]
) -> None:
    timecode = f"<timecode>{frame}<displayformat>{form}</displayformat></timecode>"
    content = sequence(track(), more=timecode).replace(raw.rate(), raw.rate(timebase, ntsc))
    timeline = xmeml.read(raw.document(content)).timeline
    assert (timeline.start, timeline.is_drop_frame) == expected


@pytest.mark.parametrize(
    ("timecode", "reason"),
    [
        ("<frame>-5</frame>", "it is before 00:00:00:00."),
        ("<string>99:00:00:00</string>", "99:00:00:00 has 99 hours, "),
    ],
)
def test_a_start_timecode_that_cannot_be_is_reported(timecode: str, reason: str) -> None:
    reading = read(track(), more=f"<timecode>{timecode}</timecode>")
    assert reading.timeline.start == 0
    [sentence] = sentences(reading)
    assert sentence.startswith(f"The start timecode, the sequence: {reason}")


def test_a_file_in_utf_16_is_read_and_recognised() -> None:
    content = raw.document(sequence(track(clip("ä", 0, 10)))).decode().replace(' version="1.0"', "")
    encoded = content.replace("<?xml?>", '<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16")
    assert xmeml.recognises(encoded)
    assert rows(xmeml.read(encoded).timeline) == [[("ä", 0, 10, 0)]]
