"""The files that clips use: each is told once, and once more by each name that clips give it."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from events.record import record, replace
from interchange.aaf.letters import Letters
from interchange.aaf.mould import AAFObject
from interchange.aaf.parts import NOTHING, Parts, mob_id
from interchange.report import Report, quoted
from interchange.timeline import TrackKind
from interchange.xmeml import address
from interchange.xmeml.layout import HOUR, Row, Shown, is_moving, origin

LOCALHOST: Final = "file://localhost/"
FileKey: TypeAlias = tuple[TrackKind, str]
MasterKey: TypeAlias = tuple[TrackKind, str, str]


@record
class File:
    """`length` frames from `start`, its timecode; without a `url` it is still to be made."""

    key: FileKey
    title: str
    url: str
    start: int
    length: int
    is_moving: bool

    @property
    def id(self) -> bytes:
        return mob_id("file", *self.key)

    @property
    def origin_id(self) -> bytes:
        return mob_id("origin", *self.key) if self.is_moving else NOTHING


class Media:
    """Knows the files of a timeline, and gives them to a bin."""

    def __init__(self, timebase: int, letters: Letters, report: Report) -> None:
        self._hour = HOUR * timebase
        self._letters = letters
        self._report = report
        self._files: dict[FileKey, File] = {}
        self._masters: dict[MasterKey, bytes] = {}

    def gather(self, rows: Iterable[Row]) -> None:
        """Take what all rows use, so that every file is as long as the last of its uses."""
        for row in rows:
            for entry in row.entries:
                if isinstance(entry, Shown):
                    self._add(entry, row.kind)

    def _add(self, shown: Shown, kind: TrackKind) -> None:
        key, title = self._key(shown, kind)
        known = self._files.get(key) or self._file(shown, key, title)
        # A still can be made longer on both sides.
        used = shown.end_in_file + (0 if known.is_moving else self._hour)
        self._files[key] = replace(known, length=max(known.length, used))
        master = (*key, title)
        if master not in self._masters:
            self._masters[master] = mob_id("master", *master)

    def _key(self, shown: Shown, kind: TrackKind) -> tuple[FileKey, str]:
        clip = shown.clip
        title = self._letters.line(clip.name, quoted(clip.name))
        if clip.source and clip.source.url:
            return (kind, clip.source.url), title
        # What is still to be made is known by its clip, else by its name.
        return (kind, f"\n{clip.details.id or title}"), title

    def _file(self, shown: Shown, key: FileKey, title: str) -> File:
        source = shown.clip.source
        url = source.url if source else ""
        if url and address.is_on_the_web(url):
            reason = "Media Composer opens no web addresses: the clip comes in offline."
            self._report.add("A file on the web", quoted(shown.clip.name), reason)
        held = source.available if source and is_moving(source) else None
        return File(
            key=key,
            title=self._letters.line(address.file_name(url), quoted(shown.clip.name)) or title,
            url=locator(url) if url else "",
            start=origin(source),
            length=held.length if held else 0,
            is_moving=is_moving(source),
        )

    def master(self, shown: Shown, kind: TrackKind) -> bytes:
        """Return the id of what a clip uses."""
        key, title = self._key(shown, kind)
        return self._masters[*key, title]

    def mobs(self, parts: Parts) -> Iterator[AAFObject]:
        """Yield all that a bin needs: files, where they come from, and what names them."""
        for file in self._files.values():
            kind, length = file.key[0], file.length
            if file.is_moving:
                yield parts.origin(kind, file.title, file.origin_id, file.start, length)
            yield parts.file(kind, file.title, file.id, length, url=file.url, tape=file.origin_id)
        for (kind, url, title), of in self._masters.items():
            file = self._files[kind, url]
            yield parts.master(kind, title, of, file.length, file.id)


def locator(url: str) -> str:
    """Return the address of a file as Media Composer writes it."""
    said = address.pathurl(url)
    return f"file:///{said.removeprefix(LOCALHOST)}" if said.startswith(LOCALHOST) else said
