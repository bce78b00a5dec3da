"""What holds of every shot list that comes back."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.board.board import Board
from domain.command import decide
from domain.errors import RuleViolatedError
from interchange.table.difference import Kind, difference, ordered
from interchange.table.reader import read
from interchange.written import Written
from tests.interchange.plan import Plan, board, plan, plans
from tests.interchange.returned.edits import applied, chosen_changes, compared, cut, timeline
from tests.interchange.returned.strategies import edits
from tests.interchange.table.test_writer import listed, written


def begins(made: Board) -> list[int]:
    return [block.start for block in plan(made).blocks]


SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=15)


@pytest.mark.parametrize("table", [written, listed], ids=["xlsx", "csv"])
@SLOW
@given(chosen=plans(), data=st.data())
def test_a_shot_list_takes_its_clips_back_to_where_it_has_them(
    table: Callable[[Board], Written], chosen: Plan, data: st.DataObject
) -> None:
    was, now = (board(*chosen.commands, rate=chosen.rate) for _ in range(2))
    assert was.project
    found = compared(now, data.draw(edits(timeline(now))))
    try:
        applied(now, chosen_changes(found, are_deleted=False))
    except RuleViolatedError:
        return
    assert now.project
    back = difference(read(table(was).pieces[0].content), now.project, plan(now), "seed")
    assert {entry.kind for entry in back.entries} <= {Kind.CHANGED}
    if any(omission.reason.startswith("several scenes") for omission in back.omissions):
        return
    # A timecode alone cannot tell a clip that moved from a scene that begins elsewhere by now.
    if begins(was) != begins(now):
        return
    try:
        for step in ordered(change for entry in back.entries for change in entry.changes):
            now.apply(decide(step.command, now))
    except RuleViolatedError:
        # A clip that the list does not know stands where another one was.
        assert len(now.clips) > len(was.clips)
        return
    kept = {id_: clip for id_, clip in now.clips.items() if id_ in was.clips}
    assert {
        id_: (clip.scene, clip.track, clip.start, clip.length) for id_, clip in kept.items()
    } == {id_: (clip.scene, clip.track, clip.start, clip.length) for id_, clip in was.clips.items()}
    assert {clip.name for clip in kept.values()} == {clip.name for clip in was.clips.values()}
    assert len(cut(now)) >= len(cut(was))
