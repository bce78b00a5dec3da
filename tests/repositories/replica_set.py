"""Three real mongods as one replica set: its primary may step down, or be killed with -9."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from tests.repositories.private_mongod import binary

MEMBERS: Final = 3
PATIENCE: Final = 60.0  # seconds, for a machine that is busy with something else
PAUSE: Final = 0.05
ELECTION_MS: Final = 1_500
HEARTBEAT_MS: Final = 250
# Who stepped down may not be elected again for so many seconds; before, a secondary may catch up.
EXILE: Final = 3
CATCH_UP: Final = 2
LAG: Final = 0.3


def free_ports(count: int) -> list[int]:
    """Return ports that differ: all are held before the first is let go."""
    with ExitStack() as held:
        listeners = [held.enter_context(socket.socket()) for _ in range(count)]
        for listener in listeners:
            listener.bind(("127.0.0.1", 0))
        return [listener.getsockname()[1] for listener in listeners]


class ReplicaSet:
    """Addresses are `host:port`. Everything here blocks.

    `doors` are the addresses that others, the members too, are told: of proxies before `ports`.
    """

    def __init__(self, folder: Path, ports: Sequence[int] = (), doors: Sequence[str] = ()) -> None:
        self._folder = folder
        self._addresses = [f"127.0.0.1:{port}" for port in ports or free_ports(MEMBERS)]
        self._doors = doors or self._addresses
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def uri(self) -> str:
        return f"mongodb://{','.join(self._doors)}/?replicaSet=trio"

    def start(self) -> None:
        self._launch()
        _until(self._is_waiting, "three mongods did not start")
        members = [{"_id": at, "host": door} for at, door in enumerate(self._doors)]
        settings = {"electionTimeoutMillis": ELECTION_MS, "heartbeatIntervalMillis": HEARTBEAT_MS}
        with member(self._addresses[0]) as client:
            config = {"_id": "trio", "members": members, "settings": settings}
            client.admin.command("replSetInitiate", config)
        _until(self._is_whole, "three mongods did not become a replica set")

    def mend(self) -> None:
        """Bring the killed members back and return when there is a primary with two followers."""
        self._launch()
        _until(self._is_whole, "the replica set did not become whole again")

    def step_down(self) -> None:
        """Make the primary give way, once, however often it must be asked."""
        _until(self._gives_way, "the primary did not step down")

    def kill_primary(self) -> None:
        """Kill it while the others are behind: what it alone has will be undone."""
        primary = self.primary()
        with self.lagging():
            time.sleep(LAG)
            self.kill(primary)

    def primary(self) -> str:
        _until(self._primaries, "no member became primary")
        return next(iter(self._primaries() or [self.primary()]))

    def secondaries(self) -> list[str]:
        return [address for address in self._addresses if self._says(address, "secondary")]

    @contextmanager
    def lagging(self) -> Generator[None]:
        """Let the secondaries fall behind, so that nothing new is safe with a majority."""
        followers = self.secondaries()
        try:
            for address in followers:
                _fail(address, "stopReplProducer", "alwaysOn")
            yield
        finally:
            for address in followers:
                _fail(address, "stopReplProducer", "off")

    def close(self) -> None:
        for address in list(self._processes):
            self.kill(address)

    def kill(self, address: str) -> None:
        process = self._processes.pop(address)
        process.kill()
        process.wait()

    @contextmanager
    def paused(self, address: str) -> Generator[None]:
        """Let a member stand still, as one whose machine hangs does."""
        process = self._processes[address]
        os.kill(process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(process.pid, signal.SIGCONT)

    def _launch(self) -> None:
        for address in self._addresses:
            if address not in self._processes:
                folder = self._folder / address.replace(":", "-")
                folder.mkdir(exist_ok=True)
                self._processes[address] = subprocess.Popen(  # noqa: S603 - our own binary and arguments
                    _command(folder, address), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )

    def _primaries(self) -> list[str]:
        return [address for address in self._processes if self._says(address, "isWritablePrimary")]

    def _is_waiting(self) -> bool:
        """Tell whether every member listens and waits to be made part of a set."""
        return all(self._says(address, "isreplicaset") for address in self._addresses)

    def _is_whole(self) -> bool:
        return len(self._primaries()) == 1 and len(self.secondaries()) == MEMBERS - 1

    def _gives_way(self) -> bool:
        """Ask; nobody gives way while both secondaries are behind."""
        try:
            with member(self.primary()) as client:
                client.admin.command("replSetStepDown", EXILE, secondaryCatchUpPeriodSecs=CATCH_UP)
        except OperationFailure:
            return False
        return True

    def _says(self, address: str, word: str) -> bool:
        if address not in self._processes:
            return False
        try:
            with member(address, patience=1) as client:
                return client.admin.command("hello").get(word) is True
        except PyMongoError:
            return False


def member(address: str, *, patience: float = PATIENCE) -> MongoClient[dict[str, Any]]:
    """Return a client of this one member, whatever its part in the set is."""
    return MongoClient(
        f"mongodb://{address}/?directConnection=true",
        serverSelectionTimeoutMS=int(patience * 1000),
    )


def _fail(address: str, point: str, mode: str) -> None:
    with member(address) as client:
        client.admin.command("configureFailPoint", point, mode=mode)


def _command(folder: Path, address: str) -> list[str]:
    host, _, port = address.partition(":")
    return [
        str(binary()),
        *("--dbpath", str(folder), "--port", port, "--bind_ip", host),
        *("--replSet", "trio", "--nounixsocket", "--oplogSize", "64"),
        *("--wiredTigerCacheSizeGB", "0.25", "--logpath", str(folder / "mongod.log")),
        *("--wiredTigerEngineConfigString", "log=(file_max=8MB,prealloc=false)"),
        *("--setParameter", "diagnosticDataCollectionEnabled=false"),
        *("--setParameter", "enableTestCommands=1"),
    ]


def _until(condition: Callable[[], object], complaint: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, complaint
        time.sleep(PAUSE)
