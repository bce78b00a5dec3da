"""Scripts: Fountain, the plain text, and Final Draft's .fdx.

`fountain` and `fdx` tell paragraphs apart, `scenes` makes scenes and clips of them, `estimate`
guesses how long these are.
"""

from collections.abc import Callable
from typing import Final

from domain.rate import FrameRate
from domain.transition import USUAL
from interchange import opening, plain
from interchange.opening import Opened, OpenedScene, Ruler
from interchange.report import Report
from interchange.script import fdx, fountain
from interchange.script.paragraph import Script
from interchange.script.scenes import Part, Shot, parts
from interchange.timeline import Clip, Details, Reading, Setup

__all__ = ["read_fdx", "read_fountain"]

MAX_BYTES: Final = 8_000_000
"""A page has 2 kB; marked up by Final Draft, ten times that."""


def read_fountain(content: bytes, rate: FrameRate) -> Reading:
    """Read Fountain at a rate. Raises InterchangeError for what is no script."""
    return read(content, rate, fountain.read)


def read_fdx(content: bytes, rate: FrameRate) -> Reading:
    """Read Final Draft at a rate. Raises InterchangeError for what is no script."""
    return read(content, rate, fdx.read)


def read(content: bytes, rate: FrameRate, reader: Callable[[bytes, Report], Script]) -> Reading:
    report = Report()
    script = reader(plain.small(content, MAX_BYTES, "script"), report)
    found = scenes(parts(script, report), rate)
    return Reading(
        timeline=opening.timeline(script.title, rate, found),
        omissions=report.omissions,
        setup=Setup(name=one_line(script.title), description=front(script)),
    )


def scenes(found: list[Part], rate: FrameRate) -> list[OpenedScene]:
    ruler = Ruler(rate)
    return [
        OpenedScene(
            name=part.name,
            description=part.description,
            clips=tuple(opened(shot, ruler) for shot in part.shots),
        )
        for part in found
    ]


def opened(shot: Shot, ruler: Ruler) -> Opened:
    details = Details(
        lyrics="\n".join(shot.lyrics),
        notes="\n".join(shot.notes),
        image_prompt=shot.picture,
        parameters={},
    )
    clip = Clip(name=shot.name, length=ruler.frames(shot.seconds), details=details)
    return Opened(clip=clip, kind=shot.kind, mixed=USUAL * ruler.rate.nominal)


def front(script: Script) -> str:
    """Return the title page as lines, without the title itself."""
    lines = [
        f"{key}: {one_line(value)}" if key else value
        for key, value in script.title_page
        if value != script.title
    ]
    return "\n".join(lines)


def one_line(text: str) -> str:
    return " ".join(text.split())
