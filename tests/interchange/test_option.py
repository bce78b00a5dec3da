import pytest

from interchange.option import Choice, ChoiceKind, Options, chosen
from interchange.report import InterchangeError

VERSION = Choice(
    name="version",
    label="Version",
    help="Which one.",
    values=(("1.10", "1.10"), ("1.9", "1.9, for older programs")),
)
HANDLES = Choice(
    name="handles",
    label="Handles",
    help="How many frames.",
    kind=ChoiceKind.NUMBER,
    typed="12",
    most=240,
)
HEADER = Choice(name="header", label="Header", help="What stands above.", kind=ChoiceKind.TEXT)
ALL = (VERSION, HANDLES, HEADER)


def test_what_is_not_chosen_is_as_usual() -> None:
    assert chosen(ALL, {}) == {"version": "1.10", "handles": "12", "header": ""}


def test_what_is_chosen_is_taken() -> None:
    given = {"version": "1.9", "handles": "007", "header": "Harbour “night”"}
    assert chosen(ALL, given) == {**given, "handles": "7"}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"version": "2"}, "The option version is “2”; it takes one of 1.10, 1.9."),
        *(
            (
                {"handles": value},
                f"The option handles is “{value}”; it takes a whole number from 0 to 240.",
            )
            for value in ("", "-1", "241", "1.5", "x", "²", "9" * 30)
        ),
        (
            {"header": "a\nb"},
            "The option header is “a b”; it takes one line of at most 500 characters.",
        ),
        (
            {"header": "x" * 501},
            f"The option header is “{'x' * 40}”; it takes one line of at most 500 characters.",
        ),
        (
            {"colour": "red"},
            "The format has no option “colour”; it has version, handles, header.",
        ),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_what_can(given: Options, sentence: str) -> None:
    with pytest.raises(InterchangeError) as refused:
        chosen(ALL, given)
    assert str(refused.value) == sentence


def test_a_format_without_options_says_so() -> None:
    with pytest.raises(InterchangeError, match="no option “colour”; it has none"):
        chosen((), {"colour": "red"})
