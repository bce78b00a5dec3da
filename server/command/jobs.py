"""`storyboard jobs`, `status`, `cancel`, `retry`, `pause`, `resume` and `clear`: the queue."""

import argparse
from collections.abc import Mapping
from typing import Any, Final

from domain import text
from domain.queue.board.job import STATUSES
from domain.queue.control import CLEARABLE
from server.command.member import Member, add_json, add_member, as_member
from server.command.printing import as_json, say, table
from server.command.refusal import RefusedError

MOST: Final = 200
JOBS: Final = """query($first: Int!, $filter: JobFilter) {
  jobs(first: $first, filter: $filter) { totalCount edges { node {
    id name status reason blocked priority attempts workerId projectId batchId
  } } } }"""
STATUS: Final = """{ queue { isPaused reason counters { status count } }
  workers { name kind mode health takesJobs reason } }"""
STATISTICS: Final = """query($by: JobGrouping!, $projectId: ID) {
  jobStatistics(by: $by, projectId: $projectId) { total { ...T } groups { ...T }
    failures { failure jobs reasons { reason jobs } } } }
fragment T on JobTotals { key name jobs succeeded failed canceled cost
  took { mean median ninetieth total } waited { mean median ninetieth total } }"""
GROUPINGS: Final = ("day", "workflow", "worker", "project", "person", "kind")
CHANGED: Final = "changed"


def add_list_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--project", metavar="ID", help="only those of this project")
    parser.add_argument("--batch", metavar="ID", help="only those of this batch")
    _add_statuses(parser, "only those of this status; may be given several times")
    parser.add_argument("--search", metavar="TEXT", help="a part of the name, or an id")
    parser.add_argument(
        "--limit", type=int, default=50, metavar="N", help=f"at most so many; 1 to {MOST}"
    )
    parser.add_argument(
        "--stats", action="store_true", help="what ended jobs came to, and why they failed"
    )
    parser.add_argument(
        "--by", choices=GROUPINGS, default="day", help="what statistics are grouped by; day"
    )
    add_json(parser)
    add_member(parser)


