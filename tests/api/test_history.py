"""History: every change, newest first, in pages; and whatever has an id."""

from typing import Any

import pytest

from tests.api.client import Json, Person, new_id

HISTORY = """
    query($id: ID!, $first: Int! = 50, $after: String) {
      project(id: $id) {
        history(first: $first, after: $after) {
          edges { cursor node { n command at note summary actor { id } events { type } } }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      }
    }
"""


async def history(person: Person, project: str, **variables: Any) -> Json:
    asked = await person.ask(HISTORY, id=project, **variables)
    found: Json = asked["project"]["history"]
    return found


@pytest.mark.parametrize("first", [1, 2, 5, 7, 100])
async def test_pages_of_history_are_complete_newest_first(
    first: int, ada: Person, project: str
) -> None:
    for n in range(6):
        await ada.done("editProject", projectId=project, name=f"Name {n}")
    numbers: list[int] = []
    after = None
    while True:
        page = await history(ada, project, first=first, after=after)
        edges, info = page["edges"], page["pageInfo"]
        numbers += [edge["node"]["n"] for edge in edges]
        assert info == {
            "hasNextPage": numbers[-1] > 1,
            "hasPreviousPage": after is not None,
            "startCursor": edges[0]["cursor"],
            "endCursor": edges[-1]["cursor"],
        }
        after = info["endCursor"]
        if not info["hasNextPage"]:
            break
        assert len(edges) == first
    assert numbers == [7, 6, 5, 4, 3, 2, 1]
    beyond = await history(ada, project, after=after)
    assert (beyond["edges"], beyond["pageInfo"]["hasNextPage"]) == ([], False)


async def test_pages_of_history_stay_where_they_were_while_changes_come(
    ada: Person, project: str
) -> None:
    for n in range(4):
        await ada.done("editProject", projectId=project, name=f"Name {n}")
    page = await history(ada, project, first=2)
    await ada.done("editProject", projectId=project, name="Newest")
    following = await history(ada, project, first=2, after=page["pageInfo"]["endCursor"])
    assert [edge["node"]["n"] for edge in following["edges"]] == [3, 2]


async def test_a_change_says_who_did_what(
    ada: Person, bob: Person, project: str, clip: str
) -> None:
    await ada.share(project, bob)
    await bob.done("moveClip", clipId=clip, start=5)
    (newest, shared, *_) = (await history(ada, project))["edges"]
    assert (newest["node"]["summary"], newest["node"]["actor"]) == ("Clip moved", {"id": bob.id})
    assert (shared["node"]["summary"], shared["node"]["actor"]) == ("Member added", {"id": ada.id})


async def test_a_node_is_found_by_its_id(ada: Person, project: str, scene: str, clip: str) -> None:
    query = """
        query($id: ID!) {
          node(id: $id) {
            __typename id
            ... on Project { name } ... on Scene { name } ... on Clip { name }
          }
        }
    """
    for kind, id_, name in (
        ("Project", project, "Harbour"),
        ("Scene", scene, "Quay"),
        ("Clip", clip, "Gulls"),
    ):
        expected = {"__typename": kind, "id": id_, "name": name}
        assert await ada.ask(query, id=id_) == {"node": expected}
    for id_ in (new_id("clip"), new_id("user"), ada.id, "x"):
        assert await ada.ask(query, id=id_) == {"node": None}
