"""Which files are words to begin from: scripts and briefs, known by content and name."""

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from domain.rate import FrameRate
from interchange import brief
from interchange.script import read_fdx, read_fountain
from interchange.timeline import Reading

Read: TypeAlias = Callable[[bytes, FrameRate], Reading]

BEGINNING: Final = 4_096
KINDS: Final = (
    ("Fountain", "fountain"),
    ("Fountain", "spmd"),
    ("Final Draft", "fdx"),
    ("Brief in YAML", "yaml"),
    ("Brief in YAML", "yml"),
    ("Brief in JSON", "json"),
)
BY_NAME: Final[dict[str, Read]] = {
    "fountain": read_fountain,
    "spmd": read_fountain,
    "fdx": read_fdx,
    "yaml": brief.read,
    "yml": brief.read,
}
BY_CONTENT: Final[tuple[tuple[re.Pattern[bytes], Read], ...]] = (
    (re.compile(rb"\s*<(?:\?xml[^>]*>\s*<)?(?:!--.*?-->\s*<)?FinalDraft\b", re.DOTALL), read_fdx),
    (re.compile(rb"(?:#[^\n]*\n|---[^\n]*\n|\s)*brief\s*:\s"), brief.read),
    (
        re.compile(
            rb'\s*\{(?!.*"(?:OTIO_SCHEMA|emergent-storyboard-timeline)").*"brief"\s*:', re.DOTALL
        ),
        brief.read,
    ),
    (re.compile(rb"\s*(?:Title:|FADE IN:|(?:INT|EXT|EST|I/E)[. ])"), read_fountain),
)


def reader(content: bytes, name: str) -> Read | None:
    """Return what reads a file, None where it is no words; content says more than a name."""
    beginning = content[:BEGINNING].removeprefix(b"\xef\xbb\xbf")
    for pattern, read in BY_CONTENT:
        if pattern.match(beginning):
            return read
    return BY_NAME.get(name.rpartition(".")[2].lower())
