"""Markers of a sequence that were written for scenes become scenes again."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from events.record import replace
from interchange import placement
from interchange.report import Report
from interchange.timeline import Marker, Scene
from interchange.xmeml import own

Key: TypeAlias = tuple[str | int, ...]


def divided(
    scenes: Iterable[Scene], markers: Iterable[Marker], data: own.Data, report: Report
) -> tuple[tuple[Scene, ...], tuple[Marker, ...]]:
    """Return the scenes and the other markers.

    A scene is known by its name and place; one that was moved in the editor by its name alone.
    """
    found = [*scenes]
    noted = [*scenes_of(data)]
    left = [*markers]
    for key in (placed, named):
        waiting: dict[Key, list[Scene]] = {}
        for scene in noted:
            waiting.setdefault(key(scene), []).append(scene)
        known = [restored(marker, waiting.get(key(marker))) for marker in left]
        found += [scene for scene in known if scene]
        left = [marker for marker, scene in zip(left, known, strict=True) if scene is None]
        noted = [scene for scenes in waiting.values() for scene in scenes]
    return placement.apart(found, report), tuple(left)


def scenes_of(data: own.Data) -> Iterator[Scene]:
    for scene in own.typed(data, "scenes", list, []):
        if isinstance(scene, dict):
            yield Scene(
                name=own.typed(scene, "name", str, ""),
                start=own.frame(scene, "start", 0),
                length=own.frame(scene, "length", 0),
                id=own.typed(scene, "id", str, ""),
                lyrics=own.typed(scene, "lyrics", str, ""),
            )


def placed(value: Scene | Marker) -> Key:
    return value.name, value.start, value.length


def named(value: Scene | Marker) -> Key:
    return (value.name,)


def restored(marker: Marker, scenes: list[Scene] | None) -> Scene | None:
    """Return the first of the scenes where its marker is now."""
    if not scenes:
        return None
    return replace(
        scenes.pop(0), start=marker.start, length=marker.length, description=marker.comment
    )
