"""`storyboard version`."""

import argparse
from collections.abc import Mapping

from server.command.refusal import RefusedError
from server.version import installed_version


def print_version(_: argparse.Namespace, __: Mapping[str, str]) -> None:
    print(program_version())  # noqa: T201


def program_version() -> str:
    found = installed_version()
    if found is None:
        raise RefusedError("The program is not installed: run `make setup`.")
    return found
