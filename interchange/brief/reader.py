"""A brief that is valid becomes a neutral timeline, and what it wishes of its project."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from pydantic import ValidationError

from domain import alternates, setting
from domain.board.track import LAST_FRAME
from domain.errors import RuleViolatedError
from domain.rate import FrameRate
from domain.setting import DEFAULT_RATE
from domain.timecode import TimecodeError, frame_of
from domain.transition import CUT, USUAL, WIPE
from interchange import opening, plain
from interchange.brief import model
from interchange.brief.fault import WORDING
from interchange.opening import Opened, OpenedScene, Ruler
from interchange.report import InterchangeError, Report
from interchange.timeline import (
    Alternate,
    Clip,
    Details,
    Reading,
    Setup,
    TransitionKind,
    refuse_too_many,
)
from notation import fault
from notation.located import Located, NotationError, Path, located

WHAT: Final = "brief"
MAX_BYTES: Final = 8_000_000


def read(content: bytes, rate: FrameRate = DEFAULT_RATE) -> Reading:
    """Read a brief in YAML or JSON; `rate` is what it has when it names none.

    Raises InterchangeError with the line, the path and what to do.
    """
    report = Report()
    small = plain.small(content, MAX_BYTES, WHAT)
    text = plain.shown(plain.decoded(small, WHAT), WHAT, report)
    try:
        found, brief = parsed(text)
        return Builder(found, wished_rate(brief, rate)).reading(brief, report)
    except NotationError as error:
        raise InterchangeError(str(error)) from error


def parsed(text: str) -> tuple[Located, model.Brief]:
    found = located(text, WHAT)
    try:
        return found, model.Brief.model_validate(found.value)
    except ValidationError as error:
        raise fault.refusal(found, error, WORDING) from error


def wished_rate(brief: model.Brief, otherwise: FrameRate) -> FrameRate:
    wished = brief.settings.frame_rate
    return otherwise if wished is None else model.rate(wished)


class Builder:
    """Makes frames of all lengths; `found` knows the lines of what is wrong with them."""

    def __init__(self, found: Located, rate: FrameRate) -> None:
        self.found = found
        self.rate = rate
        self.ruler = Ruler(rate)

    def reading(self, brief: model.Brief, report: Report) -> Reading:
        refuse_too_many(sum(1 + len(clip.alternates) for s in brief.scenes for clip in s.clips))
        timeline = opening.timeline(
            brief.title,
            self.rate,
            [self.scene(scene, number) for number, scene in enumerate(brief.scenes)],
            start=self.start(brief.settings),
        )
        return Reading(timeline=timeline, omissions=report.omissions, setup=setup(brief))

    def start(self, settings: model.Settings) -> int:
        if not settings.start_timecode:
            return 0
        try:
            return setting.start_frame(settings.start_timecode, self.rate)
        except RuleViolatedError as error:
            place = ("settings", "start_timecode")
            raise self.refused(place, f"is refused: {error}") from error

    def scene(self, scene: model.Scene, number: int) -> OpenedScene:
        return OpenedScene(
            name=scene.name or f"Scene {number + 1}",
            description=scene.description,
            lyrics=scene.lyrics,
            clips=tuple(
                self.clip(clip, ("scenes", number, "clips", index))
                for index, clip in enumerate(scene.clips)
            ),
        )

    def clip(self, clip: model.Clip, place: Path) -> Opened:
        length = self.length(clip.length, (*place, "length"), self.ruler)
        name = clip.name or f"Clip {int(place[-1]) + 1}"
        own = given(clip)
        made = Clip(
            name=name,
            length=length,
            alternates=tuple(self.alternates(clip, name, length, place)),
            details=details(own),
        )
        return self.opened(made, clip.transition, (*place, "transition"))

    def alternates(
        self, clip: model.Clip, name: str, length: int, place: Path
    ) -> Iterator[Alternate]:
        for number, each in enumerate(clip.alternates):
            wished = each.length
            at = (*place, "alternates", number, "length")
            yield Alternate(
                name=each.name or alternates.name(name, number + 1),
                length=length if wished is None else self.length(wished, at, Ruler(self.rate)),
                details=details({**given(clip), **given(each)}),
            )

    def opened(self, clip: Clip, wished: str | model.Transition, place: Path) -> Opened:
        mix = model.Transition(kind=wished) if isinstance(wished, str) else wished  # type: ignore[arg-type]
        if mix.direction and mix.kind != WIPE:
            raise self.refused((*place, "direction"), "is for a wipe only; remove it")
        if mix.kind == CUT:
            return Opened(clip=clip)
        length = min(USUAL * self.rate.nominal, clip.length)
        if mix.length is not None:
            length = self.length(mix.length, (*place, "length"), Ruler(self.rate))
        if length > clip.length:
            reason = f"is {length} frames, longer than its clip of {clip.length}; shorten it"
            raise self.refused((*place, "length"), reason)
        kind = TransitionKind(mix.kind)
        return Opened(clip=clip, kind=kind, mixed=length, direction=mix.direction or "")

    def length(self, wished: str | float, place: Path, ruler: Ruler) -> int:
        """Return whole frames, at least one and at most what a scene may have."""
        if not isinstance(wished, str):
            # The decimal number that was written, not the binary one nearest to it.
            return ruler.frames(Fraction(str(wished)))
        count, _, unit = wished.partition(" ")
        frames = int(count) if unit else self.timecode(wished, place)
        if not 1 <= frames <= LAST_FRAME:
            raise self.refused(place, f"must be 1 to {LAST_FRAME:,} frames")
        return frames

    def timecode(self, text: str, place: Path) -> int:
        try:
            return frame_of(text, self.rate)
        except TimecodeError as error:
            raise self.refused(place, f"is refused: {error}") from error

    def refused(self, place: Path, reason: str) -> NotationError:
        return fault.at(self.found, place, reason)


def given(texts: model.Texts) -> dict[str, Any]:
    """Return the texts, parameters and status that are given."""
    return {
        key: value for key in model.Texts.model_fields if (value := getattr(texts, key)) is not None
    }


def details(values: dict[str, Any]) -> Details:
    filled: dict[str, Any] = {"parameters": {}, "status": "draft", **values}
    return Details(**filled)


def setup(brief: model.Brief) -> Setup:
    wished = brief.settings
    width, height = model.size(wished.resolution) if wished.resolution else (0, 0)
    return Setup(
        name=brief.title,
        description=brief.description,
        width=width,
        height=height,
        aspect_ratio=wished.aspect_ratio or "",
        naming=wished.naming or "",
        style=wished.style,
        image_model=wished.image_model,
        video_model=wished.video_model,
    )
