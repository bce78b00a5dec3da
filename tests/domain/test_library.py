"""The library keeps workflows and presets, and says what happened to them."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import realm
from domain.activity import described
from domain.errors import ConflictError, NotFoundError, RuleViolatedError
from domain.execute import Executor, Request
from domain.library import command as library
from domain.library.board import LibraryBoard
from domain.library.command import (
    RemovePreset,
    RemoveWorkflow,
    RestorePreset,
    RestoreWorkflow,
    SavePreset,
    SaveWorkflow,
    decide,
    stream_of,
)
from domain.past import Past, change
from domain.undo import Change
from events.codec import CODEC
from events.ids import MAIN_LIBRARY, UserId, preset_of, workflow_of
from events.memory import MemoryEventStore
from events.store import Fact
from events.workflow import (
    LibraryOpened,
    PresetAdded,
    PresetRemoved,
    PresetRestored,
    PresetRevised,
    WorkflowAdded,
    WorkflowRemoved,
    WorkflowRestored,
    WorkflowRevised,
)
from tests.events.sketch import NOON, envelope

ADA = UserId("user-" + "a" * 32)
SAVE = SaveWorkflow(key="moods", document='{"id": "moods"}')
OPENED = Fact(stream=MAIN_LIBRARY, event=LibraryOpened(name="main"))
MOODS = workflow_of("moods")


def board(*commands: Any) -> LibraryBoard:
    made = LibraryBoard(MAIN_LIBRARY)
    for command in commands:
        made.apply(decide(command, made))
    return made


def events(command: Any, made: LibraryBoard) -> list[object]:
    return [fact.event for fact in decide(command, made)]


def test_the_first_thing_that_is_saved_opens_the_library() -> None:
    assert decide(SAVE, board()) == [
        OPENED,
        Fact(stream=MOODS, event=WorkflowAdded(key="moods", document='{"id": "moods"}')),
    ]


@pytest.mark.parametrize(
    ("given_", "when", "then"),
    [
        ([SAVE], SAVE, []),
        ([SAVE], SaveWorkflow(key="moods", document="{}"), [WorkflowRevised(document="{}")]),
        ([SAVE], RemoveWorkflow(key="moods"), [WorkflowRemoved()]),
        ([SAVE, RemoveWorkflow(key="moods")], RemoveWorkflow(key="moods"), []),
        ([SAVE, RemoveWorkflow(key="moods")], SAVE, [WorkflowRestored()]),
        (
            [SAVE, RemoveWorkflow(key="moods")],
            SaveWorkflow(key="moods", document="{}"),
            [WorkflowRestored(), WorkflowRevised(document="{}")],
        ),
        (
            [SAVE, RemoveWorkflow(key="moods")],
            RestoreWorkflow(key="moods"),
            [WorkflowRestored()],
        ),
        ([SAVE], RestoreWorkflow(key="moods"), []),
        ([SAVE], SavePreset(key="moods", document="1"), [PresetAdded(key="moods", document="1")]),
        (
            [SavePreset(key="a", document="1")],
            SavePreset(key="a", document="2"),
            [PresetRevised(document="2")],
        ),
        ([SavePreset(key="a", document="1")], RemovePreset(key="a"), [PresetRemoved()]),
        (
            [SavePreset(key="a", document="1"), RemovePreset(key="a")],
            RestorePreset(key="a"),
            [PresetRestored()],
        ),
    ],
)
def test_what_is_wished_happens_once(given_: list[Any], when: Any, then: list[object]) -> None:
    assert events(when, board(*given_)) == then


@pytest.mark.parametrize("command", [RemoveWorkflow(key="x"), RestorePreset(key="x")])
def test_what_is_not_there_is_neither_removed_nor_restored(command: Any) -> None:
    with pytest.raises(NotFoundError):
        decide(command, board())


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (SaveWorkflow(key="Two Moods", document="{}"), "'Two Moods' cannot be an id. Write small"),
        (SavePreset(key="", document="{}"), "'' cannot be an id."),
        (SaveWorkflow(key="a", document="x" * 4_000_001), "This has 4,000,001 characters, and at"),
    ],
)
def test_what_cannot_be_kept_is_refused(command: Any, sentence: str) -> None:
    with pytest.raises(RuleViolatedError, match=sentence):
        decide(command, board())


def test_what_was_removed_is_back_as_it_was() -> None:
    made = board(
        SAVE,
        SavePreset(key="wet", document="1"),
        RemoveWorkflow(key="moods"),
        RemovePreset(key="wet"),
        SavePreset(key="wet", document="2"),
        RestoreWorkflow(key="moods"),
    )
    workflow, preset = made.item(MOODS), made.item(preset_of("wet"))
    assert workflow is not None
    assert preset is not None
    assert (workflow.document, workflow.is_removed) == (SAVE.document, False)
    assert (preset.document, preset.is_removed) == ("2", False)
    assert made.item(MAIN_LIBRARY) is None


def test_a_library_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "MOST", 2)
    full = board(SAVE, SaveWorkflow(key="b", document="{}"), SavePreset(key="c", document="{}"))
    with pytest.raises(RuleViolatedError, match="The library keeps 2 workflows"):
        decide(SaveWorkflow(key="d", document="{}"), full)
    assert events(SavePreset(key="d", document="{}"), full)
    full.apply(decide(SavePreset(key="d", document="{}"), full))
    with pytest.raises(RuleViolatedError, match="The library keeps 2 presets"):
        decide(SavePreset(key="e", document="{}"), full)
    assert events(SaveWorkflow(key="b", document="[]"), full) == [WorkflowRevised(document="[]")]


def test_a_change_of_an_old_version_is_a_conflict() -> None:
    made = board(SAVE, SaveWorkflow(key="moods", document="{}"))
    library.expect(SAVE, made, 2)
    library.expect(SAVE, made, None)
    with pytest.raises(ConflictError) as caught:
        library.expect(SAVE, made, 1)
    assert (caught.value.expected_version, caught.value.actual_version) == (1, 2)


def test_a_decision_depends_on_what_it_is_about_and_on_whether_there_is_a_library() -> None:
    commands = (SAVE, SavePreset(key="a", document=""))
    assert library.reads(commands, board()) == frozenset((MAIN_LIBRARY, MOODS, preset_of("a")))


KEYS = st.sampled_from(["a", "b"])
TEXTS = st.sampled_from(["1", "2"])
COMMANDS = st.one_of(
    st.builds(SaveWorkflow, key=KEYS, document=TEXTS),
    st.builds(SavePreset, key=KEYS, document=TEXTS),
    st.builds(RemoveWorkflow, key=KEYS),
    st.builds(RestoreWorkflow, key=KEYS),
    st.builds(RemovePreset, key=KEYS),
    st.builds(RestorePreset, key=KEYS),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(COMMANDS, max_size=8))
def test_a_command_twice_is_a_command_once_and_all_of_it_can_be_taken_back(
    commands: Sequence[Any],
) -> None:
    made = LibraryBoard(MAIN_LIBRARY)
    for command in commands:
        states = {state.id: (state, made.version(state.id)) for state in made.states()}
        try:
            facts = decide(command, made)
        except NotFoundError:
            continue
        made.revert(made.apply(facts))
        assert {state.id: (state, made.version(state.id)) for state in made.states()} == states
        made.apply(facts)
        assert decide(command, made) == []
    copy = LibraryBoard(MAIN_LIBRARY)
    for state in made.states():
        copy.put(state, made.version(state.id))
    assert list(copy.states()) == list(made.states())
    assert next(iter(made.states()), None) == made.state(MAIN_LIBRARY)


@pytest.mark.parametrize(
    ("stream", "event", "sentence"),
    [
        (MOODS, WorkflowRemoved(), "has no WorkflowAdded before WorkflowRemoved"),
        (preset_of("a"), PresetRemoved(), "has no PresetAdded before PresetRemoved"),
    ],
)
def test_a_log_that_begins_in_the_middle_is_told(stream: str, event: Any, sentence: str) -> None:
    with pytest.raises(LookupError, match=sentence):
        board().apply([Fact(stream=stream, event=event)])


def told(*commands: Any) -> str:
    made = board(*commands[:-1])
    facts = tuple(decide(commands[-1], made))
    before = made.apply(facts)
    done: Change = change(made, 1, facts, envelope(), before)
    assert not done.is_step
    return described(done, facts, made).sentence


def test_activity_says_what_happened_in_words() -> None:
    assert told(SAVE) == "added the workflow 'moods'"
    assert told(SAVE, SaveWorkflow(key="moods", document="")) == "changed the workflow 'moods'"
    assert told(SAVE, RemoveWorkflow(key="moods")) == "removed the workflow 'moods'"
    assert told(SavePreset(key="wet", document="")) == "added the preset 'wet'"


async def test_the_shell_runs_a_library_as_it_runs_a_project() -> None:
    store = MemoryEventStore(CODEC)
    executor = Executor(store, clock=lambda: NOON, announce=lambda _: None, past=Past(store))

    async def done(command_id: str, *commands: Any) -> int:
        request = Request(
            project=MAIN_LIBRARY, command_id=command_id, actor=ADA, commands=tuple(commands)
        )
        return (await executor.execute(request)).position

    assert await done("1", SAVE, SavePreset(key="wet", document="")) == 1
    assert await done("1", SAVE) == 1
    assert await done("2", SAVE) == 1
    assert await done("3", RemoveWorkflow(key="moods")) == 2
    with pytest.raises(NotFoundError):
        await executor.board(MAIN_LIBRARY)
    with pytest.raises(NotFoundError):
        realm.project_board(LibraryBoard(MAIN_LIBRARY))


def test_workflows_and_presets_of_one_key_are_two_things() -> None:
    assert stream_of(SAVE) != stream_of(SavePreset(key="moods", document=""))
