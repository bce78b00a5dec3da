"""Files and texts of a run, whatever key they are under and whatever they call themselves."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.comfyui import outcome
from generation.comfyui.outcome import Saved
from generation.worker import MediaKind, Text
from tests.generation import contract


def saved(name: str, *, node: str = "1", index: int = 0, **rest: str) -> Saved:
    whole = {"subfolder": "", "folder": "output", **rest}
    return Saved(node=node, index=index, filename=name, **whole)


@contract.needs_recordings
def test_every_kind_of_saver_that_was_recorded_is_found() -> None:
    found: list[Saved] = []
    texts: list[Text] = []
    for answer in contract.answers("18_outputs_kinds", "GET", "/history/"):
        for entry in answer["response"]["json"].values():
            found += outcome.files(entry["outputs"])
            texts += outcome.texts(entry["outputs"])
    names = [(file.subfolder, file.filename) for file in found if not file.is_temporary]
    assert names == [
        *(("es/sub", f"batch_0000{number}_.png") for number in (1, 2, 3, 4)),
        ("", "es_two_a_00001_.png"),
        ("", "es_two_b_00002_.png"),
        ("video", "es_clip_00001_.mp4"),
        ("video", "es_clip_audio_00001_.mp4"),
        ("", "es_webm_00001_.webm"),
        ("", "es_anim_00001_.webp"),
        ("audio", "es_audio_00001.flac"),
        ("", "es_frame_00001_.png"),
    ]
    assert len([file for file in found if file.is_temporary]) == 2
    assert [file.index for file in found[:4]] == [0, 1, 2, 3]
    assert texts == [Text(node="2", index=0, text="shot_525")]


def test_files_under_keys_of_custom_nodes_are_found_once_each() -> None:
    film = {"filename": "a.mp4", "subfolder": "es", "type": "output", "fullpath": "/srv/a.mp4"}
    outputs: dict[str, Any] = {
        "9": {"gifs": [film, film], "images": [film], "odd": "text", "animated": [True]},
        "10": {"3d": [{"filename": "m.glb", "type": "elsewhere"}], "text": [3, "hello"]},
        "11": ["no", "object"],
        "12": {"images": [{"filename": ""}, {"filename": 3}, None]},
    }
    assert outcome.files(outputs) == [
        saved("a.mp4", node="9", subfolder="es"),
        saved("m.glb", node="10"),
    ]
    assert outcome.texts(outputs) == (Text(node="10", index=0, text="hello"),)
    assert outcome.files(None) == []


@pytest.mark.parametrize(
    ("head", "name", "type_", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "a.png", "image/png", MediaKind.IMAGE),
        (b"\xff\xd8\xff\xe0", "a.png", "image/jpeg", MediaKind.IMAGE),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp", "image/webp", MediaKind.IMAGE),
        (b"\x00\x00\x00\x20ftypisom", "a.mp4", "video/mp4", MediaKind.VIDEO),
        (b"\x00\x00\x00\x14ftypqt  ", "a.mov", "video/quicktime", MediaKind.VIDEO),
        (b"\x1a\x45\xdf\xa3", "a.webm", "video/webm", MediaKind.VIDEO),
        (b"\x1a\x45\xdf\xa3", "a.MKV", "video/x-matroska", MediaKind.VIDEO),
        (b"fLaC", "a.flac", "audio/flac", MediaKind.AUDIO),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "a.wav", "audio/wav", MediaKind.AUDIO),
        (b"<html>", "a.png", "application/octet-stream", MediaKind.OTHER),
        (b"", "a.png", "application/octet-stream", MediaKind.OTHER),
    ],
)
def test_the_first_bytes_say_what_a_file_is(
    head: bytes, name: str, type_: str, kind: MediaKind
) -> None:
    assert outcome.media_type(head, name) == type_
    assert outcome.kind(type_) is kind


@pytest.mark.parametrize(
    ("name", "type_", "plain"),
    [
        ("still_00001_.png", "image/png", "still_00001_.png"),
        ("../../etc/passwd", "application/octet-stream", "passwd.bin"),
        ("..\\..\\x.PNG", "image/png", "x.png"),
        ("a.png", "video/mp4", "a.mp4"),
        (".png", "image/png", "output.png"),
        ("%date:yyyy%_“x”.png", "image/png", "_date_yyyy___x_.png"),
        ("x" * 300 + ".png", "image/png", "x" * 80 + ".png"),
        ("CON\x00\n.svg", "image/svg+xml", "CON_.bin"),
    ],
)
def test_a_name_to_show_is_plain_and_ends_as_the_file_is(name: str, type_: str, plain: str) -> None:
    assert outcome.plain_name(name, type_) == plain


@given(st.text(min_size=1))
def test_no_name_is_a_path_or_hidden(name: str) -> None:
    plain = outcome.plain_name(name, "image/png")
    assert re.fullmatch(r"[A-Za-z0-9_()-][A-Za-z0-9 ._()-]*\.png", plain)
