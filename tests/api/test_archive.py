"""Project archives over HTTP: out by the export's link, in by the same upload as edits."""

from collections.abc import AsyncIterator
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import httpx
import pytest

from domain.arrival.mark import MEDIA_TYPE
from server.exchange import archive as archives
from server.exchange import spool
from tests.api.client import Json, Person
from tests.api.conftest import World
from tests.api.past import forked
from tests.api.test_export import content, exports, preview
from tests.api.test_music import heard, playing
from tests.tone import RATE

NEW = "Imported Hafen.storyboard.zip"
ACTIVITY = """query($id: ID!) { project(id: $id) { activity(first: 50) {
  edges { node { sentence note isStep actor { name } } } } } }"""


@pytest.fixture
async def film(ada: Person, bob: Person) -> str:
    project = await ada.project("Hafen")
    quay = await ada.scene(project, name="Quay")
    await ada.clip(quay, 50, name="Gulls", mediaUrl="https://example.org/gulls.mov")
    await ada.share(project, bob)
    branch = await forked(ada, project)
    await ada.done("editProject", projectId=branch, description="Another ending")
    return project


async def link(person: Person, project: str) -> Json:
    return await person.done("exportProject", projectId=project, format="ARCHIVE")


async def archived(person: Person, project: str) -> bytes:
    return (await content(person, (await link(person, project))["url"])).content


async def sent(person: Person, file: bytes, path: str = "", **query: str) -> httpx.Response:
    wish = {"name": "Hafen.storyboard.zip", **query}
    address = f"/api{path}/imports"
    return await person.http.post(address, content=file, params=wish, headers=person.headers)


async def refused(person: Person, file: bytes, path: str = "", **query: str) -> Json:
    response = await sent(person, file, path, **query)
    assert 400 <= response.status_code < 500, response.text
    error: Json = response.json()["error"]
    return error


async def activity(person: Person, project: str) -> list[Json]:
    data = await person.ask(ACTIVITY, id=project)
    return [edge["node"] for edge in data["project"]["activity"]["edges"]]


async def test_an_owner_downloads_the_whole_history_and_it_is_noted(ada: Person, film: str) -> None:
    found = await preview(ada, film, "ARCHIVE")
    assert (found["fileName"], found["size"]) == ("Hafen.storyboard.zip", None)
    assert found["omissions"] == ["Media of 1 clip: their addresses are in it, no files."]
    assert (found["scenes"], found["clips"]) == (1, 1)
    response = await content(ada, (await link(ada, film))["url"])
    assert response.headers["content-type"] == MEDIA_TYPE
    assert "Hafen.storyboard.zip" in response.headers["content-disposition"]
    assert int(response.headers["content-length"]) == len(response.content)
    with ZipFile(BytesIO(response.content)) as opened:
        names = opened.namelist()
    assert [names[0], names[1], names[-1]] == [
        "mimetype",
        f"commits/{film}.bson",
        "manifest.json",
    ]
    assert len(names) == 4
    (edge,) = (await exports(ada, film))["edges"]
    assert edge["node"]["format"] == "ARCHIVE"


async def test_only_owners_export_it_and_only_the_project_itself(
    ada: Person, bob: Person, film: str
) -> None:
    found = await preview(bob, film, "ARCHIVE")
    assert found["__typename"] == "ForbiddenError"
    assert "this takes the role owner" in found["message"]
    refusal = await bob.refused("exportProject", projectId=film, format="ARCHIVE")
    assert refusal["__typename"] == "ForbiddenError"
    branch = await forked(ada, film)
    assert (await preview(ada, branch, "ARCHIVE"))["message"].startswith("An archive holds a")
    url = (await link(ada, film))["url"]
    await ada.done("changeMemberRole", projectId=film, userId=bob.id, role="OWNER")
    await ada.done("changeMemberRole", projectId=film, userId=ada.id, role="EDITOR")
    assert (await ada.http.get(url)).status_code == 403


async def test_a_copy_stands_beside_the_project_and_belongs_to_who_brought_it_in(
    ada: Person, bob: Person, film: str
) -> None:
    file = await archived(ada, film)
    command = str(uuid4())
    response = await sent(bob, file, command=command)
    assert response.status_code == 201, response.text
    answer = response.json()
    copy = answer["projectId"]
    assert copy != film
    assert (answer["scenes"], answer["clips"], answer["omissions"]) == (1, 1, [])
    shown = await bob.shown("project", copy)
    assert (shown["name"], shown["position"]) == ("Hafen", answer["position"])
    assert [it["user"]["name"] for it in shown["members"]] == ["Bob"]
    assert shown["createdBy"]["name"] == "Ada"
    told = await activity(bob, copy)
    assert told[0] == {
        "sentence": "brought the project in from an archive",
        "note": NEW,
        "isStep": False,
        "actor": {"name": "Bob"},
    }
    assert told[1:] == await activity(ada, film)
    data = await bob.ask("query($id: ID!) { project(id: $id) { branches { name } } }", id=copy)
    assert len(data["project"]["branches"]) == 1
    assert (await ada.answer("query($id: ID!) { project(id: $id) { id } }", id=copy))["data"] == {
        "project": None
    }
    again = await sent(bob, file, command=command)
    assert (again.status_code, again.json()) == (201, answer)


