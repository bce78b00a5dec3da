"""`storyboard submit`: enqueue jobs as the dialog of the editor does."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from domain import text
from server.command.member import Member, add_json, add_member, as_member
from server.command.printing import as_json, say
from server.command.refusal import RefusedError

SEEDINGS: Final = ("random", "fixed", "increment")
WORDS: Final = frozenset({"TEXT", "CHOICE", "MODEL"})
SUCCESS: Final = "position batch { id name size workflow workflowVersion }"
PARAMETERS: Final = """query($id: String!) {
  workflow(id: $id) { parameters { name type isStaged } } }"""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workflow", metavar="WORKFLOW", help="id, as `workflow list` has it")
    parser.add_argument("--project", metavar="ID", required=True, help="where takes go")
    parser.add_argument(
        "--clip",
        action="append",
        default=[],
        metavar="ID",
        help="a clip to make takes of; may be given several times; none: one job without a clip",
    )
    _add_values(parser)
    parser.add_argument("--name", default="", metavar="TEXT", help="what the batch is called")
    parser.add_argument("--tries", type=int, default=1, metavar="N", help="jobs for each clip")
    parser.add_argument("--seed", action="append", metavar="N", help="may be given several times")
    parser.add_argument(
        "--seeds", choices=SEEDINGS, default=SEEDINGS[0], help="what seeds further tries get"
    )
    parser.add_argument("--priority", type=int, default=0, metavar="N", help="-10 to 10")
    parser.add_argument("--preview", action="store_true", help="quick: smaller and shorter")
    parser.add_argument("--tag", action="append", metavar="TAG", help="only workers that have it")
    parser.add_argument("--max-cost", type=float, metavar="AMOUNT", help="stop when it is spent")
    parser.add_argument("--max-minutes", type=float, metavar="N", help="stop when it is spent")
    add_json(parser)
    add_member(parser)


def _add_values(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter of the workflow; what is no text is written as in JSON",
    )
    parser.add_argument(
        "--values", type=Path, metavar="FILE", help="parameters as a JSON object; --set goes before"
    )


def submit(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Enqueue a batch. Raises RefusedError; nothing is enqueued then."""
    given = _of_file(options.values)
    pairs = [_pair(one) for one in options.set]

    async def asked(member: Member) -> dict[str, Any]:
        types = await _types(member, options.workflow) if pairs else {}
        chosen = {name: _value(types.get(name), value) for name, value in pairs}
        wish = _wish(options, {**given, **chosen})
        return await member.change("enqueueBatch", SUCCESS, **wish)

    batch = as_member(options, environment, asked)["batch"]
    if options.json:
        as_json(batch)
        return
    said = f"{text.counted(batch['size'], 'job')} {'is' if batch['size'] == 1 else 'are'}"
    say(f"{said} in the queue, as batch {batch['id']}.")


def _wish(options: argparse.Namespace, values: Mapping[str, Any]) -> dict[str, Any]:
    minutes = options.max_minutes
    return {
        "projectId": options.project,
        "workflowId": options.workflow,
        "items": [{"clipId": clip} for clip in options.clip] or [{"name": options.name}],
        "values": values,
        "name": options.name,
        "tries": options.tries,
        "seeds": options.seed,
        "seedPolicy": options.seeds.upper(),
        "priority": options.priority,
        "isPreview": options.preview,
        "tags": options.tag,
        "budget": {
            "cost": options.max_cost,
            "seconds": None if minutes is None else minutes * 60,
        },
    }


def _of_file(path: Path | None) -> dict[str, Any]:
    """Return the values that a file has. Raises RefusedError."""
    if path is None:
        return {}
    try:
        found: Any = json.loads(path.read_bytes())
    except OSError as error:
        raise RefusedError(f"{path} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"{path} is not JSON: {error}.") from None
    if not isinstance(found, dict):
        raise RefusedError(f'{path} holds no object. Write {{"steps": 20}}.')
    return found


def _pair(said: str) -> tuple[str, str]:
    name, sign, value = said.partition("=")
    if not sign or not name:
        raise RefusedError(f"{text.quoted(said)} sets nothing. Write a name and a value: steps=20.")
    return name, value


async def _types(member: Member, workflow: str) -> dict[str, tuple[str, bool]]:
    """Return the types of the parameters, and which each stage has a value of."""
    found = (await member.ask(PARAMETERS, id=workflow))["workflow"]
    parameters = found["parameters"] if found else ()
    return {one["name"]: (one["type"], one["isStaged"]) for one in parameters}


def _value(type_: tuple[str, bool] | None, said: str) -> Any:
    """Words are taken as they are, but for a list of them for a parameter of stages."""
    try:
        found = json.loads(said)
    except (ValueError, RecursionError):
        return said
    name, is_staged = type_ or ("", False)
    is_list = is_staged and isinstance(found, list)
    return found if is_list or name not in WORDS else said
