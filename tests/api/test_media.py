"""Media in by upload and out at signed addresses."""

import hashlib
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from server.account.token import ACCESS, LINK, UPLOAD
from tests.api.client import Json, Person
from tests.api.conftest import World
from tests.api.test_route import refusal

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
DIGEST = hashlib.sha256(PICTURE).hexdigest()
UNSEEN = "There is no such thing, or it is not shared with you."
DEAD = "This link has expired or is damaged. Ask for a new one."


async def sent(
    person: Person, project: str, content: Any = PICTURE, **query: str
) -> httpx.Response:
    return await person.http.post(
        f"/media/projects/{project}", content=content, params=query, headers=person.headers
    )


async def uploaded(person: Person, project: str, content: Any = PICTURE, **query: str) -> Json:
    response = await sent(person, project, content, **query)
    assert response.status_code == 201, response.text
    made: Json = response.json()
    return made


async def test_a_server_writes_down_that_its_database_names_files_in_the_folder(
    world: World,
) -> None:
    (claim,) = (world.folder / "media" / "databases").iterdir()
    assert len(claim.name) == 8
    assert claim.read_bytes() == b""


async def test_an_upload_is_answered_with_what_it_is_and_where(ada: Person, project: str) -> None:
    made = await uploaded(ada, project, name="C:\\shots\\quay.png", kind="image")
    assert made == {
        "digest": DIGEST,
        "name": "quay.png",
        "kind": "image",
        "mediaType": "image/png",
        "size": len(PICTURE),
        "sound": None,
        "upload": made["upload"],
        "url": f"/media/{DIGEST}?token={made['upload']}",
    }
    found = await ada.http.get(made["url"])
    assert (found.status_code, found.content) == (200, PICTURE)
    assert found.headers["content-type"] == "image/png"
    assert found.headers["etag"] == f'"{DIGEST}"'
    assert found.headers["accept-ranges"] == "bytes"
    assert found.headers["content-disposition"] == (
        "inline; filename=\"quay.png\"; filename*=UTF-8''quay.png"
    )
    assert found.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert found.headers["x-content-type-options"] == "nosniff"


async def test_a_chunked_upload_needs_no_announced_length(ada: Person, project: str) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for at in range(0, len(PICTURE), 500):
            yield PICTURE[at : at + 500]

    assert (await uploaded(ada, project, chunks()))["digest"] == DIGEST


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("", "image.png"),
        ("../../etc/passwd", "passwd.png"),
        ("Kai\u0000 früh.PNG", "Kai früh.PNG"),
        (" . ", "image.png"),
        ("x" * 300 + ".png", "x" * 180 + ".png"),
    ],
)
async def test_a_name_is_kept_as_far_as_it_can_be_shown(
    ada: Person, project: str, name: str, kept: str
) -> None:
    assert (await uploaded(ada, project, name=name))["name"] == kept


@pytest.mark.parametrize(
    ("asked", "status", "content", "range_"),
    [
        ("bytes=0-3", 206, b"\x89PNG", f"bytes 0-3/{len(PICTURE)}"),
        (
            "bytes=-4",
            206,
            PICTURE[-4:],
            f"bytes {len(PICTURE) - 4}-{len(PICTURE) - 1}/{len(PICTURE)}",
        ),
        ("bytes=2050-", 206, PICTURE[2050:], f"bytes 2050-{len(PICTURE) - 1}/{len(PICTURE)}"),
        ("bytes=9999-", 416, b"Requested Range Not Satisfiable", f"bytes */{len(PICTURE)}"),
    ],
)
async def test_a_range_of_a_file_is_answered(
    ada: Person, project: str, asked: str, status: int, content: bytes, range_: str
) -> None:
    url = (await uploaded(ada, project))["url"]
    found = await ada.http.get(url, headers={"Range": asked})
    assert (found.status_code, found.headers["content-range"]) == (status, range_)
    assert status == 416 or found.content == content


async def test_head_tells_the_size_without_the_file(ada: Person, project: str) -> None:
    found = await ada.http.head((await uploaded(ada, project))["url"])
    assert (found.status_code, found.content) == (200, b"")
    assert found.headers["content-length"] == str(len(PICTURE))


