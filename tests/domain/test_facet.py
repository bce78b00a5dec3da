from dataclasses import fields, replace
from typing import Any, Final, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import facet, music
from domain.board.board import Board, State
from domain.board.clip import Clip
from domain.board.pool import PoolItem
from domain.board.project import Project
from domain.board.scene import Scene
from domain.board.take import Take
from domain.take import KINDS
from events.clip import ClipChosen, ClipDeleted, ClipMoved, ClipSetAside, ClipTrimmed
from events.project import (
    BranchMerged,
    ProjectFrameRateChanged,
    ProjectMusicMoved,
    ProjectMusicRemoved,
    ProjectStartChanged,
)
from events.scene import SceneRegrouped, SceneRestored
from events.store import Fact
from tests.domain.example import ID, clip, scene
from tests.domain.gallery import MADE, image, item, take
from tests.film import project_id
from tests.scenario import PROJECT

# What a thing is for ever, what only grows, and what has commands of its own.
APART: Final[dict[type[Any], set[str]]] = {
    Project: {
        *("id", "members", "is_archived", "is_deleted", "copied_from", "exports"),
        *("trunk", "parent", "forked_at", "branch", "media"),
    },
    Scene: {"id", "copied_from"},
    Clip: {"id", "copied_from"},
    Take: {"id", "clip", "number", "file", "made", "item", "copied_from"},
    PoolItem: {"id", "file", "made", "take", "copied_from"},
}
TEXTS = st.sampled_from(["", "a", "b"])
NUMBERS = st.integers(0, 2)
POSITIONS = st.integers(1, 3)
JSON = st.sampled_from([{}, {"a": 1}, {"a": 1.0}, {"a": True}])
MERGED = st.dictionaries(
    st.sampled_from([project_id(1), project_id(2), project_id(3)]), st.tuples(POSITIONS, POSITIONS)
)


def values(name: str, start: object) -> st.SearchStrategy[Any]:
    """Return values for a field, of the kind that it has now."""
    match start:
        case bool():
            return st.booleans()
        case int():
            return NUMBERS
        case str():
            return st.sampled_from([scene(1), scene(2)]) if name == "scene" else TEXTS
        case tuple():
            return st.sampled_from([(), ("a",), ("a", "b")])
        case None:
            return st.sampled_from([None, scene(8), scene(9)])
        case _:
            return JSON


@st.composite
def states(draw: st.DrawFn, start: Any) -> State:
    """Return the thing with other values of all fields that facets have."""
    told = {name for it in facet.OF[type(start)] for name in it.fields} - {"merged", "merged_at"}
    given = {name: draw(values(name, getattr(start, name))) for name in sorted(told)}
    if isinstance(start, Project):
        merged = draw(MERGED)
        given["merged"] = {source: n for source, (n, _) in merged.items()}
        given["merged_at"] = {source: at for source, (_, at) in merged.items()}
        if not given["music"]:
            # Where there is no music it has neither name nor length.
            given |= {name: getattr(start, name) for name in told if name.startswith("music")}
    for name in KINDS if isinstance(start, Clip) else ():
        # A clip that shows nothing shows no file either.
        given[f"{name}_digest"] = "d" if given[name] else ""
    return cast("State", replace(start, **given))


STARTS: Final = (
    Project(id=ID),
    Scene(id=scene(1)),
    Clip(id=clip(1), scene=scene(1)),
    Take(id=take(1), clip=clip(1), number=1, file=image(1), made=MADE),
    PoolItem(id=item(1), name="Harbour", file=image(1), made=MADE),
)
PAIRS = st.sampled_from(STARTS).flatmap(lambda it: st.tuples(states(it), states(it)))


def folded(now: State, events: list[object]) -> State:
    board = Board(PROJECT)
    board.put(now, 1)
    board.apply([Fact(stream=now.id, event=event) for event in events])
    reached = board.state(now.id)
    assert reached is not None
    return reached


@given(pair=PAIRS)
def test_its_events_lead_from_any_state_to_any_other(pair: tuple[State, State]) -> None:
    now, wanted = pair
    reached = folded(now, facet.events(now, wanted))
    if isinstance(reached, Project):
        # What it ever held it goes on to hold.
        assert not reached.music or reached.music in {*reached.media, cast("Project", now).music}
        reached = replace(reached, media={})
    assert reached == wanted
    assert facet.changed(wanted, reached) == []


