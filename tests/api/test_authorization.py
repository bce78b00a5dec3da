"""Who may do what: every field and route of the API, for everybody there can be.

A field without a row fails the first test, so nothing is added without deciding who may use it.
"""

import asyncio
from typing import Any, Final

import pytest
from graphql import GraphQLObjectType

from tests.api.client import SCHEMA, Json, Person, mutation, new_command, new_id, registered
from tests.api.conftest import World
from tests.api.farm import Hand
from tests.api.permission import (
    ADMINISTRATORS,
    EDIT,
    EVERYBODY,
    LAST,
    LIBRARY,
    MEMBERS,
    MUTATIONS,
    NAMES,
    OTHER_ROUTES,
    QUERIES,
    ROUTES,
    SUBSCRIPTIONS,
    TABLE,
    UNKNOWN,
    WORK,
    Outcome,
    Place,
)
from tests.api.picture import picture, upload, wav
from tests.api.stream import over_events, over_socket


def outcome(answered: Json, field: str) -> Outcome:
    if answered.get("errors"):
        code = answered["errors"][0].get("extensions", {}).get("code")
        return {"UNAUTHENTICATED": "log in", "NOT_FOUND": "hidden"}.get(code, repr(answered))
    payload = answered["data"][field]
    if payload is None:
        return "hidden"
    kind = payload.get("__typename", "") if isinstance(payload, dict) else ""
    told = {"NotFoundError": "hidden", "ForbiddenError": "forbidden"}
    return told.get(kind, "done" if not kind.endswith("Error") else repr(payload))


@pytest.fixture(scope="session")
async def people(nobody: Person, root: Person, ada: Person) -> dict[str, Person]:
    made = {
        name: await registered(nobody, name.title())
        for name in ("stranger", "removed", "viewer", "reviewer", "editor", "somebody")
    }
    return {**made, "nobody": nobody, "administrator": root, "owner": ada}


@pytest.fixture
async def place(
    people: dict[str, Person], farm_hand: Hand, request: pytest.FixtureRequest
) -> Place:
    owner = people["owner"]
    project = await owner.project()
    for role in ("viewer", "reviewer", "editor"):
        await owner.share(project, people[role], role.upper())
    for name in ("removed", "somebody"):
        await owner.share(project, people[name], "OWNER" if name == "removed" else "VIEWER")
    await people["removed"].done("announcePresence", projectId=project)
    await owner.done("removeMember", projectId=project, userId=people["removed"].id)
    scene, clip = await owner.scene(project), new_id("clip")
    await owner.clip(scene, id=clip)
    alternate = await owner.done("addClipAlternate", clipId=clip)
    assert alternate["position"] == LAST
    fork = await owner.done("forkBranch", projectId=project, name="Another cut")
    await owner.scene(fork["branch"]["id"], name="On the branch")
    made = await owner.done("addTake", clipId=clip, **await picture(owner, project))
    kept = await owner.done("sendToPool", takeId=made["take"]["id"])
    somebody = people["somebody"]
    batch, job, worker = UNKNOWN.batch, UNKNOWN.job, UNKNOWN.worker
    if (
        getattr(request.node, "callspec", None)
        and request.node.callspec.params.get("field") in WORK
    ):
        batch, (job,) = await farm_hand.enqueues(owner, project)
        hired = await people["administrator"].done("registerWorker", name=batch, kind="AGENT")
        worker = hired["worker"]["id"]
    return Place(
        batch=batch,
        job=job,
        worker=worker,
        project=project,
        branch=fork["branch"]["id"],
        scene=scene,
        clip=clip,
        other_clip=alternate["clip"]["id"],
        take=made["take"]["id"],
        item=kept["item"]["id"],
        **await picture(owner, project, "another"),
        user=somebody.id,
        email=somebody.email,
    )


def fields(type_: GraphQLObjectType | None) -> set[str]:
    return set(type_.fields) if type_ else set()


