"""`storyboard version`."""

import argparse
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from server.command.refusal import RefusedError

PACKAGE = "emergent-storyboard"


def print_version(_: argparse.Namespace, __: Mapping[str, str]) -> None:
    print(program_version())  # noqa: T201


def program_version() -> str:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        raise RefusedError("The program is not installed: run `make setup`.") from None