@given(pair=PAIRS)
def test_what_takes_all_that_differs_is_the_other_state(pair: tuple[State, State]) -> None:
    one, other = pair
    taken: Any = one
    for it in facet.changed(one, other):
        taken = it.taken(taken, other)
    assert taken == other
    assert facet.events(taken, other) == []


@pytest.mark.parametrize("kind", [Project, Scene, Clip])
def test_every_field_is_in_one_facet_or_stands_apart(kind: type[Any]) -> None:
    told = [name for it in facet.OF[kind] for name in it.fields]
    assert sorted([*told, *APART[kind]]) == sorted(it.name for it in fields(kind))
    assert {name: it.name for name, it in facet.BY_NAME[kind].items()} == {
        it.name: it.name for it in facet.OF[kind]
    }


def test_a_state_does_not_differ_from_itself() -> None:
    one = Clip(id=clip(1), scene=scene(1))
    assert facet.changed(one, one) == facet.changed(one, replace(one)) == []


def test_a_number_of_another_kind_is_another_value() -> None:
    states = [Clip(id=clip(1), scene=scene(1), parameters={"a": it}) for it in (1, 1.0, True)]
    assert [it.name for it in facet.changed(states[0], states[1])] == ["parameters"]
    assert [it.name for it in facet.changed(states[1], states[2])] == ["parameters"]


ONE: Final = Clip(id=clip(1), scene=scene(1))
SCENE: Final = Scene(id=scene(1))
FILM: Final = Project(id=ID)
SUNG: Final = replace(FILM, music="a", music_name="Air", music_samples=9, music_rate=3)
MERGED_ONCE: Final = replace(
    FILM,
    merged={project_id(1): 4, project_id(2): 7},
    merged_at={project_id(1): 9, project_id(2): 5},
)


def test_the_order_in_which_branches_were_merged_makes_no_difference() -> None:
    turned = replace(
        MERGED_ONCE,
        merged=dict(reversed(list(MERGED_ONCE.merged.items()))),
        merged_at=dict(reversed(list(MERGED_ONCE.merged_at.items()))),
    )
    assert facet.changed(MERGED_ONCE, turned) == []


@pytest.mark.parametrize(
    ("now", "wanted", "events"),
    [
        (
            ONE,
            replace(ONE, scene=scene(2), start=4, length=9),
            [ClipMoved(scene=scene(2), track=0, start=4), ClipTrimmed(length=9)],
        ),
        (ONE, replace(ONE, is_deleted=True, is_chosen=False), [ClipDeleted(), ClipSetAside()]),
        (replace(ONE, is_chosen=False), ONE, [ClipChosen()]),
        (
            replace(SCENE, is_deleted=True),
            replace(SCENE, original=scene(2), alternate=1),
            [SceneRestored(), SceneRegrouped(original=scene(2), alternate=1)],
        ),
        (
            FILM,
            replace(FILM, frame_rate="FPS_25", start_frame=3),
            [ProjectFrameRateChanged(frame_rate="FPS_25", start_frame=3)],
        ),
        (FILM, replace(FILM, start_frame=3), [ProjectStartChanged(start_frame=3)]),
        (
            SUNG,
            replace(SUNG, music_offset=7),
            [ProjectMusicMoved(offset=7)],
        ),
        (
            SUNG,
            replace(SUNG, music="b", music_offset=7),
            [replace(music.present(SUNG), digest="b", offset=7)],
        ),
        (SUNG, FILM, [ProjectMusicRemoved()]),
        (
            MERGED_ONCE,
            replace(MERGED_ONCE, merged={project_id(2): 7}, merged_at={project_id(2): 5}),
            [BranchMerged(source=project_id(1), position=0, at=0)],
        ),
        (
            MERGED_ONCE,
            replace(MERGED_ONCE, merged_at={project_id(1): 9, project_id(2): 6}),
            [BranchMerged(source=project_id(2), position=7, at=6)],
        ),
    ],
)
def test_its_events_are_those_of_the_commands(
    now: State, wanted: State, events: list[object]
) -> None:
    assert facet.events(now, wanted) == events
