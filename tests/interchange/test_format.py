"""The table of formats: what each row promises, and how files are told apart."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.arrival import mark
from domain.board.project import Project
from domain.timeline import layout
from events.ids import ProjectId
from interchange import otio
from interchange.format import FORMATS, Format, named, of_edit, read, readable
from interchange.option import ChoiceKind, chosen
from interchange.report import InterchangeError
from interchange.source import Source
from interchange.timeline import Clip, Gap
from schema.export import ExportFormat
from tests.interchange.plan import timeline

SAMPLES = Path(__file__).parent / "samples"
CUT = timeline(Clip(name="Gulls", length=24), Gap(length=5), Clip(name="Rain", length=12))
EVERY = tuple(FORMATS.values())
# An archive is written by the server.
WRITTEN = tuple(one for one in EVERY if not one.is_archive)
# What nothing in the content tells for sure.
BY_NAME = frozenset({"csv", "storyboard", "shots"})
SOURCE = Source(
    project=Project(id=ProjectId("project-" + "0" * 32), name="Harbour", frame_rate="FPS_24"),
    layout=layout([], ()),
    timeline=CUT,
    made_at=datetime(2026, 1, 2, tzinfo=UTC),
)


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(InterchangeError) as refused:
        read(content, name)
    return str(refused.value)


def test_clients_see_exactly_the_formats_that_can_be_written() -> None:
    assert [*FORMATS] == [one.value for one in ExportFormat]
    assert [*FORMATS] == [one.name.lower() for one in ExportFormat]


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.name)
def test_a_format_says_all_there_is_to_say(one: Format) -> None:
    assert one.label
    assert one.opens_in.endswith(".")
    assert one.extension.islower()
    assert "/" in one.media_type
    names = [choice.name for choice in one.choices]
    assert len(set(names)) == len(names)
    for choice in one.choices:
        assert choice.help.endswith(".")
        assert bool(choice.values) == (choice.kind is ChoiceKind.ONE_OF)
        assert choice.checked(choice.usual) == choice.usual


@pytest.mark.parametrize("one", WRITTEN, ids=lambda one: one.name)
def test_what_a_format_writes_is_recognised_as_its_own(one: Format) -> None:
    written = one.written(SOURCE, chosen(one.choices, {}))
    known = [one] if one.name not in BY_NAME else []
    for piece in written.pieces:
        assert [other for other in EVERY if other.recognises(piece.content)] == known
        assert piece.name.endswith(f".{one.extension}")


def test_a_format_is_found_by_its_name_in_any_case() -> None:
    assert named("OTIO").name == "otio"
    with pytest.raises(InterchangeError, match="There is no format “tape” to export"):
        named("tape")


def test_a_file_is_recognised_by_its_content_before_its_name() -> None:
    content = (SAMPLES / "simple_cut.otio").read_bytes()
    found = otio.read(content)
    for name in ("cut.otio", "cut.edl", "cut.json", "cut", ""):
        assert read(content, name) == found


def test_a_broken_file_is_refused_by_the_format_of_its_name() -> None:
    assert refusal(b"{", "cut.otio").startswith("The file is no OTIO timeline, its JSON is bad: ")


def test_what_is_of_no_format_is_refused_with_those_that_are() -> None:
    for content in (b"\x00\x01", b"hello", b"\x89PNG\r\n"):
        sentence = refusal(content, "picture.png")
        assert sentence.startswith("The file is of none of the formats that can be imported. ")
        assert all(f"{label} (.{extension})" in sentence for label, extension in readable())


def test_a_shot_list_is_sent_to_the_project_that_it_is_of() -> None:
    (book,) = FORMATS["xlsx"].written(SOURCE, {}).pieces
    (text,) = FORMATS["csv"].written(SOURCE, {}).pieces
    for content, name in ((book.content, "cut.otioz"), (text.content, "shots.csv")):
        assert refusal(content, name).startswith("This is a shot list, which is no edit: open the")


def test_what_can_only_be_written_says_what_to_import_instead() -> None:
    (piece,) = FORMATS["aaf"].written(SOURCE, {}).pieces
    told = "This is AAF, which can be exported only. Import one of these: OpenTimelineIO (.otio), "
    assert refusal(piece.content, "cut.json").startswith(told)
    with pytest.raises(InterchangeError, match=r"^This is AAF, which can be exported only\."):
        of_edit(piece.content)


def test_a_project_archive_is_no_edit() -> None:
    content = b"PK\3\4" + bytes(26) + f"{mark.MEMBER}{mark.MEDIA_TYPE}".encode()
    assert [one.name for one in EVERY if one.recognises(content)] == ["archive"]
    assert refusal(content, "cut.otioz") == (
        "This is a project archive, which is a project of its own: import it as a new project."
    )
