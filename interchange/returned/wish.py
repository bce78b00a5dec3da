"""What a clip of an edit wants of the clip that it was, facet by facet."""

from collections.abc import Iterator
from typing import Any, Final

import orjson

from domain import text
from domain.board.clip import Clip
from domain.clip.command import ChooseClip, EditClip, LinkMedia, MoveClip, TrimClip
from domain.rate import FrameRate
from domain.timeline import Block
from events.record import record, replace
from interchange import intake, tidy
from interchange.intake import Shown
from interchange.outlet import OF_A_TAKE, shows_take
from interchange.report import Report, quoted
from interchange.returned.sent import Known
from interchange.table.change import Change, Turn, spot, transition_into
from interchange.table.number import CellError
from interchange.table.row import Line
from interchange.timeline import LYRICS

TEXTS: Final = ("lyrics", "notes", "image_prompt", "video_prompt", "negative_prompt")
BUNDLED: Final = "media/"
HIDDEN: Final = frozenset({"image_prompt", "video_prompt", "negative_prompt"})
"""Texts that only this program shows: whoever left them out did not empty them."""


@record
class Target:
    """Where a clip will be."""

    block: Block
    track: int
    start: int
    length: int


@record
class Media:
    url: str
    start: int
    length: int


@record
class Wish:
    """`after` beside `before`; what is `lost` no clip of the file says any more.

    `codes` are those of all clips, where the edit calls clips so. `addresses` are those of all
    files.
    """

    known: Known
    after: Shown
    head: Clip
    target: Target
    rate: FrameRate
    lost: frozenset[str]
    codes: frozenset[str]
    addresses: frozenset[str]
    report: Report

    @property
    def line(self) -> Line:
        return self.known.line

    @property
    def clip(self) -> Clip:
        return self.line.clip

    @property
    def before(self) -> Shown:
        return self.known.shown

    @property
    def where(self) -> str:
        return quoted(self.clip.name)

    def changes(self) -> Iterator[Change]:
        for attempt in (self.choice, self.name, self.place, self.length, self.status):
            yield from attempt()
        for facet in TEXTS:
            yield from self.words(facet)
        for attempt in (self.parameters, self.media, self.mixed):
            yield from attempt()

    def choice(self) -> Iterator[Change]:
        """Yield that another version of the clip plays."""
        if self.clip.id != self.head.id:
            # What is not longer fits where the other one was, as soon as it is trimmed.
            is_first = self.target.length <= self.head.length
            yield Change(
                facet="version",
                before=self.head.name,
                after=self.clip.name,
                command=ChooseClip(clip_id=self.clip.id),
                turn=(Turn.SHORTEN, 1) if is_first else (Turn.LENGTHEN, -1),
            )

    def name(self) -> Iterator[Change]:
        # A code may be that of another clip by now, as long as the shot list is not confirmed.
        if self.after.clip.name in {self.before.clip.name, *self.codes}:
            return
        name = tidy.name(self.after.clip.name, self.where, self.report)
        if name and name != self.clip.name:
            edit = EditClip(clip_id=self.clip.id, name=name)
            yield Change(facet="name", before=self.clip.name, after=name, command=edit)

    def place(self) -> Iterator[Change]:
        block, track, start = self.target.block, self.target.track, self.target.start
        home = self.line.block
        if (block.scene.id, track, start) != (home.scene.id, self.head.track, self.head.start):
            yield Change(
                facet="place",
                before=spot(home, self.head.track, self.head.start),
                after=spot(block, track, start),
                command=MoveClip(
                    clip_id=self.head.id,
                    scene_id=block.scene.id if block is not home else None,
                    track=track,
                    start=start,
                ),
                turn=(Turn.MOVE, 0),
            )

    def length(self) -> Iterator[Change]:
        before, after = self.clip.length, self.target.length
        if after != before:
            yield Change(
                facet="length",
                before=str(before),
                after=str(after),
                command=TrimClip(clip_id=self.clip.id, length=after),
                turn=(Turn.SHORTEN if after < before else Turn.LENGTHEN, 0),
            )

    def status(self) -> Iterator[Change]:
        status = tidy.status(self.after.clip.details.status, self.where, self.report)
        if status and status not in {self.before.clip.details.status, self.clip.status}:
            edit = EditClip(clip_id=self.clip.id, status=status)
            yield Change(facet="status", before=self.clip.status, after=status, command=edit)

    def words(self, facet: str) -> Iterator[Change]:
        after = said(self.after, facet, self.report)
        now: str = getattr(self.clip, facet)
        if after in (said(self.before, facet, Report()), now) or self.is_lost(facet, after):
            return
        texts: dict[str, Any] = {facet: after}
        edit = EditClip(clip_id=self.clip.id, **texts)
        yield Change(facet=facet, before=now, after=after, command=edit)

    def is_lost(self, facet: str, after: object) -> bool:
        """Tell whether a text is not there because nobody carried it."""
        is_foreign = facet in HIDDEN and not self.after.clip.details.id
        return not after and (facet in self.lost or is_foreign)

    def parameters(self) -> Iterator[Change]:
        after = tidy.parameters(self.after.clip.details, self.where, self.report)
        sent = self.before.clip.details.parameters
        if text.is_same(after, sent) or text.is_same(after, self.clip.parameters):
            return
        if not after and (not self.after.clip.details.id or "parameters" in self.lost):
            return
        edit = EditClip(clip_id=self.clip.id, parameters=after)
        yield Change(
            facet="parameters",
            before=orjson.dumps(self.clip.parameters).decode(),
            after=orjson.dumps(after).decode(),
            command=edit,
        )

    def media(self) -> Iterator[Change]:
        sent = media(self.before, Report())
        after = self.unbundled(media(self.after, self.report), sent)
        if after == sent or is_reel(after.url) or ("media" in self.lost and not after.url):
            return
        now = Media(
            url=self.clip.media_url, start=self.clip.media_start, length=self.clip.media_length
        )
        wished = now_linked(now, sent, after)
        if wished != now and shows_take(self.clip):
            self.report.add("Media", self.where, OF_A_TAKE)
        elif wished != now:
            yield Change(
                facet="media",
                before=shown(now),
                after=shown(wished),
                command=LinkMedia(
                    clip_id=self.clip.id,
                    url=wished.url,
                    start=wished.start,
                    length=wished.length,
                ),
            )

    def unbundled(self, after: Media, sent: Media) -> Media:
        """Return media with their address in the project.

        What is stored may be in any folder, and a bundle may call it by its code.
        """
        inside = BUNDLED + after.url.replace("\\", "/").rpartition("/" + BUNDLED)[2]
        name = after.url if after.url.startswith(BUNDLED) else inside
        is_own = sent.url.startswith(BUNDLED) and BUNDLED in after.url.replace("\\", "/")
        is_same = name == sent.url or name not in self.addresses
        return replace(after, url=sent.url) if is_own and is_same else after

    def mixed(self) -> Iterator[Change]:
        after, sent = self.after.comes_in, self.before.comes_in
        if after == sent:
            return
        kind, direction = after.kind, after.direction
        if (kind, direction) == (sent.kind, sent.direction):
            # The project knows better than a format of which kind it is.
            kind, direction = self.clip.transition, self.clip.transition_direction
        wished = f"{kind} {after.length} {direction}".rstrip() if after.length else "cut"
        as_trimmed = replace(self.clip, length=self.target.length)
        try:
            change = transition_into(as_trimmed, wished, self.rate)
        except CellError as error:
            self.report.add("A transition", f"into {self.where}", str(error))
            return
        if change.before != change.after:
            yield change


