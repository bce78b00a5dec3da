"""The music of a project, from the upload to what the editor draws and plays."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.client import Json, Person, new_command
from tests.api.conftest import World
from tests.api.test_media import PICTURE, sent, uploaded
from tests.api.test_route import refusal
from tests.tone import RATE, tone

MUSIC = """
    music { digest name samples sampleRate channels seconds length offset startTimecode
            url peaksUrl peaks(count: 4) }
"""
UNSEEN = "There is no such thing, or it is not shared with you."


async def playing(person: Person, project: str, *, samples: int = 2 * RATE, **fields: Any) -> Json:
    """Upload two seconds of music into a project, let them play, and return the upload."""
    made = await uploaded(person, project, tone("wav", samples), name="Waltz.wav", kind="music")
    await person.done("setMusic", projectId=project, upload=made["upload"], **fields)
    return made


async def heard(person: Person, project: str, at: str = "") -> Json:
    query = f"query($id: ID!) {{ project(id: $id{at}) {{ {MUSIC} }} }}"
    data = await person.ask(query, id=project)
    found: Json = data["project"]["music"]
    return found


async def test_uploaded_music_plays_in_a_project(ada: Person, project: str) -> None:
    made = await playing(ada, project, offset=12)
    assert made["sound"] == {"samples": 96_000, "rate": 48_000, "channels": 1, "seconds": 2.0}
    found = await heard(ada, project)
    token = found["url"].partition("?token=")[2]
    assert found == {
        "digest": made["digest"],
        "name": "Waltz.wav",
        "samples": 96_000,
        "sampleRate": 48_000,
        "channels": 1,
        "seconds": 2.0,
        "length": 48,
        "offset": 12,
        "startTimecode": "00:00:00:12",
        "url": f"/media/{made['digest']}?token={token}",
        "peaksUrl": f"/media/{made['digest']}/peaks?token={token}",
        "peaks": [31 / 128, 31 / 128, 62 / 128, 62 / 128],
    }
    listened = await ada.http.get(found["url"], headers={"Range": "bytes=0-3"})
    assert (listened.status_code, listened.content) == (206, b"RIFF")
    assert listened.headers["content-type"] == "audio/wav"
    assert "Waltz.wav" in listened.headers["content-disposition"]
    peaks = await ada.http.get(found["peaksUrl"])
    assert (peaks.headers["content-type"], len(peaks.content)) == ("application/octet-stream", 400)
    again = {"If-None-Match": peaks.headers["etag"]}
    assert (await ada.http.get(found["peaksUrl"], headers=again)).status_code == 304


async def test_music_is_moved_and_taken_away_and_comes_back(ada: Person, project: str) -> None:
    await playing(ada, project)
    await ada.done("moveMusic", projectId=project, offset=-47)
    assert (await heard(ada, project))["startTimecode"] == "23:59:58:01"
    await ada.done("removeMusic", projectId=project)
    assert await heard(ada, project) is None
    await ada.done("undo", projectId=project)
    assert (await heard(ada, project))["offset"] == -47
    query = "query($id: ID!) { project(id: $id) { activity { edges { node { sentence } } } } }"
    edges = (await ada.ask(query, id=project))["project"]["activity"]["edges"]
    assert [edge["node"]["sentence"] for edge in edges][:4] == [
        "undid: took the music 'Waltz.wav' away",
        "took the music 'Waltz.wav' away",
        "moved the music to 23:59:58:01",
        "let 'Waltz.wav' play from 00:00:00:00",
    ]


async def test_the_same_wish_twice_is_done_once(ada: Person, project: str) -> None:
    made = await uploaded(ada, project, tone(), kind="music")
    wish = {"projectId": project, "upload": made["upload"], "commandId": new_command()}
    first = await ada.done("setMusic", **wish)
    assert await ada.done("setMusic", **wish) == first
    assert await ada.position(project) == first["position"]


async def test_music_of_the_past_and_of_a_copy_can_be_listened_to(
    ada: Person, project: str
) -> None:
    await playing(ada, project)
    position = await ada.position(project)
    copy = (await ada.done("duplicateProject", projectId=project))["project"]["id"]
    await ada.done("removeMusic", projectId=project)
    before = await heard(ada, project, f", at: {{position: {position}}}")
    for found in (before, await heard(ada, copy)):
        assert (await ada.http.get(found["url"])).status_code == 200


async def test_a_branch_plays_what_its_project_did(ada: Person, branch: str, project: str) -> None:
    await playing(ada, branch)
    assert await heard(ada, project) is None
    await ada.done(
        "mergeBranch",
        sourceId=branch,
        targetId=project,
        sourcePosition=await ada.position(branch),
        targetPosition=await ada.position(project),
    )
    found = await heard(ada, project)
    assert (await ada.http.get(found["url"])).status_code == 200


async def test_only_members_listen_and_only_to_what_the_project_holds(
    ada: Person, bob: Person, project: str
) -> None:
    await playing(ada, project)
    await ada.share(project, bob, "VIEWER")
    url = (await heard(bob, project))["url"]
    assert (await bob.http.get(url)).status_code == 200
    await ada.done("removeMember", projectId=project, userId=bob.id)
    gone = await bob.http.get(url)
    assert (gone.status_code, gone.json()) == (404, refusal("NotFoundError", UNSEEN))
    other = await ada.project()
    elsewhere = await ada.ask(
        "query($id: ID!) { project(id: $id) { mediaAccess { token expiresAt } } }", id=other
    )
    token = elsewhere["project"]["mediaAccess"]["token"]
    path = url.partition("?")[0]
    assert (await ada.http.get(f"{path}?token={token}")).status_code == 404


async def test_a_lost_waveform_is_made_again(world: World, ada: Person, project: str) -> None:
    made = await playing(ada, project)
    kept = stored(world, made["digest"], ".waveform")
    content = kept.read_bytes()
    kept.write_bytes(b"spoiled")
    assert (await heard(ada, project))["peaks"][0] == 31 / 128
    assert kept.read_bytes() == content


async def test_music_whose_file_is_lost_is_told(world: World, ada: Person, project: str) -> None:
    made = await uploaded(ada, project, tone("flac", RATE + 1), name="Lost.flac")
    await ada.done("setMusic", projectId=project, upload=made["upload"])
    stored(world, made["digest"]).unlink()
    answer = await ada.answer(f"query($id: ID!) {{ project(id: $id) {{ {MUSIC} }} }}", id=project)
    assert "no longer stored" in answer["errors"][0]["message"]
    refused = await ada.refused("setMusic", projectId=project, upload=made["upload"])
    assert "Upload the file again" in refused["message"]


def stored(world: World, digest: str, suffix: str = "") -> Path:
    return world.folder / "media" / digest[:2] / digest[2:4] / f"{digest}{suffix}"


async def test_what_cannot_be_played_is_not_stored(world: World, ada: Person, project: str) -> None:
    response: httpx.Response = await sent(ada, project, b"ID3" + bytes(500), kind="music")
    said = response.json()["error"]
    assert (response.status_code, said["kind"]) == (415, "MediaTypeError")
    assert said["message"].startswith("This MP3 cannot be played")
    assert not list((world.folder / "media" / "partial").iterdir())


@pytest.mark.parametrize("proof", ["", "x", "picture", "elsewhere"])
async def test_only_an_upload_of_music_into_this_project_plays_in_it(
    ada: Person, project: str, proof: str
) -> None:
    if proof == "picture":
        proof = (await uploaded(ada, project, PICTURE))["upload"]
    if proof == "elsewhere":
        proof = (await uploaded(ada, await ada.project(), tone()))["upload"]
    refused = await ada.refused("setMusic", projectId=project, upload=proof)
    assert (refused["__typename"], refused["field"]) == ("RuleViolatedError", "upload")


async def test_too_many_peaks_are_refused(ada: Person, project: str) -> None:
    await playing(ada, project)
    query = "query($id: ID!) { project(id: $id) { music { peaks(count: 5001) } } }"
    answer = await ada.answer(query, id=project)
    assert answer["errors"][0]["message"] == "Ask for 1 to 5,000 peaks, not 5,001."


async def test_what_may_be_uploaded_is_listed(ada: Person) -> None:
    query = "{ mediaKinds { kind largestMegabytes types { name mediaType extension } } }"
    kinds = (await ada.ask(query))["mediaKinds"]
    assert [(one["kind"], one["largestMegabytes"]) for one in kinds] == [
        ("MUSIC", 50),
        ("IMAGE", 10),
        ("VIDEO", 2000),
    ]
    assert kinds[0]["types"][0] == {"name": "MP3", "mediaType": "audio/mpeg", "extension": "mp3"}
