"""The client of the pull protocol: what an answer means, and inputs that come whole."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from generation.agent.client import (
    Client,
    RefusedError,
    ServerAwayError,
    TokenRefusedError,
    is_address,
)

Answer = Callable[[httpx.Request], httpx.Response]
CONTENT = b"a picture"
DIGEST = sha256(CONTENT).hexdigest()


def client(answer: Answer) -> Client:
    return Client("http://film.test", "t", transport=httpx.MockTransport(answer))


def refusal(status: int) -> httpx.Response:
    return httpx.Response(status, json={"error": {"message": "Not so."}})


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, TokenRefusedError),
        (415, RefusedError),
        (429, ServerAwayError),
        (503, ServerAwayError),
        (507, ServerAwayError),
    ],
)
async def test_a_refusal_says_whether_to_ask_again(status: int, kind: type[Exception]) -> None:
    with pytest.raises(kind, match=r"Not so\."):
        await client(lambda _: refusal(status)).claim((), 0, 0)


@pytest.mark.parametrize("status", [404, 409])
async def test_what_is_gone_or_contested_is_over(status: int) -> None:
    with pytest.raises(RefusedError) as refused:
        await client(lambda _: refusal(status)).claim((), 0, 0)
    assert refused.value.is_over


async def test_a_server_that_is_away_or_another_program_may_be_asked_again() -> None:
    def away(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with pytest.raises(ServerAwayError, match="cannot be reached"):
        await client(away).claim((), 0, 0)
    with pytest.raises(ServerAwayError, match="no storyboard server"):
        await client(lambda _: httpx.Response(200, text="<html>")).claim((), 0, 0)
    with pytest.raises(ServerAwayError, match="HTTP 502"):
        await client(lambda _: httpx.Response(502, text="<html>")).claim((), 0, 0)
    with pytest.raises(ServerAwayError, match="cannot be reached"):
        await client(away).download("/x", DIGEST, Path("nowhere"))


async def test_an_input_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / DIGEST
    with pytest.raises(ServerAwayError, match="damaged"):
        await client(lambda _: httpx.Response(200, content=b"a pic")).download("/x", DIGEST, path)
    with pytest.raises(RefusedError):
        await client(lambda _: refusal(403)).download("/x", DIGEST, path)
    assert not path.exists()
    await client(lambda _: httpx.Response(200, content=CONTENT)).download("/x", DIGEST, path)
    assert path.read_bytes() == CONTENT


def test_an_address_is_one_of_a_server() -> None:
    assert is_address("https://film.example")
    assert not is_address("film.example")
    assert not is_address("http://[")
