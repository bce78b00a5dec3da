"""A thousand clips in one change, over HTTP."""

from statistics import median
from time import perf_counter
from typing import Any, Final
from uuid import uuid4

from bench.row import Row, load
from bench.site import APPLY, Site, clip, site

CLIPS: Final = 1_000
ROUNDS: Final = 5


async def rows() -> list[Row]:
    async with site() as running:
        took = [await seconds(running) for _ in range(ROUNDS)]
    return [
        Row(
            name="bulk_1000_s",
            value=median(took),
            unit="s",
            load=load(),
            what=f"one applyCommands of {CLIPS:,} addClip commands over HTTP, durable and visible",
            goal="at most 1 s",
        )
    ]


async def seconds(running: Site) -> float:
    """Fill a new scene of a new project."""
    project = await running.project()
    scene = f"scene-{uuid4().hex}"
    await running.apply(project, [{"addScene": {"projectId": project, "id": scene}}])
    wishes: list[dict[str, Any]] = [{"addClip": clip(scene, n)} for n in range(CLIPS)]
    asked = running.operation(APPLY, {"input": {"projectId": project, "commands": wishes}})
    began = perf_counter()
    answer = await running.connection.ask(asked)
    took = perf_counter() - began
    created = answer.json()["data"]["applyCommands"]["created"]
    if len(created) != CLIPS:
        raise RuntimeError(f"{len(created)} clips were made.")
    return took
