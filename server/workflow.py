"""Workflows for GraphQL: those of the program, of a folder and of the library, on one shelf."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final

from domain.errors import RuleViolatedError
from domain.library.board import Preset as KeptPreset
from domain.library.board import Workflow as KeptWorkflow
from events.ids import MAIN_LIBRARY
from events.record import replace
from generation.workflow import folder, needs, preset, reader
from generation.workflow.definition import Definition
from generation.workflow.folder import FileFault
from generation.workflow.preset import Preset
from generation.workflow.proposal import propose
from generation.workflow.reader import WorkflowError, decoded
from notation.located import NotationError, from_json
from repositories import workflow as library
from repositories.view import View
from schema.workflow_port import Entry, Kept, PresetEntry, Removal, Saved, Shelf

EMPTY: Final = Shelf(entries=(), presets=(), faults=())


class Workflows:
    """Answers what GraphQL asks of workflows. Files are looked at in a thread."""

    def __init__(self, files: folder.Folder) -> None:
        self._files = files
        self._one_at_a_time = asyncio.Lock()
        self._seen: tuple[folder.Shelf | None, str] = (None, "")
        self._shelf = EMPTY

    async def shelf(self) -> Shelf:
        """Return what there is now, also what came a moment ago."""
        async with self._one_at_a_time:
            files = await asyncio.to_thread(self._files.shelf)
            mark = await library.mark(MAIN_LIBRARY)
            if (files, mark) != self._seen:
                kept = await library.workflows(MAIN_LIBRARY)
                presets = await library.presets(MAIN_LIBRARY)
                self._shelf = await asyncio.to_thread(shelved, files, kept, presets)
                self._seen = (files, mark)
            return self._shelf

    async def proposed(self, graph: str, name: str) -> Entry:
        """Return a workflow for the JSON text of a graph. Raises RuleViolatedError."""
        try:
            made = await asyncio.to_thread(_proposed, graph, name)
        except (WorkflowError, NotationError) as error:
            raise RuleViolatedError(str(error), field="graph") from error
        return replace(_entry(made), is_proposed=True)

    async def judged(self, document: str) -> Kept:
        """Judge the text of a definition, in YAML or JSON. Raises RuleViolatedError."""
        try:
            found = await asyncio.to_thread(reader.read, encoded(document))
        except WorkflowError as error:
            raise RuleViolatedError(str(error), field="document") from error
        return Kept(key=found.id, document=written(found.plain()))

    async def judged_preset(self, preset: Mapping[str, Any]) -> Kept:
        """Judge a preset. Raises RuleViolatedError."""
        found = _preset(preset)
        return Kept(key=found.id, document=written(found.model_dump(mode="json")))

    async def version_of(self, document: str) -> str:
        """Return the version of a definition that the library kept."""
        return (await asyncio.to_thread(reader.read, document.encode())).version


def encoded(text: str) -> bytes:
    """Return a text in UTF-8; what cannot be written in it becomes what the reader refuses."""
    return text.encode("utf-8", "surrogatepass")


def written(value: Any) -> str:
    """Return the one text of a document that the library keeps."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _proposed(graph: str, name: str) -> Definition:
    text = decoded(encoded(graph), "graph")
    return propose(from_json(text, "graph").value, name=name)


def _preset(value: Mapping[str, Any]) -> Preset:
    content = written({"presets": 1, "items": [value]})
    try:
        return preset.read(encoded(content))[0]
    except WorkflowError as error:
        raise RuleViolatedError(str(error), field="id") from error


def _entry(definition: Definition) -> Entry:
    return Entry(definition=definition, needs=needs.usual(definition))


def shelved(
    files: folder.Shelf,
    kept: list[View[KeptWorkflow]],
    presets: list[View[KeptPreset]],
) -> Shelf:
    """Return one shelf of files and of what the library keeps, which goes before them."""
    entries = {
        id_: replace(_entry(each.definition), file=each.file) for id_, each in files.entries.items()
    }
    all_presets = {id_: PresetEntry(preset=each) for id_, each in files.presets.items()}
    faults, removals = list(files.faults), []
    views: list[View[KeptWorkflow] | View[KeptPreset]] = [*kept, *presets]
    for view in views:
        state = view.state
        saved = Saved(revision=view.version, by=view.changed_by, at=view.changed_at)
        try:
            if isinstance(state, KeptPreset):
                name = _take_preset(all_presets, state, saved)
            else:
                name = _take(entries, state, saved)
        except (WorkflowError, RuleViolatedError) as error:
            faults.append(FileFault(file=state.key, sentence=str(error)))
        else:
            if state.is_removed:
                is_preset = isinstance(state, KeptPreset)
                removals.append(Removal(key=state.key, name=name, is_preset=is_preset, saved=saved))
    return Shelf(
        entries=tuple(sorted(entries.values(), key=lambda one: one.definition.name.casefold())),
        presets=tuple(all_presets.values()),
        faults=tuple(faults),
        removals=tuple(removals),
    )


def _take(entries: dict[str, Entry], state: KeptWorkflow, saved: Saved) -> str:
    """Put a workflow on the shelf if it is not removed, and return its name."""
    definition = reader.read(state.document.encode())
    if not state.is_removed:
        entries[state.key] = replace(_entry(definition), saved=saved)
    return definition.name


def _take_preset(entries: dict[str, PresetEntry], state: KeptPreset, saved: Saved) -> str:
    found = _preset(json.loads(state.document))
    if not state.is_removed:
        entries[state.key] = PresetEntry(preset=found, saved=saved)
    return found.name
