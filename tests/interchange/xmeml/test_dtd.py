"""What is written has the elements of the format's definition, and each where it belongs."""

from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings

from domain.rate import FrameRate
from interchange import xmeml
from interchange.timeline import Timeline
from interchange.xmeml import Alternates, Options
from tests.interchange import dtd
from tests.interchange.dtd import dtds, etree
from tests.interchange.strategies import timelines
from tests.interchange.xmeml.test_round_trip import everything_at

STRICT: Final = Options(has_extensions=False)
OF_PREMIERE: Final = ("cutPointTicks", "pproColor")
TEXT: Final[frozenset[str]] = frozenset()
# Which elements may be in which: as far as this program writes them, known without any DTD.
RULES: Final = {
    "xmeml": {"sequence"},
    "sequence": {"name", "duration", "rate", "timecode", "media", "marker", "comments"},
    "rate": {"timebase", "ntsc"},
    "timecode": {"rate", "string", "frame", "displayformat"},
    "media": {"video", "audio"},
    "video": {"format", "track", "duration", "stillframe"},
    "audio": {"format", "track", "samplecharacteristics", "channelcount"},
    "format": {"samplecharacteristics"},
    "samplecharacteristics": {
        *("rate", "width", "height", "anamorphic", "pixelaspectratio", "fielddominance"),
        *("colordepth", "depth", "samplerate"),
    },
    "track": {"clipitem", "transitionitem", "enabled", "locked", "outputchannelindex"},
    "clipitem": {
        *("masterclipid", "name", "enabled", "duration", "rate", "start", "end", "in", "out"),
        *("stillframe", "file", "sourcetrack", "marker", "logginginfo", "comments"),
    },
    "file": {"name", "pathurl", "rate", "duration", "timecode", "media"},
    "sourcetrack": {"mediatype", "trackindex"},
    "marker": {"comment", "name", "in", "out"},
    "logginginfo": {"scene", "shottake", "lognote"},
    "comments": {"mastercomment1", "mastercomment4"},
    "transitionitem": {"start", "end", "alignment", "rate", "effect"},
    "effect": {
        *("name", "effectid", "effectcategory", "effecttype", "mediatype", "wipecode"),
        *("wipeaccuracy", "startratio", "endratio", "reverse"),
    },
}


def written(timeline: Timeline, options: Options = STRICT) -> Any:
    return etree.fromstring(xmeml.write(timeline, options).pieces[0].content)


def misplaced(root: Any) -> list[str]:
    """Return each element that is where none of its name may be."""
    return [
        f"{child.tag} in {element.tag}"
        for element in root.iter()
        for child in element
        if child.tag not in RULES.get(element.tag, TEXT)
    ]


def faults(root: Any, rules: Path | None) -> list[str]:
    return dtd.faults(root, rules) if rules else misplaced(root)


@pytest.mark.parametrize(
    "rules", [None, *dtds("xmeml*.dtd")], ids=lambda rules: rules.stem if rules else "our rules"
)
@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
    deadline=None,
    max_examples=20,
)
@given(timeline=timelines())
def test_any_timeline_is_written_as_the_definition_says(
    rules: Path | None, timeline: Timeline
) -> None:
    assert faults(written(timeline), rules) == []


@pytest.mark.parametrize("rules", [None, *dtds("xmeml*.dtd")])
def test_all_that_can_be_written_is_as_the_definition_says(rules: Path | None) -> None:
    assert faults(written(everything_at(FrameRate.FPS_25, 0)), rules) == []


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=20)
@given(timeline=timelines())
def test_elements_of_premiere_are_added_and_change_nothing_else(timeline: Timeline) -> None:
    root = written(timeline, Options())
    for element in list(root.iter(*OF_PREMIERE)):
        element.getparent().remove(element)
    assert etree.tostring(root) == etree.tostring(written(timeline))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=20)
@given(timeline=timelines())
def test_an_id_is_given_once_and_a_file_told_once(timeline: Timeline) -> None:
    for alternates in Alternates:
        root = written(timeline, Options(alternates=alternates))
        clips = [clip.get("id") for clip in root.iter("clipitem")]
        told = [file.get("id") for file in root.iter("file") if len(file)]
        named = [file.get("id") for file in root.iter("file")]
        assert len(set(clips)) == len(clips)
        assert len(set(told)) == len(told)
        assert set(told) == set(named)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=30)
@given(timeline=timelines())
def test_no_clip_uses_what_its_file_does_not_hold_before_it(timeline: Timeline) -> None:
    for clip in written(timeline).iter("clipitem"):
        first, last = (int(clip.findtext(tag, "")) for tag in ("in", "out"))
        assert 0 <= first < last
        assert int(clip.findtext("duration", "")) > 0


def test_a_file_begins_as_programs_expect_it() -> None:
    content = xmeml.write(everything_at(FrameRate.FPS_25, 0)).pieces[0].content
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n<xmeml version="4">\n'
    assert content.startswith(head)
