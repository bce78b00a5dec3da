"""Each construct of Fountain's published syntax."""

import pytest

from interchange.report import Report
from interchange.script import fountain
from interchange.script.paragraph import Kind, Paragraph, Script


def script(text: str) -> tuple[Script, list[str]]:
    report = Report()
    found = fountain.read(text.encode(), report)
    return found, [omission.sentence for omission in report.omissions]


def found(text: str) -> list[tuple[str, str]]:
    return [(each.kind.value, each.text) for each in script(text)[0].paragraphs]


@pytest.mark.parametrize(
    "heading",
    [
        "INT. HOUSE - DAY",
        "EXT. BRICK'S POOL - DAY",
        "int house",
        "EST. THE CITY",
        "INT./EXT. CAR",
        "INT/EXT CAR",
        "I/E. CAR",
        "Ext. Harbour: night",
    ],
)
def test_a_scene_heading_begins_with_where_it_is(heading: str) -> None:
    assert found(f"{heading}\n\nRain.") == [("heading", heading), ("action", "Rain.")]


@pytest.mark.parametrize("line", ["INTERIOR. HOUSE", "Extra soft.", "Internet."])
def test_a_word_that_only_begins_alike_is_no_heading(line: str) -> None:
    assert found(f"{line}\n\nRain.")[0] == ("action", line)


def test_a_dot_forces_a_heading_but_an_ellipsis_does_not() -> None:
    assert found(".SNIPER SCOPE POV\n\n...and then") == [
        ("heading", "SNIPER SCOPE POV"),
        ("action", "...and then"),
    ]


@pytest.mark.parametrize("number", ["1", "1A", "110-A", "1-A-1"])
def test_a_scene_number_is_kept_apart(number: str) -> None:
    (heading,) = script(f"INT. HOUSE - DAY #{number}#")[0].paragraphs
    assert (heading.text, heading.number) == ("INT. HOUSE - DAY", number)


def test_a_heading_needs_no_empty_line_behind_it() -> None:
    assert found("EXT. QUAY\nGulls.") == [("heading", "EXT. QUAY"), ("action", "Gulls.")]


def test_action_keeps_its_lines_and_tabs_become_four_spaces() -> None:
    assert found("One.\n\tTwo.\n\nThree.") == [("action", "One.\n    Two."), ("action", "Three.")]


def test_an_exclamation_mark_forces_action() -> None:
    assert found("!SCANNING THE AISLES...\nWhere is that pit boss?") == [
        ("action", "SCANNING THE AISLES...\nWhere is that pit boss?")
    ]


def test_a_cue_is_in_capitals_with_a_line_right_below() -> None:
    assert found("STEEL\nThe man's a myth!") == [
        ("cue", "STEEL"),
        ("dialogue", "The man's a myth!"),
    ]
    assert found("STEEL\n\nThe man's a myth!")[0] == ("action", "STEEL")
    assert found("23\nnumbers alone")[0][0] == "action"


def test_an_extension_of_a_cue_may_be_in_small_letters() -> None:
    assert found("HANS (on the radio)\nHello.")[0] == ("cue", "HANS (on the radio)")


def test_an_at_sign_forces_a_cue() -> None:
    assert found("@McCLANE\nYippie ki-yay!")[0] == ("cue", "McCLANE")


def test_parentheticals_stand_among_dialogue() -> None:
    assert found("STEEL\n(beer raised)\nTo retirement.\n(drinks)\nAah.") == [
        ("cue", "STEEL"),
        ("parenthetical", "(beer raised)"),
        ("dialogue", "To retirement."),
        ("parenthetical", "(drinks)"),
        ("dialogue", "Aah."),
    ]


def test_two_spaces_keep_a_speech_together_over_an_empty_line() -> None:
    assert found("DEALER\nTen.\n  \nHit or stand?")[1:] == [("dialogue", "Ten.\n\nHit or stand?")]
    assert found("DEALER\nTen.\n\nHit or stand?")[2] == ("action", "Hit or stand?")
    assert found("Rain.\n   \nWind.") == [("action", "Rain."), ("action", "Wind.")]


def test_a_caret_makes_a_speech_one_of_two_at_once() -> None:
    paragraphs = script("BRICK\nScrew retirement.\n\nSTEEL ^\nScrew retirement.")[0].paragraphs
    assert [(each.text, each.is_dual) for each in paragraphs if each.kind is Kind.CUE] == [
        ("BRICK", False),
        ("STEEL", True),
    ]


