"""A file is what its first bytes say, whatever it is called."""

import pytest

from domain.media import (
    FLAC,
    GIF,
    JPEG,
    M4A,
    MKV,
    MOV,
    MP3,
    MP4,
    OGG,
    PNG,
    TIFF,
    WAV,
    WEBM,
    WEBP,
    MediaKind,
    MediaType,
    MediaTypeError,
    is_digest,
    media_type,
    of_kind,
    refuse_other,
    too_large,
)


def ogg(packet: bytes) -> bytes:
    """Return the first page of an Ogg stream: RFC 3533."""
    return b"OggS" + bytes(22) + b"\x01" + bytes([len(packet)]) + packet


def ebml(doc_type: bytes) -> bytes:
    """Return an EBML header with the version before the DocType: RFC 8794."""
    element = b"\x42\x82" + bytes([0x80 | len(doc_type)]) + doc_type
    return b"\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01" + element + b"\x42\x87\x81\x04"


def boxes(brand: bytes) -> bytes:
    return b"\0\0\0\x18ftyp" + brand + b"\0\0\2\0isomiso2"


@pytest.mark.parametrize(
    ("beginning", "expected"),
    [
        (b"ID3\x04\0\0\0\0\0\0", MP3),
        (b"\xff\xfb\x90\x64", MP3),
        (b"\xff\xf3\x40\xc4", MP3),
        (b"RIFF\x24\0\0\0WAVEfmt ", WAV),
        (b"RF64\xff\xff\xff\xffWAVEds64", WAV),
        (b"fLaC\0\0\0\x22", FLAC),
        (ogg(b"\x01vorbis"), OGG),
        (ogg(b"OpusHead"), OGG),
        (boxes(b"M4A "), M4A),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", PNG),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", JPEG),
        (b"RIFF\x24\0\0\0WEBPVP8 ", WEBP),
        (b"GIF89a", GIF),
        (b"II*\0\x08\0\0\0", TIFF),
        (b"MM\0*\0\0\0\x08", TIFF),
        (boxes(b"isom"), MP4),
        (boxes(b"mp42"), MP4),
        (boxes(b"qt  "), MOV),
        (b"\0\0\0\x08wide\0\0\0\0mdat", MOV),
        (ebml(b"webm"), WEBM),
        (ebml(b"matroska"), MKV),
    ],
)
def test_a_type_that_is_taken_is_told_from_its_first_bytes(
    beginning: bytes, expected: MediaType
) -> None:
    assert media_type(beginning) == expected


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"\xff",
        b"\xff\xf1\x50\x80",  # AAC
        b"\xff\xfd\x90\x64",  # layer II
        b"\xff\xfb\xf0\x64",  # a rate that does not exist
        b"\xff\xfe<\0s\0v\0g\0",  # UTF-16
        b"RIFF\x24\0\0\0AVI LIST",
        b"OggS",
        ogg(b"\x80theora"),
        boxes(b"heic"),
        ebml(b"other"),
        b"\x1a\x45\xdf\xa3",
        b"\x1a\x45\xdf\xa3\x42\x82",
        b"<svg xmlns='http://www.w3.org/2000/svg'>",
        b"<!doctype html>",
        b"%PDF-1.7",
        b"MZ\x90\0",
    ],
)
def test_what_is_not_taken_has_no_type(beginning: bytes) -> None:
    assert media_type(beginning) is None


def test_a_digest_is_64_hexadecimal_digits_in_small_letters() -> None:
    assert is_digest("0123456789abcdef" * 4)
    assert not any(
        map(is_digest, ["", "0" * 63, "0" * 65, "A" * 64, "../" + "0" * 61, "0" * 64 + "\n"])
    )


def test_a_type_of_the_wanted_kind_is_let_in() -> None:
    assert refuse_other(WAV, MediaKind.MUSIC) == refuse_other(WAV, None) == WAV


def test_another_kind_is_refused_with_what_is_taken() -> None:
    with pytest.raises(MediaTypeError) as refused:
        refuse_other(PNG, MediaKind.MUSIC)
    assert refused.value.message == (
        "This file is PNG, whatever it is called. "
        "What is taken: music is MP3, WAV, Ogg, FLAC or M4A."
    )


def test_an_unknown_type_is_refused_with_all_that_is_taken() -> None:
    with pytest.raises(MediaTypeError) as refused:
        refuse_other(None, None)
    assert refused.value.message == (
        "This file is of no type that is known here, whatever it is called. What is taken: "
        "music is MP3, WAV, Ogg, FLAC or M4A; a picture is PNG, JPEG, WebP, GIF or TIFF; "
        "a video is MP4, QuickTime, WebM or Matroska."
    )


def test_the_types_of_a_kind_are_listed_in_words() -> None:
    assert of_kind(MediaKind.VIDEO) == "MP4, QuickTime, WebM or Matroska"


def test_too_large_names_the_limit() -> None:
    assert too_large(MediaKind.MUSIC, 50_000_000).message == (
        "Music may have at most 50 MB, and this one has more. "
        "Make it smaller, or ask whoever runs the server to allow more."
    )
    assert too_large(None, 1_500_000).message.startswith("A file may have at most 1.5 MB")