async def test_music_goes_with_the_project(ada: Person, bob: Person, film: str) -> None:
    made = await playing(ada, film)
    copy = (await sent(bob, await archived(ada, film))).json()["projectId"]
    found = await heard(bob, copy)
    assert (found["digest"], found["name"]) == (made["digest"], "Waltz.wav")
    listened = await bob.http.get(found["url"], headers={"Range": "bytes=0-3"})
    assert (listened.status_code, listened.content) == (206, b"RIFF")


async def test_music_that_is_lost_is_told(ada: Person, world: World, film: str) -> None:
    digest = (await playing(ada, film, samples=3 * RATE))["digest"]
    stored = world.folder / "media" / digest[:2] / digest[2:4] / digest
    aside = stored.rename(stored.with_suffix(".aside"))
    sentence = "The file 'Waltz.wav': it is no longer stored."
    assert sentence in (await preview(ada, film, "ARCHIVE"))["omissions"]
    file = await archived(ada, film)
    (omission,) = (await sent(ada, file)).json()["omissions"]
    assert omission["what"] == "The file 'Waltz.wav'"
    aside.rename(stored)
    refusal = await refused(ada, file)
    assert refusal["message"].startswith("The archive does not hold the file 'Waltz.wav'")


async def test_the_same_ids_are_refused_where_the_project_is(
    ada: Person, bob: Person, root: Person, film: str
) -> None:
    file = await archived(ada, film)
    refusal = await refused(bob, file, ids="same")
    assert (refusal["kind"], refusal["field"]) == ("RuleViolatedError", "ids")
    assert refusal["message"] == (
        "The ids of this project are in use on this server, by 'Hafen'. Open that, or import the"
        " archive as a copy."
    )
    assert "Hafen" not in (await refused(root, file, ids="same"))["message"]
    assert (await refused(ada, file, ids="old"))["field"] == "ids"


async def test_a_command_that_did_something_else_is_refused(ada: Person, film: str) -> None:
    command = str(uuid4())
    edit = await sent(ada, b'{"OTIO_SCHEMA": "Timeline.1"}', command=command)
    assert edit.status_code == 201, edit.text
    refusal = await refused(ada, await archived(ada, film), command=command)
    assert refusal["kind"] == "ConflictError"
    assert refusal["message"].startswith("This command id was used for another change.")


async def test_an_archive_is_not_brought_into_a_project(ada: Person, film: str) -> None:
    refusal = await refused(ada, await archived(ada, film), f"/projects/{film}")
    assert refusal["message"].startswith("This is a project archive, which is a project of its own")


async def test_what_is_damaged_too_large_or_has_no_room_is_a_sentence(
    ada: Person, film: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await archived(ada, film)
    url = (await link(ada, film))["url"]
    before = await ada.ask("{ projects(first: 1) { totalCount } }")
    refusal = await refused(ada, file[:-30])
    assert refusal["message"].startswith("This is no project archive, or it is damaged (")
    assert refusal["field"] == "file"
    monkeypatch.setattr(archives, "LARGEST_ARCHIVE", 1_000)
    large = await sent(ada, file)
    assert (large.status_code, large.json()["error"]["kind"]) == (413, "TooLargeError")
    monkeypatch.undo()
    monkeypatch.setattr(spool, "SPARE", 10**18)
    assert (await refused(ada, file))["message"] == spool.FULL
    assert (await ada.http.get(url)).status_code == 400
    assert await ada.ask("{ projects(first: 1) { totalCount } }") == before


async def test_nobody_brings_an_archive_in(nobody: Person) -> None:
    assert (await sent(nobody, b"PK")).status_code == 401


async def chunks(file: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(file), 50):
        yield file[at : at + 50]


async def test_a_file_that_comes_in_pieces_is_known_too(ada: Person, film: str) -> None:
    file = await archived(ada, film)
    response = await ada.http.post(
        "/api/imports", content=chunks(file), params={"name": "a.zip"}, headers=ada.headers
    )
    assert response.status_code == 201, response.text
