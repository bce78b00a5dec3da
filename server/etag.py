"""Answers that are not sent again: a timeline is a function of its operation and of a position.

The tag of an answer is the project's mark (its position, and how often its rows were rebuilt) and
a digest of what was asked. Somebody who comes
back with it is told 304 after one look at the project's row, which says whether they are still a
member and whether anything was changed. A tag that was made up harms only who made it up.
"""

from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from hashlib import blake2b
from typing import Any, Final

from starlette.responses import Response
from strawberry.http import GraphQLRequestData

from events.record import record
from schema.encoding import encoded
from schema.engine import Engine
from schema.revalidation import lone_timeline

DIGEST: Final = 16  # bytes
NOT_MODIFIED: Final = 304
# Nobody but the one who asked may keep it, and not use it without asking.
CACHING: Final = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}


@record
class Question:
    """An operation that asks for one project's timeline and nothing else."""

    project: str
    digest: str

    def headers(self, mark: str) -> dict[str, str]:
        return {"ETag": f'"{mark}-{self.digest}"', **CACHING}


class Tags:
    """`mark(context, project)` is the project's newest one, None for who is no member."""

    def __init__(self, engine: Engine, mark: Callable[[Any, str], Awaitable[str | None]]) -> None:
        self._engine = engine
        self._mark = mark

    def question(self, asked: GraphQLRequestData) -> Question | None:
        found = lone_timeline(
            self._engine.gate, asked.query, asked.operation_name, asked.variables, asked.extensions
        )
        if found is None:
            return None
        said = encoded([self._edition, found.text, asked.operation_name, asked.variables])
        digest = blake2b(said, digest_size=DIGEST).hexdigest()
        return Question(project=found.project, digest=digest)

    async def unchanged(
        self, question: Question, headers: Mapping[str, str], context: Any
    ) -> Response | None:
        """Return the answer for somebody who has the present one already, None for others."""
        tags = seen(headers.get("if-none-match", ""))
        if not any(tag.endswith(f'-{question.digest}"') for tag in tags):
            return None
        mark = await self._mark(context, question.project)
        if mark is None:
            return None
        present = question.headers(mark)
        return Response(None, NOT_MODIFIED, present) if present["ETag"] in tags else None

    @cached_property
    def _edition(self) -> str:
        """The schema, because another one may answer the same operation in another way."""
        return blake2b(self._engine.as_str().encode(), digest_size=DIGEST).hexdigest()


def seen(if_none_match: str) -> list[str]:
    """Return the tags of the header; weak ones count, as RFC 9110 has it."""
    return [tag.strip().removeprefix("W/") for tag in if_none_match.split(",") if tag.strip()]
