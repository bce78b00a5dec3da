"""Only what this installation signed, for this use, with a key it still has, is believed."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jose import jwt

from domain.account import NotLoggedInError
from domain.errors import ForbiddenError
from server.account.key import KeyFile, KeyRing, SigningKey, fresh_key
from server.account.token import ACCESS, DEVICE, LINK, TokenError, TokenMint
from tests.server.account.conftest import ADA, Clock, Desk, MakeDesk

KEY = SigningKey(id="one", secret=b"k" * 32)
MINUTE = timedelta(minutes=1)


def mint(clock: Clock, *keys: SigningKey, issuer: str = "storyboard") -> TokenMint:
    return TokenMint(KeyRing(lambda: keys or (KEY,), clock), issuer=issuer, clock=clock)


def segment(value: object) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def claims(clock: Clock, **changes: object) -> dict[str, object]:
    now = int(clock.now.timestamp())
    stamped = {"iss": "storyboard", "aud": ACCESS, "iat": now, "exp": now + 60, "sub": "user-1"}
    return {key: value for key, value in (stamped | changes).items() if value is not None}


def signed(payload: dict[str, object], *, key: bytes = KEY.secret, kid: object = "one") -> str:
    return jwt.encode(payload, key, algorithm="HS256", headers={"kid": kid})


def test_a_token_is_read_back_with_its_claims(clock: Clock) -> None:
    read = mint(clock).read(ACCESS, mint(clock).sign(ACCESS, {"sub": "user-1"}, MINUTE))
    assert len(read.pop("jti")) == 32
    assert read == claims(clock)


def forgeries() -> dict[str, Callable[[Clock], str]]:
    return {
        "expired": lambda clock: signed(claims(clock, exp=int(clock.now.timestamp()))),
        "without an end": lambda clock: signed(claims(clock, exp=None)),
        "end is a text": lambda clock: signed(claims(clock, exp="9" * 12)),
        "end is true": lambda clock: signed(claims(clock, exp=True)),
        "end is no number": lambda clock: signed(claims(clock, exp=float("nan"))),
        "another audience": lambda clock: signed(claims(clock, aud=LINK)),
        "without audience": lambda clock: signed(claims(clock, aud=None)),
        "several audiences": lambda clock: signed(claims(clock, aud=[ACCESS, LINK])),
        "another issuer": lambda clock: signed(claims(clock, iss="evil")),
        "without issuer": lambda clock: signed(claims(clock, iss=None)),
        "another secret": lambda clock: signed(claims(clock), key=b"x" * 32),
        "unknown key": lambda clock: signed(claims(clock), kid="two"),
        "key is a list": lambda clock: signed(claims(clock), kid=["one"]),
        "without key": lambda clock: signed(claims(clock), kid=None),
        "none": lambda clock: unsigned(clock, "none"),
        "None": lambda clock: unsigned(clock, "None"),
        "no algorithm": lambda clock: unsigned(clock, None),
        "algorithm is a list": lambda clock: unsigned(clock, ["HS256"]),
        "HS512": lambda clock: jwt.encode(claims(clock), KEY.secret, "HS512", {"kid": "one"}),
        "signature cut": lambda clock: signed(claims(clock))[:-2],
        "payload changed": changed,
        "header is a list": lambda clock: f"{segment([1])}.{segment(claims(clock))}.x",
        "header is deep": lambda _clock: f"{segment(b'[' * 2900)}.e30.x",
        "payload is a list": lambda _clock: f"{segment({'alg': 'HS256', 'kid': 'one'})}.W10.x",
        "nothing": lambda _clock: "",
        "dots": lambda _clock: "..",
        "huge": lambda _clock: "a." * 10_000,
        "not ascii": lambda _clock: "é.\ud800.x",
    }


def unsigned(clock: Clock, algorithm: object) -> str:
    header = {"typ": "JWT", "alg": algorithm, "kid": "one"}
    return f"{segment(header)}.{segment(claims(clock))}."


def changed(clock: Clock) -> str:
    header, _payload, signature = signed(claims(clock)).split(".")
    return f"{header}.{segment(claims(clock, sub='user-2'))}.{signature}"


@pytest.mark.parametrize("forgery", forgeries().values(), ids=forgeries().keys())
async def test_a_forged_token_is_refused_everywhere(
    forgery: Callable[[Clock], str], clock: Clock, desk: Desk
) -> None:
    token = forgery(clock)
    with pytest.raises(TokenError):
        mint(clock).read(ACCESS, token)
    with pytest.raises(NotLoggedInError, match=r"Log in again\."):
        await desk.accounts.authenticate(f"Bearer {token}")


@given(st.text(max_size=200), st.binary(max_size=100), st.binary(max_size=100))
def test_any_text_is_refused_and_never_breaks(text: str, header: bytes, payload: bytes) -> None:
    for token in (text, f"{segment(header)}.{segment(payload)}.{segment(payload)}"):
        with pytest.raises(TokenError):
            mint(Clock()).read(ACCESS, token)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b", "\x00"])
async def test_another_authorization_is_refused(desk: Desk, header: str) -> None:
    with pytest.raises(NotLoggedInError):
        await desk.accounts.authenticate(header)


async def test_a_token_of_one_kind_is_not_good_as_another(desk: Desk) -> None:
    async with desk.client() as client:
        ada = (await client.post("/auth/register", json=ADA)).json()
        link = desk.accounts.sign_link({"sub": ada["user"]["id"], "sid": "x"}, MINUTE)
        for foreign in (link, client.cookies["storyboard_device"]):
            answer = await client.get("/auth/me", headers={"Authorization": f"Bearer {foreign}"})
            assert answer.status_code == 401
    with pytest.raises(ForbiddenError):
        desk.accounts.read_link(ada["accessToken"])


async def test_a_link_says_what_it_allows_until_it_expires(desk: Desk, clock: Clock) -> None:
    allowed = {"project": "project-1", "format": "otio", "n": 7}
    token = desk.accounts.sign_link(allowed, MINUTE)
    assert desk.accounts.read_link(token) == allowed
    clock.go_on(minutes=1)
    with pytest.raises(ForbiddenError, match="expired"):
        desk.accounts.read_link(token)


def test_the_newest_key_signs_and_older_ones_verify_until_dropped(
    clock: Clock, keys: KeyFile
) -> None:
    ring = KeyRing(keys.load, clock)
    signing = TokenMint(ring, issuer="storyboard", clock=clock)
    old = signing.sign(DEVICE, {}, timedelta(days=1))
    rotated = keys.rotate(keep=2)
    ring.reload()
    new = signing.sign(DEVICE, {}, timedelta(days=1))
    assert jwt.get_unverified_header(new)["kid"] == rotated.id
    assert signing.read(DEVICE, old)["aud"] == DEVICE
    keys.rotate(keep=2)
    ring.reload()
    assert signing.read(DEVICE, new)["aud"] == DEVICE
    with pytest.raises(TokenError, match="unknown key"):
        signing.read(DEVICE, old)


def test_a_running_process_learns_of_a_key_that_another_made(clock: Clock, keys: KeyFile) -> None:
    ours, theirs = (
        TokenMint(KeyRing(keys.load, clock), issuer="storyboard", clock=clock) for _ in range(2)
    )
    keys.rotate()
    third = TokenMint(KeyRing(keys.load, clock), issuer="storyboard", clock=clock)
    token = third.sign(ACCESS, {}, MINUTE)
    with pytest.raises(TokenError, match="unknown key"):
        ours.read(ACCESS, token)
    clock.go_on(seconds=1)
    assert ours.read(ACCESS, token) == theirs.read(ACCESS, token)


async def test_a_refresh_within_the_grace_survives_a_rotation_of_keys(
    make_desk: MakeDesk, keys: KeyFile
) -> None:
    before = await make_desk()
    async with before.client() as client:
        first: Any = (await client.post("/auth/register", json={**ADA, "transport": "body"})).json()
        sent = {"refreshToken": first["refreshToken"]}
        second = (await client.post("/auth/refresh", json=sent)).json()
    keys.rotate()
    after = await make_desk()
    async with after.client() as client:
        again = await client.post("/auth/refresh", json=sent)
    assert again.json()["refreshToken"] == second["refreshToken"]


def test_fresh_keys_differ() -> None:
    one, other = fresh_key(), fresh_key()
    assert one.id != other.id
    assert one.secret != other.secret
    assert len(one.secret) == 32
