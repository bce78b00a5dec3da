"""Bundles: packed so that other programs open them, and opened without trusting them."""

import re
import struct
from contextlib import suppress
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import opentimelineio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interchange import otio
from interchange.otio import bundle
from interchange.plain import UNWANTED
from interchange.report import InterchangeError
from interchange.timeline import (
    Alternate,
    Clip,
    Gap,
    MediaReference,
    Timeline,
    Track,
    TrackKind,
)
from tests.interchange import raw
from tests.interchange.strategies import timelines, without

DOCUMENT = raw.document(raw.timeline(raw.track(raw.clip("a", 0, 10))))


def of_media(*urls: str) -> Timeline:
    """Return a timeline of a clip whose media, and those of its alternates, are at addresses."""
    first, *others = [MediaReference(url=url) for url in urls]
    clip = Clip(
        name="Clip",
        length=10,
        source=first,
        alternates=tuple(Alternate(name=other.url, length=10, source=other) for other in others),
    )
    track = Track(kind=TrackKind.VIDEO, items=(Gap(length=5), clip))
    return Timeline(name="Film", rate=Fraction(24), tracks=(track,))


def urls(timeline: Timeline) -> list[str]:
    clips = [item for track in timeline.tracks for item in track.items if isinstance(item, Clip)]
    others = [alternate.source for clip in clips for alternate in clip.alternates]
    return [source.url for source in (*(clip.source for clip in clips), *others) if source]


