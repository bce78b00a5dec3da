"""Small pictures of what clips show, for the files that have room for them."""

from collections.abc import Iterator
from typing import Final

from domain.board.clip import Clip
from domain.timeline import Layout
from interchange.pictured import Pictures
from server.take.gallery import Gallery

# A workbook with them has to stay small enough to come back.
ROOM: Final = 48_000_000


async def pictures(layout: Layout, width: int, gallery: Gallery, room: int = ROOM) -> Pictures:
    """Return pictures of a width of what clips show, in the order of the film, while there is room.

    `room` is in bytes; a picture that several clips show counts once.
    """
    made: dict[str, bytes | None] = {}
    for digest in dict.fromkeys(_digest(clip) for clip in _clips(layout)):
        content = await gallery.printed(digest, width) if digest and room > 0 else None
        room -= len(content or b"")
        made[digest] = content if room >= 0 else None
    found = {clip.id: made[_digest(clip)] for clip in _clips(layout)}
    return {id_: content for id_, content in found.items() if content}


def _digest(clip: Clip) -> str:
    return clip.video_digest or clip.image_digest


def _clips(layout: Layout) -> Iterator[Clip]:
    for block in layout.blocks:
        for shown in block.clips:
            yield shown
            yield from block.versions_of(shown)
