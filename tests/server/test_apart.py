"""Files that take long are written in a process of their own."""

import asyncio
import sys
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Final

import psutil
import pytest

from domain.board.project import Project
from domain.rate import FrameRate
from domain.timeline import layout
from events.ids import ProjectId
from interchange.format import FORMATS
from interchange.report import InterchangeError
from interchange.source import Source
from interchange.timeline import Clip
from server.exchange import apart
from tests.interchange.edl.cuts import timeline

SOURCE: Final = Source(
    project=Project(id=ProjectId("project-" + "0" * 32), name="Harbour", frame_rate="FPS_25"),
    layout=layout([], ()),
    timeline=timeline(FrameRate.FPS_25, Clip(name="Möwen", length=50)),
    made_at=datetime(2026, 1, 2, tzinfo=UTC),
)


async def test_a_file_is_the_same_wherever_it_is_written() -> None:
    assert await apart.written("aaf", {}, SOURCE) == FORMATS["aaf"].written(SOURCE, {})


async def test_a_refusal_comes_through() -> None:
    odd = replace(SOURCE, timeline=replace(SOURCE.timeline, rate=Fraction(25, 2)))
    with pytest.raises(InterchangeError, match="An AAF needs timecode"):
        await apart.written("aaf", {}, odd)


async def test_a_process_that_ends_before_it_is_done_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "MODULE", "this.is.not.there")
    with pytest.raises(InterchangeError, match="ended before it was done"):
        await apart.written("aaf", {}, SOURCE)


async def test_who_no_longer_waits_ends_the_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "waiting_for_ever.py").write_text("import time\ntime.sleep(600)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(apart, "MODULE", "waiting_for_ever")
    task = asyncio.create_task(apart.written("aaf", {}, SOURCE))
    found = await started("waiting_for_ever")
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not any(one.is_running() for one in found)


async def started(module: str) -> list[psutil.Process]:
    """Return the processes of a module, as soon as there is one."""
    for _ in range(200):
        of_us = psutil.Process().children()
        found = [one for one in of_us if one.cmdline()[:3] == [sys.executable, "-m", module]]
        if found:
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"{module} did not start")
