"""`storyboard export` and `storyboard import`: files out and in without a browser."""

import argparse
import sys
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Final
from uuid import uuid4

from domain import text
from domain.arrival.mark import is_archive
from repositories.archive import written_whole
from schema.export_port import ExportWish
from server.command import comparison
from server.command.member import account, done
from server.command.refusal import RefusedError
from server.exchange.exporter import Made
from server.exchange.importer import LARGEST_EDIT, Imported
from server.exchange.spool import Packed
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
    parser.add_argument("file", metavar="FILE", help="edit or project archive; it is recognised")
    comparison.add_options(parser)
    parser.add_argument(
        "--same-ids",
        action="store_true",
        help="let a project archive be the project itself; left out: a copy",
    )
    parser.add_argument(
        "--as", dest="who", metavar="EMAIL", required=True, help="the account that imports it"
    )


def export(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Write the file, and on stderr what it could not carry. Raises RefusedError."""
    wish = ExportWish(
        project=options.project, format=options.format, options=_chosen(options.option)
    )

    async def exported(runtime: Runtime) -> Made | Packed:
        user = (await account(options.who)).id if options.who else None
        write = runtime.exporter
        take = write.packed if write.is_archive(wish) else write.file
        return await take(wish, user, uuid4().hex)

    made = done(read_settings(environment), exported)
    _tell(made.omissions)
    if isinstance(made, Packed):
        _copy(made, options.output)
    else:
        _put(made, options.output)


def import_(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Print what came in and what was not taken, or how a project differs. Raises RefusedError."""
    content = _content(options.file)
    if isinstance(content, bytes) and options.project is not None and not options.add:
        _compare(content, options, environment)
    else:
        _import(content, options, environment)


def _compare(content: bytes, options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    async def compared(runtime: Runtime) -> None:
        user = (await account(options.who)).id
        await comparison.compared(runtime, content, user, options)

    done(read_settings(environment), compared)


def _import(
    content: bytes | IO[bytes], options: argparse.Namespace, environment: Mapping[str, str]
) -> None:
    name = Path(options.file).name

    async def imported(runtime: Runtime) -> Imported:
        if isinstance(content, bytes):
            return await _imported(runtime, content, name, options)
        with content as file:
            return await _brought_in(runtime, file, name, options)

    came = done(read_settings(environment), imported)
    counts = f"{text.counted(came.scenes, 'scene')} and {text.counted(came.clips, 'clip')}"
    print(f"{came.project}: {counts} came in from {name}.")  # noqa: T201
    _tell(omission.sentence for omission in came.omissions)


async def _imported(
    runtime: Runtime, content: bytes, name: str, options: argparse.Namespace
) -> Imported:
    user, command = (await account(options.who)).id, uuid4().hex
    if options.project is None:
        return await runtime.importer.as_project(content, file=name, user=user, command=command)
    return await runtime.importer.into(
        options.project, content, file=name, user=user, command=command
    )


async def _brought_in(
    runtime: Runtime, file: IO[bytes], name: str, options: argparse.Namespace
) -> Imported:
    if options.project is not None:
        raise RefusedError("A project archive is a project of its own: leave out --project.")
    user = (await account(options.who)).id
    return await runtime.archives.bring_in(
        file, name=name, user=user, command=uuid4().hex, keeps_ids=options.same_ids
    )


def _chosen(given: Iterable[str]) -> dict[str, str]:
    pairs = [option.partition("=") for option in given]
    for name, is_pair, _ in pairs:
        if not is_pair:
            raise RefusedError(f"The option {name} has no value: write --option {name}=VALUE.")
    return {name: value for name, _, value in pairs}


def _content(path: str) -> bytes | IO[bytes]:
    """Return an edit, or the opened file of a project archive."""
    try:
        with ExitStack() as stack:
            file = stack.enter_context(Path(path).open("rb"))
            content = file.read(LARGEST_EDIT + 1)
            if is_archive(content):
                stack.pop_all()
                return file
    except OSError as error:
        raise RefusedError(f"{path} cannot be read: {error.strerror}.") from None
    if len(content) > LARGEST_EDIT:
        raise RefusedError(
            f"{path} is too large: an edit has at most {LARGEST_EDIT // 10**6} MB. Cut it into "
            "reels and import these."
        )
    return content


def _copy(packed: Packed, output: str | None) -> None:
    """Write an archive, which is too large to be held in memory."""
    with packed.file:
        if output == STANDARD_OUTPUT:
            copyfileobj(packed.file, sys.stdout.buffer)
            return
        path = Path(output or packed.name)
        with written_whole(path) as target:
            copyfileobj(packed.file, target)
    print(f"{path} is written.")  # noqa: T201


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
