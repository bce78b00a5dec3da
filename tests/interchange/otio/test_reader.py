from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from interchange import otio
from interchange.timeline import (
    Alternate,
    Clip,
    Gap,
    Marker,
    MediaReference,
    Reading,
    Scene,
    Span,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
    placed_clips,
)
from tests.interchange import raw

SAMPLES = Path(__file__).parent.parent / "samples"


def read(*layers: raw.Raw, **more: Any) -> Reading:
    return otio.read(raw.document(raw.timeline(*layers, **more)))


def places(timeline: Timeline) -> list[list[tuple[str, int, int]]]:
    return [
        [(clip.name, start, clip.length) for start, clip in placed_clips(track)]
        for track in timeline.tracks
    ]


def sentences(reading: Reading) -> list[str]:
    return [omission.sentence for omission in reading.omissions]


def test_a_simple_cut_is_taken_whole() -> None:
    reading = otio.read((SAMPLES / "simple_cut.otio").read_bytes())

    def clip(number: int, start: int, length: int, file: str, held: Span) -> Clip:
        media = MediaReference(
            url=f"file:///folder/{file}.mov", name=f"Media-{number:03}", available=held
        )
        return Clip(name=f"Clip-{number:03}", length=length, source_start=start, source=media)

    items = (
        clip(1, 3, 3, "titles", Span(start=0, length=8)),
        clip(2, 2, 6, "wind-up", Span(start=0, length=8)),
        clip(3, 0, 4, "punchline", Span(start=0, length=8)),
        clip(4, 100, 6, "credits", Span(start=100, length=6)),
    )
    assert reading.timeline == Timeline(
        name="Figure 1 - Simple Cut List",
        rate=Fraction(24),
        tracks=(Track(kind=TrackKind.VIDEO, name="Track-001", items=items),),
    )
    assert reading.omissions == ()


def test_several_tracks_keep_their_gaps() -> None:
    reading = otio.read((SAMPLES / "multitrack.otio").read_bytes())
    assert places(reading.timeline) == [
        [
            ("tech.fux (loop)-HD.mp4", 0, 720),
            ("out-b (loop)-HD.mp4", 803, 722),
            ("brokchrd (loop)-HD.mp4", 1957, 720),
        ],
        [("t-hawk (loop)-HD.mp4", 482, 480)],
        [("KOLL-HD.mp4", 1198, 640)],
    ]
    assert reading.omissions == ()


def test_a_transition_is_taken_with_its_offsets() -> None:
    reading = otio.read((SAMPLES / "clip_example.otio").read_bytes())
    [track] = reading.timeline.tracks
    assert track.items == (
        Gap(length=8),
        Clip(
            name="Clip-001",
            length=3,
            source_start=3,
            source=MediaReference(url="", available=Span(start=0, length=8)),
        ),
        Transition(kind=TransitionKind.DISSOLVE, in_offset=2, out_offset=1, name="Dissolve"),
    )


def test_a_file_of_a_newer_library_is_taken_with_a_report() -> None:
    reading = otio.read((SAMPLES / "screening_example.otio").read_bytes())
    [shots] = places(reading.timeline)
    assert (len(shots), shots[3]) == (9, ("ZZ100_504C (LAY1)", 109, 115))
    [track] = reading.timeline.tracks
    assert [marker for _, clip in placed_clips(track) for marker in clip.markers] == [
        Marker(start=0, name="ANIM FIX NEEDED", colour="RED"),
        Marker(start=0, name="ANIM FIX NEEDED", colour="PINK"),
        Marker(start=145, colour="GREEN"),
    ]
    assert [(each.what, each.count) for each in reading.omissions] == [
        ("The range of a track or stack", 1),
        ("The data of “cmx_3600”", 12),
        ("The place of a marker", 2),
    ]


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        (23.976, Fraction(24000, 1001)),
        (23.98, Fraction(24000, 1001)),
        (24000 / 1001, Fraction(24000, 1001)),
        (29.97, Fraction(30000, 1001)),
        (59.94005994, Fraction(60000, 1001)),
        (25.0, Fraction(25)),
        (12.5, Fraction(25, 2)),
    ],
)
def test_a_rate_is_taken_for_what_it_means(written: float, exact: Fraction) -> None:
    reading = read(raw.track(raw.clip("a", 0, 10, rate=written)))
    assert reading.timeline.rate == exact
    assert places(reading.timeline) == [[("a", 0, 10)]]


