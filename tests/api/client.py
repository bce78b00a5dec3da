"""A person's way to the API: register once, then ask and do things in one line each.

The texts of mutations are made from the schema itself, so a mutation is known here as soon as it
is in the schema.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any, Final
from uuid import uuid4

import httpx
from graphql import GraphQLObjectType, GraphQLUnionType, build_schema, get_named_type

from events.record import record
from schema.schema import engine

Json = dict[str, Any]
SCHEMA: Final = build_schema(engine().as_str())
PASSWORD: Final = "plum-window-rain"

CLIP: Final = """
    id projectId sceneId version name track start length timelineStart lyrics notes imagePrompt
    videoPrompt negativePrompt parameters status mediaUrl mediaStart mediaLength isChosen isDeleted
    transition { kind length direction }
    selectedImageId selectedVideoId imageDigest videoDigest takeCount
    originalId alternate badge alternates { id } startTimecode endTimecode
    effective { image video negative parameters } code isCoded
"""
SCENE: Final = f"""
    id projectId version name description lyrics templates {{ image video negative }} parameters
    code isCoded isChosen isDeleted originalId alternate badge start length clipCount
    clips {{ {CLIP} }} alternates {{ id name alternate clipCount }} gaps {{ track start length }}
"""
PROJECT: Final = """
    id name description state position version viewerRole createdAt changedAt
    createdBy { id name } changedBy { id name } members { user { id name } role }
    settings { frameRate resolution { width height } aspectRatio startFrame startTimecode naming
               imageModel videoModel style }
    music { digest name length offset }
    statistics { scenes clips alternates duration durationTimecode durationSeconds
                 statuses { status count } completion gaps }
"""
BRANCH: Final = """
    id name parentId forkedAt position createdAt createdBy { id } changedAt isDeleted
"""
FILE: Final = "kind digest name mediaType size width height frames duration frameRate"
MADE: Final = """
    source prompt negativePrompt seed model loras { name weight } workflow workflowVersion values
    worker job attempt startedAt finishedAt cost
"""
TAKE: Final = f"""
    id projectId clipId version number kind file {{ {FILE} }} provenance {{ {MADE} }} itemId
    copiedFromId isDeleted addedAt addedBy {{ id name }}
"""
ITEM: Final = f"""
    id projectId version name description tags kind source file {{ {FILE} }} takeId isDeleted
    provenance {{ {MADE} }} addedAt addedBy {{ id name }} changedAt
    usedIn {{ clipId clipName sceneId }}
"""
JOB: Final = """
    id version projectId clipId batchId name workflow workflowVersion kind status reason blocked
    waitsFor
    priority seed values inputs vram attemptId lastAttemptId workerId device machine enqueuedAt
    assignedAt startedAt endedAt retryAt attempts tries failure seconds cost
    outputs { digest name mediaType size }
"""
BUDGET: Final = "cost seconds atOnce spentCost spentSeconds isSpent"
BATCH: Final = f"""
    id version projectId name size workflow workflowVersion kind values budget {{ {BUDGET} }}
    createdAt createdBy {{ id }} progress {{ total waiting active succeeded failed canceled }}
"""
WORKER: Final = """
    id version name kind hasKey address tags serves hourlyCost serverVersion devices { name vram }
    mode health reason takesJobs errors models nodes
