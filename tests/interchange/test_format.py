"""The table of formats: what each row promises, and how files are told apart."""

from pathlib import Path

import pytest

from interchange import document, otio
from interchange.format import FORMATS, Format, Source, named, readable, reading, recognised
from interchange.option import NO_OPTIONS, chosen
from interchange.report import InterchangeError
from interchange.timeline import Clip, Gap
from schema.export import ExportFormat
from tests.interchange.plan import timeline

SAMPLES = Path(__file__).parent / "samples"
CUT = timeline(Clip(name="Gulls", length=24), Gap(length=5), Clip(name="Rain", length=12))
WRITTEN = [one for one in FORMATS if one.write]


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(InterchangeError) as refused:
        reading(Source(content=content, name=name))
    return str(refused.value)


def test_clients_see_exactly_the_formats_that_can_be_written() -> None:
    assert [one.name for one in WRITTEN] == [one.value for one in ExportFormat]
    assert all(one.name == one.value for one in ExportFormat)


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
def test_a_format_says_all_there_is_to_say(one: Format) -> None:
    assert one.label
    assert one.opens_in.endswith(".")
    assert one.extension.islower()
    assert "/" in one.media_type
    assert one.write or one.read
    names = [option.name for option in one.options]
    assert len(set(names)) == len(names)
    for option in one.options:
        assert option.help.endswith(".")
        assert option.checked(option.default) == option.default


@pytest.mark.parametrize("one", WRITTEN, ids=lambda one: one.name)
def test_what_a_format_writes_is_recognised_as_its_own(one: Format) -> None:
    assert one.write is not None
    written = one.write(CUT, chosen(one.options, {}))
    for piece in written.pieces:
        assert recognised(piece.content, "") is one
        assert piece.name.endswith(f".{one.extension}")


def test_a_format_is_found_by_its_name_in_any_case() -> None:
    assert named("otio").name == "OTIO"
    with pytest.raises(InterchangeError, match="There is no format “tape” to export"):
        named("tape")


def test_a_file_is_recognised_by_its_content_before_its_name() -> None:
    content = (SAMPLES / "simple_cut.otio").read_bytes()
    found = otio.read(content)
    for name in ("cut.otio", "cut.edl", "cut.json", "cut", ""):
        assert reading(Source(content=content, name=name)) == found


def test_a_broken_file_is_refused_by_the_format_of_its_name() -> None:
    assert refusal(b"{", "cut.otio").startswith("The file is no OTIO timeline, its JSON is bad: ")


def test_what_is_of_no_format_is_refused_with_those_that_are() -> None:
    for content in (b"\x00\x01", b"hello", b"\x89PNG\r\n"):
        sentence = refusal(content, "picture.png")
        assert sentence.startswith("This is not a file that can be imported. What can be read ends")
        assert all(f".{one.extension}" in sentence for one in readable())


def test_what_can_only_be_written_says_what_to_import_instead() -> None:
    assert refusal(document.write(CUT), "cut.json").startswith(
        "This is JSON, which can be exported and not imported. Import an export in OpenTimelineIO"
    )


def test_the_text_of_a_file_is_found_in_any_unicode_encoding() -> None:
    text = '{"OTIO_SCHEMA": "Timeline.1"}'
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert recognised(text.encode(encoding), "").name == "OTIO"


def test_no_options_are_those_of_a_format_without_any() -> None:
    assert chosen((), {}) == NO_OPTIONS
