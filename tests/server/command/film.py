"""A person who makes films over HTTP and goes on editing them while an operator works."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

from tests.server.program import Client, Program, started

CREATE = """
mutation C($name: String!) {
  createProject(input: {name: $name}) { ... on ProjectSuccess { project { id } } }
}"""
ADD_SCENE = """
mutation S($project: ID!) {
  addScene(input: {projectId: $project}) { ... on SceneSuccess { scene { id } } }
}"""
ADD_CLIP = """
mutation A($scene: ID!, $start: Int!) {
  addClip(input: {sceneId: $scene, start: $start, length: 24}) {
    ... on ClipSuccess { clip { id } }
  }
}"""
RENAME = """
mutation R($clip: ID!, $name: String!) {
  editClip(input: {clipId: $clip, name: $name}) { ... on ClipSuccess { clip { id name } } }
}"""
DELETE = """
mutation D($project: ID!) {
  deleteProject(input: {projectId: $project}) { ... on ProjectSuccess { project { id } } }
}"""
TIMELINE = """
query T($project: ID!) {
  timeline(projectId: $project) { position length scenes { id clips { id name start length } } }
}"""


@asynccontextmanager
async def studio(data: Path, mongodb_uri: str = "") -> AsyncGenerator[tuple[Program, Client]]:
    """A server, and somebody who is registered and logged in there."""
    with started(data, mongodb_uri=mongodb_uri) as program:
        client = Client(program.url)
        try:
            await client.register()
            yield program, client
        finally:
            await client.close()


async def film(client: Client, *, clips: int = 5) -> tuple[str, list[str]]:
    """Make a project of one scene; return its id and those of its clips."""
    project = (await _sent(client, CREATE, name="The lighthouse"))["project"]["id"]
    scene = (await _sent(client, ADD_SCENE, project=project))["scene"]["id"]
    made = [
        (await _sent(client, ADD_CLIP, scene=scene, start=at * 24))["clip"]["id"]
        for at in range(clips)
    ]
    return project, made


async def timeline(client: Client, project: str) -> dict[str, Any]:
    return await _sent(client, TIMELINE, project=project)


async def renamed(client: Client, clip: str, name: str) -> str:
    answer = await _sent(client, RENAME, clip=clip, name=name)
    said: str = answer["clip"]["name"]
    return said


async def deleted(client: Client, project: str) -> None:
    await _sent(client, DELETE, project=project)


@asynccontextmanager
async def edited(client: Client, clips: list[str]) -> AsyncGenerator[list[str]]:
    """Keep renaming clips; yield the names that were acknowledged, as they come."""
    names: list[str] = []
    has_begun, is_over = asyncio.Event(), asyncio.Event()

    async def edit() -> None:
        for number in count():
            name = f"take {number}"
            assert await renamed(client, clips[number % len(clips)], name) == name
            names.append(name)
            has_begun.set()
            if is_over.is_set():
                return

    async with asyncio.TaskGroup() as group:
        group.create_task(edit())
        await has_begun.wait()
        try:
            yield names
        finally:
            is_over.set()


async def _sent(client: Client, query: str, **variables: Any) -> dict[str, Any]:
    answer = await client.send(query, variables)
    assert answer is not None, (query, variables)
    return answer
