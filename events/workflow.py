"""Facts about the library: workflows and presets that are kept for all projects.

A document is the JSON text of a definition or a preset; a key is the id that it has in there.
"""

from typing import TypeAlias

from events.record import record


@record
class LibraryOpened:
    name: str


@record
class WorkflowAdded:
    key: str
    document: str


@record
class WorkflowRevised:
    """The workflow is another version from now on; the document before it stays in the log."""

    document: str


@record
class WorkflowRemoved: ...


@record
class WorkflowRestored: ...


@record
class PresetAdded:
    key: str
    document: str


@record
class PresetRevised:
    document: str


@record
class PresetRemoved: ...


@record
class PresetRestored: ...


LibraryEvent: TypeAlias = LibraryOpened
WorkflowEvent: TypeAlias = WorkflowAdded | WorkflowRevised | WorkflowRemoved | WorkflowRestored
PresetEvent: TypeAlias = PresetAdded | PresetRevised | PresetRemoved | PresetRestored
