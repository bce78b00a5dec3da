import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from repositories.mongod import Mongod
from repositories.mongod_binary import find_mongod
from repositories.reach import MongodbUnusableError, require_mongodb


@pytest.fixture
def nobody() -> Generator[str]:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        yield f"mongodb://ada:secret@127.0.0.1:{unused.getsockname()[1]}/"


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def lone_mongod(folder: Path) -> Generator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place = ["--dbpath", str(folder), "--port", str(port), "--nounixsocket"]
    with subprocess.Popen([find_mongod(None), *place], stdout=subprocess.DEVNULL) as mongod:  # noqa: S603
        try:
            while not is_listening(port):
                time.sleep(0.05)
            yield f"mongodb://127.0.0.1:{port}/"
        finally:
            mongod.kill()


def refusal(uri: str) -> str:
    with pytest.raises(MongodbUnusableError) as error:
        require_mongodb(uri, patience=0.2)
    return str(error.value)


def test_a_replica_set_is_accepted(mongo_uri: str) -> None:
    require_mongodb(mongo_uri)


def test_an_address_where_nobody_answers_is_refused_without_its_password(nobody: str) -> None:
    assert refusal(nobody) == (
        "No MongoDB answered at MONGODB_URI within 0.2 s: check the address and that it runs."
    )


def test_a_wrong_password_is_refused(mongod: Mongod) -> None:
    sentence = refusal(f"mongodb://ada:secret@127.0.0.1:{mongod.port}/?directConnection=true")
    assert sentence == "MongoDB refused the connection: Authentication failed."


def test_an_address_that_is_none_is_refused() -> None:
    assert refusal("mongodb://").startswith("MONGODB_URI cannot be read: ")


def test_a_mongod_without_replica_set_is_refused(folder: Path) -> None:
    with lone_mongod(folder) as uri:
        assert refusal(uri) == (
            "The MongoDB at MONGODB_URI is neither a replica set nor a sharded cluster, and the "
            "program needs transactions: start it with --replSet and initiate it."
        )
