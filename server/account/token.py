"""Signed tokens with a pinned algorithm. Each audience is a kind of token of its own."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from jose import jwk, jwt
from jose.exceptions import JOSEError

from server.account.key import KeyRing, SigningKey

ALGORITHM: Final = "HS256"
LONGEST: Final = 4096
ACCESS: Final = "storyboard/access"
DEVICE: Final = "storyboard/device"
LINK: Final = "storyboard/link"


class TokenError(Exception):
    """Why a token is not believed: for the log, not for whoever showed it."""


class TokenMint:
    """Signs and reads tokens of one issuer."""

    def __init__(self, ring: KeyRing, *, issuer: str, clock: Callable[[], datetime]) -> None:
        self._ring = ring
        self._issuer = issuer
        self._clock = clock

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
        try:
            claims = self._verified(token, audience)
        except (JOSEError, ValueError, TypeError, RecursionError) as error:
            raise TokenError(f"refused: {error}") from error
        self._check(claims, audience)
        return claims

    def _verified(self, token: str, audience: str) -> dict[str, Any]:
        header = jwt.get_unverified_header(token)
        if header.get("alg") != ALGORITHM:
            raise TokenError("another algorithm")
        key = self._ring.find(header.get("kid"))
        if key is None:
            raise TokenError("unknown key")
        return jwt.decode(
            token,
            _hmac(key),
            algorithms=[ALGORITHM],
            audience=audience,
            issuer=self._issuer,
            # Ours is the clock that is told apart from the machine's in tests; see _check.
            options={"verify_exp": False},
        )

    def _check(self, claims: dict[str, Any], audience: str) -> None:
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
