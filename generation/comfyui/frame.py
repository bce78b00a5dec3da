"""Binary frames of the WebSocket: previews, results that are not saved, texts of nodes.

Each begins with its event as a big-endian number of 32 bits. Anything that does not look as
documented is no frame: custom nodes send their own.
"""

import json
from typing import Any, Final, TypeAlias

from events.record import record
from generation.worker import Preview

PREVIEW: Final = 1
TEXT: Final = 3
PREVIEW_WITH_METADATA: Final = 4
FORMATS: Final = {1: "image/jpeg", 2: "image/png"}
MAGIC: Final = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG", "image/webp": b"RIFF"}
LARGEST: Final = 4 * 2**20  # bytes; a preview of 512 pixels takes 70 kB
WORD: Final = 4


@record
class PreviewFrame:
    """A preview. `prompt_id` and `node` are empty in frames that do not say whose it is."""

    preview: Preview
    prompt_id: str = ""
    node: str = ""


@record
class TextFrame:
    node: str
    text: str


Frame: TypeAlias = PreviewFrame | TextFrame


def parse(data: bytes) -> Frame | None:
    """Return what a frame says, or None for one that is too big, of another kind or damaged."""
    if len(data) < 2 * WORD or len(data) > LARGEST:
        return None
    event, second, rest = _word(data, 0), _word(data, WORD), data[2 * WORD :]
    if event == PREVIEW:
        return _preview(FORMATS.get(second, ""), rest)
    if event not in {TEXT, PREVIEW_WITH_METADATA} or second > len(rest):
        return None
    head, payload = rest[:second], rest[second:]
    if event == TEXT:
        return TextFrame(node=head.decode(errors="replace"), text=payload.decode(errors="replace"))
    return _with_metadata(head, payload)


def _word(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + WORD], "big")


def _preview(
    media_type: str, data: bytes, *, prompt_id: str = "", node: str = ""
) -> PreviewFrame | None:
    if media_type not in MAGIC or not data.startswith(MAGIC[media_type]):
        return None
    return PreviewFrame(
        preview=Preview(media_type=media_type, data=data), prompt_id=prompt_id, node=node
    )


def _with_metadata(head: bytes, payload: bytes) -> PreviewFrame | None:
    try:
        metadata: Any = json.loads(head)
    except ValueError:
        return None
    if not isinstance(metadata, dict):
        return None
    return _preview(
        str(metadata.get("image_type")),
        payload,
        prompt_id=str(metadata.get("prompt_id") or ""),
        node=str(metadata.get("display_node_id") or metadata.get("node_id") or ""),
    )
