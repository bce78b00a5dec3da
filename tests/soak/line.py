"""One user, and connections over which requests are sent and answers may be lost."""

import asyncio
from itertools import cycle
from typing import Any, Final
from uuid import uuid4

import httpx

PATIENCE: Final = 6.0  # seconds until a client takes an answer for lost
RENEWAL: Final = 240.0  # an access token is good for ten minutes
PAUSE: Final = 0.2
TRIES: Final = 5


def _secret() -> dict[str, str]:
    return {"email": f"{uuid4().hex}@example.org", "password": uuid4().hex}


class Account:
    """Everybody is the same user. Its token is renewed for as long as `renew` runs."""

    def __init__(self) -> None:
        self.authorization = ""
        self._secret = _secret()

    async def register(self, line: "Line") -> None:
        for _ in range(TRIES):
            person = {**self._secret, "name": "Ada", "transport": "body"}
            if self._is_taken(await line.post("/auth/register", person)):
                return
            self._secret = _secret()  # the first one may be taken now: by us
        raise AssertionError("Nobody may register: see what the server logged.")

    async def renew(self, lines: list["Line"]) -> None:
        while True:
            await asyncio.sleep(RENEWAL)
            for line in cycle(lines):
                body = {**self._secret, "transport": "body"}
                if self._is_taken(await line.post("/auth/login", body)):
                    break
                await asyncio.sleep(PAUSE)

    def _is_taken(self, answer: dict[str, Any] | None) -> bool:
        token = (answer or {}).get("accessToken")
        if token:
            self.authorization = f"Bearer {token}"
        return bool(token)


class Line:
    def __init__(self, port: int, account: Account) -> None:
        self.port = port
        self._account = account
        self._http = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE)

    async def send(self, query: str, variables: dict[str, Any]) -> dict[str, Any] | None:
        """Return the first root field of a GraphQL answer, None where the outcome is unknown."""
        answer = await self.post("/graphql", {"query": query, "variables": variables})
        if answer is None or answer.get("errors") or not answer.get("data"):
            return None
        payload: dict[str, Any] | None = next(iter(answer["data"].values()))
        return payload

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any] | None:
        """Return the answer, None where there was none."""
        headers = (
            {"authorization": self._account.authorization} if self._account.authorization else {}
        )
        try:
            answer = await self._http.post(path, json=body, headers=headers)
            said: dict[str, Any] = answer.json()
        except (httpx.TransportError, ValueError):
            return None
        return said

    async def close(self) -> None:
        await self._http.aclose()
