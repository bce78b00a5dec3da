"""What a timeline calls its things by the project's naming: clips by their codes, and files."""

from collections.abc import Iterator, Mapping
from typing import Final

from domain.naming.code import Codes
from domain.naming.file import File, stem
from domain.timeline import Layout
from events.record import record, replace
from interchange.option import Choice
from interchange.timeline import Alternate, Clip, Item, MediaReference, Timeline

NAME: Final = "name"
CODE: Final = "code"
NAMES: Final = Choice(
    name="names",
    label="Names",
    help="What clips and scenes are called; reels of clips without a file follow.",
    values=((NAME, "Their names"), (CODE, "Their codes, such as SQ010_SH0020")),
)


@record
class Titles:
    """`names` of scenes and clips by their ids, `files` in bundles by their addresses."""

    names: Mapping[str, str]
    files: Mapping[str, str]


def codes_by_id(codes: Codes, plan: Layout) -> dict[str, str]:
    """Return the codes of all that is on the timeline; what has none keeps its name."""
    found: dict[str, str] = {}
    for block in plan.blocks:
        found[block.scene.id] = codes.of_scene(block.scene)
        for clip in block.clips:
            for version in (clip, *block.versions_of(clip)):
                found[version.id] = codes.of_clip(version)
    return {id_: code for id_, code in found.items() if code}


def files_by_address(
    codes: Codes, plan: Layout, file: File, takes: Mapping[str, int]
) -> dict[str, str]:
    """Return what files are to be called: after the first clip that shows them.

    `file` says of which project and export they are, `takes` the number of the take that a clip
    shows, by its id.
    """
    found: dict[str, str] = {}
    for block in plan.blocks:
        for shown in block.clips:
            for clip in (shown, *block.versions_of(shown)):
                if clip.media_url and clip.media_url not in found:
                    of_clip = replace(
                        file,
                        code=codes.of_shot(clip),
                        alternate=clip.alternate,
                        take=takes.get(clip.id, 1),
                    )
                    found[clip.media_url] = stem(codes.pattern, of_clip)
    return found


def titled(timeline: Timeline, titles: Titles) -> Timeline:
    """Return the timeline with these names; what has none here keeps its own."""
    tracks = tuple(
        replace(track, items=tuple(_items(track.items, titles))) for track in timeline.tracks
    )
    scenes = tuple(
        replace(scene, name=titles.names.get(scene.id, scene.name)) for scene in timeline.scenes
    )
    return replace(timeline, tracks=tracks, scenes=scenes)


def _items(items: tuple[Item, ...], titles: Titles) -> Iterator[Item]:
    for item in items:
        if not isinstance(item, Clip):
            yield item
            continue
        yield replace(
            item,
            name=titles.names.get(item.details.id, item.name),
            source=_source(item.source, titles),
            alternates=tuple(_alternate(it, titles) for it in item.alternates),
        )


def _alternate(one: Alternate, titles: Titles) -> Alternate:
    return replace(
        one,
        name=titles.names.get(one.details.id, one.name),
        source=_source(one.source, titles),
    )


def _source(source: MediaReference | None, titles: Titles) -> MediaReference | None:
    return source and replace(source, file=titles.files.get(source.url, ""))
