"""What history costs: opening a long project, looking back in it, and undoing a change.

The long project has 1,000 clips and 100,000 commits, with the snapshots that a server makes of it.
Each reading is by objects that were made for it, as in a process that was just started.
"""

from collections.abc import Awaitable, Callable, Iterator
from itertools import count
from statistics import median
from time import perf_counter
from typing import Any, Final, TypeAlias

from pymongo.asynchronous.database import AsyncDatabase

from bench import site
from bench.fill import ACTOR, AT, document, fill
from bench.move import MOVE, thousand_clips
from bench.row import Row, load
from domain.clip.command import AddClip
from domain.execute import Executor, Request
from domain.past import Past
from domain.project import CreateProject
from domain.scene import AddScene
from events.clip import ClipMoved
from events.codec import CODEC
from events.ids import ClipId, ProjectId, SceneId, UserId, derived
from repositories.chronicle import Chronicle
from repositories.connection import connect
from repositories.event_store import MongoEventStore
from repositories.model import prepare_models
from repositories.moment import Moments
from repositories.projector import Projector
from repositories.snapshot import MongoSnapshots
from repositories.timeline import Timelines
from schema.timeline import Drawing

Document: TypeAlias = dict[str, Any]

COMMITS: Final = 100_000
BACK: Final = 10_000
SCENES: Final = 50
CLIPS: Final = 20
LENGTH: Final = 48
ROUNDS: Final = 7
STEPS: Final = 40  # mutations and undos of a round
PROJECT: Final = ProjectId(derived("project", "history", 0))
SCENE_IDS: Final = [SceneId(derived("scene", "history", n)) for n in range(SCENES)]
CLIP_IDS: Final = [ClipId(derived("clip", "history", n)) for n in range(SCENES * CLIPS)]
UNDO: Final = """mutation Undo($input: UndoInput!) {
  undo(input: $input) { __typename ... on UndoSuccess { position } ... on UserError { message } }
}"""


async def rows() -> list[Row]:
    with site.database() as uri:
        async with connect(uri) as client:
            found = await _long(client["bench"])
    async with site.site() as running:
        return [*found, await _undoing(running)]


async def _long(database: AsyncDatabase[Document]) -> list[Row]:
    await prepare_models(database)
    store = MongoEventStore(database, CODEC)
    await store.start()
    await _founded(store)
    await fill(database, _moves())
    await _settled(database, store)
    opened = await _each(lambda _: _open(database, store))
    looked = await _each(lambda n: _look_back(database, store, COMMITS - BACK - 137 * n))
    whole = await _timed(_fold_all(store))
    await store.close()
    return [
        Row(
            name="open_100k_commits_ms",
            value=opened,
            unit="ms",
            floor=whole,
            ratio=opened / whole,
            load=load(),
            what=f"a project of {SCENES * CLIPS:,} clips and {COMMITS:,} commits, ready to be shown"
            " and changed; the floor folds all of its log",
            goal="at most 300 ms",
        ),
        Row(
            name="time_travel_ms",
            value=looked,
            unit="ms",
            floor=whole,
            ratio=looked / whole,
            load=load(),
            what=f"its whole timeline as it was {BACK:,} commits ago; the floor folds all of its"
            " log",
            goal="at most 150 ms",
        ),
    ]


async def _founded(store: MongoEventStore) -> None:
    """Make the project, its scenes and clips as one commit."""
    clips = [
        AddClip(
            clip_id=id_,
            scene_id=SCENE_IDS[n // CLIPS],
            length=LENGTH,
            start=n % CLIPS * LENGTH,
            image_prompt="A lighthouse in a storm, oil on canvas, dramatic light, wide shot",
            notes="Handheld, from below; the light comes from the window",
        )
        for n, id_ in enumerate(CLIP_IDS)
    ]
    create = CreateProject(project_id=PROJECT, owner=UserId(ACTOR), name="Bench")
    scenes = [AddScene(scene_id=id_) for id_ in SCENE_IDS]
    executor = Executor(store, clock=lambda: AT)
    await executor.execute(
        Request(
            project=PROJECT,
            command_id="founded",
            actor=UserId(ACTOR),
            commands=(create, *scenes, *clips),
        )
    )


def _moves() -> Iterator[Document]:
    """Yield the rest of the log: clips that go to the other track and back."""
    for n in range(2, COMMITS + 1):
        at, turn = n % len(CLIP_IDS), n // len(CLIP_IDS)
        moved = ClipMoved(scene=SCENE_IDS[at // CLIPS], track=turn % 2, start=at % CLIPS * LENGTH)
        yield document(PROJECT, n, CLIP_IDS[at], (n - 2) // len(CLIP_IDS) + 2, moved)


async def _settled(database: AsyncDatabase[Document], store: MongoEventStore) -> None:
    """Let read models and snapshots come to the end, as a server does behind everybody's back."""
    snapshots = MongoSnapshots(database)
    past = Past(store, snapshots)
    projector = Projector(database, store, past)
    projector.start()
    await projector.catch_up()
    await projector.close()
    chronicle = Chronicle(database, store, past, snapshots)
    await chronicle.prepare()
    await chronicle.reach(PROJECT, COMMITS)


async def _open(database: AsyncDatabase[Document], store: MongoEventStore) -> None:
    past = Past(store, MongoSnapshots(database))
    timelines = Timelines(database, store)
    row = await timelines.project(PROJECT)
    if row is None:
        raise RuntimeError("The project was not projected.")
    Drawing(await timelines.plan(row)).timeline()
    await Executor(store, clock=lambda: AT, past=past).board(PROJECT)


async def _look_back(
    database: AsyncDatabase[Document], store: MongoEventStore, position: int
) -> None:
    moments = Moments(Past(store, MongoSnapshots(database)), store)
    Drawing(await moments.plan(PROJECT, position)).timeline()


async def _fold_all(store: MongoEventStore) -> None:
    await Past(store).folding(PROJECT)


async def _each(work: Callable[[int], Awaitable[None]]) -> float:
    return median([await _timed(work(n)) for n in range(ROUNDS)])


async def _timed(work: Awaitable[None]) -> float:
    """Return the milliseconds of some work."""
    began = perf_counter()
    await work
    return (perf_counter() - began) * 1000


async def _undoing(running: site.Site) -> Row:
    clips = await thousand_clips(running)
    found = await running.run("query($id: ID!) { clip(id: $id) { projectId } }", id=clips[0])
    starts = count(1)

    async def move() -> None:
        wish = {"clipId": clips[0], "track": 1, "start": next(starts)}
        await running.run(MOVE, input=wish)

    async def undo() -> None:
        undone = await running.run(UNDO, input={"projectId": found["clip"]["projectId"]})
        if undone["undo"]["__typename"] != "UndoSuccess":
            raise RuntimeError(f"Nothing was undone: {undone}")

    moves: list[float] = []
    undos: list[float] = []
    for _ in range(ROUNDS):
        moves += [await _timed(move()) for _ in range(STEPS)]
        undos += [await _timed(undo()) for _ in range(STEPS)]
    ours, floor = median(undos), median(moves)
    return Row(
        name="undo_vs_mutation",
        value=ours,
        unit="ms",
        floor=floor,
        ratio=ours / floor,
        load=load(),
        what="undo over HTTP in a project of 1,000 clips, durable and visible; the floor is the"
        " moveClip that it takes back",
        goal="at most 2",
    )
