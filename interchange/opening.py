"""What is read from words, scene by scene, becomes a neutral timeline of one track."""

from collections.abc import Sequence
from fractions import Fraction

from domain.rate import FrameRate, rounded
from events.record import record
from interchange.timeline import (
    Clip,
    Item,
    Scene,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
    validate,
)


@record
class Opened:
    """A clip with how it comes in; `mixed` of 0 frames is a cut."""

    clip: Clip
    kind: TransitionKind | None = None
    mixed: int = 0
    direction: str = ""


@record
class OpenedScene:
    name: str
    description: str = ""
    lyrics: str = ""
    clips: tuple[Opened, ...] = ()

    @property
    def length(self) -> int:
        return sum(each.clip.length for each in self.clips)


def timeline(
    name: str, rate: FrameRate, scenes: Sequence[OpenedScene], *, start: int = 0
) -> Timeline:
    """Lay scenes one behind the other. Raises InterchangeError for more than may be imported."""
    made: list[Scene] = []
    at = 0
    for scene in scenes:
        made.append(
            Scene(
                name=scene.name,
                start=at,
                length=scene.length,
                description=scene.description,
                lyrics=scene.lyrics,
            )
        )
        at += scene.length
    items = mixed([clip for scene in scenes for clip in scene.clips])
    return validate(
        Timeline(
            name=name,
            rate=rate.exact,
            is_drop_frame=rate.is_drop_frame,
            start=start,
            tracks=(Track(kind=TrackKind.VIDEO, items=tuple(items)),),
            scenes=tuple(made),
        )
    )


def mixed(clips: Sequence[Opened]) -> list[Item]:
    """Put the transitions between clips: half over the one before, as far as that has room."""
    items: list[Item] = []
    room = 0
    for each in clips:
        length = min(each.mixed, each.clip.length) if each.kind else 0
        before = 0 if each.kind is TransitionKind.FADE else min(length // 2, room)
        if each.kind and length:
            items.append(
                Transition(
                    kind=each.kind,
                    in_offset=before,
                    out_offset=length - before,
                    name=each.direction,
                )
            )
        items.append(each.clip)
        room = each.clip.length - (length - before)
    return items


class Ruler:
    """Turns exact seconds of parts that follow each other into whole frames.

    What one part is too long or too short carries over to the next, so that cuts stay within a
    frame of their moment however many there are.
    """

    def __init__(self, rate: FrameRate) -> None:
        self.rate = rate
        self.carried = Fraction(0)

    def frames(self, seconds: Fraction) -> int:
        exact = seconds * self.rate.exact + self.carried
        whole = max(rounded(exact), 1)
        self.carried = exact - whole
        return whole
