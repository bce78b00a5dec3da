"""`storyboard serve`: the server, with a database of its own or one it is pointed at."""

import argparse
import errno
import gc
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager

import uvicorn
from typing_extensions import override

from repositories.mongod import Mongod, MongodSettings
from repositories.reach import require_mongodb
from server.account.key import KeyFile
from server.app import create_app
from server.command.place import held_folder
from server.command.refusal import RefusedError
from server.command.signals import ending_by_signals
from server.command.work import done, look
from server.log import configure_logging
from server.settings import Settings, read_settings

GRACE = 3  # seconds; an open subscription would hold the end back for ever
BACKLOG = 2048  # connections that wait to be accepted
# Bytes of the largest message over a WebSocket: subscriptions are small, and whatever somebody
# sends is in memory before it is known who it is.
MESSAGE_MOST = 1_000_000
# Seconds. Longer than clients and proxies keep an idle connection: who ends it first sees no error.
KEEP_ALIVE = 75
ANYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - recognised, not chosen


def serve(_: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """Until a signal ends it. What was started is stopped in the opposite order."""
    settings = read_settings(environment)
    with ending_by_signals(), ExitStack() as stack:
        stack.enter_context(held_folder(settings))
        if settings.signing_keys is None:
            KeyFile(settings.data).load()  # refused here in one sentence, not by a stack of calls
        listener = stack.enter_context(_listener(settings.host, settings.port))
        uri = stack.enter_context(_database(settings))
        done(uri, settings, look)
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
                timeout_keep_alive=KEEP_ALIVE,
            ),
            when_ready=lambda: _announce(settings, environment),
        )
        server.run(sockets=[listener])
        if not server.started:
            raise RefusedError("The server could not start: the lines above say why.")


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
def _listener(host: str, port: int) -> Generator[socket.socket]:
    """Bound and listening before anything slow starts; callers wait for the server to be ready."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise RefusedError(f"STORYBOARD_HOST {host} is not known here: {error.strerror}.") from None
    with socket.socket(family, kind, protocol) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            listener.listen(BACKLOG)
        except PermissionError:
            raise RefusedError(
                f"Port {port} needs privileges: set STORYBOARD_PORT to one above 1023."
            ) from None
        except OSError as error:
            raise RefusedError(_why_not_bound(error, host, port)) from None
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
