"""Events of no feature, and proposals of them, for tests of what carries events."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from events.codec import Codec, Data
from events.record import record
from events.store import GENESIS, Envelope, Fact, Proposal, Tip

NOON: Final = datetime(2026, 3, 1, 12, tzinfo=UTC)


@record
class Noted:
    text: str


@record
class Counted:
    amount: int
    ratio: float = 0.5
    tags: tuple[str, ...] = ()


def _amount_for_count(data: Data) -> Data:
    return {"amount": data["count"]}


SKETCH: Final = Codec(
    {"Noted": (1, Noted), "Counted": (2, Counted)}, {("Counted", 1): _amount_for_count}
)


def envelope(seconds: float = 0) -> Envelope:
    return Envelope(
        actor="user-1",
        at=NOON + timedelta(seconds=seconds),
        correlation="c",
        causation="d",
        note="n",
    )


def proposal(
    command: str,
    parent: Tip = GENESIS,
    *,
    versions: Mapping[str, int] | None = None,
    partition: str = "project-1",
    text: str = "",
    reads: frozenset[str] | None = frozenset(),
    seconds: float = 0,
) -> Proposal:
    """Propose one note for each stream, which is named after the command if none is given."""
    versions = versions or {f"of-{command}": 1}
    return Proposal(
        partition=partition,
        command=command,
        parent=parent,
        versions=versions,
        facts=tuple(Fact(stream=id_, event=Noted(text=text or command)) for id_ in versions),
        envelope=envelope(seconds),
        reads=reads,
    )
