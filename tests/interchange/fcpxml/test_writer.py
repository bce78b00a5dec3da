from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from interchange import fcpxml
from interchange.fcpxml import Alternates, Options
from interchange.fcpxml.option import VERSIONS
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
from tests.interchange.fcpxml.rules import contract, parsed, violations
from tests.interchange.strategies import timelines

GOLDEN = Path(__file__).parent / "golden.fcpxml"
MOVIE = MediaReference(url="file:///a b.mov", available=Span(start=0, length=500))
STILL = MediaReference(url="file:///panel.png")
SONG = MediaReference(url="file:///song.mp3")


def video(*items: Item) -> Track:
    return Track(kind=TrackKind.VIDEO, items=items)


def audio(*items: Item) -> Track:
    return Track(kind=TrackKind.AUDIO, items=items)


def cut(*tracks: Track, **more: Any) -> Timeline:
    return Timeline(name="Cut", rate=Fraction(25), tracks=tracks, **more)


def movie(name: str, length: int, start: int = 100) -> Clip:
    return Clip(name=name, length=length, source=MOVIE, source_start=start)


def still(name: str, length: int) -> Clip:
    return Clip(name=name, length=length, source=STILL)


def dissolve(before: int, after: int) -> Transition:
    return Transition(kind=TransitionKind.DISSOLVE, in_offset=before, out_offset=after)


def written(timeline: Timeline, options: Options | None = None) -> tuple[Any, list[str]]:
    """Return the root of the document and what it could not carry, after it was checked."""
    result = fcpxml.write(timeline, options or Options())
    [piece] = result.pieces
    assert piece.name == ".fcpxml"
    assert violations(piece.content) == []
    return parsed(piece.content), [each.sentence for each in result.omissions]


def attributes(element: Any, *names: str) -> tuple[str | None, ...]:
    return tuple(element.get(name) for name in names)


def everything() -> Timeline:
    """Return a timeline with one of each thing that the format carries."""
    details = Details(
        id="clip-1",
        scene="scene-1",
        lyrics="La la\nla",
        notes="Slower & “softer”",
        image_prompt="A fox",
        parameters={"steps": 20},
        status="approved",
    )
    alternates = (
        Alternate(name="SH0010 v2", length=30, source=STILL, details=Details(parameters={})),
        Alternate(name="SH0010 v3", length=60, source=None),
    )
    opening = replace(
        movie("SH0010", 48),
        details=details,
        alternates=alternates,
        markers=(Marker(start=0, length=48, name="Lyrics", comment="La la\nla", colour="CYAN"),),
    )
    return Timeline(
        name="Film <1>",
        rate=Fraction(30000, 1001),
        is_drop_frame=True,
        start=107892,
        tracks=(
            video(opening, dissolve(6, 6), still("SH0020", 40), Gap(length=12), movie("C", 24)),
            video(Gap(length=50), still("Over", 10), dissolve(2, 2), movie("Over 2", 10)),
            audio(Clip(name="Song", length=124, source=SONG)),
        ),
        scenes=(
            Scene(name="One", start=0, length=88, id="scene-1", description="Dawn"),
            Scene(name="Two", start=88, length=36, id="scene-2", lyrics="Hm"),
        ),
        markers=(Marker(start=90, name="Here", comment="look"),),
    )


def test_the_document_is_the_one_that_was_looked_at() -> None:
    content = fcpxml.write(everything()).pieces[0].content
    assert content.decode() == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("alternates", Alternates)
def test_every_version_is_valid_and_only_the_number_differs(
    version: str, alternates: Alternates
) -> None:
    options = Options(version=version, alternates=alternates)
    content = fcpxml.write(everything(), options).pieces[0].content
    assert violations(content) == []
    usual = fcpxml.write(everything(), replace(options, version="1.10")).pieces[0].content
    assert content == usual.replace(b'"1.10"', f'"{version}"'.encode(), 1)


def test_where_the_contract_is_found_it_judges_every_version() -> None:
    folder = contract() / "dtd"
    names = {f"FCPXMLv{version.replace('.', '_')}.dtd" for version in VERSIONS}
    assert not folder.exists() or names <= {path.name for path in folder.iterdir()}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(timeline=timelines())
def test_any_timeline_becomes_a_valid_document(timeline: Timeline) -> None:
    assert violations(fcpxml.write(timeline).pieces[0].content) == []


