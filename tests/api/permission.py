"""Who may do what: a row for every field and route of the API."""

import json
from collections.abc import Callable
from typing import Final, Literal, TypeAlias

from events.record import record
from tests.api.client import Json, new_command, new_id
from tests.api.stream import CHANGED, PRESENCE, PROGRESS, QUEUE, WORKERS
from tests.generation.workflow.example import tiny

Outcome: TypeAlias = Literal["done", "forbidden", "hidden", "log in"] | str  # noqa: PYI051
# Where the commits of a place are.
FIRST_SCENE: Final = 8
FIRST_CLIP: Final = 9
LAST: Final = 10
# Behind these: a take, and that it was sent to the pool.
NEWEST: Final = LAST + 2
NAMES: Final = (
    "nobody",
    "stranger",
    "removed",
    "administrator",
    "viewer",
    "reviewer",
    "editor",
    "owner",
)


@record
class Place:
    """A project with a scene, a clip and a branch, alternates, and members in every role."""

    project: str
    branch: str
    scene: str
    clip: str
    other_clip: str
    take: str
    item: str
    upload: str
    user: str
    email: str
    batch: str
    job: str
    worker: str


UNKNOWN: Final = Place(
    project=new_id("project"),
    branch=new_id("branch"),
    scene=new_id("scene"),
    clip=new_id("clip"),
    other_clip=new_id("clip"),
    take=new_id("take"),
    item=new_id("item"),
    upload="none",
    user=new_id("user"),
    email="somebody@example.org",
    batch=new_id("batch"),
    job=new_id("job"),
    worker=new_id("worker"),
)
Input: TypeAlias = Callable[[Place], Json]


def allowed(*roles: str) -> dict[str, Outcome]:
    """Return the outcomes where these may, other members are told so, and the rest sees nothing."""
    members = ("viewer", "reviewer", "editor", "owner")
    outcomes: dict[str, Outcome] = {"nobody": "log in"}
    outcomes |= dict.fromkeys(("stranger", "removed", "administrator"), "hidden")
    return outcomes | {role: "done" if role in roles else "forbidden" for role in members}


MEMBERS: Final = allowed("viewer", "reviewer", "editor", "owner")
EDITORS: Final = allowed("editor", "owner")
OWNERS: Final = allowed("owner")
ADMINISTRATORS: Final[dict[str, Outcome]] = {
    name: {"nobody": "log in", "administrator": "done"}.get(name, "forbidden") for name in NAMES
}
EVERYBODY: Final[dict[str, Outcome]] = {
    name: "log in" if name == "nobody" else "done" for name in NAMES
}


def of_project(place: Place) -> Json:
    return {"projectId": place.project}


def of_scene(place: Place) -> Json:
    return {"sceneId": place.scene}


def of_clip(place: Place) -> Json:
    return {"clipId": place.clip}


def of_user(place: Place) -> Json:
    return {"projectId": place.project, "userId": place.user}


def of_branch(place: Place) -> Json:
    return {"branchId": place.branch}


def of_jobs(place: Place) -> Json:
    return {"about": {"jobIds": [place.job]}}


def of_merge(place: Place) -> Json:
    return {"sourceId": place.branch, "targetId": place.project}


