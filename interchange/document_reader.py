"""Read the timeline that `interchange/document.py` writes as JSON, or that a script has made so.

Items follow each other, so lengths count; where items and their markers begin is told from them.
Seconds and timecode are for reading, but for the timecode of the start. What is not known is
passed over: a later program may write more.
"""

from fractions import Fraction
from typing import Annotated, Any, Final, Literal, TypeAlias

import orjson
from pydantic import BaseModel, ConfigDict, FailFast, Field, TypeAdapter, ValidationError

from domain.rate import rate_of
from domain.timecode import TimecodeError, frame_of
from interchange import timeline as neutral
from interchange.document import FORMAT, VERSION
from interchange.placement import apart
from interchange.report import InterchangeError, Report
from interchange.timeline import (
    MAX_FRAME,
    Alternate,
    Details,
    Item,
    Marker,
    MediaReference,
    Reading,
    Scene,
    Span,
    Timeline,
    Track,
    TrackKind,
    TransitionKind,
    validate,
)

MOST_PIXELS: Final = 100_000
WHAT: Final = {
    "int_type": "must be a whole number",
    "string_type": "must be a text",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "list_type": "must be a list",
    "missing": "is missing",
    "literal_error": "must be {expected}",
    "enum": "must be {expected}",
    "union_tag_invalid": "has a type that is none of {expected_tags}",
    "union_tag_not_found": "has no type",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
}

Frame = Annotated[int, Field(ge=-MAX_FRAME, le=MAX_FRAME)]
Size = Annotated[int, Field(ge=1, le=MOST_PIXELS)]
Number = Annotated[int, Field(ge=1, le=1_000_000_000)]


