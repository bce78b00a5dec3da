"""A partition's log, folded from its first commit on, and what is wrong with it."""

from collections.abc import Mapping
from typing import Any, Final

from pymongo.errors import PyMongoError

from domain.past import Past
from events.codec import UnknownEventError, UnreadableEventError
from events.store import BrokenSequenceError, Commit, EventStore
from repositories import view
from repositories.view import View

_BROKEN_LOG: Final = (BrokenSequenceError, UnknownEventError, UnreadableEventError)


class BrokenParentError(Exception):
    """What a branch was forked from cannot be folded."""


# What a log raises that cannot be read to its end; the texts name the place.
UNREADABLE: Final = (*_BROKEN_LOG, BrokenParentError)


class Fold:
    """The views of a partition after the commits it was given.

    `broken` says of each stream that no longer follows its events which commit broke it, and why.
    """

    def __init__(self, partition: str, origin: Mapping[str, View[Any]] | None = None) -> None:
        self.partition = partition
        self.position = 0
        self.views: dict[str, View[Any]] = dict(origin or {})
        self.broken: dict[str, tuple[int, str]] = {}
        self.problems: list[str] = []
        self._commands: dict[str, int] = {}

    def take(self, commit: Commit) -> None:
        new, broken = view.folded(self.views, commit)
        self.views |= new
        self.position = commit.n
        self._check_command(commit)
        for stream, error in broken.items():
            self.broken.setdefault(stream, (commit.n, repr(error)))
            self.problems.append(f"{stream} at commit {commit.n}: {error}")

    def _check_command(self, commit: Commit) -> None:
        first = self._commands.setdefault(commit.command, commit.n)
        if first != commit.n:
            self.problems.append(
                f"{self.partition} has command {commit.command} twice, {first} and {commit.n}."
            )


async def begun(store: EventStore, partition: str) -> Fold:
    """Return the fold before the first commit: empty, or what a branch was forked from."""
    try:
        origin = await Past(store).start(partition, 0)
    except (*_BROKEN_LOG, PyMongoError, OSError):
        raise
    except Exception as error:
        raise BrokenParentError(
            f"{partition} cannot be folded: what it was forked from is broken ({error}). Rebuild"
            " that first and see what is wrong with it."
        ) from error
    return Fold(partition, view.of_folding(origin))


async def folded(store: EventStore, partition: str, *, until: int | None = None) -> Fold:
    """Return what a log, or its first commits, come to. Raises what `UNREADABLE` names."""
    fold = await begun(store, partition)
    async for commit in store.read(partition, until=until):
        fold.take(commit)
    return fold
