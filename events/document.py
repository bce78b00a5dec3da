"""A commit as the document that is stored of it, and back.

`v` of a stream is its version after the commit, `v` of an event the version of its schema.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, TypeAlias

from events.codec import Codec
from events.record import maker
from events.store import Commit, CommitTooLargeError, Envelope, Fact, Proposal

Document: TypeAlias = dict[str, Any]
LARGEST: Final = 12 * 1024 * 1024

_commit, _envelope, _fact = maker(Commit), maker(Envelope), maker(Fact)


def head(partition: str, n: int, at: datetime) -> Document:
    """Return the part of a commit's document that is settled when it is its turn."""
    return {"_id": {"p": partition, "n": n}, "at": at}


def body(proposal: Proposal, codec: Codec) -> Document:
    """Return the part of a commit's document that its proposal settles.

    Raises UnknownEventError; ValueError for a malformed proposal.
    """
    proposal.lengths()
    envelope = proposal.envelope
    document: Document = {
        "streams": [{"id": id_, "v": v} for id_, v in proposal.versions.items()],
        "command": proposal.command,
        "actor": envelope.actor,
        "correlation": envelope.correlation,
        "causation": envelope.causation,
        "note": envelope.note,
        "events": [_event(fact, codec) for fact in proposal.facts],
    }
    if envelope.undoes:
        document["undoes"] = envelope.undoes
    return document


def commit(stored: Mapping[str, Any], codec: Codec) -> Commit:
    """Return the commit of a document. Raises UnknownEventError, UnreadableEventError."""
    decode = codec.decode
    return _commit(
        partition=stored["_id"]["p"],
        n=stored["_id"]["n"],
        command=stored["command"],
        versions={stream["id"]: stream["v"] for stream in stored["streams"]},
        facts=tuple(
            [
                _fact(
                    stream=event["stream"], event=decode(event["type"], event["v"], event["data"])
                )
                for event in stored["events"]
            ]
        ),
        envelope=_envelope(
            actor=stored["actor"],
            at=stored["at"],
            correlation=stored["correlation"],
            causation=stored["causation"],
            note=stored["note"],
            undoes=stored.get("undoes", 0),
        ),
    )


def check_size(command: str, size: int) -> None:
    """Raise CommitTooLargeError for a document of more than 12 MB."""
    if size > LARGEST:
        raise CommitTooLargeError(
            f"Command {command!r} makes a commit of {size / 2**20:.1f} MB, and"
            f" {LARGEST >> 20} MB is the most: split it into several commands."
        )


def _event(fact: Fact, codec: Codec) -> Document:
    name, version, data = codec.encode(fact.event)
    return {"stream": fact.stream, "type": name, "v": version, "data": data}
