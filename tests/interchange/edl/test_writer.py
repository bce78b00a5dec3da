"""EDLs out: the columns, the files, and what is said not to be carried."""

from dataclasses import replace

import pytest

from domain.rate import FrameRate
from domain.timecode import frames_per_day
from interchange import edl
from interchange.edl.letters import ascii_text
from interchange.edl.reel import Reels
from interchange.report import InterchangeError
from interchange.timeline import (
    NOTES,
    Alternate,
    Clip,
    Details,
    Gap,
    Item,
    Marker,
    MediaReference,
    Scene,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
)
from tests.interchange.edl.cuts import timeline

DISSOLVE = Transition(kind=TransitionKind.DISSOLVE, in_offset=6, out_offset=6)


def clip(name: str, length: int, url: str = "", source_start: int = 0) -> Clip:
    source = MediaReference(url=url) if url else None
    return Clip(name=name, length=length, source=source, source_start=source_start)


def lines(*items: Item, rate: FrameRate = FrameRate.FPS_25, **options: str) -> list[str]:
    (piece,) = edl.write(timeline(rate, *items), options).pieces
    return piece.content.decode().split("\r\n")[3:-1]


def omissions(*items: Item) -> list[str]:
    return [one.sentence for one in edl.write(timeline(FrameRate.FPS_25, *items)).omissions]


def test_a_list_has_its_columns_where_they_belong() -> None:
    one = clip("Möwe\n001", 48, "file:///rushes/Möwe über dem Meer.mov", 24)
    rate = FrameRate.FPS_29_97_DF
    made = timeline(rate, Gap(length=10), one, DISSOLVE, clip("Licht", 24), start=107_892)
    (piece,) = edl.write(made).pieces
    assert piece.name == ".edl"
    found = piece.content.decode("ascii").split("\r\n")
    assert found == [
        "TITLE: Cut",
        "FCM: DROP FRAME",
        "",
        "001  BL       V     C        00:00:00;00 00:00:00;10 01:00:00;00 01:00:00;10",
        "* STORYBOARD RATE: FPS_29_97_DF",
        "002  MOWEUBER V     C        00:00:00;24 00:00:02;06 01:00:00;10 01:00:01;22",
        "* FROM CLIP NAME: Mowe 001",
        "* SOURCE FILE: file:///rushes/M%C3%B6we %C3%BCber dem Meer.mov",
        "003  MOWEUBER V     C        00:00:02;06 00:00:02;06 01:00:01;22 01:00:01;22",
        "003  LICHT    V     D    012 00:59:59;24 01:00:00;24 01:00:01;22 01:00:02;22",
        "* FROM CLIP NAME: Mowe 001",
        "* TO CLIP NAME: Licht",
        "* EFFECT NAME: CROSS DISSOLVE",
        "* STORYBOARD CUT: 01:00:01;28",
        "* STORYBOARD MEDIA: NONE",
        "",
    ]
    columns = (found[9][0], found[9][5], found[9][14], found[9][20], found[9][25], found[9][29])
    assert columns == ("0", "L", "V", "D", "0", "0")


def test_each_track_and_each_999_events_have_a_file() -> None:
    many = Track(kind=TrackKind.VIDEO, items=(clip("a", 2, "a.mov"),) * 1200)
    made = replace(timeline(FrameRate.FPS_25), tracks=(many, Track(kind=TrackKind.VIDEO)))
    pieces = edl.write(made).pieces
    assert [piece.name for piece in pieces] == ["-v1-1.edl", "-v1-2.edl", "-v2.edl"]
    assert b"\r\n999  A        V " in pieces[0].content
    assert b"\r\n201  A        V " in pieces[1].content
    assert b"\r\n202 " not in pieces[1].content
    assert pieces[2].content == b"TITLE: Cut-v2\r\nFCM: NON-DROP FRAME\r\n\r\n"


def test_a_transition_is_not_torn_from_its_first_half_at_the_end_of_a_file() -> None:
    items: list[Item] = [clip("a", 20), DISSOLVE] * 1000
    pieces = edl.write(timeline(FrameRate.FPS_25, *items, clip("b", 20))).pieces
    assert len(pieces) == 2
    assert pieces[1].content.splitlines()[3].startswith(b"001  A")
    assert pieces[1].content.splitlines()[4].startswith(b"001  A")


def test_a_clip_without_a_file_has_a_reel_of_its_own() -> None:
    found = lines(clip("Licht", 5), clip("Licht", 5))
    assert [line[5:13].strip() for line in found if line[:1] == "0"] == ["LICHT", "LICHT01"]


def test_a_still_has_frames_before_it_and_may_be_frozen() -> None:
    items = clip("a", 50, "a.mov", 9), DISSOLVE, clip("b", 50, "b.png")
    plain, frozen = lines(*items), lines(*items, stills="frozen")
    assert plain[5] == (
        "002  B        V     D    012 00:00:00:00 00:00:02:06 00:00:01:19 00:00:04:00"
    )
    assert [line for line in frozen if line not in plain] == [
        "M2   B              000.0                00:00:00:00"
    ]


def test_names_keep_their_letters_in_utf_8() -> None:
    one = clip("Möwe → 海\n2", 5)
    assert "* FROM CLIP NAME: Möwe → 海 2" in lines(one, letters="utf8")
    assert "* FROM CLIP NAME: Mowe _ _ 2" in lines(one)


