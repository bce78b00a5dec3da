"""Briefs that are wrong are refused with line, path and what to do."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clip.command import STATUSES
from domain.rate import FrameRate
from domain.transition import DIRECTIONS, KINDS
from interchange import brief
from interchange.brief import model
from interchange.report import InterchangeError
from notation.located import MAX_VALUES
from tests.interchange.brief.example import EXAMPLE
from tests.interchange.plan import taken


def refusal(content: str | bytes) -> str:
    with pytest.raises(InterchangeError) as refused:
        brief.read(content if isinstance(content, bytes) else content.encode())
    return str(refused.value)


LENGTH = (
    "must be seconds such as 2.5, frames such as “60 frames” or timecode such as 00:00:02:12,"
    " above 0 and at most a day."
)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("brief: 1 ", "brief: 2 ", "In line 1 of the brief “brief” must be the number 1, the"),
        ("title: Harbour at night", "", "In line 1 of the brief the whole has no “title”; add it."),
        (
            "title: Harbour at night",
            "title: ''",
            "In line 2 of the brief “title” must not be empty.",
        ),
        (
            "title: Harbour at night",
            "title: 1984",
            "In line 2 of the brief “title” must be a text; write it in quotes.",
        ),
        (
            "title: Harbour at night",
            "title: " + "x" * 201,
            "In line 2 of the brief “title” has more than 200 characters; shorten it.",
        ),
        (
            "scenes:",
            "scens:",
            (
                "In line 10 of the brief “scens” is a key that is not known; perhaps it should be"
                " “scenes”."
            ),
        ),
        ("style:", "colour of the sky:", "is a key that is not known; remove it."),
        ("frame_rate: 25", "frame_rate: 12", "“settings.frame_rate” is refused: There is no frame"),
        ("frame_rate: 25", "frame_rate: [25]", "“settings.frame_rate” must be a text"),
        ("1920x1080", "big", "is refused: 'big' is no resolution. Write it as 1920x1080."),
        (
            "1920x1080",
            "1920x99999",
            "is refused: A picture of 1920 by 99999 pixels cannot be made.",
        ),
        ("16:9", "wide", "is refused: 'wide' is no aspect ratio. Write it as 16:9 or 2.39:1."),
        (
            "10:00:00:00",
            "10:00:00;00",
            "In line 8 of the brief “settings.start_timecode” is refused: 10:00:00;00 has “;”",
        ),
        (
            "length: 2.5",
            "length: long",
            f"line 16 of the brief “scenes[0].clips[0].length” {LENGTH}",
        ),
        ("length: 2.5", "length: 0", LENGTH),
        ("length: 2.5", "length: -1", LENGTH),
        ("length: 2.5", "length: 86401", LENGTH),
        ("length: 2.5", "length: 1e999", LENGTH),
        ("length: 2.5", "length: true", LENGTH),
        ("length: 2.5", "length: " + "9" * 5_000 + " frames", LENGTH),
        (
            "length: 2.5",
            "",
            "In line 15 of the brief “scenes[0].clips[0]” has no “length”; add it.",
        ),
        ("60 frames", "0 frames", "“scenes[0].clips[1].length” must be 1 to 5,184,000 frames."),
        ("60 frames", "9999999 frames", "must be 1 to 5,184,000 frames."),
        (
            "00:00:04:00",
            "00:00:04:30",
            "“scenes[1].clips[0].length” is refused: 00:00:04:30 has 30",
        ),
        (
            "transition: fade",
            "transition: melt",
            "“scenes[0].clips[0].transition” must be cut, fade",
        ),
        (
            "kind: wipe",
            "kind: melt",
            "transition.kind” must be 'cut', 'fade', 'dissolve' or 'wipe'.",
        ),
        ("kind: wipe", "kind: fade", "transition.direction” is for a wipe only; remove it."),
        (
            "12 frames",
            "101 frames",
            "transition.length” is 101 frames, longer than its clip of 100; shorten it.",
        ),
        ("status: ready", "status: done", "“scenes[1].clips[0].status” must be 'draft', 'ready',"),
        (
            "{seed: 7, steps: 30}",
            "[7]",
            "“scenes[0].clips[0].parameters” must be an object of keys",
        ),
        ("{seed: 7, steps: 30}", "{$seed: 7}", "“scenes[0].clips[0].parameters” is refused: "),
        ("  - name: Quay", "  - Quay\n  - name: Quay", "“scenes[0]” must be an object of keys and"),
        (
            "    lyrics: And",
            "    clips: 3\n    lyrics: And",
            "repeats “clips”; remove one of the two.",
        ),
    ],
)
def test_a_fault_is_told_with_its_place_and_what_to_do(old: str, new: str, sentence: str) -> None:
    assert old in EXAMPLE
    assert sentence in refusal(EXAMPLE.replace(old, new, 1))


def test_json_is_told_with_its_path_alone() -> None:
    content = json.dumps({"brief": 1, "title": "Film", "scenes": [{"clips": [{"length": "x"}]}]})
    assert refusal(content) == f"In the brief “scenes[0].clips[0].length” {LENGTH}"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "In the brief the whole must be an object of keys and values."),
        ("- 1", "In line 1 of the brief the whole must be an object of keys and values."),
        ("brief: 1\ntitle: F\nscenes: 5", "“scenes” must be a list; begin each item with a dash"),
        (
            "brief: [",
            "In line 2, column 1 the brief is no YAML: did not find expected node content.",
        ),
        (
            "brief: 1\ntitle: F\ntitel:",
            "In line 3 of the brief “titel” is a key that is not known;",
        ),
        (
            json.dumps({str(number): 1 for number in range(101)}),
            "the whole is refused: it has more than 100 keys. Remove those that are not known.",
        ),
        ("a: b: c", "In line 1, column 5 the brief is no YAML: mapping values are not allowed in"),
        ("a: &x 1\nb: *x", "Line 2 of the brief has the alias *x; write out what it stands for."),
        (
            "a: !!python/object:os.system {}",
            "has the tag “tag:yaml.org,2002:python/object:os.syste”",
        ),
        ("a: !x 1", "Line 1 of the brief has the tag “!x”; remove it."),
        ("a: 1\n---\nb: 1", "begins a second document; write one alone."),
        ("[1]: 2", "Line 1 of the brief has a key that is no text."),
        ("a: 1\na: 2", "Line 2 of the brief repeats “a”; remove one of the two."),
        ("a: " + "[" * 100, "Line 1 of the brief is nested 32 deep, or is one of too many values."),
        ("a: [" + "1," * MAX_VALUES + "]", "or is one of too many values."),
        ("{", "In line 1, column 2 the brief is no JSON: Expecting property name enclosed in"),
        ('{"a": 1, "a": 2}', "The brief has two “a” in one object. Remove one."),
        ('{"a": NaN}', "The brief has NaN where JSON has a number."),
        ('{"a": ' + "[" * 100_000, "The brief is nested too deeply, or has a number too long"),
        ('{"a": ' + "9" * 10_000 + "}", "The brief is nested too deeply, or has a number too long"),
        (b"brief: \xff", "In line 1 of the brief there is a byte 0xFF that is no UTF-8."),
        (b"brief: \x00", "The brief is no text: it holds bytes of 0."),
        (b"x" * 100_000_000, "The brief has 100.0 MB, but at most 8 MB are taken."),
    ],
    ids=range(23),
)
def test_what_is_no_brief_is_refused_in_a_sentence(content: str | bytes, sentence: str) -> None:
    assert sentence in refusal(content)


def test_a_bomb_of_aliases_is_refused_at_the_first_of_them() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert refusal("\n".join(rows)).startswith("Line 2 of the brief has the alias *a0;")


def test_more_clips_than_one_import_may_bring_are_refused() -> None:
    clip = {"length": 1, "alternates": [{}]}
    content = json.dumps({"brief": 1, "title": "F", "scenes": [{"clips": [clip] * 10_001}]})
    assert "more than 20000 clips" in refusal(content)
    many = {"brief": 1, "title": "F", "scenes": [{"clips": [{"length": 1}] * 20_001}]}
    assert "“scenes[0].clips” has more than 20000 items; make several" in refusal(json.dumps(many))


def test_a_brief_knows_the_words_that_a_project_knows() -> None:
    definitions = model.Brief.model_json_schema()["$defs"]
    transition, clip = definitions["Transition"]["properties"], definitions["Clip"]["properties"]
    assert tuple(transition["kind"]["enum"]) == KINDS
    assert tuple(transition["direction"]["anyOf"][0]["enum"]) == DIRECTIONS
    assert tuple(clip["status"]["anyOf"][0]["enum"]) == STATUSES


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
TEXTS = st.sampled_from(["name", "lyrics", "notes", "parameters", "status", "alternates", "x"])


@settings(deadline=None, max_examples=300)
@given(
    key=TEXTS | st.sampled_from(["length", "transition"]),
    value=VALUES,
    above=st.sampled_from(["title", "description", "settings", "scenes", "brief"]),
    is_above=st.booleans(),
)
def test_any_value_put_anywhere_is_taken_or_refused_but_never_a_crash(
    key: str, value: Any, above: str, *, is_above: bool
) -> None:
    clip = {"length": 1, key: value}
    document: dict[str, Any] = {"brief": 1, "title": "Film", "scenes": [{"clips": [clip]}]}
    document |= {above: value} if is_above else {}
    with suppress(InterchangeError):
        taken(brief.read(json.dumps(document).encode()).timeline, FrameRate.FPS_24)


@settings(deadline=None, max_examples=300)
@given(text=st.text(max_size=60) | st.text("brief: 1\n-[]{}&*!|>'\"#%@,?\t", max_size=40))
def test_any_text_is_taken_or_refused_but_never_a_crash(text: str) -> None:
    for content in (text, f"brief: 1\ntitle: F\nscenes: {text}", "{" + text):
        with suppress(InterchangeError):
            taken(brief.read(content.encode("utf-8", "surrogatepass")).timeline)
