"""`storyboard workers`: the machines that run jobs, one by one or as a file says."""

import argparse
import getpass
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from domain import text
from domain.errors import DomainError
from domain.execute import Request
from domain.queue.fleet import KINDS, ReviewNeeds
from events.ids import MAIN_QUEUE, WorkerId, derived
from generation import roster
from generation.roster import MOST_BYTES, Read
from notation.located import NotationError
from schema.worker import ADMINISTRATORS
from server.command.member import Member, add_json, add_member, as_member
from server.command.printing import as_json, say, table
from server.command.refusal import RefusedError

FIELDS: Final = """id name kind hasKey address tags serves hourlyCost serverVersion mode health
  reason takesJobs errors devices { name vram }"""
WORKERS: Final = f"{{ workers {{ {FIELDS} }} }}"
SUCCESS: Final = f"worker {{ {FIELDS} }} position"
GIGABYTE: Final = 1024  # megabytes
KEY: Final = "STORYBOARD_WORKER_KEY"
NO_KEY: Final = (
    f"There is no key: write it to the standard input, or set {KEY}. With --remove the worker has"
    " none any more."
)
Work = Callable[[argparse.Namespace, Mapping[str, str]], None]
Parts = Any  # argparse does not name the type of what it makes


def add_options(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(required=True, metavar="what")
    _add(parts, "list", list_, "all workers, and how they stand")
    new = _add(parts, "register", register, "add a worker")
    new.add_argument("name", metavar="NAME")
    new.add_argument("--kind", choices=KINDS, default="comfyui")
    _add_what(new)
    one = _add(parts, "edit", edit, "change what a worker is called, where it is, what it does")
    _add_worker(one)
    one.add_argument("--name", metavar="NAME", help="what it is called from now on")
    _add_what(one)
    _add_modes(parts)
    keyed = _add(parts, "key", key, "set the API key that a worker is asked with")
    _add_worker(keyed)
    keyed.add_argument("--remove", action="store_true", help="it needs no key any more")
    keyed.epilog = f"The key is read from {KEY}, else from the standard input."
    _add_worker(_add(parts, "token", token, "make a token for a worker of the kind agent"))
    _add_worker(_add(parts, "revoke", revoke, "make all tokens of a worker void"))
    file = _add(parts, "apply", apply, "register and change workers as a file says")
    file.add_argument("file", metavar="FILE", help="the roster, in YAML or JSON")


def _add_modes(parts: Parts) -> None:
    _add_reason(_add(parts, "drain", _mode("DRAINING"), "let a worker finish what it has"))
    _add_reason(_add(parts, "disable", _mode("DISABLED"), "take a worker out of service at once"))
    _add_reason(_add(parts, "enable", _mode("ENABLED"), "let a worker take jobs again"))
    _add_worker(_add(parts, "release", _step("releaseWorker"), "let one out of quarantine"))
    _add_worker(_add(parts, "remove", remove, "take a worker without jobs out of the queue"))


def _add(parts: Parts, name: str, work: Work, what: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = parts.add_parser(name, help=what)
    parser.set_defaults(work=work)
    add_json(parser)
    add_member(parser)
    return parser


def _add_worker(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("worker", metavar="WORKER", help="its name or its id")


def _add_reason(parser: argparse.ArgumentParser) -> None:
    _add_worker(parser)
    parser.add_argument("--reason", default="", metavar="TEXT", help="why, in words")


def _add_what(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", metavar="URL", help="where it is, such as http://host:8188")
    parser.add_argument("--tag", dest="tags", action="append", metavar="TAG")
    parser.add_argument(
        "--serves", action="append", metavar="KIND", help="a kind of job; left out: all of them"
    )
    parser.add_argument(
        "--device",
        dest="devices",
        action="append",
        metavar="NAME:GB",
        help="of a RunPod endpoint: a device for each job that it runs at once",
    )
    parser.add_argument(
        "--model",
        dest="models",
        action="append",
        metavar="KIND/NAME",
        help="of a RunPod endpoint: a model that it has, such as checkpoints/flux.safetensors",
    )
    parser.add_argument("--hourly-cost", type=float, metavar="AMOUNT", help="of an hour of work")


def workers(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Do what is asked for. Raises RefusedError."""
    work: Work = options.work
    try:
        work(options, environment)
    except NotationError as error:
        raise RefusedError(str(error)) from None


def list_(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Print all workers, by name."""
    found = as_member(options, environment, _listed)
    if options.json:
        as_json(found)
    elif found:
        rows = ((one["id"], one["name"], one["kind"].lower(), *_stand(one)) for one in found)
        table(("WORKER", "NAME", "KIND", "STATE", "DEVICES"), rows)
    else:
        say("There are no workers yet: register one.")


def _stand(one: dict[str, Any]) -> tuple[str, str]:
    """Return how a worker stands, and the devices it has."""
    word = one["mode"] if one["mode"] != "ENABLED" or one["takesJobs"] else one["health"]
    state = f"{word.lower()} ({one['reason']})" if one["reason"] else word.lower()
    devices = (f"{each['name']}, {each['vram'] / 1024:.0f} GB" for each in one["devices"])
    return state, "; ".join(devices)


async def _listed(member: Member) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await member.ask(WORKERS))["workers"]
    return found


async def _id(member: Member, named: str) -> str:
    """Return the id of a worker that is named so. Raises RefusedError."""
    for one in await _listed(member):
        if named in {one["id"], one["name"]}:
            id_: str = one["id"]
            return id_
    raise RefusedError(f"There is no worker {text.quoted(named)}. See `storyboard workers list`.")


def register(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Add a worker and print its id."""
    wish = {
        "name": options.name,
        "kind": options.kind.upper(),
        "address": options.address or "",
        "tags": options.tags,
        "serves": options.serves,
        "hourlyCost": options.hourly_cost or 0,
        "devices": _devices(options.devices),
        "models": options.models,
    }

    async def asked(member: Member) -> dict[str, Any]:
        return await member.change("registerWorker", SUCCESS, **wish)

    _tell(options, as_member(options, environment, asked), "is registered")


def edit(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Change of a worker what is given."""
    wish = {
        "name": options.name,
        "address": options.address,
        "tags": options.tags,
        "serves": options.serves,
        "hourlyCost": options.hourly_cost,
        "devices": _devices(options.devices),
        "models": options.models,
    }

    async def asked(member: Member) -> dict[str, Any]:
        id_ = await _id(member, options.worker)
        return await member.change("editWorker", SUCCESS, workerId=id_, **wish)

    _tell(options, as_member(options, environment, asked), "is as you said")


def _devices(written: list[str] | None) -> list[dict[str, Any]] | None:
    """Return devices from `NAME:GB` each. Raises RefusedError."""
    if written is None:
        return None
    return [_device(one) for one in written]


def _device(written: str) -> dict[str, Any]:
    name, _, size = written.rpartition(":")
    if not re.fullmatch(r"\d{1,5}", size, re.ASCII):
        raise RefusedError(
            f"{text.quoted(written)} is no device: write its name and its GB of VRAM, such as"
            " 'RTX 4090:24'."
        )
    return {"name": name.strip() or "GPU", "vram": int(size) * GIGABYTE}


def _mode(mode: str) -> Work:
    def work(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
        async def asked(member: Member) -> dict[str, Any]:
            id_ = await _id(member, options.worker)
            wish = {"workerId": id_, "mode": mode, "reason": options.reason}
            return await member.change("setWorkerMode", SUCCESS, **wish)

        _tell(options, as_member(options, environment, asked), f"is {mode.lower()}")

    return work


def _step(mutation: str) -> Work:
    def work(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
        async def asked(member: Member) -> dict[str, Any]:
            id_ = await _id(member, options.worker)
            return await member.change(mutation, SUCCESS, workerId=id_)

        _tell(options, as_member(options, environment, asked), "may work again")

    return work


def remove(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Take a worker out of the queue."""

    async def asked(member: Member) -> dict[str, Any]:
        id_ = await _id(member, options.worker)
        return await member.change("removeWorker", SUCCESS, workerId=id_)

    _tell(options, as_member(options, environment, asked), "is removed")


def key(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Set the API key of a worker, which is never an argument: others on the machine see those."""
    secret = "" if options.remove else _secret(environment)

    async def asked(member: Member) -> dict[str, Any]:
        id_ = await _id(member, options.worker)
        return await member.change("setWorkerKey", SUCCESS, workerId=id_, key=secret)

    has = "has no key any more" if options.remove else "is asked with this key from now on"
    _tell(options, as_member(options, environment, asked), has)


def _secret(environment: Mapping[str, str]) -> str:
    """Return a key that is given, asked for without an echo at a terminal."""
    given = environment.get(KEY, "").strip()
    if not given:
        is_asked = sys.stdin.isatty()
        given = (getpass.getpass("Key: ") if is_asked else sys.stdin.readline()).strip()
    if not given:
        raise RefusedError(NO_KEY)
    return given


def token(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Print a new token, which is shown this once."""

    async def asked(member: Member) -> dict[str, Any]:
        id_ = await _id(member, options.worker)
        return await member.change("issueWorkerToken", "workerId token", workerId=id_)

    found = as_member(options, environment, asked)
    if options.json:
        as_json(found)
    else:
        say(found["token"])


def revoke(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Make all tokens of a worker void."""

    async def asked(member: Member) -> dict[str, Any]:
        id_ = await _id(member, options.worker)
        return await member.change("revokeWorkerTokens", "workerId revoked", workerId=id_)

    found = as_member(options, environment, asked)
    if options.json:
        as_json(found)
    else:
        say(f"{text.counted(found['revoked'], 'token')} void from now on.")


def apply(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Make the workers as a file says, all of them or none. Raises NotationError."""
    read = roster.read(_content(options.file))

    async def asked(member: Member) -> int | None:
        return await _applied(member, read)

    position = as_member(options, environment, asked)
    if options.json:
        as_json({"position": position})
        return
    count = text.counted(len(read.roster.workers), "worker")
    say(f"{count} as the file says." if position else f"{count}, and nothing had to change.")


async def _applied(member: Member, read: Read) -> int | None:
    """Return the number of the commit, None where all was so already."""
    if not member.principal.is_administrator:
        raise RefusedError(ADMINISTRATORS)
    services, command = member.runtime.services, member.runtime.services.new_id()
    board = await services.executor.queue(MAIN_QUEUE)
    known = {one.name: one for one in board.workers.values() if not one.is_removed}
    names = [entry.name for entry in read.roster.workers]
    new = {name: WorkerId(derived("worker", command, at)) for at, name in enumerate(names)}
    wishes = list(roster.wishes(read, known, new))
    request = Request(
        project=MAIN_QUEUE,
        command_id=command,
        is_new=True,
        actor=member.principal.user,
        # What waits may have found its worker by this, or lost it.
        commands=(*(wish.command for wish in wishes), ReviewNeeds()),
    )
    try:
        outcome = await services.executor.execute(request)
    except DomainError as error:
        if error.index is None or error.index >= len(wishes):
            raise
        raise read.refused(wishes[error.index].index, error) from None
    await services.projector.reached(MAIN_QUEUE, outcome.position)
    return outcome.commit.n if outcome.commit else None


def _content(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise RefusedError(f"{path} cannot be read: {error.strerror}.") from None


def _tell(options: argparse.Namespace, found: dict[str, Any], now: str) -> None:
    if options.json:
        as_json(found["worker"])
    else:
        say(f"{found['worker']['id']}: {found['worker']['name']} {now}.")