def test_a_name_cannot_forge_a_line() -> None:
    forged = "x\r\n002  A        V     C        00:00:00:00 00:00:01:00 00:00:01:00 00:00:02:00"
    found = lines(clip(forged, 25, "a\nb.mov"))
    assert [line[:3] for line in found if line[:1] == "0"] == ["001"]


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        (
            (clip("a", 9), replace(DISSOLVE, in_offset=9), clip("b", 9)),
            "A part of a transition, “b”: there are not the frames for all of it: it is shorter.",
        ),
        (
            (clip("a", 99), DISSOLVE, clip("b", 9, "b.mov", 3)),
            "A part of a transition, “b”: there are not the frames for all of it: it is shorter.",
        ),
        (
            (clip("a", 2000), replace(DISSOLVE, out_offset=994), clip("b", 2000)),
            "A transition, “b”: an EDL has transitions of 999 frames at most; it became a cut.",
        ),
        (
            (clip("a", 99), replace(DISSOLVE, kind=TransitionKind.OTHER), clip("b", 99)),
            "The kind of a transition, “b”: an EDL has dissolves and wipes; it became a dissolve.",
        ),
        (
            (Gap(length=9), DISSOLVE),
            "A transition, at frame 9: there is no clip beside it.",
        ),
        (
            (replace(clip("a", 9), markers=(Marker(start=1, length=5, name="Look"),)),),
            "The length of a marker, “Look”: a locator marks a frame.",
        ),
        (
            (replace(clip("a", 9), markers=(Marker(start=0, name=NOTES, comment="a\nb"),)),),
            "The line ends of a text, “Notes: a b”: a comment has one line.",
        ),
        (
            (replace(clip("a", 9), alternates=(Alternate(name="b", length=2),)),),
            "Alternates, “a”: an EDL has one clip in a place.",
        ),
        (
            (replace(clip("a", 9), details=Details(image_prompt="gulls", parameters={})),),
            "The prompts of a clip, “a”: an EDL has no place for them.",
        ),
        (
            (replace(clip("a", 9), details=Details(status="review", parameters={})),),
            "The status of a clip, “a”: an EDL has no place for it.",
        ),
        (
            (clip("Möwe", 9),),
            (
                "Letters that ASCII does not have, “Möwe”: the list is in ASCII; choose UTF-8 "
                "where the program reads it."
            ),
        ),
    ],
)
def test_what_a_list_cannot_carry_is_said(items: tuple[Item, ...], sentence: str) -> None:
    assert omissions(*items) == [sentence]


def test_what_is_beside_the_pictures_is_said() -> None:
    sound = Track(kind=TrackKind.AUDIO, items=(clip("song", 9),))
    made = timeline(FrameRate.FPS_25, clip("a", 9))
    made = replace(
        made,
        tracks=(*made.tracks, sound),
        markers=(Marker(start=0, name="here"),),
        scenes=(Scene(name="Quay", start=0, length=9),),
    )
    written = edl.write(made)
    assert [piece.name for piece in written.pieces] == [".edl"]
    assert [one.sentence for one in written.omissions] == [
        "A scene, “Quay”: an EDL knows clips only.",
        "A marker of the timeline, “here”: an EDL marks clips only.",
        "A sound clip, “song”: an EDL of pictures has no sound.",
    ]


def test_a_transition_that_became_a_cut_stays_on_its_frame() -> None:
    found = lines(clip("a", 2000), replace(DISSOLVE, out_offset=994), clip("b", 2000))
    assert [line[-11:] for line in found if line[:1] == "0"] == ["00:01:20:00", "00:02:40:00"]


def test_what_cannot_be_counted_is_refused() -> None:
    odd = replace(timeline(FrameRate.FPS_25, clip("a", 9)), rate=FrameRate.FPS_25.exact * 3)
    with pytest.raises(InterchangeError, match="An EDL cannot count 75 frames a second"):
        edl.write(odd)
    day = timeline(FrameRate.FPS_25, Gap(length=frames_per_day(FrameRate.FPS_25)))
    with pytest.raises(InterchangeError, match="An EDL cannot be a day long or more"):
        edl.write(day)
    with pytest.raises(InterchangeError, match="The option letters is “runes”"):
        lines(clip("a", 9), letters="runes")


def test_reels_have_eight_characters_and_tell_files_apart() -> None:
    reels = Reels()
    urls = ["a/rushes_0001_take.mov", "b/rushes_0001_take.mov", "c:\\rushes_0001_b.mov", "%%%"]
    assert [reels.of_file(url) for url in urls] == ["RUSHES00", "RUSHES01", "RUSHES02", "REEL"]
    assert reels.of_file(urls[1]) == "RUSHES01"
    assert reels.of_file("bl.mov") == "BL01"
    assert reels.of_file("ax.mov?take=2") == "AX01"
    many = {reels.of_file(f"file:///rushes/shot_{number:06}.mov") for number in range(20_000)}
    assert len(many) == 20_000
    assert all(len(reel) <= 8 for reel in many)


def test_a_text_stays_on_its_line_in_plain_letters() -> None:
    assert ascii_text("Größe\n002  BL  Æon\t→ “a”") == 'Grosse 002 BL AEon _ "a"'
