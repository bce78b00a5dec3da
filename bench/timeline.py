"""The timeline over HTTP: against its floor and stock Strawberry, by size, and unchanged."""

from collections.abc import Sequence
from statistics import median
from time import perf_counter
from typing import Final

from bench.burst import Burst, burst, connected, typical
from bench.http import Connection, request
from bench.row import Row, load
from bench.site import SERVE_STOCK, Site, beside, site, spent, spread

SCENES: Final = 50
CLIPS: Final = 20
CONNECTIONS: Final = 4
ROUNDS: Final = 5
SECONDS: Final = 1.0
UNCHANGED: Final = 400
SIZES: Final = ((5, 20), (50, 20), (500, 20))
CHANGES: Final = 7
CHUNK: Final = 5_000
FIELDS: Final = """id name track start length timelineStart startTimecode endTimecode status
  version notes imagePrompt mediaUrl badge isChosen"""
TIMELINE: Final = f"""query Timeline($id: ID!) {{
  timeline(projectId: $id) {{ position length scenes {{ id name start length clips {{
  {FIELDS} }} }} }}
}}"""
MOVE: Final = "mutation($input: MoveClipInput!) { moveClip(input: $input) { __typename } }"
NOT_MODIFIED: Final = 304


class Board:
    """A project that was made for measuring, with the requests that read it."""

    def __init__(self, running: Site, project: str, clips: Sequence[str]) -> None:
        self.running = running
        self.project = project
        self.clips = clips
        self.starts = 0
        self.asked = running.operation(TIMELINE, {"id": project})
        self.floor = request(f"/timeline?project={project}")

    async def change(self) -> None:
        """Move one clip of the first scene, so that nothing kept of the timeline is true now."""
        self.starts += 1
        wish = {"clipId": self.clips[0], "track": 1, "start": self.starts}
        await self.running.run(MOVE, input=wish)


async def board(running: Site, scenes: int, clips: int) -> Board:
    project = await running.project()
    commands = spread(project, scenes, clips)
    created: list[str] = []
    for at in range(0, len(commands), CHUNK):
        created += (await running.apply(project, commands[at : at + CHUNK]))["created"]
    return Board(running, project, [id_ for id_ in created if id_.startswith("clip-")])


async def rows() -> list[Row]:
    async with site() as running:
        thousand = await board(running, SCENES, CLIPS)
        return [
            *await against_floor(thousand),
            await against_stock(thousand),
            *await unchanged(thousand),
            *await by_size(running),
        ]


async def against_floor(one: Board) -> list[Row]:
    ours, bare = await bursts(one)
    size = f"timeline of {SCENES} scenes of {CLIPS} clips with 15 fields, unchanged since"
    return [
        Row(
            name="timeline_1000",
            value=ours.rate,
            unit="requests/s",
            floor=bare.rate,
            ratio=ours.rate / bare.rate,
            load=load(),
            what=f"{size} the last request, by {CONNECTIONS} connections; the floor reads the"
            " documents and dumps them",
            goal="at least 0.5",
        ),
        await alone(one, size),
    ]


async def bursts(one: Board) -> tuple[Burst, Burst]:
    ours = await connected(one.running.port, CONNECTIONS)
    bare = await connected(one.running.floor_port, CONNECTIONS)

    async def ask(connection: Connection, _: int) -> None:
        await connection.ask(one.asked)

    async def read(connection: Connection, _: int) -> None:
        await connection.ask(one.floor)

    asked: list[Burst] = []
    read_: list[Burst] = []
    for _ in range(ROUNDS):
        read_.append(await burst(bare, read, seconds=SECONDS))
        asked.append(await burst(ours, ask, seconds=SECONDS))
    return typical(asked), typical(read_)


