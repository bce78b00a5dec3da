"""Exports: what they would be, who made which, and that a link keeps what was announced."""

from typing import Final

import httpx
import pytest

from tests.api.client import Json, Person, new_command, new_id

FORMATS: Final = """
  { exportFormats { format label opensIn extension mayImport choices {
      name label help kind usual least most values { value label } } }
    importFormats { label extension } }
"""
PREVIEW: Final = """
  query($input: ExportPreviewInput!) { exportPreview(input: $input) {
    __typename
    ... on ExportPreview { position fileName size omissions scenes clips alternates length
      lengthTimecode startTimecode tracks { kind name clips alternates gaps transitions length } }
    ... on UserError { message }
    ... on RuleViolatedError { field } } }
"""
EXPORTS: Final = """
  query($id: ID!, $first: Int! = 20, $after: String) { project(id: $id) {
    exports(first: $first, after: $after) {
      edges { node { position by { name } format options { name value } } }
      pageInfo { hasNextPage endCursor } } } }
"""


async def preview(person: Person, project: str, format_: str, **options: str) -> Json:
    wish = {"projectId": project, "format": format_, "options": given(options)}
    found: Json = (await person.ask(PREVIEW, input=wish))["exportPreview"]
    return found


def given(options: dict[str, str]) -> list[Json]:
    return [{"name": name, "value": value} for name, value in options.items()]


async def exports(person: Person, project: str, **page: object) -> Json:
    found: Json = (await person.ask(EXPORTS, id=project, **page))["project"]["exports"]
    return found


async def content(person: Person, url: str) -> httpx.Response:
    response = await person.http.get(url)
    assert response.status_code == 200, response.text
    return response


@pytest.fixture
async def cut(ada: Person) -> str:
    project = await ada.project("Hafen", frameRate="FPS_25", startTimecode="01:00:00:00")
    quay = await ada.scene(project, name="Quay")
    await ada.clip(quay, 50, name="Gulls", imagePrompt="gulls", start=0)
    await ada.clip(quay, 25, name="Title", track=1, start=10)
    rain = await ada.clip(quay, 30, name="Rain", start=70)
    await ada.done("addClipAlternate", clipId=rain)
    return project


async def test_every_format_is_described_for_people(ada: Person) -> None:
    answer = await ada.ask(FORMATS)
    by_name = {one["format"]: one for one in answer["exportFormats"]}
    assert {"OTIO", "AAF"} <= by_name.keys()
    assert (by_name["OTIO"]["mayImport"], by_name["AAF"]["mayImport"]) == (True, False)
    for one in answer["exportFormats"]:
        assert one["label"]
        assert one["opensIn"].endswith(".")
        for choice in one["choices"]:
            assert choice["label"]
            assert choice["help"].endswith(".")
            values = [value["value"] for value in choice["values"]]
            assert (choice["usual"] in values) == (choice["kind"] == "ONE_OF")
    assert {"label": "OpenTimelineIO", "extension": "otio"} in answer["importFormats"]
    assert {"label": "Final Draft", "extension": "fdx"} in answer["importFormats"]


async def test_a_preview_says_what_an_export_would_hold(ada: Person, cut: str) -> None:
    before = await ada.position(cut)
    found = await preview(ada, cut, "OTIO")
    assert found.pop("size") > 1_000
    assert found == {
        "__typename": "ExportPreview",
        "position": before,
        "fileName": "Hafen.otio",
        "omissions": [],
        "scenes": 1,
        "clips": 3,
        "alternates": 1,
        "length": 100,
        "lengthTimecode": "00:00:04:00",
        "startTimecode": "01:00:00:00",
        "tracks": [
            track("V1", clips=2, alternates=1, gaps=1, length=100),
            track("V2", clips=1, alternates=0, gaps=1, length=35),
        ],
    }
    assert await ada.position(cut) == before


def track(name: str, *, clips: int, alternates: int, gaps: int, length: int) -> Json:
    counted = {"clips": clips, "alternates": alternates, "gaps": gaps, "transitions": 0}
    return {"kind": "video", "name": name, **counted, "length": length}


async def test_an_option_that_there_is_not_is_refused_in_a_sentence(ada: Person, cut: str) -> None:
    found = await preview(ada, cut, "OTIO", colour="red")
    assert found == {
        "__typename": "RuleViolatedError",
        "message": "The format has no option “colour”; it has names, media, folder.",
        "field": "options",
    }
    wish = {"projectId": cut, "format": "OTIO", "options": given({"colour": "red"})}
    refused = await ada.do("exportProject", **wish)
    assert refused["__typename"] == "RuleViolatedError"
    assert (await exports(ada, cut))["edges"] == []


