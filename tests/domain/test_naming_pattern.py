"""The language of naming conventions."""

from typing import Final

import pytest

from domain.naming.code import versioned
from domain.naming.pattern import DEFAULT, PatternError, parse, stored

TOKENS: Final = "{project}, {scene}, {shot}, {alternate}, {take}, {version} and {date}"
COUNTED: Final = "Only {scene} and {shot} are counted."
UNREAD: Final = (
    "cannot be read. Behind the colon stands a width, such as 04, a step of at most 1,000, such as "
    "*10, or both: {shot:04*10}."
)


def test_the_code_of_a_shot_is_what_is_from_the_scene_to_the_shot() -> None:
    found = parse("{project}_SQ{scene:03*10}_SH{shot:04*10}x_{alternate:02}_v{version:03}.{date}")
    assert (found.lead, found.joint, found.end, found.glue) == ("SQ", "_SH", "x", "_")
    assert found.scene is not None
    assert (found.scene.width, found.scene.step) == (3, 10)
    assert (found.shot.width, found.shot.step) == (4, 10)
    assert [(before, piece.token) for before, piece in found.behind] == [
        ("_", "alternate"),
        ("_v", "version"),
        (".", "date"),
    ]


def test_what_is_behind_the_last_token_belongs_to_the_code() -> None:
    found = parse("{shot}_main")
    assert (found.lead, found.end, found.behind, found.scene) == ("", "_main", (), None)


def test_text_that_nothing_divides_from_the_next_token_belongs_to_that() -> None:
    found = parse("SH{shot}alt{alternate}")
    assert (found.end, found.behind[0][0]) == ("", "alt")
    assert versioned("SH7", 2, found) == "SH7altA2"


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        (DEFAULT, "C_A2"),
        ("{shot}_{alternate:02}", "C_A02"),
        ("{shot}{alternate}", "CA2"),
        ("{shot}_v{version}-{alternate}", "C-A2"),
    ],
)
def test_an_alternate_has_its_badge_behind_the_code_wherever_it_stands(
    pattern: str, code: str
) -> None:
    assert versioned("C", 2, parse(pattern)) == code
    assert versioned("C", 0, parse(pattern)) == "C"
    assert not versioned("", 2, parse(pattern))


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("SQ{scene:03}0_SH{clip:03}0", "SQ{scene:04*10}_SH{shot:04*10}"),
        ("{clip}00", "{shot:*100}"),
        ("S{scene}E{clip:03}", "S{scene}E{shot:03}"),
    ],
)
def test_a_convention_from_before_there_were_steps_counts_as_it_did(older: str, newer: str) -> None:
    one, other = parse(older), parse(newer)
    assert (one.shot.width, one.shot.step) == (other.shot.width, other.shot.step)
    assert (one.lead, one.joint, one.end) == (other.lead, other.joint, other.end)
    assert one.text == older


UNSAFE: Final = "is not safe in names of files. Use the letters A to Z, digits, _, - and points."


@pytest.mark.parametrize(
    ("wrong", "column", "what"),
    [
        ("S{shoot}", 2, f"there is no token {{shoot}}. There are {TOKENS}."),
        ("{shot:4}", 1, f"{{shot:4}} {UNREAD}"),
        ("{shot:}", 1, f"{{shot:}} {UNREAD}"),
        ("{shot:*1001}", 1, f"{{shot:*1001}} {UNREAD}"),
        ("{shot}_{date:08}", 8, f"{{date}} does not take a width or a step. {COUNTED}"),
        ("{shot}_{take:02*10}", 8, f"{{take}} does not take a step. {COUNTED}"),
        ("{shot}}", 7, "a brace belongs to no token. Write tokens as {shot:04*10}."),
        ("Bär_{shot}", 2, f"'ä' {UNSAFE}"),
        ("{shot} a", 7, f"a space {UNSAFE}"),
        ("a\ud800{shot}", 2, f"a character that cannot be shown (U+D800) {UNSAFE}"),
        ("{shot}_{clip}", 8, "{shot} stands a second time. Leave one out."),
        (
            "{shot:03}7",
            10,
            (
                "a digit stands right behind {shot}, and would read as one of its own. "
                "Put a letter or _ between."
            ),
        ),
        (
            "{scene}_{project}_{shot}",
            1,
            (
                "{scene} does not stand right before {shot}. Put the two together, and what else "
                "there is before or behind them."
            ),
        ),
        (
            "{scene}{shot}",
            8,
            (
                "{shot} stands right behind {scene}, so that 1 and 11 would read like 11 and 1. "
                "Put a letter or _ between."
            ),
        ),
        ("{alternate}_{shot}", 1, "{alternate} stands before {shot}. Put it behind it."),
    ],
)
def test_a_convention_that_would_not_work_is_refused_by_its_column(
    wrong: str, column: int, what: str
) -> None:
    with pytest.raises(PatternError) as refused:
        parse(wrong)
    assert refused.value.message == f"In column {column} of the naming convention {what}"
    assert (refused.value.column, refused.value.field) == (column, "naming")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (" ", f"The naming convention is empty. The usual one is {DEFAULT}."),
        ("S_{scene}", "The naming convention names no shot. Put {shot} where its number goes."),
        (
            "{shot}" + "x" * 95,
            "The naming convention has 101 characters. At most 100 are kept: shorten it.",
        ),
    ],
)
def test_a_convention_that_lacks_something_is_refused_as_a_whole(wrong: str, message: str) -> None:
    with pytest.raises(PatternError) as refused:
        parse(wrong)
    assert (refused.value.message, refused.value.column) == (message, None)


def test_an_older_convention_is_read_as_far_as_it_is_safe() -> None:
    assert stored("Szene {scene:02} Größe {clip:02}").text == "Szene_{scene:02}_Grosse_{clip:02}"
    assert stored("{project}") == stored("") == parse(DEFAULT)