async def alone(one: Board, size: str) -> Row:
    """Measure one request at a time, which is what a person waits for."""
    ours = await connected(one.running.port, 1)
    bare = await connected(one.running.floor_port, 1)

    async def ask(connection: Connection, _: int) -> None:
        await connection.ask(one.asked)

    async def read(connection: Connection, _: int) -> None:
        await connection.ask(one.floor)

    waited = await burst(ours, ask, seconds=SECONDS)
    floor = await burst(bare, read, seconds=SECONDS)
    return Row(
        name="timeline_1000_p50",
        value=waited.p50,
        unit="ms",
        floor=floor.p50,
        ratio=waited.p50 / floor.p50,
        load=load(),
        what=f"{size} the last request, one request at a time",
        goal="at most 20 ms",
    )


async def against_stock(one: Board) -> Row:
    """Compare with the same program on Strawberry as it comes."""
    async with beside(one.running, SERVE_STOCK) as (port, _):
        stock_lane, our_lane = await connected(port, 1), await connected(one.running.port, 1)

        async def ask(connection: Connection, _: int) -> None:
            await connection.ask(one.asked)

        stock: list[Burst] = []
        ours: list[Burst] = []
        for _ in range(ROUNDS):
            stock.append(await burst(stock_lane, ask, seconds=SECONDS))
            ours.append(await burst(our_lane, ask, seconds=SECONDS))
    slow, fast = typical(stock), typical(ours)
    return Row(
        name="timeline_vs_stock",
        value=fast.rate,
        unit="requests/s",
        floor=slow.rate,
        ratio=fast.rate / slow.rate,
        load=load(),
        what="the same timeline by one connection; the floor is the same program on Strawberry as"
        " it comes",
        goal="at least 8",
    )


async def unchanged(one: Board) -> list[Row]:
    """Ask again with the tag of the last answer."""
    running = one.running
    answer = await running.connection.ask(one.asked)
    tag = answer.headers["etag"]
    again = running.operation(TIMELINE, {"id": one.project}, If_None_Match=tag)
    whole = await cpu(running, one.asked, 200, UNCHANGED // 4)
    tagged = await cpu(running, again, NOT_MODIFIED, UNCHANGED)
    return [
        Row(
            name="timeline_unchanged_cpu_ms",
            value=tagged,
            unit="ms CPU",
            floor=whole,
            ratio=tagged / whole,
            load=load(),
            what="server CPU of one request with If-None-Match that is answered 304; the floor is"
            " the same request without it",
            goal="at most 2 ms",
        )
    ]


async def cpu(running: Site, asked: bytes, status: int, count: int) -> float:
    """Return the CPU milliseconds that the server spends on one request."""
    before = spent(running.server)
    for _ in range(count):
        await running.connection.ask(asked, status=status)
    return (spent(running.server) - before) / count * 1000


async def by_size(running: Site) -> list[Row]:
    """Measure what a clip costs in projects of several sizes, kept and after a change."""
    found: list[Row] = []
    least: dict[str, float] = {}
    for scenes, clips in SIZES:
        one = await board(running, scenes, clips)
        count = scenes * clips
        for name, first in (("kept", False), ("changed", True)):
            per_clip = await waited(one, is_changed=first) / count * 1000
            floor = least.setdefault(name, per_clip)
            found.append(
                Row(
                    name=f"timeline_{name}_us_per_clip_{count}",
                    value=per_clip,
                    unit="µs",
                    floor=floor,
                    ratio=per_clip / floor,
                    load=load(),
                    what=f"time for each of {count:,} clips, "
                    + ("first request after a change" if first else "unchanged since the last")
                    + "; the floor is that of 100 clips",
                    goal="about constant: not above 1.2",
                )
            )
    return found


async def waited(one: Board, *, is_changed: bool) -> float:
    """Return the median milliseconds of a request."""
    took: list[float] = []
    await one.running.connection.ask(one.asked)
    for _ in range(CHANGES):
        if is_changed:
            await one.change()
        began = perf_counter()
        await one.running.connection.ask(one.asked)
        took.append((perf_counter() - began) * 1000)
    return median(took)
