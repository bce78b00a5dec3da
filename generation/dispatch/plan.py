"""What workers get, by the rules of the scheduler, also where others have to be asked elsewhere.

A dispatcher looks at some workers and an agent asks for itself alone; but whether a job may go to
one that it failed on depends on all that are there. The roll says who they are.
"""

from collections.abc import Mapping

from domain.queue.board.board import QueueBoard
from domain.queue.schedule import Plan, Sighting, assign
from domain.queue.standing import is_there
from events.ids import WorkerId
from generation.dispatch.port import Roll


async def planned(
    board: QueueBoard, seen: Mapping[WorkerId, Sighting], roll: Roll, now: int
) -> Plan:
    """Return what the workers that are seen get. `now` is ms since 1970.

    Raises StoreUnavailableError where the roll has to be read and cannot be.
    """
    plan = assign(board, seen, board.history, now)
    if not _is_last_resort(board, plan):
        return plan
    others = await _others(board, roll, now)
    return assign(board, {**others, **seen}, board.history, now)


def _is_last_resort(board: QueueBoard, plan: Plan) -> bool:
    """Tell whether a job would go where it failed: only then it matters who else is there."""
    return any(one.worker_id in board.jobs[one.job_id].avoids for one in plan.assignments)


async def _others(board: QueueBoard, roll: Roll, now: int) -> dict[WorkerId, Sighting]:
    rows = await roll.present()
    return {
        id_: Sighting(is_asking=False)
        for id_, one in rows.items()
        if id_ in board.workers and is_there(board.workers[id_], one, now)
    }
