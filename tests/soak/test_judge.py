"""The judge must be able to condemn: every forged story is named for what is wrong with it."""

from dataclasses import replace
from typing import Any

from tests.soak.history import Answer, Asked, Heard, Logged, Story
from tests.soak.judge import verdict

A, B = "clip-a", "clip-b"


def logged(n: int, command: str, **versions: int) -> Logged:
    """Return a commit of one event of each stream: of `clip-a`, where none is named."""
    streams = {f"clip-{name}": version for name, version in (versions or {"a": n}).items()}
    return Logged(n=n, command=command, versions=streams, lengths=dict.fromkeys(streams, 1))


def done(command: str, position: int, at: float, **more: Any) -> Asked:
    """Return a command that was asked at a time and acknowledged a second later."""
    asked = Asked(
        client=1,
        project="film",
        command=command,
        stream=A,
        began=at,
        ended=at + 1,
        answer=Answer.DONE,
        position=position,
    )
    return replace(asked, **more)


def conflict(command: str, at: float, *, expected: int, actual: int) -> Asked:
    refused = done(command, 0, at, expected=expected, actual=actual)
    return replace(refused, answer=Answer.CONFLICT, position=None)


def heard(*places: tuple[int, str], after: int = 0) -> Heard:
    return Heard(reader="a reader", after=after, commits=places)


HONEST = Story(
    project="film",
    log=(logged(1, "one"), logged(2, "two"), logged(3, "three")),
    asked=(
        done("one", 1, 0),
        done("two", 2, 10, expected=1),
        conflict("late", 12, expected=1, actual=2),
        done("three", 3, 20, expected=2),
        replace(done("lost", 0, 30), answer=Answer.UNKNOWN, position=None),
        Asked(client=1, project="film", began=40, ended=41, answer=Answer.SEEN, position=3),
    ),
    heard=(
        heard((1, "one"), (2, "two"), (3, "three")),
        heard((2, "two"), (3, "three"), after=1),
    ),
)


def found(story: Story) -> list[str]:
    """Return the beginnings of what is amiss, up to the entries that are shown."""
    faults = [fault.removeprefix("film: ") for fault in verdict([story])]
    return [fault.partition("(")[0].rpartition(" ")[0].rstrip(": ") for fault in faults]


def asking(*asked: Asked) -> Story:
    """Return the honest story with these answers besides."""
    return replace(HONEST, asked=(*HONEST.asked, *asked))


def answering(command: str, **other: Any) -> Story:
    """Return the honest story with another answer to one command."""
    asked = tuple(replace(one, **other) if one.command == command else one for one in HONEST.asked)
    return replace(HONEST, asked=asked)


def test_an_honest_story_is_believed() -> None:
    assert verdict([HONEST]) == []


def test_an_unanswered_command_may_have_been_applied() -> None:
    assert verdict([answering("three", answer=Answer.UNKNOWN, position=None)]) == []


def test_a_sentence_shows_project_and_offending_entry() -> None:
    lost = done("gone", 4, 50)
    assert verdict([asking(lost)]) == [f"film: acknowledged and not in the log: {lost}"]


def test_a_lost_acknowledged_command_is_named() -> None:
    assert found(asking(done("gone", 4, 50))) == ["acknowledged and not in the log"]


def test_a_change_that_was_taken_for_none_is_named() -> None:
    unchanged = replace(done("gone", 0, 50), position=None)
    assert found(asking(unchanged))[0] == "acknowledged and not in the log"


def test_a_command_at_another_place_than_it_was_said_to_be_is_named() -> None:
    assert found(answering("three", position=4)) == [
        "acknowledged at 4 and in the log at 3",
        "answered with less than",
    ]


def test_a_command_that_was_applied_twice_is_named() -> None:
    twice = replace(HONEST, log=(*HONEST.log, logged(4, "three", b=1)), heard=())
    assert "one command was applied twice" in found(twice)


def test_a_gap_is_named() -> None:
    gap = replace(HONEST, log=(*HONEST.log, logged(5, "lost", a=4)), heard=())
    assert found(gap) == ["commit 5 stands where 4 is due"]


