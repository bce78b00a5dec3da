"""Workflows for GraphQL: those of the program and those of a folder, looked at in a thread."""

import asyncio

from generation.workflow import folder, needs
from schema.workflow_port import Entry, Shelf


class Workflows:
    """Answers what GraphQL asks of workflows."""

    def __init__(self, files: folder.Folder) -> None:
        self._files = files
        self._one_at_a_time = asyncio.Lock()
        self._seen: folder.Shelf | None = None
        self._shelf = Shelf(entries=(), presets=(), faults=())

    async def shelf(self) -> Shelf:
        """Return what there is now, of files too that came a moment ago."""
        async with self._one_at_a_time:
            found = await asyncio.to_thread(self._files.shelf)
            if found is not self._seen:
                self._seen, self._shelf = found, shown(found)
            return self._shelf


def shown(found: folder.Shelf) -> Shelf:
    """Return a shelf as GraphQL asks for it."""
    entries = [
        Entry(definition=each.definition, file=each.file, needs=needs.usual(each.definition))
        for each in found.entries.values()
    ]
    return Shelf(entries=tuple(entries), presets=tuple(found.presets.values()), faults=found.faults)
