"""What a project holds: the media that are its own, now or at any moment of its past."""

from domain.board.board import Board


def held(board: Board, digest: str) -> str | None:
    """Return what a project calls a medium, None for one that it never had."""
    return None if board.project is None else board.project.media.get(digest)


def everything(board: Board) -> dict[str, str]:
    """Return the names of all media of a project by digest, those of deleted takes too."""
    files = [take.file for take in board.takes.values()]
    files += [item.file for item in board.pool.values()]
    named = {file.digest: file.name for file in files}
    return named if board.project is None else named | dict(board.project.media)
