"""Reels: names of at most eight characters, another one for each file."""

import re
from collections import Counter
from typing import Final

from interchange.edl.letters import ascii_text
from interchange.edl.line import AUXILIARY, BLACK
from interchange.report import InterchangeError

LENGTH: Final = 8
_NOT_IN_REELS: Final = re.compile(r"[^A-Z0-9]")


class Reels:
    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._taken = {AUXILIARY, BLACK}
        self._counts = Counter[str]()

    def of_file(self, url: str) -> str:
        """Return the reel of a file, which is named after it."""
        return self._known(url) or self._new(url, _stem(url))

    def of_clip(self, key: str, name: str) -> str:
        """Return the reel of a clip that has no file: its own, so that none is taken for it."""
        return self._known(f"\n{key}") or self._new(f"\n{key}", name)

    def _known(self, key: str) -> str:
        return self._of.get(key, "")

    def _new(self, key: str, name: str) -> str:
        base = _NOT_IN_REELS.sub("", ascii_text(name).upper())[:LENGTH] or "REEL"
        reel = self._numbered(base) if base in self._taken else base
        self._taken.add(reel)
        self._of[key] = reel
        return reel

    def _numbered(self, base: str) -> str:
        """Return the next free number behind a name. What is taken is not tried again."""
        for digits in range(2, LENGTH):
            stem = base[: LENGTH - digits]
            while self._counts[stem] < 10**digits - 1:
                self._counts[stem] += 1
                reel = f"{stem}{self._counts[stem]:0{digits}}"
                if reel not in self._taken:
                    return reel
        raise InterchangeError("There are more files than an EDL has names of eight characters.")


def _stem(url: str) -> str:
    file = re.split(r"[?#]", url, maxsplit=1)[0].rstrip("/\\")
    name = re.split(r"[/\\]", file)[-1]
    return name.rpartition(".")[0] or name