def said(shown: Shown, facet: str, report: Report) -> str:
    """Return a text of a clip as an import would take it."""
    where = quoted(shown.clip.name)
    details = shown.clip.details
    own = tidy.prose(getattr(details, facet), where, report)
    match facet:
        case "lyrics":
            return own or intake.marked(shown.clip.markers, LYRICS, where, report)
        case "notes":
            return intake.notes(shown.clip, own, where, report)
        case _:
            return own


def media(shown: Shown, report: Report) -> Media:
    where = quoted(shown.clip.name)
    url, start, length = intake.media(shown.clip.source, shown.clip.source_start, where, report)
    return Media(url=url, start=start, length=length)


def is_reel(url: str) -> bool:
    """Tell whether an address is none: a list without names of files has names of reels only."""
    return bool(url) and not any(mark in url for mark in "/\\.:")


def now_linked(now: Media, sent: Media, after: Media) -> Media:
    """Return the media that a clip will have; what the file does not say newly stays as it is."""
    if not after.url:
        return Media(url="", start=0, length=0)
    if after.url != sent.url:
        return after
    start = max(now.start + after.start - sent.start, 0)
    if after.start + after.length == sent.start + sent.length or not after.length:
        held = max(now.start + now.length - start, 0) if now.length else 0
        return Media(url=now.url, start=start, length=held)
    return Media(url=now.url, start=start, length=after.length)


def shown(media: Media) -> str:
    if not media.url:
        return ""
    held = f", {text.counted(media.length, 'frame')} long" if media.length else ""
    return f"{media.url}, from frame {media.start}{held}"