SHARED: Final = "everybodys"
PRESET: Final = {"id": SHARED, "name": "Wet", "kind": "PROMPT", "categories": ["IMAGE"]}
# The second who asks is answered with what the first one did.
MERGE: Final = new_command()
MUTATIONS: Final[dict[str, tuple[dict[str, Outcome], Input]]] = {
    "createProject": (EVERYBODY, lambda _: {"name": "Mine"}),
    "duplicateProject": (MEMBERS, of_project),
    "editProject": (EDITORS, lambda place: {**of_project(place), "name": "Harbour"}),
    "changeSettings": (EDITORS, lambda place: {**of_project(place), "style": "ink"}),
    "confirmShotList": (EDITORS, of_project),
    "unlockShotList": (EDITORS, of_project),
    "archiveProject": (OWNERS, of_project),
    "unarchiveProject": (OWNERS, of_project),
    "deleteProject": (OWNERS, of_project),
    "restoreProject": (OWNERS, of_project),
    "addMember": (OWNERS, lambda p: {**of_project(p), "email": p.email, "role": "VIEWER"}),
    "changeMemberRole": (OWNERS, lambda place: {**of_user(place), "role": "REVIEWER"}),
    "removeMember": (OWNERS, of_user),
    "transferOwnership": (OWNERS, of_user),
    "setMusic": (EDITORS, lambda place: {**of_project(place), "upload": "none"}),
    "moveMusic": (EDITORS, lambda place: {**of_project(place), "offset": 24}),
    "removeMusic": (EDITORS, of_project),
    "addScene": (EDITORS, of_project),
    "editScene": (EDITORS, lambda place: {**of_scene(place), "name": "Quay"}),
    "reorderScene": (EDITORS, lambda place: {**of_scene(place), "afterSceneId": None}),
    "duplicateScene": (EDITORS, of_scene),
    "addSceneAlternate": (EDITORS, of_scene),
    "chooseScene": (EDITORS, of_scene),
    "promoteScene": (EDITORS, of_scene),
    "deleteScene": (EDITORS, of_scene),
    "restoreScene": (EDITORS, of_scene),
    "setSceneCode": (EDITORS, lambda place: {**of_scene(place), "code": "SQ500"}),
    "setClipCode": (EDITORS, lambda place: {**of_clip(place), "code": "SQ500_SH0010"}),
    "addClip": (EDITORS, lambda place: {**of_scene(place), "length": 24}),
    "editClip": (EDITORS, lambda place: {**of_clip(place), "notes": "Louder"}),
    "moveClip": (EDITORS, lambda place: {**of_clip(place), "start": 960}),
    "trimClip": (EDITORS, lambda place: {**of_clip(place), "length": 12}),
    "linkMedia": (EDITORS, lambda place: {**of_clip(place), "url": "file:///gulls.mov"}),
    "setTransition": (EDITORS, lambda place: {**of_clip(place), "kind": "DISSOLVE", "length": 6}),
    "duplicateClip": (EDITORS, of_clip),
    "addClipAlternate": (EDITORS, of_clip),
    "chooseClip": (EDITORS, of_clip),
    "promoteClip": (EDITORS, of_clip),
    "deleteClip": (EDITORS, of_clip),
    "restoreClip": (EDITORS, of_clip),
    "addTake": (EDITORS, lambda place: {**of_clip(place), "upload": place.upload}),
    "selectTake": (EDITORS, lambda place: {**of_clip(place), "takeId": place.take}),
    "unselectTake": (EDITORS, lambda place: {**of_clip(place), "kind": "IMAGE"}),
    "deleteTakes": (EDITORS, lambda place: {"ids": [place.take]}),
    "restoreTakes": (EDITORS, lambda place: {"ids": [place.take]}),
    "addToPool": (EDITORS, lambda place: {**of_project(place), "upload": place.upload}),
    "sendToPool": (EDITORS, lambda place: {"takeId": place.take}),
    "editPoolItem": (EDITORS, lambda place: {"itemId": place.item, "name": "Fog"}),
    "applyPoolItem": (EDITORS, lambda p: {"itemId": p.item, "clipIds": [p.other_clip]}),
    "deletePoolItems": (EDITORS, lambda place: {"ids": [place.item]}),
    "restorePoolItems": (EDITORS, lambda place: {"ids": [place.item]}),
    "applyCommands": (
        EDITORS,
        lambda place: {**of_project(place), "commands": [{"deleteClip": of_clip(place)}]},
    ),
    "undo": (EDITORS, lambda place: {**of_project(place), "position": FIRST_SCENE}),
    "redo": (EDITORS, lambda place: {**of_project(place), "position": FIRST_SCENE}),
    "restore": (
        EDITORS,
        lambda place: {**of_project(place), "id": place.clip, "at": {"position": FIRST_CLIP}},
    ),
    "forkBranch": (EDITORS, lambda place: {**of_project(place), "name": "Other ending"}),
    "renameBranch": (EDITORS, lambda place: {**of_branch(place), "name": "Another"}),
    "deleteBranch": (EDITORS, of_branch),
    "restoreBranch": (EDITORS, of_branch),
    "mergeBranch": (
        EDITORS,
        lambda place: {
            **of_merge(place),
            "commandId": MERGE,
            "sourcePosition": 2,
            "targetPosition": NEWEST,
        },
    ),
    "exportProject": (MEMBERS, lambda place: {**of_project(place), "format": "OTIO"}),
    "announcePresence": (MEMBERS, of_project),
    "saveWorkflow": (EVERYBODY, lambda _: {"document": json.dumps(tiny(id=SHARED))}),
    "removeWorkflow": (EVERYBODY, lambda _: {"id": SHARED}),
    "restoreWorkflow": (EVERYBODY, lambda _: {"id": SHARED}),
    "savePreset": (EVERYBODY, lambda _: PRESET),
    "removePreset": (EVERYBODY, lambda _: {"id": SHARED}),
    "restorePreset": (EVERYBODY, lambda _: {"id": SHARED}),
    "enqueueBatch": (
        EDITORS,
        lambda place: {**of_project(place), "workflowId": "colour-study", "items": [{}]},
    ),
    "cancelJobs": (EDITORS, of_jobs),
    "retryJobs": (EDITORS, of_jobs),
    "pauseJobs": (EDITORS, lambda place: {"about": {"batchId": place.batch}}),
    "resumeJobs": (EDITORS, lambda place: {"about": of_project(place)}),
    "deleteJobs": (EDITORS, lambda place: {"about": {"batchId": place.batch}}),
    "reprioritiseJobs": (EDITORS, lambda place: {**of_jobs(place), "priority": 3}),
    "clearJobs": (EDITORS, lambda place: {**of_project(place), "status": "FAILED"}),
    "pauseProjectJobs": (EDITORS, of_project),
    "resumeProjectJobs": (EDITORS, of_project),
    "setProjectBudget": (EDITORS, lambda place: {**of_project(place), "budget": {"atOnce": 2}}),
    "setBatchBudget": (EDITORS, lambda p: {"batchId": p.batch, "budget": {"seconds": 1.5}}),
    "pauseQueue": (ADMINISTRATORS, lambda _: {"reason": "lunch"}),
    "resumeQueue": (ADMINISTRATORS, lambda _: {}),
    "registerWorker": (ADMINISTRATORS, lambda _: {"name": new_id("gpu"), "kind": "AGENT"}),
    "editWorker": (ADMINISTRATORS, lambda p: {"workerId": p.worker, "name": new_id("gpu")}),
    "setWorkerMode": (ADMINISTRATORS, lambda p: {"workerId": p.worker, "mode": "DRAINING"}),
    "setWorkerKey": (ADMINISTRATORS, lambda place: {"workerId": place.worker, "key": ""}),
    "issueWorkerToken": (ADMINISTRATORS, lambda place: {"workerId": place.worker}),
    "revokeWorkerTokens": (ADMINISTRATORS, lambda place: {"workerId": place.worker}),
    "releaseWorker": (ADMINISTRATORS, lambda place: {"workerId": place.worker}),
    "removeWorker": (ADMINISTRATORS, lambda place: {"workerId": place.worker}),
}
# What belongs to no project, so that nobody is kept from it.
LIBRARY: Final = frozenset(
    f"{verb}{kind}" for verb in ("save", "remove", "restore") for kind in ("Workflow", "Preset")
)
# What is about a job, a batch or a worker, so that there has to be one.
WORK: Final = frozenset(
    {
        *("cancelJobs", "retryJobs", "pauseJobs", "resumeJobs", "deleteJobs", "reprioritiseJobs"),
        *("setBatchBudget", "editWorker", "setWorkerMode", "releaseWorker", "removeWorker"),
        *("issueWorkerToken", "revokeWorkerTokens", "setWorkerKey"),
        *("job", "batch"),
    }
)
QUERIES: Final[dict[str, tuple[dict[str, Outcome], str, Input]]] = {
    "viewer": (EVERYBODY, "{ viewer { id } }", lambda _: {}),
    "projects": (EVERYBODY, "{ projects { totalCount } }", lambda _: {}),
    "project": (
        MEMBERS,
        """
        query($id: ID!) {
          project(id: $id) {
            id history { edges { cursor } } timeline { length } statistics { clips }
            members { user { name } }
            shotList { review { given } } namingPreview(pattern: "{shot}") { names { code } }
          }
        }
        """,
        lambda place: {"id": place.project},
    ),
    "scene": (MEMBERS, "query($id: ID!) { scene(id: $id) { id } }", lambda p: {"id": p.scene}),
    "clip": (MEMBERS, "query($id: ID!) { clip(id: $id) { id } }", lambda p: {"id": p.clip}),
    "take": (MEMBERS, "query($id: ID!) { take(id: $id) { id } }", lambda p: {"id": p.take}),
    "poolItem": (
        MEMBERS,
        "query($id: ID!) { poolItem(id: $id) { id usedIn { clipName } } }",
        lambda place: {"id": place.item},
    ),
    "node": (MEMBERS, "query($id: ID!) { node(id: $id) { id } }", lambda p: {"id": p.clip}),
    "timeline": (
        MEMBERS,
        "query($id: ID!) { timeline(projectId: $id) { length } }",
        lambda place: {"id": place.project},
    ),
    "compare": (
        MEMBERS,
        "query($id: ID!) { compare(projectId: $id, from: {position: 1}) { differences { id } } }",
        lambda place: {"id": place.project},
    ),
    "compareClip": (
        MEMBERS,
        "query($id: ID!) { compareClip(id: $id, from: 1) { field } }",
        lambda place: {"id": place.clip},
    ),
    "mergePreview": (
        MEMBERS,
        """
        query($sourceId: ID!, $targetId: ID!) {
          mergePreview(sourceId: $sourceId, targetId: $targetId) { changes { id } }
        }
        """,
        of_merge,
    ),
    "mediaKinds": (EVERYBODY, "{ mediaKinds { kind } }", lambda _: {}),
    "exportFormats": (EVERYBODY, "{ exportFormats { format } }", lambda _: {}),
    "importFormats": (EVERYBODY, "{ importFormats { label } }", lambda _: {}),
    "exportPreview": (
        MEMBERS,
        """
        query($id: ID!) {
          exportPreview(input: {projectId: $id, format: OTIO}) { __typename }
        }
        """,
        lambda place: {"id": place.project},
    ),
    "workflows": (EVERYBODY, "{ workflows { id } }", lambda _: {}),
    "workflow": (EVERYBODY, '{ workflow(id: "colour-study") { id } }', lambda _: {}),
    "workflowPresets": (EVERYBODY, "{ workflowPresets { id } }", lambda _: {}),
    "workflowFaults": (EVERYBODY, "{ workflowFaults { file } }", lambda _: {}),
    "workflowRemovals": (EVERYBODY, "{ workflowRemovals { id } }", lambda _: {}),
    "workflowRevisions": (EVERYBODY, '{ workflowRevisions(id: "x") { version } }', lambda _: {}),
    "workflowProposal": (
        EVERYBODY,
        (
            "query($graph: String!) {"
            ' workflowProposal(input: {graph: $graph, name: "x"}) { __typename } }'
        ),
        lambda _: {"graph": json.dumps(tiny()["graph"])},
    ),
    "presence": (
        MEMBERS,
        "query($id: ID!) { presence(projectId: $id) { playhead } }",
        lambda place: {"id": place.project},
    ),
    "queue": (EVERYBODY, "{ queue { position } }", lambda _: {}),
    "jobs": (EVERYBODY, "{ jobs { totalCount counters { count } } }", lambda _: {}),
    "jobStatistics": (EVERYBODY, "{ jobStatistics { total { jobs } } }", lambda _: {}),
    "job": (
        MEMBERS,
        "query($id: ID!) { job(id: $id) { id batch { id } log { n } } }",
        lambda place: {"id": place.job},
    ),
    "batches": (EVERYBODY, "{ batches { id } }", lambda _: {}),
    "batch": (
        MEMBERS,
        "query($id: ID!) { batch(id: $id) { id progress { total } } }",
        lambda place: {"id": place.batch},
    ),
    "projectQueue": (
        MEMBERS,
        "query($id: ID!) { projectQueue(projectId: $id) { isPaused } }",
        lambda place: {"id": place.project},
    ),
    "workers": (EVERYBODY, "{ workers { id } }", lambda _: {}),
    "workerModels": (EVERYBODY, '{ workerModels(kind: "loras") { name } }', lambda _: {}),
}
SUBSCRIPTIONS: Final[dict[str, tuple[dict[str, Outcome], str, Json]]] = {
    "projectChanged": (MEMBERS, CHANGED, {"after": 0}),
    "presence": (MEMBERS, PRESENCE, {}),
    "queueChanged": (EVERYBODY, QUEUE, {}),
    "jobProgress": (MEMBERS, PROGRESS, {}),
    "workersChanged": (EVERYBODY, WORKERS, {}),
}
EDIT: Final = json.dumps(
    {
        "OTIO_SCHEMA": "Timeline.1",
        "name": "Cut",
        "tracks": {"OTIO_SCHEMA": "Stack.1", "children": []},
    }
).encode()
TABLE: Final = b"ID,Notes"
ROUTES: Final[dict[str, tuple[dict[str, Outcome], Callable[[Place], str]]]] = {
    "POST /api/imports": (EVERYBODY, lambda _: "/api/imports?name=cut.otio"),
    "POST /api/projects/{project}/imports": (
        EDITORS,
        lambda place: f"/api/projects/{place.project}/imports",
    ),
    "POST /api/projects/{project}/comparisons": (
        MEMBERS,
        lambda place: f"/api/projects/{place.project}/comparisons",
    ),
}
# A link is its own permission, and uploads have tests of their own, as accounts have: see
# test_export.py, test_media.py and test_take.py.
OTHER_ROUTES: Final = {
    "GET /exports/{token}",
    "POST /media/projects/{project}",
    "GET /media/{digest}",
    "GET /media/{digest}/peaks",
    "GET /media/{digest}/{width}",
    "GET /health",
    "GET /ready",
}