def test_every_field_and_route_has_a_row(world: World) -> None:
    assert set(MUTATIONS) == fields(SCHEMA.mutation_type)
    assert set(QUERIES) == fields(SCHEMA.query_type)
    assert set(SUBSCRIPTIONS) == fields(SCHEMA.subscription_type)
    described = world.app.openapi()["paths"]
    routes = {f"{method.upper()} {path}" for path, item in described.items() for method in item}
    # Accounts have tests of their own, and workers, who come with tokens of theirs.
    others = (" /auth/", " /graphql", " /worker/")
    ours = {route for route in routes if not any(other in route for other in others)}
    assert ours == set(ROUTES) | OTHER_ROUTES


@pytest.mark.parametrize("field", MUTATIONS)
async def test_a_mutation(field: str, people: dict[str, Person], place: Place) -> None:
    expected, made_for = MUTATIONS[field]
    if field in {"unarchiveProject", "restoreProject"}:
        before = {"unarchiveProject": "archiveProject", "restoreProject": "deleteProject"}[field]
        await people["owner"].done(before, projectId=place.project)
    if field in LIBRARY:
        await people["owner"].done("saveWorkflow", **MUTATIONS["saveWorkflow"][1](place))
        await people["owner"].done("savePreset", **MUTATIONS["savePreset"][1](place))
    if field == "restoreBranch":
        await people["owner"].done("deleteBranch", branchId=place.branch)
    if field == "restore":
        await people["owner"].done("deleteClip", clipId=place.clip)
    sent = made_for(place)
    if field in {"setMusic", "moveMusic"}:
        proof = await upload(people["owner"], place.project, wav(), "rain.wav")
        sent |= {"upload": proof} if "upload" in sent else {}
        await people["owner"].done("setMusic", projectId=place.project, upload=proof)
    found = {name: outcome(await people[name].send(field, **sent), field) for name in NAMES}
    assert found == expected


@pytest.mark.parametrize("field", QUERIES)
async def test_a_query(field: str, people: dict[str, Person], place: Place) -> None:
    expected, query, variables = QUERIES[field]
    found = {
        name: outcome(await people[name].answer(query, **variables(place)), field) for name in NAMES
    }
    assert found == expected


@pytest.mark.parametrize("field", SUBSCRIPTIONS)
async def test_a_subscription_over_events(
    field: str, people: dict[str, Person], place: Place, address: str
) -> None:
    expected, query, variables = SUBSCRIPTIONS[field]
    found: dict[str, Outcome] = {}
    for name in NAMES:
        given = {"id": place.project, **variables}
        async with over_events(address, people[name], query, **given) as answers:
            found[name] = outcome(await anext(answers), field)
    assert found == expected


@pytest.mark.parametrize("field", SUBSCRIPTIONS)
async def test_a_subscription_over_a_socket(
    field: str, people: dict[str, Person], place: Place, address: str
) -> None:
    expected, query, variables = SUBSCRIPTIONS[field]
    found: dict[str, Outcome] = {"nobody": "log in"}  # see test_live.py: no connection at all
    for name in NAMES[1:]:
        given = {"id": place.project, **variables}
        async with over_socket(address, people[name], query, **given) as answers:
            found[name] = outcome(await anext(answers), field)
    assert found == expected


@pytest.mark.parametrize("route", ROUTES)
async def test_a_route(route: str, people: dict[str, Person], place: Place) -> None:
    expected, path = ROUTES[route]
    content = TABLE if route.endswith("tables") else EDIT
    told = {200: "done", 201: "done", 401: "log in", 403: "forbidden", 404: "hidden"}
    found: dict[str, Outcome] = {}
    for name in NAMES:
        person = people[name]
        response = await person.http.post(path(place), content=content, headers=person.headers)
        found[name] = told.get(response.status_code, response.text)
    assert found == expected


async def test_a_member_may_leave_but_not_take_others_out(
    people: dict[str, Person], place: Place
) -> None:
    viewer = people["viewer"]
    left = await viewer.done("removeMember", projectId=place.project, userId=viewer.id)
    assert viewer.id not in [member["user"]["id"] for member in left["project"]["members"]]
    hidden = await viewer.answer("query($id: ID!) { project(id: $id) { id } }", id=place.project)
    assert hidden == {"data": {"project": None}}


