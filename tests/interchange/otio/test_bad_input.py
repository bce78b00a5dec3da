from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interchange import otio
from interchange.report import InterchangeError
from interchange.timeline import MAX_CLIPS
from tests.interchange import raw


def refusal(content: bytes) -> str:
    with pytest.raises(InterchangeError) as refused:
        otio.read(content)
    return str(refused.value)


def nested(depth: int) -> raw.Raw:
    inner = raw.track(raw.clip("deep"))
    for _ in range(depth):
        inner = raw.track(inner)
    return raw.timeline(inner)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Input is a zero-length, empty document: line 1 column 1 (char 0)"),
        (b'{"OTIO_SCHEMA": ', "unexpected end of data: line 1 column 17 (char 16)"),
        (b"\xff\xfe{}", "str is not valid UTF-8: surrogates not allowed: line 1 column 1 (char 0)"),
        (b'{"a": NaN}', "unexpected character, expected a JSON value: line 1 column 7 (char 6)"),
        (b'{"a": 1e999}', "number is infinity when parsed as double: line 1 column 7 (char 6)"),
        (b"[" * 5000, "depth limit exceeded: line 1 column 1026 (char 1025)"),
    ],
)
def test_what_is_no_json_is_refused_with_the_place(content: bytes, reason: str) -> None:
    assert refusal(content) == f"The file is no OTIO timeline, its JSON is bad: {reason}."


@pytest.mark.parametrize(
    ("root", "sentence"),
    [
        ([], "In the file an object was expected, not []."),
        ({}, "The file is no OTIO timeline: it holds something without a schema."),
        ({"OTIO_SCHEMA": "Clip.2"}, "The file is no OTIO timeline: it holds a Clip."),
        (
            {"OTIO_SCHEMA": "SerializableCollection.1", "children": []},
            "The file is an OTIO collection without a timeline in it.",
        ),
        (
            raw.timeline(raw.track(raw.clip("a", 0, -1))),
            "In track 1, item 1 “a” the duration is negative (-1).",
        ),
        (
            raw.timeline(raw.track(raw.clip("a", 0, 1, rate=0))),
            "In the timeline the rate is 0; it must be above 0 and at most 1000000.",
        ),
        (
            raw.timeline(raw.track(raw.clip("a"), raw.clip("b", 0, 1, rate=-5))),
            (
                "In track 1, item 2 “b”, the duration the rate is -5"
                "; it must be above 0 and at most 1000000."
            ),
        ),
        (
            raw.timeline(raw.track(raw.clip("a", 0, 1e300))),
            "In track 1, item 1 “a”, the duration the time 1e+300 is out of range.",
        ),
        (
            raw.timeline(raw.track(raw.clip("a", "x", 1))),  # type: ignore[arg-type]
            "In track 1, item 1 “a”, the start “value” must be a number, not 'x'.",
        ),
        (
            raw.timeline(raw.track(raw.clip("a", start=True, length=1))),
            "In track 1, item 1 “a”, the start “value” must be a number, not True.",
        ),
        (
            raw.timeline(raw.track({"OTIO_SCHEMA": "Clip.2", "source_range": {}})),
            "In track 1, item 1 the source range has no duration.",
        ),
        (
            raw.timeline(raw.track({**raw.clip("a"), "name": 7})),
            "In track 1, item 1 “name” must be a text, not 7.",
        ),
        (
            raw.timeline({"OTIO_SCHEMA": "Track.1", "children": 3}),
            "In the timeline “children” must be a list, not 3.",
        ),
        (
            raw.timeline({"OTIO_SCHEMA": "Track.1", "children": [None]}),
            "In the timeline, children an object was expected, not nothing.",
        ),
        (
            nested(40),
            (
                "In the timeline stacks are nested more than 32 deep."
                " Flatten them in the editor first."
            ),
        ),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(root: Any, sentence: str) -> None:
    assert refusal(raw.document(root)) == sentence


@pytest.mark.parametrize("wrap", [raw.track, raw.stack])
def test_what_is_nested_too_deep_is_refused_at_any_rate(wrap: Callable[..., raw.Raw]) -> None:
    inner = raw.clip("deep")
    for _ in range(40):
        inner = wrap(inner)
    root = raw.timeline(inner, global_start_time=raw.time(0))
    assert "stacks are nested more than 32 deep." in refusal(raw.document(root))


def test_the_deepest_nesting_allowed_is_taken() -> None:
    [track] = otio.read(raw.document(nested(28))).timeline.tracks
    assert [item.length for item in track.items] == [24]


def test_more_clips_than_one_import_may_bring_are_refused() -> None:
    clips = [raw.clip("c")] * 50_000
    assert refusal(raw.document(raw.timeline(raw.track(*clips)))) == (
        f"The timeline has more than {MAX_CLIPS} clips, which is the most that one import may"
        " bring. Split it in the editor and import the parts one by one."
    )


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    assert refusal(b" " * (128 * 1024 * 1024 + 1)) == (
        "The file has 128 MB, but at most 128 MB are taken."
        " Split the timeline in the editor and import the parts."
    )


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert otio.read(b"\xef\xbb\xbf" + raw.document(raw.timeline())).timeline.name == "Cut"


VALID = raw.document(
    raw.timeline(
        raw.track(
            raw.clip("a", markers=[raw.marker("m", 1)], media_references={"x": {}}),
            raw.transition(1, 1),
            raw.stack(raw.track(raw.clip("b"))),
            source_range=raw.range_(0, 30),
        ),
        global_start_time=raw.time(10),
    )
)
WRONG = st.sampled_from(
    [b"null", b"true", b"-1", b"1e30", b'""', b'"x"', b"[]", b"{}", b"[[]]", b'{"a":1}', b"0.5"]
)


@settings(max_examples=1000, deadline=None)
@given(data=st.data())
def test_any_value_put_anywhere_is_taken_or_refused_but_never_a_crash(data: st.DataObject) -> None:
    places = [n + 1 for n, byte in enumerate(VALID) if byte == ord(":")]
    at = data.draw(st.sampled_from(places))
    end = next(n for n in range(at, len(VALID)) if VALID[n] in b",}]")
    whole = VALID[:at] + data.draw(WRONG) + VALID[end:]
    replaced = [whole, VALID[:at] + data.draw(WRONG), data.draw(st.binary(max_size=40))]
    for content in replaced:
        with suppress(InterchangeError):
            otio.read(content)