def zipped(*files: tuple[str | ZipInfo, bytes], compression: int = ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", compression) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return file.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(InterchangeError) as refused:
        bundle.read(content)
    return str(refused.value)


def unpacked(timeline: Timeline, held: dict[str, bytes] | None = None) -> dict[str, bytes]:
    [piece] = bundle.write(timeline, held or {}).pieces
    with ZipFile(BytesIO(piece.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(timeline=timelines())
def test_a_timeline_packed_and_opened_again_is_the_same_but_for_its_addresses(
    timeline: Timeline,
) -> None:
    names = bundle.Names()
    expected = bundle.bundled(timeline, names)
    reading = bundle.read(bundle.write(timeline).pieces[0].content)
    assert reading.timeline == without(expected, UNWANTED)
    assert reading.omissions == ()


def test_addresses_on_the_web_come_back_as_they_were() -> None:
    timeline = of_media("https://example.org/a.mov?token=1", "http://example.org/b/a.mov")
    assert bundle.read(bundle.write(timeline).pieces[0].content).timeline == timeline


def test_media_that_are_held_are_in_it_also_those_of_alternates() -> None:
    timeline = of_media("/stored/1", "/stored/2/1", "/elsewhere/1")
    files = unpacked(timeline, {"/stored/1": b"one", "/stored/2/1": b"two"})
    assert set(files) == {"version.txt", "content.otio", "media/1", "media/1-2"}
    assert (files["version.txt"], files["media/1"], files["media/1-2"]) == (
        *(b"1.0.0", b"one", b"two"),
    )


def test_media_that_are_not_held_are_told_and_named_for_who_puts_them_there() -> None:
    out = bundle.write(of_media("file:///home/ada/secret/a b.mov", "https://example.org/c.mov"))
    assert [omission.sentence for omission in out.omissions] == [
        (
            "A media file, “media/a_b.mov”: this program does not store it:"
            " put it into the bundle under its name there. (2 times)"
        )
    ]


def test_nothing_in_it_is_absolute() -> None:
    files = unpacked(of_media("file:///home/ada/a.mov", "C:\\Users\\ada\\b.mov", "/srv/c.mov"))
    found = re.findall(rb'"target_url":\s*"([^"]*)"', files["content.otio"])
    assert sorted(found) == [b"media/a.mov", b"media/b.mov", b"media/c.mov"]
    assert not re.search(rb"home|Users|srv", files["content.otio"].split(b'"name"')[0])


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("file:///media/Möwe über.mov", "Mowe_uber.mov"),
        ("https://example.org/a%20b.mov?x=/y.z#t", "a_b.mov"),
        ("C:\\media\\..\\nul.png", "_nul.png"),
        ("file:///静止画.png", "media.png"),
        ("file:///..", "media"),
        ("file:///.hidden", "media.hidden"),
        ("a/" + "x" * 300 + ".mov", "x" * 96 + ".mov"),
        ("file:///a.mov%00.png", "a.mov.png"),
        ("file:///%2e%2e%2fetc%2fpasswd", "passwd"),
    ],
)
def test_files_have_names_that_every_system_takes(url: str, name: str) -> None:
    assert bundle.file_name(url) == name


@given(st.lists(st.text(min_size=1), max_size=20))
def test_names_are_ascii_and_unique_in_any_writing(addresses: list[str]) -> None:
    names = bundle.Names()
    found = [names.name(url) for url in addresses]
    assert [names.name(url) for url in addresses] == found
    assert len({name.lower() for name in found}) == len(set(addresses))
    assert all(re.fullmatch(r"media/[A-Za-z0-9_][A-Za-z0-9._-]*", name) for name in found)


def test_the_library_itself_opens_it_and_unpacks_its_media(tmp_path: Path) -> None:
    file, folder = tmp_path / "film.otioz", tmp_path / "unpacked"
    folder.mkdir()
    timeline = of_media("/stored/a.mov", "/stored/b.mov")
    file.write_bytes(bundle.write(timeline, {"/stored/a.mov": b"moving"}).pieces[0].content)

    document = opentimelineio.adapters.read_from_file(str(file), extract_to_directory=str(folder))

    [clip] = document.find_clips()
    assert document.name == "Film"
    assert clip.range_in_parent().start_time.value == 5
    assert {key: media.target_url for key, media in clip.media_references().items()} == {
        "DEFAULT_MEDIA": "media/a.mov",
        "/stored/b.mov": "media/b.mov",
    }
    assert (folder / "media" / "a.mov").read_bytes() == b"moving"


def test_a_bundle_of_the_library_is_opened(tmp_path: Path) -> None:
    media, file = tmp_path / "a.mov", tmp_path / "film.otioz"
    media.write_bytes(b"moving")
    document = opentimelineio.adapters.read_from_string(otio.write(of_media(str(media))).decode())
    opentimelineio.adapters.write_to_file(document, str(file))

    reading = bundle.read(file.read_bytes())

    assert urls(reading.timeline) == ["media/a.mov"]
    assert [omission.sentence for omission in reading.omissions] == [
        (
            "A media file of the bundle, “media/a.mov”:"
            " files are not taken over, clips keep their names."
        )
    ]


def test_an_address_that_another_program_changed_is_the_one_that_counts() -> None:
    [piece] = bundle.write(of_media("https://example.org/a.mov")).pieces
    files = unpacked(of_media("https://example.org/a.mov"))
    changed = re.sub(
        rb'("available_image_bounds":null,"target_url":)"media/a.mov"',
        rb'\1"media/new.mov"',
        files["content.otio"],
    )
    assert changed != files["content.otio"]
    assert urls(otio.read(changed).timeline) == ["media/new.mov"]
    assert urls(bundle.read(piece.content).timeline) == ["https://example.org/a.mov"]


def entry(name: str, attributes: int = 0) -> ZipInfo:
    info = ZipInfo(name)
    info.external_attr = attributes << 16
    return info


OUTSIDE = "has a name that leads out of the bundle."


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../evil.sh", OUTSIDE),
        ("media/../../evil.sh", OUTSIDE),
        ("media\\..\\evil.bat", OUTSIDE),
        ("/etc/passwd", OUTSIDE),
        ("C:/evil.bat", OUTSIDE),
        ("\\\\server\\evil.bat", OUTSIDE),
        ("media/more.zip", "is an archive in the archive: unpack it first."),
        ("media/Film.OTIOZ", "is an archive in the archive: unpack it first."),
    ],
)
def test_names_that_do_harm_are_refused(name: str, reason: str) -> None:
    content = zipped(("content.otio", DOCUMENT), (name, b""))
    assert refusal(content) == f"In the bundle the file “{name}” {reason}"


