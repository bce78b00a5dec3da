"""What other programs are given, to the byte.

A difference is either a fault or a decision: then `make goldens`, and look at what it changed.
"""

from typing import TypeAlias

import pytest

from events.record import replace
from interchange.format import FORMATS, read
from interchange.timeline import Clip, Timeline, TrackKind, Transition, of_kind
from tests.interchange.golden.film import film
from tests.interchange.golden.write import FOLDER, GOLDENS, Golden, files

Row: TypeAlias = tuple[tuple[str, int, int], ...]

READABLE = [golden for golden in GOLDENS if FORMATS[golden.format].read is not None]


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda one: one.stem)
def test_a_format_writes_what_it_always_wrote(golden: Golden) -> None:
    for name, content in files(golden).items():
        # Compared as text, so that a difference is shown by its lines.
        assert content.decode() == (FOLDER / name).read_bytes().decode(), name


def test_there_is_no_golden_that_nothing_writes() -> None:
    written = {name for golden in GOLDENS for name in files(golden)}
    assert {path.name for path in FOLDER.iterdir()} == written


@pytest.mark.parametrize("golden", READABLE, ids=lambda one: one.stem)
def test_a_golden_is_read_frame_for_frame(golden: Golden) -> None:
    extension = FORMATS[golden.format].extension
    ours = film().timeline
    found: list[Row] = []
    for path in sorted(FOLDER.glob(f"{golden.stem}*.{extension}")):
        if path.name.partition("-v")[0].removesuffix(f".{extension}") == golden.stem:
            cut = read(path.read_bytes(), path.name).timeline
            assert (cut.rate, cut.start, cut.is_drop_frame) == (ours.rate, ours.start, True)
            found += rows(cut)
    carried = ours.tracks if golden.format != "edl" else of_kind(ours, TrackKind.VIDEO)
    assert found == rows(replace(ours, tracks=carried))


def rows(cut: Timeline) -> list[Row]:
    """Return what lies on each track that anything lies on: name, first frame and length."""
    made: list[Row] = []
    for track in cut.tracks:
        at, row = 0, []
        for item in track.items:
            if isinstance(item, Clip):
                row.append((item.name, at, item.length))
            at += 0 if isinstance(item, Transition) else item.length
        made += [tuple(row)] if row else []
    return made
