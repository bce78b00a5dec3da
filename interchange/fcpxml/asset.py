"""The files that a document refers to, each declared once with all that is used of it."""

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from interchange.fcpxml.markup import Clock, address, attribute, is_file, is_still, path_of
from interchange.report import Report, quoted
from interchange.timeline import MediaReference, TrackKind

SEQUENCE_FORMAT: Final = "r1"
NO_FORMAT: Final = "r2"
"""The format of what has no frames of its own: stills and sounds."""


class Asset:
    """A file; what is held of it reaches from `begin` to `end`, in frames of the timeline."""

    __slots__ = ("begin", "end", "has_audio", "has_video", "id", "is_still", "name", "sound", "url")

    def __init__(self, media: MediaReference, begin: int, end: int) -> None:
        self.url = address(media.url)
        self.id = f"a{blake2b(self.url.encode(), digest_size=8).hexdigest()}"
        self.name = media.name or file_name(self.url)
        self.is_still = is_still(self.url)
        self.begin = begin
        self.end = end
        self.has_video = False
        self.has_audio = False
        self.sound = media.channels or 2, media.sample_rate or 48_000

    def markup(self, clock: Clock) -> Iterator[str]:
        begin, length = (0, 0) if self.is_still else (self.begin, self.end - self.begin)
        yield (
            f'<asset id="{self.id}" name="{attribute(self.name)}" start="{clock.time(begin)}"'
            f' duration="{clock.time(length)}"'
        )
        if self.has_video:
            form = NO_FORMAT if self.is_still else SEQUENCE_FORMAT
            yield f' hasVideo="1" format="{form}" videoSources="1"'
        if self.has_audio:
            channels, rate = self.sound
            yield (f' hasAudio="1" audioSources="1" audioChannels="{channels}" audioRate="{rate}"')
        yield f'>\n<media-rep kind="original-media" src="{attribute(self.url)}"/>\n</asset>\n'


class Assets:
    """All files of a timeline, in the order in which they are first used."""

    def __init__(self, report: Report) -> None:
        self._found: dict[str, Asset] = {}
        self._by_address: dict[str, Asset] = {}
        self._report = report

    def use(self, media: MediaReference, kind: TrackKind, start: int, length: int) -> Asset:
        """Declare that a clip shows so many frames of a file from `start` on."""
        held = media.available
        begin, end = min(start, held.start if held else 0), start + length
        if held is not None and not held.start <= start <= end <= held.end:
            reason = "a clip uses more of it than it is said to hold."
            self._report.add("The length of a file", quoted(media.url), reason)
        end = max(end, held.end if held else end)
        asset = self._found.get(media.url) or self._declare(media, begin, end)
        asset.begin, asset.end = min(asset.begin, begin), max(asset.end, end)
        asset.has_video |= kind is TrackKind.VIDEO
        asset.has_audio |= kind is TrackKind.AUDIO
        return asset

    def of(self, media: MediaReference) -> Asset:
        return self._found[media.url]

    def markup(self, clock: Clock) -> Iterator[str]:
        for asset in self._by_address.values():
            yield from asset.markup(clock)

    def _declare(self, media: MediaReference, begin: int, end: int) -> Asset:
        """Two ways of writing one address are one file."""
        made = Asset(media, begin, end)
        asset = self._by_address.setdefault(made.url, made)
        self._found[media.url] = asset
        if asset is made and not is_file(asset.url):
            reason = "editors open files only; download it and link the clip again."
            self._report.add("A file on the web", quoted(asset.url), reason)
        return asset


def file_name(url: str) -> str:
    return unquote(PurePosixPath(path_of(url)).name) or "Media"
