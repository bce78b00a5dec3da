"""How somebody leaves all projects: commands like everybody's, so that the log says it."""

from contextlib import suppress
from typing import Final

from domain import erasure
from domain.erasure import Parting
from domain.errors import NotFoundError
from domain.execute import Executor, Request
from events.ids import UserId
from events.record import record
from repositories import project
from repositories.projector import Projector

NOTE: Final = "Account erased"


@record
class Partings:
    executor: Executor
    projector: Projector

    async def of(self, user: UserId) -> Parting:
        return erasure.parting([view.state for view in await project.all_of(user)], user)

    async def carry_out(self, user: UserId, erasure_id: str) -> None:
        """End every membership, once. Raises RuleViolatedError, before any ends where it can."""
        views = await project.all_of(user)
        erasure.demand_free(erasure.parting([view.state for view in views], user))
        for view in views:
            # Whoever sent the same before and left by it is not answered again.
            with suppress(NotFoundError):
                await self.end(view.project, user, erasure_id)

    async def end(self, partition: str, user: UserId, erasure_id: str) -> None:
        """End one membership; one that has ended is nothing to do."""
        board = await self.executor.board(partition)
        if board.project is None or (step := erasure.step(board.project, user)) is None:
            return
        request = Request(
            project=partition,
            command_id=erasure_id,
            actor=user,
            commands=(step,),
            correlation=erasure_id,
            note=NOTE,
        )
        outcome = await self.executor.execute(request)
        await self.projector.reached(partition, outcome.position)
