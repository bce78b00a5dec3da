"""Whatever comes in: a sentence with the line, or a cut. Never anything else."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interchange import xmeml
from interchange.report import InterchangeError
from interchange.timeline import MAX_CLIPS
from interchange.xmeml import reader, tree
from tests.interchange.xmeml import raw
from tests.interchange.xmeml.raw import clip, mix, sentences, sequence, track

SAMPLE = (Path(__file__).parent.parent / "samples" / "premiere_example.xml").read_bytes()

BAD = "The file is no xmeml, its XML is bad in"


def refusal(content: bytes) -> str:
    with pytest.raises(InterchangeError) as refused:
        xmeml.read(content)
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is no xmeml, its XML is bad in line 1, column 1: no element found."),
        (
            b"<xmeml>\n<sequence>\n</xmeml>",
            "The file is no xmeml, its XML is bad in line 3, column 3: mismatched tag.",
        ),
        (
            b"<xmeml>\n \xff</xmeml>",
            f"{BAD} line 2, column 2: not well-formed (invalid token).",
        ),
        (
            b'<?xml version="1.0" encoding="klingon"?><xmeml/>',
            "The file names an encoding that is not known.",
        ),
        (
            b"<xmeml>&x;</xmeml>",
            "The file is no xmeml, its XML is bad in line 1, column 8: undefined entity.",
        ),
        (b"\n<html/>", "The file is no xmeml: in line 2 it begins with <html>."),
        (
            b"<fcpxml/>",
            (
                "The file is an FCPXML of Final Cut Pro X, not the XML of Final Cut Pro 7:"
                " import it as FCPXML."
            ),
        ),
        (
            b"<xmeml><bin><clip/></bin></xmeml>",
            "The file has no sequence. Choose a sequence in the editor and export that as XML.",
        ),
        (
            b'<xmeml>\n<sequence id="s"/></xmeml>',
            "The file has no sequence. Choose a sequence in the editor and export that as XML.",
        ),
        (
            b"<xmeml>\n<sequence><media><video/></media></sequence></xmeml>",
            "In line 2 the sequence has no <rate> with a <timebase>, so its frames have no length.",
        ),
        (
            raw.document(sequence()).replace(b">24<", b">-1<"),
            "In line 4 <timebase> is “-1”; it must be above 0 and at most 1000.",
        ),
        (
            raw.document(sequence()).replace(b">24<", b">nan<"),
            "In line 4 <timebase> is “nan”; it must be above 0 and at most 1000.",
        ),
        (
            raw.document(sequence()).replace(b">24<", b">x<"),
            "In line 4 <timebase> is “x”; it must be above 0 and at most 1000.",
        ),
        (
            raw.document(sequence(track(clip("a", "ten", 20)))),
            "In line 4 <start> must be a number of frames, not “ten”.",
        ),
        (
            raw.document(sequence(track(clip("a", 0, "9" * 50)))),
            f"In line 4 <end> must be a number of frames, not “{'9' * 40}”.",
        ),
        (
            raw.document(sequence(track(clip("a", 0, "1/0")))),
            "In line 4 <end> must be a number of frames, not “1/0”.",
        ),
        (
            raw.document(sequence(track(clip("a", 0, "1e999999999")))),
            "In line 4 <end> must be a number of frames, not “1e999999999”.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(content: bytes, sentence: str) -> None:
    assert refusal(content) == sentence


BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE xmeml [
<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
]>
<xmeml>&b;</xmeml>"""


def test_entities_are_refused_where_they_are_declared() -> None:
    assert refusal(BOMB) == (
        "The file cannot be taken, in line 3 it declares the entity “a”,"
        " and entities are not taken."
    )


@pytest.mark.parametrize("kind", ["", "% "])
def test_an_entity_that_names_a_file_is_refused_and_the_file_not_read(kind: str) -> None:
    declared = f'<!DOCTYPE xmeml [<!ENTITY {kind}x SYSTEM "file:///etc/passwd">]>'
    assert refusal(f"{declared}<xmeml/>".encode()) == (
        "The file cannot be taken, in line 1 it declares the entity “x”,"
        " and entities are not taken."
    )


