"""A client who keeps asking for changes, insists on an answer, and writes down what it was."""

import asyncio
from collections.abc import Sequence
from random import Random
from time import monotonic
from typing import Any, Final

from tests.soak.history import Answer, Asked
from tests.soak.line import Line
from tests.soak.wish import Film, Wish

PAUSE: Final = 0.05


class Client:
    """Asks one thing at a time, mostly about its first film.

    The first line is its own; a client who `wanders` sends what was not answered over the next.
    """

    def __init__(
        self,
        number: int,
        films: Sequence[Film],
        lines: Sequence[Line],
        *,
        random: Random,
        wanders: bool,
    ) -> None:
        self.asked: list[Asked] = []
        self.is_over = False
        self._number = number
        self._films = films
        self._lines = lines
        self._random = random
        self._wanders = wanders
        self._seen: dict[str, int] = {}

    async def found(self, film: Film) -> None:
        for wish in film.founding(self._random):
            await self._insist(wish)

    async def work(self) -> None:
        count = 0
        while not self.is_over:
            count += 1
            film = self._random.choices(self._films, weights=[3, *[1] * (len(self._films) - 1)])[0]
            wish = film.wish(self._random, self._number, count, self._seen)
            asked = await self._insist(wish)
            if asked.actual is not None:
                await self._insist(film.again(self._random, wish, asked.actual))

    async def _insist(self, wish: Wish) -> Asked:
        """Send a wish until it is answered; whoever cannot wait for that leaves it unknown."""
        began = monotonic()
        sent = 0
        payload: dict[str, Any] | None = None
        try:
            while payload is None:
                line = self._lines[sent % len(self._lines) if self._wanders else 0]
                sent += 1
                payload = _final(await line.send(wish.query, wish.variables))
                await asyncio.sleep(PAUSE if payload is None else 0)
        finally:
            asked = self._entry(wish, payload or {}, began, sent)
            self.asked.append(asked)
            self._learn(wish, payload or {})
        return asked

    def _entry(self, wish: Wish, payload: dict[str, Any], began: float, sent: int) -> Asked:
        return Asked(
            client=self._number,
            project=wish.project,
            command=wish.command,
            stream=wish.stream,
            expected=wish.expected,
            began=began,
            ended=monotonic(),
            sent=sent,
            answer=_answer(wish, payload),
            position=payload.get("position"),
            actual=payload.get("actualVersion"),
            message=payload.get("message", ""),
        )

    def _learn(self, wish: Wish, payload: dict[str, Any]) -> None:
        if thing := payload.get("thing"):
            self._seen[thing["id"]] = thing["version"]
        elif payload.get("actualVersion"):
            self._seen[wish.stream] = payload["actualVersion"]


def _final(payload: dict[str, Any] | None) -> dict[str, Any] | None:
    """Take a conflict that names no version for what it is: a wish to be asked again."""
    if payload is None or payload.get("__typename") != "ConflictError":
        return payload
    return None if payload["actualVersion"] is None else payload


def _answer(wish: Wish, payload: dict[str, Any]) -> Answer:
    kind = payload.get("__typename", "")
    if not payload:
        return Answer.UNKNOWN
    if not wish.command:
        return Answer.SEEN
    if kind == "ConflictError":
        return Answer.CONFLICT
    if kind.endswith("Success"):
        return Answer.DONE
    return Answer.SEEN if wish.may_fail else Answer.REFUSED
