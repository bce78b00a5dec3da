"""A private MongoDB for one machine: a mongod that starts, heals and ends with this program.

It is a replica set of one member, because transactions and change streams need one. Production
points at a MongoDB of its own instead.
"""

import fcntl
import logging
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, repeat
from pathlib import Path
from typing import Any, Self

from pymongo import MongoClient
from pymongo.errors import AutoReconnect, OperationFailure, PyMongoError
from pymongo.synchronous.database import Database

from events.record import record
from repositories.folder_lock import FolderInUseError, FolderLock
from repositories.mongod_binary import find_mongod
from repositories.mongod_error import MongodError, PortTakenError, explain_exit

LOOPBACK = "127.0.0.1"
REPLICA_SET = "storyboard"
LARGEST_LOG = 8_000_000  # bytes; one older file is kept
POLL = 0.01  # seconds
RETRY_DELAYS = (0.1, 0.5, 1, 2, 5, 10, 30)  # seconds between attempts to bring mongod back
LISTENING = b'"id":23016,'  # "Waiting for connections"
STATUS_PORT_TAKEN = 48
CODE_ALREADY_INITIATED = 23
CODE_NO_MEMBER = 93
CODE_NOT_INITIATED = 94

Admin = Database[dict[str, Any]]

log = logging.getLogger("storyboard.mongod")


@record
class MongodSettings:
    folder: Path
    binary: Path | None = None
    port: int | None = None  # None: the one used last if it is free, else any free one
    cache_gb: float = 0.25
    journal_commit_interval: int = 100  # ms; how soon unacknowledged writes are durable
    least_free: int = 500_000_000  # bytes on the disk of the folder
    start_timeout: float = 60.0  # seconds
    stop_timeout: float = 20.0  # seconds, then it is killed, which loses nothing acknowledged


