"""Expected errors: each kind of refusal in the domain is one member of the payload unions."""

from typing import Any, Final, cast

import strawberry
from strawberry.scalars import JSON
from strawberry.types.field import StrawberryField

from domain import errors
from events.record import record
from schema.naming import camel


@strawberry.interface(description="A refusal; its message says what to do.")
class UserError:
    message: str


@strawberry.type(description="A free place on a track, in frames.")
class Slot:
    track: int
    start: int
    length: int


@strawberry.type(description="What is asked for is not there, or not shared with you.")
class NotFoundError(UserError): ...


@strawberry.type(description="Your role does not allow this.")
class ForbiddenError(UserError): ...


@strawberry.type(description="What is asked for makes no sense, or breaks a rule.")
class RuleViolatedError(UserError):
    field: str | None = strawberry.field(description="The input field it is about.")
    free_slots: list[Slot] = strawberry.field(
        description="Where a clip would lie on another: the nearest free places."
    )
    free_codes: list[str] = strawberry.field(
        description="Where a code is taken: free ones like it."
    )
    index: int | None = strawberry.field(
        description="With applyCommands: the place of the refused command, from 0."
    )


@strawberry.type(description="A field that two people wanted to be different.")
class FieldConflict:
    field: str
    yours: JSON | None
    theirs: JSON | None


@strawberry.type(description="Somebody changed the same thing since you saw it.")
class ConflictError(UserError):
    expected_version: int | None
    actual_version: int | None
    conflicts: list[FieldConflict]
    index: int | None


def not_found(error: errors.NotFoundError) -> NotFoundError:
    return NotFoundError(message=error.message)


def forbidden(error: errors.ForbiddenError) -> ForbiddenError:
    return ForbiddenError(message=error.message)


def rule_violated(error: errors.RuleViolatedError) -> RuleViolatedError:
    return RuleViolatedError(
        message=error.message,
        field=camel(error.field) or None,
        free_slots=[
            Slot(track=slot.track, start=slot.start, length=slot.length)
            for slot in error.free_slots
        ],
        free_codes=list(error.free_codes),
        index=error.index,
    )


def conflict(error: errors.ConflictError) -> ConflictError:
    return ConflictError(
        message=error.message,
        expected_version=error.expected_version,
        actual_version=error.actual_version,
        conflicts=[_field_conflict(one) for one in error.conflicts],
        index=error.index,
    )


def _field_conflict(one: errors.FieldConflict) -> FieldConflict:
    return FieldConflict(
        field=camel(one.field), yours=cast(JSON, one.yours), theirs=cast(JSON, one.theirs)
    )


@record
class Refusal:
    """Answers a domain error with its GraphQL twin (a strawberry.ExceptionHandler)."""

    exception_type: type[errors.DomainError]
    error_type: type[UserError]
    answer: Any

    def handle(
        self, exception: errors.DomainError, *, field: StrawberryField, info: strawberry.Info
    ) -> UserError:
        del field, info
        answered: UserError = self.answer(exception)
        return answered


_CODES: Final = (
    (errors.NotFoundError, "NOT_FOUND"),
    (errors.ForbiddenError, "FORBIDDEN"),
    (errors.RuleViolatedError, "RULE_VIOLATED"),
    (errors.ConflictError, "CONFLICT"),
)


def extensions(error: BaseException) -> dict[str, object]:
    """Return what tells a client the kind of a refusal where there is no payload to say it in."""
    code = next((code for kind, code in _CODES if isinstance(error, kind)), "REFUSED")
    field = getattr(error, "field", "")
    return {"code": code, "field": camel(field)} if field else {"code": code}


REFUSALS = [
    Refusal(exception_type=errors.NotFoundError, error_type=NotFoundError, answer=not_found),
    Refusal(exception_type=errors.ForbiddenError, error_type=ForbiddenError, answer=forbidden),
    Refusal(
        exception_type=errors.RuleViolatedError,
        error_type=RuleViolatedError,
        answer=rule_violated,
    ),
    Refusal(exception_type=errors.ConflictError, error_type=ConflictError, answer=conflict),
]