# What a stranger learns: nothing. Each of these is sent about what is there and what is not.

# Whoever may ask about anything, or about the farm as a whole, is no outsider to it.
OPEN: Final = (EVERYBODY, ADMINISTRATORS)
TROUBLES: Final[tuple[Json, ...]] = (
    {},
    {"commandId": "no uuid"},
    {"commandId": new_command()},
    {"expectedVersion": 77},
    {"parameters": 7},
    {"id": "no id"},
    {"name": ""},
    {"start": -1},
)


def fitting(field: str, trouble: Json) -> Json:
    argument: Any = SCHEMA.mutation_type.fields[field].args["input"] if SCHEMA.mutation_type else 0
    known = argument.type.of_type.fields
    return trouble if trouble.keys() <= known.keys() else {}


@pytest.mark.parametrize("field", [f for f in MUTATIONS if MUTATIONS[f][0] not in OPEN])
async def test_an_outsider_cannot_tell_what_is_there_by_a_mutation(
    field: str, people: dict[str, Person], place: Place
) -> None:
    made_for = MUTATIONS[field][1]
    for trouble in [fitting(field, trouble) for trouble in TROUBLES]:
        for name in ("nobody", "stranger", "removed", "administrator"):
            there = await people[name].send(field, **{**made_for(place), **trouble})
            not_there = await people[name].send(field, **{**made_for(UNKNOWN), **trouble})
            assert there == not_there, (name, trouble)


@pytest.mark.parametrize("field", [f for f in QUERIES if QUERIES[f][0] is MEMBERS])
async def test_an_outsider_cannot_tell_what_is_there_by_a_query(
    field: str, people: dict[str, Person], place: Place
) -> None:
    _, query, variables = QUERIES[field]
    for name in ("nobody", "stranger", "removed", "administrator"):
        there = await people[name].answer(query, **variables(place))
        assert there == await people[name].answer(query, **variables(UNKNOWN)), name


async def test_an_outsider_cannot_tell_what_is_there_by_an_id_of_their_own(
    people: dict[str, Person], place: Place
) -> None:
    stranger = people["stranger"]
    own = await stranger.clip(await stranger.scene(await stranger.project()))
    there = await stranger.send("addClip", sceneId=place.scene, length=1, id=own)
    assert there == await stranger.send("addClip", sceneId=UNKNOWN.scene, length=1, id=own)


@pytest.mark.parametrize("name", ["stranger", "removed", "administrator"])
@pytest.mark.parametrize("field", ["editProject", "editScene", "editClip", "createProject"])
async def test_an_outsider_who_knows_the_id_of_a_command_is_not_answered_with_its_outcome(
    field: str, name: str, people: dict[str, Person], place: Place
) -> None:
    command = new_command()
    inputs: dict[str, Json] = {
        "editProject": {"projectId": place.project, "description": "Secret"},
        "editScene": {"sceneId": place.scene, "description": "Secret"},
        "editClip": {"clipId": place.clip, "notes": "Secret"},
        "createProject": {"id": place.project, "name": "Secret"},
    }
    first = inputs["editProject" if field == "createProject" else field]
    done = "editProject" if field == "createProject" else field
    await people["owner"].done(done, commandId=command, **first)
    payload = await people[name].refused(field, commandId=command, **inputs[field])
    unseen = "There is no such thing, or it is not shared with you."
    assert payload == {"__typename": "NotFoundError", "message": unseen}


async def test_an_outsider_who_sends_a_members_command_at_the_same_time_learns_nothing(
    people: dict[str, Person], place: Place
) -> None:
    unseen = "There is no such thing, or it is not shared with you."
    for n in range(5):
        same = {"projectId": place.project, "commandId": new_command(), "name": f"Secret {n}"}
        _, *learnt = await asyncio.gather(
            people["owner"].done("editProject", **same),
            *(people["stranger"].do("editProject", **same) for _ in range(4)),
        )
        assert learnt == [{"__typename": "NotFoundError", "message": unseen}] * 4


def test_every_mutation_can_be_asked_for_all_it_answers() -> None:
    assert all(mutation(field) for field in MUTATIONS)
