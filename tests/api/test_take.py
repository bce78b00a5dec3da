"""Takes: from upload and job to the gallery, the timeline, the past and a branch."""

import io
import zipfile
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final
from uuid import uuid4

import pytest

from events.take import Provenance
from server.exchange.shown import fitting
from server.take.gallery import Made
from tests.api.client import FILE, TAKE, Json, Person, new_command, new_id
from tests.api.conftest import World
from tests.api.past import forked
from tests.api.picture import mp4, picture, png, upload, wav
from tests.api.timeline import timeline
from tests.domain.gallery import video

GALLERY: Final = f"""
    query($id: ID!, $first: Int! = 50, $after: String, $filter: TakeFilter,
          $sort: TakeSort! = NUMBER, $direction: SortDirection! = ASCENDING, $at: At) {{
      clip(id: $id, at: $at) {{
        takeCount selectedImage {{ {TAKE} }} selectedVideo {{ id }}
        takes(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {{
          totalCount models workers pageInfo {{ hasNextPage endCursor }}
          edges {{ cursor node {{ id number kind file {{ {FILE} }} isDeleted }} }}
        }}
      }}
    }}
"""


async def added(person: Person, clip: str, project: str, word: str = "gulls", **more: Any) -> Json:
    made = await person.done("addTake", clipId=clip, **await picture(person, project, word), **more)
    take: Json = made["take"]
    return take


async def gallery(person: Person, clip: str, **variables: Any) -> Json:
    shown: Json = (await person.ask(GALLERY, id=clip, **variables))["clip"]
    return shown


async def numbers(person: Person, clip: str, **variables: Any) -> list[int]:
    edges = (await gallery(person, clip, **variables))["takes"]["edges"]
    return [edge["node"]["number"] for edge in edges]


async def test_an_uploaded_image_becomes_a_take(ada: Person, project: str, clip: str) -> None:
    take = await added(ada, clip, project)
    assert take["file"] == {
        "kind": "IMAGE",
        "digest": sha256(png()).hexdigest(),
        "name": "gulls.png",
        "mediaType": "image/png",
        "size": len(png()),
        "width": 64,
        "height": 36,
        "frames": 0,
        "duration": 0.0,
        "frameRate": "",
    }
    assert (take["number"], take["kind"], take["clipId"]) == (1, "IMAGE", clip)
    assert take["provenance"]["source"] == "UPLOAD"
    assert take["addedBy"] == {"id": ada.id, "name": "Ada"}
    assert await ada.ask(f"query($id: ID!) {{ take(id: $id) {{ {TAKE} }} }}", id=take["id"]) == {
        "take": take
    }
    node = await ada.ask("query($id: ID!) { node(id: $id) { __typename id } }", id=take["id"])
    assert node["node"] == {"__typename": "Take", "id": take["id"]}


async def test_a_video_is_known_by_what_is_in_it(ada: Person, project: str, clip: str) -> None:
    proof = await upload(ada, project, mp4(black=3), "not.a.png")
    take = (await ada.done("addTake", clipId=clip, upload=proof, select=True))["take"]
    file = take["file"]
    assert (file["kind"], file["mediaType"], file["frameRate"]) == ("VIDEO", "video/mp4", "24/1")
    assert (file["frames"], file["duration"], file["width"]) == (12, 0.5, 64)
    shown = await gallery(ada, clip)
    assert (shown["selectedVideo"], shown["selectedImage"]) == ({"id": take["id"]}, None)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (png()[:60], "This file says that it is PNG, but it cannot be shown: it is damaged"),
        (mp4()[:400], "This file says that it is MP4, but it cannot be shown: it is damaged"),
        (wav(), "This file is WAV. A take is an image or a video: upload one."),
    ],
    ids=["image", "video", "music"],
)
async def test_what_cannot_be_shown_is_no_take(
    ada: Person, project: str, clip: str, content: bytes, message: str
) -> None:
    proof = await upload(ada, project, content, "file")
    refused = await ada.refused("addTake", clipId=clip, upload=proof)
    assert refused["message"].startswith(message)
    assert refused["field"] == "upload"
    assert await numbers(ada, clip) == []