def test_links_twins_and_odd_compressions_are_refused() -> None:
    link = zipped(("content.otio", DOCUMENT), (entry("media/a", 0o120777), b"/etc/passwd"))
    assert refusal(link) == "In the bundle the file “media/a” is a link and no file."
    with pytest.warns(UserWarning, match="Duplicate name"):
        twins = zipped(("content.otio", DOCUMENT), ("content.otio", DOCUMENT))
    assert refusal(twins) == "In the bundle the file “content.otio” is there twice."
    odd = zipped(("content.otio", DOCUMENT), compression=ZIP_BZIP2)
    assert "is compressed in a way that bundles are not" in refusal(odd)


def test_what_is_encrypted_is_refused() -> None:
    content = bytearray(zipped(("content.otio", DOCUMENT)))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(content)) == (
        "In the bundle the file “content.otio” is encrypted: pack the bundle without a password."
    )


@pytest.mark.parametrize(
    "content",
    [
        zipped(),
        zipped(("version.txt", b"1.0.0")),
        zipped(("film/content.otio", DOCUMENT), ("film/version.txt", b"1.0.0")),
    ],
)
def test_a_zip_without_a_document_is_no_bundle(content: bytes) -> None:
    assert refusal(content) == (
        "The file is a zip, but no bundle: “content.otio” is not at its top level."
    )


def test_a_bomb_is_refused_while_it_is_inflated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MAX_BYTES", 3 * 1024 * 1024)
    assert refusal(zipped(("content.otio", b" " * (20 * 1024 * 1024)))) == (
        "“content.otio” in the bundle has more than 3 MB, which is the most that is taken."
        " Split the timeline in the editor."
    )


def test_a_bomb_that_lies_about_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MAX_BYTES", 3 * 1024 * 1024)
    content = bytearray(zipped(("content.otio", b" " * (20 * 1024 * 1024))))
    for at in (22, content.index(b"PK\x01\x02") + 24):
        content[at : at + 4] = struct.pack("<I", 10)
    assert "damaged" in refusal(bytes(content))


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MAX_ENTRIES", 2)
    content = zipped(*((str(number), b"") for number in range(3)))
    assert refusal(content) == "The bundle has more than 2 files."


def test_what_is_cut_or_no_zip_is_refused() -> None:
    content = zipped(("content.otio", DOCUMENT))
    for damaged in (content[: len(content) // 2], content[:-1], b"PK\x03\x04", b"", b"x" * 100):
        assert refusal(damaged).startswith("The file is no bundle, or damaged: ")


def test_a_document_that_cannot_be_read_is_refused_as_ever() -> None:
    assert refusal(zipped(("content.otio", b"[]"))) == (
        "In the file an object was expected, not []."
    )


@settings(deadline=None, max_examples=200)
@given(data=st.data(), compression=st.sampled_from([ZIP_STORED, ZIP_DEFLATED]))
def test_a_damaged_bundle_is_refused_with_a_sentence_or_read(
    data: st.DataObject, compression: int
) -> None:
    content = bytearray(
        zipped(("version.txt", b"1.0.0"), ("content.otio", DOCUMENT), compression=compression)
    )
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    with suppress(InterchangeError):
        bundle.read(bytes(content))


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_a_bundle_cut_anywhere_is_refused(cut: int) -> None:
    content = zipped(("version.txt", b"1.0.0"), ("content.otio", DOCUMENT))
    refusal(content[: min(cut, len(content) - 1)])


def test_zips_are_recognised() -> None:
    assert bundle.recognises(zipped(("content.otio", DOCUMENT)))
    assert not bundle.recognises(zipped())
    assert not bundle.recognises(zipped(("xl/workbook.xml", b"")))
    assert not bundle.recognises(zipped(("content.otio", DOCUMENT))[:-4])
    assert not bundle.recognises(DOCUMENT)
