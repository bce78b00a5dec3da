"""The private MongoDB: it starts, survives kills of either side, and refuses with a sentence."""

import os
import re
import signal
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from pymongo import MongoClient, WriteConcern
from pymongo.collection import Collection

from repositories.mongod import Mongod, MongodSettings
from repositories.mongod_binary import find_mongod
from repositories.mongod_error import MongodError

Document = dict[str, Any]
ROOT = Path(__file__).parents[2]
START = """
import sys, time
from pathlib import Path
from repositories.mongod import Mongod, MongodSettings
mongod = Mongod(MongodSettings(folder=Path(sys.argv[1])))
mongod.start()
print(mongod.pid, mongod.uri, flush=True)
time.sleep(600)
"""


@contextmanager
def durable(uri: str) -> Generator[Collection[Document]]:
    """A collection whose every acknowledged write is on the disk."""
    with MongoClient[Document](uri) as client:
        majority = WriteConcern("majority", j=True)
        yield client["kept"].get_collection("facts", write_concern=majority)


def eventually(condition: Callable[[], bool], *, within: float = 15.0) -> None:
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)


def write(uri: str, numbers: range) -> None:
    with durable(uri) as facts:
        for number in numbers:
            facts.insert_one({"_id": number})


def written(uri: str) -> list[int]:
    with durable(uri) as facts:
        return [fact["_id"] for fact in facts.find().sort("_id")]


def kill(pid: int | None) -> None:
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


@pytest.fixture
def settings(folder: Path) -> MongodSettings:
    return MongodSettings(folder=folder, journal_commit_interval=10)


def test_it_accepts_writes_transactions_and_change_streams_when_it_has_started(
    settings: MongodSettings,
) -> None:
    with Mongod(settings) as mongod, MongoClient[Document](mongod.uri) as client:
        facts = client["kept"]["facts"]
        with facts.watch() as changes:
            with client.start_session() as session, session.start_transaction():
                facts.insert_one({"_id": 1}, session=session)
            assert next(changes)["fullDocument"] == {"_id": 1}


def test_nothing_of_it_runs_after_it_was_stopped(settings: MongodSettings) -> None:
    with Mongod(settings) as mongod:
        pid = mongod.pid
    assert pid is not None
    assert not is_running(pid)
    mongod.stop()  # a second time changes nothing


def test_an_empty_database_takes_little_of_the_disk(settings: MongodSettings) -> None:
    with Mongod(settings):
        size = sum(file.stat().st_size for file in settings.folder.rglob("*") if file.is_file())
    assert size < 20_000_000


def test_every_acknowledged_write_survives_kill_9_of_mongod(settings: MongodSettings) -> None:
    mongod = Mongod(settings)
    mongod.start()
    write(mongod.uri, range(300))
    mongod.kill()
    with Mongod(settings) as again:
        assert written(again.uri) == list(range(300))


def test_a_watched_mongod_comes_back_by_itself_on_the_same_address(
    settings: MongodSettings,
) -> None:
    with Mongod(settings) as mongod:
        mongod.watch()
        uri = mongod.uri
        for turn in range(3):
            write(uri, range(turn * 10, turn * 10 + 10))
            kill(mongod.pid)
        assert written(uri) == list(range(30))
        assert mongod.uri == uri


