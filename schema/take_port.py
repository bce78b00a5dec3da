"""What GraphQL asks of galleries; the server answers with what it stores and looks at."""

from typing import Protocol

from events.take import File


class Galleries(Protocol):
    async def file(self, project: str, upload: str) -> File:
        """Return what an upload into a project was answered with, as it was looked at.

        Raises RuleViolatedError for one that is no image or video, or that cannot be decoded.
        """
        ...
