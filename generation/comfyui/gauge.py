"""How far an attempt is, from the messages of its run: a fraction that never goes back.

Each node of the graph has a weight: the seconds it usually takes where they are known, else one
like all others. Nodes that came from a cache and nodes that are through count whole, the one that
runs by its steps. Messages of other prompts are not for this gauge.
"""

from collections.abc import Mapping
from itertools import chain
from statistics import fmean
from typing import Any, Final

from generation.worker import Attempt, Graph, Progress

THROTTLE: Final = 0.25  # seconds between two signs of progress
SHORTEST: Final = 0.01  # seconds; what took no time counts this much, so that all weigh something
FINISHED: Final = frozenset({"finished", "error"})
# More steps than this are no steps of a sampler but bytes, pixels or milliseconds.
MOST_STEPS: Final = 100_000


def weights(graph: Graph, node_seconds: Mapping[str, float]) -> dict[str, float]:
    """Return the part of each node in the whole; the parts make 1 together.

    A node of which nothing is known counts as the mean of those that are known.
    """
    known = {id_: max(SHORTEST, node_seconds[id_]) for id_ in graph if id_ in node_seconds}
    usual = fmean(known.values()) if known else 1.0
    raw = {id_: known.get(id_, usual) for id_ in graph}
    total = sum(raw.values()) or 1.0
    return {id_: weight / total for id_, weight in raw.items()}


class Gauge:
    """Follows one attempt. Times are seconds of any clock that never goes back."""

    def __init__(self, attempt: Attempt) -> None:
        self._weights = weights(attempt.graph, attempt.node_seconds)
        self._done: dict[str, float] = {}  # node -> how far, from 0 to 1
        self._fraction = 0.0
        self._node = ""
        self._steps: tuple[int, int] = (0, 0)
        self._since: dict[str, float] = {}
        self._seconds: dict[str, float] = {}
        self.has_begun = False

    @property
    def node_seconds(self) -> Mapping[str, float]:
        """How long nodes took that began and ended before us. Nodes from a cache are not in it."""
        return dict(self._seconds)

    @property
    def progress(self) -> Progress:
        step, steps = self._steps
        return Progress(
            is_running=True, fraction=self._fraction, node=self._node, step=step, steps=steps
        )

    def hear(self, type_: str, data: Mapping[str, Any], now: float) -> bool:
        """Take in a message of this attempt; tell whether it changed anything."""
        before = (self._fraction, self._node, self._steps)
        match type_:
            case "execution_cached":
                for node in data.get("nodes") or ():
                    self._advance(str(node), 1.0)
            case "progress_state":
                self._hear_state(data.get("nodes") or {}, now)
            case "executing":
                self._hear_executing(data, now)
            case "progress":
                self._hear_steps(data)
            case "executed":
                self._finish(self._outer(data), now)
            case _:
                pass
        self._measure()
        return before != (self._fraction, self._node, self._steps)

    def _hear_state(self, nodes: Mapping[str, Any], now: float) -> None:
        self.has_begun = True
        parts: dict[str, list[tuple[float, bool]]] = {}
        for id_, state in nodes.items():
            outer = self._known(state.get("display_node_id"), state.get("real_node_id"), id_)
            is_over = state.get("state") in FINISHED
            parts.setdefault(outer, []).append((_share(state), is_over))
        for outer, shares in parts.items():
            # A node that expands to a graph of its own is through when all it expanded to is.
            if all(is_over for _, is_over in shares):
                self._finish(outer, now)
            else:
                self._since.setdefault(outer, now)
                self._advance(outer, fmean(share for share, _ in shares))

    def _hear_executing(self, data: Mapping[str, Any], now: float) -> None:
        self.has_begun = True
        if data.get("node") is None:
            return
        node = self._outer(data)
        if node != self._node:
            self._node, self._steps = node, (0, 0)
            self._since.setdefault(node, now)

    def _hear_steps(self, data: Mapping[str, Any]) -> None:
        self.has_begun = True
        step, steps = max(0.0, _number(data.get("value"))), _number(data.get("max"))
        if 0 < steps <= MOST_STEPS:
            node = self._outer(data)
            self._node, self._steps = node, (min(int(step), int(steps)), int(steps))
            self._advance(node, step / steps)

    def _outer(self, data: Mapping[str, Any]) -> str:
        return self._known(data.get("display_node"), data.get("node"))

    def _known(self, *ids: object) -> str:
        """Return the node of our graph that is meant: an inner one is named `5.0.0.2`."""
        named = [str(id_) for id_ in ids if id_ is not None]
        tries = chain(named, (id_.split(".")[0] for id_ in named))
        return next((id_ for id_ in tries if id_ in self._weights), named[0] if named else "")

    def _finish(self, node: str, now: float) -> None:
        self._advance(node, 1.0)
        if node in self._since:
            self._seconds.setdefault(node, max(0.0, now - self._since[node]))

    def _advance(self, node: str, share: float) -> None:
        self._done[node] = max(self._done.get(node, 0.0), min(1.0, share))

    def _measure(self) -> None:
        done = sum(self._weights.get(node, 0.0) * share for node, share in self._done.items())
        self._fraction = max(self._fraction, min(1.0, done))


def _share(state: Mapping[str, Any]) -> float:
    whole = _number(state.get("max"))
    return max(0.0, _number(state.get("value")) / whole) if whole > 0 else 0.0


def _number(value: object) -> float:
    """Return a finite number, 0 for anything else: JSON of Python knows NaN and Infinity."""
    is_number = isinstance(value, int | float) and abs(value) < float("inf")
    return float(value) if isinstance(value, int | float) and is_number else 0.0


class Throttle:
    """Lets one sign through in a while, and the newest that it held back afterwards."""

    def __init__(self, seconds: float = THROTTLE) -> None:
        self._seconds = seconds
        self._last = float("-inf")

    def wait(self, now: float) -> float:
        """Return how many seconds there are until the next may go; 0 if it may now."""
        return max(0.0, self._last + self._seconds - now)

    def passed(self, now: float) -> None:
        self._last = now
