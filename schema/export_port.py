"""What GraphQL asks of exports; the server answers with what `interchange` knows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from events.ids import UserId
from events.record import record


class Choice(Protocol):
    """`kind` is one_of, number or text; `values` are (value, label)."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def help(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def values(self) -> Sequence[tuple[str, str]]: ...
    @property
    def usual(self) -> str: ...
    @property
    def least(self) -> int: ...
    @property
    def most(self) -> int: ...


class Format(Protocol):
    """`read` is None where a format is only written."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def opens_in(self) -> str: ...
    @property
    def extension(self) -> str: ...
    @property
    def choices(self) -> Sequence[Choice]: ...
    @property
    def read(self) -> Any: ...


class Track(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def clips(self) -> int: ...
    @property
    def alternates(self) -> int: ...
    @property
    def gaps(self) -> int: ...
    @property
    def transitions(self) -> int: ...
    @property
    def length(self) -> int: ...


class Summary(Protocol):
    @property
    def tracks(self) -> Sequence[Track]: ...
    @property
    def scenes(self) -> int: ...
    @property
    def clips(self) -> int: ...
    @property
    def alternates(self) -> int: ...
    @property
    def length(self) -> int: ...
    @property
    def length_timecode(self) -> str: ...
    @property
    def start_timecode(self) -> str: ...


@record
class ExportWish:
    project: str
    format: str
    options: Mapping[str, str]


@record
class ExportPreview:
    """`size` is in bytes, None where it is not known yet."""

    position: int
    file_name: str
    size: int | None
    omissions: tuple[str, ...]
    summary: Summary


@record
class ExportLink:
    url: str
    file_name: str
    expires_at: datetime
    omissions: tuple[str, ...]


class Exports(Protocol):
    def formats(self) -> Sequence[Format]:
        """Return what a project can be exported as."""
        ...

    def readable(self) -> Iterable[tuple[str, str]]:
        """Return label and extension of what can be imported."""
        ...

    async def preview(self, wish: ExportWish, user: UserId) -> ExportPreview:
        """Return what an export would hold and leave out. Raises a DomainError."""
        ...

    async def link(
        self, wish: ExportWish, *, user: UserId, command: str, is_new: bool
    ) -> ExportLink:
        """Note an export of the project as it is now and return a signed link to its file."""
        ...
