from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interchange import fcpxml
from interchange.report import InterchangeError
from interchange.timeline import MAX_CLIPS
from tests.interchange.fcpxml import raw

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
BOMB = (
    HEAD
    + b'<!DOCTYPE fcpxml [\n<!ENTITY a "'
    + b"lol" * 1000
    + b'">\n'
    + b"".join(
        b'<!ENTITY %c "%s">\n' % (letter + 1, b"&%c;" % letter * 10)
        for letter in range(ord("a"), ord("k"))
    )
    + b']>\n<fcpxml version="1.10"><note>&k;</note></fcpxml>'
)
EXTERNAL = (
    HEAD + b'<!DOCTYPE fcpxml [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'
    b'<fcpxml version="1.10"><note>&x;</note></fcpxml>'
)
DEFAULTS = (
    HEAD + b'<!DOCTYPE fcpxml [<!ATTLIST a b CDATA "x">]>\n<fcpxml version="1.10"><a/></fcpxml>'
)
OWN_TYPES = (
    "In line 2 the file brings a document type definition of its own, which no editor writes and"
    " which can do harm."
)
NESTED = 150


def refusal(content: bytes) -> str:
    before = process_time()
    with pytest.raises(InterchangeError) as refused:
        fcpxml.read(content)
    assert process_time() - before < 10
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is no FCPXML document, its XML is bad in line 1: no element found."),
        (
            raw.cut(raw.clip("a"))[:-30],
            "The file is no FCPXML document, its XML is bad in line 6: unclosed token.",
        ),
        (
            HEAD + b"<fcpxml>\n<resources></fcpxml>",
            "The file is no FCPXML document, its XML is bad in line 3: mismatched tag.",
        ),
        (
            HEAD + b'<fcpxml version="1.10">&nothing;</fcpxml>',
            "The file is no FCPXML document, its XML is bad in line 2: undefined entity.",
        ),
        (
            HEAD + b"<xmeml/>",
            "The file is no FCPXML document: in line 2 it begins with <xmeml>.",
        ),
        (BOMB, OWN_TYPES),
        (EXTERNAL, OWN_TYPES),
        (DEFAULTS, OWN_TYPES),
        (
            HEAD + b"<fcpxml>\n<note>caf\xe9</note></fcpxml>",
            (
                "The file is not written in UTF-8: line 3 has the byte 0xe9."
                " Save it as UTF-8 and import it again."
            ),
        ),
        (
            "<?xml version='1.0' encoding='UTF-16'?><fcpxml/>".encode("utf-16"),
            (
                "Line 1 says that the file is written in UTF-16."
                " Save it as UTF-8 and import it again."
            ),
        ),
        (
            b'<?xml version="1.0" encoding="ISO-8859-1"?><fcpxml/>',
            (
                "Line 1 says that the file is written in ISO-8859-1."
                " Save it as UTF-8 and import it again."
            ),
        ),
        (
            b"PK\x03\x04",
            "The file is an archive. Unpack it and import the Info.fcpxml inside of it.",
        ),
        (
            HEAD + b"<fcpxml>" + b"<a>" * NESTED,
            "In line 2 elements are nested more than 100 deep.",
        ),
        (
            HEAD + b'<fcpxml version="1.4"/>',
            (
                "Line 2 says that the FCPXML version is “1.4”; 1.5 to 1.14 are read."
                " Export it again from a newer Final Cut Pro."
            ),
        ),
        (
            raw.document(raw.clip("loose", duration=9)),
            (
                "The file has no project, only clips or settings. Select a project in"
                " Final Cut Pro and export its XML."
            ),
        ),
        (
            raw.document('<project name="Empty"/>'),
            "In line 6, “Empty” the project has no sequence.",
        ),
        (
            raw.document(raw.project(raw.clip("a", duration=9)), resources=raw.MOVIE),
            "In line 6, sequence the format “r1” is not declared, so the frame rate is not known.",
        ),
        (
            raw.document(raw.project(), resources='<format id="r1" name="Wide"/>'),
            (
                "In line 4, “Wide” the format of the sequence has no frameDuration, so the frame"
                " rate is not known."
            ),
        ),
        (
            raw.document(raw.project(), resources='<format id="r1" frameDuration="0s"/>'),
            "In line 4, format a frame lasts “0s”; that is no rate.",
        ),
        (
            raw.cut(raw.clip("a", more=' duration="soon"')),
            (
                "In line 6, “a” “duration” is no time: “soon”. Times are seconds such as 5s or"
                " 1001/30000s."
            ),
        ),
        (
            raw.cut(raw.clip("a", more=' duration="1/0s"')),
            (
                "In line 6, “a” “duration” is no time: “1/0s”. Times are seconds such as 5s or"
                " 1001/30000s."
            ),
        ),
        (
            raw.cut(raw.clip("a", more=' duration="99999999999s"')),
            "In line 6, “a” “duration” is out of range: “99999999999s”.",
        ),
        (
            raw.cut(raw.clip("a", duration=2_000_000_000), raw.clip("b", duration=900_000_000)),
            "The timeline is longer than 2147483647 frames, the most allowed.",
        ),
    ],
)
def test_what_is_no_timeline_is_refused_with_line_and_reason(content: bytes, sentence: str) -> None:
    assert refusal(content) == sentence


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    assert refusal(b"<" * 100_000_000) == (
        "The file has 100 MB, but at most 64 MB are taken."
        " Split the timeline in the editor and import the parts."
    )


