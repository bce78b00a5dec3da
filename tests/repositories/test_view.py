from collections.abc import Mapping
from typing import Any

import bson
import pytest
from bson.codec_options import CodecOptions
from hypothesis import given
from hypothesis import strategies as st

from domain.board.board import Board
from domain.command import Command
from domain.errors import DomainError
from domain.execute import decide
from events.clip import ClipMoved, ClipRenamed
from events.store import Commit, Envelope, Fact
from repositories import view
from repositories.view import BrokenViewError, View, folded, projected
from tests.film import ADA, EVE, FILM, NOON, clip_id, founding, project_id, request, wishes

CLIP = clip_id(100)
AWARE: CodecOptions[Mapping[str, Any]] = CodecOptions(tz_aware=True)
Views = dict[str, View[Any]]


def commits_of(wished: list[Command]) -> list[Commit]:
    """Return the log of a film about which these wishes were sent one by one."""
    board = Board(FILM)
    commits: list[Commit] = []
    for number, commands in enumerate((founding().commands, *((one,) for one in wished))):
        try:
            facts, _ = decide(request(str(number), *commands), board)
        except DomainError:
            continue
        if facts:
            commits.append(commit(len(commits) + 1, facts, board))
    return commits


def commit(n: int, facts: tuple[Fact, ...], board: Board, *, actor: str = ADA) -> Commit:
    return Commit(
        partition=FILM,
        n=n,
        command=f"c{n}",
        versions={fact.stream: board.version(fact.stream) for fact in facts},
        facts=facts,
        envelope=Envelope(actor=actor, at=NOON),
    )


def views_after(commits: list[Commit], views: Views | None = None) -> Views:
    found = dict(views or {})
    for one in commits:
        new, broken = folded(found, one)
        assert broken == {}
        found |= new
    return found


def by_hand(n: int, version: int, *events: object, stream: str = CLIP) -> Commit:
    return Commit(
        partition=FILM,
        n=n,
        command=f"c{n}",
        versions={stream: version},
        facts=tuple(Fact(stream=stream, event=event) for event in events),
        envelope=Envelope(actor=EVE, at=NOON),
    )


@given(st.lists(wishes(), max_size=20), st.integers(0, 20))
def test_the_view_after_some_commits_and_the_rest_is_the_view_from_scratch(
    wished: list[Command], some: int
) -> None:
    commits = commits_of(wished)
    begun = views_after(commits[:some])
    assert views_after(commits[some:], begun) == views_after(commits)


@given(st.lists(wishes(), max_size=20), st.integers(0, 20))
def test_commits_seen_before_change_nothing(wished: list[Command], again: int) -> None:
    commits = commits_of(wished)
    views = views_after(commits)
    assert views_after(commits[again:], views) == views


@given(st.lists(wishes(), max_size=20))
def test_views_say_what_the_board_says_and_survive_the_database(wished: list[Command]) -> None:
    commits = commits_of(wished)
    views = views_after(commits)
    board = Board(FILM)
    for one in commits:
        board.apply(one.facts)
    states = {id_: board.state(id_) for id_ in board.versions}
    assert {id_: kept.state for id_, kept in views.items()} == states
    assert {id_: kept.version for id_, kept in views.items()} == board.versions
    assert views[FILM].position == len(commits)
    for kept in views.values():
        assert view.view(bson.decode(bson.encode(view.row(kept)), AWARE)) == kept


def test_a_view_knows_who_made_it_and_who_changed_it_last() -> None:
    views = views_after(commits_of([]))
    after = views_after([by_hand(2, 2, ClipRenamed(name="Sea"))], views)
    made, changed = views[CLIP], after[CLIP]
    assert (made.created_by, made.changed_by, made.position, made.version) == (ADA, ADA, 1, 1)
    assert (changed.created_by, changed.changed_by) == (ADA, EVE)
    assert (changed.position, changed.version, changed.state.name) == (2, 2, "Sea")
    assert after[FILM].position == 2


def test_a_row_of_a_project_can_be_searched_and_found_by_its_users() -> None:
    row = view.row(views_after(commits_of([]))[FILM])
    assert (row["users"], row["search"]) == ([ADA], "film 1\n")


def test_events_behind_a_missing_one_are_not_folded() -> None:
    views = views_after(commits_of([]))
    late = by_hand(3, 3, ClipRenamed(name="Sea"))
    new, broken = folded(views, late)
    assert list(new) == [FILM]
    assert isinstance(broken[CLIP], BrokenViewError)


def test_a_broken_project_goes_on_with_its_position() -> None:
    views = views_after(commits_of([]))
    new, broken = folded(views, by_hand(2, 2, object(), stream=FILM))
    assert (list(broken), new[FILM].position) == ([FILM], 2)
    assert new[FILM].state == views[FILM].state


def test_a_log_without_a_project_has_no_project_to_go_on() -> None:
    new, broken = folded({}, by_hand(1, 1, ClipRenamed(name="Sea")))
    assert (new, sorted(broken)) == ({}, [CLIP, FILM])


def test_a_view_of_another_project_is_left_alone() -> None:
    views = views_after(commits_of([]))
    stolen = by_hand(9, 2, ClipMoved(scene=views[CLIP].state.scene, track=0, start=240))
    foreign = Commit(
        partition=project_id(2),
        n=9,
        command="c",
        versions=stolen.versions,
        facts=stolen.facts,
        envelope=stolen.envelope,
    )
    with pytest.raises(BrokenViewError, match="belongs to"):
        projected(views[CLIP], CLIP, [fact.event for fact in foreign.facts], foreign)
