"""Reading with the reader's rights: what one may not see is not there."""

from domain.board.clip import Clip
from domain.board.project import Project
from domain.board.scene import Scene
from domain.errors import UNSEEN, NotFoundError
from events.ids import kind
from repositories import clip as clips
from repositories import project as projects
from repositories import scene as scenes
from repositories.timeline import Plan
from repositories.view import View
from schema.context import Context


async def project(context: Context, id_: str) -> View[Project] | None:
    """Return a project that the user is a member of."""
    member = context.user.user
    if kind(id_) != "project":
        return None
    found = await projects.find(id_)
    return found if found and member in found.state.members else None


async def position(context: Context, id_: str) -> int | None:
    """Return the newest position of a project; None for who may not see it, or is nobody."""
    found = await project(context, id_) if context.principal else None
    return found.position if found else None


async def scene(context: Context, id_: str) -> View[Scene] | None:
    found = await scenes.find(id_) if kind(id_) == "scene" else None
    return found if found and await project(context, found.project) else None


async def clip(context: Context, id_: str) -> View[Clip] | None:
    found = await clips.find(id_) if kind(id_) == "clip" else None
    return found if found and await project(context, found.project) else None


async def plan(context: Context, id_: str) -> Plan | None:
    found = await project(context, id_)
    return None if found is None else await context.services.timelines.plan(found)


async def home(context: Context, id_: str) -> str:
    """Return the project of a scene or clip. Raises NotFoundError.

    What a project an id belongs to never changes, so a row in memory will do; whether the user
    may touch it is decided with the command.
    """
    known = context.services.projector.cached(id_)
    if known is None:
        known = await _row(id_)
    if known is None:
        raise NotFoundError(UNSEEN)
    return known.project


async def _row(id_: str) -> View[Scene] | View[Clip] | None:
    match kind(id_):
        case "scene":
            return await scenes.find(id_)
        case "clip":
            return await clips.find(id_)
        case _:
            return None
