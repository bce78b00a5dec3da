"""What an image or video is, and small pictures of it, made again where they are lost.

The small pictures lie beside the medium, named by their width and by RECIPE, which says how they
were made, and so does a note of what was seen. All decoding is done by `repositories/picture.py` in
a process of its own.
"""

import asyncio
import json
import sys
from base64 import b64decode
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import structlog

from domain.errors import RuleViolatedError
from domain.media import Medium, StorageFullError
from events.record import record
from repositories.media import MediaStore

WIDTHS: Final = (320, 1280)
# To be raised where small pictures are made in another way: then all are made again.
RECIPE: Final = 1
LOOK: Final = f"look.{RECIPE}.json"
PATIENCE: Final = 60.0
AT_ONCE: Final = 2
QUALITY: Final = 80
log = structlog.get_logger("media")


class UnreadableError(RuleViolatedError):
    """A file that says what it is and cannot be decoded as such."""


@record
class Look:
    """What a file is. `frames`, `duration` (milliseconds) and `rate` are those of a video."""

    width: int
    height: int
    frames: int = 0
    duration: int = 0
    rate: str = ""


class Thumbnails:
    """`patience` is how many seconds it may take to look at one file."""

    def __init__(self, store: MediaStore, *, patience: float = PATIENCE) -> None:
        self._store = store
        self._patience = patience
        self._room = asyncio.Semaphore(AT_ONCE)
        self._looking: dict[str, asyncio.Task[Look]] = {}

    async def look(self, medium: Medium) -> Look:
        """Return what a medium is, and make its small pictures. Raises UnreadableError."""
        task = self._looking.get(medium.digest)
        if task is None:
            # Of its own, so that who else waits for it does not lose it with the first one.
            task = self._looking[medium.digest] = asyncio.create_task(self._looked(medium))
            task.add_done_callback(lambda _: self._looking.pop(medium.digest, None))
        return await asyncio.shield(task)

    async def thumbnail(self, medium: Medium, width: int) -> Path:
        """Return where the small picture of a width is. Raises UnreadableError."""
        path = self._store.derived(medium.digest, _name(width))
        if not path.is_file():
            await self.look(medium)
        return path

    async def printed(self, medium: Medium, width: int) -> bytes:
        """Return a JPEG of a width, for files that take no WebP. Raises UnreadableError."""
        name = f"{width}.{RECIPE}.jpg"
        with suppress(OSError):
            return await asyncio.to_thread(self._store.derived(medium.digest, name).read_bytes)
        path = await self.thumbnail(medium, next(it for it in WIDTHS if it >= width))
        made = await asyncio.to_thread(_jpeg, path, width)
        with suppress(StorageFullError):
            await asyncio.to_thread(self._store.keep, medium.digest, name, made)
        return made

    async def _looked(self, medium: Medium) -> Look:
        if (kept := await asyncio.to_thread(self._kept, medium.digest)) is not None:
            return kept
        async with self._room:
            seen = await self._seen(medium)
        derived = {_name(int(width)): b64decode(it) for width, it in seen.pop("pictures").items()}
        # What says that all of it is there comes last.
        for name, content in {**derived, LOOK: json.dumps(seen).encode()}.items():
            await asyncio.to_thread(self._store.keep, medium.digest, name, content)
        return Look(**seen)

    def _kept(self, digest: str) -> Look | None:
        """Return what was seen before, if nothing of it was lost."""
        paths = [self._store.derived(digest, _name(width)) for width in WIDTHS]
        with suppress(OSError, ValueError, TypeError):
            said = self._store.derived(digest, LOOK).read_text()
            return Look(**json.loads(said)) if all(path.is_file() for path in paths) else None
        return None

    async def _seen(self, medium: Medium) -> dict[str, Any]:
        command = (sys.executable, "-m", "repositories.picture")
        path = str(self._store.path(medium.digest))
        process = await asyncio.create_subprocess_exec(
            *command,
            path,
            medium.type.mime,
            *map(str, WIDTHS),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            said, trouble = await asyncio.wait_for(process.communicate(), self._patience)
        except TimeoutError:
            raise UnreadableError(
                f"This {medium.type.name} takes longer than {self._patience:g} seconds to open. "
                "Make it smaller, then upload it again.",
                field="upload",
            ) from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            log.info("unreadable medium", digest=medium.digest, trouble=trouble.decode()[-500:])
            raise UnreadableError(
                f"This file says that it is {medium.type.name}, but it cannot be shown: it is "
                "damaged, too large, or holds what is not known here. Save it again in another "
                "program, then upload that.",
                field="upload",
            )
        seen: dict[str, Any] = json.loads(said)
        return seen


def _jpeg(path: Path, width: int) -> bytes:
    """Return a small picture of ours as a JPEG; what is transparent becomes white."""
    from PIL import Image  # noqa: PLC0415 - it would slow down the start of the program

    content = BytesIO()
    with Image.open(path, formats=("WEBP",)) as opened:
        image = opened.convert("RGBA")
    image.thumbnail((width, width))
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image)
    paper.save(content, "JPEG", quality=QUALITY)
    return content.getvalue()


def _name(width: int) -> str:
    return f"{width}.{RECIPE}.webp"
