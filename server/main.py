"""The command line: `storyboard serve` and what else an operator asks of the program."""

import argparse
import errno
import gc
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import NoReturn

import uvicorn
from typing_extensions import override

from repositories.folder_lock import FolderInUseError, FolderLock
from repositories.mongod import Mongod, MongodSettings
from repositories.mongod_error import MongodError
from repositories.reach import MongodbUnusableError, require_mongodb
from server.account.key import KeyFile, KeysUnusableError
from server.app import create_app
from server.log import configure_logging
from server.settings import SettingError, Settings, read_settings

GRACE = 3  # seconds; an open subscription would hold the end back for ever
BACKLOG = 2048  # connections that wait to be accepted
# Bytes of the largest message over a WebSocket: subscriptions are small, and whatever somebody
# sends is in memory before it is known who it is.
MESSAGE_MOST = 1_000_000
ANYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - recognised, not chosen


class StartError(Exception):
    """The program cannot start; the text is one sentence for the user."""


REFUSALS = (StartError, SettingError, MongodError, MongodbUnusableError, KeysUnusableError)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 also after Ctrl-C, 1 with one sentence on stderr, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    run: Callable[[Mapping[str, str]], None] = options.run
    try:
        run(os.environ)
    except REFUSALS as error:
        print(f"storyboard: {error}", file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="storyboard", description="Plan a film as a storyboard, alone or together."
    )
    verbs = parser.add_subparsers(required=True, metavar="command")
    serve_verb = verbs.add_parser("serve", help="start the server, with a database of its own")
    serve_verb.set_defaults(run=serve)
    rotate_verb = verbs.add_parser("rotate-key", help="make a new key to sign tokens with")
    rotate_verb.set_defaults(run=rotate_key)
    version_verb = verbs.add_parser("version", help="print the version")
    version_verb.set_defaults(run=print_version)
    return parser


def print_version(_: Mapping[str, str]) -> None:
    try:
        print(version("emergent-storyboard"))  # noqa: T201
    except PackageNotFoundError:
        raise StartError("The program is not installed: run `make setup`.") from None


def rotate_key(environment: Mapping[str, str]) -> None:
    """Put a new signing key before those in the data folder, also while a server runs on it."""
    settings = read_settings(environment)
    if settings.signing_keys is not None:
        raise StartError(
            "The keys are set by STORYBOARD_SIGNING_KEYS: put a new one first there, leave the old "
            "one behind it, and start the server again."
        )
    key = KeyFile(settings.data).rotate()
    print(  # noqa: T201
        f"New tokens are signed with key {key.id} when the server is started again; what the key "
        "before signed stays good until it expires."
    )


def serve(environment: Mapping[str, str]) -> None:
    """Until a signal ends it. What was started is stopped in the opposite order."""
    settings = read_settings(environment)
    with ending_by_signals(), ExitStack() as stack:
        stack.enter_context(_held_folder(settings))
        if settings.signing_keys is None:
            KeyFile(settings.data).load()  # refused here in one sentence, not by a stack of calls
        listener = stack.enter_context(_listener(settings.host, settings.port))
        uri = stack.enter_context(_database(settings))
        configure_logging(settings.log_format, development=settings.development)
        server = _Server(
            uvicorn.Config(
                create_app(settings, uri),
                http="httptools",
                ws_max_size=MESSAGE_MOST,
                # Compressing costs more than sending, and a context for each connection's memory.
                ws_per_message_deflate=False,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=GRACE,
            ),
            when_ready=lambda: _announce(settings, environment),
        )
        server.run(sockets=[listener])
        if not server.started:
            raise StartError("The server could not start: the lines above say why.")


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, *, when_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._when_ready = when_ready

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            settle_memory()
            self._when_ready()


def settle_memory() -> None:
    """What lives as long as the program need not be looked at by every collection."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@contextmanager
def ending_by_signals() -> Generator[None]:
    """SIGTERM and a closed terminal end the program as Ctrl-C does."""

    def end(_number: int, _frame: object) -> NoReturn:
        raise KeyboardInterrupt

    def hang_up(_number: int, _frame: object) -> None:
        signal.raise_signal(signal.SIGTERM)  # while it serves, uvicorn knows only this one

    handlers = {signal.SIGTERM: end, signal.SIGHUP: hang_up}
    before = {name: signal.signal(name, handler) for name, handler in handlers.items()}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


@contextmanager
def _held_folder(settings: Settings) -> Generator[None]:
    """Several servers may share a folder, but not one in which a private database lives."""
    lock = FolderLock(settings.data, shared=settings.mongodb_uri is not None)
    try:
        lock.acquire()
    except FolderInUseError as error:
        raise StartError(
            f"{error} Open the one that runs, or set STORYBOARD_DATA to another folder."
        ) from None
    except OSError as error:
        raise StartError(
            f"The data folder {settings.data} cannot be written: {error.strerror}. "
            "Set STORYBOARD_DATA to another one."
        ) from None
    with lock:
        yield


@contextmanager
def _listener(host: str, port: int) -> Generator[socket.socket]:
    """Bound and listening before anything slow starts; callers wait for the server to be ready."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise StartError(f"STORYBOARD_HOST {host} is not known here: {error.strerror}.") from None
    with socket.socket(family, kind, protocol) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            listener.listen(BACKLOG)
        except PermissionError:
            raise StartError(
                f"Port {port} needs privileges: set STORYBOARD_PORT to one above 1023."
            ) from None
        except OSError as error:
            raise StartError(_why_not_bound(error, host, port)) from None
        yield listener


def _why_not_bound(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} of {host} is taken by another program: end it, or set STORYBOARD_PORT "
            "to another port."
        )
    return f"The server cannot listen on {host}, port {port}: {error.strerror}."


@contextmanager
def _database(settings: Settings) -> Generator[str]:
    if settings.mongodb_uri is not None:
        require_mongodb(settings.mongodb_uri)
        yield settings.mongodb_uri
        return
    with Mongod(MongodSettings(folder=settings.data / "mongodb", binary=settings.mongod)) as mongod:
        mongod.watch()
        yield mongod.uri


def _announce(settings: Settings, environment: Mapping[str, str]) -> None:
    host = "localhost" if settings.host in ANYWHERE else settings.host
    url = f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"
    print(f"Emergent Storyboard is ready: {url}  (Ctrl-C ends it)", flush=True)  # noqa: T201
    if settings.open_browser and has_desktop(environment, sys.platform) and sys.stdout.isatty():
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def has_desktop(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a browser window would appear before somebody who waits for it."""
    if environment.get("CI"):
        return False
    if platform in {"darwin", "win32"}:
        return not environment.get("SSH_CONNECTION")
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
