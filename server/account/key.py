"""Keys of an installation, such as those that sign tokens.

The newest signs, older ones verify until they are dropped.
"""

import base64
import binascii
import json
import os
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import structlog

from events.record import record

SECRET_BYTES: Final = 32
KEPT: Final = 3
PRIVATE: Final = 0o600
RELOAD_AFTER: Final = timedelta(seconds=1)
log = structlog.get_logger("account")


class KeysUnusableError(Exception):
    """The keys cannot be used; the text says what the operator should do."""


@record
class SigningKey:
    id: str
    secret: bytes


Keys = tuple[SigningKey, ...]


@record
class Purpose:
    """What keys are for: the file they are in, the variable that gives them instead of it.

    `noun` names such a key, `without` says what follows when they are gone.
    """

    file: str
    variable: str
    noun: str
    without: str


SIGNING: Final = Purpose(
    file="signing-keys.json",
    variable="STORYBOARD_SIGNING_KEYS",
    noun="signing key",
    without="everybody logs in again",
)
SECRETS: Final = Purpose(
    file="secret-keys.json",
    variable="STORYBOARD_SECRET_KEYS",
    noun="key of secrets",
    without="the API keys of workers have to be set again",
)


class KeyRing:
    """Keys by id, newest first.

    `load` is asked again when a token names an unknown key, at most once a second: so a running
    process learns of a key that another one made.
    """

    def __init__(self, load: Callable[[], Keys], clock: Callable[[], datetime]) -> None:
        self._load = load
        self._clock = clock
        self._keys = load()
        self._loaded_at = clock()

    @property
    def newest(self) -> SigningKey:
        return self._keys[0]

    @property
    def keys(self) -> Keys:
        return self._keys

    def find(self, id_: object) -> SigningKey | None:
        if (key := self._among(id_)) or self._clock() - self._loaded_at < RELOAD_AFTER:
            return key
        self.reload()
        return self._among(id_)

    def reload(self) -> None:
        self._loaded_at = self._clock()
        self._keys = self._load()

    def _among(self, id_: object) -> SigningKey | None:
        return next((key for key in self._keys if key.id == id_), None)


def fresh_key() -> SigningKey:
    return SigningKey(id=secrets.token_hex(8), secret=secrets.token_bytes(SECRET_BYTES))


def from_environment(text: str, purpose: Purpose = SIGNING) -> Keys:
    """Read `id:secret,id:secret`, newest first, each secret at least 32 bytes in base64.

    Raises KeysUnusableError with a sentence that does not show the secrets.
    """
    variable = purpose.variable
    keys = tuple(_key(part.strip(), variable) for part in text.split(","))
    if len({key.id for key in keys}) < len(keys):
        raise KeysUnusableError(f"{variable} names a key twice. Give each its own id.")
    return keys


def _key(written: str, variable: str) -> SigningKey:
    id_, _, secret = written.partition(":")
    try:
        raw = base64.b64decode(secret.replace("-", "+").replace("_", "/") + "==")
    except (binascii.Error, ValueError):
        raw = b""
    if not id_ or len(raw) < SECRET_BYTES:
        raise KeysUnusableError(
            f"{variable} is not a list of `id:secret`, newest first, separated by "
            f"commas, where each secret is at least {SECRET_BYTES} random bytes in base64."
        )
    return SigningKey(id=id_, secret=raw)


class KeyFile:
    """Keys of an installation for a purpose, in its data folder, readable by its owner only."""

    def __init__(self, folder: Path, purpose: Purpose = SIGNING) -> None:
        self.path = folder / purpose.file
        self._purpose = purpose

    def load(self) -> Keys:
        """Return the keys, and make the first one when there is none. Raises KeysUnusableError."""
        if not self.path.exists():
            self._make_first()
        self._tighten()
        try:
            stored = json.loads(self.path.read_bytes())
            keys = tuple(_stored_key(entry) for entry in stored["keys"])
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise self._unreadable() from error
        if not keys:
            raise self._unreadable()
        return keys

    def rotate(self, *, keep: int = KEPT) -> SigningKey:
        """Put a new key first and drop all but `keep`.

        Raises KeysUnusableError while another process does the same.
        """
        key = fresh_key()
        draft = self.path.with_suffix(".new")
        keys = self.load()
        try:
            _write(draft, (key, *keys)[:keep])
        except FileExistsError as error:
            raise KeysUnusableError(
                f"Keys are being changed already. If no other program does so, remove {draft}."
            ) from error
        if self.load() != keys:
            draft.unlink()
            raise KeysUnusableError("The keys were changed meanwhile. Try again.")
        draft.replace(self.path)
        return key

    def _make_first(self) -> None:
        """Whoever links its draft first has made the key; all others use that one."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._link_first()
        except OSError as error:
            raise KeysUnusableError(
                f"The {self._purpose.noun} cannot be written to {self.path.parent}:"
                f" {error.strerror}."
            ) from error

    def _link_first(self) -> None:
        draft = self.path.with_name(f"{self.path.name}.{secrets.token_hex(8)}")
        try:
            _write(draft, (fresh_key(),))
            with suppress(FileExistsError):
                os.link(draft, self.path)
        finally:
            draft.unlink(missing_ok=True)

    def _tighten(self) -> None:
        if os.name == "posix" and self.path.stat().st_mode & 0o077:
            self.path.chmod(PRIVATE)
            log.warning("keys were readable by others", path=str(self.path))

    def _unreadable(self) -> KeysUnusableError:
        return KeysUnusableError(
            f"{self.path} holds no usable keys. Restore it from a backup, or remove it: then a "
            f"new key is made and {self._purpose.without}."
        )


def _stored_key(entry: dict[str, Any]) -> SigningKey:
    secret = bytes.fromhex(entry["secret"])
    if not isinstance(entry["id"], str) or len(secret) < SECRET_BYTES:
        raise ValueError
    return SigningKey(id=entry["id"], secret=secret)


def _write(path: Path, keys: Sequence[SigningKey]) -> None:
    """Write a new file that only its owner can read, to the disk itself."""
    stored = {"keys": [{"id": key.id, "secret": key.secret.hex()} for key in keys]}
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "w") as file:
        json.dump(stored, file)
        file.flush()
        os.fsync(file.fileno())


def open_ring(folder: Path, *, given: str | None, clock: Callable[[], datetime]) -> KeyRing:
    """Return the keys `STORYBOARD_SIGNING_KEYS` gives, else those of the data folder.

    Raises KeysUnusableError.
    """
    if given:
        keys = from_environment(given)
        return KeyRing(lambda: keys, clock)
    return KeyRing(KeyFile(folder).load, clock)
