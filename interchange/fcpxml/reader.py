"""An .fcpxml document becomes a neutral timeline, and a report of what was not taken.

Connected clips and storylines are flattened to tracks by their lanes, compound, synchronized and
multicam clips to where their contents play. Times are exact and become frames of the sequence.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from domain.rate import rounded
from interchange import placement
from interchange.fcpxml.element import Element, parse
from interchange.fcpxml.resource import Resources, rate_of, size
from interchange.fcpxml.walk import Walk
from interchange.placement import Placement
from interchange.report import InterchangeError, Report, quoted
from interchange.timeline import (
    Reading,
    Scene,
    Timeline,
    Track,
    TrackKind,
    length,
    validate,
)

VERSION: Final = re.compile(r"1\.([0-9]{1,3})")
OLDEST: Final = 5
NEWEST: Final = 14
LETTERS: Final = {TrackKind.VIDEO: "V", TrackKind.AUDIO: "A"}


def read(content: bytes) -> Reading:
    """Read a document. Raises InterchangeError for what is no timeline or too large a one."""
    root = parse(content)
    report = Report()
    refuse_version(root, report)
    project, sequence = first_project(root, report)
    resources = Resources(root)
    resources.rate = rate_of(sequence, resources)
    width, height = size(sequence, resources)
    walk = Walk(resources, report)
    walk.sequence(sequence)
    tracks = (*laid_out(walk, TrackKind.VIDEO), *laid_out(walk, TrackKind.AUDIO))
    timeline = Timeline(
        name=project.name,
        rate=resources.rate,
        is_drop_frame=sequence.get("tcFormat") == "DF",
        start=start_frame(sequence, resources, report),
        tracks=tracks,
        width=width,
        height=height,
        markers=tuple(sorted(walk.markers, key=lambda marker: marker.start)),
    )
    timeline = replace(timeline, scenes=apart(walk.scenes, length(timeline), report))
    return Reading(timeline=validate(timeline), omissions=report.omissions)


def refuse_version(root: Element, report: Report) -> None:
    """Refuse what is older than the format as it is read, and note what is newer."""
    version = root.get("version")
    match = VERSION.fullmatch(version)
    if match is None or int(match[1]) < OLDEST:
        raise InterchangeError(
            f"Line {root.line} says that the FCPXML version is {quoted(version)}; 1.{OLDEST} to"
            f" 1.{NEWEST} are read. Export it again from a newer Final Cut Pro."
        )
    if int(match[1]) > NEWEST:
        reason = f"it is newer than 1.{NEWEST}, the newest that is known; the rest may be missing."
        report.add(f"The version {version}", f"line {root.line}", reason)


def first_project(root: Element, report: Report) -> tuple[Element, Element]:
    """Return the first project and its sequence; the others are reported."""
    projects = list(found(root, "project"))
    for other in projects[1:]:
        report.add("A project of the file", other.where, "only the first one is taken.")
    for sequence in projects[0].all("sequence") if projects else ():
        return projects[0], sequence
    if projects:
        raise InterchangeError(f"In {projects[0].where} the project has no sequence.")
    raise InterchangeError(
        "The file has no project, only clips or settings. Select a project in Final Cut Pro and"
        " export its XML."
    )


def found(element: Element, tag: str) -> Iterator[Element]:
    """Yield the elements of a library, its events and its folders."""
    for child in element.children:
        if child.tag == tag:
            yield child
        elif child.tag in {"library", "event", "collection-folder"}:
            yield from found(child, tag)


def start_frame(sequence: Element, resources: Resources, report: Report) -> int:
    frame = rounded(resources.frames(sequence, "tcStart") or Fraction(0))
    if frame < 0:
        report.add("The start timecode", sequence.where, "it is before 00:00:00:00.")
    return max(frame, 0)


def laid_out(walk: Walk, kind: TrackKind) -> tuple[Track, ...]:
    """Return the tracks of a kind, numbered from the lowest lane."""
    placements = [each for each in walk.placements if each.kind is kind]
    lowest = lowest_lane(placements, kind)
    if kind is TrackKind.VIDEO and lowest < 0:
        reason = f"{-lowest} tracks are below the main storyline, which is the next one above."
        walk.report.add("The number of a track", "the timeline", reason)
    placements = [replace(each, layer=max(number(each, kind) - lowest, 0)) for each in placements]
    cuts = [replace(each, layer=each.layer - lowest) for each in walk.cuts if each.kind is kind]
    tracks = placement.tracks(kind, [], placements, cuts, walk.report)
    for cut in cuts:
        if cut.layer >= len(tracks):
            walk.report.add("A transition", cut.where, "no clip is on its track.")
    return tuple(
        replace(track, name=f"{LETTERS[kind]}{index}") for index, track in enumerate(tracks, 1)
    )


def lowest_lane(placements: Iterable[Placement], kind: TrackKind) -> int:
    """Return the number of the first track; pictures begin with the main storyline at least."""
    numbers = [number(each, kind) for each in placements]
    return min([*numbers, 0]) if kind is TrackKind.VIDEO else min(numbers, default=0)


def number(placed: Placement, kind: TrackKind) -> int:
    """Return the lane; sounds are counted from the main storyline, whichever side they are on."""
    return placed.layer if kind is TrackKind.VIDEO else abs(placed.layer)


def apart(scenes: list[Scene], frames: int, report: Report) -> tuple[Scene, ...]:
    """Return the scenes in order, each at most until the next; of two at a frame the first."""
    kept: dict[int, Scene] = {}
    for scene in sorted(scenes, key=lambda each: each.start):
        if kept.setdefault(scene.start, scene) is not scene:
            report.add("A scene", quoted(scene.name), "another one begins at the same frame.")
    ends = [*list(kept)[1:], frames]
    return tuple(
        replace(scene, length=min(scene.length or end, max(end - scene.start, 0)))
        for scene, end in zip(kept.values(), ends, strict=False)
    )