def test_the_start_timecode_gives_the_rate_and_the_start() -> None:
    reading = read(raw.track(raw.clip("a", 0, 24)), global_start_time=raw.time(90000, 25))
    assert (reading.timeline.rate, reading.timeline.start) == (Fraction(25), 90000)
    assert places(reading.timeline) == [[("a", 0, 25)]]


def test_a_start_before_midnight_is_reported() -> None:
    reading = read(global_start_time=raw.time(-1))
    assert reading.timeline == Timeline(name="Cut", rate=Fraction(24))
    assert sentences(reading) == ["The start timecode, the timeline: it is before 00:00:00:00."]


def test_cut_points_of_another_rate_go_to_the_nearest_frame_without_drift() -> None:
    clips = [raw.clip(f"c{index}", 0, 1, rate=30) for index in range(30)]
    reading = read(raw.track(raw.clip("first", 0, 24), *clips))
    [shots] = places(reading.timeline)
    assert sum(length for _, _, length in shots) == 48
    assert [(each.what, each.count) for each in reading.omissions] == [
        ("The exact place of a cut", 24),
        ("A clip", 6),
    ]


def test_the_dust_of_floats_is_no_fraction_of_a_frame() -> None:
    reading = read(raw.track(raw.clip("a", 0, 23.99999999), raw.clip("b", 0, 24.00000001)))
    assert places(reading.timeline) == [[("a", 0, 24), ("b", 24, 24)]]
    assert reading.omissions == ()


def test_a_nested_stack_is_flattened_onto_the_tracks_above_and_becomes_a_scene() -> None:
    inner = raw.stack(
        raw.track(raw.clip("low", 0, 50)),
        raw.track(raw.gap(10), raw.clip("high", 0, 20)),
        name="Opening",
        source_range=raw.range_(5, 30),
    )
    reading = read(raw.track(raw.clip("a", 0, 10), inner, raw.clip("z", 0, 10)))
    assert places(reading.timeline) == [
        [("a", 0, 10), ("low", 10, 30), ("z", 40, 10)],
        [("high", 15, 20)],
    ]
    assert [clip.source_start for _, clip in placed_clips(reading.timeline.tracks[0])] == [0, 5, 0]
    assert reading.timeline.scenes == (Scene(name="Opening", start=10, length=30),)
    assert reading.omissions == ()


def test_a_timeline_in_a_track_is_flattened_too() -> None:
    inner = raw.timeline(raw.track(raw.clip("a", 0, 10)))
    reading = read(raw.track(raw.gap(5), inner, raw.clip("b", 0, 3)))
    assert places(reading.timeline) == [[("a", 5, 10), ("b", 15, 3)]]


def test_a_track_in_a_track_and_a_clip_as_a_layer_are_taken() -> None:
    reading = read(raw.track(raw.track(raw.clip("a", 0, 10))), raw.clip("top", 0, 4))
    assert places(reading.timeline) == [[("a", 0, 10)], [("top", 0, 4)]]


def test_what_has_its_track_taken_goes_to_the_next_free_one_above() -> None:
    inner = raw.stack(raw.track(raw.clip("low", 0, 10)), raw.track(raw.clip("mid", 0, 10)))
    reading = read(raw.track(inner), raw.track(raw.clip("top", 0, 10)))
    assert places(reading.timeline) == [[("low", 0, 10)], [("mid", 0, 10)], [("top", 0, 10)]]
    sentence = (
        "The track of a clip, track 2, item 1 “top”:"
        " its own track was taken there, so it went to the next free one above."
    )
    assert sentences(reading) == [sentence]


def test_a_track_shows_only_its_range() -> None:
    reading = read(
        raw.track(
            raw.clip("a", 100, 10),
            raw.transition(1, 1),
            raw.clip("b", 0, 10),
            raw.clip("c", 0, 10),
            source_range=raw.range_(12, 10),
        )
    )
    assert places(reading.timeline) == [[("b", 0, 8), ("c", 8, 2)]]
    assert sentences(reading) == [
        "A clip, track 1, item 1 “a”: its track does not show that part.",
        "A transition, track 1, item 2: its track does not show that part.",
    ]


