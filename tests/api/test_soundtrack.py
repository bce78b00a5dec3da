"""Music leaves in a bundle and comes back with it."""

import io
import json
import zipfile
from typing import Any

from server.media.library import Library
from tests.api.client import Json, Person
from tests.api.test_media import PICTURE
from tests.api.test_music import heard, playing
from tests.tone import RATE, tone


async def bundle(person: Person, project: str) -> tuple[bytes, list[str]]:
    """Export a project as a bundle; return it and what it leaves out."""
    made = await person.done("exportProject", projectId=project, format="OTIOZ")
    return (await person.http.get(made["url"])).content, made["omissions"]


async def brought(person: Person, content: bytes, project: str = "", name: str = "a.otioz") -> Json:
    path = f"/api/projects/{project}/imports" if project else "/api/imports"
    response = await person.http.post(
        path, content=content, params={"name": name}, headers=person.headers
    )
    assert response.status_code == 201, response.text
    made: Json = response.json()
    return made


def omissions(made: Json) -> list[str]:
    return [f"{one['where']}: {one['reason']}" for one in made["omissions"]]


def packed(content: bytes, file: bytes) -> bytes:
    """Return the bundle with another file in the place of the music."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(result, "w") as made:
        for name in given.namelist():
            made.writestr(name, file if name.startswith("media/") else given.read(name))
    return result.getvalue()


async def test_a_bundle_takes_the_music_along_and_brings_it_back(ada: Person, project: str) -> None:
    uploaded = await playing(ada, project, offset=-12)
    content, left_out = await bundle(ada, project)
    assert left_out == []
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.read("media/Waltz.wav") == tone("wav", 2 * RATE)
    again = await brought(ada, content)
    assert again["omissions"] == []
    found = await heard(ada, again["projectId"])
    assert (found["digest"], found["name"], found["offset"]) == (
        uploaded["digest"],
        "Waltz.wav",
        -12,
    )
    assert (await ada.http.get(found["url"])).status_code == 200


async def test_music_comes_into_a_project_behind_what_is_there(ada: Person, project: str) -> None:
    await playing(ada, project, offset=6)
    content, _ = await bundle(ada, project)
    other = await ada.project()
    await ada.clip(await ada.scene(other), length=100)
    await brought(ada, content, other)
    assert (await heard(ada, other))["offset"] == 106
    assert omissions(await brought(ada, content, other)) == [
        "“Waltz.wav”: the project has music already. Take that away first, or upload this one."
    ]


async def test_music_whose_file_does_not_come_along_is_told(ada: Person, project: str) -> None:
    await playing(ada, project, offset=24)
    made = await ada.done("exportProject", projectId=project, format="FCPXML")
    content = (await ada.http.get(made["url"])).content
    again = await brought(ada, content, name="a.fcpxml")
    (told,) = omissions(again)
    assert told.startswith("“Waltz.wav”: its file did not come along. Upload it as music; it")
    assert told.endswith("at frame 24 of the timeline.")
    assert await heard(ada, again["projectId"]) is None


async def test_an_edit_is_not_refused_for_its_music(ada: Person, project: str) -> None:
    await playing(ada, project)
    content, _ = await bundle(ada, project)
    for file, reason in (
        (PICTURE, "This file is PNG"),
        (b"ID3" + bytes(500), "This MP3 cannot be played"),
    ):
        again = await brought(ada, packed(content, file))
        assert reason in omissions(again)[0]
        assert await heard(ada, again["projectId"]) is None


async def test_music_that_would_be_over_before_the_film_is_left_out(
    ada: Person, project: str
) -> None:
    await playing(ada, project, offset=-40)
    content, _ = await bundle(ada, project)
    again = await brought(ada, packed(content, tone()))
    assert "Music of 24 frames begins between frame -23" in omissions(again)[0]


async def test_a_bundle_of_lost_music_says_so(ada: Person, project: str, monkeypatch: Any) -> None:
    await playing(ada, project)

    async def lost(_library: Library, _digest: str) -> None:
        return None

    monkeypatch.setattr(Library, "content", lost)
    content, left_out = await bundle(ada, project)
    assert left_out[0].startswith("A media file, “media/Waltz.wav”")
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert json.loads(opened.read("content.otio"))["OTIO_SCHEMA"] == "Timeline.1"