def test_a_watched_mongod_that_cannot_come_back_is_tried_again(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    program = folder / "mongod"
    program.symlink_to(find_mongod(None))
    with Mongod(MongodSettings(folder=folder / "data", binary=program)) as mongod:
        mongod.watch()
        program.unlink()
        kill(mongod.pid)
        eventually(lambda: caplog.text.count("could not be started again") > 1)
        program.symlink_to(find_mongod(None))
        write(mongod.uri, range(1))
        assert written(mongod.uri) == [0]
    assert f"{program}, which is not a program" in caplog.text


def test_a_watched_mongod_stays_down_when_it_is_stopped(settings: MongodSettings) -> None:
    mongod = Mongod(settings)
    mongod.start()
    mongod.watch()
    mongod.stop()
    assert mongod_processes(settings.folder) == []


def test_it_ends_with_its_parent_and_the_next_start_finds_every_write(
    settings: MongodSettings,
) -> None:
    with program_with_mongod(settings.folder) as (parent, pid, uri):
        write(uri, range(50))
        parent.kill()
        parent.wait()
        with Mongod(settings) as mongod:  # at once: the orphan may still be writing its last pages
            assert mongod.pid != pid
            assert written(mongod.uri) == list(range(50))
    assert not is_running(pid)


def test_it_survives_kill_9_of_itself_and_of_its_parent_together(
    settings: MongodSettings,
) -> None:
    with program_with_mongod(settings.folder) as (parent, pid, uri):
        write(uri, range(50))
        kill(pid)
        parent.kill()
        parent.wait()
        with Mongod(settings) as mongod:
            assert written(mongod.uri) == list(range(50))


def test_a_second_start_on_the_same_folder_is_refused(settings: MongodSettings) -> None:
    with Mongod(settings) as mongod:
        with pytest.raises(MongodError) as refusal:
            Mongod(settings).start()
        assert written(mongod.uri) == []
    assert str(refusal.value) == (
        "The database cannot be started: "
        f"The folder {settings.folder} is in use by process {os.getpid()}."
    )


def test_a_folder_in_use_by_a_mongod_of_somebody_else_is_refused(
    settings: MongodSettings, folder: Path
) -> None:
    impatient = MongodSettings(folder=folder, stop_timeout=0.2)
    with Mongod(settings) as mongod:
        (folder / "in-use-by").unlink()
        with pytest.raises(MongodError) as refusal:
            Mongod(impatient).start()
        assert str(refusal.value) == (
            f"The database folder {folder} is in use by mongod process {mongod.pid}, which this "
            "program does not control: end it and start again."
        )


def test_the_port_of_the_last_run_is_used_again(settings: MongodSettings) -> None:
    with Mongod(settings) as first:
        port = first.port
    with Mongod(settings) as second:
        assert second.port == port


def test_a_moved_port_keeps_the_data(settings: MongodSettings) -> None:
    with Mongod(settings) as first:
        write(first.uri, range(3))
        port = first.port
    with occupied(port), Mongod(settings) as second:
        assert second.port != port
        assert written(second.uri) == [0, 1, 2]
        write(second.uri, range(3, 4))


def test_a_taken_port_that_was_asked_for_is_refused(folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(MongodError, match="its port is taken by another program"):
            Mongod(MongodSettings(folder=folder, port=port)).start()
    assert mongod_processes(folder) == []


def test_a_full_disk_is_refused_before_anything_starts(folder: Path) -> None:
    with pytest.raises(MongodError) as refusal:
        Mongod(MongodSettings(folder=folder, least_free=10**18)).start()
    assert re.fullmatch(
        rf"The disk of {folder} is full: \d+ MB are free and the database needs 1000000000000 MB "
        "to start.",
        str(refusal.value),
    )
    assert not (folder / "mongod.log").exists()


def test_a_folder_that_is_a_file_is_refused(folder: Path) -> None:
    path = folder / "data"
    path.touch()
    with pytest.raises(MongodError) as refusal:
        Mongod(MongodSettings(folder=path)).start()
    assert str(refusal.value) == f"The database folder {path} cannot be written: File exists."


def test_a_refused_start_leaves_the_folder_free(settings: MongodSettings, folder: Path) -> None:
    with pytest.raises(MongodError):
        Mongod(MongodSettings(folder=folder, least_free=10**18)).start()
    with Mongod(settings) as mongod:
        assert written(mongod.uri) == []


def test_a_damaged_folder_is_explained_by_what_mongod_said(settings: MongodSettings) -> None:
    with Mongod(settings):
        pass
    (settings.folder / "WiredTiger.turtle").write_text("nonsense")
    (settings.folder / "WiredTiger.wt").write_text("nonsense")
    with pytest.raises(MongodError) as refusal:
        Mongod(settings).start()
    assert re.match(r"The database \(mongod\) ended with status -?\d+: \S", str(refusal.value))
    assert str(settings.folder / "mongod.log") in str(refusal.value)


def test_a_named_program_that_does_not_exist_is_refused(folder: Path) -> None:
    with pytest.raises(MongodError) as refusal:
        find_mongod(folder / "mongod")
    assert str(refusal.value) == (
        f"STORYBOARD_MONGOD names {folder / 'mongod'}, which is not a program."
    )


def test_a_mongod_on_the_path_is_found_where_none_is_bundled(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = folder / "mongod"
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr("repositories.mongod_binary.find_spec", nothing)
    assert find_mongod(None) == program


def test_no_mongod_at_all_is_answered_with_how_to_get_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr("repositories.mongod_binary.find_spec", nothing)
    with pytest.raises(MongodError, match=r"No mongod was found: .*MONGODB_URI"):
        find_mongod(None)


def test_a_program_that_is_not_mongod_is_explained(folder: Path) -> None:
    program = folder / "mongod"
    program.write_text(
        "#!/bin/sh\necho 'error while loading shared libraries: libx.so.4' >&2\nexit 127\n"
    )
    program.chmod(0o755)
    data = folder / "data"
    with pytest.raises(MongodError) as refusal:
        Mongod(MongodSettings(folder=data, binary=program)).start()
    assert str(refusal.value) == (
        "The database (mongod) ended with status 127: a library of the system is missing "
        f"(libx.so.4); its log is {data / 'mongod.log'}."
    )


def test_a_mongod_that_never_answers_is_given_up(folder: Path) -> None:
    program = folder / "mongod"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    settings = MongodSettings(folder=folder / "data", binary=program, start_timeout=0.3)
    with pytest.raises(MongodError, match="did not become ready within 0 seconds"):
        Mongod(settings).start()


def test_a_long_log_is_put_aside(settings: MongodSettings, folder: Path) -> None:
    (folder / "mongod.log").write_bytes(b"x" * 8_000_001)
    with Mongod(settings):
        assert (folder / "mongod.log").stat().st_size < 1_000_000
    assert (folder / "mongod.log.1").stat().st_size == 8_000_001


def nothing(_: str) -> None:
    """As where the wheel is not installed."""


def is_running(pid: int) -> bool:
    """A zombie that nobody has buried yet runs no more."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def mongod_processes(folder: Path) -> list[psutil.Process]:
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if str(folder) in (process.info["cmdline"] or [])
    ]


@contextmanager
def occupied(port: int) -> Generator[None]:
    """A stranger listens there and hangs up on whoever calls."""
    with socketserver.TCPServer(("127.0.0.1", port), socketserver.BaseRequestHandler) as stranger:
        thread = threading.Thread(target=stranger.serve_forever, args=(0.05,))
        thread.start()
        yield
        stranger.shutdown()
        thread.join()


@contextmanager
def program_with_mongod(folder: Path) -> Generator[tuple[subprocess.Popen[str], int, str]]:
    command = [sys.executable, "-c", START, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:  # noqa: S603
        assert parent.stdout is not None
        pid, uri = parent.stdout.readline().split()
        try:
            yield parent, int(pid), uri
        finally:
            parent.kill()
