"""Failures nobody expected: logged with everything, told to the client by a reference only."""

import logging
import secrets
from collections.abc import Callable, Mapping
from typing import Final

from graphql import GraphQLError

logger: Final = logging.getLogger("storyboard.graphql")


def reference() -> str:
    return secrets.token_hex(4)


def cause(error: GraphQLError) -> BaseException | None:
    """Return what was raised below GraphQL's own wrapping, None for an error of GraphQL's."""
    inner: BaseException | None = error
    while isinstance(inner, GraphQLError):
        inner = inner.original_error
    return inner


class Incidents:
    """Replaces the unexpected among errors. GraphQL's own pass as they are.

    The `expected` kinds keep their words and get `details`, such as a code, as extensions.
    """

    def __init__(
        self,
        expected: tuple[type[BaseException], ...] = (),
        *,
        details: Callable[[BaseException], Mapping[str, object]] = lambda _: {},
        name: Callable[[], str] = reference,
    ) -> None:
        self.expected = expected
        self.details = details
        self.name = name

    def mask(self, errors: list[GraphQLError]) -> None:
        """Replace in place. One exception met at several fields is logged once."""
        told: dict[int, str] = {}
        for index, error in enumerate(errors):
            origin = cause(error)
            if origin is None:
                continue
            if isinstance(origin, self.expected):
                error.extensions = {**(error.extensions or {}), **self.details(origin)}
                continue
            if id(origin) not in told:
                told[id(origin)] = self.log(origin, error)
            errors[index] = self.masked(error, told[id(origin)])

    def log(self, origin: BaseException, error: GraphQLError) -> str:
        name = self.name()
        path = ".".join(map(str, error.path or ()))
        logger.error("Unexpected failure %s at %r", name, path, exc_info=origin)
        return name

    def masked(self, error: GraphQLError, name: str) -> GraphQLError:
        return GraphQLError(
            f"Something went wrong on our side. Reference: {name}",
            nodes=error.nodes,
            path=error.path,
            extensions={"code": "INTERNAL", "reference": name},
        )
