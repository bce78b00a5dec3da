from typing import Any

import pytest

from interchange import otio
from interchange.report import Omission
from interchange.timeline import (
    Reading,
    Timeline,
    placed_clips,
)
from tests.interchange import raw


def read(*layers: raw.Raw, **more: Any) -> Reading:
    return otio.read(raw.document(raw.timeline(*layers, **more)))


def places(timeline: Timeline) -> list[list[tuple[str, int, int]]]:
    return [
        [(clip.name, start, clip.length) for start, clip in placed_clips(track)]
        for track in timeline.tracks
    ]


def sentences(reading: Reading) -> list[str]:
    return [omission.sentence for omission in reading.omissions]


@pytest.mark.parametrize(
    ("layer", "sentence"),
    [
        (
            raw.track(kind="Subtitle"),
            "A track, track 1: it is of the unknown kind 'Subtitle'.",
        ),
        (
            raw.track(raw.clip("a"), enabled=False),
            "What is switched off, track 1: only what plays is taken.",
        ),
        (
            raw.track(raw.clip("a", enabled=False)),
            "What is switched off, track 1, item 1 “a”: only what plays is taken.",
        ),
        (
            raw.track({"OTIO_SCHEMA": "Clip.1", "name": "a"}),
            "A clip, track 1, item 1 “a”: neither it nor its media says how long it is.",
        ),
        (
            raw.clip("a", 0, 0),
            "A clip, track 1 “a”: nothing of it is shown.",
        ),
        (
            raw.track(raw.clip("a", 0, 0)),
            "A clip, track 1, item 1 “a”: it has no length.",
        ),
        (
            raw.track(raw.clip("a", 0, 0.3)),
            "A clip, track 1, item 1 “a”: it is shorter than a frame.",
        ),
        (
            raw.track({"OTIO_SCHEMA": "Title.1", "source_range": raw.range_(0, 5)}),
            "An item, track 1, item 1: it is a 'Title.1', which is not known.",
        ),
        (
            raw.track(raw.clip("a"), raw.transition(30, 2)),
            "A transition, track 1, item 2: it is longer than a clip beside it.",
        ),
        (
            raw.track(raw.clip("a"), raw.transition(1, 1), raw.transition(2, 2)),
            "A transition, track 1, item 3: another one is on the same cut.",
        ),
        (
            raw.track(raw.transition(1, 1), raw.gap(4)),
            "A transition, track 1, item 1: no clip begins or ends at its cut.",
        ),
        (
            raw.track(raw.clip("a"), raw.transition(-1, 1)),
            "A part of a transition, track 1, item 2: its length is negative.",
        ),
        (
            raw.track(
                raw.clip("a", effects=[{"OTIO_SCHEMA": "LinearTimeWarp.1", "time_scalar": 2.0}])
            ),
            "A speed change (2.0), track 1, item 1 “a”: it plays at normal speed.",
        ),
        (
            raw.track(raw.clip("a", effects=[{"OTIO_SCHEMA": "Effect.1", "effect_name": "Blur"}])),
            "The effect “Blur”, track 1, item 1 “a”: effects are not taken.",
        ),
        (
            raw.track(raw.clip("a", media_reference={"OTIO_SCHEMA": "GeneratorReference.1"})),
            (
                "The picture of a clip, track 1, item 1 “a”:"
                " it is a 'GeneratorReference.1' and no file."
            ),
        ),
        (
            raw.track(raw.clip("a", metadata={"avid": {}})),
            (
                "The data of “avid”, track 1, item 1 “a”:"
                " what other programs note for themselves is not kept."
            ),
        ),
    ],
)
def test_what_is_not_taken_is_reported_with_its_place(layer: raw.Raw, sentence: str) -> None:
    assert sentences(read(layer)) == [sentence]


def test_what_is_left_out_leaves_a_gap_so_that_nothing_moves() -> None:
    reading = read(raw.track(raw.clip("off", enabled=False), raw.clip("on")))
    assert places(reading.timeline) == [[("on", 24, 24)]]


def test_the_same_omission_of_many_clips_is_told_once() -> None:
    reading = read(raw.track(*(raw.clip(f"c{n}", metadata={"avid": {}}) for n in range(500))))
    assert reading.omissions == (
        Omission(
            what="The data of “avid”",
            where="track 1, item 1 “c0”",
            reason="what other programs note for themselves is not kept.",
            count=500,
        ),
    )
    assert reading.omissions[0].sentence.endswith("not kept. (500 times)")
