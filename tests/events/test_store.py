"""The envelope and the port: what a proposal is touched by. The stores have tests of their own."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from events.store import GENESIS, Commit, Envelope, Fact, Proposal, Tip

ENVELOPE = Envelope(actor="user-1", at=datetime(2026, 1, 1, tzinfo=UTC))


def proposal(reads: frozenset[str] | None) -> Proposal:
    return Proposal(
        partition="p",
        command="c",
        parent=GENESIS,
        versions={"written": 1},
        facts=(Fact(stream="written", event="happened"),),
        envelope=ENVELOPE,
        reads=reads,
    )


@pytest.mark.parametrize(
    ("reads", "stream", "is_touched"),
    [
        (None, "anything", True),
        (frozenset({"read"}), "read", True),
        (frozenset({"read"}), "written", True),
        (frozenset({"read"}), "other", False),
        (frozenset(), "other", False),
    ],
)
def test_a_decision_is_touched_by_what_it_read_and_what_it_writes(
    reads: frozenset[str] | None, stream: str, *, is_touched: bool
) -> None:
    assert proposal(reads).touched_by({stream: 7}) is is_touched


def test_the_tip_of_a_commit_is_its_place_and_its_command() -> None:
    commit = Commit(partition="p", n=3, command="c", versions={}, facts=(), envelope=ENVELOPE)
    assert commit.tip == Tip(n=3, command="c")


def test_what_happened_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        ENVELOPE.actor = "user-2"  # type: ignore[misc]  # that is the point
