"""Reading with the reader's rights: what one may not see is not there."""

from dataclasses import replace

from domain.board.clip import Clip
from domain.board.project import Project
from domain.board.scene import Scene
from domain.errors import UNSEEN, NotFoundError
from events.ids import is_project, kind
from repositories import clip as clips
from repositories import project as projects
from repositories import scene as scenes
from repositories.moment import At
from repositories.timeline import Plan
from repositories.view import View
from schema.context import Context


async def project(context: Context, id_: str) -> View[Project] | None:
    """Return a project, or a branch of one, that the user is a member of."""
    member = context.user.user
    found = await seen(id_) if is_project(id_) else None
    return found if found and member in found.state.members else None


async def seen(id_: str) -> View[Project] | None:
    """Return a project as it is shown: a branch with the members of its trunk, it has none."""
    found = await projects.find(id_)
    if found is None or found.state.trunk is None:
        return found
    trunk = await projects.find(found.state.trunk)
    if trunk is None:
        return None
    return replace(found, state=replace(found.state, members=trunk.state.members))


async def visible_projects(context: Context) -> list[str]:
    """Return the ids of all projects and branches that the user may see, closed ones too."""
    return await projects.ids_of(context.user.user)


async def mark(context: Context, id_: str) -> str | None:
    """Return what tells a project's newest state; None for who may not see it, or is nobody."""
    found = await project(context, id_) if context.principal else None
    return found.mark if found else None


async def member_of(context: Context, id_: str) -> View[Project]:
    """Return a project that the user is a member of. Raises NotFoundError."""
    found = await project(context, id_)
    if found is None:
        raise NotFoundError(UNSEEN)
    return found


async def plan_at(context: Context, id_: str, at: At | None) -> Plan | None:
    """Return what a project shows, or showed at a moment, to somebody who is a member now."""
    found = await project(context, id_)
    if found is None:
        return None
    services = context.services
    if at is None:
        return await services.timelines.plan(found)
    position = await services.moments.position(id_, at)
    then = await services.moments.plan(id_, position)
    members = found.state.members
    state = replace(then.project.state, members=members)
    return replace(then, project=replace(then.project, state=state))


async def scene(context: Context, id_: str) -> View[Scene] | None:
    context.demand_login()
    found = await scenes.find(id_) if kind(id_) == "scene" else None
    return found if found and await project(context, found.project) else None


async def clip(context: Context, id_: str) -> View[Clip] | None:
    context.demand_login()
    found = await clips.find(id_) if kind(id_) == "clip" else None
    return found if found and await project(context, found.project) else None


async def plan(context: Context, id_: str) -> Plan | None:
    found = await project(context, id_)
    return None if found is None else await context.services.timelines.plan(found)


async def home(context: Context, id_: str) -> str:
    """Return the project of a scene or clip, to a member. Raises NotFoundError.

    Asked before anything else of a command is looked at: its faults must not tell a stranger
    what is there. Which project an id belongs to never changes, so a row in memory will do;
    what the member may do is decided with the command.
    """
    context.demand_login()
    known = context.services.projector.cached(id_) or await _row(id_)
    if known is None or not await _is_member(context, known.project):
        raise NotFoundError(UNSEEN)
    return known.project


async def _is_member(context: Context, id_: str) -> bool:
    """Believe a row in memory that says yes; whoever was let in just now is in the database."""
    known = context.services.projector.cached(id_)
    if known is not None and context.user.user in known.state.members:
        return True
    return await project(context, id_) is not None


async def _row(id_: str) -> View[Scene] | View[Clip] | None:
    match kind(id_):
        case "scene":
            return await scenes.find(id_)
        case "clip":
            return await clips.find(id_)
        case _:
            return None
