"""Workflows and presets in files: those that come with the program, and those of a folder.

A file of the folder replaces what is built in under the same id. What cannot be read keeps nobody
from using the others; it is listed with its fault.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from events.record import record
from generation.workflow import preset as presets
from generation.workflow import reader
from generation.workflow.definition import Definition
from generation.workflow.preset import Preset
from generation.workflow.reader import MAX_BYTES, WorkflowError

SUFFIXES: Final = frozenset({".yaml", ".yml", ".json"})
PRESETS: Final = "presets"
MOST_FILES: Final = 1_000
# What tells whether a folder changed: names, sizes and times of its files.
Signature = tuple[tuple[str, int, int], ...]


@record
class FileFault:
    """A file that cannot be used, and the sentence that says why."""

    file: str
    sentence: str


@record
class Entry:
    """A workflow, and the file it is in; an empty name for what comes with the program."""

    definition: Definition
    file: str

    @property
    def is_builtin(self) -> bool:
        return not self.file


@record
class Shelf:
    """All workflows and presets by id, in order of their names, and what could not be read."""

    entries: Mapping[str, Entry]
    presets: Mapping[str, Preset]
    faults: tuple[FileFault, ...]


class Folder:
    """The workflows of a folder, which need not be there; read again when it changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._signature: Signature | None = None
        self._shelf = builtin()

    def shelf(self) -> Shelf:
        """Return what there is now. Looks at the folder each time, so it may block."""
        signature = signed(self.path)
        if signature != self._signature:
            self._shelf = shelved(self.path, [name for name, _, _ in signature])
            self._signature = signature
        return self._shelf


def signed(path: Path) -> Signature:
    """Return what the files of a folder look like from outside."""
    try:
        found = sorted(each for each in path.iterdir() if each.suffix.lower() in SUFFIXES)
    except OSError:
        return ()
    return tuple(_signed(found[:MOST_FILES]))


def _signed(paths: list[Path]) -> Iterator[tuple[str, int, int]]:
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue
        yield path.name, status.st_size, status.st_mtime_ns


def shelved(path: Path, names: list[str]) -> Shelf:
    """Return what is built in with the files of a folder."""
    own = Shelves()
    for name in names:
        own.take(path / name)
    base = builtin()
    entries = {**base.entries, **own.entries}
    by_name = sorted(entries.values(), key=lambda entry: entry.definition.name.casefold())
    return Shelf(
        entries={entry.definition.id: entry for entry in by_name},
        presets={**base.presets, **own.presets},
        faults=tuple(own.faults),
    )


class Shelves:
    """What is gathered from the files of a folder."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.presets: dict[str, Preset] = {}
        self.faults: list[FileFault] = []

    def take(self, path: Path) -> None:
        try:
            content = _content(path)
            if path.stem == PRESETS:
                self.presets |= {each.id: each for each in presets.read(content)}
            else:
                self._add(reader.read(content), path.name)
        except WorkflowError as error:
            self.faults.append(FileFault(file=path.name, sentence=str(error)))

    def _add(self, definition: Definition, file: str) -> None:
        if known := self.entries.get(definition.id):
            raise WorkflowError(
                f"The workflow has the id {definition.id}, and so has {known.file}. Change one."
            )
        self.entries[definition.id] = Entry(definition=definition, file=file)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise WorkflowError(f"The file cannot be read: {error.strerror}.") from error


@cache
def builtin() -> Shelf:
    """Return the workflows and presets that come with the program."""
    source = files("generation.workflow") / "builtin"
    definitions = [
        reader.read(each.read_bytes()) for each in _files(source) if not is_presets(each)
    ]
    by_name = sorted(definitions, key=lambda definition: definition.name.casefold())
    found = [preset for each in _files(source) if is_presets(each) for preset in _read(each)]
    return Shelf(
        entries={each.id: Entry(definition=each, file="") for each in by_name},
        presets={each.id: each for each in found},
        faults=(),
    )


def is_presets(file: Traversable) -> bool:
    return file.name.startswith(f"{PRESETS}.")


def _read(file: Traversable) -> tuple[Preset, ...]:
    return presets.read(file.read_bytes())


def _files(source: Traversable) -> list[Traversable]:
    return sorted(
        (each for each in source.iterdir() if each.name.endswith(".yaml")),
        key=lambda each: each.name,
    )
