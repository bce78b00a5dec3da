import pytest

from interchange.option import Choice, Option, OptionKind, chosen, switch
from interchange.report import InterchangeError

VERSION = Option(
    name="version",
    label="Version",
    help="Which one.",
    kind=OptionKind.CHOICE,
    default="1.10",
    choices=(Choice(value="1.9", label="1.9"), Choice(value="1.10", label="1.10")),
)
HANDLES = Option(
    name="handles",
    label="Handles",
    help="How many frames.",
    kind=OptionKind.NUMBER,
    default="12",
    least=0,
    most=240,
)
HEADER = Option(
    name="header", label="Header", help="What stands above.", kind=OptionKind.TEXT, default=""
)
NOTES = switch("notes", "Notes", "Whether they are in.", default=True)
ALL = (VERSION, HANDLES, HEADER, NOTES)


def test_what_is_not_chosen_is_as_usual() -> None:
    options = chosen(ALL, {})
    assert options.text("version") == "1.10"
    assert options.number("handles") == 12
    assert options.text("header") == ""
    assert options.switch("notes")


def test_what_is_chosen_is_taken() -> None:
    options = chosen(
        ALL, {"version": "1.9", "handles": "007", "header": "Harbour “night”", "notes": "no"}
    )
    assert options.text("version") == "1.9"
    assert options.number("handles") == 7
    assert options.text("header") == "Harbour “night”"
    assert not options.switch("notes")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"version": "2"}, "The option version is “2”; it takes one of 1.9, 1.10."),
        ({"notes": "true"}, "The option notes is “true”; it takes one of yes, no."),
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
            "The format has no option “colour”; it has version, handles, header, notes.",
        ),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_what_can(
    given: dict[str, str], sentence: str
) -> None:
    with pytest.raises(InterchangeError) as refused:
        chosen(ALL, given)
    assert str(refused.value) == sentence


def test_a_format_without_options_says_so() -> None:
    with pytest.raises(InterchangeError, match="no option “colour”; it has none"):
        chosen((), {"colour": "red"})
