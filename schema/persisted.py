"""Queries sent by their hash: Apollo's automatic persisted queries, and a fixed list.

A client sends `{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": …}}}`. An unknown
hash is answered with PersistedQueryNotFound, upon which the client sends the text with the hash.
"""

from collections import OrderedDict
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from graphql import GraphQLError

VERSION: Final = 1
ENTRIES_MOST: Final = 1_000
CHARACTERS_MOST: Final = 8_000_000


def refused(message: str, code: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": code})


class PersistedQueries:
    """`known` maps hashes (with or without `sha256:` before them) to texts and is never dropped.

    With `is_closed` nothing but these texts is answered, by their hash or in full. Otherwise texts
    that clients register are kept up to a number and a total length, the longest unused go first.
    """

    def __init__(self, known: Mapping[str, str] | None = None, *, is_closed: bool = False) -> None:
        self.known = {key.removeprefix("sha256:"): text for key, text in (known or {}).items()}
        self.is_closed = is_closed
        self.kept: OrderedDict[str, str] = OrderedDict()
        self.characters = 0

    def text(self, query: str | None, extensions: Mapping[str, Any] | None) -> str | None:
        """Return the text to run, None where neither text nor hash is given.

        Raises GraphQLError for an unknown hash, a wrong one, and a text that is not on the list.
        """
        asked = (extensions or {}).get("persistedQuery")
        digest = None if asked is None else self.digest(asked)
        if query and digest and sha256(query.encode()).hexdigest() != digest:
            raise refused("provided sha does not match query", "PERSISTED_QUERY_HASH_MISMATCH")
        if query:
            return self.admitted(query)
        return None if digest is None else self.found(digest)

    def digest(self, asked: object) -> str:
        match asked:
            case {"version": 1, "sha256Hash": str(digest)}:
                return digest.lower()
            case _:
                message = f"Send persistedQuery as {{version: {VERSION}, sha256Hash: <64 digits>}}."
                raise refused(message, "PERSISTED_QUERY_NOT_SUPPORTED")

    def admitted(self, query: str) -> str:
        if self.is_closed and sha256(query.encode()).hexdigest() not in self.known:
            raise refused("This server only answers registered queries.", "QUERY_NOT_REGISTERED")
        return query

    def found(self, digest: str) -> str:
        text = self.known.get(digest) or self.kept.get(digest)
        if text is None:
            raise refused("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
        if digest in self.kept:
            self.kept.move_to_end(digest)
        return text

    def keep(self, query: str, extensions: Mapping[str, Any] | None) -> None:
        """Remember a text that was sent with its hash, once it is known to be valid."""
        if self.is_closed or not (extensions or {}).get("persistedQuery"):
            return
        digest = sha256(query.encode()).hexdigest()
        if digest in self.known or digest in self.kept:
            return
        self.kept[digest] = query
        self.characters += len(query)
        while len(self.kept) > ENTRIES_MOST or self.characters > CHARACTERS_MOST:
            _, dropped = self.kept.popitem(last=False)
            self.characters -= len(dropped)