def test_a_dtd_elsewhere_is_not_fetched() -> None:
    away = b'<!DOCTYPE xmeml SYSTEM "http://localhost:1/xmeml.dtd">'
    content = raw.document(sequence(track(clip("a", 0, 10)))).replace(b"<!DOCTYPE xmeml>", away)
    assert raw.rows(xmeml.read(content).timeline) == [[("a", 0, 10, 0)]]


def test_elements_nested_without_end_are_refused() -> None:
    assert refusal(b"<xmeml>" + b"<bin>" * 1000) == (
        "The file cannot be taken, in line 1 its elements are nested more than 400 deep."
    )
    assert "nested more than 400" in refusal(b"<xmeml>" + b"<link>" * 1000)


def test_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_ELEMENTS", 20)
    assert refusal(SAMPLE).startswith("The file cannot be taken, in line ")


def test_too_large_a_file_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_BYTES", 1024 * 1024)
    assert refusal(b"<" * (2 * 1024 * 1024)) == (
        "The file has 2 MB, but at most 1 MB are taken. Split the sequence in the editor and import"
        " the parts."
    )


def test_too_many_clips_are_refused() -> None:
    clips = [clip("a", at, at + 1) for at in range(MAX_CLIPS + 1)]
    assert refusal(raw.document(sequence(track(*clips)))).startswith(
        "The timeline has more than 20000 clips"
    )


def test_sequences_nested_in_themselves_are_refused() -> None:
    inner = clip("a", 0, 10, more='<sequence id="s"/>')
    content = raw.document(sequence(track(inner), of=' id="s"'))
    assert refusal(content) == (
        "In line 4 sequences are nested more than 32 deep, or in themselves."
    )


def test_sequences_that_multiply_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_ITEMS", 1000)
    levels = [
        sequence(
            track(*(clip("x", at, at + 1, more=f'<sequence id="s{n + 1}"/>') for at in range(10))),
            of=f' id="s{n}"',
        )
        for n in range(12)
    ]
    assert "items have been met" in refusal(raw.document(*levels))


UNSAID = "A transition, video track 1, item 2 (line 4): it does not say from when to when it goes."


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        (
            (clip("a", 10, 10),),
            "A clip, video track 1, item 1 “a” (line 4): it has no length.",
        ),
        (
            (clip("a", 20, 10),),
            "A clip, video track 1, item 1 “a” (line 4): it has no length.",
        ),
        (
            (clip("a", 0, 10), mix(5, 5)),
            UNSAID,
        ),
        (
            (clip("a", 0, 10), mix("", 5)),
            UNSAID,
        ),
        (
            (clip("a", 0, 10), clip("b", 5, 15)),
            (
                "The track of a clip, video track 1, item 2 “b” (line 4): its own track was taken"
                " there, so it went to the next free one above."
            ),
        ),
        (
            (mix(5, 15),),
            "A transition, video track 1, item 1 (line 4): no clip begins or ends at its cut.",
        ),
    ],
)
def test_what_makes_no_sense_is_left_out_with_its_line(
    items: tuple[str, ...], sentence: str
) -> None:
    assert sentences(raw.read(track(*items))) == [sentence]


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_a_damaged_file_is_refused_with_a_sentence_or_read(data: st.DataObject) -> None:
    content = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=8))
    with suppress(InterchangeError):
        xmeml.read(bytes(content))


NUMBERS = st.sampled_from(["-1", "0", "1", "7", "30", "1e3", "-99999", "2147483647", "", "x"])


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_any_numbers_are_refused_with_a_sentence_or_read(data: st.DataObject) -> None:
    def one() -> str:
        return data.draw(NUMBERS)

    items = [
        mix(one(), one(), data.draw(st.sampled_from(["center", "start", "end-black", ""])))
        if data.draw(st.booleans())
        else clip("c", one(), one(), one(), one(), more=raw.file("f.mov"))
        for _ in range(data.draw(st.integers(1, 6)))
    ]
    with suppress(InterchangeError):
        xmeml.read(raw.document(sequence(track(*items))))
