"""Which version of the program this is."""

from importlib.metadata import PackageNotFoundError, version
from typing import Final

PACKAGE: Final = "emergent-storyboard"


def installed_version() -> str | None:
    """Return None where the program runs without being installed."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return None