def test_times_are_exact_and_count_from_the_start_timecode() -> None:
    timeline = replace(cut(video(movie("A", 10), movie("B", 7))), rate=Fraction(30000, 1001))
    root, _ = written(replace(timeline, start=107892, is_drop_frame=True))
    [sequence] = root.iter("sequence")
    assert attributes(sequence, "tcStart", "tcFormat", "duration") == (
        "107999892/30000s",
        "DF",
        "17017/30000s",
    )
    assert [
        attributes(clip, "offset", "start", "duration") for clip in root.iter("asset-clip")
    ] == [
        ("107999892/30000s", "100100/30000s", "10010/30000s"),
        ("108009902/30000s", "100100/30000s", "7007/30000s"),
    ]


def test_a_still_is_a_video_on_a_file_without_length() -> None:
    root, omissions = written(cut(video(still("Panel", 48))))
    [clip], [asset] = root.iter("video"), root.iter("asset")
    formats = {each.get("id"): each.get("name") for each in root.iter("format")}
    assert attributes(asset, "duration", "hasVideo") == ("0s", "1")
    assert formats[asset.get("format")] == "FFVideoFormatRateUndefined"
    assert attributes(clip, "ref", "start") == (asset.get("id"), "9000000/2500s")
    assert omissions == []


def test_a_file_is_declared_once_with_all_that_is_used_and_an_id_of_its_address() -> None:
    used = MediaReference(url="file:///x.mov")
    clips = [Clip(name="c", length=50, source=used, source_start=start) for start in (0, 200)]
    root, _ = written(cut(video(*clips)))
    [asset] = root.iter("asset")
    assert attributes(asset, "start", "duration") == ("0s", "25000/2500s")
    other, _ = written(cut(video(movie("before", 5), clips[1])))
    assert asset.get("id") in {each.get("id") for each in other.iter("asset")}


def test_a_path_with_spaces_and_accents_becomes_an_encoded_url() -> None:
    paths = ["/a é/b.mov", "C:\\Film\\c d.mov", "file:///done%20so.mov", "/a é/b.mov"]
    clips = [Clip(name="c", length=5, source=MediaReference(url=path)) for path in paths]
    root, _ = written(cut(video(*clips)))
    assert [media.get("src") for media in root.iter("media-rep")] == [
        "file:///a%20%C3%A9/b.mov",
        "file:///C:/Film/c%20d.mov",
        "file:///done%20so.mov",
    ]


def test_alternates_are_an_audition_whose_first_is_the_pick() -> None:
    root, _ = written(everything())
    [audition] = root.iter("audition")
    assert [attributes(each, "name", "duration") for each in audition] == [
        ("SH0010", "48048/30000s"),
        ("SH0010 v2", "30030/30000s"),
        ("SH0010 v3", "60060/30000s"),
    ]
    assert audition.get("offset") == "107999892/30000s"
    assert [each.get("offset") for each in audition] == [None, None, None]


def test_flattened_only_the_pick_is_written_and_the_rest_reported() -> None:
    root, omissions = written(everything(), Options(alternates=Alternates.FLATTEN))
    assert list(root.iter("audition")) == []
    assert omissions[0] == (
        "An alternate, “SH0010 v2” of “SH0010”: only the chosen version is written. (2 times)"
    )


def test_a_clip_on_a_higher_track_is_connected_to_the_one_below_its_first_frame() -> None:
    over = video(Gap(length=12), movie("Over", 5, 0))
    root, _ = written(cut(video(movie("A", 10), movie("B", 10)), over, over))
    [first, second] = [clip for clip in root.iter("asset-clip") if clip.get("name") == "Over"]
    assert first.getparent().get("name") == "B"
    assert [each.get("lane") for each in (first, second)] == ["1", "2"]
    assert first.get("offset") == "10200/2500s"


def test_clips_that_a_transition_joins_on_a_higher_track_are_a_storyline() -> None:
    over = video(Gap(length=2), movie("X", 20), dissolve(5, 5), movie("Y", 20))
    root, _ = written(cut(video(movie("A", 100)), over))
    [_, spine] = root.iter("spine")
    assert attributes(spine, "lane", "offset") == ("1", "10200/2500s")
    assert [attributes(each, "offset") for each in spine] == [
        ("0s",),
        ("1500/2500s",),
        ("2000/2500s",),
    ]


