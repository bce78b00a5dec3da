"""Where the DTDs of other makers are: not ours to copy, so they lie beside the checkout."""

import os
from pathlib import Path
from typing import Final

FOLDER: Final = Path(
    os.environ.get("STORYBOARD_TEST_DTDS")
    or Path(__file__).parents[3] / "shared" / "contracts" / "nle" / "dtd"
)


def dtds(pattern: str) -> list[Path]:
    """Return the DTDs that are there; a test that uses them also has rules of its own."""
    return sorted(FOLDER.glob(pattern))
