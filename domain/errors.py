"""Why a command was refused: four kinds, so that every edge can answer each of them.

The texts are meant for the user and say what to do.
"""

from typing import Any, Final

from events.record import record

# One sentence for both, so that nobody learns which ids exist.
UNSEEN: Final = "There is no such thing, or it is not shared with you."


@record
class Slot:
    """A free place on a track of a scene, in frames. `length` is what was asked for."""

    track: int
    start: int
    length: int


@record
class FieldConflict:
    """A field that two people wanted to be different."""

    field: str
    yours: object
    theirs: object


class DomainError(Exception):
    """A command that cannot be carried out.

    `index` is its place in a list of commands that were to be one change.
    """

    index: int | None = None

    @property
    def message(self) -> str:
        return str(self)


class NotFoundError(DomainError): ...


class ForbiddenError(DomainError): ...


class RuleViolatedError(DomainError):
    """`free_slots` and `free_codes` are what could be had instead of what is taken."""

    def __init__(
        self,
        message: str,
        *,
        field: str = "",
        free_slots: tuple[Slot, ...] = (),
        free_codes: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.field = field
        self.free_slots = free_slots
        self.free_codes = free_codes


class ConflictError(DomainError):
    def __init__(
        self,
        message: str,
        *,
        expected_version: int | None = None,
        actual_version: int | None = None,
        conflicts: tuple[FieldConflict, ...] = (),
    ) -> None:
        super().__init__(message)
        self.expected_version = expected_version
        self.actual_version = actual_version
        self.conflicts = conflicts


@record
class Interference:
    """A facet that was changed again since: the states that are wanted and present."""

    stream: str
    facet: str
    wanted: Any
    present: Any


class InterferedError(ConflictError):
    """Undoing commit `position` would take back what was done after it.

    `may_force` tells whether it would be carried out all the same when it is asked for anyway.
    """

    def __init__(
        self,
        message: str,
        *,
        project: str,
        position: int,
        may_force: bool,
        interferences: tuple[Interference, ...],
    ) -> None:
        super().__init__(message)
        self.project = project
        self.position = position
        self.may_force = may_force
        self.interferences = interferences
