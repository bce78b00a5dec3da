"""`moveClip` over HTTP by 16 connections, against a bare route that inserts one document."""

from itertools import count
from typing import Final
from uuid import uuid4

from bench.burst import Burst, burst, connected, typical
from bench.http import Connection, UnexpectedAnswerError, request
from bench.row import Row, load
from bench.site import Site, site, spread

CONNECTIONS: Final = 16
ROUNDS: Final = 5
SECONDS: Final = 2.0
WARM_UP: Final = 1.0
MOVE: Final = """mutation Move($input: MoveClipInput!) {
  moveClip(input: $input) {
    __typename
    ... on ClipSuccess { clip { id start track version } position }
    ... on UserError { message }
  }
}"""


async def rows() -> list[Row]:
    async with site() as running:
        ours, bare = await measured(running)
    return [
        Row(
            name="move_clip_http",
            value=ours.rate,
            unit="requests/s",
            floor=bare.rate,
            ratio=ours.rate / bare.rate,
            load=load(),
            what=f"moveClip over HTTP by {CONNECTIONS} connections in one project of 1,000 clips,"
            " to durable and visible; the floor is a bare Starlette route that inserts one document"
            " at majority and journal",
            goal="at least 0.35, and 500/s on a quiet machine",
        ),
        Row(
            name="move_clip_p95",
            value=ours.p95,
            unit="ms",
            floor=bare.p95,
            ratio=ours.p95 / bare.p95,
            load=load(),
            what="the same, 95th percentile of one request",
        ),
    ]


async def measured(running: Site) -> tuple[Burst, Burst]:
    clips = await thousand_clips(running)
    ours = await connected(running.port, CONNECTIONS)
    bare = await connected(running.floor_port, CONNECTIONS)
    starts = count(1)
    inserted = request("/insert", {"partition": uuid4().hex, "text": "x" * 300})

    async def move(connection: Connection, lane: int) -> None:
        wish = {"clipId": clips[lane], "track": lane + 1, "start": next(starts)}
        answer = await connection.ask(running.operation(MOVE, {"input": wish}))
        if b"ClipSuccess" not in answer.body:
            raise UnexpectedAnswerError(answer.body[:500].decode())

    async def insert(connection: Connection, _: int) -> None:
        await connection.ask(inserted)

    await burst(ours, move, seconds=WARM_UP)
    await burst(bare, insert, seconds=WARM_UP)
    moved: list[Burst] = []
    stored: list[Burst] = []
    for _ in range(ROUNDS):
        stored.append(await burst(bare, insert, seconds=SECONDS))
        moved.append(await burst(ours, move, seconds=SECONDS))
    return typical(moved), typical(stored)


async def thousand_clips(running: Site) -> list[str]:
    """Return the clips of a new project of 50 scenes."""
    project = await running.project()
    applied = await running.apply(project, spread(project, 50, 20))
    return [id_ for id_ in applied["created"] if id_.startswith("clip-")]
