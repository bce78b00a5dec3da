"""What clients, readers and the log have to say about one run, as plain records."""

from collections.abc import Mapping
from enum import StrEnum

from events.record import record


class Answer(StrEnum):
    DONE = "done"
    CONFLICT = "conflict"
    REFUSED = "refused"
    SEEN = "seen"  # what a query saw, not a command
    UNKNOWN = "unknown"


@record
class Asked:
    """One command of one client, or one query, and the last answer to it.

    `began` is when it was sent first and `ended` when it was answered, in seconds of one clock.
    `expected` is the version of `stream` that its sender saw, `actual` the one that a conflict
    named, `sent` how often it was sent. Queries have no `command`.
    """

    client: int
    project: str
    command: str = ""
    stream: str = ""
    expected: int | None = None
    began: float
    ended: float
    sent: int = 1
    answer: Answer
    position: int | None = None
    actual: int | None = None
    message: str = ""


@record
class Logged:
    """A commit in the database: the version each stream came to, and how many events it got."""

    n: int
    command: str
    versions: Mapping[str, int]
    lengths: Mapping[str, int]


@record
class Heard:
    """What one subscriber was sent, behind `after`: places and commands in the order they came."""

    reader: str
    after: int
    commits: tuple[tuple[int, str], ...]


@record
class Story:
    """All there is to say about one project."""

    project: str
    log: tuple[Logged, ...]
    asked: tuple[Asked, ...]
    heard: tuple[Heard, ...]
