"""Files that other programs wrote: ours beside the tests, and all of the contract where it is."""

from pathlib import Path
from typing import Final

import pytest

from domain.setting import DEFAULT_RATE
from domain.timecode import timecode
from interchange import format as formats
from interchange.intake import intake
from interchange.report import InterchangeError
from interchange.returned import returned
from tests.interchange.fcpxml.rules import contract
from tests.interchange.plan import board, plan
from tests.interchange.returned.edits import cut, sentences, told

HERE: Final = Path(__file__).parent / "samples"
ENDINGS: Final = {f".{ending}" for _, ending in formats.readable()}
SAMPLES: Final = sorted(
    {
        path.name: path
        for folder in (contract() / "samples", HERE)
        for path in folder.rglob("*")
        if path.suffix in ENDINGS
    }.values()
)
OF_SOUND: Final = {"INS4_R2_DX_092117", "INS4_R4_DX_092117", "INS4_R5_DX_092117", "TEST"}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_is_read_or_refused_with_line_and_reason(path: Path) -> None:
    content = path.read_bytes()
    if path.suffix == ".edl" and path.stem in OF_SOUND:
        with pytest.raises(InterchangeError, match=r"^The list has no pictures: line \d+ and all"):
            formats.read(content, path.name)
        return
    reading = formats.read(content, path.name)
    edit = reading.timeline
    rate = edit.frame_rate or DEFAULT_RATE
    assert all(each.where and each.reason.endswith(".") for each in reading.omissions)
    made = board(
        *intake(edit, rate, "seed").commands, rate=rate, start=timecode(edit.start, rate, wrap=True)
    )
    one = formats.of_edit(content, path.name)
    assert made.project
    assert one
    found = returned(reading, one, made.project, plan(made), "seed")
    assert (told(found), found.missing) == ([], 0), sentences(found)
    assert found.unchanged == len(cut(made))
