import logging
from itertools import count

import pytest
from graphql import GraphQLError

from schema.incident import Incidents, cause


class ExpectedError(Exception): ...


def wrapped(error: Exception, field: str) -> GraphQLError:
    return GraphQLError(str(error), path=[field], original_error=error)


def named() -> Incidents:
    numbers = count(1)
    return Incidents((ExpectedError,), name=lambda: f"ref{next(numbers)}")


def test_one_exception_met_at_several_fields_is_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    secret, other = RuntimeError("secret"), KeyError("other secret")
    errors = [wrapped(secret, "a"), wrapped(other, "b"), wrapped(secret, "c")]
    named().mask(errors)
    assert [(error.path, error.message) for error in errors] == [
        (["a"], "Something went wrong on our side. Reference: ref1"),
        (["b"], "Something went wrong on our side. Reference: ref2"),
        (["c"], "Something went wrong on our side. Reference: ref1"),
    ]
    assert [record.levelno for record in caplog.records] == [logging.ERROR, logging.ERROR]
    assert all(cause(error) is None for error in errors)


def test_expected_errors_and_those_of_graphql_keep_their_words() -> None:
    errors = [
        wrapped(ExpectedError("Move the clip to a free place."), "a"),
        GraphQLError("Syntax Error"),
        wrapped(GraphQLError("Int cannot represent 1.5"), "b"),
    ]
    messages = [error.message for error in errors]
    named().mask(errors)
    assert [error.message for error in errors] == messages
