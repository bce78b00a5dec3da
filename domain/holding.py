"""What a project holds: the media that are its own, now or at any moment of its past."""

from domain.board.board import Board


def held(board: Board, digest: str) -> str | None:
    """Return what a project calls a medium, None for one that it never had."""
    return None if board.project is None else board.project.media.get(digest)
