"""`storyboard export` and `storyboard import`: files out and in without a browser."""

import argparse
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final
from uuid import uuid4

from domain import text
from schema.export_port import ExportWish
from server.command.member import account, done
from server.command.refusal import RefusedError
from server.exchange.exporter import Made
from server.exchange.importer import LARGEST_EDIT, Imported
from server.runtime import Runtime
from server.settings import read_settings

STANDARD_OUTPUT: Final = "-"


def add_export_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="PROJECT", help="id of the project, or of a branch")
    parser.add_argument("format", metavar="FORMAT", help="name of the format, such as OTIO or EDL")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to; - is standard output")
    parser.add_argument(
        "--option",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="an option of the format; may be given several times",
    )
    parser.add_argument(
        "--as", dest="who", metavar="EMAIL", help="the member whose export it is; left out: nobody"
    )


def add_import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the edit; its format is recognised")
    parser.add_argument("--project", metavar="ID", help="add it to this project; left out: a new")
    parser.add_argument(
        "--as", dest="who", metavar="EMAIL", required=True, help="the account that imports it"
    )


def export(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Write the file, and on stderr what it could not carry. Raises RefusedError."""
    wish = ExportWish(
        project=options.project, format=options.format, options=_chosen(options.option)
    )

    async def exported(runtime: Runtime) -> Made:
        user = (await account(options.who)).id if options.who else None
        return await runtime.exporter.file(wish, user, uuid4().hex)

    made = done(read_settings(environment), exported)
    _tell(made.omissions)
    _put(made, options.output)


def import_(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Print the project's id and what was not taken. Raises RefusedError."""
    content = _content(options.file)
    name = Path(options.file).name

    async def imported(runtime: Runtime) -> Imported:
        return await _imported(runtime, content, name, options)

    result = done(read_settings(environment), imported)
    counts = f"{text.counted(result.scenes, 'scene')} and {text.counted(result.clips, 'clip')}"
    print(f"{result.project}: {counts} came in from {name}.")  # noqa: T201
    _tell(omission.sentence for omission in result.omissions)


async def _imported(
    runtime: Runtime, content: bytes, name: str, options: argparse.Namespace
) -> Imported:
    user, command = (await account(options.who)).id, uuid4().hex
    if options.project is None:
        return await runtime.importer.as_project(content, file=name, user=user, command=command)
    return await runtime.importer.into(
        options.project, content, file=name, user=user, command=command
    )


def _chosen(given: Iterable[str]) -> dict[str, str]:
    pairs = [option.partition("=") for option in given]
    for name, is_pair, _ in pairs:
        if not is_pair:
            raise RefusedError(f"The option {name} has no value: write --option {name}=VALUE.")
    return {name: value for name, _, value in pairs}


def _content(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            content = file.read(LARGEST_EDIT + 1)
    except OSError as error:
        raise RefusedError(f"{path} cannot be read: {error.strerror}.") from None
    if len(content) > LARGEST_EDIT:
        raise RefusedError(
            f"{path} is too large: an edit has at most {LARGEST_EDIT // 10**6} MB. Cut it into "
            "reels and import these."
        )
    return content


def _put(made: Made, output: str | None) -> None:
    if output == STANDARD_OUTPUT:
        sys.stdout.buffer.write(made.file.content)
        return
    path = Path(output or made.file.name)
    try:
        path.write_bytes(made.file.content)
    except OSError as error:
        raise RefusedError(f"{path} cannot be written: {error.strerror}.") from None
    print(f"{path} is written.")  # noqa: T201


def _tell(omissions: Iterable[str]) -> None:
    for sentence in omissions:
        print(f"Not carried: {sentence}", file=sys.stderr)  # noqa: T201
