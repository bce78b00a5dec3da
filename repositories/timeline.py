"""The timeline of a project: all its rows as of one position, kept and brought up to date.

A plan in memory is used only when the database says that its position is still the newest, so
every process answers with what is true for all of them.
"""

from collections import OrderedDict
from typing import Any, Final

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from domain.board.clip import Clip
from domain.board.project import Project
from domain.board.scene import Scene
from domain.timeline import Layout, layout
from events.record import record
from repositories.view import View, view

KEPT: Final = 64
ATTEMPTS: Final = 5
BATCH: Final = 1000

Rows = AsyncCollection[dict[str, Any]]


@record
class Plan:
    """Everything a project shows at one position."""

    project: View[Project]
    scenes: dict[str, View[Scene]]
    clips: dict[str, View[Clip]]
    layout: Layout

    @property
    def position(self) -> int:
        return self.project.position


class Timelines:
    def __init__(self, database: AsyncDatabase[dict[str, Any]]) -> None:
        self._projects: Rows = database["projects"]
        self._scenes: Rows = database["scenes"]
        self._clips: Rows = database["clips"]
        self._plans: OrderedDict[str, Plan] = OrderedDict()

    async def project(self, id_: str) -> View[Project] | None:
        """Return the project's own row, which carries its position and its members."""
        found = await self._projects.find_one({"_id": id_})
        return None if found is None else view(found)

    async def plan(self, project: View[Project]) -> Plan:
        """Return the plan of a project at its row's position or a later one."""
        id_ = project.state.id
        kept = self._plans.get(id_)
        if kept is None or kept.position < project.position:
            kept = await self._fresh(project, kept)
            self._plans[id_] = kept
        self._plans.move_to_end(id_)
        while len(self._plans) > KEPT:
            self._plans.popitem(last=False)
        return kept

    async def _fresh(self, project: View[Project], kept: Plan | None) -> Plan:
        """Read what changed since the kept plan.

        Rows of a commit that is still being projected are newer than the project's own row:
        then the reading is repeated, so that no plan shows half a commit.
        """
        scenes: dict[str, View[Scene]] = dict(kept.scenes) if kept else {}
        clips: dict[str, View[Clip]] = dict(kept.clips) if kept else {}
        since = kept.position if kept else 0
        for _ in range(ATTEMPTS):
            newest = await _read(self._scenes, project.state.id, since, scenes)
            newest = max(newest, await _read(self._clips, project.state.id, since, clips))
            if newest <= project.position:
                break
            project = await self.project(project.state.id) or project
        states = (one.state for one in scenes.values())
        plan = layout(states, (one.state for one in clips.values()))
        return Plan(project=project, scenes=scenes, clips=clips, layout=plan)


async def _read(rows: Rows, project: str, since: int, into: dict[str, Any]) -> int:
    """Read the rows changed after a position and return the newest position among them."""
    newest = 0
    wanted = {"project": project, "position": {"$gt": since}}
    async for row in rows.find(wanted, batch_size=BATCH):
        into[row["_id"]] = view(row)
        newest = max(newest, row["position"])
    return newest
