from typing import get_args

from domain import activity
from domain.past import change
from domain.queue import activity as queue
from domain.queue.board.board import QueueBoard
from domain.queue.control import DeleteJobs, PauseQueue, Selection
from domain.undo import is_step
from events.batch import BatchEvent
from events.job import JobEvent
from events.queue import QueueEvent, ShareEvent
from events.store import Envelope, Fact
from events.worker import WorkerEvent
from tests.farm import ADA, assigned, done, enqueued, failed, farm, sent, succeeded
from tests.film import NOON


def told(board: QueueBoard, facts: list[Fact]) -> str:
    made = change(board, 1, tuple(facts), Envelope(actor=ADA, at=NOON), [])
    assert (made.before, made.after, made.is_step) == ({}, {}, False)
    return activity.described(made, tuple(facts), board).sentence


def test_every_event_of_a_queue_is_said_in_words_or_follows_from_another() -> None:
    unions = (QueueEvent, ShareEvent, BatchEvent, JobEvent, WorkerEvent)
    events = {event for union in unions for event in get_args(union)}
    assert events == queue.SENTENCES.keys() | set(queue.UNSAID)


def test_a_day_at_the_farm_is_told_in_sentences() -> None:
    board = farm(workers=2)
    assert told(board, done(board, enqueued(1, 2))) == "enqueued 'Batch 1': 2 jobs"
    assert told(board, done(board, assigned())) == "assigned 'Clip 0' to 'GPU 1': has time"
    assert told(board, done(board, sent())) == "began to send 'Clip 0'"
    assert told(board, done(board, failed("trouble"))) == (
        "put 'Clip 0' back in line: it broke; is tried again"
        " and noted a failure of 'GPU 1': it broke"
    )
    done(board, assigned(attempt=2), sent(attempt=2))
    assert told(board, done(board, succeeded(attempt=2, time=1500))) == (
        "finished 'Clip 0' in 1.5 s and noted that 'GPU 1' works again"
    )
    assert told(board, done(board, DeleteJobs(about=Selection()))) == "deleted a job"
    assert told(board, done(board, PauseQueue(reason="{lunch}"))) == "paused the queue: {lunch}"


def test_every_sentence_can_be_said() -> None:
    board = farm()

    class Anything:
        vram, size, time, priority = 1, 1, 1, 1
        reason = status = outcome = worker = "x"

    for verb, say in queue.SENTENCES.values():
        assert say(Anything(), "'it'", lambda _: "somebody"), verb
    assert is_step(())
    assert board.is_open
