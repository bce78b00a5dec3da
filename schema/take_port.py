"""What GraphQL asks of galleries; the server answers with what it stores, looks at and signs."""

from datetime import datetime
from typing import Protocol

from events.record import record
from events.take import File


@record
class Access:
    """A signed text that lets one person look at the media of one project for a while."""

    token: str
    expires_at: datetime


class Galleries(Protocol):
    async def file(self, project: str, upload: str) -> File:
        """Return what an upload into a project was answered with, as it was looked at.

        Raises RuleViolatedError for one that is no image or video, or that cannot be decoded.
        """
        ...

    def access(self, project: str, user: str) -> Access: ...
