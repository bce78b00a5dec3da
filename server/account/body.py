"""What the account routes read and answer, in the client's camelCase."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, Literal, Self, TypeVar

from fastapi import Request
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel
from pydantic_core import ErrorDetails
from typing_extensions import override

from domain.account import Account, Registration, Session
from domain.board.project import Project
from domain.erasure import Parting
from domain.errors import DomainError
from server.account.port import LoggedIn

LARGEST_BODY: Final = 16 * 1024
B = TypeVar("B", bound="Body")


class MalformedError(DomainError):
    """The body is not what the route reads."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class TooLargeError(DomainError): ...


class MediaTypeError(DomainError): ...


class Body(BaseModel):
    model_config = ConfigDict(
        strict=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


Transport = Literal["cookie", "body"]


class Registering(Body):
    email: str
    name: str
    password: str
    transport: Transport = "cookie"


class LoggingIn(Body):
    email: str
    password: str
    transport: Transport = "cookie"


class Refreshing(Body):
    """Without a token, the cookie's is meant."""

    refresh_token: str | None = None


class ChangingPassword(Body):
    current_password: str
    new_password: str


class ProvingPassword(Body):
    """One's own password, once more, for what cannot be taken back."""

    password: str


class OpeningRegistration(Body):
    is_open: bool


class UserAnswer(Body):
    id: str
    email: str
    name: str
    is_administrator: bool
    created_at: datetime

    @classmethod
    def of(cls, account: Account) -> Self:
        return cls(
            id=account.id,
            email=account.email,
            name=account.name,
            is_administrator=account.is_administrator,
            created_at=account.created_at,
        )


class TokenAnswer(Body):
    """`refresh_token` is null when it travels in the cookie."""

    access_token: str
    expires_at: datetime
    refresh_token: str | None
    user: UserAnswer

    @classmethod
    def of(cls, logged_in: LoggedIn, transport: Transport) -> Self:
        return cls(
            access_token=logged_in.access_token,
            expires_at=logged_in.access_expires_at,
            refresh_token=logged_in.refresh_token if transport == "body" else None,
            user=UserAnswer.of(logged_in.account),
        )


class SessionAnswer(Body):
    id: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    user_agent: str
    address: str
    is_current: bool

    @classmethod
    def of(cls, session: Session, current: str) -> Self:
        return cls(
            id=session.id,
            created_at=session.created_at,
            last_seen_at=session.last_seen_at,
            expires_at=session.expires_at,
            user_agent=session.user_agent,
            address=session.address,
            is_current=session.id == current,
        )


class SessionsAnswer(Body):
    sessions: list[SessionAnswer]


class AccountAnswer(UserAnswer):
    """An account as administrators see it."""

    is_disabled: bool

    @override
    @classmethod
    def of(cls, account: Account) -> Self:
        seen = UserAnswer.of(account).model_dump()
        return cls(**seen, is_disabled=account.is_disabled)


class AccountsAnswer(Body):
    """A page, and the id to ask for the next one `after`; null when there is none."""

    accounts: list[AccountAnswer]
    next: str | None

    @classmethod
    def of(cls, found: Sequence[Account], first: int) -> Self:
        page = [AccountAnswer.of(account) for account in found[:first]]
        return cls(accounts=page, next=page[-1].id if len(found) > first else None)


class ProjectAnswer(Body):
    id: str
    name: str


class PartingAnswer(Body):
    """What becomes of one's projects. While some are hindering, nothing is erased."""

    left: list[ProjectAnswer]
    deleted: list[ProjectAnswer]
    hindering: list[ProjectAnswer]

    @classmethod
    def of(cls, parting: Parting) -> Self:
        return cls(
            left=named(parting.left),
            deleted=named(parting.deleted),
            hindering=named(parting.hindering),
        )


def named(projects: Iterable[Project]) -> list[ProjectAnswer]:
    return [ProjectAnswer(id=project.id, name=project.name) for project in projects]


class RegistrationAnswer(Body):
    """Without an administrator, the next to register becomes it."""

    is_open: bool
    has_administrator: bool

    @classmethod
    def of(cls, registration: Registration) -> Self:
        return cls(is_open=registration.is_open, has_administrator=registration.has_administrator)


async def body(request: Request, model: type[B], *, most: int = LARGEST_BODY) -> B:
    """Read a JSON body. Raises MalformedError, TooLargeError and MediaTypeError.

    Only `application/json` is read: a form of a foreign page cannot send it without being asked.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise MediaTypeError("Send JSON, with the header `Content-Type: application/json`.")
    try:
        return model.model_validate_json(await small(request, most))
    except ValidationError as error:
        raise _malformed(error.errors(include_input=False, include_url=False)[0]) from None


async def optional_body(request: Request, model: type[B]) -> B:
    """Read a body that may be missing altogether."""
    return await body(request, model) if "content-type" in request.headers else model()


async def small(request: Request, most: int = LARGEST_BODY) -> bytes:
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > most:
        raise TooLargeError(f"Send at most {most:,} bytes.")
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > most:
            raise TooLargeError(f"Send at most {most:,} bytes.")
    return bytes(read)


WRONG_TYPE: Final = {
    "missing": "Give the field `{field}`.",
    "bool_type": "`{field}` is true or false.",
    "string_type": "`{field}` is a text.",
    "literal_error": "`{field}` is `cookie` or `body`.",
}


def _malformed(error: ErrorDetails) -> MalformedError:
    """Say what is wrong without repeating what was sent, which may be a password."""
    if error["type"] == "json_invalid":
        return MalformedError("The body is not valid JSON.")
    if error["type"] == "extra_forbidden":
        return MalformedError("There is a field that is not known here. Remove it.")
    field = str(error["loc"][0]) if error["loc"] else ""
    sentence = WRONG_TYPE.get(error["type"], "The body is not the JSON object that is read here.")
    return MalformedError(sentence.format(field=field), field=field)