def test_a_file_of_nothing_but_elements_is_refused() -> None:
    content = HEAD + b'<fcpxml version="1.10">\n' + b"<a/>" * 1_100_000
    assert refusal(content) == (
        "The file has more than 1,000,000 elements, the last in line 3."
        " Split the timeline in the editor and import the parts."
    )


def test_one_long_text_or_attribute_takes_no_longer_than_its_length() -> None:
    long = "x" * 30_000_000
    content = raw.cut(f'<gap name="{long}" duration="1s"><note>{long}</note></gap>')
    before = process_time()
    assert fcpxml.read(content).timeline.tracks == ()
    assert process_time() - before < 5


def test_more_clips_than_one_import_may_bring_are_refused() -> None:
    assert refusal(raw.cut(raw.clip("c", duration=1) * 20_001)) == (
        f"The timeline has more than {MAX_CLIPS} clips, which is the most that one import may"
        " bring. Split it in the editor and import the parts one by one."
    )


def compound(number: int, inside: str) -> str:
    return f'<media id="m{number}">{raw.sequence(inside)}</media>'


def nested(number: int) -> str:
    return f'<ref-clip ref="m{number}" name="n{number}" offset="0s" duration="1s"/>'


def test_a_compound_clip_inside_of_itself_is_refused() -> None:
    resources = compound(1, nested(2)) + compound(2, nested(1))
    assert refusal(raw.cut(nested(1), resources=resources)) == (
        "In line 4, “n1” clips are nested more than 64 deep."
        " Break the compound clips apart in the editor first."
    )


def test_compound_clips_that_multiply_are_refused() -> None:
    resources = "".join(compound(number, nested(number + 1) * 3) for number in range(20))
    assert refusal(raw.cut(nested(0), resources=resources)) == (
        "In line 4, “n20” the compound clips have more than 80,000 parts."
        " Split the timeline in the editor and import the parts."
    )


OVER = raw.clip("over", more=' lane="1"', offset=10, duration=5)
VALID = raw.cut(
    raw.clip("a", '<marker start="1s" duration="1/24s" value="m"/>', duration=48, offset=0),
    raw.transition(offset=40, duration=16),
    raw.clip(
        "b", raw.clip("over", more=' lane="1"', offset=10, duration=5), duration=48, offset=48
    ),
    '<audition><video ref="still" duration="2s"/><title ref="t" duration="1s"/></audition>',
    attributes=' tcStart="3600s" tcFormat="DF"',
).decode()
WRONG = st.sampled_from(
    ["", "0s", "-1s", "1/3s", "9" * 18, "x", "-99", "r1", "movie", "dissolve", "&#10;", "é" * 99]
)


@settings(max_examples=600, deadline=None)
@given(data=st.data())
def test_any_value_put_anywhere_is_taken_or_refused_but_never_a_crash(data: st.DataObject) -> None:
    places = [number for number, letter in enumerate(VALID) if letter == '"']
    at = data.draw(st.integers(0, len(places) // 2 - 1)) * 2
    begin, end = places[at] + 1, places[at + 1]
    whole = VALID[:begin] + data.draw(WRONG) + VALID[end:]
    for content in (whole.encode(), whole.encode()[: data.draw(st.integers(0, len(whole)))]):
        with suppress(InterchangeError):
            fcpxml.read(content)


@settings(max_examples=200, deadline=None)
@given(content=st.binary(max_size=60))
def test_any_bytes_are_refused(content: bytes) -> None:
    assert refusal(content)
