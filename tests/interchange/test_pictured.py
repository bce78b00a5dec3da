"""Pictures of what clips show, on storyboards and in workbooks, as other programs see them."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from openpyxl import load_workbook
from pypdf import PdfReader

from domain.board.board import Board
from domain.command import decide
from domain.take import AddTake
from events.ids import TakeId
from interchange.format import FORMATS
from interchange.option import chosen
from interchange.report import Report
from interchange.source import Source
from interchange.table import grid, reader
from interchange.written import Written
from tests.api.picture import jpeg
from tests.domain.gallery import image
from tests.interchange.plan import clip_id, exported, plan
from tests.interchange.table.test_writer import EXPECTED, TITLES, film

TAKE: Final = TakeId("take-" + "1" * 32)
PICTURE: Final = jpeg("gulls", (320, 180))


def showing() -> Board:
    """Return a film in which the clip Gulls shows a take, and Rain does not."""
    made = film()
    take = AddTake(
        take_id=TAKE,
        clip_id=clip_id(1),
        file=image(1),
        select=True,
    )
    made.apply(decide(take, made))
    return made


def written(kind: str, found: dict[str, bytes], **options: str) -> Written:
    made = showing()
    assert made.project is not None
    source = Source(
        project=made.project,
        layout=plan(made),
        timeline=exported(made).timeline,
        made_at=datetime(2026, 1, 2, tzinfo=UTC),
        pictures=found,
    )
    one = FORMATS[kind]
    return one.written(source, chosen(one.choices, options))


def first_page(made: Written) -> Any:
    return PdfReader(BytesIO(made.pieces[0].content)).pages[0]


def sentences(made: Written) -> list[str]:
    return [it.sentence for it in made.omissions if it.what == "A picture"]


MISSING: Final = [
    "A picture, “Gulls”: its file is not stored here any more, or the file has no room for it."
]


def test_a_frame_of_a_storyboard_has_the_picture_instead_of_the_name() -> None:
    made = written("storyboard", {clip_id(1): PICTURE})
    page = first_page(made)
    assert [it.image.size for it in page.images] == [(320, 180)]
    # The name stands below a picture only, and in the frame where there is none.
    assert (page.extract_text().count("Gulls"), page.extract_text().count("Rain")) == (1, 2)
    assert sentences(made) == []


def test_what_has_no_picture_is_reported_only_where_pictures_are_wanted() -> None:
    for kind in ("storyboard", "xlsx"):
        assert sentences(written(kind, {})) == MISSING
        assert sentences(written(kind, {}, pictures="without")) == []


def test_a_workbook_has_its_pictures_in_a_column_behind_all_others() -> None:
    content = written("xlsx", {clip_id(1): PICTURE}).pieces[0].content
    sheet: Any = load_workbook(BytesIO(content)).active
    assert [cell.value for cell in sheet[1]] == [*TITLES, "Picture"]
    [picture] = sheet._images
    where = picture.anchor._from
    assert (where.row, where.col, picture._data()) == (1, len(TITLES), PICTURE)
    assert sheet.row_dimensions[2].height == 94 * 0.75
    assert sheet.row_dimensions[3].height is None


def test_a_workbook_with_pictures_comes_back_as_one_without() -> None:
    content = written("xlsx", {clip_id(1): PICTURE}).pieces[0].content
    found = reader.read(content)
    assert (len(found.rows), found.omissions) == (len(EXPECTED), ())
    table = [(1, ("ID", "Picture")), (2, (clip_id(1), "mine"))]
    assert grid.grid(table, Report()).omissions == ()
