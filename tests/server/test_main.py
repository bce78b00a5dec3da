"""The command line as a user meets it: a process, signals, one sentence when it cannot start."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from repositories.folder_lock import FolderLock
from server.account.key import KeyFile
from server.command.serve import MESSAGE_MOST, has_desktop
from server.main import main

ROOT = Path(__file__).parents[2]
STORYBOARD = [sys.executable, "-m", "server", "serve"]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def environment(folder: Path, port: int) -> dict[str, str]:
    ours = {"STORYBOARD_DATA": str(folder / "data"), "STORYBOARD_PORT": str(port)}
    return {**os.environ, **ours, "STORYBOARD_HOST": "127.0.0.1", "STORYBOARD_MONGOD": ""}


@pytest.fixture
def here(environment: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of this process, for starts that end before anything runs."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


@contextmanager
def running(environment: Mapping[str, str]) -> Generator[subprocess.Popen[str]]:
    with subprocess.Popen(  # noqa: S603
        STORYBOARD,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            assert program.stdout is not None
            assert "is ready" in program.stdout.readline()
            yield program
        finally:
            program.kill()


def ended(program: subprocess.Popen[str], number: signal.Signals) -> tuple[int, str]:
    program.send_signal(number)
    _, complaints = program.communicate(timeout=15)
    return program.returncode, complaints


def test_it_serves_with_a_database_of_its_own_and_ctrl_c_ends_both(
    environment: Mapping[str, str], port: int
) -> None:
    with running(environment) as program:
        mongod = psutil.Process(program.pid).children()
        assert [process.name() for process in mongod] == ["mongod"]
        health = httpx.get(f"http://127.0.0.1:{port}/health")
        ready = httpx.get(f"http://127.0.0.1:{port}/ready")
        assert (health.status_code, ready.status_code) == (200, 200)
        assert ended(program, signal.SIGINT) == (0, "")
        assert not any(process.is_running() for process in mongod)


def test_a_message_over_a_websocket_is_bounded_and_never_compressed(
    environment: Mapping[str, str], port: int
) -> None:
    protocols = [Subprotocol("graphql-transport-ws")]
    with (
        running(environment),
        connect(f"ws://127.0.0.1:{port}/graphql", subprotocols=protocols) as opened,
    ):
        assert opened.response is not None
        assert "sec-websocket-extensions" not in opened.response.headers
        opened.send("x" * (MESSAGE_MOST + 1))
        with pytest.raises(ConnectionClosed) as closed:
            opened.recv(timeout=10)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1009  # message too big


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_service_manager_or_a_closed_terminal_ends_it_in_order(
    environment: Mapping[str, str], number: signal.Signals
) -> None:
    with running(environment) as program:
        assert ended(program, number) == (0, "")


def test_it_is_ready_again_after_kill_9_of_its_database(
    environment: Mapping[str, str], port: int
) -> None:
    with running(environment) as program:
        for mongod in psutil.Process(program.pid).children():
            mongod.kill()
        deadline = time.monotonic() + 15
        while httpx.get(f"http://127.0.0.1:{port}/ready", timeout=10).status_code != 200:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_it_starts_again_after_kill_9_of_everything(environment: Mapping[str, str]) -> None:
    with running(environment) as program:
        for process in psutil.Process(program.pid).children():
            process.kill()
        program.kill()
    with running(environment) as program:
        assert ended(program, signal.SIGTERM) == (0, "")


def test_it_uses_the_mongodb_it_is_pointed_at_and_shares_its_folder(
    environment: Mapping[str, str], mongo_uri: str, folder: Path
) -> None:
    with running({**environment, "MONGODB_URI": mongo_uri}) as program:
        assert psutil.Process(program.pid).children() == []
        with FolderLock(folder / "data", shared=True):
            pass
        assert ended(program, signal.SIGTERM) == (0, "")


def test_a_log_for_machines_is_one_json_object_a_line(environment: Mapping[str, str]) -> None:
    with running({**environment, "STORYBOARD_LOG_FORMAT": "json"}) as program:
        psutil.Process(program.pid).children()[0].kill()
        assert program.stderr is not None
        lines = map(json.loads, program.stderr)
        # Others may say first that they cannot reach it.
        line = next(one for one in lines if one["logger"] == "storyboard.mongod")
        assert line["event"] == "mongod ended with status -9; starting it again"
        assert line["level"] == "warning"


@pytest.mark.usefixtures("here")
def test_a_second_start_on_the_same_folder_names_the_first(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with FolderLock(folder / "data"):
        assert main(["serve"]) == 1
    assert capsys.readouterr().err == (
        f"storyboard: The folder {folder / 'data'} is in use by process {os.getpid()}. Open the "
        "one that runs, or set STORYBOARD_DATA to another folder.\n"
    )


@pytest.mark.usefixtures("here")
def test_a_taken_port_is_one_sentence_before_anything_starts(
    folder: Path, port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", port)):
        assert main(["serve"]) == 1
    assert capsys.readouterr().err == (
        f"storyboard: Port {port} of 127.0.0.1 is taken by another program: end it, or set "
        "STORYBOARD_PORT to another port.\n"
    )
    assert not (folder / "data" / "mongodb").exists()


@pytest.mark.usefixtures("here")
def test_a_data_folder_that_cannot_be_written_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "data").touch()
    assert main(["serve"]) == 1
    assert capsys.readouterr().err == (
        f"storyboard: The data folder {folder / 'data'} cannot be written: File exists. "
        "Set STORYBOARD_DATA to another one.\n"
    )


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("STORYBOARD_PORT", "x", "STORYBOARD_PORT must be a port from 1 to 65535, not 'x'."),
        ("STORYBOARD_MONGOD", "/no/mongod", "STORYBOARD_MONGOD names /no/mongod, which is not a"),
        ("STORYBOARD_HOST", "no.such.invalid", "STORYBOARD_HOST no.such.invalid is not known here"),
        ("STORYBOARD_HOST", "192.0.2.1", "The server cannot listen on 192.0.2.1, port"),
        ("MONGODB_URI", "mongodb://a:b:c@d", "MONGODB_URI cannot be read"),
    ],
)
def test_a_setting_that_does_not_work_is_one_sentence(
    variable: str,
    value: str,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(variable, value)
    assert main(["serve"]) == 1
    complaint = capsys.readouterr().err
    assert complaint.startswith(f"storyboard: {sentence}")
    assert complaint.count("\n") == 1


@pytest.mark.usefixtures("here")
def test_a_new_key_is_put_before_the_old_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (old,) = KeyFile(folder / "data").load()
    assert main(["rotate-key"]) == 0
    new, *others = KeyFile(folder / "data").load()
    assert others == [old]
    assert capsys.readouterr().out == (
        f"New tokens are signed with key {new.id} when the server is started again; what the key "
        "before signed stays good until it expires.\n"
    )


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("verb", ["serve", "rotate-key"])
def test_a_key_file_that_is_damaged_is_one_sentence(
    verb: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = KeyFile(folder / "data")
    keys.load()
    keys.path.write_text("{")
    assert main([verb]) == 1
    assert capsys.readouterr().err == (
        f"storyboard: {keys.path} holds no usable keys. Restore it from a backup, or remove it: "
        "then a new key is made and everybody logs in again.\n"
    )


@pytest.mark.usefixtures("here")
def test_keys_of_the_environment_are_rotated_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STORYBOARD_SIGNING_KEYS", "one:" + "A" * 43 + "=")
    assert main(["rotate-key"]) == 1
    assert capsys.readouterr().err == (
        "storyboard: The keys are set by STORYBOARD_SIGNING_KEYS: put a new one first there, leave "
        "the old one behind it, and start the server again.\n"
    )
    assert not KeyFile(folder / "data").path.exists()


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["version"]) == 0
    assert capsys.readouterr().out == "0.1.0\n"


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "CI": "true"}, "linux", False),
        ({}, "darwin", True),
        ({"SSH_CONNECTION": "10.0.0.1 22"}, "darwin", False),
    ],
)
def test_a_browser_is_opened_only_where_somebody_would_see_it(
    environment: Mapping[str, str], platform: str, *, expected: bool
) -> None:
    assert has_desktop(environment, platform) is expected
