"""The command line: what an operator asks of the program, one module of `command` for each."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from repositories.archive import UnusableBackupError
from repositories.edition import UnusableDatabaseError
from repositories.mongod_error import MongodError
from repositories.reach import MongodbUnusableError
from server.account.key import KeysUnusableError
from server.command import (
    backup,
    erase,
    exchange,
    key,
    purge,
    rebuild,
    serve,
    verify,
    version,
    workflow,
)
from server.command.refusal import RefusedError
from server.settings import SettingError

Run: TypeAlias = Callable[[argparse.Namespace, Mapping[str, str]], int | None]
Options: TypeAlias = Callable[[argparse.ArgumentParser], None]
REFUSALS: Final = (
    RefusedError,
    SettingError,
    MongodError,
    MongodbUnusableError,
    UnusableDatabaseError,
    UnusableBackupError,
    KeysUnusableError,
)


def _none(_: argparse.ArgumentParser) -> None:
    """Add no options."""


VERBS: Final[Mapping[str, tuple[Run, Options, str]]] = {
    "serve": (serve.serve, _none, "start the server, with a database of its own"),
    "verify": (verify.verify, verify.add_options, "compare all that is shown with the log"),
    "rebuild": (rebuild.rebuild, rebuild.add_options, "make all that is shown anew from the log"),
    "backup": (backup.backup, backup.add_file, "write all that cannot be made anew to one file"),
    "restore": (backup.restore, backup.add_file, "put a backup into an empty database"),
    "purge": (
        purge.purge,
        purge.add_options,
        "remove for good what was deleted long ago",
    ),
    "export": (
        exchange.export,
        exchange.add_export_options,
        "write a project to a file for an editing program",
    ),
    "import": (exchange.import_, exchange.add_import_options, "bring an edit into a project"),
    "workflow": (
        workflow.workflow,
        workflow.add_options,
        "list and check workflows, and make them of graphs",
    ),
    "erase": (erase.erase, erase.add_options, "erase the personal data of an account"),
    "rotate-key": (key.rotate_key, _none, "make a new key to sign tokens with"),
    "version": (version.print_version, _none, "print the version"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 also after Ctrl-C ended a server, 1 with a sentence, 2 for wrong usage.

    A refusal is one sentence on stderr; what `verify` finds is on stdout.
    """
    options = _parser().parse_args(arguments)
    run: Run = options.run
    try:
        return run(options, os.environ) or 0
    except REFUSALS as error:
        return _refused(str(error))
    except KeyboardInterrupt:
        return 0 if run is serve.serve else _refused("It was interrupted before it was done.")


def _refused(sentence: str) -> int:
    print(f"storyboard: {sentence}", file=sys.stderr)  # noqa: T201
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="storyboard", description="Plan a film as a storyboard, alone or together."
    )
    verbs = parser.add_subparsers(required=True, metavar="command")
    for name, (run, add_options, what) in VERBS.items():
        verb = verbs.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
        add_options(verb)
        verb.set_defaults(run=run)
    return parser
