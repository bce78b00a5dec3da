"""Exports: what they cost in CPU time and memory, each in a process of its own."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import Callable, Mapping
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import process_time
from typing import Final

import orjson

from bench import shot_list
from bench.row import Row, load
from domain.rate import FrameRate
from events.ids import derived
from interchange import aaf, edl, fcpxml, otio, xmeml
from interchange.table import workbook
from interchange.timeline import (
    LYRICS,
    Alternate,
    Clip,
    Details,
    Gap,
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
FEWER: Final = 1_000
LENGTH: Final = 48
ROUNDS: Final = 3
MEGABYTE: Final = 1024
ONE_VERSION: Final = xmeml.Options(alternates=xmeml.Alternates.OMITTED)
WRITERS: Final[Mapping[str, Callable[[Timeline], object]]] = {
    "aaf": lambda timeline: aaf.write(timeline, shot_list.MADE_AT),
    "edl": edl.write,
    "fcpxml": fcpxml.write,
    "otio": otio.write,
    "otioz": otio.bundle.write,
    "xmeml": lambda timeline: xmeml.write(timeline, ONE_VERSION),
    "xmeml_alternates": xmeml.write,
}
# Seconds of CPU.
GOALS: Final[Mapping[str, float]] = {
    "edl": 0.3,
    "fcpxml": 1.5,
    "otio": 1.0,
    "otioz": 1.5,
    "xmeml": 0.6,
    "xmeml_alternates": 1.5,
    "xlsx": 1.5,
    "aaf": 30.0,
}
# Megabytes of memory.
USUAL_MOST: Final = 200
MOST: Final[Mapping[str, int]] = {"aaf": 600}

USUAL: Final = "with two alternates each, a second track, markers and music"
SUBJECTS: Final[Mapping[str, str]] = {
    "xmeml": f"{USUAL}, the alternates left out,",
    "xlsx": "in a hundred scenes",
}


def film(clips: int) -> Timeline:
    """Return a cut of so many clips with two alternates each, a second track and music."""
    rate = FrameRate.FPS_29_97_DF
    lower = [item for number in range(clips) for item in shot(number)]
    upper: list[Item] = [Gap(length=7)]
    for number in range(clips // 10):
        upper += [Clip(name=f"Over {number}", length=LENGTH, source=still(number)), Gap(length=400)]
    song = Clip(name="Song", length=LENGTH * clips, source=MediaReference(url="file:///song.wav"))
    return Timeline(
        name="Film",
        rate=rate.exact,
        is_drop_frame=True,
        start=107892,
        tracks=(
            Track(kind=TrackKind.VIDEO, name="V1", items=tuple(lower)),
            Track(kind=TrackKind.VIDEO, name="V2", items=tuple(upper)),
            Track(kind=TrackKind.AUDIO, name="A1", items=(song,)),
        ),
        scenes=tuple(
            Scene(name=f"Scene {at}", start=at * LENGTH, length=20 * LENGTH)
            for at in range(0, clips, 20)
        ),
    )


def shot(number: int) -> tuple[Item, ...]:
    media = MediaReference(
        url=f"file:///film/shot {number}.mov", available=Span(start=0, length=96)
    )
    clip = Clip(
        name=f"Shot {number}",
        length=LENGTH,
        source=media,
        source_start=24,
        alternates=tuple(
            Alternate(
                name=f"Shot {number} v{version}",
                length=LENGTH + version,
                source=still(number * 10 + version),
                details=details(number * 10 + version),
            )
            for version in (2, 3)
        ),
        markers=(Marker(start=0, length=LENGTH, name=LYRICS, comment="It rains\non us all"),),
        details=details(number * 10),
    )
    mixed = Transition(kind=TransitionKind.DISSOLVE, in_offset=6, out_offset=6)
    return (mixed, clip) if number and not number % 5 else (clip,)


def still(number: int) -> MediaReference:
    return MediaReference(url=f"file:///film/panel {number}.png")


def details(number: int) -> Details:
    return Details(
        id=derived("clip", "film", number),
        notes="Slower, & “softer”",
        image_prompt="A harbour at night, gulls over the quay, rain on the lamps",
        parameters={"steps": 20, "seed": number},
        status="review",
    )


def prepared(name: str, clips: int) -> Callable[[], object]:
    """Return an export that has yet to be made."""
    if name == "xlsx":
        layout = shot_list.plan(clips)
        return lambda: workbook.write(shot_list.PROJECT, layout, shot_list.MADE_AT)
    timeline = film(clips)
    return lambda: WRITERS[name](timeline)


def measure(name: str, clips: int) -> None:
    """Print CPU seconds of one export and the megabytes the process has had at most."""
    write = prepared(name, clips)
    before = process_time()
    write()
    took = process_time() - before
    print(orjson.dumps([took, getrusage(RUSAGE_SELF).ru_maxrss / MEGABYTE]).decode())


async def measured(name: str, clips: int) -> tuple[float, float]:
    command = (sys.executable, "-m", "bench.interchange", name, str(clips))
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE)
    printed, _ = await process.communicate()
    took, peak = orjson.loads(printed)
    return took, peak


async def rows() -> list[Row]:
    return [row for name in GOALS for row in await export(name)]


async def export(name: str) -> list[Row]:
    runs = [await measured(name, CLIPS) for _ in range(ROUNDS)]
    took = median(each for each, _ in runs)
    fewer = median([(await measured(name, FEWER))[0] for _ in range(ROUNDS)])
    floor = fewer * CLIPS / FEWER
    return [
        Row(
            name=f"export_{name}_10k_s",
            value=took,
            unit="s CPU",
            floor=floor,
            ratio=took / floor,
            load=load(),
            what=f"writing {CLIPS:,} clips {SUBJECTS.get(name, USUAL)} as {name}; the floor is ten"
            f" times what {FEWER:,} take",
            goal=f"at most {GOALS[name]} s; about linear: not above 1.5",
        ),
        Row(
            name=f"export_{name}_10k_mb",
            value=max(peak for _, peak in runs),
            unit="MB",
            load=load(),
            what="the same, the most memory of the process, with the timeline",
            goal=f"at most {MOST.get(name, USUAL_MOST)} MB",
        ),
    ]


if __name__ == "__main__":
    measure(sys.argv[1], int(sys.argv[2]))
