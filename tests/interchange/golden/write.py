"""Renew the goldens: `make goldens`. Look at the difference before it is committed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from events.record import record
from interchange.format import FORMATS
from interchange.option import chosen
from interchange.written import Piece
from tests.interchange.aaf.dump import dump
from tests.interchange.golden.film import film

FOLDER: Final = Path(__file__).parent / "files"


@record
class Golden:
    """A format with options, and the beginning of the names of its files."""

    stem: str
    format: str
    options: Mapping[str, str]


GOLDENS: Final = (
    Golden(stem="otio", format="otio", options={}),
    Golden(stem="fcpxml-1.10", format="fcpxml", options={}),
    Golden(
        stem="fcpxml-1.14-flattened",
        format="fcpxml",
        options={"version": "1.14", "alternates": "flatten"},
    ),
    Golden(stem="xmeml", format="xmeml", options={}),
    Golden(
        stem="xmeml-strict", format="xmeml", options={"alternates": "omitted", "dialect": "strict"}
    ),
    Golden(stem="edl", format="edl", options={}),
    Golden(stem="edl-utf8", format="edl", options={"letters": "utf8", "stills": "frozen"}),
    Golden(stem="json", format="json", options={}),
    Golden(stem="csv", format="csv", options={}),
    Golden(stem="aaf", format="aaf", options={}),
)


def files(golden: Golden) -> dict[str, bytes]:
    """Return what the format writes by file name, and what it says that it cannot carry."""
    one = FORMATS[golden.format]
    written = one.written(film(), chosen(one.choices, golden.options))
    made = dict(shown(golden, piece) for piece in written.pieces)
    told = "".join(f"{omission.sentence}\n" for omission in written.omissions)
    return made | {f"{golden.stem}.omissions.txt": told.encode()}


def shown(golden: Golden, piece: Piece) -> tuple[str, bytes]:
    """Return the name of a file and what is in it; an AAF is no text, so what it says is one."""
    name = f"{golden.stem}{piece.name}"
    return (f"{name}.txt", dump(piece.content)) if golden.format == "aaf" else (name, piece.content)


def renew() -> None:
    for path in FOLDER.glob("*"):
        path.unlink()
    for golden in GOLDENS:
        for name, content in files(golden).items():
            (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    renew()
