"""The pool: what is kept for reuse, found again and applied to clips."""

from dataclasses import replace
from hashlib import sha256
from typing import Any, Final
from uuid import uuid4

import pytest

from domain.errors import NotFoundError
from events.take import Provenance
from server.take.gallery import Made
from tests.api.client import ITEM, Json, Person, new_id
from tests.api.conftest import World
from tests.api.past import forked
from tests.api.picture import mp4, picture, png, upload
from tests.api.test_take import added, gallery

POOL: Final = f"""
    query($id: ID!, $first: Int! = 50, $after: String, $filter: PoolFilter,
          $sort: PoolSort! = ADDED_AT, $direction: SortDirection! = ASCENDING, $at: At) {{
      project(id: $id, at: $at) {{
        pool(first: $first, after: $after, filter: $filter, sort: $sort, direction: $direction) {{
          totalCount tags pageInfo {{ hasNextPage endCursor }}
          edges {{ cursor node {{ {ITEM} }} }}
        }}
      }}
    }}
"""


async def pool(person: Person, project: str, **variables: Any) -> Json:
    shown: Json = (await person.ask(POOL, id=project, **variables))["project"]["pool"]
    return shown


async def names(person: Person, project: str, **variables: Any) -> list[str]:
    return [it["node"]["name"] for it in (await pool(person, project, **variables))["edges"]]


async def kept(person: Person, project: str, word: str, **fields: Any) -> Json:
    made = await person.done(
        "addToPool", projectId=project, **await picture(person, project, word), **fields
    )
    item: Json = made["item"]
    return item


async def test_a_take_is_sent_to_the_pool_and_applied_to_another_clip(
    ada: Person, project: str, scene: str, clip: str
) -> None:
    take = await added(ada, clip, project)
    item = (await ada.done("sendToPool", takeId=take["id"], name="Gulls", tags=["sky"]))["item"]
    assert (item["source"], item["takeId"], item["tags"]) == ("TAKE", take["id"], ["sky"])
    assert item["file"] == take["file"]
    again = await ada.done("sendToPool", takeId=take["id"], name="Gulls once more")
    assert (again["item"]["id"], again["position"]) == (item["id"], None)
    other = await ada.clip(scene, name="Quay")
    wish = {"itemId": item["id"], "clipIds": [other, clip], "select": True}
    made = await ada.done("applyPoolItem", **wish)
    assert [(it["clipId"], it["provenance"]["source"]) for it in made["takes"]] == [
        (other, "POOL"),
        (clip, "UPLOAD"),
    ]
    assert made["takes"][0]["itemId"] == item["id"]
    assert (await gallery(ada, other))["selectedImage"]["file"] == take["file"]
    assert (await ada.done("applyPoolItem", **wish))["position"] is None
    shown = (await pool(ada, project))["edges"][0]["node"]
    assert [use["clipName"] for use in shown["usedIn"]] == ["Gulls", "Quay"]
    await ada.done("deleteClip", clipId=other)
    shown = (await pool(ada, project))["edges"][0]["node"]
    assert [use["clipId"] for use in shown["usedIn"]] == [clip]


async def test_deleting_an_item_or_a_take_leaves_what_others_use(
    ada: Person, project: str, clip: str
) -> None:
    take = await added(ada, clip, project)
    item = (await ada.done("sendToPool", takeId=take["id"]))["item"]
    await ada.done("deleteTakes", ids=[take["id"]])
    shown = (await pool(ada, project))["edges"][0]["node"]
    assert (shown["id"], shown["usedIn"]) == (item["id"], [])
    await ada.done("applyPoolItem", itemId=item["id"], clipIds=[clip])
    gone = await ada.done("deletePoolItems", ids=[item["id"]])
    assert gone["items"][0]["isDeleted"]
    assert (await gallery(ada, clip))["takeCount"] == 1
    assert await names(ada, project) == []
    assert await names(ada, project, filter={"isDeleted": True}) == ["gulls.png"]
    back = await ada.done("restorePoolItems", ids=[item["id"]])
    assert not back["items"][0]["isDeleted"]
    for name in ("deletePoolItems", "restorePoolItems"):
        assert (await ada.refused(name, ids=[]))["message"] == "Choose at least one pool item."


async def test_a_file_comes_into_the_pool_and_is_described(ada: Person, project: str) -> None:
    item = await kept(ada, project, "one", id=new_id("item"), description="Grey")
    assert (item["name"], item["source"], item["description"]) == ("one.png", "UPLOAD", "Grey")
    edit = {"itemId": item["id"], "name": "Fog", "tags": ["sea", "SEA", "grey"]}
    edited = (await ada.done("editPoolItem", **edit))["item"]
    assert (edited["name"], edited["tags"]) == ("Fog", ["sea", "grey"])
    assert (await ada.done("editPoolItem", **edit))["position"] is None
    refused = await ada.refused("editPoolItem", itemId=item["id"], expectedVersion=1, name="Mist")
    assert refused["conflicts"] == [{"field": "name", "yours": "Mist", "theirs": "Fog"}]
    await ada.done("undo", projectId=project)
    shown = await ada.ask(f"query($id: ID!) {{ poolItem(id: $id) {{ {ITEM} }} }}", id=item["id"])
    assert (shown["poolItem"]["name"], shown["poolItem"]["tags"]) == ("one.png", [])
    node = await ada.ask("query($id: ID!) { node(id: $id) { id } }", id=item["id"])
    assert node["node"] == {"id": item["id"]}