def test_two_commits_at_one_place_are_named() -> None:
    same = replace(HONEST, log=(*HONEST.log, logged(3, "lost", a=4)), heard=())
    assert found(same) == ["commit 3 stands where 4 is due"]


def test_a_commit_that_nobody_asked_for_is_named() -> None:
    strange = replace(HONEST, log=(*HONEST.log, logged(4, "strange")), heard=())
    assert found(strange) == ["nobody asked for"]


def test_a_stream_that_misses_a_version_is_named() -> None:
    leap = replace(HONEST, log=(*HONEST.log, logged(4, "lost", a=5)), heard=())
    assert found(leap) == ["clip-a was at version 3 before"]


def test_a_refused_command_that_happened_all_the_same_is_named() -> None:
    story = answering("three", answer=Answer.CONFLICT, position=None, expected=1, actual=2)
    assert found(story) == ["refused and in the log at 3"]


def test_a_refusal_of_what_may_happen_is_named() -> None:
    refused = replace(done("no", 0, 50), answer=Answer.REFUSED, position=None)
    assert found(asking(refused)) == ["refused without a reason"]


def test_a_command_that_was_applied_on_another_version_than_it_expected_is_named() -> None:
    assert found(answering("three", expected=1)) == ["applied on version 2 of its stream"]


def test_a_conflict_with_the_version_that_was_expected_is_named() -> None:
    story = asking(conflict("no", 50, expected=3, actual=3))
    assert found(story) == ["refused although its version was the newest"]


def test_a_conflict_with_a_version_that_never_was_is_named() -> None:
    story = asking(conflict("no", 50, expected=3, actual=4))
    assert found(story) == ["refused for a version that never was"]


def test_a_conflict_with_a_version_that_was_made_later_is_named() -> None:
    story = asking(conflict("no", 5, expected=1, actual=3))
    assert found(story) == ["refused for a version that was made later, by three"]


def test_a_command_before_another_that_was_acknowledged_when_it_began_is_named() -> None:
    swapped = replace(
        HONEST, asked=(done("one", 1, 0), done("three", 3, 10), done("two", 2, 20, client=2))
    )
    assert found(swapped) == ["began after the answer to"]


def test_commands_that_overlap_may_come_in_either_order() -> None:
    both = replace(
        HONEST,
        asked=(done("one", 1, 0), done("three", 3, 10), done("two", 2, 10.5, client=2)),
    )
    assert verdict([both]) == []


def test_a_client_who_sees_less_than_before_is_named() -> None:
    old = Asked(client=1, project="film", began=50, ended=51, answer=Answer.SEEN, position=2)
    assert found(asking(old)) == ["answered with less than"]


def test_a_reader_who_missed_a_commit_is_named() -> None:
    story = replace(HONEST, heard=(heard((1, "one"), (3, "three")),))
    assert verdict([story]) == [
        "film: a reader heard commit 3 of three where 2 of two was due",
    ]


def test_a_reader_who_heard_a_commit_twice_is_named() -> None:
    story = replace(HONEST, heard=(heard((1, "one"), (2, "two"), (2, "two"), (3, "three")),))
    assert verdict([story]) == ["film: a reader heard commit 2 of two where 3 of three was due"]


def test_a_reader_who_heard_another_command_at_a_place_is_named() -> None:
    story = replace(HONEST, heard=(heard((1, "one"), (2, "undone"), (3, "three")),))
    assert verdict([story]) == ["film: a reader heard commit 2 of undone where 2 of two was due"]


def test_a_reader_who_never_heard_the_end_is_named() -> None:
    story = replace(HONEST, heard=(heard((2, "two"), after=1),))
    assert verdict([story]) == ["film: a reader never heard commit (3, 'three')"]


def test_a_reader_who_heard_more_than_there_is_is_named() -> None:
    story = replace(HONEST, heard=(heard((3, "three"), (4, "undone"), after=2),))
    assert verdict([story]) == [
        "film: a reader heard commit (4, 'undone'), which is not in the log",
    ]
