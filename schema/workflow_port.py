"""What GraphQL asks of workflows; the server answers with what `generation` knows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from events.record import record


class Target(Protocol):
    @property
    def node(self) -> str: ...
    @property
    def input(self) -> str: ...


class Parameter(Protocol):
    """`shown` is its label, `hint` the widget that suits it."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def shown(self) -> str: ...
    @property
    def hint(self) -> str: ...
    @property
    def help(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def role(self) -> str | None: ...
    @property
    def required(self) -> bool: ...
    @property
    def default(self) -> Any: ...
    @property
    def least(self) -> float | None: ...
    @property
    def most(self) -> float | None: ...
    @property
    def step(self) -> float | None: ...
    @property
    def choices(self) -> Sequence[str]: ...
    @property
    def folder(self) -> str: ...
    @property
    def preview(self) -> object | None: ...
    @property
    def inputs(self) -> Sequence[Target]: ...


class Output(Protocol):
    @property
    def node(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def label(self) -> str: ...


class Stages(Protocol):
    @property
    def count(self) -> str: ...
    @property
    def nodes(self) -> Sequence[str]: ...


class Definition(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def parameters(self) -> Sequence[Parameter]: ...
    @property
    def outputs(self) -> Sequence[Output]: ...
    @property
    def stages(self) -> Stages | None: ...
    @property
    def staged(self) -> frozenset[str]: ...
    def plain(self) -> dict[str, Any]: ...


class Model(Protocol):
    @property
    def folder(self) -> str: ...
    @property
    def name(self) -> str: ...


class Needs(Protocol):
    """`vram` is in bytes."""

    @property
    def nodes(self) -> Sequence[str]: ...
    @property
    def models(self) -> Sequence[Model]: ...
    @property
    def vram(self) -> int: ...


class Preset(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def categories(self) -> Sequence[str]: ...
    @property
    def help(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...
    @property
    def negative(self) -> str: ...
    @property
    def values(self) -> Mapping[str, Any]: ...


class FileFault(Protocol):
    @property
    def file(self) -> str: ...
    @property
    def sentence(self) -> str: ...


@record
class Saved:
    """How often something of the library was changed, and by whom last."""

    revision: int
    by: str
    at: datetime


@record
class Entry:
    """A workflow with what it needs before anything is chosen.

    `file` is the name of its file, `saved` is None unless the library keeps it; what has neither
    comes with the program.
    """

    definition: Definition
    needs: Needs
    file: str = ""
    saved: Saved | None = None
    is_proposed: bool = False


@record
class PresetEntry:
    """`saved` is None unless the library keeps it."""

    preset: Preset
    saved: Saved | None = None


@record
class Removal:
    """Something of the library that was removed and can be restored."""

    key: str
    name: str
    is_preset: bool
    saved: Saved


@record
class Shelf:
    """All workflows and presets, in the order of their names, and what could not be read."""

    entries: tuple[Entry, ...]
    presets: tuple[PresetEntry, ...]
    faults: tuple[FileFault, ...]
    removals: tuple[Removal, ...] = ()


@record
class Kept:
    """A document that was judged: its id, and the text that the library keeps of it."""

    key: str
    document: str


class Workflows(Protocol):
    async def shelf(self) -> Shelf:
        """Return what there is now."""
        ...

    async def proposed(self, graph: str, name: str) -> Entry:
        """Return a workflow for the JSON text of a graph. Raises RuleViolatedError."""
        ...

    async def judged(self, document: str) -> Kept:
        """Judge the text of a definition, in YAML or JSON. Raises RuleViolatedError."""
        ...

    async def judged_preset(self, preset: Mapping[str, Any]) -> Kept:
        """Judge a preset. Raises RuleViolatedError."""
        ...

    async def version_of(self, document: str) -> str:
        """Return the version of a definition that the library kept."""
        ...
