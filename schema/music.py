"""GraphQL of media and of the music of a project: what there is, and where it can be looked at."""

from datetime import datetime
from enum import Enum
from itertools import pairwise
from typing import Final

import strawberry

from domain import media, music
from domain.board.project import Project
from domain.errors import RuleViolatedError
from domain.rate import FrameRate
from domain.timecode import timecode
from schema.context import Info

MOST_PEAKS: Final = 5_000
MEGABYTE: Final = 10**6
LOUDEST: Final = 128


@strawberry.enum
class MediaKind(Enum):
    MUSIC = "music"
    IMAGE = "image"
    VIDEO = "video"


@strawberry.type
class MediaTypeInfo:
    name: str
    media_type: str = strawberry.field(description="Such as audio/mpeg.")
    extension: str


@strawberry.type(description="What may be uploaded.")
class MediaKindInfo:
    kind: MediaKind
    types: list[MediaTypeInfo]
    largest_megabytes: int


@strawberry.type(description="Lets you look at what a project holds, at /media/<digest>?token=….")
class MediaAccess:
    token: str
    expires_at: datetime


@strawberry.type(description="The music that plays along with the timeline.")
class Music:
    digest: str = strawberry.field(description="The SHA-256 of the file.")
    name: str
    samples: int = strawberry.field(description="It lasts exactly so many samples …")
    sample_rate: int = strawberry.field(description="… of which these are a second.")
    channels: int
    seconds: float
    length: int = strawberry.field(description="Whole frames that it lasts.")
    offset: int = strawberry.field(
        description="The frame of the timeline at which it begins; below 0 it began before."
    )
    start_timecode: str
    project: strawberry.Private[str]

    @strawberry.field
    def url(self, info: Info) -> str:
        """Where you can listen to it, for some hours; asks for ranges are answered."""
        context = info.context
        return context.services.media.address(self.project, context.user.user, self.digest)

    @strawberry.field
    def peaks_url(self, info: Info) -> str:
        """Where its waveform is: two signed bytes a 1/100 second, lowest and highest sample."""
        context = info.context
        return context.services.media.address(self.project, context.user.user, self.digest, "peaks")

    @strawberry.field
    async def peaks(self, info: Info, count: int = 500) -> list[float]:
        """How loud each of so many equal parts of it is, from 0 to 1."""
        if not 1 <= count <= MOST_PEAKS:
            raise RuleViolatedError(
                f"Ask for 1 to {MOST_PEAKS:,} peaks, not {count:,}.", field="count"
            )
        return loudness(await info.context.services.media.peaks(self.digest), count)


def music_node(state: Project) -> Music | None:
    if not state.music:
        return None
    rate = FrameRate[state.frame_rate]
    return Music(
        digest=state.music,
        name=state.music_name,
        samples=state.music_samples,
        sample_rate=state.music_rate,
        channels=state.music_channels,
        seconds=state.music_samples / state.music_rate,
        length=music.length(state),
        offset=state.music_offset,
        start_timecode=timecode(state.start_frame + state.music_offset, rate, wrap=True),
        project=state.id,
    )


def loudness(peaks: bytes, count: int) -> list[float]:
    """Return the loudest of each of `count` equal parts of signed bytes, at most so many parts."""
    values = memoryview(peaks).cast("b")
    count = min(count, len(values))
    edges = pairwise([len(values) * n // count for n in range(count + 1)] if count else [])
    return [max(map(abs, values[begin:end])) / LOUDEST for begin, end in edges]


@strawberry.type
class MediaQuery:
    @strawberry.field
    def media_kinds(self, info: Info) -> list[MediaKindInfo]:
        """What POST /media/projects/{id} takes; what a file is, its content says."""
        info.context.demand_login()
        largest = info.context.services.media.largest
        return [_kind(kind, largest[kind]) for kind in media.MediaKind]


def _kind(kind: media.MediaKind, largest: int) -> MediaKindInfo:
    return MediaKindInfo(
        kind=MediaKind(kind.value),
        types=[
            MediaTypeInfo(name=one.name, media_type=one.mime, extension=one.extension)
            for one in media.TYPES
            if one.kind is kind
        ],
        largest_megabytes=largest // MEGABYTE,
    )
