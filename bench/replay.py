"""How fast a log becomes a board again, against reading its documents alone."""

from collections.abc import Iterator
from statistics import median
from time import perf_counter
from typing import Any, Final, TypeAlias, cast

import bson
from pymongo import ASCENDING
from pymongo.asynchronous.database import AsyncDatabase

from bench import site
from bench.fill import ACTOR, document, fill
from bench.row import Row, load
from domain.board.board import Board
from events.clip import (
    ClipAdded,
    ClipEvent,
    ClipImagePromptEdited,
    ClipLyricsEdited,
    ClipMoved,
    ClipStatusSet,
    ClipTrimmed,
)
from events.codec import CODEC
from events.ids import ProjectId, SceneId, UserId, derived
from events.project import ProjectCreated
from events.scene import SceneAdded
from repositories.commit_log import READ_BATCH, between
from repositories.connection import connect
from repositories.event_store import MongoEventStore
from server.command.serve import settle_memory

Document: TypeAlias = dict[str, Any]

COMMITS: Final = 50_000
SCENES: Final = 20
CLIPS: Final = 500
ROUNDS: Final = 11
PROJECT: Final = ProjectId(derived("project", "replay", 0))
PROMPT: Final = "A lighthouse in a storm, oil on canvas, dramatic light, wide shot"


async def rows() -> list[Row]:
    settle_memory()  # as the server that replays does
    with site.database() as uri:
        async with connect(uri) as client:
            database = client["bench"]
            store = MongoEventStore(database, CODEC)
            await store.start()
            await fill(database, film())
            return await measured(database, store)


async def measured(database: AsyncDatabase[Document], store: MongoEventStore) -> list[Row]:
    bare: list[float] = []
    ours: list[float] = []
    for _ in range(ROUNDS):
        bare.append(await reading(database))
        ours.append(await replaying(store))
    ratio = median(our / their for our, their in zip(ours, bare, strict=True))
    what = f"a project of {COMMITS:,} commits of one event: read, decoded and folded into a board"
    rate = Row(
        name="replay_events_per_s",
        value=median(ours),
        unit="events/s",
        load=load(),
        what=what,
    )
    against = Row(
        name="replay_vs_floor",
        value=median(ours),
        unit="events/s",
        floor=median(bare),
        ratio=ratio,
        load=load(),
        what=f"{what}; the floor reads the same documents in the same batches, as dictionaries",
        goal="at least 0.5",
    )
    return [against, rate]


async def reading(database: AsyncDatabase[Document]) -> float:
    """Return how many documents a second are read, with the call that the store uses."""
    commits = database["commits"]
    began = perf_counter()
    count = 0
    cursor = commits.find_raw_batches(between(PROJECT, 1), sort=[("_id", ASCENDING)])
    async with cursor.batch_size(READ_BATCH) as batches:
        async for batch in batches:
            count += len(bson.decode_all(cast("bytes", batch), commits.codec_options))
    return count / (perf_counter() - began)


async def replaying(store: MongoEventStore) -> float:
    board = Board(PROJECT)
    began = perf_counter()
    count = 0
    async for commit in store.read(PROJECT):
        board.apply(commit.facts)
        count += 1
    took = perf_counter() - began
    if count != COMMITS or len(board.clips) != CLIPS:
        raise RuntimeError(f"{count:,} commits made a board of {len(board.clips)} clips.")
    return count / took


def film() -> Iterator[Document]:
    """Yield the commits of a project: it is created and filled, then its clips are worked on."""
    versions: dict[str, int] = {}
    for n, (stream, event) in enumerate((*_made(), *_worked_on()), 1):
        versions[stream] = versions.get(stream, 0) + 1
        yield document(PROJECT, n, stream, versions[stream], event)


def _made() -> Iterator[tuple[str, object]]:
    yield (
        PROJECT,
        ProjectCreated(
            name="Bench",
            owner=UserId(ACTOR),
            frame_rate="FPS_24",
            width=1920,
            height=1080,
            aspect_ratio="16:9",
            start_frame=0,
            naming="{project}",
        ),
    )
    for number in range(SCENES):
        yield _scene(number), SceneAdded(name=f"Scene {number}", rank=f"{number:03}", parameters={})
    for number in range(CLIPS):
        yield _clip(number), _added(number)


def _added(number: int) -> ClipAdded:
    return ClipAdded(
        scene=_scene(number % SCENES),
        name=f"Clip {number}",
        track=0,
        start=number // SCENES * 48,
        length=24,
        image_prompt=PROMPT,
        parameters={"seed": number},
        status="draft",
    )


def _worked_on() -> Iterator[tuple[str, ClipEvent]]:
    for n in range(COMMITS - 1 - SCENES - CLIPS):
        number = n * 7 % CLIPS
        yield _clip(number), _change(n, number)


def _change(n: int, number: int) -> ClipEvent:
    """Return what somebody does to a clip: four times in ten it is moved."""
    match n % 10:
        case 0 | 1 | 2 | 3:
            return ClipMoved(scene=_scene(number % SCENES), track=n % 4, start=number * 48)
        case 4 | 5:
            return ClipTrimmed(length=12 + n % 12)
        case 6 | 7:
            return ClipImagePromptEdited(prompt=f"{PROMPT}, take {n}")
        case 8:
            return ClipLyricsEdited(lyrics=f"A line that is sung while this is seen, {n}")
        case _:
            return ClipStatusSet(status="review" if n % 20 == 9 else "ready")


def _scene(number: int) -> SceneId:
    return SceneId(derived("scene", "replay", number))


def _clip(number: int) -> str:
    return derived("clip", "replay", number)
