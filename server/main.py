"""The command line: what an operator asks of the program, one module of `command` for each.

Only the module of the command that is asked for is loaded: most of the program's start is loading.
"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, Final, TypeAlias

from events.record import record

Run: TypeAlias = Callable[[argparse.Namespace, Mapping[str, str]], int | None]
SERVE: Final = "serve"
# What goes on until somebody ends it.
LASTING: Final = frozenset({SERVE, "worker"})
REFUSALS: Final = (
    ("server.command.refusal", "RefusedError"),
    ("server.settings", "SettingError"),
    ("server.account.key", "KeysUnusableError"),
    ("repositories.mongod_error", "MongodError"),
    ("repositories.reach", "MongodbUnusableError"),
    ("repositories.edition", "UnusableDatabaseError"),
    ("repositories.archive", "UnusableBackupError"),
    ("repositories.media_sweep", "UnsweptError"),
)


@record
class Verb:
    """The functions `run` and, if there are options, `options` of a module of `server.command`."""

    module: str
    run: str
    options: str = ""
    what: str

    def function(self, name: str) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(import_module(f"server.command.{self.module}"), name)
        return found


VERBS: Final[Mapping[str, Verb]] = {
    SERVE: Verb(module="serve", run="serve", what="start the server, with a database of its own"),
    "verify": Verb(
        module="verify",
        run="verify",
        options="add_options",
        what="compare all that is shown with the log",
    ),
    "rebuild": Verb(
        module="rebuild",
        run="rebuild",
        options="add_options",
        what="make all that is shown anew from the log",
    ),
    "backup": Verb(
        module="backup",
        run="backup",
        options="add_file",
        what="write all that cannot be made anew to one file",
    ),
    "restore": Verb(
        module="backup",
        run="restore",
        options="add_file",
        what="put a backup into an empty database",
    ),
    "purge": Verb(
        module="purge",
        run="purge",
        options="add_options",
        what="remove for good what was deleted long ago",
    ),
    "sweep": Verb(
        module="sweep",
        run="sweep",
        options="add_options",
        what="remove stored files that nothing refers to any more",
    ),
    "export": Verb(
        module="exchange",
        run="export",
        options="add_export_options",
        what="write a project to a file for an editing program",
    ),
    "import": Verb(
        module="exchange",
        run="import_",
        options="add_import_options",
        what="bring an edit into a project",
    ),
    "workflow": Verb(
        module="workflow",
        run="workflow",
        options="add_options",
        what="list and check workflows, and make them of graphs",
    ),
    "jobs": Verb(
        module="jobs",
        run="list_",
        options="add_list_options",
        what="list the jobs of the queue",
    ),
    "status": Verb(
        module="jobs",
        run="status",
        options="add_status_options",
        what="say how the queue stands",
    ),
    "submit": Verb(
        module="submit",
        run="submit",
        options="add_options",
        what="enqueue jobs for clips, or for none",
    ),
    "cancel": Verb(
        module="jobs",
        run="cancel",
        options="add_choice",
        what="cancel jobs",
    ),
    "retry": Verb(
        module="jobs",
        run="retry",
        options="add_choice",
        what="let jobs that failed begin again",
    ),
    "pause": Verb(
        module="jobs",
        run="pause",
        options="add_hold",
        what="let jobs, a project or the queue wait",
    ),
    "resume": Verb(
        module="jobs",
        run="resume",
        options="add_hold",
        what="let go on what was paused",
    ),
    "clear": Verb(
        module="jobs",
        run="clear",
        options="add_clear_options",
        what="show ended jobs of a project no more",
    ),
    "workers": Verb(
        module="workers",
        run="workers",
        options="add_options",
        what="list, register and change the machines that run jobs",
    ),
    "worker": Verb(
        module="worker",
        run="worker",
        options="add_options",
        what="ask a server for work, for the ComfyUI beside this",
    ),
    "erase": Verb(
        module="erase",
        run="erase",
        options="add_options",
        what="erase the personal data of an account",
    ),
    "rotate-key": Verb(module="key", run="rotate_key", what="make a new key to sign tokens with"),
    "version": Verb(module="version", run="print_version", what="print the version"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 also after Ctrl-C ended a server, 1 with a sentence, 2 for wrong usage.

    A refusal is one sentence on stderr; what `verify` finds is on stdout.
    """
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser(given[0] if given else "").parse_args(given)
    try:
        run: Run = VERBS[options.verb].function(VERBS[options.verb].run)
        return run(options, os.environ) or 0
    except KeyboardInterrupt:
        return 0 if options.verb in LASTING else _refused("It was interrupted before it was done.")
    except Exception as error:
        if isinstance(error, _refusals()):
            return _refused(str(error))
        raise


def _refusals() -> tuple[type[Exception], ...]:
    """Return what has a sentence for the operator as its text."""
    return tuple(getattr(import_module(module), name) for module, name in REFUSALS)


def _refused(sentence: str) -> int:
    print(f"storyboard: {sentence}", file=sys.stderr)  # noqa: T201
    return 1


def _parser(chosen: str) -> argparse.ArgumentParser:
    """Return the parser; only the chosen command has its options."""
    parser = argparse.ArgumentParser(
        prog="storyboard", description="Plan a film as a storyboard, alone or together."
    )
    verbs = parser.add_subparsers(required=True, metavar="command")
    for name, verb in VERBS.items():
        what = verb.what
        one = verbs.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
        if verb.options and name == chosen:
            verb.function(verb.options)(one)
        one.set_defaults(verb=name)
    return parser
