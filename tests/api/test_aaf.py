"""AAF over HTTP."""

import pytest

from server.exchange import apart
from tests.api.client import Person
from tests.api.test_interchange import downloaded, refused
from tests.api.test_xmeml import cut, link
from tests.interchange.aaf.seen import Clip, Marked, Mix, seen

__all__ = ["cut"]


@pytest.mark.parametrize("small", [0, 200], ids=["in a process of its own", "beside the others"])
async def test_a_project_is_exported_as_it_plays(
    ada: Person, cut: str, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "SMALL", small)
    exported = await link(ada, cut, "AAF")
    assert exported["fileName"] == "Hafen.aaf"
    assert any("An alternate" in sentence for sentence in exported["omissions"])
    with seen(await downloaded(ada, exported["url"])) as read:
        hour = 3600 * 30
        assert read.items(0) == [
            Clip(name="Gulls", start=0, length=50, first=20, url="file:///a%20b/gulls.mov"),
            Mix(cut=50, before=5, behind=5),
            Clip(
                name="Rain",
                start=50,
                length=30,
                first=hour,
                url="https://example.org/rain.png",
            ),
        ]
        assert [(one.name, one.start, one.length) for one in read.clips(1)] == [("Title", 10, 25)]
        assert read.timecode.segment.start == 107_892
        assert [(one.name, one.comment, one.at) for one in read.markers()] == [
            ("Möwen", "Möwen", 0),
            ("Lyrics", "la\nla", 0),
            ("Notes", "Louder", 50),
        ]
        assert all(isinstance(one, Marked) for one in read.markers())


async def test_an_aaf_cannot_be_imported_and_says_what_can(ada: Person, cut: str) -> None:
    exported = await link(ada, cut, "AAF")
    content = await downloaded(ada, exported["url"])
    status, error = await refused(ada, content, name="cut.aaf")
    assert status == 400
    assert error["message"].startswith("This is AAF, which can be exported only. Import one of")
