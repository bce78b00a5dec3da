"""A timeline that did not change is not sent again, to those who may see it."""

from typing import Any

import httpx
import pytest
from pymongo import AsyncMongoClient

from events.codec import CODEC
from repositories.event_store import MongoEventStore
from repositories.rebuild import rebuild
from server.etag import seen
from tests.api.client import Person
from tests.api.conftest import World

TIMELINE = "query T($id: ID!) { timeline(projectId: $id) { position scenes { clips { id } } } }"


async def asked(person: Person, project: str, tag: str = "", **body: Any) -> httpx.Response:
    operation = {"query": TIMELINE, "variables": {"id": project}, **body}
    headers = {**person.headers, **({"If-None-Match": tag} if tag else {})}
    return await person.http.post("/graphql", json=operation, headers=headers)


async def test_an_unchanged_timeline_is_answered_with_304_and_no_body(
    ada: Person, project: str, clip: str
) -> None:
    first = await asked(ada, project)
    assert first.json()["data"]["timeline"] == {
        "position": 3,
        "scenes": [{"clips": [{"id": clip}]}],
    }
    tag = first.headers["etag"]
    assert tag.startswith('"3-')
    again = await asked(ada, project, tag)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert again.headers["cache-control"] == "private, no-cache"


async def test_a_changed_timeline_is_sent_with_a_new_tag(
    ada: Person, project: str, clip: str
) -> None:
    tag = (await asked(ada, project)).headers["etag"]
    await ada.done("moveClip", clipId=clip, start=48)
    after = await asked(ada, project, tag)
    assert after.status_code == 200
    assert after.json()["data"]["timeline"]["position"] == 4
    assert after.headers["etag"] == tag.replace('"3-', '"4-')


async def test_a_tag_from_before_the_rows_were_rebuilt_is_out_of_date(
    ada: Person,
    project: str,
    clip: str,
    world: World,
    mongo_client: AsyncMongoClient[dict[str, Any]],
) -> None:
    database = mongo_client[world.database]
    tag = (await asked(ada, project)).headers["etag"]
    await rebuild(database, MongoEventStore(database, CODEC), project)
    after = await asked(ada, project, tag)
    assert (after.status_code, after.headers["etag"]) == (200, tag.replace('"3-', '"3.1-'))
    assert after.json()["data"]["timeline"]["scenes"] == [{"clips": [{"id": clip}]}]
    assert (await asked(ada, project, after.headers["etag"])).status_code == 304


async def test_who_is_no_member_is_never_told_that_nothing_changed(
    ada: Person, bob: Person, nobody: Person, project: str
) -> None:
    tag = (await asked(ada, project)).headers["etag"]
    foreign = await asked(bob, project, tag)
    assert (foreign.status_code, foreign.json()) == (200, {"data": {"timeline": None}})
    assert "etag" not in foreign.headers
    stranger = await asked(nobody, project, tag)
    assert stranger.json()["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}
    assert (stranger.status_code, "etag" in stranger.headers) == (200, False)


async def test_who_was_removed_is_no_longer_told_that_nothing_changed(
    ada: Person, bob: Person, project: str
) -> None:
    await ada.share(project, bob, "VIEWER")
    tag = (await asked(bob, project)).headers["etag"]
    assert (await asked(bob, project, tag)).status_code == 304
    await ada.done("removeMember", projectId=project, userId=bob.id)
    assert (await asked(bob, project, tag)).json() == {"data": {"timeline": None}}


async def test_a_tag_is_for_one_operation_with_its_name_and_variables(
    ada: Person, project: str
) -> None:
    tag = (await asked(ada, project)).headers["etag"]
    other = await ada.project()
    wider = TIMELINE.replace("position", "position length")
    named = "query A($id: ID!) { timeline(projectId: $id) { position } }" + TIMELINE
    assert (await asked(ada, project, tag, query=wider)).status_code == 200
    assert (await asked(ada, other, tag)).status_code == 200
    by_name = await asked(ada, project, query=named, operationName="T")
    assert by_name.headers["etag"] != tag
    other_name = await asked(ada, project, by_name.headers["etag"], query=named, operationName="A")
    assert other_name.json() == {"data": {"timeline": {"position": 1}}}


async def test_one_of_several_tags_weak_or_strong_is_enough(ada: Person, project: str) -> None:
    tag = (await asked(ada, project)).headers["etag"]
    assert (await asked(ada, project, f'"1-another", W/{tag}')).status_code == 304
    assert seen(' "a",W/"b" ,, ') == ['"a"', '"b"']


async def test_a_timeline_by_get_has_a_tag_too(ada: Person, project: str) -> None:
    query = f'{{ timeline(projectId: "{project}") {{ position }} }}'
    first = await ada.http.get("/graphql", params={"query": query}, headers=ada.headers)
    headers = {**ada.headers, "If-None-Match": first.headers["etag"]}
    again = await ada.http.get("/graphql", params={"query": query}, headers=headers)
    assert (first.status_code, again.status_code) == (200, 304)


@pytest.mark.parametrize(
    "query",
    [
        "query T($id: ID!) { project(id: $id) { position } }",
        "query T($id: ID!) { timeline(projectId: $id) { position } viewer { id } }",
        "query T($id: ID!) { timeline(projectId: $id) @include(if: true) { position } }",
        "query T($id: ID!) { ...F } fragment F on Query { timeline(projectId: $id) { position } }",
        'mutation T($id: ID!) { editProject(input: {projectId: $id, name: "N"}) { __typename } }',
    ],
)
async def test_no_other_operation_has_a_tag(ada: Person, project: str, query: str) -> None:
    tag = (await asked(ada, project)).headers["etag"]
    answer = await asked(ada, project, tag, query=query)
    assert answer.status_code == 200
    assert "errors" not in answer.json()
    assert "etag" not in answer.headers


async def test_an_answer_with_errors_has_no_tag(ada: Person, project: str) -> None:
    answer = await asked(ada, project, query=TIMELINE.replace("position", "place"))
    assert answer.json()["errors"]
    assert "etag" not in answer.headers
    without_variable = await asked(ada, project, variables={})
    assert without_variable.json()["errors"]
    assert "etag" not in without_variable.headers
