"""The folders of a server, in memory: output and input stay when it is killed, temp does not."""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import PurePosixPath

FOLDERS = ("output", "input", "temp")


class OutsideError(Exception):
    """A path that leaves its folder."""


def inside(*parts: str) -> str:
    """Return a path below a folder, or refuse one that leads out of it."""
    path = PurePosixPath(*[part.replace("\\", "/") for part in parts if part])
    if path.is_absolute() or ".." in path.parts:
        raise OutsideError(str(path))
    return str(path)


class Files:
    def __init__(self) -> None:
        self._kept: dict[str, dict[str, bytes]] = {folder: {} for folder in FOLDERS}

    def wipe_temp(self) -> None:
        self._kept["temp"].clear()

    def names(self, folder: str) -> list[str]:
        return sorted(self._kept[folder])

    def find(self, folder: str, path: str) -> bytes | None:
        return self._kept[folder].get(path)

    def put(self, folder: str, path: str, content: bytes) -> None:
        self._kept[folder][path] = content

    def save(
        self, prefix: str, suffix: str, content: bytes, folder: str = "output"
    ) -> Mapping[str, str]:
        """Save under the next free number of a prefix; `suffix` is `_.png`, for sound `.flac`."""
        path = PurePosixPath(prefix)
        subfolder = "" if str(path.parent) == "." else str(path.parent)
        number = self._next_number(folder, subfolder, path.name)
        name = f"{path.name}_{number:05}{suffix}"
        self.put(folder, inside(subfolder, name), content)
        return {"filename": name, "subfolder": subfolder, "type": folder}

    def _next_number(self, folder: str, subfolder: str, stem: str) -> int:
        start = f"{subfolder}/{stem}_" if subfolder else f"{stem}_"
        pattern = re.compile(re.escape(start) + r"(\d+)_?\.\w+")
        found = (pattern.fullmatch(name) for name in self._kept[folder])
        return 1 + max((int(match[1]) for match in found if match), default=0)

    def upload(
        self, folder: str, subfolder: str, name: str, content: bytes, *, overwrite: bool
    ) -> str:
        """Return the name it was stored under: another if there is another file of that name."""
        stem, dot, suffix = name.rpartition(".")
        tried, number = name, 0
        while not overwrite:
            there = self._kept[folder].get(inside(subfolder, tried))
            if there is None or sha256(there).digest() == sha256(content).digest():
                break
            number += 1
            tried = f"{stem or name} ({number}){dot}{suffix}"
        self.put(folder, inside(subfolder, tried), content)
        return tried

    def annotated(self, text: str) -> bytes | None:
        """Return a file as graphs name it: `a.png`, `sub/a.png`, `a.png [output]`."""
        match = re.fullmatch(r"(.*) \[(output|input|temp)\]", text)
        folder, path = (match[2], match[1]) if match else ("input", text)
        return self.find(folder, path)
