"""Who may come in: the rules of accounts, passwords, sessions and guessing. No clock, no chance."""

import re
import unicodedata
from datetime import datetime, timedelta
from typing import Final

from domain.errors import ConflictError, DomainError, RuleViolatedError
from events.ids import UserId
from events.record import record


class CredentialsError(DomainError):
    """Who logs in is not known by this password; which of the two is wrong is not said."""


class NotLoggedInError(DomainError):
    """What was shown proves nothing. `reason` is for the log; the user only learns what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__("Log in again.")
        self.reason = reason


class EmailTakenError(ConflictError):
    field = "email"


class LockedOutError(DomainError):
    """Too many attempts; `wait` says how long until the next is looked at."""

    def __init__(self, message: str, *, wait: timedelta) -> None:
        super().__init__(message)
        self.wait = wait


@record
class Account:
    """`password_version` counts the changes of the password; a rehash of the same is none.

    `erasure` is the id of the erasure under way, from its beginning until the account is gone.
    """

    id: UserId
    email: str
    name: str
    password_hash: str
    password_version: int = 1
    is_administrator: bool = False
    is_disabled: bool = False
    erasure: str = ""
    created_at: datetime
    password_changed_at: datetime

    @property
    def is_shut(self) -> bool:
        return self.is_disabled or bool(self.erasure)


@record
class Session:
    """One log-in. Its refresh tokens are one family, and of these only the newest is good."""

    id: str
    user: UserId
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    user_agent: str
    address: str
    family_hash: str
    refresh_hash: str
    previous_hash: str = ""
    rotated_at: datetime
    revoked_at: datetime | None = None
    revoked_for: str = ""

    def is_live(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at


@record
class Registration:
    is_open: bool
    has_administrator: bool


@record
class Person:
    """Of an account what members of the same project may see."""

    id: UserId
    email: str
    name: str


@record
class Principal:
    """Who is asking, proved. `expires_at` is when the proof ends."""

    user: UserId
    session: str
    name: str
    is_administrator: bool
    expires_at: datetime


@record
class Lifetimes:
    """How long proofs hold. A session ends when idle for so long, and at its longest anyway.

    `grace`: a refresh token that was replaced so recently is answered with its successor again.
    """

    access: timedelta = timedelta(minutes=10)
    session_idle: timedelta = timedelta(days=30)
    session_longest: timedelta = timedelta(days=180)
    device: timedelta = timedelta(days=400)
    grace: timedelta = timedelta(seconds=10)

    def session_end(self, created_at: datetime, now: datetime) -> datetime:
        return min(now + self.session_idle, created_at + self.session_longest)


# --- text -----------------------------------------------------------------------------------

LONGEST_EMAIL: Final = 254
LONGEST_NAME: Final = 100
SHORTEST_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 256
UNWRITABLE: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Control characters, lone surrogates, line and paragraph separators."""
REORDERING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Characters that make a name read otherwise than it is written."""
LABEL: Final = r"[^\W_](?:(?:[^\W_]|-)*[^\W_])?"
EMAIL: Final = re.compile(rf"[^\s@<>()\[\]\\,;:\"]+@(?:{LABEL}\.)*{LABEL}")
LONGEST_LOCAL_PART: Final = 64
GUESSED_FIRST: Final = """
    1234567890 12345678910 0123456789 0987654321 1111111111 0000000000 123123123123 1q2w3e4r5t
    1q2w3e4r5t6y 1qaz2wsx3edc qwertyuiop qwerty1234 qwerty12345 qwerty123456 qwertyuiop123
    password12 password123 password1234 password12345 passwordpassword mypassword letmein123
    letmeinplease iloveyou12 iloveyou123 administrator administrator1 welcome123 welcome1234
    changeme123 changemenow abcdefghij abcdefghijk abcd123456 abc1234567 asdfghjkl1 asdfghjkl123
    zxcvbnm123 football123 baseball123 superman123 princess123 sunshine123 monkey12345
    dragon12345 trustno1trustno1 correcthorsebatterystaple storyboard storyboard1 storyboard123
    storyboards emergentstoryboard
