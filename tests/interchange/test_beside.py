"""Media that go along with an export, or that whoever opens it has in a folder."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_STORED, ZipFile

import pytest

from domain.board.board import Board
from domain.clip.command import AddClip, AddClipAlternate, LinkMedia
from domain.naming.command import ConfirmShotList
from domain.scene import AddScene
from events.record import replace
from interchange.delivery import delivered
from interchange.format import FORMATS
from interchange.option import chosen
from interchange.source import Source
from interchange.timeline import Clip
from interchange.written import Written
from tests.interchange.plan import board, clip_id, scene_id
from tests.interchange.returned.edits import told
from tests.interchange.returned.test_code import after, compared, source

GULLS, TERNS, LINKED = "media/3f2a9c01d4e7.mp4", "media/77aa9c01d4e7.png", "/film/rain.mov"
HELD: Final = {GULLS: b"gulls", TERNS: b"terns"}
NOT_HERE: Final = "it is not stored here, or there is no room for it: put it there yourself."
EDITS: Final = ("otio", "fcpxml", "xmeml", "edl", "json")


def project(*, is_confirmed: bool) -> Board:
    made = board(
        AddScene(scene_id=scene_id(1), name="Quay"),
        AddClip(
            clip_id=clip_id(1),
            scene_id=scene_id(1),
            name="Gulls",
            length=24,
            media_url=GULLS,
            media_length=48,
        ),
        AddClipAlternate(clip_id=clip_id(1), copy_id=clip_id(2)),
        LinkMedia(clip_id=clip_id(2), url=TERNS),
        AddClip(
            clip_id=clip_id(3),
            scene_id=scene_id(1),
            name="Rain",
            length=24,
            media_url=LINKED,
            media_length=48,
        ),
    )
    return after(made, ConfirmShotList()) if is_confirmed else made


def film(*, is_confirmed: bool = False, held: Mapping[str, bytes] = HELD) -> Source:
    return replace(source(project(is_confirmed=is_confirmed)), held=held)


def written(name: str, of: Source, **options: str) -> Written:
    one = FORMATS[name]
    return one.written(of, chosen(one.choices, options))


def bundle(name: str, of: Source, **options: str) -> ZipFile:
    made = delivered(written(name, of, media="bundled", **options), "Film", "text/plain")
    assert made.name == "Film.zip"
    return ZipFile(BytesIO(made.content))


def urls(name: str, content: bytes) -> list[str]:
    """Return the addresses of all that plays in a file."""
    read = FORMATS[name].read
    assert read is not None
    tracks = read(content, None).timeline.tracks
    items = [it for track in tracks for it in track.items if isinstance(it, Clip)]
    return [it.source.url for it in items if it.source]


@pytest.mark.parametrize("name", EDITS)
def test_media_go_along_under_the_names_of_the_convention(name: str) -> None:
    with bundle(name, film(is_confirmed=True)) as made:
        document, *media = made.namelist()
        assert document == f"Film.{FORMATS[name].extension}"
        assert media == ["media/SQ010_SH0010.mp4", "media/SQ010_SH0010_A1.png"]
        assert made.read(media[0]) == b"gulls"
        assert made.getinfo(media[0]).compress_type == ZIP_STORED
        rain = "file:///film/rain.mov" if name == "fcpxml" else LINKED
        assert urls(name, made.read(document)) == [media[0], rain]


def test_an_aaf_has_its_media_along_too() -> None:
    with bundle("aaf", film()) as made:
        assert made.namelist() == ["Film.aaf", GULLS, TERNS]
        names = "media/3f2a9c01d4e7.mp4".encode("utf-16-le")
        assert names in made.read("Film.aaf")


def test_what_does_not_go_along_is_reported_if_it_should_be_there() -> None:
    made = written("otio", film(held={GULLS: b"gulls"}), media="bundled")
    assert [it.sentence for it in made.omissions] == [f"A media file, “{TERNS}”: {NOT_HERE}"]
    assert written("otio", film(held={})).omissions == ()


def test_a_file_with_no_media_stays_one_file() -> None:
    made = written("otio", film(held={}), media="bundled")
    assert delivered(made, "Film", "text/plain").name == "Film.otio"


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/Volumes/Film", f"/Volumes/Film/{GULLS}"),
        ("/Volumes/Film/", f"/Volumes/Film/{GULLS}"),
        ("D:\\Film", "D:\\Film\\media\\3f2a9c01d4e7.mp4"),
        ("D:/Film", f"D:/Film/{GULLS}"),
        ("file:///Volumes/Film", f"file:///Volumes/Film/{GULLS}"),
        (" ", GULLS),
    ],
)
def test_stored_media_are_where_the_folder_says_and_others_where_they_were(
    folder: str, expected: str
) -> None:
    [piece] = written("json", film(), folder=folder).pieces
    assert urls("json", piece.content) == [expected, LINKED]


@pytest.mark.parametrize("folder", ["/Volumes/Film", "D:\\Film", "file:///Volumes/Film", ""])
@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("media", ["bundled", "referenced"])
def test_in_whatever_folder_media_are_it_is_no_difference(
    name: str, folder: str, media: str
) -> None:
    of = film(is_confirmed=True)
    one = FORMATS[name]
    assert one.read is not None
    content = written(name, of, folder=folder, media=media).pieces[0].content
    found = compared(project(is_confirmed=True), one.read(content, None), name)
    assert (told(found), found.omissions, found.missing) == ([], (), 0)