def add_status_options(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    add_member(parser)


def add_choice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("jobs", metavar="JOB", nargs="*", help="id of a job")
    parser.add_argument("--batch", metavar="ID", help="all jobs of a batch")
    parser.add_argument("--project", metavar="ID", help="all jobs of a project")
    _add_statuses(parser, "only those of this status; may be given several times")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why, in words")
    add_json(parser)
    add_member(parser)


def add_hold(parser: argparse.ArgumentParser) -> None:
    add_choice(parser)
    parser.add_argument("--queue", action="store_true", help="the whole queue; administrators only")


def add_clear_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--project", metavar="ID", required=True, help="whose jobs")
    parser.add_argument("--status", choices=CLEARABLE, required=True, help="jobs that ended so")
    add_json(parser)
    add_member(parser)


def _add_statuses(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument(
        "--status", action="append", default=[], choices=STATUSES, metavar="STATUS", help=what
    )


def list_(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Print jobs, the newest first, or what ended ones came to. Raises RefusedError."""
    if options.stats:
        _statistics(options, environment)
        return
    if not 1 <= options.limit <= MOST:
        raise RefusedError(f"The limit is a number from 1 to {MOST}.")
    wanted = {
        "projectId": options.project,
        "batchId": options.batch,
        "statuses": _statuses(options) or None,
        "search": options.search,
    }

    async def asked(member: Member) -> dict[str, Any]:
        return await member.ask(JOBS, first=options.limit, filter=wanted)

    found = as_member(options, environment, asked)["jobs"]
    nodes = [edge["node"] for edge in found["edges"]]
    if options.json:
        as_json({"totalCount": found["totalCount"], "jobs": nodes})
        return
    _list(nodes, found["totalCount"])


def _list(nodes: list[dict[str, Any]], total: int) -> None:
    if not nodes:
        say("There are no such jobs.")
        return
    rows = (
        (one["id"], one["name"], one["status"].lower(), one["blocked"] or one["reason"])
        for one in nodes
    )
    table(("JOB", "NAME", "STATUS", "WHY"), rows)
    if total > len(nodes):
        say(f"{total - len(nodes)} more are not shown: raise --limit, or narrow it down.")


def _statistics(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    if options.batch or options.status or options.search:
        raise RefusedError("Statistics are narrowed down by --project only: leave out the rest.")

    async def asked(member: Member) -> dict[str, Any]:
        wish = {"by": options.by.upper(), "projectId": options.project}
        return await member.ask(STATISTICS, **wish)

    found = as_member(options, environment, asked)["jobStatistics"]
    if options.json:
        as_json(found)
    elif not found["groups"]:
        say("No job has ended yet.")
    else:
        _summed(found, options.by.upper())


def _summed(found: dict[str, Any], by: str) -> None:
    heads = (by, "JOBS", "SUCCEEDED", "FAILED", "CANCELED", "MEDIAN", "90 %", "WAITED", "COST")
    rows = [*found["groups"], {**found["total"], "name": "all"}]
    table(heads, (_sums(one) for one in rows))
    for one in found["failures"]:
        say(f"{text.counted(one['jobs'], 'job')} failed by {one['failure'] or 'no known kind'}:")
        for why in one["reasons"]:
            say(f"  {why['jobs']:,} times: {why['reason']}")


def _sums(of: dict[str, Any]) -> tuple[object, ...]:
    """Return the cells of a row; durations are seconds."""
    counts = (of["jobs"], of["succeeded"], of["failed"], of["canceled"])
    took, waited = of["took"], of["waited"]
    seconds = (took["median"], took["ninetieth"], waited["median"])
    return (
        of["name"] or "nobody",
        *counts,
        *(f"{one:,.1f} s" for one in seconds),
        f"{of['cost']:g}",
    )


def status(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Print how the queue stands, and the workers. Raises RefusedError."""

    async def asked(member: Member) -> dict[str, Any]:
        return await member.ask(STATUS)

    found = as_member(options, environment, asked)
    if options.json:
        as_json(found)
        return
    queue = found["queue"]
    say(f"The queue is paused: {queue['reason']}." if queue["isPaused"] else "The queue is open.")
    counted = [one for one in queue["counters"] if one["count"]]
    if counted:
        table(("STATUS", "JOBS"), ((one["status"].lower(), one["count"]) for one in counted))
    takes = sum(one["takesJobs"] for one in found["workers"])
    say(f"{text.counted(len(found['workers']), 'worker')}, {takes} of them take jobs.")


def cancel(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Cancel jobs. Raises RefusedError."""
    _change(options, environment, "cancelJobs", "canceled, or told to stop")


def retry(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Let ended jobs begin again. Raises RefusedError."""
    _change(options, environment, "retryJobs", "in the queue again")


def pause(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Pause jobs, a project's jobs, or the queue. Raises RefusedError."""
    if not _hold(options, environment, "pause"):
        _change(options, environment, "pauseJobs", "paused")


def resume(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Let go on what was paused. Raises RefusedError."""
    if not _hold(options, environment, "resume"):
        _change(options, environment, "resumeJobs", "in the queue again")


def clear(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Show jobs that ended so no more. Raises RefusedError."""
    wish = {"projectId": options.project, "status": options.status.upper()}

    async def asked(member: Member) -> dict[str, Any]:
        return await member.change("clearJobs", "position", **wish)

    found = as_member(options, environment, asked)
    _tell(options, found, f"Jobs that {_ENDS[options.status]} are not shown any more.")


_ENDS: Final = {
    "succeeded": "succeeded",
    "failed": "failed",
    "parked": "were parked",
    "canceled": "were canceled",
}


def _hold(options: argparse.Namespace, environment: Mapping[str, str], verb: str) -> bool:
    """Pause or resume all of a project or of the queue; tell whether that was meant."""
    ways = [bool(options.jobs), bool(options.batch), bool(options.project), options.queue]
    if sum(ways) != 1:
        raise RefusedError("Say what: ids of jobs, --batch, --project or --queue, one of them.")
    if not (options.queue or (options.project and not options.status)):
        return False
    mutation = f"{verb}Queue" if options.queue else f"{verb}ProjectJobs"
    wish = {} if options.queue else {"projectId": options.project}
    if verb == "pause":
        wish["reason"] = options.reason

    async def asked(member: Member) -> dict[str, Any]:
        return await member.change(mutation, "position", **wish)

    found = as_member(options, environment, asked)
    whose = "The queue" if options.queue else "The project's work"
    _tell(options, found, f"{whose} {'is paused' if verb == 'pause' else 'goes on'}.")
    return True


def _change(
    options: argparse.Namespace, environment: Mapping[str, str], mutation: str, now: str
) -> None:
    wish: dict[str, Any] = {"about": _about(options)}
    if mutation != "resumeJobs":
        wish["reason"] = options.reason

    async def asked(member: Member) -> dict[str, Any]:
        return await member.change(mutation, "changed position", **wish)

    found = as_member(options, environment, asked)
    changed = len(found[CHANGED])
    said = f"{text.counted(changed, 'job')} {'is' if changed == 1 else 'are'} {now}."
    _tell(options, found, said if changed else "Nothing had to change.")


def _about(options: argparse.Namespace) -> dict[str, Any]:
    return {
        "jobIds": options.jobs or None,
        "batchId": options.batch,
        "projectId": options.project,
        "statuses": _statuses(options) or None,
    }


def _statuses(options: argparse.Namespace) -> list[str]:
    return [status.upper() for status in options.status]


def _tell(options: argparse.Namespace, found: dict[str, Any], sentence: str) -> None:
    if options.json:
        as_json(found)
    else:
        say(sentence)
