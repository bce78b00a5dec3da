"""The whole program as `storyboard serve` runs it, a bare server beside it, one mongod for both."""

import asyncio
import os
import socket
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Generator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import psutil

from bench.http import Answer, Connection, request
from events.record import record
from repositories.mongod import Mongod, MongodSettings

ROOT: Final = Path(__file__).parents[1]
PATIENCE: Final = 60.0
SERVE: Final = ("-m", "server", "serve")
SERVE_STOCK: Final = ("-m", "bench.stock")
FLOOR: Final = ("-m", "bench.floor_server")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def folder() -> Generator[Path]:
    """A folder on the disk the project lies on: a memory disk would flatter every write."""
    with tempfile.TemporaryDirectory(prefix=".data-", dir=ROOT / "bench") as path:
        yield Path(path)


@contextmanager
def database() -> Generator[str]:
    """Yield the URI of a mongod as the program itself starts it."""
    with folder() as path, Mongod(MongodSettings(folder=path / "mongodb")) as mongod:
        yield mongod.uri


@asynccontextmanager
async def process(
    arguments: Sequence[str], port: int, environment: Mapping[str, str]
) -> AsyncGenerator[psutil.Process]:
    """Run Python until the block ends, which begins when its server answers."""
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        await answering(port)
        yield psutil.Process(started.pid)
    finally:
        if started.returncode is None:
            started.terminate()
        await started.wait()


async def answering(port: int, path: str = "/ready") -> float:
    """Return the time of the first good answer, by the clock of `time.perf_counter`."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                connection = await Connection.open(port)
                status = (await connection.ask(request(path))).status
            except Exception:  # noqa: BLE001 - whatever it is, it is not ready
                await asyncio.sleep(0.01)
                continue
            connection.close()
            if status == 200:
                return time.perf_counter()


def spent(running: psutil.Process) -> float:
    """Return the CPU seconds a process has used."""
    times = running.cpu_times()
    return float(times.user + times.system)


@record
class Site:
    uri: str
    data: Path
    port: int
    server: psutil.Process
    floor_port: int
    connection: Connection
    authorization: str

    def operation(
        self, query: str, variables: Mapping[str, Any] | None = None, **headers: str
    ) -> bytes:
        """Return the request of a GraphQL operation, of the user who is logged in."""
        body = {"query": query, "variables": variables or {}}
        return request("/graphql", body, Authorization=self.authorization, **headers)

    async def run(self, query: str, **variables: Any) -> Any:
        """Return the data of an operation that must succeed."""
        answer: Answer = await self.connection.ask(self.operation(query, variables))
        result = answer.json()
        if result.get("errors") or result.get("data") is None:
            raise RuntimeError(f"The benchmark's own operation failed: {result}")
        return result["data"]

    async def project(self) -> str:
        id_ = f"project-{uuid4().hex}"
        made = await self.run(CREATE_PROJECT, input={"id": id_, "name": "Bench"})
        if made["createProject"]["__typename"] != "ProjectSuccess":
            raise RuntimeError(f"No project was made: {made}")
        return id_

    async def apply(self, project: str, commands: Sequence[Mapping[str, Any]]) -> Any:
        wish = {"projectId": project, "commands": commands}
        applied = (await self.run(APPLY, input=wish))["applyCommands"]
        if applied["__typename"] != "ApplyCommandsSuccess":
            raise RuntimeError(f"The commands were refused: {applied}")
        return applied


CREATE_PROJECT: Final = """mutation($input: CreateProjectInput!) {
  createProject(input: $input) { __typename }
}"""
APPLY: Final = """mutation($input: ApplyCommandsInput!) {
  applyCommands(input: $input) {
    __typename ... on ApplyCommandsSuccess { position created } ... on UserError { message }
  }
}"""


@asynccontextmanager
async def site() -> AsyncGenerator[Site]:
    """Start everything on empty data, with a user logged in."""
    port, floor_port = free_port(), free_port()
    with database() as uri, folder() as data:
        ours = environment(uri, data, port)
        bare = {"FLOOR_PORT": str(floor_port), "MONGODB_URI": uri}
        async with process(SERVE, port, ours) as server, process(FLOOR, floor_port, bare):
            connection = await Connection.open(port)
            yield Site(
                uri=uri,
                data=data,
                port=port,
                server=server,
                floor_port=floor_port,
                connection=connection,
                authorization=await registered(connection),
            )
            connection.close()


def environment(uri: str, data: Path, port: int) -> dict[str, str]:
    return {
        "STORYBOARD_DATA": str(data),
        "STORYBOARD_PORT": str(port),
        "STORYBOARD_HOST": "127.0.0.1",
        "STORYBOARD_OPEN_BROWSER": "no",
        "MONGODB_URI": uri,
    }


@asynccontextmanager
async def beside(
    running: Site, arguments: Sequence[str]
) -> AsyncGenerator[tuple[int, psutil.Process]]:
    """Start another server on the same data, which the same user may ask, and yield its port."""
    port = free_port()
    async with process(arguments, port, environment(running.uri, running.data, port)) as server:
        yield port, server


async def registered(connection: Connection) -> str:
    """Register a user and return the header that says who it is."""
    body = {"email": f"{uuid4().hex}@example.com", "name": "Bench", "password": uuid4().hex}
    answer = await connection.ask(request("/auth/register", body, X_Bench="1"), status=201)
    return f"Bearer {answer.json()['accessToken']}"


def spread(project: str, scenes: int, clips: int) -> list[dict[str, Any]]:
    """Return the commands that make a project of scenes with clips of a plausible size."""
    commands: list[dict[str, Any]] = []
    for scene in range(scenes):
        id_ = f"scene-{uuid4().hex}"
        commands.append({"addScene": {"projectId": project, "id": id_, "name": f"Scene {scene}"}})
        commands += [{"addClip": clip(id_, n)} for n in range(clips)]
    return commands


def clip(scene: str, n: int) -> dict[str, Any]:
    return {
        "id": f"clip-{uuid4().hex}",
        "sceneId": scene,
        "name": f"Clip {n}",
        "start": n * 48,
        "length": 48,
        "lyrics": "A line that is sung while this is seen",
        "notes": "Handheld, from below; the light comes from the window",
        "imagePrompt": "A lighthouse in a storm, oil on canvas, dramatic light, wide shot",
        "videoPrompt": "The camera moves slowly towards the lantern",
        "negativePrompt": "blurry, text",
        "parameters": {"seed": n, "steps": 30, "guidance": 7.5},
        "mediaUrl": f"media/clip-{n}.mp4",
        "mediaLength": 96,
    }
