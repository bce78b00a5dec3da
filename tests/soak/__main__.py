"""A long run: `SOAK_SECONDS` (600) of faults in the order of `SOAK_SEED` (a new one each time)."""

import asyncio
import os
import secrets
import sys
from pathlib import Path

from tests.conftest import temporary_folder
from tests.soak.run import run


def main() -> int:
    seed = int(os.environ.get("SOAK_SEED") or secrets.randbelow(1_000_000))
    seconds = float(os.environ.get("SOAK_SECONDS") or 600)
    sys.stdout.write(f"soaking for {seconds:.0f} s with SOAK_SEED={seed} …\n")
    sys.stdout.flush()
    with temporary_folder() as folder:
        report = asyncio.run(run(Path(folder), seed=seed, seconds=seconds))
    sys.stdout.write(f"{report}\n")
    return 1 if report.findings else 0


if __name__ == "__main__":
    sys.exit(main())
