"""Who gets a job that failed somewhere, as far as a server that looks at some workers can tell."""

from collections.abc import Iterable, Mapping

import pytest

from domain.queue.board.board import QueueBoard
from domain.queue.schedule import Sighting
from domain.queue.standing import ASKED, Seen
from events.ids import WorkerId
from generation.dispatch.plan import planned
from tests.farm import (
    DAWN,
    SECOND,
    assigned,
    done,
    enqueued,
    failed,
    farm,
    probed,
    registered,
    sent,
    worker_id,
)

NOW = DAWN + 10 * SECOND
MINDED, AGENT = worker_id(1), worker_id(2)


class Seats:
    """A roll that says of one worker when it was seen, and counts who reads it."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self.read = 0

    async def note(self, seen: Iterable[Seen]) -> None:
        raise AssertionError(f"Nobody looked at {seen}.")

    async def present(self) -> Mapping[WorkerId, Seen]:
        self.read += 1
        return {self._seen.worker: self._seen}


def failed_at_the_minded_one() -> QueueBoard:
    board = farm(enqueued(1))
    done(board, registered(2, kind="agent", address=""), probed(2))
    done(board, assigned(), sent(), failed("trouble"))
    return board


@pytest.mark.parametrize(
    ("seen", "getting"),
    [
        (Seen(worker=AGENT, at=NOW - ASKED, is_online=True), []),
        (Seen(worker=AGENT, at=NOW - ASKED - 1, is_online=True), [MINDED]),
        (Seen(worker=AGENT, at=NOW, is_online=False), [MINDED]),
        (Seen(worker=worker_id(9), at=NOW, is_online=True), [MINDED]),
    ],
    ids=["there", "silent", "offline", "removed"],
)
async def test_a_job_goes_where_it_failed_only_if_no_agent_is_there(
    seen: Seen, getting: list[WorkerId]
) -> None:
    plan = await planned(failed_at_the_minded_one(), {MINDED: Sighting()}, Seats(seen), NOW)
    assert [one.worker_id for one in plan.assignments] == getting


async def test_the_roll_is_not_read_for_jobs_that_failed_nowhere() -> None:
    seats = Seats(Seen(worker=AGENT, at=NOW, is_online=True))
    plan = await planned(farm(enqueued(1)), {MINDED: Sighting()}, seats, NOW)
    assert [one.worker_id for one in plan.assignments] == [MINDED]
    assert seats.read == 0
