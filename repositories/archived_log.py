"""The commits of a project archive, read as what they have to be, and under new ids.

A commit is written anew from what was understood of it, so that nothing gets into the log that
nobody looked at.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import bson
from bson.codec_options import CodecOptions
from bson.errors import BSONError
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from events.codec import CODEC, UnknownEventError, UnreadableEventError
from events.document import body, check_size, commit, head
from events.store import GENESIS, Commit, CommitTooLargeError, Proposal
from repositories.project_archive import ProjectArchive, UnusableArchiveError

AWARE: Final[CodecOptions[dict[str, Any]]] = CodecOptions(tz_aware=True)


class _Exact(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class _Place(_Exact):
    p: str
    n: int


class _Stream(_Exact):
    id: str
    v: int


class _Event(_Exact):
    stream: str
    type: str
    v: int
    data: dict[str, Any]


class _Stored(_Exact):
    """A commit's document with exactly its keys."""

    id_: _Place = Field(alias="_id")
    streams: list[_Stream]
    command: str
    at: datetime
    actor: str
    correlation: str
    causation: str
    note: str
    undoes: int = 0
    events: list[_Event]


def commits(archive: ProjectArchive, partition: str) -> Iterator[Commit]:
    """Yield the commits of a partition. Raises UnusableArchiveError for what is none."""
    for n, document in enumerate(archive.log(partition), 1):
        try:
            yield _commit(document)
        except UnknownEventError as error:
            raise UnusableArchiveError(str(error)) from None
        except (ValidationError, UnreadableEventError, BSONError, ValueError) as error:
            raise UnusableArchiveError(
                f"The archive cannot be taken: commit {n} of {partition} is none"
                f" ({_first_line(error)}). Export it again."
            ) from None


def document(of: Commit) -> bytes:
    """Return what is stored of a commit. Raises UnusableArchiveError for one that is too large."""
    proposal = Proposal(
        partition=of.partition,
        command=of.command,
        parent=GENESIS,
        versions=of.versions,
        facts=of.facts,
        envelope=of.envelope,
    )
    written = bson.encode({**head(of.partition, of.n, of.envelope.at), **body(proposal, CODEC)})
    try:
        check_size(of.command, len(written))
    except CommitTooLargeError as error:
        raise UnusableArchiveError(str(error)) from None
    return written


def _commit(document: bytes) -> Commit:
    stored = bson.decode(document, AWARE)
    shape = _Stored.model_validate(stored)
    if len({stream.id for stream in shape.streams}) != len(shape.streams):
        raise ValueError("it names a stream twice")
    made = commit(stored, CODEC)
    for fact, event in zip(made.facts, shape.events, strict=True):
        _, version, known = CODEC.encode(fact.event)
        if event.v == version and event.data.keys() - known.keys():
            raise ValueError(f"a {event.type} says more than there is to say")
    return made


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(at) for at in first['loc'])}: {first['msg']}"
    lines = str(error).splitlines()
    return lines[0].rstrip(".")[:200] if lines else type(error).__name__
