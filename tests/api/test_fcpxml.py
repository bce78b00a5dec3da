"""FCPXML in and out over HTTP."""

from typing import Any

from interchange.fcpxml import VERSIONS
from tests.api.client import Json, Person
from tests.api.test_interchange import SAMPLES, downloaded, imported, refused
from tests.api.timeline import timeline
from tests.interchange.fcpxml.rules import parsed, violations


async def cut(person: Person) -> str:
    """Return a project with two tracks, a dissolve, texts and an alternate."""
    project = await person.project("Harbour", frameRate="FPS_29_97_DF", startTimecode="01:00:00;00")
    quay = await person.scene(project, name="Quay")
    gulls = await person.clip(quay, 50, name="Gulls", imagePrompt="gulls", parameters={"seed": 7})
    rain = await person.clip(quay, 30, name="Rain", lyrics="It rains\non us", notes="Louder & <>")
    await person.clip(quay, 25, name="Title", track=1, start=10)
    await person.done("linkMedia", clipId=gulls, url="file:///gulls 1.mov", start=5, length=100)
    await person.done("setTransition", clipId=rain, kind="DISSOLVE", length=10)
    other = await person.done("addClipAlternate", clipId=gulls)
    await person.done("editClip", clipId=other["clip"]["id"], imagePrompt="terns")
    return project


async def exported(person: Person, project: str, **options: str) -> Json:
    given = [{"name": name, "value": value} for name, value in options.items()]
    return await person.done(
        "exportProject", projectId=project, format="FCPXML", options=given or None
    )


def played(shown: Json) -> list[tuple[Any, ...]]:
    keys = ("name", "track", "start", "length", "lyrics", "notes", "imagePrompt")
    return [tuple(clip[key] for key in keys) for each in shown["scenes"] for clip in each["clips"]]


async def test_an_export_is_valid_and_comes_back_as_the_same_project(ada: Person) -> None:
    project = await cut(ada)
    link = await exported(ada, project)
    content = await downloaded(ada, link["url"])
    assert link["fileName"] == "Harbour.fcpxml"
    assert violations(content) == []
    assert link["omissions"] == [
        "A clip without media, “Rain”: it became a title that shows its name. (2 times)"
    ]
    made = await imported(ada, "harbour.fcpxml", content)
    assert made["omissions"] == []
    first, second = [await timeline(ada, each) for each in (project, made["projectId"])]
    assert played(first) == played(second)
    assert [scene["name"] for scene in second["scenes"]] == ["Quay"]
    again = await exported(ada, made["projectId"])
    taken = parsed(await downloaded(ada, again["url"]))
    assert next(taken.iter("sequence")).get("tcFormat") == "DF"
    assert [each.get("duration") for each in taken.iter("transition")] == ["10010/30000s"]
    assert [len(each) for each in taken.iter("audition")] == [2]


async def test_the_size_of_the_picture_goes_out_and_comes_back_with_a_new_project(
    ada: Person,
) -> None:
    project = await ada.project("Tall", resolution={"width": 1080, "height": 1920})
    await ada.clip(await ada.scene(project, name="Quay"), 48)
    content = await downloaded(ada, (await exported(ada, project))["url"])
    form = next(parsed(content).iter("format"))
    assert (form.get("width"), form.get("height")) == ("1080", "1920")
    made = await imported(ada, "tall.fcpxml", content)
    query = "query($id: ID!) { project(id: $id) { settings { resolution { width height } } } }"
    assert (await ada.ask(query, id=made["projectId"]))["project"]["settings"] == {
        "resolution": {"width": 1080, "height": 1920}
    }
    huge = content.replace(b'width="1080"', b'width="99999"')
    usual = (await imported(ada, "huge.fcpxml", huge))["projectId"]
    assert (await ada.ask(query, id=usual))["project"]["settings"] == {
        "resolution": {"width": 1920, "height": 1080}
    }


async def test_version_and_alternates_are_chosen(ada: Person) -> None:
    project = await cut(ada)
    for version in VERSIONS:
        link = await exported(ada, project, version=version, alternates="flatten")
        root = parsed(await downloaded(ada, link["url"]))
        assert root.get("version") == version
        assert list(root.iter("audition")) == []
        assert "only the chosen version is written" in link["omissions"][0]


async def test_a_sample_of_final_cut_pro_becomes_scenes_and_clips(ada: Person) -> None:
    content = (SAMPLES / "fcpxml" / "AuditionSample.fcpxml").read_bytes()
    made = await imported(ada, "edit.fcpxml", content)
    assert (made["scenes"], made["clips"]) == (1, 3)
    assert "The adjustment “colorConform”" in [each["what"] for each in made["omissions"]]


async def test_a_bomb_is_refused_with_its_line_and_nothing_is_taken(
    ada: Person, project: str
) -> None:
    bomb = b'<?xml version="1.0"?>\n<!DOCTYPE fcpxml [<!ENTITY a "lol">]>\n<fcpxml>&a;</fcpxml>'
    status, error = await refused(ada, bomb, f"projects/{project}/")
    assert (status, error["kind"], error["field"]) == (400, "RuleViolatedError", "file")
    assert error["message"].startswith("In line 2 the file brings a document type definition")
    assert await ada.position(project) == 1
