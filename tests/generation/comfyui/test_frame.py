"""Binary frames, as they were recorded and as nobody should send them."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.comfyui import frame
from generation.comfyui.frame import PreviewFrame, TextFrame
from generation.worker import Preview
from tests.generation import contract

JPEG = b"\xff\xd8\xff\xe0 jpeg"


def word(number: int) -> bytes:
    return number.to_bytes(4, "big")


def rich(metadata: object, image: bytes = JPEG) -> bytes:
    head = json.dumps(metadata).encode()
    return word(4) + word(len(head)) + head + image


@contract.needs_recordings
def test_images_that_were_recorded_are_read() -> None:
    binaries = [
        event["binary"]
        for event in contract.events("10_websocket_images")
        if event["kind"] == "ws_binary"
    ]
    assert len(binaries) == 3
    for binary in binaries:
        data = base64.b64decode(binary["base64"])
        found = frame.parse(data)
        assert found == PreviewFrame(preview=Preview(media_type="image/png", data=data[8:]))


@contract.needs_recordings
def test_previews_that_name_their_prompt_are_read() -> None:
    binaries = [
        event["binary"]
        for event in contract.events("09_ksampler_previews_with_metadata")
        if event["kind"] == "ws_binary"
    ]
    for binary in binaries:
        start = bytes.fromhex(binary["first_64_hex"])
        length = binary["metadata_length"]
        assert (start[:4], start[4:8]) == (word(binary["event_type"]), word(length))
        found = frame.parse(rich(binary["metadata"]))
        assert found == PreviewFrame(
            preview=Preview(media_type="image/jpeg", data=JPEG),
            prompt_id=binary["metadata"]["prompt_id"],
            node="5",
        )


def test_a_text_of_a_node_is_read() -> None:
    data = word(3) + word(2) + b"12" + "fünf".encode()
    assert frame.parse(data) == TextFrame(node="12", text="fünf")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        word(1),
        word(1) + word(9) + JPEG,
        word(1) + word(2) + JPEG,
        word(2) + word(1) + JPEG,
        word(4) + word(99) + b"{}",
        word(4) + word(2) + b"{x" + JPEG,
        rich(["no", "object"]),
        rich({"image_type": "text/html"}),
        rich({"image_type": "image/jpeg"}, b"<script>"),
        word(1) + word(1) + JPEG + bytes(frame.LARGEST),
    ],
)
def test_what_is_no_frame_is_none(data: bytes) -> None:
    assert frame.parse(data) is None


@given(st.binary(max_size=40))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    found = frame.parse(data)
    assert found is None or isinstance(found, PreviewFrame | TextFrame)