"""
SUCCESS: Final = {
    "SaveWorkflowSuccess": "workflow { id version name source document saved { revision } }",
    "WorkflowRemovalSuccess": "id",
    "SavePresetSuccess": "preset { id name after saved { revision } }",
    "ProjectSuccess": f"position project {{ {PROJECT} }}",
    "SceneSuccess": f"position scene {{ {SCENE} }}",
    "ClipSuccess": f"position clip {{ {CLIP} }}",
    "TakeSuccess": f"position take {{ {TAKE} }}",
    "TakesSuccess": f"position takes {{ {TAKE} }}",
    "PoolItemSuccess": f"position item {{ {ITEM} }}",
    "PoolItemsSuccess": f"position items {{ {ITEM} }}",
    "ApplyCommandsSuccess": "projectId position created",
    "UndoSuccess": "projectId position undone sentence ids",
    "RestoreSuccess": "projectId position ids",
    "BranchSuccess": f"position branch {{ {BRANCH} }}",
    "MergeSuccess": "targetId position ids",
    "ExportSuccess": "url fileName expiresAt omissions",
    "PresenceSuccess": "expiresInSeconds",
    "QueueSuccess": "position queue { position isPaused reason counters { status count } }",
    "JobsSuccess": "position changed",
    "BatchSuccess": f"position batch {{ {BATCH} }}",
    "ProjectQueueSuccess": f"position projectId isPaused reason budget {{ {BUDGET} }}",
    "WorkerTokenSuccess": "workerId token",
    "WorkerTokensRevokedSuccess": "workerId revoked",
    "WorkerSuccess": f"position worker {{ {WORKER} }}",
}
REFUSED: Final = {
    "InterferedError": (
        "message change mayUndoAnyway interferences { id aggregate name field label wantedText "
        "presentText by { name } }"
    ),
    "NotFoundError": "message",
    "ForbiddenError": "message",
    "RuleViolatedError": "message field freeSlots { track start length } freeCodes index",
    "ConflictError": (
        "message expectedVersion actualVersion conflicts { field yours theirs } "
        "conflictIndex: index"
    ),
}


@cache
def mutation(name: str) -> str:
    """Return the text of a mutation that asks for everything it may answer."""
    field = SCHEMA.mutation_type.fields[name] if SCHEMA.mutation_type else None
    assert field is not None
    payload = get_named_type(field.type)
    assert isinstance(payload, GraphQLUnionType)
    parts = " ".join(_part(member) for member in payload.types)
    return (
        f"mutation($input: {field.args['input'].type}) "
        f"{{ {name}(input: $input) {{ __typename {parts} }} }}"
    )


def _part(member: GraphQLObjectType) -> str:
    return f"... on {member.name} {{ {({**SUCCESS, **REFUSED})[member.name]} }}"


def new_id(kind: str) -> str:
    return f"{kind}-{uuid4().hex}"


def new_command() -> str:
    return str(uuid4())


@record
class Person:
    """Somebody with an account; without a token, somebody who is not logged in."""

    http: httpx.AsyncClient
    token: str = ""
    id: str = ""
    email: str = ""
    name: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    async def post(self, body: object) -> httpx.Response:
        return await self.http.post("/graphql", json=body, headers=self.headers)

    async def answer(self, query: str, **variables: Any) -> Json:
        """Return the whole answer, with its errors; a server that breaks fails the test."""
        response = await self.post({"query": query, "variables": variables})
        assert response.status_code < 500, response.text
        answered: Json = response.json()
        for error in answered.get("errors") or ():
            assert error.get("extensions", {}).get("code") != "INTERNAL", error
        return answered

    async def ask(self, query: str, **variables: Any) -> Json:
        """Return the data of an answer that has no errors."""
        answered = await self.answer(query, **variables)
        assert "errors" not in answered, answered["errors"]
        data: Json = answered["data"]
        return data

    async def send(self, name: str, /, **input_: Any) -> Json:
        """Send a mutation and return the whole answer."""
        return await self.answer(mutation(name), input=input_)

    async def do(self, name: str, /, **input_: Any) -> Json:
        """Send a mutation and return its payload, whichever of the union it is."""
        answered = await self.send(name, **input_)
        assert "errors" not in answered, answered["errors"]
        payload: Json = answered["data"][name]
        return payload

    async def done(self, name: str, /, **input_: Any) -> Json:
        """Send a mutation that has to succeed."""
        payload = await self.do(name, **input_)
        assert payload["__typename"].endswith("Success"), payload
        return payload

    async def refused(self, name: str, /, **input_: Any) -> Json:
        """Send a mutation that has to be refused, and return the refusal."""
        payload = await self.do(name, **input_)
        assert payload["__typename"] in REFUSED, payload
        return payload

    # What most tests begin with.

    async def project(self, name: str = "Harbour", **fields: Any) -> str:
        made = await self.done("createProject", name=name, **fields)
        id_: str = made["project"]["id"]
        return id_

    async def scene(self, project: str, **fields: Any) -> str:
        made = await self.done("addScene", projectId=project, **fields)
        id_: str = made["scene"]["id"]
        return id_

    async def clip(self, scene: str, length: int = 24, **fields: Any) -> str:
        made = await self.done("addClip", sceneId=scene, length=length, **fields)
        id_: str = made["clip"]["id"]
        return id_

    async def share(self, project: str, other: "Person", role: str = "EDITOR") -> None:
        await self.done("addMember", projectId=project, email=other.email, role=role)

    async def shown(self, kind: str, id_: str) -> Json:
        """Return a project, scene or clip as a query shows it."""
        fields = {"project": PROJECT, "scene": SCENE, "clip": CLIP}[kind]
        data = await self.ask(f"query($id: ID!) {{ {kind}(id: $id) {{ {fields} }} }}", id=id_)
        found: Json = data[kind]
        return found

    async def position(self, project: str) -> int:
        data = await self.ask("query($id: ID!) { project(id: $id) { position } }", id=project)
        n: int = data["project"]["position"]
        return n


@asynccontextmanager
async def visitor(app: Any) -> AsyncGenerator[Person]:
    """Yield somebody who is not logged in."""
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://editor.test") as http:
        yield Person(http=http)


async def registered(nobody: Person, name: str) -> Person:
    """Register somebody under an address of their own."""
    email = f"{name.lower()}-{uuid4().hex[:12]}@example.org"
    body = {"email": email, "name": name, "password": PASSWORD, "transport": "body"}
    response = await nobody.http.post("/auth/register", json=body)
    assert response.status_code == 201, response.text
    made = response.json()
    return Person(
        http=nobody.http,
        token=made["accessToken"],
        id=made["user"]["id"],
        email=email,
        name=name,
    )
