"""The compiled executor against Strawberry's own, in one process and without HTTP."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from typing import Final

import orjson
import strawberry

from bench.row import Row, load
from schema.engine import Engine

SCENES: Final = 50
CLIPS: Final = 20
REPEATS: Final = 25


@strawberry.enum
class Status(Enum):
    DRAFT = "draft"
    FINAL = "final"


@strawberry.type
class Clip:
    id: strawberry.ID
    title: str
    start: int
    frames: int
    status: Status
    changed_at: datetime
    note: str
    prompt: str | None
    opacity: float
    is_muted: bool
    tags: list[str]
    version: int
    lane: int
    media: str | None

    @strawberry.field
    def end(self) -> int:
        return self.start + self.frames


@strawberry.type
class Scene:
    id: strawberry.ID
    title: str
    clips: list[Clip]


@strawberry.type
class Project:
    id: strawberry.ID
    scenes: list[Scene]


CHANGED: Final = datetime(2024, 2, 29, 12, tzinfo=UTC)


def clip(scene: int, n: int) -> Clip:
    return Clip(
        id=strawberry.ID(f"clip-{scene:04}{n:028}"),
        title=f"Clip {n}",
        start=n * 24,
        frames=24,
        status=Status.DRAFT,
        changed_at=CHANGED,
        note="A short note",
        prompt=None,
        opacity=1.0,
        is_muted=False,
        tags=["one", "two"],
        version=n,
        lane=0,
        media="media/clip.mp4",
    )


PROJECT: Final = Project(
    id=strawberry.ID("project-1"),
    scenes=[
        Scene(
            id=strawberry.ID(f"scene-{s:032}"),
            title=f"Scene {s}",
            clips=[clip(s, n) for n in range(CLIPS)],
        )
        for s in range(SCENES)
    ],
)


@strawberry.type
class Query:
    @strawberry.field
    async def project(self) -> Project:
        return PROJECT


TIMELINE: Final = """{ project { id scenes { id title clips {
  id title start frames end status changedAt note prompt opacity isMuted tags version lane media
} } } }"""
SMALL: Final = "{ project { id } }"


async def best(engine: Engine, query: str) -> float:
    """Return the least CPU time of answering and encoding a query, in milliseconds."""
    least = float("inf")
    for _ in range(REPEATS):
        began = time.process_time()
        result = await engine.execute(query)
        orjson.dumps({"data": result.data})
        least = min(least, time.process_time() - began)
        if result.errors:
            raise RuntimeError(f"The benchmark's own query failed: {result.errors}")
    return least * 1000


def floor(make: Callable[[], object]) -> float:
    least = float("inf")
    for _ in range(REPEATS):
        began = time.process_time()
        orjson.dumps(make())
        least = min(least, time.process_time() - began)
    return least * 1000


def by_hand() -> object:
    """Build the timeline's response as a person would who wants it fast."""
    return {
        "project": {
            "id": PROJECT.id,
            "scenes": [
                {
                    "id": scene.id,
                    "title": scene.title,
                    "clips": [
                        {
                            "id": c.id,
                            "title": c.title,
                            "start": c.start,
                            "frames": c.frames,
                            "end": c.start + c.frames,
                            "status": c.status.name,
                            "changedAt": c.changed_at.isoformat(),
                            "note": c.note,
                            "prompt": c.prompt,
                            "opacity": c.opacity,
                            "isMuted": c.is_muted,
                            "tags": c.tags,
                            "version": c.version,
                            "lane": c.lane,
                            "media": c.media,
                        }
                        for c in scene.clips
                    ],
                }
                for scene in PROJECT.scenes
            ],
        }
    }


async def rows() -> list[Row]:
    stock, ours = Engine(Query, is_compiled=False), Engine(Query)
    slow, fast = await best(stock, TIMELINE), await best(ours, TIMELINE)
    small_slow, small_fast = await best(stock, SMALL), await best(ours, SMALL)
    hand = floor(by_hand)
    size = f"{SCENES} scenes of {CLIPS} clips with 15 fields"
    return [
        Row(
            name="executor_vs_stock",
            value=fast,
            unit="ms CPU",
            floor=slow,
            ratio=slow / fast,
            load=load(),
            what=f"{size}: the stock executor's time (floor) over ours",
            goal="at least 8 times as fast",
        ),
        Row(
            name="executor_vs_hand",
            value=fast,
            unit="ms CPU",
            floor=hand,
            ratio=hand / fast,
            load=load(),
            what=f"{size}: dictionaries written by hand (floor) over ours",
            goal="as near to 1 as it gets",
        ),
        Row(
            name="executor_small_vs_stock",
            value=small_fast,
            unit="ms CPU",
            floor=small_slow,
            ratio=small_slow / small_fast,
            load=load(),
            what="a query of one field: the stock executor's time (floor) over ours",
            goal="not slower: at least 0.95",
        ),
    ]
