"""What GraphQL asks of media; the server answers with what it stores and signs."""

from collections.abc import Mapping
from typing import Protocol

from domain.media import MediaKind, Uploaded


class Media(Protocol):
    @property
    def largest(self) -> Mapping[MediaKind, int]:
        """How many bytes a file of each kind may have."""
        ...

    def proven(self, project: str, upload: str, kind: MediaKind | None) -> Uploaded:
        """Return the medium of a project that an upload was answered with, None: of any kind.

        Raises RuleViolatedError for one of another project or kind, or of long ago.
        """
        ...
