"""The timeline of a project: its scenes and clips as of one position, kept and brought up to date.

A plan in memory is used only when the database says that its position is still the newest, so
every process answers with what is true for all of them.
"""

from collections import OrderedDict
from collections.abc import Collection, Sequence
from typing import Any, Final, TypeAlias

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from domain.board.clip import Clip
from domain.board.project import Project
from domain.board.scene import Scene
from domain.naming import code
from domain.naming.code import Codes
from domain.timeline import Layout, layout
from events.record import record
from events.store import EventStore
from repositories import view
from repositories.take import Counts, TakeCounts
from repositories.view import View

KEPT: Final = 64
BATCH: Final = 1000
# Behind by more commits than that, reading the rows is quicker than folding.
NEAR: Final = 200

Rows = AsyncCollection[dict[str, Any]]
Views: TypeAlias = dict[str, View[Any]]
# Takes are many, and a timeline shows only which ones are selected and how many there are.
SHOWN: Final = ("project", "scene", "clip")


@record
class Plan:
    """Everything a project shows at one position."""

    project: View[Project]
    scenes: dict[str, View[Scene]]
    clips: dict[str, View[Clip]]
    layout: Layout
    # How many takes each clip has, without those that were deleted.
    takes: Counts
    # The takes and the pool of a moment; None for now, where they are asked for by the page.
    then: Views | None = None

    @property
    def position(self) -> int:
        return self.project.position

    @property
    def era(self) -> int:
        return self.project.era


def codes(plan: Plan) -> Codes:
    """Return the codes of everything that a project shows, and of what was deleted."""
    scenes = (view.state for view in plan.scenes.values())
    return code.of(plan.project.state, scenes, (view.state for view in plan.clips.values()))


class Timelines:
    def __init__(self, database: AsyncDatabase[dict[str, Any]], store: EventStore) -> None:
        self._store = store
        self._projects: Rows = database["projects"]
        self._scenes: Rows = database["scenes"]
        self._clips: Rows = database["clips"]
        self._counts = TakeCounts(database)
        self._plans: OrderedDict[str, Plan] = OrderedDict()

    async def project(self, id_: str) -> View[Project] | None:
        """Return the project's own row, which carries its position and its members."""
        found = await self._projects.find_one({"_id": id_})
        return None if found is None else view.view(found)

    async def plan(self, project: View[Project]) -> Plan:
        """Return the plan of a project at its row's position or a later one."""
        return (await self.plans([project]))[0]

    async def plans(self, projects: Sequence[View[Project]]) -> list[Plan]:
        """Return the plans of projects, each at its row's position or a later one.

        However many are not in memory, their rows are three questions to the database.
        """
        wanted = {one.state.id: one for one in projects}
        near = {id_: self._near(one) for id_, one in wanted.items()}
        far = [one for id_, one in wanted.items() if near[id_] is None]
        rows = await self._rows([one.state.id for one in far])
        counts = await self._counts.of_projects({one.state.id: one.era for one in far})
        plans: dict[str, Plan] = {}
        for id_, one in wanted.items():
            kept = near[id_]
            made = await (
                self._renewed(kept, one)
                if kept
                else self._completed(*await self._of_one_era(one, rows[id_]), counts[id_])
            )
            plans[id_] = self._remembered(made)
        return [plans[one.state.id] for one in projects]

    def _near(self, project: View[Project]) -> Plan | None:
        """Return a plan in memory that is up to date, or that folding gets there quickly."""
        kept = self._plans.get(project.state.id)
        is_near = kept and kept.era == project.era and project.position - kept.position <= NEAR
        return kept if is_near else None

    def _remembered(self, made: Plan) -> Plan:
        """Keep a plan, unless a newer one was made in the meantime."""
        id_ = made.project.state.id
        kept = self._plans.get(id_)
        if kept is None or (kept.era, kept.position) < (made.era, made.position):
            kept = self._plans[id_] = made
        self._plans.move_to_end(id_)
        while len(self._plans) > KEPT:
            self._plans.popitem(last=False)
        return kept

    async def _renewed(self, kept: Plan, project: View[Project]) -> Plan:
        """Bring a plan up to date by the commits since."""
        if kept.position >= project.position:
            return kept
        views: Views = {**kept.scenes, **kept.clips, project.state.id: kept.project}
        return await self._folded(
            project.state.id, views, kept.position, project.position, kept.takes
        )

    async def _completed(self, project: View[Project], rows: Views, takes: Counts) -> Plan:
        """Make a plan of rows.

        Rows of a commit that is still being projected are newer than the project's own row, and
        not all of them are there: the commits themselves complete them.
        """
        id_, since = project.state.id, project.position
        until = max((one.position for one in rows.values()), default=since)
        return await self._folded(id_, {**rows, id_: project}, since, until, takes)

    async def _of_one_era(self, project: View[Project], rows: Views) -> tuple[View[Project], Views]:
        """Return the project's row and its others, read again if they were rebuilt in between."""
        id_ = project.state.id
        if any(one.era > project.era for one in rows.values()):
            project = await self.project(id_) or project
            rows = (await self._rows([id_]))[id_]
        return project, {key: one for key, one in rows.items() if one.era >= project.era}

    async def _folded(
        self, project: str, views: Views, since: int, until: int, takes: Counts
    ) -> Plan:
        changed: set[str] = set()
        if until > since:
            async for commit in self._store.read(project, after=since, until=until):
                views |= view.folded(views, commit, SHOWN)[0]
                changed.update(id_ for id_ in commit.versions if view.kind(id_) == "take")
        if changed:
            takes = await self._counts.renewed(takes, views[project].era, changed)
        return _plan(project, views, takes)

    async def _rows(self, projects: Collection[str]) -> dict[str, Views]:
        """Return the scenes and clips of each project."""
        found: dict[str, Views] = {id_: {} for id_ in projects}
        for rows in (self._scenes, self._clips) if found else ():
            cursor = rows.find({"project": {"$in": list(found)}}, batch_size=BATCH)
            async for row in cursor:
                found[row["project"]][row["_id"]] = view.view(row)
        return found


def _plan(project: str, views: Views, takes: Counts) -> Plan:
    scenes: dict[str, View[Scene]] = {}
    clips: dict[str, View[Clip]] = {}
    by_kind: dict[str, dict[str, View[Any]]] = {"scene": scenes, "clip": clips, "project": {}}
    for stream, one in views.items():
        by_kind[view.kind(stream)][stream] = one
    plan = layout((one.state for one in scenes.values()), (one.state for one in clips.values()))
    return Plan(project=views[project], scenes=scenes, clips=clips, layout=plan, takes=takes)
