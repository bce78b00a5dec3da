"""Branches of the film, as a server makes them."""

from domain.branch import ForkBranch
from domain.history import Asking, History
from domain.past import Past
from domain.project import EditProject
from events.ids import derived
from tests.film import ADA, FILM, clock, request
from tests.repositories.film_house import House


async def forked(home: House, project: str = FILM) -> str:
    """Fork a branch, change something on it, and return its id."""
    history = History(
        executor=home.executor,
        past=Past(home.store),
        store=home.store,
        clock=clock(),
        announce=home.projector.follow,
    )
    asking = Asking(project=project, command_id=f"fork-{project}", actor=ADA)
    await history.fork(asking, ForkBranch(name="Try", position=None))
    branch = derived("branch", f"{project}:fork-{project}", 0)
    await home.done(request("on-branch", EditProject(description="sea"), project=branch))
    return branch
