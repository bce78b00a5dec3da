"""Takes in files that go out and come back: as media, in names, and on paper."""

import csv
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Any, Final
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from domain.board.clip import Clip
from domain.board.scene import Scene
from domain.timeline import layout
from events.ids import ClipId, SceneId
from server.exchange.pictures import pictures
from server.take.gallery import Gallery
from tests.api.client import Person
from tests.api.conftest import World
from tests.api.picture import colour, mp4, picture, png, upload
from tests.api.test_interchange import downloaded, exported
from tests.api.test_returned_edit import compared
from tests.api.test_table import compared as compared_table

EDITS: Final = ("OTIO", "OTIOZ", "FCPXML", "XMEML", "JSON", "EDL")


@pytest.fixture
async def cut(ada: Person) -> str:
    """A project of two clips: one shows its second image, one a video."""
    project = await ada.project("Harbour", frameRate="FPS_25")
    quay = await ada.scene(project, name="Quay")
    gulls = await ada.clip(quay, 25, name="Gulls")
    rain = await ada.clip(quay, 25, name="Rain")
    await ada.done("addTake", clipId=gulls, **await picture(ada, project, "one"))
    await ada.done("addTake", clipId=gulls, **await picture(ada, project, "two"), select=True)
    film = await upload(ada, project, mp4(), "film.mp4")
    await ada.done("addTake", clipId=rain, upload=film, select=True)
    return project


async def export_of(person: Person, project: str, format_: str) -> bytes:
    return await downloaded(person, (await exported(person, project, format_))["url"])


async def test_what_clips_show_is_no_difference_in_an_edit_that_comes_back(
    ada: Person, cut: str
) -> None:
    for format_ in EDITS:
        found = await compared(ada, cut, await export_of(ada, cut, format_))
        assert (found["rows"], found["missing"], found["isForeign"]) == ([], 0, False), format_


async def test_other_media_for_a_clip_that_shows_a_take_are_reported(ada: Person, cut: str) -> None:
    table = (await export_of(ada, cut, "CSV")).decode("utf-8-sig")
    assert (await compared_table(ada, cut, table.encode()))["rows"] == []
    url = next(csv.DictReader(StringIO(table)))["Media"]
    found = await compared_table(ada, cut, table.replace(url, "other.png").encode())
    assert found["rows"] == []
    assert [(one["what"], one["reason"]) for one in found["omissions"]] == [
        (
            "A cell of “Media”",
            "the clip shows a take; choose or upload another one in its gallery.",
        )
    ]
    edit = (await export_of(ada, cut, "OTIO")).replace(url.encode(), b"other.png")
    found = await compared(ada, cut, edit)
    assert (found["rows"], [one["what"] for one in found["omissions"]]) == ([], ["Media"])


async def test_files_in_a_bundle_have_the_number_of_their_take(ada: Person, cut: str) -> None:
    naming = "SQ{scene:03*10}_SH{shot:04*10}_t{take}"
    await ada.done("changeSettings", projectId=cut, naming=naming)
    await ada.done("confirmShotList", projectId=cut)
    with ZipFile(BytesIO(await export_of(ada, cut, "OTIOZ"))) as bundle:
        assert set(bundle.namelist()) >= {
            "media/SQ010_SH0010_t2.png",
            "media/SQ010_SH0020_t1.mp4",
        }
    assert (await compared(ada, cut, await export_of(ada, cut, "OTIOZ")))["rows"] == []


async def test_an_export_takes_its_media_along_and_comes_back_from_any_folder(
    ada: Person, cut: str
) -> None:
    link = await exported(ada, cut, "FCPXML", media="bundled", folder="/Volumes/Film")
    assert link["fileName"] == "Harbour.zip"
    with ZipFile(BytesIO(await downloaded(ada, link["url"]))) as bundle:
        document, *media = bundle.namelist()
        assert sorted(name.rpartition(".")[2] for name in media) == ["mp4", "png"]
        assert png("two") in [bundle.read(name) for name in media]
        content = bundle.read(document)
    assert f"file:///Volumes/Film/{media[0]}".encode() in content
    assert (await compared(ada, cut, content))["rows"] == []


async def test_sheets_and_workbooks_have_pictures_of_what_clips_show(ada: Person, cut: str) -> None:
    [page] = PdfReader(BytesIO(await export_of(ada, cut, "STORYBOARD"))).pages
    assert [shown_colour(it.image) for it in page.images] == ["two", "gulls"]
    book: Any = load_workbook(BytesIO(await export_of(ada, cut, "XLSX"))).active
    assert len(book._images) == 2
    link = await exported(ada, cut, "XLSX", pictures="without")
    bare: Any = load_workbook(BytesIO(await downloaded(ada, link["url"]))).active
    assert bare._images == []


def shown_colour(image: Image.Image | None) -> str:
    """Return the word of which a picture has the colour."""
    assert image is not None
    found = image.convert("RGB").getpixel((20, 20))
    assert isinstance(found, tuple)

    def distance(word: str) -> float:
        return sum(abs(one - other) for one, other in zip(found, colour(word), strict=True))

    return min(("one", "two", "gulls"), key=distance)


async def test_pictures_are_taken_along_in_the_order_of_the_film_while_there_is_room(
    cut: str, world: World
) -> None:
    gallery: Gallery = world.app.state.runtime.gallery
    first, second = (sha256(png(word)).hexdigest() for word in ("one", "two"))
    scene = Scene(id=SceneId("scene-1"), rank="i")
    plan = layout([scene], [shot(1, first), shot(2, second), shot(3, first), shot(4, "0" * 64)])
    both = await pictures(plan, 160, gallery)
    assert list(both) == ["clip-1", "clip-2", "clip-3"]
    assert both["clip-1"] is both["clip-3"]
    most = len(both["clip-1"])
    assert list(await pictures(plan, 160, gallery, most)) == ["clip-1", "clip-3"]
    assert cut


def shot(number: int, digest: str) -> Clip:
    id_, scene = ClipId(f"clip-{number}"), SceneId("scene-1")
    return Clip(id=id_, scene=scene, start=number * 10, length=10, image_digest=digest)
