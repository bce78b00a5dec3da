"""What the socket says of prompts, kept for whoever watches them; nothing piles up."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Final

from generation.comfyui.listener import Message

KEPT: Final = 100  # messages; `progress_state` repeats what earlier ones said
EXPECTED: Final = 8  # prompts that were submitted and are not watched yet


class Inbox:
    """The newest messages of one prompt."""

    def __init__(self) -> None:
        self._messages: deque[tuple[float, Message]] = deque(maxlen=KEPT)
        self._is_filled = asyncio.Event()

    def put(self, message: Message, at: float) -> None:
        self._messages.append((at, message))
        self._is_filled.set()

    async def wait(self, seconds: float) -> None:
        """Wait for a message, or so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, seconds)):
                await self._is_filled.wait()

    def take(self) -> list[tuple[float, Message]]:
        """Return what has come, each with the time at which it did."""
        messages = list(self._messages)
        self._messages.clear()
        self._is_filled.clear()
        return messages


class Inboxes:
    """Who watches which prompt: anybody may, also several at a time."""

    def __init__(self) -> None:
        self._open: dict[str, list[Inbox]] = {}
        self._expected: OrderedDict[str, Inbox] = OrderedDict()

    def deliver(self, message: Message, at: float) -> None:
        """Hand on a message that came at a time, in seconds of any clock."""
        for inbox in self._open.get(message.prompt_id, ()):
            inbox.put(message, at)
        if message.prompt_id in self._expected:
            self._expected[message.prompt_id].put(message, at)

    def expect(self, id_: str) -> None:
        """Keep what is said of a prompt from now on, until somebody watches it."""
        self._expected[id_] = Inbox()
        while len(self._expected) > EXPECTED:
            self._expected.popitem(last=False)

    def expect_no_more(self, id_: str) -> None:
        self._expected.pop(id_, None)

    @contextmanager
    def watching(self, id_: str) -> Generator[Inbox]:
        inbox = self._expected.pop(id_, None) or Inbox()
        self._open.setdefault(id_, []).append(inbox)
        try:
            yield inbox
        finally:
            self._open[id_].remove(inbox)
            if not self._open[id_]:
                del self._open[id_]
