"""Exports of a long timeline, in CPU seconds: what else runs on the machine does not count."""

import time
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from bench.row import Row, load
from interchange import otio, xmeml
from interchange.timeline import (
    Alternate,
    Clip,
    Details,
    Item,
    Marker,
    MediaReference,
    Scene,
    Span,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
)

CLIPS: Final = 10_000
LENGTH: Final = 48
MIXED: Final = Transition(kind=TransitionKind.DISSOLVE, in_offset=6, out_offset=6)
HELD: Final = Span(start=0, length=200)


def timeline(clips: int, alternates: int = 0) -> Timeline:
    """Return two tracks of clips with texts, every third with a dissolve, and a song."""
    upper = clips // 5
    song = Clip(name="Song", length=clips * LENGTH, source=MediaReference(url="media/song.wav"))
    return Timeline(
        name="Film",
        rate=Fraction(24),
        tracks=(
            track("V1", range(clips - upper), alternates),
            track("V2", range(clips - upper, clips), alternates),
            Track(kind=TrackKind.AUDIO, name="A1", items=(song,)),
        ),
        scenes=tuple(
            Scene(name=f"Scene {number}", start=number * 20 * LENGTH, length=20 * LENGTH)
            for number in range((clips - upper) // 20)
        ),
    )


def track(name: str, numbers: range, alternates: int) -> Track:
    items: list[Item] = []
    for number in numbers:
        if items and number % 3 == 0:
            items.append(MIXED)
        items.append(clip(number, alternates))
    return Track(kind=TrackKind.VIDEO, name=name, items=tuple(items))


def clip(number: int, alternates: int) -> Clip:
    line = "And all the gulls are gone"
    return Clip(
        name=f"Clip {number}",
        length=LENGTH,
        source=MediaReference(url=f"file:///media/clip {number:05}.mov", available=HELD),
        source_start=24,
        markers=(Marker(start=0, length=LENGTH, name="Lyrics", comment=line, colour="CYAN"),),
        alternates=tuple(alternate(number, version) for version in range(alternates)),
        details=Details(
            id=f"clip-{number:032x}",
            lyrics=line,
            notes="Slower than the one before",
            image_prompt="A quay at night, rain, sodium lamps, wet stone, 35 mm",
            parameters={"seed": number, "steps": 30},
        ),
    )


def alternate(number: int, version: int) -> Alternate:
    source = MediaReference(url=f"file:///media/clip_{number:05}_{version}.png")
    return Alternate(name=f"Clip {number} A{version}", length=LENGTH, source=source)


def spent(export: Callable[[], object]) -> float:
    """Return the least CPU seconds of three exports."""
    least = float("inf")
    for _ in range(3):
        began = time.process_time()
        export()
        least = min(least, time.process_time() - began)
    return least


def row(
    name: str, write: Callable[[Timeline], object], alternates: int, what: str, most: float
) -> Row:
    small, large = timeline(CLIPS // 10, alternates), timeline(CLIPS, alternates)
    floor = spent(lambda: write(small)) * 10
    value = spent(lambda: write(large))
    return Row(
        name=name,
        value=value,
        unit="s CPU",
        floor=floor,
        ratio=value / floor,
        load=load(),
        what=f"{CLIPS:,} clips {what}; the floor is ten times a tenth of them",
        goal=f"at most {most} s, and a ratio of about 1",
    )


async def rows() -> list[Row]:
    return [
        row("export_xmeml_10k_s", xmeml.write, 0, "as XML of Final Cut Pro 7", 0.6),
        row(
            "export_xmeml_10k_alternates_s",
            xmeml.write,
            1,
            "and an alternate of each as that XML",
            1.2,
        ),
        row("export_otioz_10k_s", otio.bundle.write, 0, "as an OTIOZ bundle", 1.5),
    ]
