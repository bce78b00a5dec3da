"""The XML of Final Cut Pro 7 and bundles in and out over HTTP."""

import io
import zipfile
from pathlib import Path
from typing import Final

import pytest

from tests.api.client import Json, Person
from tests.api.test_edl import played
from tests.api.test_interchange import downloaded, imported, refused
from tests.api.timeline import timeline

SAMPLES: Final = Path(__file__).parents[1] / "interchange" / "samples"
REAL: Final = [(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*.xml"))]


async def link(person: Person, project: str, kind: str, **options: str) -> Json:
    chosen = [{"name": name, "value": value} for name, value in options.items()]
    return await person.done("exportProject", projectId=project, format=kind, options=chosen)


@pytest.fixture
async def cut(ada: Person) -> str:
    """A project of an unusual size with two tracks, a dissolve, a still and an alternate."""
    project = await ada.project(
        "Hafen",
        frameRate="FPS_29_97_DF",
        startTimecode="01:00:00;00",
        resolution={"width": 1080, "height": 1920},
    )
    scene = await ada.scene(project, name="Möwen")
    gulls = await ada.clip(scene, 50, name="Gulls", lyrics="la\nla", parameters={"seed": 7})
    await ada.done("linkMedia", clipId=gulls, url="file:///a b/gulls.mov", start=20, length=100)
    await ada.done("addClipAlternate", clipId=gulls)
    rain = await ada.clip(scene, 30, name="Rain", notes="Louder")
    await ada.done("linkMedia", clipId=rain, url="https://example.org/rain.png", start=0, length=0)
    await ada.done("setTransition", clipId=rain, kind="DISSOLVE", length=10)
    await ada.clip(scene, 25, name="Title", track=1, start=10)
    return project


@pytest.mark.parametrize(
    ("kind", "ending"), [("XMEML", ".xml"), ("OTIOZ", ".otioz")], ids=["xmeml", "otioz"]
)
async def test_a_cut_that_was_exported_comes_back_as_it_was(
    ada: Person, cut: str, kind: str, ending: str
) -> None:
    exported = await link(ada, cut, kind)
    assert exported["fileName"] == f"Hafen{ending}"
    content = await downloaded(ada, exported["url"])
    again = await imported(ada, f"again{ending}", content)
    assert again["omissions"] == []
    first, second = [await timeline(ada, each) for each in (cut, again["projectId"])]
    assert played(first) == played(second)
    query = "query($id: ID!) { project(id: $id) { settings { frameRate startTimecode } } }"
    assert await ada.ask(query, id=cut) == await ada.ask(query, id=again["projectId"])


async def test_xml_says_the_size_of_the_picture_and_gives_it_to_a_new_project(
    ada: Person, cut: str
) -> None:
    exported = await link(ada, cut, "XMEML")
    content = await downloaded(ada, exported["url"])
    assert b"<width>1080</width><height>1920</height>" in content
    again = await imported(ada, "again.xml", content)
    query = "query($id: ID!) { project(id: $id) { settings { resolution { width height } } } }"
    assert (await ada.ask(query, id=again["projectId"]))["project"] == {
        "settings": {"resolution": {"width": 1080, "height": 1920}}
    }


async def test_what_a_format_cannot_carry_is_said_before_the_download(
    ada: Person, cut: str
) -> None:
    exported = await link(ada, cut, "XMEML", alternates="omitted", dialect="strict")
    assert [sentence.partition(",")[0] for sentence in exported["omissions"]] == [
        "An alternate",
        "The colour of a marker",
        "The media of a clip",
    ]
    content = await downloaded(ada, exported["url"])
    assert b"pproColor" not in content
    assert b"<enabled>FALSE</enabled>" not in content


async def test_nothing_of_the_disk_is_in_a_bundle(ada: Person, cut: str) -> None:
    exported = await link(ada, cut, "OTIOZ")
    with zipfile.ZipFile(io.BytesIO(await downloaded(ada, exported["url"]))) as bundle:
        assert bundle.namelist() == ["version.txt", "content.otio"]
        assert b"file:///" not in bundle.read("content.otio")


@pytest.mark.parametrize(("name", "content"), REAL, ids=[name for name, _ in REAL])
async def test_a_real_file_of_premiere_becomes_a_project(
    ada: Person, name: str, content: bytes
) -> None:
    made = await imported(ada, name, content)
    assert made["clips"] >= 3


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("cut.xml", b"<xmeml>\n<sequence>", "its XML is bad in line 2, column 11"),
        (
            "cut.xml",
            b'<!DOCTYPE xmeml [<!ENTITY a "b">]>\n<xmeml/>',
            "in line 1 it declares the entity",
        ),
        ("cut.otioz", b"PK\x03\x04" + b"\0" * 50, "no bundle, or damaged"),
    ],
    ids=["broken", "entity", "zip"],
)
async def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_done(
    ada: Person, project: str, name: str, content: bytes, told: str
) -> None:
    status, error = await refused(ada, content, f"projects/{project}/", name=name)
    assert (status, error["kind"], error["field"]) == (400, "RuleViolatedError", "file")
    assert told in error["message"]
    assert await ada.position(project) == 1
