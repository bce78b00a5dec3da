"""given, when, then: what a command comes to on a board, in one call."""

from collections.abc import Sequence

import pytest

from domain.board.board import Board
from domain.command import Command, decide
from domain.errors import DomainError
from events.store import Fact

PROJECT = "project-" + "0" * 32


def board_of(given: Sequence[Fact]) -> Board:
    board = Board(PROJECT)
    board.apply(given)
    return board


def scenario(
    *, given: Sequence[Fact], when: Command, then: Sequence[Fact] | type[DomainError] | DomainError
) -> None:
    """Decide on the facts that are given. A refusal is compared with its text and all it offers."""
    board = board_of(given)
    if isinstance(then, type):
        with pytest.raises(then):
            decide(when, board)
    elif isinstance(then, DomainError):
        with pytest.raises(type(then)) as refusal:
            decide(when, board)
        assert said(refusal.value) == said(then)
    else:
        assert decide(when, board) == list(then)


def said(error: DomainError) -> tuple[type, str, dict[str, object]]:
    return type(error), error.message, vars(error)