def test_what_plays_after_the_lowest_track_hangs_on_a_gap() -> None:
    late = video(Gap(length=50), movie("Late", 10))
    root, _ = written(cut(video(movie("A", 10)), late))
    [gap] = root.iter("gap")
    assert attributes(gap, "offset", "duration") == ("1000/2500s", "5000/2500s")
    assert [clip.get("name") for clip in gap] == ["Late"]
    assert next(root.iter("sequence")).get("duration") == "6000/2500s"


def test_scenes_are_chapters_and_lyrics_are_markers_with_a_note() -> None:
    root, _ = written(everything())
    chapters = [attributes(each, "value", "note") for each in root.iter("chapter-marker")]
    markers = [attributes(each, "value", "note") for each in root.iter("marker")]
    assert chapters == [("One", "Dawn"), ("Two", None)]
    assert markers == [
        ("Notes", "Slower & “softer”"),
        ("Lyrics", "La la\nla"),
        ("Here", "look"),
    ]
    assert [note.text for note in root.iter("note")] == ["Slower & “softer”"]


def test_music_lies_in_the_lane_below_and_starts_with_the_first_item() -> None:
    root, _ = written(everything())
    [song] = [clip for clip in root.iter("asset-clip") if clip.get("name") == "Song"]
    assert attributes(song, "lane", "audioRole", "offset") == ("-1", "music", "100100/30000s")
    asset = next(each for each in root.iter("asset") if each.get("id") == song.get("ref"))
    assert attributes(asset, "hasAudio", "hasVideo") == ("1", None)


def test_a_file_used_as_picture_and_as_sound_says_which_clip_is_which() -> None:
    root, _ = written(cut(video(movie("Picture", 9)), audio(movie("Sound", 9))))
    used = {clip.get("name"): clip.get("srcEnable") for clip in root.iter("asset-clip")}
    assert used == {"Picture": "video", "Sound": "audio"}


def test_what_the_format_cannot_carry_is_told() -> None:
    clip = Clip(
        name="Later", length=9, markers=(Marker(start=0, length=4, name="m", colour="RED"),)
    )
    web = Clip(name="Web", length=9, source=MediaReference(url="https://x.test/a.mov"))
    short = Clip(name="Short", length=900, source=MOVIE)
    timeline = cut(
        replace(video(clip, web, short), name="Main"),
        replace(video(), name="V2"),
        replace(audio(Clip(name="Hum", length=4)), name="Choir"),
        scenes=(Scene(name="After", start=5000, length=5),),
        markers=(Marker(start=5000, name="End"),),
    )
    assert written(timeline)[1] == [
        "A clip without media, “Later”: it became a title that shows its name.",
        (
            "A file on the web, “https://x.test/a.mov”: editors open files only;"
            " download it and link the clip again."
        ),
        "The length of a file, “file:///a b.mov”: a clip uses more of it than it is said to hold.",
        "The name of a track, “Main”: lanes have no names. (2 times)",
        "A sound clip, “Hum”: it has no file.",
        "A scene, “After”: it begins where nothing plays any more.",
        "A marker, “End”: it is where nothing plays any more.",
        (
            "The colour of a marker, “m” of “Later”: in Final Cut Pro the colour says what kind of"
            " marker it is."
        ),
        "The length of a marker, “m” of “Later”: each is one frame long.",
    ]


@pytest.mark.parametrize(
    ("size", "name"),
    [
        ((1920, 1080), "FFVideoFormat1080p25"),
        ((1080, 1920), None),
        ((3840, 2160), "FFVideoFormat3840x2160p25"),
    ],
)
def test_a_picture_of_a_usual_size_has_the_name_that_final_cut_pro_knows(
    size: tuple[int, int], name: str | None
) -> None:
    root, _ = written(cut(video(), width=size[0], height=size[1]))
    assert attributes(next(root.iter("format")), "name", "width") == (name, str(size[0]))


def test_a_version_that_is_not_written_is_refused() -> None:
    with pytest.raises(InterchangeError) as refused:
        fcpxml.write(cut(), Options(version="1.4"))
    assert str(refused.value) == (
        "There is no FCPXML version 1.4 to write: choose one of 1.10, 1.9, 1.11, 1.12, 1.13, 1.14."
    )
