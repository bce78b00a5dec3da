"""The program, watched by how long its garbage collector takes; told to a file at the end.

`python -m bench.pauses settled` keeps the settings of the server, `default` those of Python.
"""

import gc
import os
import signal
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import orjson

import server.command.serve
import server.main

pauses: list[float] = []
began = 0.0


def watch(phase: str, _: dict[str, Any]) -> None:
    global began  # noqa: PLW0603 - the collector calls a plain function
    if phase == "start":
        began = perf_counter()
    else:
        pauses.append((perf_counter() - began) * 1000)


def forget(_number: int, _frame: object) -> None:
    pauses.clear()


def main(settings: str) -> int:
    if settings == "default":
        server.command.serve.__dict__["settle_memory"] = lambda: None
    signal.signal(signal.SIGUSR1, forget)
    gc.callbacks.append(watch)
    status = server.main.main(["serve"])
    gc.callbacks.remove(watch)
    Path(os.environ["BENCH_PAUSES"]).write_bytes(orjson.dumps(pauses))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
