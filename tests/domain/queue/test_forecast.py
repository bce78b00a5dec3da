from domain.queue.board.board import QueueBoard
from domain.queue.board.history import Estimate
from domain.queue.forecast import Forecast, forecast, left
from domain.queue.schedule import Sighting
from events.ids import JobId, WorkerId
from tests.domain.queue.test_attempt import STARTED
from tests.farm import (
    DAWN,
    GIGABYTE,
    SECOND,
    assigned,
    done,
    enqueued,
    farm,
    job,
    sent,
    succeeded,
    worker_id,
)

ONLINE = {worker_id(1): Sighting()}


def taught(board: QueueBoard, *times: int, batch: int = 9) -> None:
    """Let jobs succeed in so many ms each."""
    done(board, enqueued(batch, len(times)))
    for number, time in enumerate(times):
        one = {"batch": batch, "attempt": 100 * batch + number}
        done(board, assigned(number, **one), sent(number, **one))
        done(board, succeeded(number, time=time, **one))


def seen(board: QueueBoard, now: int = DAWN, limit: int = 9) -> dict[JobId, Forecast]:
    return forecast(board, ONLINE, board.history, now, limit=limit)


def test_what_nobody_has_seen_is_guessed_and_its_range_unknown() -> None:
    history = farm().history
    assert history.estimate("video", "x") == Estimate(typical=120 * SECOND)
    assert history.estimate("image", "x") == Estimate(typical=30 * SECOND)
    assert history.estimate("sound", "x") == Estimate(typical=60 * SECOND)


def test_jobs_of_the_same_likeness_teach_how_long_they_take() -> None:
    board = farm()
    taught(board, 10_000, 20_000, 30_000, 40_000)
    known = Estimate(typical=25_000, low=17_500, high=32_500)
    assert board.history.estimate("image", "text-to-image", "RTX, 24 GB") == known
    assert board.history.estimate("image", "text-to-image", "other machine") == known
    taught(board, 25_000, batch=8)
    assert board.history.estimate("image", "text-to-image").typical == 25_000


def test_the_queue_is_played_through_worker_by_worker() -> None:
    board = farm()
    taught(board, 10_000, 20_000, 30_000)
    done(board, enqueued(1, 3), assigned(), sent(), STARTED)
    found = seen(board, DAWN + 5_000)
    assert found[job(0)] == Forecast(
        starts_at=DAWN,
        ends_at=DAWN + 20_000,
        earliest=DAWN + 15_000,
        latest=DAWN + 25_000,
        soonest=DAWN,
        last=DAWN,
    )
    assert found[job(1)] == Forecast(
        starts_at=DAWN + 20_000,
        ends_at=DAWN + 40_000,
        earliest=DAWN + 30_000,
        latest=DAWN + 50_000,
        soonest=DAWN + 15_000,
        last=DAWN + 25_000,
    )
    assert found[job(2)].starts_at == DAWN + 40_000
    assert job(2) not in seen(board, limit=1)


def test_without_history_the_end_of_the_range_is_unknown() -> None:
    board = farm(enqueued(1))
    assert seen(board)[job()] == Forecast(
        starts_at=DAWN, ends_at=DAWN + 30 * SECOND, soonest=DAWN, last=DAWN
    )


def test_what_nobody_can_do_is_not_foretold() -> None:
    board = farm(enqueued(1, vram=99 * GIGABYTE))
    assert seen(board) == {}
    stranger = {WorkerId("worker-" + "f" * 32): Sighting()}
    assert forecast(board, stranger, board.history, DAWN, limit=1) == {}


def test_the_work_that_is_left_is_counted_by_what_is_known() -> None:
    board = farm(enqueued(1, 3), enqueued(2, 2, kind="video", project=2))
    assert left(board, board.history) == 3 * 30 * SECOND + 2 * 120 * SECOND
