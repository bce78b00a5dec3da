"""What holds of every edit that comes back."""

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from domain.errors import RuleViolatedError
from interchange.format import COMMON, FORMATS
from interchange.report import InterchangeError
from interchange.timeline import Timeline, placed_clips
from tests.interchange.golden.film import RATE, commands
from tests.interchange.plan import Plan, board, plans
from tests.interchange.returned.edits import (
    applied,
    chosen_changes,
    compared,
    cut,
    read,
    sentences,
    timeline,
    told,
    written,
)
from tests.interchange.returned.strategies import edits

SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=20)
READABLE = [one for one in FORMATS.values() if one.read and (one.write or one.bundle)]
OPTIONS: list[tuple[str, dict[str, str]]] = [(one.name, {}) for one in READABLE] + [
    (one.name, {choice.name: value})
    for one in READABLE
    for choice in one.choices
    if choice not in COMMON
    for value, _ in choice.values[1:]
]


@pytest.mark.parametrize(("name", "options"), OPTIONS)
def test_what_nobody_changed_wants_nothing_in_whatever_way_it_was_written(
    name: str, options: dict[str, str]
) -> None:
    made = board(*commands(), rate=RATE, start="00:59:59;20")
    one = FORMATS[name]
    for content in written(made, one, options):
        found = compared(made, read(content, one), one)
        assert (told(found), found.omissions, found.missing) == ([], (), 0)
        assert not found.is_foreign


@pytest.mark.parametrize("name", [one.name for one in READABLE])
@settings(SLOW, max_examples=8)
@given(chosen=plans())
def test_no_format_makes_a_difference(name: str, chosen: Plan) -> None:
    made = board(*chosen.commands, rate=chosen.rate)
    one = FORMATS[name]
    for content in written(made, one):
        try:
            edit = read(content, one)
        except InterchangeError:  # a list of a track on which nothing plays
            continue
        found = compared(made, edit, one)
        assert (told(found), found.missing) == ([], 0)


def wanted(edit: Timeline) -> list[tuple[int, int, int, str]]:
    return sorted(
        (number, start, clip.length, clip.name)
        for number, track in enumerate(edit.tracks)
        for start, clip in placed_clips(track)
    )


@SLOW
@given(chosen=plans(), data=st.data())
def test_all_that_an_edit_wants_makes_the_project_that_edit(
    chosen: Plan, data: st.DataObject
) -> None:
    made = board(*chosen.commands, rate=chosen.rate)
    edit = data.draw(edits(timeline(made)))
    found = compared(made, edit, are_deleted=True)
    note(f"{told(found)} {sentences(found)}")
    if found.is_foreign:
        return
    applied(made, chosen_changes(found, are_deleted=True))
    shift = min(wanted(edit), key=lambda each: each[1])[1] - min(each[1] for each in cut(made))
    assert shift == 0 or "all of it begins" in " ".join(sentences(found))
    assert wanted(edit) == [(track, at + shift, *rest) for track, at, *rest in cut(made)]
    assert told(compared(made, edit, are_deleted=True)) == []


@SLOW
@given(chosen=plans(), data=st.data())
def test_what_is_not_in_an_edit_stays_and_the_rest_stands_where_it_is_there(
    chosen: Plan, data: st.DataObject
) -> None:
    made = board(*chosen.commands, rate=chosen.rate)
    edit = data.draw(edits(timeline(made)))
    before = len(cut(made))
    found = compared(made, edit)
    if found.is_foreign or "all of it begins" in " ".join(sentences(found)):
        return
    try:
        applied(made, chosen_changes(found, are_deleted=False))
    except RuleViolatedError:
        # Something came to play where a clip is that was left.
        assert any(entry.reason for entry in found.entries)
        return
    assert set(cut(made)) >= set(wanted(edit))
    assert len(cut(made)) == len(wanted(edit)) + found.missing >= before
