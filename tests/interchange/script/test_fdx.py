"""Final Draft documents."""

import pytest

from interchange.report import InterchangeError, Report
from interchange.script import fdx
from interchange.script.paragraph import Kind, Script


def document(content: str, more: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'
        f'<FinalDraft DocumentType="Script" Template="No" Version="5"><Content>{content}</Content>'
        f"{more}</FinalDraft>"
    ).encode()


def paragraph(kind: str, text: str, inside: str = "", number: str = "") -> str:
    return f'<Paragraph Number="{number}" Type="{kind}"><Text>{text}</Text>{inside}</Paragraph>'


def script(content: str, more: str = "") -> tuple[Script, list[str]]:
    report = Report()
    found = fdx.read(document(content, more), report)
    return found, [omission.sentence for omission in report.omissions]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Scene Heading", Kind.HEADING),
        ("Action", Kind.ACTION),
        ("General", Kind.ACTION),
        ("Shot", Kind.ACTION),
        ("Cast List", Kind.ACTION),
        ("Character", Kind.CUE),
        ("Parenthetical", Kind.PARENTHETICAL),
        ("Dialogue", Kind.DIALOGUE),
        ("Singing", Kind.LYRICS),
        ("Lyrics", Kind.LYRICS),
        ("Transition", Kind.TRANSITION),
        ("New Act", Kind.SECTION),
        ("End of Act", Kind.SECTION),
        ("Outline 1", Kind.SECTION),
        ("Outline Body", Kind.SYNOPSIS),
        ("Synopsis", Kind.SYNOPSIS),
    ],
)
def test_paragraphs_are_told_apart_by_their_type(name: str, kind: Kind) -> None:
    made, report = script(paragraph(name, "Rain &amp; wind"))
    assert ([(each.kind, each.text) for each in made.paragraphs], report) == (
        [(kind, "Rain & wind")],
        [],
    )


def test_an_unknown_type_is_action_and_reported() -> None:
    made, report = script(paragraph("Telegram", "STOP"))
    assert made.paragraphs[0].kind is Kind.ACTION
    assert report == ["A paragraph, line 2: there is no type “Telegram”; it was taken as action."]


def test_a_scene_has_its_number_title_and_summary() -> None:
    properties = (
        '<SceneProperties Length="3/8" Page="1" Title="The quay"><Summary>'
        "<Paragraph><Text>It rains.</Text></Paragraph></Summary></SceneProperties>"
    )
    made, report = script(paragraph("Scene Heading", "EXT. QUAY", properties, number="4A"))
    assert [(each.kind, each.text, each.number) for each in made.paragraphs] == [
        (Kind.HEADING, "EXT. QUAY", "4A"),
        (Kind.SYNOPSIS, "The quay", ""),
        (Kind.SYNOPSIS, "It rains.", ""),
    ]
    assert report == [
        "The page and length of a scene, line 2: they were estimated anew from its words."
    ]


def test_the_number_of_another_paragraph_only_counts() -> None:
    assert script(paragraph("Action", "Rain.", number="7"))[0].paragraphs[0].number == ""


def test_texts_in_styles_are_joined_and_reported() -> None:
    made, report = script(
        '<Paragraph Type="Action"><Text>It </Text><Text Style="Bold+Italic">rains</Text>'
        "<Text>.</Text></Paragraph>"
    )
    assert made.paragraphs[0].text == "It rains."
    assert report == ["Bold, italic or underlined text, line 2: it was taken as plain text."]


def test_dual_dialogue_marks_the_second_cue() -> None:
    one = paragraph("Character", "BRICK") + paragraph("Dialogue", "Screw it.")
    other = paragraph("Character", "STEEL") + paragraph("Dialogue", "Screw it!")
    made, _ = script(f"<Paragraph><DualDialogue>{one}{other}</DualDialogue></Paragraph>")
    assert [(each.text, each.is_dual) for each in made.paragraphs if each.text] == [
        ("BRICK", False),
        ("Screw it.", False),
        ("STEEL", True),
        ("Screw it!", False),
    ]


def test_script_notes_stay_with_their_paragraph() -> None:
    note = "<ScriptNote><Paragraph><Text>More rain?</Text></Paragraph></ScriptNote>"
    assert script(paragraph("Action", "Rain.", note))[0].paragraphs[0].notes == ("More rain?",)


def test_the_title_page_begins_with_the_title() -> None:
    page = "<TitlePage><Content><Paragraph><Text></Text></Paragraph><Paragraph><Text>Rain</Text>"
    page += "</Paragraph><Paragraph><Text>by Ada</Text></Paragraph></Content></TitlePage>"
    made, _ = script(paragraph("Action", "Rain."), page)
    assert (made.title, made.title_page) == ("Rain", (("", "Rain"), ("", "by Ada")))


def test_what_is_not_known_or_stands_beside_the_scenes_is_reported() -> None:
    header = "<HeaderAndFooter><Paragraph><Text>Draft</Text></Paragraph></HeaderAndFooter>"
    made, report = script(
        "<Chart/><Paragraph>stray<Text>Rain<b>x</b></Text><Stamp/></Paragraph>", header
    )
    assert made.paragraphs[0].text == "Rain\nstray"
    assert report == [
        "A text, “HeaderAndFooter” in line 2: it is no part of the scenes.",
        "An element “Chart”, line 2: it is not known.",
        "An element “b”, line 2: it is not known.",
        "An element “Stamp”, line 2: it is not known.",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<html/>", "The file is no Final Draft script: it begins with “html”."),
        (b"<FinalDraft/>", "The Final Draft script has no content. Save it again."),
        (
            b"<FinalDraft>\n<Content>",
            (
                "Line 2 of the script is no XML: no element found. Write it anew from the program"
                " it is from."
            ),
        ),
        (
            b'<?xml version="1.0" encoding="klingon"?><FinalDraft/>',
            "The script has an encoding that is not known. Save it in UTF-8.",
        ),
        (
            b"\n<a>" + b"<b>" * 60,
            (
                "In line 2 the script has elements more than 50 deep, or more than 1,000,000 in"
                " all. Write it anew from the program it is from."
            ),
        ),
    ],
)
def test_what_is_no_final_draft_document_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(InterchangeError) as refused:
        fdx.read(content, Report())
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><FinalDraft>&c;</FinalDraft>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><FinalDraft>&b;</FinalDraft>',
        b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><FinalDraft/>',
    ],
)
def test_a_document_type_is_refused_before_anything_is_expanded_or_fetched(declared: bytes) -> None:
    with pytest.raises(InterchangeError, match="Line 1 of the script declares a document type"):
        fdx.read(declared, Report())


def test_an_old_encoding_is_read_as_the_file_declares_it() -> None:
    text = '<?xml version="1.0" encoding="ISO-8859-1"?><FinalDraft><Content><Paragraph>'
    text += "<Text>Café</Text></Paragraph></Content></FinalDraft>"
    made = fdx.read(text.encode("latin-1"), Report())
    assert made.paragraphs[0].text == "Café"
