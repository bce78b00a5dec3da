"""Which files are taken for FCPXML, and so are read or refused as such."""

from pathlib import Path

import pytest

from interchange import otio
from interchange.fcpxml.element import recognises
from interchange.format import FORMATS, read
from interchange.report import InterchangeError
from tests.interchange.fcpxml import raw
from tests.interchange.fcpxml.test_writer import everything

SAMPLES = sorted((Path(__file__).parent.parent / "samples" / "fcpxml").glob("*.fcpxml"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_document_is_known_by_its_content(path: Path) -> None:
    content = path.read_bytes()
    assert [one.name for one in FORMATS.values() if one.recognises(content)] == ["fcpxml"]


@pytest.mark.parametrize(
    ("content", "is_known"),
    [
        (b"\xef\xbb\xbf \n<fcpxml version='1.8'>", True),
        ("<?xml version='1.0' encoding='UTF-16'?><fcpxml/>".encode("utf-16"), True),
        (b"<?xml version='1.0'?><xmeml version='4'/>", False),
        (b"<!-- no fcpxml here --><other/>", False),
        (b"fcpxml", False),
        (b"", False),
        (otio.write(everything()), False),
    ],
)
def test_nothing_else_is_taken_for_one(content: bytes, is_known: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert recognises(content) is is_known


def test_the_table_of_formats_reads_it_and_passes_its_refusals_on() -> None:
    assert read(raw.cut(raw.clip("a", duration=9)), "cut.xml").timeline.name == "Cut"
    with pytest.raises(InterchangeError, match="in line 3 it begins with <xmeml>"):
        read(b"<?xml version='1.0'?>\n<!DOCTYPE fcpxml>\n<xmeml/>")
