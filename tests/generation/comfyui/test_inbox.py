"""What is said of a prompt reaches whoever watches it, and only so much is kept."""

from generation.comfyui import inbox
from generation.comfyui.inbox import Inboxes
from generation.comfyui.listener import Message


def said(id_: str, type_: str = "executing") -> Message:
    return Message(type=type_, prompt_id=id_, data={})


async def test_all_who_watch_hear_and_the_others_do_not() -> None:
    boxes = Inboxes()
    with boxes.watching("a") as first, boxes.watching("a") as second, boxes.watching("b") as other:
        boxes.deliver(said("a"), 1.0)
        await first.wait(1.0)
        assert first.take() == second.take() == [(1.0, said("a"))]
        assert other.take() == []
        await first.wait(0.0)
        assert first.take() == []
    boxes.deliver(said("a"), 1.0)


def test_what_is_said_before_anybody_watches_is_kept_for_the_first_who_does() -> None:
    boxes = Inboxes()
    boxes.expect("a")
    boxes.deliver(said("a", "execution_start"), 2.0)
    with boxes.watching("a") as first, boxes.watching("a") as second:
        assert first.take() == [(2.0, said("a", "execution_start"))]
        assert second.take() == []
    boxes.expect("a")
    boxes.expect_no_more("a")
    boxes.deliver(said("a"), 1.0)
    with boxes.watching("a") as third:
        assert third.take() == []


def test_only_so_many_messages_and_prompts_are_kept() -> None:
    boxes = Inboxes()
    for at in range(inbox.EXPECTED + 1):
        boxes.expect(str(at))
        for _ in range(inbox.KEPT + 5):
            boxes.deliver(said(str(at)), 0.0)
    with boxes.watching("0") as oldest, boxes.watching("1") as next_one:
        assert (len(oldest.take()), len(next_one.take())) == (0, inbox.KEPT)
