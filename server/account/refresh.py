"""Refresh tokens: opaque, rotated at every use, stored as digests only.

A token is 16 bytes of its session's id, 16 bytes that all tokens of the session share, and 32
bytes of its own. The shared part tells a used-up token, which betrays a theft, from a made-up
one, with which a stranger could otherwise end the session of somebody else.

The next token is derived from the last with the signing key. So two tabs that refresh at once,
or one whose answer got lost, are given the same successor and not taken for a thief.
"""

import base64
import binascii
import hmac
import secrets
from hashlib import sha256
from typing import Final

from events.record import record
from server.account.key import SigningKey

ID_BYTES: Final = 16
FAMILY_BYTES: Final = 16
SECRET_BYTES: Final = 32
LENGTH: Final = ID_BYTES + FAMILY_BYTES + SECRET_BYTES


@record
class RefreshToken:
    session: str
    family: bytes
    secret: bytes

    @property
    def text(self) -> str:
        id_ = bytes.fromhex(self.session.removeprefix("session-"))
        return base64.urlsafe_b64encode(id_ + self.family + self.secret).decode().rstrip("=")

    @property
    def family_hash(self) -> str:
        return sha256(self.family).hexdigest()

    @property
    def secret_hash(self) -> str:
        return sha256(self.secret).hexdigest()

    def successor(self, key: SigningKey) -> "RefreshToken":
        secret = hmac.digest(key.secret, b"refresh:" + self.family + self.secret, "sha256")
        return RefreshToken(session=self.session, family=self.family, secret=secret)

    def is_of_family(self, family_hash: str) -> bool:
        return hmac.compare_digest(self.family_hash, family_hash)


def fresh_token() -> RefreshToken:
    """Make the first token of a new session."""
    return RefreshToken(
        session=f"session-{secrets.token_hex(ID_BYTES)}",
        family=secrets.token_bytes(FAMILY_BYTES),
        secret=secrets.token_bytes(SECRET_BYTES),
    )


def parsed(text: str) -> RefreshToken | None:
    """Return the token a text stands for, None when it has not the shape of one."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(raw) != LENGTH:
        return None
    family_at, secret_at = ID_BYTES, ID_BYTES + FAMILY_BYTES
    return RefreshToken(
        session=f"session-{raw[:family_at].hex()}",
        family=raw[family_at:secret_at],
        secret=raw[secret_at:],
    )
