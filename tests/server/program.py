"""The real program as a process of its own, and clients that speak to it over HTTP."""

import os
import socket
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psutil

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Program:
    """One data folder and port; the process behind them comes and goes.

    What it logs is added to the file `log`, if one is given.
    """

    def __init__(self, data: Path, *, mongodb_uri: str = "", log: Path | None = None) -> None:
        self.data = data
        self.port = port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._log = log or Path(os.devnull)
        self.environment = {
            **os.environ,
            "STORYBOARD_DATA": str(data),
            "STORYBOARD_PORT": str(port),
            "STORYBOARD_HOST": "127.0.0.1",
            "STORYBOARD_OPEN_BROWSER": "no",
            "MONGODB_URI": mongodb_uri,
        }
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Return when it says that it is ready."""
        with self._log.open("a") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "server", "serve"],
                cwd=ROOT,
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self._process.stdout is not None
        assert "is ready" in self._process.stdout.readline()

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def stop(self) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.communicate(timeout=PATIENCE)
        assert self._process.returncode == 0

    def kill_database(self) -> None:
        assert self._process is not None
        for child in psutil.Process(self._process.pid).children():
            child.kill()


@contextmanager
def started(data: Path, *, mongodb_uri: str = "") -> Generator[Program]:
    program = Program(data, mongodb_uri=mongodb_uri)
    try:
        program.start()
        yield program
    finally:
        program.kill()


class Client:
    """A user's GraphQL client. `send` answers the payload, None where nobody knows the outcome."""

    def __init__(self, url: str) -> None:
        self._http = httpx.AsyncClient(base_url=url, timeout=PATIENCE)
        self.email = f"ada-{uuid4().hex}@example.org"

    async def register(self) -> None:
        person = {
            "name": "Ada",
            "email": self.email,
            "password": "a lighthouse by the sea",
        }
        answer = await self._http.post("/auth/register", json=person)
        assert answer.status_code in {200, 201}, answer.text
        self.authorize(answer.json()["accessToken"])

    def authorize(self, token: str) -> None:
        self._http.headers["authorization"] = f"Bearer {token}"

    def beside(self, url: str) -> "Client":
        """Return a client of the same user, with connections of its own."""
        other = Client(url)
        other._http.headers["authorization"] = self._http.headers["authorization"]
        return other

    async def send(self, query: str, variables: dict[str, Any]) -> dict[str, Any] | None:
        try:
            answer = await self._http.post(
                "/graphql", json={"query": query, "variables": variables}
            )
        except httpx.TransportError:
            return None
        said: dict[str, Any] = answer.json()
        if said.get("errors") or not said.get("data"):
            return None
        payload: dict[str, Any] = next(iter(said["data"].values()))
        return payload

    async def close(self) -> None:
        await self._http.aclose()