async def test_who_has_a_file_already_is_not_sent_it_again(ada: Person, project: str) -> None:
    url = (await uploaded(ada, project))["url"]
    again = await ada.http.get(url, headers={"If-None-Match": f'W/"x", "{DIGEST}"'})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("content", "query", "status", "kind", "message"),
    [
        (b"<svg/>", {}, 415, "MediaTypeError", "of no type that is known here"),
        (PICTURE, {"kind": "music"}, 415, "MediaTypeError", "This file is PNG"),
        (b"", {}, 415, "MediaTypeError", "The file is empty"),
        (PICTURE, {"kind": "song"}, 400, "RuleViolatedError", "There is no kind 'song'"),
    ],
)
async def test_what_is_no_medium_is_refused_in_words(
    ada: Person, project: str, content: bytes, query: Any, status: int, kind: str, message: str
) -> None:
    response = await sent(ada, project, content, name="song.mp3", **query)
    said = response.json()["error"]
    assert (response.status_code, said["kind"]) == (status, kind)
    assert message in said["message"]


async def test_a_form_is_told_to_send_the_file_itself(ada: Person, project: str) -> None:
    response = await ada.http.post(
        f"/media/projects/{project}", files={"file": PICTURE}, headers=ada.headers
    )
    assert response.status_code == 400
    assert response.json()["error"]["message"].startswith("Send the file itself")


async def test_what_is_announced_as_too_large_is_refused_before_it_is_read(
    ada: Person, project: str
) -> None:
    headers = {**ada.headers, "Content-Length": str(10**7 + 1)}

    read: list[bytes] = []

    async def watched() -> AsyncIterator[bytes]:
        read.append(PICTURE)
        yield PICTURE

    response = await ada.http.post(
        f"/media/projects/{project}?kind=image", content=watched(), headers=headers
    )
    assert response.status_code == 413
    assert response.json()["error"]["message"].startswith("A picture may have at most 10 MB")
    assert response.headers["connection"] == "close"
    assert read == []


async def test_only_who_may_change_a_project_brings_files_into_it(
    nobody: Person, ada: Person, bob: Person, project: str
) -> None:
    assert (await sent(nobody, project)).status_code == 401
    assert (await sent(bob, project)).json() == refusal("NotFoundError", UNSEEN)
    assert (await sent(ada, "project-x")).json() == refusal("NotFoundError", UNSEEN)
    await ada.share(project, bob, "VIEWER")
    assert (await sent(bob, project)).status_code == 403
    await ada.done("archiveProject", projectId=project)
    assert (await sent(ada, project)).status_code == 400


async def test_an_address_is_good_while_its_maker_may_see_the_project(
    ada: Person, bob: Person, project: str
) -> None:
    await ada.share(project, bob)
    url = (await uploaded(bob, project))["url"]
    assert (await bob.http.get(url)).status_code == 200
    await ada.done("removeMember", projectId=project, userId=bob.id)
    gone = await bob.http.get(url)
    assert (gone.status_code, gone.json()) == (404, refusal("NotFoundError", UNSEEN))


async def test_an_address_is_good_for_its_own_file_only(ada: Person, project: str) -> None:
    made = await uploaded(ada, project)
    other = await uploaded(ada, project, PICTURE + b"more")
    response = await ada.http.get(f"/media/{other['digest']}?token={made['upload']}")
    assert (response.status_code, response.json()) == (404, refusal("NotFoundError", UNSEEN))


@pytest.mark.parametrize("digest", [DIGEST, "..%2f..%2fsigning-keys.json", "x"])
@pytest.mark.parametrize("kind", ["none", "expired", "link", "access", "forged"])
async def test_without_a_good_signature_there_is_nothing_to_see(
    world: World, ada: Person, project: str, kind: str, digest: str
) -> None:
    await uploaded(ada, project)
    claims = {"claims": {"project": project, "user": ada.id, "digest": digest, "name": "x"}}
    hour = timedelta(hours=1)
    token = {
        "none": "",
        "expired": world.mint.sign(UPLOAD, claims, -hour),
        "link": world.mint.sign(LINK, claims, hour),
        "access": world.mint.sign(ACCESS, claims, hour),
        "forged": world.mint.sign(UPLOAD, claims, hour)[:-3] + "abc",
    }[kind]
    response = await ada.http.get(f"/media/{digest}", params={"token": token})
    assert response.status_code in {403, 404}
    assert PICTURE not in response.content


async def test_a_stored_file_that_is_lost_is_told(world: World, ada: Person, project: str) -> None:
    url = (await uploaded(ada, project, PICTURE + uuid4().bytes))["url"]
    digest = url[7:71]
    (world.folder / "media" / digest[:2] / digest[2:4] / digest).unlink()
    response = await ada.http.get(url)
    assert (response.status_code, response.json()) == (
        404,
        refusal(
            "NotFoundError",
            "The file is no longer stored. Restore the media folder, or upload it again.",
        ),
    )
