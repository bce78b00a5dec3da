"""A timeline whose files are somewhere else."""

from collections.abc import Callable

from events.record import replace
from interchange.timeline import Alternate, Clip, Item, MediaReference, Timeline


def relocated(timeline: Timeline, moved: Callable[[MediaReference], MediaReference]) -> Timeline:
    """Return the timeline with each file that has an address as `moved` says."""

    def source(media: MediaReference | None) -> MediaReference | None:
        return moved(media) if media and media.url else media

    def alternate(one: Alternate) -> Alternate:
        return replace(one, source=source(one.source))

    def item(one: Item) -> Item:
        if not isinstance(one, Clip):
            return one
        # What plays comes before what could: so it is the first to be given a name.
        shown = replace(one, source=source(one.source))
        return replace(shown, alternates=tuple(alternate(each) for each in one.alternates))

    tracks = (replace(track, items=tuple(map(item, track.items))) for track in timeline.tracks)
    return replace(timeline, tracks=tuple(tracks))
