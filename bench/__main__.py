"""Run the benchmarks: all of them, or those named (`python -m bench fanout compiled`)."""

import asyncio
import sys
import traceback
from collections.abc import Coroutine, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import orjson
import uvloop

from bench.row import Row, load

MODULES: Final = (
    "start",
    "append",
    "growth",
    "replay",
    "doorbell",
    "history",
    "move",
    "bulk",
    "queue",
    "generation",
    "timeline",
    "fanout",
    "compiled",
    "interchange",
)
HERE: Final = Path(__file__).parent
PUBLISHED: Final = ("name", "value", "unit", "floor", "ratio", "load")


def measured(module: str) -> list[Row]:
    """Run the `rows()` of a module on the event loop that the server uses, too."""
    found: Coroutine[Any, Any, list[Row]] = import_module(f"bench.{module}").rows()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(found)


def main(names: Sequence[str]) -> int:
    """Return 1 where a benchmark failed; the others are run and written all the same.

    Only a run of all of them is written to `results.json` and `RESULTS.md`.
    """
    unknown = set(names) - set(MODULES)
    if unknown:
        print(f"There is no benchmark {', '.join(sorted(unknown))}: choose of {MODULES}.")
        return 2
    before = load()
    rows: list[Row] = []
    failed: list[str] = []
    for module in names or MODULES:
        try:
            rows += measured(module)
        except Exception:  # noqa: BLE001 - one broken benchmark must not hide the others
            traceback.print_exc()
            failed.append(module)
    report = page(rows, before, load(), failed)
    if not names:
        write(rows, report)
    print(report)
    return 1 if failed else 0


def write(rows: Sequence[Row], report: str) -> None:
    published = [{key: getattr(row, key) for key in PUBLISHED} for row in rows]
    text = orjson.dumps(published, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    (HERE / "results.json").write_bytes(text)
    (HERE / "RESULTS.md").write_text(report)


def page(rows: Sequence[Row], before: float, after: float, failed: Sequence[str]) -> str:
    lines = [
        "# What was measured",
        "",
        "Ratios are taken within one run, each against its floor; single values depend on the",
        f"machine. Its load average was {before} before the run and {after} after it.",
        "",
        "| name | what was measured | value | floor | ratio | goal | load |",
        "|---|---|---:|---:|---:|---|---:|",
        *(line(row) for row in rows),
        *(f"\n`{name}` failed and has no figures." for name in failed),
        "",
    ]
    return "\n".join(lines)


def line(row: Row) -> str:
    floor = "" if row.floor is None else f"{number(row.floor)} {row.unit}"
    ratio = "" if row.ratio is None else number(row.ratio)
    cells = (f"`{row.name}`", row.what, f"{number(row.value)} {row.unit}", floor, ratio, row.goal)
    return f"| {' | '.join(cells)} | {row.load} |"


def number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
