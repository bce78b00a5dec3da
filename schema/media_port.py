"""What GraphQL asks of media; the server answers with what it stores and signs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from domain.media import MediaKind, Medium, Sound, Uploaded
from events.ids import UserId
from events.record import record


@record
class MediaAccess:
    """Lets one person look at what one project holds, for a while.

    A medium is at `/media/<digest>?token=<token>`.
    """

    token: str
    expires_at: datetime


class Media(Protocol):
    @property
    def largest(self) -> Mapping[MediaKind, int]:
        """How many bytes a file of each kind may have."""
        ...

    def proven(self, project: str, upload: str, kind: MediaKind) -> Uploaded:
        """Return the medium of a project that an upload was answered with.

        Raises RuleViolatedError for one of another project or kind, or of long ago.
        """
        ...

    async def sound(self, medium: Medium) -> Sound:
        """Return how long music lasts."""
        ...

    async def peaks(self, digest: str) -> bytes:
        """Return two signed bytes for each 1/100 second: the lowest and highest sample.

        Raises NotFoundError where the music is not stored.
        """
        ...

    def access(self, project: str, user: UserId) -> MediaAccess:
        """Let somebody look at what a project holds; that they may see it, they prove then."""
        ...

    def address(self, project: str, user: UserId, digest: str, what: str = "") -> str:
        """Return the path and query at which somebody can look at a medium of a project.

        `what` is empty for the file, or `peaks`.
        """
        ...