async def test_a_digest_or_the_upload_of_another_project_brings_nothing_in(
    ada: Person, clip: str
) -> None:
    elsewhere = await picture(ada, await ada.project())
    for proof in (elsewhere, {"upload": sha256(png()).hexdigest()}):
        refused = await ada.refused("addTake", clipId=clip, **proof)
        assert refused["message"].startswith("This upload is not of this project")


async def test_the_same_file_and_the_same_command_add_one_take(
    ada: Person, project: str, clip: str
) -> None:
    command = new_command()
    first = await added(ada, clip, project, commandId=command)
    assert await added(ada, clip, project, commandId=command) == first
    again = await ada.done("addTake", clipId=clip, **await picture(ada, project))
    assert (again["take"]["id"], again["position"]) == (first["id"], None)
    used = await ada.refused(
        "addTake", clipId=clip, id=new_id("clip"), **await picture(ada, project, "one")
    )
    assert used["message"] == "A take's id is 'take-' and 32 hex digits."
    assert await added(ada, clip, project, "one", commandId=command) == first


async def test_a_clip_shows_the_take_that_is_selected(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    one, two = [await added(ada, clip, project, word) for word in ("one", "two")]
    made = await ada.done("selectTake", clipId=clip, takeId=two["id"])
    assert made["clip"]["selectedImageId"] == two["id"]
    assert made["clip"]["takeCount"] == 2
    shown = (await timeline(ada, project))["scenes"][0]["clips"][0]
    assert shown["imageDigest"] == two["file"]["digest"]
    assert shown["takeCount"] == 2
    statistics = (await ada.shown("project", project))["statistics"]
    assert statistics["completion"] == 1.0
    other = await ada.clip(scene)
    refused = await ada.refused("selectTake", clipId=other, takeId=one["id"])
    assert refused["field"] == "takeId"
    made = await ada.done("unselectTake", clipId=clip, kind="IMAGE")
    assert made["clip"]["imageDigest"] == ""


async def test_takes_are_deleted_and_restored_and_that_is_undone(
    ada: Person, project: str, clip: str
) -> None:
    one = await added(ada, clip, project, "one", select=True)
    two = await added(ada, clip, project, "two")
    gone = await ada.done("deleteTakes", ids=[one["id"], two["id"]])
    assert [take["isDeleted"] for take in gone["takes"]] == [True, True]
    empty = await gallery(ada, clip)
    assert (empty["takeCount"], empty["selectedImage"]) == (0, None)
    assert await numbers(ada, clip, filter={"isDeleted": True}) == [1, 2]
    await ada.done("undo", projectId=project)
    assert (await gallery(ada, clip))["selectedImage"]["id"] == one["id"]
    await ada.done("deleteTakes", ids=[one["id"]])
    await ada.done("restoreTakes", ids=[one["id"]])
    assert await numbers(ada, clip) == [1, 2]
    for name in ("deleteTakes", "restoreTakes"):
        assert (await ada.refused(name, ids=[]))["message"] == "Choose at least one take."


async def test_a_gallery_is_paged_sorted_and_narrowed_down(
    ada: Person, project: str, clip: str
) -> None:
    for word in ("one", "two", "one two"):
        await added(ada, clip, project, word)
    proof = await upload(ada, project, mp4(black=3), "film.mp4")
    await ada.done("addTake", clipId=clip, upload=proof)
    for sort in ("NUMBER", "ADDED_AT", "SIZE", "NAME"):
        for direction in ("ASCENDING", "DESCENDING"):
            wish = {"sort": sort, "direction": direction}
            whole = await numbers(ada, clip, **wish)
            page = (await gallery(ada, clip, first=3, **wish))["takes"]
            assert page["totalCount"] == 4
            assert page["pageInfo"]["hasNextPage"]
            after = page["pageInfo"]["endCursor"]
            rest = await numbers(ada, clip, first=3, after=after, **wish)
            assert [it["node"]["number"] for it in page["edges"]] + rest == whole
    assert await numbers(ada, clip, filter={"kinds": ["VIDEO"]}) == [4]
    assert await numbers(ada, clip, filter={"search": "TWO one"}) == [3]
    assert await numbers(ada, clip, filter={"models": ["flux"]}) == []
    assert await numbers(ada, clip, filter={"until": "2020-01-01T00:00:00Z"}) == []


async def test_what_a_job_made_comes_in_once_with_all_that_is_known_of_it(
    ada: Person, world: World, project: str, clip: str
) -> None:
    galleries: Any = world.app.state.runtime.gallery
    await upload(ada, project, png("one"), "made.png")
    made = Provenance(
        source="job",
        prompt="gulls",
        seed=str(2**64 - 1),
        model="flux",
        loras={"ink": 0.5},
        workflow="image",
        workflow_version="2",
        values='{"seed": 18446744073709551615}',
        worker="north",
        job="job-1",
        started_at="2026-01-01T00:00:00+00:00",
        cost="0.02",
    )
    digest = sha256(png("one")).hexdigest()
    attempt = str(uuid4())
    outputs = [Made(digest=digest, name="00001.png", made=made)]
    await ada.done("deleteClip", clipId=clip)
    first = await galleries.collect(project, clip, attempt, outputs, actor=ada.id)
    again = await galleries.collect(project, clip, attempt, outputs, actor=ada.id)
    assert first.commit == again.commit
    await ada.done("restoreClip", clipId=clip)
    shown = await gallery(ada, clip)
    assert shown["takes"]["models"] == ["flux"]
    assert shown["takes"]["workers"] == ["north"]
    (edge,) = shown["takes"]["edges"]
    take = await ada.ask(f"query($id: ID!) {{ take(id: $id) {{ {TAKE} }} }}", id=edge["node"]["id"])
    known = take["take"]["provenance"]
    assert (known["source"], known["seed"]) == ("JOB", "18446744073709551615")
    assert (known["loras"], known["cost"]) == ([{"name": "ink", "weight": 0.5}], "0.02")
    assert known["values"] == {"seed": 18446744073709551615}


async def test_copies_the_past_and_branches_have_their_own_galleries(
    ada: Person, project: str, clip: str
) -> None:
    one = await added(ada, clip, project, "one", select=True)
    then = await ada.position(project)
    copy = (await ada.done("duplicateClip", clipId=clip))["clip"]["id"]
    branch = await forked(ada, project)
    await added(ada, clip, project, "two", select=True)
    copied = await gallery(ada, copy)
    assert copied["selectedImage"]["copiedFromId"] == one["id"]
    past = await gallery(ada, clip, at={"position": then})
    assert past["selectedImage"]["id"] == one["id"]
    assert (past["takeCount"], past["takes"]["totalCount"]) == (1, 1)
    assert await numbers(ada, clip, at={"position": then}, filter={"search": "two"}) == []
    there = (await timeline(ada, branch))["scenes"][0]["clips"][0]
    assert there["takeCount"] == 1
    assert there["imageDigest"] == one["file"]["digest"]
    shown = (await gallery(ada, there["id"]))["selectedImage"]
    assert shown["file"] == one["file"]
    assert shown["id"] != one["id"]


async def test_a_copy_of_a_project_shows_what_the_project_does(
    ada: Person, project: str, clip: str
) -> None:
    await added(ada, clip, project, "one", select=True)
    await added(ada, clip, project, "two")
    made = await ada.done("duplicateProject", projectId=project)
    there = (await timeline(ada, made["project"]["id"]))["scenes"][0]["clips"][0]
    assert there["takeCount"] == 1
    assert there["imageDigest"] == sha256(png("one")).hexdigest()


async def test_an_export_refers_to_the_files_that_clips_show(
    ada: Person, project: str, clip: str
) -> None:
    image = await added(ada, clip, project, "one", select=True)
    proof = await upload(ada, project, mp4(black=3), "film.mp4")
    video = (await ada.done("addTake", clipId=clip, upload=proof, select=True))["take"]
    reference = await referred(ada, project)
    assert reference["target_url"] == f"media/{video['file']['digest'][:12]}.mp4"
    assert reference["available_range"]["duration"]["value"] == 12
    await ada.done("unselectTake", clipId=clip, kind="VIDEO")
    reference = await referred(ada, project)
    assert reference["target_url"] == f"media/{image['file']['digest'][:12]}.png"
    assert reference["available_range"] is None


async def test_a_bundle_takes_along_the_files_that_clips_show_while_there_is_room(
    ada: Person, project: str, clip: str
) -> None:
    await added(ada, clip, project, "one", select=True)
    made = await ada.done("exportProject", projectId=project, format="OTIOZ")
    assert made["omissions"] == []
    content = (await ada.http.get(made["url"])).content
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        (name,) = [it for it in bundle.namelist() if it.startswith("media/") and it != "media/"]
        assert bundle.read(name) == png("one")
    files = {"media/b": video(1), "media/a": replace(video(2), size=90)}
    assert fitting(files, 100) == {"media/a": video(2).digest}


async def referred(person: Person, project: str) -> Json:
    """Return the media reference of the only clip in an export."""
    made = await person.done("exportProject", projectId=project, format="OTIO")
    document = (await person.http.get(made["url"])).json()
    (item,) = document["tracks"]["children"][0]["children"]
    reference: Json = item["media_references"]["DEFAULT_MEDIA"]
    return reference


# Addresses


ACCESS: Final = "query($id: ID!) { project(id: $id) { mediaAccess { token } } }"
ADDRESSES: Final = """
    query($id: ID!) { take(id: $id) {
      file { url small: thumbnailUrl large: thumbnailUrl(size: LARGE) }
    } }
"""


async def test_files_and_small_pictures_are_at_addresses_for_who_may_see_the_project(
    ada: Person, bob: Person, project: str, clip: str
) -> None:
    take = await added(ada, clip, project)
    file = (await ada.ask(ADDRESSES, id=take["id"]))["take"]["file"]
    whole = await ada.http.get(file["url"], headers={"Range": "bytes=0-3"})
    assert (whole.status_code, whole.content) == (206, png()[:4])
    small = await ada.http.get(file["small"])
    assert (small.status_code, small.headers["content-type"]) == (200, "image/webp")
    for url in file.values():
        etag = (await ada.http.get(url)).headers["etag"]
        assert (await ada.http.get(url, headers={"If-None-Match": etag})).status_code == 304
    await ada.share(project, bob, "VIEWER")
    theirs = (await bob.ask(ADDRESSES, id=take["id"]))["take"]["file"]["small"]
    assert (await bob.http.get(theirs)).status_code == 200
    await ada.done("removeMember", projectId=project, userId=bob.id)
    assert (await bob.http.get(theirs)).status_code == 404


async def test_an_address_opens_nothing_else(ada: Person, project: str, clip: str) -> None:
    take = await added(ada, clip, project)
    digest = take["file"]["digest"]
    file = (await ada.ask(ADDRESSES, id=take["id"]))["take"]["file"]
    other = await ada.project()
    unused = sha256((await upload(ada, project, png("unused"), "a.png")).encode()).hexdigest()
    for old, new, status in (
        ("/320?", "/321?", 404),
        (digest, unused, 404),
        ("token=", "token=x", 403),
    ):
        found = await ada.http.get(file["small"].replace(old, new))
        assert found.status_code == status, (new, found.text)
        assert found.json()["error"]["message"]
    theirs = (await ada.ask(ACCESS, id=other))["project"]["mediaAccess"]["token"]
    assert (await ada.http.get(f"/media/{digest}/320?token={theirs}")).status_code == 404


async def test_a_small_picture_that_was_lost_is_made_again(
    ada: Person, world: World, project: str, clip: str
) -> None:
    take = await added(ada, clip, project)
    digest = take["file"]["digest"]
    file = (await ada.ask(ADDRESSES, id=take["id"]))["take"]["file"]
    before = (await ada.http.get(file["small"])).content
    derived = list((world.folder / "media" / digest[:2] / digest[2:4]).glob(f"{digest}.*"))
    assert len(derived) == 3
    for path in derived:
        path.unlink()
    assert (await ada.http.get(file["small"])).content == before
    stored = world.folder / "media" / digest[:2] / digest[2:4] / digest
    content = stored.read_bytes()
    stored.unlink()
    lost = await ada.http.get(file["url"])
    assert lost.status_code == 404
    assert lost.json()["error"]["message"].startswith("The file is no longer stored.")
    stored.write_bytes(content)


async def test_the_access_of_a_project_opens_its_pictures(
    ada: Person, project: str, clip: str
) -> None:
    take = await added(ada, clip, project)
    access = (await ada.ask(ACCESS, id=project))["project"]["mediaAccess"]
    url = f"/media/{take['file']['digest']}/1280?token={access['token']}"
    assert (await ada.http.get(url)).status_code == 200
