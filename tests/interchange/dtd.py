"""Where the DTDs of other makers are: not ours to copy, so they lie beside the checkout."""

import os
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

# A compiled module without types.
etree: Final[Any] = import_module("lxml.etree")

FOLDER: Final = Path(
    os.environ.get("STORYBOARD_TEST_DTDS")
    or Path(__file__).parents[3] / "shared" / "contracts" / "nle" / "dtd"
)


def dtds(pattern: str) -> list[Path]:
    """Return the DTDs that are there; a test that uses them also has rules of its own."""
    return sorted(FOLDER.glob(pattern))


def faults(root: Any, dtd: Path) -> list[str]:
    """Return what is wrong with a document by a definition."""
    rules = definition(dtd)
    rules.validate(root)
    return [str(fault) for fault in rules.error_log.filter_from_errors()]


@cache
def definition(dtd: Path) -> Any:
    return etree.DTD(str(dtd))