def test_lyrics_begin_with_a_tilde_alone_or_in_a_speech() -> None:
    assert found("~Willy Wonka!\n~The amazing chocolatier!") == [
        ("lyrics", "Willy Wonka!\nThe amazing chocolatier!")
    ]
    assert found("OMPA\n~Willy!\nThere.") == [
        ("cue", "OMPA"),
        ("lyrics", "Willy!"),
        ("dialogue", "There."),
    ]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("CUT TO:", "CUT TO:"),
        ("FADE IN:", "FADE IN:"),
        ("> Burn to White.", "Burn to White."),
        (">FADE OUT.", "FADE OUT."),
    ],
)
def test_a_transition_ends_in_to_or_is_forced(line: str, text: str) -> None:
    assert found(f"Rain.\n\n{line}\n\nWind.")[1] == ("transition", text)


def test_what_ends_in_to_with_words_below_is_a_cue_as_the_syntax_says() -> None:
    assert found("CUT TO:\nHello.")[0][0] == "cue"


def test_centred_text_is_action_and_reported() -> None:
    made, report = script("> THE END <")
    assert [each.text for each in made.paragraphs] == ["THE END"]
    assert report == ["Centred text, line 1: it was taken as plain action."]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("*italics*", "italics"),
        ("**bold**", "bold"),
        ("***bold italics***", "bold italics"),
        ("_underline_", "underline"),
        ("_**both** of them_", "both of them"),
    ],
)
def test_emphasis_becomes_plain_and_is_reported(written: str, plain: str) -> None:
    made, report = script(f"He {written} it.")
    assert made.paragraphs[0].text == f"He {plain} it."
    assert report[0].startswith("Bold, italic or underlined text, line 1: it was taken as plain")


@pytest.mark.parametrize(
    "text", ["2 * 3 * 4", "a lone * star", "*over\ntwo lines*", "****", "back\\slash", "a_b"]
)
def test_marks_that_are_no_emphasis_stay(text: str) -> None:
    made, report = script(text)
    assert (made.paragraphs[0].text, report) == (text, [])


def test_a_backslash_keeps_a_mark() -> None:
    made, report = script(r"Dial \*69 and \*70, or \_.")
    assert (made.paragraphs[0].text, report) == ("Dial *69 and *70, or _.", [])


def test_notes_leave_the_text_and_stay_with_their_paragraph() -> None:
    assert script("Rain [[more?]] falls.\n\n[[Alone,\nin two lines]]\n\nWind.")[0].paragraphs == (
        Paragraph(kind=Kind.ACTION, text="Rain  falls.", line=1, notes=("more?",)),
        Paragraph(kind=Kind.NOTE, text="", line=3, notes=("Alone,\nin two lines",)),
        Paragraph(kind=Kind.ACTION, text="Wind.", line=6),
    )


def test_a_note_that_is_never_closed_is_text() -> None:
    assert found("[[open\n\nstill]] here") == [("action", "[[open"), ("action", "still]] here")]


def test_the_boneyard_is_left_out_and_reported_and_lines_keep_their_numbers() -> None:
    made, report = script("One /*gone\n\nINT. GONE\n*/ two.\n\nThree.\n\n/* again */")
    assert [(each.text, each.line) for each in made.paragraphs] == [("One  two.", 1), ("Three.", 6)]
    reason = "its author has taken it out of the script. (2 times)"
    assert report == [f"Text in the boneyard, line 1: {reason}"]


def test_a_boneyard_that_is_never_closed_is_text() -> None:
    assert found("/* open") == [("action", "/* open")]


def test_sections_and_synopses_stand_above_what_they_tell_of() -> None:
    assert found("# Act\n## Sequence\n= It rains.\nEXT. QUAY") == [
        ("section", "Act"),
        ("section", "Sequence"),
        ("synopsis", "It rains."),
        ("heading", "EXT. QUAY"),
    ]


def test_a_page_break_is_reported() -> None:
    made, report = script("One.\n\n===\n\nTwo.")
    assert len(made.paragraphs) == 2
    assert report == ["A page break, line 3: a project has no pages."]


def test_a_title_page_has_keys_with_values_beside_or_below_them() -> None:
    made, _ = script(
        "Title:\n\t_**BRICK & STEEL**_\n    FULL RETIRED\nCredit: Written by\n"
        "Author: Stu [[sic]]\nDraft date: 1/20/2012\n\nRain."
    )
    assert made.title == "BRICK & STEEL\nFULL RETIRED"
    assert made.title_page[1:] == (
        ("Credit", "Written by"),
        ("Author", "Stu"),
        ("Note", "sic"),
        ("Draft date", "1/20/2012"),
    )
    assert [each.line for each in made.paragraphs] == [8]


@pytest.mark.parametrize("text", ["FADE IN:\n\nEXT. QUAY", "CUT TO:", "Rain: a lot\nof it"[5:]])
def test_a_script_may_begin_without_a_title_page(text: str) -> None:
    assert script(text)[0].title_page == ()


def test_a_title_page_may_be_all_there_is() -> None:
    made, _ = script("Title: Rain")
    assert (made.title, made.paragraphs) == ("Rain", ())
