"""What commands print: tables for people, JSON for programs."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

GAP: Final = "  "
# A name of an id is enough to tell it from others, and all of it is needed to use it.
WIDEST: Final = 60


def say(line: str) -> None:
    print(line)  # noqa: T201


def as_json(value: Any) -> None:
    say(json.dumps(value, indent=2, ensure_ascii=False))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under their heads, each column as wide as it has to be."""
    lines = [[_cell(head) for head in heads], *([_cell(one) for one in row] for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(heads))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        say(GAP.join(cells).rstrip())


def _cell(value: object) -> str:
    text = " ".join(str("" if value is None else value).split()) or "-"
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"
