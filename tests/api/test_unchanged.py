"""A timeline that has not changed since it was read: 304, to who may see it and to nobody else."""

import httpx

from tests.api.client import Person

TIMELINE = """
    query($id: ID!, $more: Boolean = false) {
      timeline(projectId: $id) { length position @include(if: $more) }
    }
"""


async def asked(
    person: Person, project: str, tag: str = "", *, more: bool = False
) -> httpx.Response:
    body = {"query": TIMELINE, "variables": {"id": project, "more": more}}
    headers = {**person.headers, "if-none-match": tag} if tag else person.headers
    return await person.http.post("/graphql", json=body, headers=headers)


async def test_an_unchanged_timeline_is_told_so_until_it_changes(
    ada: Person, project: str, scene: str
) -> None:
    first = await asked(ada, project)
    tag = first.headers["etag"]
    assert (first.status_code, first.json()["data"]["timeline"]) == (200, {"length": 0})
    same = await asked(ada, project, tag)
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    await ada.clip(scene, 24)
    changed = await asked(ada, project, tag)
    assert (changed.status_code, changed.json()["data"]["timeline"]) == (200, {"length": 24})
    assert changed.headers["etag"] != tag


async def test_another_question_about_the_same_position_is_answered(
    ada: Person, project: str
) -> None:
    tag = (await asked(ada, project)).headers["etag"]
    other = await asked(ada, project, tag, more=True)
    assert other.json()["data"]["timeline"] == {"length": 0, "position": 1}


async def test_who_may_not_see_the_project_learns_nothing_by_a_tag(
    ada: Person, bob: Person, nobody: Person, project: str
) -> None:
    await ada.share(project, bob)
    tag = (await asked(bob, project)).headers["etag"]
    assert (await asked(bob, project, tag)).status_code == 304
    await ada.done("removeMember", projectId=project, userId=bob.id)
    tag = (await asked(ada, project)).headers["etag"]
    gone = await asked(bob, project, tag)
    assert (gone.status_code, gone.json()) == (200, {"data": {"timeline": None}})
    assert "etag" not in gone.headers
    unknown = await asked(nobody, project, tag)
    assert unknown.json()["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}
