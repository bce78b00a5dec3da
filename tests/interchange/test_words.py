"""Scripts and briefs are known by what is in them, then by their names."""

import pytest

from interchange import brief, words
from interchange.script import read_fdx, read_fountain

FDX = b'<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n\n<FinalDraft Version="5">'


@pytest.mark.parametrize(
    ("content", "name", "reader"),
    [
        (b"Rain.", "film.fountain", read_fountain),
        (b"Rain.", "FILM.FOUNTAIN", read_fountain),
        (b"Rain.", "film.spmd", read_fountain),
        (b"Title: Rain\n", "film.txt", read_fountain),
        (b"\xef\xbb\xbfFADE IN:\n", "", read_fountain),
        (b"\n\nINT. HOUSE\n", "", read_fountain),
        (FDX, "", read_fdx),
        (FDX, "film.fountain", read_fdx),
        (b"<!-- x --><FinalDraft>", "", read_fdx),
        (b"<xmeml/>", "film.fdx", read_fdx),
        (b"title: Rain", "film.yaml", brief.read),
        (b"title: Rain", "film.yml", brief.read),
        (b"# mine\n---\nbrief: 1\n", "", brief.read),
        (b'{"title": "Rain", "brief": 1}', "film.json", brief.read),
        (b'{"OTIO_SCHEMA": "Timeline.1", "metadata": {"brief": 1}}', "film.otio", None),
        (b"{}", "film.json", None),
        (b"TITLE: CUT\nFCM: NON-DROP FRAME\n", "cut.edl", None),
        (b"<xmeml/>", "cut.xml", None),
        (b"", "", None),
        (b"# " * 10_000, "", None),
    ],
)
def test_what_reads_a_file(content: bytes, name: str, reader: words.Read | None) -> None:
    assert words.reader(content, name) is reader