class Mongod:
    """`start` returns when writes are accepted; `watch` brings it back whenever it ends unasked.

    The kernel ends mongod with the *thread* that started it: call `start` from the main thread.
    """

    def __init__(self, settings: MongodSettings) -> None:
        self._settings = settings
        self._folder = settings.folder.absolute()
        self._lock = FolderLock(self._folder)
        self._process: subprocess.Popen[bytes] | None = None
        self._log_file = self._folder / "mongod.log"
        self._port_file = self._folder / "mongod.port"
        self._port = 0
        self._log_start = 0
        self._spawning = threading.Lock()
        self._stopping = threading.Event()
        self._watcher: threading.Thread | None = None

    @property
    def uri(self) -> str:
        return f"mongodb://{self._host}/?replicaSet={REPLICA_SET}"

    @property
    def _host(self) -> str:
        return f"{LOOPBACK}:{self._port}"

    @property
    def port(self) -> int:
        return self._port

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Raises `MongodError` with a sentence for the user; nothing is left running then."""
        binary = find_mongod(self._settings.binary)
        self._take_folder()
        self._stopping.clear()
        try:
            self._start_on_some_port(binary)
        except BaseException:
            self.kill()
            raise

    def watch(self) -> None:
        """From now on a mongod that ends without `stop` is started again, on the same port."""
        self._watcher = threading.Thread(target=self._keep_alive, name="mongod", daemon=True)
        self._watcher.start()

    def stop(self) -> None:
        """End it in order, about one second. Safe to call twice, and when it never started."""
        self._end(kill=False)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._end(kill=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # --- the folder ---------------------------------------------------------------------------

    def _take_folder(self) -> None:
        try:
            self._lock.acquire()
        except FolderInUseError as error:
            raise MongodError(f"The database cannot be started: {error}") from None
        except OSError as error:
            raise MongodError(
                f"The database folder {self._folder} cannot be written: {error.strerror}."
            ) from None
        try:
            self._require_space()
            self._await_orphan()
        except BaseException:
            self._lock.release()
            raise

    def _require_space(self) -> None:
        free = shutil.disk_usage(self._folder).free
        if free < self._settings.least_free:
            raise MongodError(
                f"The disk of {self._folder} is full: {free // 1_000_000} MB are free and the "
                f"database needs {self._settings.least_free // 1_000_000} MB to start."
            )

    def _await_orphan(self) -> None:
        """A mongod whose parent was killed is still writing its last pages: let it finish."""
        patience = time.monotonic() + self._settings.stop_timeout
        while (orphan := _running_mongod(self._folder)) is not None:
            if time.monotonic() > patience:
                raise MongodError(
                    f"The database folder {self._folder} is in use by mongod process {orphan}, "
                    "which this program does not control: end it and start again."
                )
            time.sleep(POLL)

    # --- starting -----------------------------------------------------------------------------

    def _start_on_some_port(self, binary: Path) -> None:
        for attempt in range(3):
            self._port = self._settings.port or _free_port(
                self._last_port() if attempt == 0 else None
            )
            try:
                self._start_once(binary)
            except PortTakenError:
                if self._settings.port:
                    raise
            else:
                self._port_file.write_text(str(self._port), "ascii")
                return
        raise MongodError("The database found no free port on this machine.")

    def _start_once(self, binary: Path) -> None:
        deadline = self._run(binary)
        with self._client() as admin:
            for _ in self._until(deadline):
                if self._is_primary(admin):
                    break

    def _run(self, binary: Path) -> float:
        """Start the process and wait until it listens; the deadline for whatever comes then."""
        with self._spawning:
            if self._stopping.is_set():
                raise MongodError("The database is being stopped.")
            self._process = self._spawn(binary)
        deadline = time.monotonic() + self._settings.start_timeout
        for _ in self._until(deadline):
            if self._is_listening():
                break
        return deadline

    def _until(self, deadline: float) -> Iterator[None]:
        """Turns of waiting; ends by `MongodError` when the process does or time is up."""
        while True:
            self._require_running()
            yield
            if time.monotonic() > deadline:
                raise MongodError(
                    f"The database did not become ready within {self._settings.start_timeout:.0f} "
                    f"seconds; its log is {self._log_file}."
                )
            time.sleep(POLL)

    def _require_running(self) -> None:
        status = self._process.poll() if self._process else None
        if status is None:
            return
        error = PortTakenError if status == STATUS_PORT_TAKEN else MongodError
        raise error(explain_exit(status, self._log_file, self._log_start))

    def _spawn(self, binary: Path) -> subprocess.Popen[bytes]:
        if self._log_file.exists() and self._log_file.stat().st_size > LARGEST_LOG:
            self._log_file.replace(self._log_file.with_suffix(".log.1"))
        launcher = Path(__file__).with_name("mongod_launcher.py")
        command = [sys.executable, "-I", "-S", str(launcher), str(os.getpid())]
        # Everything goes to one file, also what the dynamic linker says before mongod speaks.
        with self._log_file.open("ab") as output:
            self._log_start = output.tell()
            return subprocess.Popen(  # noqa: S603 - the program is ours to choose
                [*command, str(binary), *self._arguments()],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                process_group=0,  # Ctrl-C reaches us first; we end it after the server
            )

    def _arguments(self) -> list[str]:
        # Without preallocation an empty database takes 9 MB of disk instead of 315.
        # fmt: off
        return [
            "--dbpath", str(self._folder),
            "--bind_ip", LOOPBACK,
            "--port", str(self._port),
            "--nounixsocket",
            "--replSet", REPLICA_SET,
            "--oplogSize", "64",
            "--quiet",
            "--journalCommitInterval", str(self._settings.journal_commit_interval),
            "--wiredTigerCacheSizeGB", str(self._settings.cache_gb),
            "--wiredTigerEngineConfigString", "log=(file_max=8MB,prealloc=false)",
            "--setParameter", "diagnosticDataCollectionEnabled=false",
            "--setParameter", "shutdownTimeoutMillisForSignaledShutdown=0",
        ]
        # fmt: on

    def _is_primary(self, admin: Admin) -> bool:
        """Does what is missing for it, too."""
        try:
            if admin.command("hello").get("isWritablePrimary"):
                return True
            admin.command("replSetGetStatus")
        except AutoReconnect:  # mongod drops its clients when its state changes
            return False
        except OperationFailure as error:
            # A set that is only slow to read its configuration says "not initiated" as well.
            if error.code == CODE_NOT_INITIATED and not self._port_file.exists():
                self._initiate(admin)
            elif error.code == CODE_NO_MEMBER:
                self._move_member(admin)
        return False

    def _initiate(self, admin: Admin) -> None:
        members = [{"_id": 0, "host": self._host}]
        # One member needs no time to find out that nobody else is there.
        settings = {"electionTimeoutMillis": 1000}
        config = {"_id": REPLICA_SET, "members": members, "settings": settings}
        try:
            admin.command("replSetInitiate", config)
        except OperationFailure as error:
            if error.code != CODE_ALREADY_INITIATED:
                raise

    def _move_member(self, admin: Admin) -> None:
        """The port is another than in the last run, and the configuration still names the old.

        Found out after mongod asked the old port whether that is itself: at once as a rule, 30
        seconds where a stranger listens there and never answers.
        """
        config = admin.command("replSetGetConfig")["config"]
        members = [{**config["members"][0], "host": self._host}]
        moved = {**config, "members": members, "version": config["version"] + 1}
        admin.command("replSetReconfig", moved, force=True)

    @contextmanager
    def _client(self) -> Generator[Admin]:
        client: MongoClient[dict[str, Any]] = MongoClient(
            LOOPBACK, self._port, directConnection=True, serverSelectionTimeoutMS=5000
        )
        try:
            yield client.admin
        except PyMongoError as error:
            self._require_running()  # says why, where mongod itself is the reason
            raise MongodError(f"The database answered unexpectedly: {error}") from error
        finally:
            client.close()

    def _is_listening(self) -> bool:
        """Asked of the log, because whoever answers on the port may be a stranger."""
        with self._log_file.open("rb") as log_of_this_run:
            log_of_this_run.seek(self._log_start)
            return LISTENING in log_of_this_run.read()

    def _last_port(self) -> int | None:
        with suppress(OSError, ValueError):
            return int(self._port_file.read_text("ascii"))
        return None

    # --- healing and ending -------------------------------------------------------------------

    def _keep_alive(self) -> None:
        while (status := self._await_end()) is not None:
            log.warning("mongod ended with status %s; starting it again", status)
            for delay in chain(RETRY_DELAYS, repeat(RETRY_DELAYS[-1])):
                if self._stopping.wait(delay) or self._revive():
                    break

    def _await_end(self) -> int | None:
        """The status of a mongod that ended unasked; None when it is us who end it."""
        process = self._process
        status = process.wait() if process else None
        return None if self._stopping.is_set() else status

    def _revive(self) -> bool:
        try:
            self._start_once(find_mongod(self._settings.binary))
        except MongodError as error:
            if not self._stopping.is_set():
                log.error("mongod could not be started again: %s", error)  # noqa: TRY400
            return False
        log.warning("mongod is back on port %s", self._port)
        return True

    def _end(self, *, kill: bool) -> None:
        self._stopping.set()
        with self._spawning:
            process = self._process
        if process is not None and process.poll() is None:
            process.kill() if kill else process.terminate()
            try:
                process.wait(self._settings.stop_timeout)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._watcher is not None:
            self._watcher.join()
        self._lock.release()


def _free_port(wished: int | None) -> int:
    for port in (wished, 0) if wished else (0,):
        with suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((LOOPBACK, port))
            return int(probe.getsockname()[1])
    raise MongodError("The database found no free port on this machine.")


def _running_mongod(folder: Path) -> str | None:
    """The process id of a mongod that holds the folder, "unknown" where it does not say."""
    path = folder / "mongod.lock"
    with suppress(FileNotFoundError), path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return file.read().decode("ascii", "replace").strip() or "unknown"
    return None
