"""What can be set from outside, read once from the environment at start, never at import."""

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar

import platformdirs

from domain.media import MediaKind
from events.record import record
from generation.guard import Policy
from server.account.key import (
    SECRETS,
    SIGNING,
    KeysUnusableError,
    Purpose,
    from_environment,
)

T = TypeVar("T")
LogFormat = Literal["console", "json"]
LAST_PORT = 65535
MEGABYTE = 10**6
LARGEST = {
    MediaKind.MUSIC: 50 * MEGABYTE,
    MediaKind.IMAGE: 10 * MEGABYTE,
    MediaKind.VIDEO: 2_000 * MEGABYTE,
}
YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}


class SettingError(Exception):
    """The text is one sentence that names the variable and what it accepts."""


@record
class Settings:
    data: Path
    host: str = "127.0.0.1"
    port: int = 8000
    mongodb_uri: str | None = None  # None: a private mongod
    mongod: Path | None = None  # None: the bundled one, or the PATH's
    database: str = "storyboard"
    development: bool = False  # GraphiQL, introspection, /openapi.json, debug log
    registration_open: bool = True  # the first user may always register
    signing_keys: str | None = field(default=None, repr=False)  # None: keys kept in `data`
    secret_keys: str | None = field(default=None, repr=False)  # None: one kept in `data`
    log_format: LogFormat = "console"
    open_browser: bool = True
    web: Path | None = None  # the built editor; None: the one beside the program
    largest: Mapping[MediaKind, int] = field(default_factory=lambda: dict(LARGEST))  # bytes
    worker_hosts: frozenset[str] = frozenset()  # private addresses at which workers may be
    workflows: Path | None = None  # files of workflows; None: `workflows` in `data`

    @property
    def worker_policy(self) -> Policy:
        return Policy(hosts=self.worker_hosts)

    @property
    def workflow_folder(self) -> Path:
        return self.workflows or self.data / "workflows"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Raises `SettingError` for the first value that makes no sense."""
    reader = _Reader(environment)
    return Settings(
        data=reader.read("DATA", _path, platformdirs.user_data_path("emergent-storyboard")),
        host=reader.read("HOST", _host, "127.0.0.1"),
        port=reader.read("PORT", _port, 8000),
        mongodb_uri=reader.mongodb_uri(),
        mongod=reader.read("MONGOD", _path, None),
        database=reader.read("DATABASE", _database, "storyboard"),
        development=reader.read("DEVELOPMENT", _flag, default=False),
        registration_open=reader.read("REGISTRATION", _open_or_closed, default=True),
        signing_keys=reader.read("SIGNING_KEYS", partial(_keys, SIGNING), None),
        secret_keys=reader.read("SECRET_KEYS", partial(_keys, SECRETS), None),
        log_format=reader.read("LOG_FORMAT", _log_format, "console"),
        open_browser=reader.read("OPEN_BROWSER", _flag, default=True),
        web=reader.read("WEB", _path, None),
        worker_hosts=reader.read("WORKER_HOSTS", _hosts, frozenset()),
        workflows=reader.read("WORKFLOWS", _path, None),
        largest={
            kind: reader.read(f"{kind.upper()}_MB", _megabytes, usual)
            for kind, usual in LARGEST.items()
        },
    )


class _Reader:
    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def read(self, name: str, parse: Callable[[str], T], default: T) -> T:
        """An empty variable counts as one that is not set."""
        variable = f"STORYBOARD_{name}"
        text = self._environment.get(variable, "").strip()
        if not text:
            return default
        try:
            return parse(text)
        except ValueError as error:
            raise SettingError(f"{variable} {error}.") from None

    def mongodb_uri(self) -> str | None:
        uri = self._environment.get("MONGODB_URI", "").strip()
        if uri and not uri.startswith(("mongodb://", "mongodb+srv://")):
            raise SettingError("MONGODB_URI must begin with mongodb:// or mongodb+srv://.")
        return uri or None


def _path(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _host(text: str) -> str:
    if re.search(r"[\s/]", text):
        raise ValueError(f"must be a host name or an address, not {text!r}")
    return text


def _hosts(text: str) -> frozenset[str]:
    """Read names, `name:port` and networks, apart by commas."""
    hosts = frozenset(one.strip() for one in text.split(",") if one.strip())
    if any(re.search(r"[\s@]|://", one) for one in hosts):
        raise ValueError("names, name:port or networks such as 10.0.0.0/8, apart by commas")
    return hosts


def _port(text: str) -> int:
    if not re.fullmatch(r"\d{1,5}", text, re.ASCII) or not 1 <= int(text) <= LAST_PORT:
        raise ValueError(f"must be a port from 1 to 65535, not {text!r}")
    return int(text)


def _megabytes(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,6}", text, re.ASCII):
        raise ValueError(f"must be a whole number of megabytes from 1 on, not {text!r}")
    return int(text) * MEGABYTE


def _database(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,60}", text):
        raise ValueError(f"must be 1 to 60 letters, digits, - or _, not {text!r}")
    return text


def _flag(text: str) -> bool:
    if text.lower() not in YES | NO:
        raise ValueError(f"must be yes or no, not {text!r}")
    return text.lower() in YES


def _open_or_closed(text: str) -> bool:
    if text.lower() not in {"open", "closed"}:
        raise ValueError(f"must be open or closed, not {text!r}")
    return text.lower() == "open"


def _log_format(text: str) -> LogFormat:
    match text.lower():
        case "console":
            return "console"
        case "json":
            return "json"
        case _:
            raise ValueError(f"must be console or json, not {text!r}")


def _keys(purpose: Purpose, text: str) -> str:
    try:
        from_environment(text, purpose)
    except KeysUnusableError as error:
        raise SettingError(str(error)) from None
    return text
