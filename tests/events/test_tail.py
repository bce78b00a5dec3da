import pytest

from events.store import GENESIS, Envelope, Fact, PartitionPurgedError, Proposal
from events.tail import Tail
from tests.film import ADA, FILM, NOON


def test_a_partition_that_was_purged_takes_no_commit_whatever_it_builds_on() -> None:
    proposal = Proposal(
        partition=FILM,
        command="c",
        parent=GENESIS,
        versions={FILM: 1},
        facts=(Fact(stream=FILM, event="anything"),),
        envelope=Envelope(actor=ADA, at=NOON),
    )
    with pytest.raises(PartitionPurgedError, match=f"{FILM} was removed for good"):
        Tail(is_purged=True).follow(proposal)
