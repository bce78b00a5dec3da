"""Texts that nobody reads who has the database alone: AES-256-GCM, with keys kept elsewhere.

The cipher is that of NIST SP 800-38D, with a random nonce of 96 bits; what a text is about is
authenticated with it, so that no row passes for another's.
"""

import secrets
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from events.record import record
from server.account.key import (
    SECRETS,
    KeyFile,
    Keys,
    SigningKey,
    from_environment,
)

NONCE_BYTES: Final = 12
KEY_BYTES: Final = 32


@record
class Sealed:
    """`by` is the id of the key it was encrypted with."""

    by: str
    nonce: bytes
    content: bytes


class LostKeyError(Exception):
    """Nothing here opens what was sealed."""


class Vault:
    """Seals with the newest key and opens with whichever it was; `given` are those of a variable.

    The file in the data folder is made when something is sealed for the first time.
    """

    def __init__(self, folder: Path, *, given: str | None) -> None:
        self._file = KeyFile(folder, SECRETS)
        self._given: Keys = from_environment(given, SECRETS) if given else ()

    def seal(self, text: str, about: str) -> Sealed:
        """Encrypt a text. Raises KeysUnusableError."""
        key = (self._given or self._file.load())[0]
        nonce = secrets.token_bytes(NONCE_BYTES)
        content = _cipher(key).encrypt(nonce, text.encode(), about.encode())
        return Sealed(by=key.id, nonce=nonce, content=content)

    def open(self, sealed: Sealed, about: str) -> str:
        """Return the text. Raises LostKeyError, KeysUnusableError."""
        key = next((one for one in self._present() if one.id == sealed.by), None)
        if key is None:
            raise LostKeyError
        try:
            return _cipher(key).decrypt(sealed.nonce, sealed.content, about.encode()).decode()
        except InvalidTag as error:
            raise LostKeyError from error

    def _present(self) -> Keys:
        """Whoever goes from the file to the variable still opens what was sealed before."""
        return (*self._given, *(self._file.load() if self._file.path.exists() else ()))


def _cipher(key: SigningKey) -> AESGCM:
    """A key of a variable may be longer than the cipher's, and none is used for two things."""
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"storyboard/secrets")
    return AESGCM(derived.derive(key.secret))