async def test_who_exported_what_and_when_is_kept(ada: Person, bob: Person, cut: str) -> None:
    await ada.share(cut, bob, "VIEWER")
    before = await ada.position(cut)
    await ada.done("exportProject", projectId=cut, format="OTIO")
    await bob.done("exportProject", projectId=cut, format="JSON")
    found = await exports(ada, cut)
    assert [edge["node"] for edge in found["edges"]] == [
        {"position": before + 2, "by": {"name": "Bob"}, "format": "JSON", "options": []},
        {"position": before + 1, "by": {"name": "Ada"}, "format": "OTIO", "options": []},
    ]
    first = await exports(ada, cut, first=1)
    assert first["pageInfo"]["hasNextPage"]
    rest = await exports(ada, cut, first=1, after=first["pageInfo"]["endCursor"])
    assert [edge["node"]["format"] for edge in rest["edges"]] == ["OTIO"]
    assert not rest["pageInfo"]["hasNextPage"]
    activity = await ada.ask(
        "query($id: ID!) { project(id: $id) { activity(first: 2) { edges { node {"
        " sentence isStep actor { name } } } } } }",
        id=cut,
    )
    assert [edge["node"] for edge in activity["project"]["activity"]["edges"]] == [
        {"sentence": "exported the project as JSON", "isStep": False, "actor": {"name": "Bob"}},
        {"sentence": "exported the project as OTIO", "isStep": False, "actor": {"name": "Ada"}},
    ]


async def test_an_export_is_no_step_and_leaves_what_can_be_redone(ada: Person, cut: str) -> None:
    await ada.done("editProject", projectId=cut, name="Harbour")
    await ada.done("undo", projectId=cut)
    await ada.done("exportProject", projectId=cut, format="OTIO")
    await ada.done("redo", projectId=cut)
    assert (await ada.shown("project", cut))["name"] == "Harbour"


async def test_the_same_export_twice_is_noted_once(ada: Person, cut: str) -> None:
    command = new_command()
    for _ in range(2):
        await ada.done("exportProject", projectId=cut, format="OTIO", commandId=command)
    assert len((await exports(ada, cut))["edges"]) == 1


async def test_a_link_keeps_what_was_announced_whatever_is_changed_since(
    ada: Person, cut: str
) -> None:
    link = await ada.done("exportProject", projectId=cut, format="JSON")
    before = await content(ada, link["url"])
    await ada.done("editProject", projectId=cut, name="Harbour")
    again = await content(ada, link["url"])
    assert again.content == before.content
    assert again.headers["content-disposition"] == before.headers["content-disposition"]
    newer = await ada.done("exportProject", projectId=cut, format="JSON")
    assert newer["fileName"] == "Harbour.json"


async def test_an_archived_project_is_exported_and_a_deleted_one_is_not(
    ada: Person, bob: Person, cut: str
) -> None:
    await ada.share(cut, bob, "VIEWER")
    await ada.done("archiveProject", projectId=cut)
    await bob.done("exportProject", projectId=cut, format="OTIO")
    await ada.done("deleteProject", projectId=cut)
    refused = await bob.do("exportProject", projectId=cut, format="OTIO")
    assert refused["message"] == "The project is deleted. Restore it to work on it."
    assert (await preview(bob, cut, "OTIO"))["message"] == refused["message"]


async def test_an_export_of_a_branch_is_noted_on_the_branch(ada: Person, cut: str) -> None:
    made = await ada.done("forkBranch", projectId=cut, name="Other ending")
    branch = made["branch"]["id"]
    await ada.done("exportProject", projectId=branch, format="OTIO")
    assert len((await exports(ada, branch))["edges"]) == 1
    assert (await exports(ada, cut))["edges"] == []


async def test_a_preview_of_what_is_not_there_is_not_found(ada: Person) -> None:
    for id_ in (new_id("project"), "project", ""):
        assert (await preview(ada, id_, "OTIO"))["__typename"] == "NotFoundError"


async def test_what_a_format_cannot_write_is_refused_and_not_noted(ada: Person) -> None:
    project = await ada.project("Long", frameRate="FPS_25")
    for _ in range(2):
        await ada.clip(await ada.scene(project), 13 * 3600 * 25)
    found = await preview(ada, project, "EDL")
    assert found["message"].startswith("An EDL cannot be a day long or more")
    refused = await ada.do("exportProject", projectId=project, format="EDL")
    assert (refused["__typename"], refused["field"]) == ("RuleViolatedError", "format")
    assert (await exports(ada, project))["edges"] == []


async def test_options_are_kept_with_the_export(ada: Person, cut: str) -> None:
    options = given({"letters": "utf8"})
    await ada.done("exportProject", projectId=cut, format="EDL", options=options)
    (edge,) = (await exports(ada, cut))["edges"]
    assert (edge["node"]["format"], edge["node"]["options"]) == ("EDL", options)


async def test_the_id_of_another_command_is_refused(ada: Person, cut: str) -> None:
    command = new_command()
    await ada.done("addScene", projectId=cut, commandId=command)
    refused = await ada.do("exportProject", projectId=cut, format="OTIO", commandId=command)
    assert (refused["__typename"], refused["field"]) == ("RuleViolatedError", "commandId")
