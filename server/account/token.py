"""Signed tokens with a pinned algorithm. Each audience is a kind of token of its own."""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from jose import jwk, jwt
from jose.exceptions import JOSEError

from events.record import record
from server.account.key import KeyRing, SigningKey

ALGORITHM: Final = "HS256"
LONGEST: Final = 4096
REMEMBERED: Final = 2048
ACCESS: Final = "storyboard/access"
DEVICE: Final = "storyboard/device"
LINK: Final = "storyboard/link"
MEDIA: Final = "storyboard/media"
UPLOAD: Final = "storyboard/upload"


class TokenError(Exception):
    """Why a token is not believed: for the log, not for whoever showed it."""


@record
class Believed:
    """A token whose signature was verified with `key`: the same text need not be again."""

    key: SigningKey
    claims: Mapping[str, Any]


class TokenMint:
    """Signs and reads tokens of one issuer."""

    def __init__(self, ring: KeyRing, *, issuer: str, clock: Callable[[], datetime]) -> None:
        self._ring = ring
        self._issuer = issuer
        self._clock = clock
        self._read: OrderedDict[tuple[str, str], Believed] = OrderedDict()

    def sign(self, audience: str, claims: Mapping[str, Any], lifetime: timedelta) -> str:
        now = int(self._clock().timestamp())
        key = self._ring.newest
        stamped = {
            **claims,
            "iss": self._issuer,
            "aud": audience,
            "iat": now,
            "exp": now + int(lifetime.total_seconds()),
            "jti": secrets.token_hex(16),
        }
        return jwt.encode(stamped, _hmac(key), algorithm=ALGORITHM, headers={"kid": key.id})

    def read(self, audience: str, token: str) -> dict[str, Any]:
        """Return the claims of a token made for this audience. Raises TokenError."""
        if len(token) > LONGEST or not token.isascii():
            raise TokenError("malformed")
        claims = self._remembered(token, audience)
        if claims is None:
            try:
                key, claims = self._verified(token, audience)
            except (JOSEError, ValueError, TypeError, RecursionError) as error:
                raise TokenError(f"refused: {error}") from error
            self._remember(token, audience, Believed(key=key, claims=claims))
        self._check(claims, audience)
        return dict(claims)

    def _remembered(self, token: str, audience: str) -> Mapping[str, Any] | None:
        """Return the claims of a token that was verified before, while its key is in use."""
        known = self._read.get((audience, token))
        if known is None or self._ring.find(known.key.id) != known.key:
            return None
        return known.claims

    def _remember(self, token: str, audience: str, believed: Believed) -> None:
        self._read[audience, token] = believed
        while len(self._read) > REMEMBERED:
            self._read.popitem(last=False)

    def _verified(self, token: str, audience: str) -> tuple[SigningKey, dict[str, Any]]:
        header = jwt.get_unverified_header(token)
        if header.get("alg") != ALGORITHM:
            raise TokenError("another algorithm")
        key = self._ring.find(header.get("kid"))
        if key is None:
            raise TokenError("unknown key")
        claims = jwt.decode(
            token,
            _hmac(key),
            algorithms=[ALGORITHM],
            audience=audience,
            issuer=self._issuer,
            # Ours is the clock that is told apart from the machine's in tests; see _check.
            options={"verify_exp": False},
        )
        return key, claims

    def _check(self, claims: Mapping[str, Any], audience: str) -> None:
        """Check again what the library lets pass when the claim is missing."""
        if claims.get("aud") != audience or claims.get("iss") != self._issuer:
            raise TokenError("made for something else")
        expires = claims.get("exp")
        if type(expires) is not int:
            raise TokenError("without an end")
        if expires <= self._clock().timestamp():
            raise TokenError("expired")


def _hmac(key: SigningKey) -> Any:
    # A key object, because the library would try to read a plain text or bytes as JSON first.
    return jwk.construct(key.secret, ALGORITHM)