"""
COMMON: Final = frozenset(GUESSED_FIRST.split())
FEWEST_DIFFERENT: Final = 4


def printable(text: str, *, field: str, name: str) -> str:
    """Return the text in its composed form. Raises RuleViolatedError for what cannot be shown."""
    if any(unicodedata.category(char) in UNWRITABLE or char in REORDERING for char in text):
        raise RuleViolatedError(
            f"{name} holds characters that cannot be shown; remove them.", field=field
        )
    return unicodedata.normalize("NFC", text)


def normal_email(text: str) -> str:
    """Return the one form an address is stored and looked up in. Raises RuleViolatedError."""
    if len(text) > LONGEST_EMAIL:
        raise RuleViolatedError(
            f"An e-mail address has at most {LONGEST_EMAIL} characters.", field="email"
        )
    email = printable(text.strip(), field="email", name="The e-mail address").lower()
    if not EMAIL.fullmatch(email) or len(email.partition("@")[0]) > LONGEST_LOCAL_PART:
        raise RuleViolatedError("Give an e-mail address such as ada@example.org.", field="email")
    return email


def normal_name(text: str) -> str:
    """Return a name without stray spaces. Raises RuleViolatedError."""
    if len(text) > LONGEST_NAME:
        raise RuleViolatedError(f"A name has at most {LONGEST_NAME} characters.", field="name")
    name = " ".join(printable(text, field="name", name="The name").split())
    if not name:
        raise RuleViolatedError("Give a name.", field="name")
    return name


def folded_password(text: str) -> str:
    """Return what is hashed: the same for every keyboard that types the same characters."""
    return unicodedata.normalize("NFKC", text)


def new_password(text: str, *, email: str, field: str = "password") -> str:
    """Return an acceptable password, folded. Raises RuleViolatedError with what is wrong."""
    printable(text, field=field, name="The password")
    password = folded_password(text)
    if len(text) > LONGEST_PASSWORD or not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise RuleViolatedError(
            f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.", field=field
        )
    if is_guessable(password, email=email):
        raise RuleViolatedError(
            "This password is among the first that are guessed; choose another.", field=field
        )
    return password


def is_guessable(password: str, *, email: str) -> bool:
    plain = password.casefold()
    return (
        plain.strip() in {email, email.partition("@")[0]}
        or re.sub(r"[\W_]", "", plain) in COMMON
        or len(set(plain)) < FEWEST_DIFFERENT
    )


# --- guessing -------------------------------------------------------------------------------


@record
class Attempts:
    """What is remembered of a bucket: the tries not made good, and until when it is shut."""

    count: int = 0
    last_at: datetime | None = None
    shut_until: datetime | None = None


@record
class Patience:
    """How many tries are free, how the wait grows, and after what calm all is forgotten."""

    free: int
    first_wait: timedelta
    longest_wait: timedelta
    calm: timedelta

    def wait(self, count: int) -> timedelta:
        """Return the wait after so many tries: nothing at first, then doubling to the longest."""
        if count < self.free:
            return timedelta()
        doublings = min(count - self.free, 30)
        return min(self.first_wait * (1 << doublings), self.longest_wait)


ACCOUNT_PATIENCE: Final = Patience(
    free=5,
    first_wait=timedelta(seconds=5),
    longest_wait=timedelta(minutes=15),
    calm=timedelta(hours=1),
)
ADDRESS_PATIENCE: Final = Patience(
    free=30,
    first_wait=timedelta(seconds=5),
    longest_wait=timedelta(minutes=15),
    calm=timedelta(hours=1),
)
REGISTRATION_PATIENCE: Final = Patience(
    free=100,
    first_wait=timedelta(seconds=30),
    longest_wait=timedelta(hours=1),
    calm=timedelta(hours=1),
)


def remaining_wait(attempts: Attempts, now: datetime) -> timedelta:
    """Return how long the bucket stays shut; zero when a try is allowed."""
    if attempts.shut_until is None or attempts.shut_until <= now:
        return timedelta()
    return attempts.shut_until - now


def struck(attempts: Attempts, patience: Patience, now: datetime) -> Attempts:
    """Return the bucket after one more try at `now`."""
    is_calm = attempts.last_at is not None and now - attempts.last_at >= patience.calm
    count = 1 if is_calm else attempts.count + 1
    wait = patience.wait(count)
    return Attempts(count=count, last_at=now, shut_until=now + wait if wait else None)


def forgiven(attempts: Attempts) -> Attempts:
    """Return the bucket after one of its tries turned out to be right: as if not made."""
    return Attempts(count=max(attempts.count - 1, 0), last_at=attempts.last_at)
