"""A short run of what `make soak` does for longer: its seed is fixed, its timing is not."""

import os
from pathlib import Path

from tests.soak.run import run

SECONDS = 30.0
SEED = 7


async def test_the_store_keeps_its_promises_while_servers_and_database_break(
    folder: Path,
) -> None:
    seed = int(os.environ.get("SOAK_SEED") or SEED)
    report = await run(folder, seed=seed, seconds=SECONDS)
    assert not report.findings, str(report)
    for what in ("answered done", "answered conflict", "sent again", "breaks of readers"):
        assert report.counts[what] > 0, str(report)
    assert report.counts["answered unknown"] == 0, str(report)