async def test_what_a_job_made_is_kept_once(ada: Person, world: World, project: str) -> None:
    galleries: Any = world.app.state.runtime.gallery
    await upload(ada, project, png("one"), "one.png")
    made = Made(
        digest=sha256(png("one")).hexdigest(),
        name="00001.png",
        made=Provenance(source="job", model="flux", loras={}),
    )
    attempt = str(uuid4())
    first = await galleries.keep(project, attempt, [made], actor=ada.id)
    again = await galleries.keep(project, attempt, [made], actor=ada.id)
    assert first.commit == again.commit
    await ada.done("editProject", projectId=project, name="Harbour")  # and what was before is seen
    (edge,) = (await pool(ada, project))["edges"]
    item = edge["node"]
    assert (item["source"], item["name"], item["provenance"]["model"]) == (
        "JOB",
        "00001.png",
        "flux",
    )
    with pytest.raises(NotFoundError):
        await galleries.keep(project, str(uuid4()), [replace(made, digest="0" * 64)], actor=ada.id)


async def test_the_pool_is_paged_sorted_and_narrowed_down(ada: Person, project: str) -> None:
    await kept(ada, project, "one", name="Fog", tags=["sea", "grey"])
    await kept(ada, project, "two", name="Quay", tags=["sea"])
    proof = await upload(ada, project, mp4(black=3), "rain.mp4")
    await ada.done("addToPool", projectId=project, upload=proof, name="Rain")
    for sort in ("ADDED_AT", "CHANGED_AT", "SIZE", "NAME"):
        whole = await names(ada, project, sort=sort)
        page = await pool(ada, project, sort=sort, first=2)
        assert (page["totalCount"], page["tags"]) == (3, ["grey", "sea"])
        after = page["pageInfo"]["endCursor"]
        rest = await names(ada, project, sort=sort, first=2, after=after)
        assert [it["node"]["name"] for it in page["edges"]] + rest == whole
    assert await names(ada, project, filter={"kinds": ["VIDEO"]}) == ["Rain"]
    assert await names(ada, project, filter={"tags": ["sea", "grey"]}) == ["Fog"]
    assert await names(ada, project, filter={"search": "sea qu"}) == ["Quay"]


async def test_the_past_and_a_branch_have_a_pool_of_their_own(ada: Person, project: str) -> None:
    item = await kept(ada, project, "one", tags=["sea"])
    then = await ada.position(project)
    branch = await forked(ada, project)
    await kept(ada, project, "two")
    assert await names(ada, branch) == ["one.png"]
    at = {"position": then}
    assert await names(ada, project, at=at, filter={"tags": ["sea"], "search": "one"}) == [
        "one.png"
    ]
    assert (await pool(ada, project, at=at))["totalCount"] == 1
    await ada.done("deletePoolItems", ids=[item["id"]])
    assert await names(ada, branch) == ["one.png"]
    copy = await ada.done("duplicateProject", projectId=branch)
    assert await names(ada, copy["project"]["id"]) == ["one.png"]


async def test_many_things_happen_to_takes_and_the_pool_in_one_change(
    ada: Person, project: str, clip: str
) -> None:
    one = await added(ada, clip, project, "one")
    two = await added(ada, clip, project, "two")
    item = new_id("item")
    commands = [
        {"selectTake": {"clipId": clip, "takeId": one["id"]}},
        {"sendToPool": {"takeId": two["id"], "id": item}},
        {"editPoolItem": {"itemId": item, "name": "Two"}},
        {"deleteTakes": {"ids": [two["id"]]}},
        {"applyPoolItem": {"itemId": item, "clipIds": [clip], "select": True}},
        {"restoreTakes": {"ids": [two["id"]]}},
        {"unselectTake": {"clipId": clip, "kind": "IMAGE"}},
        {"deletePoolItems": {"ids": [item]}},
        {"restorePoolItems": {"ids": [item]}},
    ]
    done = await ada.done("applyCommands", projectId=project, commands=commands)
    assert done["position"]
    assert await names(ada, project) == ["Two"]
    shown = await gallery(ada, clip)
    assert (shown["takeCount"], shown["selectedImage"]) == (3, None)
    await ada.done("undo", projectId=project)
    assert await names(ada, project) == []
    assert (await gallery(ada, clip))["takeCount"] == 2
