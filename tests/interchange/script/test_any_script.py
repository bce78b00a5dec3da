"""Any file: taken or refused in a sentence, and nothing of it lost silently."""

import re
import time
from contextlib import suppress
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.board.board import Board
from domain.project import CreateProject
from domain.rate import FrameRate
from interchange.founding import founded
from interchange.report import InterchangeError, Report
from interchange.script import read_fdx, read_fountain
from interchange.timeline import MAX_CLIPS, Reading
from tests.interchange.plan import PROJECT, USER, taken
from tests.interchange.script.test_fdx import document, paragraph

TWENTY_FOUR = FrameRate.FPS_24


def refusal(content: bytes) -> str:
    with pytest.raises(InterchangeError) as refused:
        read_fountain(content, TWENTY_FOUR)
    return str(refused.value)


def texts(made: Board) -> list[str]:
    scenes = [text for it in made.scenes.values() for text in (it.name, it.description, it.lyrics)]
    clips = [
        text
        for it in made.clips.values()
        for text in (it.name, it.notes, it.lyrics, it.image_prompt, it.video_prompt)
    ]
    return [*scenes, *clips]


def kept(reading: Reading) -> str:
    """Return all texts of the project that a reading makes."""
    create = CreateProject(project_id=PROJECT, owner=USER, name="file")
    (front,) = founded(create, reading.setup, Report())
    assert isinstance(front, CreateProject)
    made, _ = taken(reading.timeline)
    return "\n".join([front.name, front.description, *texts(made)])


WORDS = st.integers(0, 10**9).map(lambda number: f"w{number}")
LINES = st.sampled_from(
    [
        "{}",
        "{} {}",
        "INT. {}",
        ".{}",
        "@{}\n{}",
        "BOB\n({})\n{}",
        "BOB\n{}\n\nADA ^\n{}",
        "BOB\n~{}",
        "~{}",
        "> {}",
        "> {} <",
        "!{}",
        "# {}",
        "= {}",
        "[[{}]]",
        "{} [[{}]] {}",
        "*{}* _{}_ **{}**",
        "INT. {} #{}#",
        "/* boneyard */",
        "===",
        "DISSOLVE TO:",
        "[[{}\n{}",
        "  ",
    ]
)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n\r\n"])


@st.composite
def scripts(draw: st.DrawFn) -> str:
    pieces = ["Title: " + draw(WORDS) + "\nAuthor: " + draw(WORDS) + "\n\n"]
    for line in draw(st.lists(LINES, min_size=1, max_size=12)):
        pieces += [re.sub(r"\{\}", lambda _: draw(WORDS), line), draw(BREAKS)]
    return "".join(pieces[draw(st.integers(0, 1)) :])


@settings(deadline=None, max_examples=300)
@given(text=scripts())
def test_every_word_of_a_script_is_in_the_project(text: str) -> None:
    try:
        reading = read_fountain(text.encode(), TWENTY_FOUR)
    except InterchangeError as error:
        assert str(error).startswith("The script has no scenes")  # noqa: PT017 - one of two ways
        return
    found = kept(reading)
    missing = [word for word in re.findall(r"w\d+", text) if word not in found]
    assert missing == []


@settings(deadline=None, max_examples=200)
@given(
    kinds=st.lists(
        st.sampled_from(
            ["Scene Heading", "Action", "Character", "Dialogue", "Singing", "Transition", "Odd", ""]
        ),
        min_size=1,
        max_size=12,
    ),
    data=st.data(),
)
def test_every_word_of_a_final_draft_is_in_the_project(
    kinds: list[str], data: st.DataObject
) -> None:
    words = [data.draw(WORDS) for _ in kinds]
    content = "".join(paragraph(kind, word) for kind, word in zip(kinds, words, strict=True))
    found = kept(read_fdx(document(content), TWENTY_FOUR))
    assert [word for word in words if word not in found] == []


MARKUP = st.sampled_from([*"*_~@>!.=#^[]/\\ \n\t()", "[[", "]]", "/*", "*/", "\n\n", "INT. ", "AB"])


@settings(deadline=None, max_examples=500)
@given(text=st.lists(MARKUP | st.text(max_size=5), max_size=60).map("".join))
def test_any_text_is_taken_or_refused_but_never_a_crash(text: str) -> None:
    with suppress(InterchangeError):
        kept(read_fountain(text.encode("utf-8", "surrogatepass"), TWENTY_FOUR))
    with suppress(InterchangeError):
        kept(read_fdx(document(paragraph(escape(text[:5], {'"': ""}), escape(text))), TWENTY_FOUR))


@settings(deadline=None, max_examples=200)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_taken_or_refused_but_never_a_crash(content: bytes) -> None:
    for read in (read_fountain, read_fdx):
        with suppress(InterchangeError):
            kept(read(content, TWENTY_FOUR))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            "EXT. CAFÉ".encode("latin-1"),
            (
                "In line 1 of the script there is a byte 0xC9 that is no UTF-8. Open it in an"
                " editor, save it as UTF-8 and import it again."
            ),
        ),
        (
            "EXT. CAFE".encode("utf-16"),
            "The script is in UTF-16. Save it as plain text in UTF-8.",
        ),
        (
            b"%PDF\x00",
            "The script is no text: it holds bytes of 0. Save it as plain text in UTF-8.",
        ),
        (
            b"x" * 100_000_000,
            (
                "The script has 100.0 MB, but at most 8 MB are taken. Split it and import the parts"
                " one by one."
            ),
        ),
    ],
    ids=["latin", "wide", "binary", "large"],
)
def test_a_file_that_is_no_script_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    assert refusal(content) == sentence


@pytest.mark.parametrize("line", [b"x\n\n", b".x\n\n"], ids=["clips", "scenes"])
def test_more_than_one_import_may_bring_is_refused(line: bytes) -> None:
    assert f"more than {MAX_CLIPS}" in refusal(line * (MAX_CLIPS + 1)).replace(",", "")


@pytest.mark.parametrize("mark", ["[[", "/*", "*a ", "_a", "(", "*", "\\", "~\n", "A\n  \n"])
def test_marks_that_are_opened_and_never_closed_cost_as_much_as_their_length(mark: str) -> None:
    short, long = (cost((mark * (size // len(mark))).encode()) for size in (20_000, 320_000))
    assert long < 16 * 4 * short + 0.1


def cost(content: bytes) -> float:
    """Return the CPU seconds of a reading: the best of three, for others share the machine."""
    return min(once(content) for _ in range(3))


def once(content: bytes) -> float:
    begin = time.process_time()
    with suppress(InterchangeError):
        read_fountain(content, TWENTY_FOUR)
    return time.process_time() - begin


def test_control_characters_are_left_out_and_reported() -> None:
    reading = read_fountain(b"Ra\x07in\x01.\xef\xbf\xbf", TWENTY_FOUR)
    assert reading.timeline.scenes[0].description == "Rain."
    (omission,) = reading.omissions
    assert omission.sentence == (
        "Control characters, the script: they cannot be shown and were left out."
    )
