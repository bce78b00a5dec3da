"""given, when, then on a queue: what a command comes to after others, in one call."""

from collections.abc import Sequence

import pytest

from domain.errors import DomainError
from domain.queue.board.board import QueueBoard
from domain.queue.command import QueueCommand, decide
from events.store import Fact


def refused(board: QueueBoard, command: QueueCommand, error: type[DomainError]) -> str:
    """Return the sentence with which a command is refused."""
    with pytest.raises(error) as refusal:
        decide(command, board)
    return refusal.value.message


def wished(board: QueueBoard, command: QueueCommand) -> Sequence[Fact]:
    return decide(command, board)
