"""What is asked before something is removed for good, and how long it must have been of no use."""

import argparse
import sys
from collections.abc import Callable
from typing import Final

from server.command.refusal import RefusedError

MOST_DAYS: Final = 36_500


def days(least: int = 0) -> Callable[[str], int]:
    """Return what reads an option of so many whole days or more."""

    def read(text: str) -> int:
        found = int(text) if text.isascii() and text.isdecimal() else -1
        if not least <= found <= MOST_DAYS:
            raise argparse.ArgumentTypeError(f"must be {least} to {MOST_DAYS} days, not {text!r}")
        return found

    return read


def agreed(what: str) -> bool:
    """Ask whoever sits at a terminal. Raises RefusedError where nobody does."""
    if not sys.stdin.isatty():
        raise RefusedError(f"{what} are to be removed for good: say --yes if you mean it.")
    return input(f"Remove {what} for good? Type yes: ").strip().lower() == "yes"
