"""What a clip of an xmeml file says: its file, its texts, its markers."""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from domain.rate import rounded
from events.record import record, replace
from interchange.report import Report, quoted
from interchange.timeline import Clip, Details, Marker, MediaReference, Span
from interchange.xmeml import address, effect, own, tree
from interchange.xmeml.edges import Edges
from interchange.xmeml.tree import Node

SPEED: Final = frozenset({"time remap", "timeremap"})
CLIP_ID: Final = re.compile(r"clip-[0-9a-f]{32}")
REMARKS: Final = (
    ("logginginfo", "description"),
    ("logginginfo", "lognote"),
    ("comments", "mastercomment1"),
    ("comments", "mastercomment2"),
    ("comments", "mastercomment3"),
    ("comments", "mastercomment4"),
    ("comments", "clipcommenta"),
    ("comments", "clipcommentb"),
)


@record
class Part:
    """What is seen of a clip: all but `skipped` seconds of its beginning, for `length` frames.

    `rate` is that of its sequence.
    """

    skipped: Fraction
    length: Fraction
    rate: Fraction


class Take:
    """Takes clips at the rate of the timeline and reports what is not taken of them."""

    def __init__(self, rate: Fraction, report: Report, named: Iterable[Node]) -> None:
        self.rate = rate
        self.report = report
        self.files: dict[str, Node] = {}
        self.sequences: dict[str, Node] = {}
        for node in named:
            if node.children and node.tag == "file":
                self.files.setdefault(node.id, node)
            elif node.tag == "sequence" and node.find("media"):
                self.sequences.setdefault(node.id, node)

    def frame(self, seconds: Fraction) -> int:
        return rounded(seconds * self.rate)

    def sequence(self, item: Node) -> Node | None:
        """Return the sequence that an item shows: in itself, or told elsewhere under its id."""
        node = item.find("sequence")
        if node is None or node.find("media"):
            return node
        return self.sequences.get(node.id)

    def clip(self, item: Node, place: Edges, part: Part, data: own.Data, where: str) -> Clip:
        """Return the part of a clip that is seen."""
        self.effects(item, where)
        rate = tree.rate(item) or part.rate
        file = self.file(item, where)
        begin = place.source + part.skipped
        offset = tree.number(item.at("subclipinfo", "startoffset"), 0) / rate
        source, start = self.source(item, file, begin + offset, rate)
        source, start = self.noted(source, start, file, data)
        markers = self.markers(item, begin, part.length / self.rate, rate, where)
        return Clip(
            name=name(item),
            length=rounded(part.length),
            source=source,
            source_start=start,
            markers=tuple(coloured(markers, data)),
            details=details(item, data),
        )

    def file(self, item: Node, where: str) -> Node | None:
        """Return the file of an item, None for a generator and for one that is not told."""
        node = item.find("file")
        told = self.files.get(node.id, node) if node and not node.children else node
        generator = (told.said("mediaSource") if told else "") or item.tag == "generatoritem"
        if generator:
            shown = generator if isinstance(generator, str) else name(item)
            reason = f"it is made by the generator {quoted(shown)} and is no file."
            self.report.add("The picture of a clip", where, reason)
            return None
        if told is None and item.find("multiclip"):
            self.report.add("The angles of a multiclip", where, "none of them was taken.")
        elif told is not None and not told.children:
            reason = f"its file {quoted(told.id)} is told nowhere."
            self.report.add("The media of a clip", where, reason)
        return told

    def source(
        self, item: Node, file: Node | None, begin: Fraction, rate: Fraction
    ) -> tuple[MediaReference | None, int]:
        """Return the media of an item, and the first frame used as their timecode counts."""
        url = address.url(file.said("pathurl")) if file else ""
        if file is None or not url:
            return None, self.frame(begin)
        title = file.said("name")
        title = "" if title == address.file_name(url) else title
        if item.said("stillframe").strip().upper() == "TRUE" or address.is_still(url):
            return MediaReference(url=url, name=title), 0
        rate = tree.rate(file) or rate
        origin = self.origin(file, rate)
        duration = tree.number(file.find("duration"), 0)
        held = self.span(origin, duration / rate) if duration > 0 else None
        media = MediaReference(url=url, name=title, available=held)
        return media, self.frame(origin + begin)

    def origin(self, file: Node, rate: Fraction) -> Fraction:
        timecode = file.find("timecode")
        return tree.number(file.at("timecode", "frame"), 0) / (tree.rate(timecode) or rate)

    def span(self, start: Fraction, seconds: Fraction) -> Span:
        first = self.frame(start)
        return Span(start=first, length=self.frame(start + seconds) - first)

    def noted(
        self, source: MediaReference | None, start: int, file: Node | None, data: own.Data
    ) -> tuple[MediaReference | None, int]:
        """Put the media as they were noted in the place of those seen, if they are still theirs."""
        if "media" in data:
            media = own.taken_media(own.mapping(data, "media"))
            pathurl = file.said("pathurl").strip() if file else ""
            if address.pathurl(media.url if media else "") != pathurl:
                return source, start
            source = media
        return source, start + own.frame(data, "shift", 0)

    def markers(
        self, node: Node, begin: Fraction, length: Fraction, rate: Fraction, where: str
    ) -> Iterator[Marker]:
        """Yield the markers of what shows its file from a second on, for so many seconds."""
        for marker in node.all("marker"):
            first = tree.number(marker.find("in"), 0)
            last = tree.number(marker.find("out"), -1)
            start = first / rate - begin
            if 0 <= start <= length:
                end = start + max(last - first, 0) / rate if last >= 0 else start
                yield Marker(
                    start=self.frame(start),
                    length=self.frame(end) - self.frame(start),
                    name=marker.said("name"),
                    comment=marker.said("comment"),
                    colour=effect.colour(marker),
                )
            else:
                place = f"{where}, marker {quoted(name(marker))} (line {marker.line})"
                self.report.add("A marker", place, "it is on a part that is not shown.")

    def effects(self, item: Node, where: str) -> None:
        for node in item.all("filter"):
            title = node.said("effect", "name").strip()
            if title.lower() in SPEED:
                self.report.add("A speed change", where, "it plays at normal speed.")
            else:
                self.report.add(f"The effect {quoted(title)}", where, "effects are not taken.")


def coloured(markers: Iterable[Marker], data: own.Data) -> Iterator[Marker]:
    """Give the markers the colours that they were noted with, where the file says none."""
    found = list(markers)
    noted = own.texts(data, "colours")
    if len(noted) != len(found):
        noted = [""] * len(found)
    for marker, colour in zip(found, noted, strict=True):
        yield marker if marker.colour or not colour else replace(marker, colour=colour)


def details(item: Node, data: own.Data) -> Details:
    """Return the texts of a clip. One from elsewhere has remarks, which are notes."""
    if own.is_ours(data):
        lyrics = item.said("comments", "mastercomment1")
        notes = item.said("logginginfo", "lognote")
        return own.details(own.mapping(data, "details"), lyrics, notes)
    remarks = dict.fromkeys(item.said(*path).strip() for path in REMARKS)
    identity = CLIP_ID.fullmatch(item.said("logginginfo", "shottake").strip())
    return Details(
        id=identity[0] if identity else "",
        notes="\n".join(remark for remark in remarks if remark),
        parameters={},
    )


def name(node: Node) -> str:
    return node.said("name")


def titled(node: Node) -> str:
    title = name(node)
    return f" {quoted(title)}" if title else ""