class Part(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class Time(Part):
    frames: Frame
    timecode: str | None = None


class Rate(Part):
    numerator: Number
    denominator: Number = 1
    is_drop_frame: bool = False


class Held(Part):
    start: Frame
    length: Frame


class Source(Part):
    url: str
    name: str = ""
    start: Frame = 0
    available: Held | None = None

    def media(self) -> MediaReference:
        held = self.available
        span = Span(start=held.start, length=held.length) if held else None
        return MediaReference(url=self.url, name=self.name, available=span)


class Words(Part):
    """What an original and an alternate have in common."""

    name: str = ""
    length: Time
    source: Source | None = None
    id: str = ""
    scene: str = ""
    code: str = ""
    lyrics: str = ""
    notes: str = ""
    image_prompt: str = ""
    video_prompt: str = ""
    negative_prompt: str = ""
    parameters: dict[str, Any] = Field(default_factory=dict)
    status: str = ""

    def details(self) -> Details:
        names = Details.__dataclass_fields__
        return Details(**{name: getattr(self, name) for name in names})

    def alternate(self) -> Alternate:
        return Alternate(
            name=self.name,
            length=self.length.frames,
            source=self.source.media() if self.source else None,
            source_start=self.source.start if self.source else 0,
            details=self.details(),
        )


class Mark(Part):
    name: str = ""
    comment: str = ""
    colour: str = ""
    start: Time
    length: Time

    def marker(self, begin: int) -> Marker:
        return Marker(
            start=self.start.frames - begin,
            length=self.length.frames,
            name=self.name,
            comment=self.comment,
            colour=self.colour,
        )


class Clip(Words):
    type: Literal["clip"]
    start: Time
    alternates: Annotated[list[Words], FailFast()] = Field(default_factory=list)
    markers: Annotated[list[Mark], FailFast()] = Field(default_factory=list)

    def item(self) -> Item:
        made = self.alternate()
        begin = self.start.frames
        return neutral.Clip(
            name=made.name,
            length=made.length,
            source=made.source,
            source_start=made.source_start,
            alternates=tuple(other.alternate() for other in self.alternates),
            markers=tuple(mark.marker(begin) for mark in self.markers),
            details=made.details,
        )


class Gap(Part):
    type: Literal["gap"]
    length: Time

    def item(self) -> Item:
        return neutral.Gap(length=self.length.frames)


class Transition(Part):
    type: Literal["transition"]
    kind: Literal["dissolve", "fade", "wipe", "other"]
    name: str = ""
    start: Time
    length: Time
    cut: Time

    def item(self) -> Item:
        before = self.cut.frames - self.start.frames
        return neutral.Transition(
            kind=TransitionKind(self.kind),
            in_offset=before,
            out_offset=self.length.frames - before,
            name=self.name,
        )


AnyItem: TypeAlias = Annotated[Clip | Gap | Transition, Field(discriminator="type")]


class Row(Part):
    kind: Literal["video", "audio"] = "video"
    name: str = ""
    items: Annotated[list[AnyItem], FailFast()]

    def track(self) -> Track:
        items = tuple(item.item() for item in self.items)
        return Track(kind=TrackKind(self.kind), name=self.name, items=items)


class Chapter(Part):
    id: str = ""
    name: str = ""
    start: Time
    length: Time
    description: str = ""
    lyrics: str = ""

    def scene(self) -> Scene:
        return Scene(
            name=self.name,
            start=self.start.frames,
            length=self.length.frames,
            id=self.id,
            description=self.description,
            lyrics=self.lyrics,
        )


class Document(Part):
    format: Literal["emergent-storyboard-timeline"]
    name: str = ""
    rate: Rate
    start: Time
    width: Size = 1920
    height: Size = 1080
    tracks: Annotated[list[Row], FailFast()]
    scenes: Annotated[list[Chapter], FailFast()] = Field(default_factory=list)
    markers: Annotated[list[Mark], FailFast()] = Field(default_factory=list)


DOCUMENT: Final = TypeAdapter(Document)


def read(content: bytes) -> Reading:
    """Raises InterchangeError with the path of what is wrong."""
    try:
        root = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise InterchangeError(f"The file is no timeline, its JSON is bad: {error}.") from error
    refuse_version(root)
    try:
        found = DOCUMENT.validate_python(root)
    except ValidationError as error:
        raise refusal(error) from error
    report = Report()
    return Reading(timeline=validate(made(found, report)), omissions=report.omissions)


def refuse_version(root: object) -> None:
    version = root.get("version") if isinstance(root, dict) else None
    if version != VERSION:
        said = str(version)[:20]
        raise InterchangeError(
            f"The file is a timeline of version {said}; this program reads version {VERSION}."
        )


def refusal(error: ValidationError) -> InterchangeError:
    fault = error.errors(include_url=False, include_input=False)[0]
    steps = [step for step in fault["loc"] if step not in {"clip", "gap", "transition"}]
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    reason = WHAT.get(fault["type"], "cannot be taken: {type}")
    said = reason.format(type=fault["type"], **fault.get("ctx", {}))
    return InterchangeError(f"In the timeline “{path.removeprefix('.') or FORMAT}” {said}.")


def made(found: Document, report: Report) -> Timeline:
    return Timeline(
        name=found.name,
        rate=Fraction(found.rate.numerator, found.rate.denominator),
        is_drop_frame=found.rate.is_drop_frame,
        start=start(found, report),
        width=found.width,
        height=found.height,
        tracks=tuple(row.track() for row in found.tracks),
        scenes=apart((chapter.scene() for chapter in found.scenes), report),
        markers=tuple(mark.marker(0) for mark in found.markers),
    )


def start(found: Document, report: Report) -> int:
    """Return the frame that the start timecode names; a rate of no project has none."""
    exact = Fraction(found.rate.numerator, found.rate.denominator)
    rate = rate_of(exact, is_drop_frame=found.rate.is_drop_frame)
    code = found.start.timecode
    if rate is None or code is None:
        return 0
    try:
        return frame_of(code, rate)
    except TimecodeError as error:
        report.add("The start timecode", "the timeline", str(error))
        return 0