def test_other_media_of_a_clip_are_its_alternates() -> None:
    media = {"OTIO_SCHEMA": "ExternalReference.1", "available_range": raw.range_(0, 100)}
    clip = raw.clip(
        "a",
        5,
        10,
        media_references={
            "high": {**media, "target_url": "file:///a.mov"},
            "proxy": {**media, "target_url": "file:///p.mov"},
        },
        active_media_reference_key="high",
    )
    held = Span(start=0, length=100)
    [track] = read(raw.track(clip)).timeline.tracks
    assert track.items == (
        Clip(
            name="a",
            length=10,
            source_start=5,
            source=MediaReference(url="file:///a.mov", available=held),
            alternates=(
                Alternate(
                    name="proxy",
                    length=10,
                    source_start=5,
                    source=MediaReference(url="file:///p.mov", available=held),
                ),
            ),
        ),
    )


def test_markers_of_clips_gaps_tracks_and_the_whole_are_all_taken() -> None:
    timeline = raw.timeline(
        raw.track(
            raw.gap(10, markers=[raw.marker("in a gap", 4)]),
            raw.clip("a", 100, 10, markers=[raw.marker("in a clip", 103, 2, comment="see")]),
            markers=[raw.marker("on a track", 12, 3)],
        )
    )
    timeline["tracks"]["markers"] = [raw.marker("on all", 1)]
    reading = otio.read(raw.document(timeline))
    assert reading.timeline.markers == (
        Marker(start=1, name="on all"),
        Marker(start=12, length=3, name="on a track"),
        Marker(start=4, name="in a gap"),
    )
    [(_, clip)] = placed_clips(reading.timeline.tracks[0])
    assert clip.markers == (Marker(start=3, length=2, name="in a clip", comment="see"),)


def test_an_image_sequence_is_taken_as_its_first_image() -> None:
    sequence = {
        "OTIO_SCHEMA": "ImageSequenceReference.1",
        "target_url_base": "file:///shots/",
        "name_prefix": "sh010.",
        "name_suffix": ".exr",
        "start_frame": 101,
        "frame_zero_padding": 4,
    }
    reading = read(raw.track(raw.clip("a", media_reference=sequence)))
    [(_, clip)] = placed_clips(reading.timeline.tracks[0])
    assert clip.source == MediaReference(url="file:///shots/sh010.0101.exr")
    assert [omission.what for omission in reading.omissions] == ["The images after the first"]


@pytest.mark.parametrize("root", [raw.stack(raw.track(raw.clip("a"))), raw.track(raw.clip("a"))])
def test_a_stack_or_a_track_alone_is_a_timeline_too(root: raw.Raw) -> None:
    reading = otio.read(raw.document(root))
    assert places(reading.timeline) == [[("a", 0, 24)]]


def test_of_a_collection_the_first_timeline_is_taken() -> None:
    collection = {
        "OTIO_SCHEMA": "SerializableCollection.1",
        "children": [raw.clip("x"), raw.timeline(raw.track(raw.clip("a"))), raw.timeline()],
    }
    reading = otio.read(raw.document(collection))
    assert places(reading.timeline) == [[("a", 0, 24)]]
    assert [(each.where, each.count) for each in reading.omissions] == [
        ("item 1 “x” of the collection", 2)
    ]


def test_names_of_older_schemas_are_known() -> None:
    items = [{"OTIO_SCHEMA": "Filler.1", "source_range": raw.range_(0, 5)}, raw.clip("a")]
    layer = {"OTIO_SCHEMA": "Sequence.1", "kind": "Video", "children": items}
    assert places(read(layer).timeline) == [[("a", 5, 24)]]


def test_control_characters_that_no_project_may_hold_are_left_out() -> None:
    reading = read(raw.track(raw.clip("a\0b\x07\u0085c\x7f\n")))
    assert places(reading.timeline) == [[("ab\u0085c\n", 0, 24)]]


def test_a_scene_inside_of_another_is_reported() -> None:
    scene = {"emergent_storyboard": {"scene": {"id": "", "description": "d", "lyrics": "l"}}}
    timeline = raw.timeline(raw.track(raw.clip("a")))
    timeline["tracks"]["markers"] = [
        raw.marker("one", 0, 20, metadata=scene),
        raw.marker("two", 10, 20, metadata=scene),
    ]
    reading = otio.read(raw.document(timeline))
    assert reading.timeline.scenes == (
        Scene(name="one", start=0, length=20, description="d", lyrics="l"),
    )
    assert sentences(reading) == [
        "A scene, “two”: it begins inside of the scene “one”; its clips were taken."
    ]
