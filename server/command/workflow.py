"""`storyboard workflow`: list workflows, check a file, and make one of a bare graph."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from domain import text
from generation.workflow import check as checks
from generation.workflow import reader
from generation.workflow.catalogue import Catalogue, catalogue
from generation.workflow.definition import Definition
from generation.workflow.folder import Folder
from generation.workflow.proposal import propose, slug
from generation.workflow.reader import MAX_BYTES, WorkflowError, decoded
from notation.located import NotationError, from_json
from notation.written import as_yaml
from server.command.refusal import RefusedError
from server.settings import read_settings

STANDARD_OUTPUT: Final = "-"
NODES: Final = "what a worker answers at /object_info, as a file"
Work = Callable[[argparse.Namespace, Mapping[str, str]], int]


def add_options(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(required=True, metavar="what")
    every = parts.add_parser("list", help="all workflows, and files that cannot be read")
    every.set_defaults(work=list_)
    one = parts.add_parser("check", help="say what is wrong with a workflow, or what it needs")
    one.add_argument("file", metavar="FILE", help="the workflow, in YAML or JSON")
    one.add_argument("--nodes", metavar="FILE", help=f"hold it against {NODES}")
    one.set_defaults(work=check)
    new = parts.add_parser("import", help="make a workflow of a graph, with parameters proposed")
    new.add_argument("file", metavar="GRAPH", help="what ComfyUI writes as “Export (API)”")
    new.add_argument("-o", "--output", metavar="FILE", required=True, help="where to; - is here")
    new.add_argument("--name", help="what it is called; left out: as the file")
    new.add_argument("--nodes", metavar="FILE", help=f"take ranges and lists from {NODES}")
    new.set_defaults(work=import_)


def workflow(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Do what is asked for. Raises RefusedError."""
    work: Work = options.work
    try:
        return work(options, environment)
    except (WorkflowError, NotationError) as error:
        raise RefusedError(str(error)) from None


def list_(_: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Print a line for each workflow; 1 where a file cannot be read."""
    shelf = Folder(read_settings(environment).workflow_folder).shelf()
    for id_, entry in shelf.entries.items():
        one = entry.definition
        where = entry.file or "built in"
        _say(f"{id_}  {one.version}  {one.category}  {one.name} ({where})")
    for fault in shelf.faults:
        print(f"{fault.file}: {fault.sentence}", file=sys.stderr)  # noqa: T201
    return 1 if shelf.faults else 0


def check(options: argparse.Namespace, _: Mapping[str, str]) -> int:
    """Print what a worker lacks for it, or that all is right; 1 where something lacks."""
    definition = reader.read(_content(options.file))
    nodes = _nodes(options.nodes) if options.nodes else None
    findings = checks.check(definition.nodes(), nodes) if nodes else ()
    for finding in findings:
        _say(finding.sentence)
    if not findings:
        parameters = text.counted(len(definition.parameters), "parameter")
        _say(f"{definition.name} {definition.version} is right: {parameters}.")
    return 1 if findings else 0


def import_(options: argparse.Namespace, _: Mapping[str, str]) -> int:
    """Write a workflow for a graph. Raises RefusedError for a file that is there already."""
    path = options.file
    value = from_json(decoded(_content(path), "graph"), "graph").value
    name = options.name or Path(path).stem
    nodes = _nodes(options.nodes) if options.nodes else None
    definition = propose(value, name=name, id_=slug(name), nodes=nodes)
    _put(definition, options.output)
    return 0


def _put(definition: Definition, output: str) -> None:
    plain = definition.plain()
    is_json = output.lower().endswith(".json")
    written = f"{json.dumps(plain, indent=2, ensure_ascii=False)}\n" if is_json else as_yaml(plain)
    if output == STANDARD_OUTPUT:
        sys.stdout.write(written)
        return
    try:
        with Path(output).open("x", encoding="utf-8") as file:
            file.write(written)
    except FileExistsError:
        raise RefusedError(f"{output} is there already: name another file.") from None
    except OSError as error:
        raise RefusedError(f"{output} cannot be written: {error.strerror}.") from None
    _say(f"{output} is written: {text.counted(len(definition.parameters), 'parameter')}.")


def _nodes(path: str) -> Catalogue:
    found: Any = from_json(decoded(_content(path), "catalogue"), "catalogue").value
    nodes = catalogue(found)
    if not nodes:
        raise RefusedError(f"{path} names no nodes: save what a worker answers at /object_info.")
    return nodes


def _content(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise RefusedError(f"{path} cannot be read: {error.strerror}.") from None


def _say(line: str) -> None:
    print(line)  # noqa: T201
