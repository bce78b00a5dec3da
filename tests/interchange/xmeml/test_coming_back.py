"""What was written here and changed elsewhere is taken as it is now."""

from fractions import Fraction

import pytest

from interchange import xmeml
from interchange.timeline import (
    Alternate,
    Clip,
    Details,
    MediaReference,
    Scene,
    Timeline,
    Track,
    TrackKind,
    placed_clips,
)
from tests.interchange.xmeml import raw
from tests.interchange.xmeml.raw import clip, read, rows, sentences, track


def exported(*alternates: Alternate) -> bytes:
    source = MediaReference(url="https://example.org/a.mov")
    shown = Clip(name="a", length=20, source=source, source_start=30, alternates=alternates)
    timeline = Timeline(
        name="",
        rate=Fraction(24),
        tracks=(Track(kind=TrackKind.VIDEO, name="V1", items=(shown,)),),
        scenes=(Scene(name="One", start=0, length=20, id="scene-1"),),
    )
    return xmeml.write(timeline).pieces[0].content


OTHER = Alternate(name="b", length=50, details=Details(id="clip-b", parameters={}))


def test_an_alternate_that_was_switched_on_plays() -> None:
    content = exported(OTHER).replace(b"<enabled>FALSE</enabled>", b"<enabled>TRUE</enabled>")
    assert rows(xmeml.read(content).timeline) == [[("a", 0, 20, 30)], [("b", 0, 20, 0)]]


def test_an_alternate_that_was_trimmed_has_its_new_length() -> None:
    content = exported(OTHER).replace(
        b"<start>0</start><end>20</end><in>0</in><out>20</out>",
        b"<start>0</start><end>10</end><in>0</in><out>10</out>",
    )
    [(_, found)] = placed_clips(xmeml.read(content).timeline.tracks[0])
    assert [alternate.length for alternate in found.alternates] == [10]


def test_an_alternate_whose_clip_is_gone_is_reported() -> None:
    content = exported(OTHER).replace(b'"number":1', b'"number":7')
    reading = xmeml.read(content)
    assert sentences(reading) == [
        (
            "An alternate, video track 2, item 1 “b” (line 13):"
            " the clip that it is an alternate of is gone."
        )
    ]


def test_media_that_were_linked_anew_are_those_that_count() -> None:
    relinked = exported().replace(b"https://example.org/", b"file://localhost/D%3a/")
    content = relinked.replace(b"a.mov", b"new.mov")
    [(_, found)] = placed_clips(xmeml.read(content).timeline.tracks[0])
    assert found.source == MediaReference(url="file:///D:/new.mov")


def test_a_scene_whose_marker_was_moved_moves_with_it() -> None:
    content = exported().replace(b"<in>0</in><out>20</out></marker>", b"<in>5</in></marker>")
    assert xmeml.read(content).timeline.scenes == (
        Scene(name="One", start=5, length=0, id="scene-1"),
    )


@pytest.mark.parametrize(
    "data",
    [
        "{",
        "[" * 100_000,
        '{"emergent_storyboard":1,"details":7,"colours":[1],"media":3,"shift":"x","head":{}}',
        '{"emergent_storyboard":1,"head":{"kind":"wipe","offsets":[1,-2],"written":[0,0]}}',
        '{"emergent_storyboard":1,"shift":99999999999,"number":true,"scenes":[3,{"name":[]}]}',
        '{"emergent_storyboard":1,"details":{"id":5,"parameters":[]}}',
        '{"emergent_storyboard":1,"media":{"url":5},"number":-3,"tracks":[],"x":NaN}',
    ],
)
def test_notes_of_ours_that_were_damaged_do_no_harm(data: str) -> None:
    note = f"<comments><mastercomment4>{data}</mastercomment4></comments>"
    reading = read(track(clip("a", 0, 10, 5, 15, more=note + raw.file("x.mov"))), more=note)
    assert rows(reading.timeline) == [[("a", 0, 10, 5)]]
