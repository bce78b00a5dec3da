"""The files that clips use: each is told once and then referred to."""

from collections.abc import Iterable
from typing import Final, TypeAlias

from events.record import record, replace
from interchange.timeline import MediaReference, Span, TrackKind
from interchange.xmeml import address
from interchange.xmeml.layout import DAY_OF_STILLS, HOUR, Row, Shown

Key: TypeAlias = MediaReference | int

NOTHING: Final = MediaReference(url="")


@record
class File:
    """`origin` is the timecode of its first frame; `duration` None where nobody knows it.

    A still has a duration, because Premiere takes none for endless, and one of several hours, so
    that it can be made longer on either side. So has what is `is_open`: nobody knows its end.
    `seen_as` is what a reader takes the file for. `sample_rate` and `channels` are its sound's.
    """

    id: str
    name: str
    pathurl: str
    origin: int
    duration: int | None
    is_still: bool
    is_open: bool
    kinds: frozenset[TrackKind]
    sample_rate: int
    channels: int
    seen_as: MediaReference | None = None


class Files:
    """Knows the files of a timeline by the media of its clips; a clip without media has its own."""

    def __init__(self, timebase: int) -> None:
        self.timebase = timebase
        self.found: dict[Key, File] = {}
        self.known: set[str] = set()

    def gather(self, rows: Iterable[Row]) -> None:
        """Take what all rows use, so that a file's first mention says it all."""
        for row in rows:
            for entry in row.entries:
                if isinstance(entry, Shown):
                    self.add(entry, row.kind)

    def add(self, shown: Shown, kind: TrackKind) -> None:
        key = key_of(shown)
        file = self.found.get(key) or self.file(shown)
        duration = file.duration
        if file.is_open:
            needed = shown.end_in_file + HOUR * self.timebase
            duration = max(needed, duration or DAY_OF_STILLS * self.timebase)
        if duration != file.duration or kind not in file.kinds:
            file = replace(file, duration=duration, kinds=file.kinds | {kind})
        self.found[key] = file

    def file(self, shown: Shown) -> File:
        source = shown.clip.source or NOTHING
        is_still = address.is_still(source.url)
        is_open = is_still or not source.url
        held = None if is_open else source.available
        usual_name = address.file_name(source.url)
        file = File(
            id=f"file-{len(self.found) + 1}",
            name=source.name or usual_name or shown.clip.name,
            pathurl=address.pathurl(source.url),
            origin=max(held.start, 0) if held else 0,
            duration=held.length if held and held.length > 0 else None,
            is_still=is_still,
            is_open=is_open,
            kinds=frozenset(),
            sample_rate=source.sample_rate or 48_000,
            channels=source.channels or 2,
        )
        return replace(file, seen_as=inferred(file))

    def of(self, shown: Shown) -> File:
        return self.found[key_of(shown)]

    def is_known(self, file: File) -> bool:
        """Tell whether a file was told before; from now on it is."""
        if file.id in self.known:
            return True
        self.known.add(file.id)
        return False


def key_of(shown: Shown) -> Key:
    source = shown.clip.source
    return source if source and source.url else id(shown)


def inferred(file: File) -> MediaReference | None:
    """Return the media that the elements of a file say."""
    url = address.url(file.pathurl)
    if not url:
        return None
    has_length = file.duration is not None and not file.is_open
    return MediaReference(
        url=url,
        name="" if file.name == address.file_name(url) else file.name,
        available=Span(start=file.origin, length=file.duration or 0) if has_length else None,
    )
