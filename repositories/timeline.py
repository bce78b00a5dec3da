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
from events.store import EventStore
from repositories import view
from repositories.view import View

KEPT: Final = 64
BATCH: Final = 1000
# Behind by more commits than that, reading the rows is quicker than folding.
NEAR: Final = 200

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
    def __init__(self, database: AsyncDatabase[dict[str, Any]], store: EventStore) -> None:
        self._store = store
        self._projects: Rows = database["projects"]
        self._scenes: Rows = database["scenes"]
        self._clips: Rows = database["clips"]
        self._plans: OrderedDict[str, Plan] = OrderedDict()

    async def project(self, id_: str) -> View[Project] | None:
        """Return the project's own row, which carries its position and its members."""
        found = await self._projects.find_one({"_id": id_})
        return None if found is None else view.view(found)

    async def plan(self, project: View[Project]) -> Plan:
        """Return the plan of a project at its row's position or a later one."""
        id_ = project.state.id
        kept = self._plans.get(id_)
        if kept is None or kept.position < project.position:
            kept = self._newer(await self._fresh(project, kept))
        self._plans.move_to_end(id_)
        while len(self._plans) > KEPT:
            self._plans.popitem(last=False)
        return kept

    def _newer(self, made: Plan) -> Plan:
        """Keep a plan, unless a newer one was made in the meantime."""
        kept = self._plans.get(made.project.state.id)
        if kept is None or kept.position < made.position:
            kept = self._plans[made.project.state.id] = made
        return kept

    async def _fresh(self, project: View[Project], kept: Plan | None) -> Plan:
        """Bring a kept plan up to date by the commits since, or read the rows.

        Rows of a commit that is still being projected are newer than the project's own row, and
        not all of them are there: the commits themselves complete them.
        """
        id_ = project.state.id
        views: dict[str, View[Any]]
        if kept and project.position - kept.position <= NEAR:
            views = {**kept.scenes, **kept.clips, id_: kept.project}
            since, until = kept.position, project.position
        else:
            views = {**await self._rows(self._scenes, id_), **await self._rows(self._clips, id_)}
            since = project.position
            until = max((one.position for one in views.values()), default=since)
            views[id_] = project
        if until > since:
            async for commit in self._store.read(id_, after=since, until=until):
                views |= view.folded(views, commit)[0]
        return _plan(id_, views)

    async def _rows(self, rows: Rows, project: str) -> dict[str, View[Any]]:
        cursor = rows.find({"project": project}, batch_size=BATCH)
        return {row["_id"]: view.view(row) async for row in cursor}


def _plan(project: str, views: dict[str, View[Any]]) -> Plan:
    scenes: dict[str, View[Scene]] = {}
    clips: dict[str, View[Clip]] = {}
    by_kind: dict[str, dict[str, View[Any]]] = {"scene": scenes, "clip": clips, "project": {}}
    for stream, one in views.items():
        by_kind[view.kind(stream)][stream] = one
    plan = layout((one.state for one in scenes.values()), (one.state for one in clips.values()))
    return Plan(project=views[project], scenes=scenes, clips=clips, layout=plan)
