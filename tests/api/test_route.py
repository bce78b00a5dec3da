"""What is no GraphQL: unknown paths, wrong methods, bad tokens, the editor's page."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from jose import jwt

from interchange.delivery import File
from server.account.token import ACCESS, DEVICE, LINK
from server.exchange.exporter import Exporter
from tests.api.client import Json, Person
from tests.api.conftest import PAGE, World


def refusal(kind: str, message: str) -> Json:
    return {"error": {"kind": kind, "message": message, "field": None}}


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/nothing", "/api/projects/x/y", "/auth/nothing", "/exports"]
)
async def test_an_unknown_path_of_the_api_is_told_so_in_json(
    nobody: Person, method: str, path: str
) -> None:
    response = await nobody.http.request(method, path)
    assert (response.status_code, response.json()) == (
        404,
        refusal("NotFoundError", "There is nothing at this address. Check the path."),
    )


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/imports"),
        ("PUT", "/api/projects/x/imports"),
        ("GET", "/auth/login"),
        ("POST", "/exports/x"),
        ("PUT", "/graphql"),
        ("POST", "/health"),
    ],
)
async def test_another_method_is_told_so_in_json(nobody: Person, method: str, path: str) -> None:
    response = await nobody.http.request(method, path)
    assert (response.status_code, response.json()) == (
        405,
        refusal("MethodNotAllowedError", f"{method} is not what this address is for."),
    )
    assert response.headers["allow"]


@pytest.mark.parametrize("path", ["/", "/login", "/projects/project-1", "/apiary"])
async def test_the_editors_page_is_served_for_its_own_paths(nobody: Person, path: str) -> None:
    response = await nobody.http.get(path)
    assert (response.status_code, response.text) == (200, PAGE)


async def test_a_missing_file_is_no_page(nobody: Person) -> None:
    response = await nobody.http.get("/assets/missing.js")
    assert (response.status_code, response.json()) == (
        404,
        refusal("NotFoundError", "There is nothing at this address. Check the path."),
    )


@pytest.mark.parametrize("path", ["/", "/health", "/auth/registration", "/api/nothing", "/graphql"])
async def test_every_answer_says_what_it_is_and_leaks_no_address(nobody: Person, path: str) -> None:
    headers = (await nobody.http.get(path)).headers
    found = headers.get_list("x-content-type-options"), headers.get_list("referrer-policy")
    assert found == (["nosniff"], ["same-origin"])


async def test_no_site_may_frame_the_editor_or_put_scripts_into_it(nobody: Person) -> None:
    policy = (await nobody.http.get("/")).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


async def test_the_description_of_the_api_is_for_development(nobody: Person) -> None:
    assert (await nobody.http.get("/openapi.json")).status_code == 404


async def test_a_failure_nobody_expected_is_told_in_json_without_internals(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_exporter: Exporter, _token: str) -> File:
        raise RuntimeError("the password is plum")

    monkeypatch.setattr(Exporter, "download", broken)
    transport = httpx.ASGITransport(world.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://storyboard") as http:
        response = await http.get("/exports/x")
    assert (response.status_code, response.json()) == (
        500,
        refusal(
            "InternalError",
            "Something went wrong on our side. Try again; the server's log says what it was.",
        ),
    )


async def test_health_and_readiness_are_told_to_everybody(nobody: Person) -> None:
    assert (await nobody.http.get("/health")).json() == {"status": "ok"}
    assert (await nobody.http.get("/ready")).json() == {"status": "ready"}


def unsigned(claims: dict[str, Any]) -> str:
    """Return a token of the algorithm `none`, which some libraries believe."""
    head, body, _ = jwt.encode(claims, "secret", algorithm="HS256").split(".")
    none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0"
    assert head != none
    return f"{none}.{body}."


@pytest.mark.parametrize(
    "kind", ["expired", "forged", "none", "device", "link", "cut", "empty", "ended", "scheme"]
)
async def test_a_token_that_is_not_good_is_refused_by_every_entrance(
    kind: str, world: World, ada: Person, project: str
) -> None:
    claims = jwt.get_unverified_claims(ada.token)
    mine = {"sub": claims["sub"], "sid": claims["sid"]}
    minute = timedelta(minutes=1)
    token = {
        "expired": world.mint.sign(ACCESS, mine, -minute),
        "forged": jwt.encode(claims, "guessed", algorithm="HS256"),
        "none": unsigned(claims),
        "device": world.mint.sign(DEVICE, mine, minute),
        "link": world.mint.sign(LINK, mine, minute),
        "cut": ada.token[:-4],
        "empty": "",
        "ended": world.mint.sign(ACCESS, {**mine, "sid": "session-" + "0" * 32}, minute),
        "scheme": ada.token,
    }[kind]
    scheme = "Basic" if kind == "scheme" else "Bearer"
    headers = {"Authorization": f"{scheme} {token}"}
    body = {"query": "query($id: ID!) { project(id: $id) { name } }", "variables": {"id": project}}
    asked = await ada.http.post("/graphql", json=body, headers=headers)
    (error,) = asked.json()["errors"]
    assert (error["message"], error["extensions"]) == ("Log in again.", {"code": "UNAUTHENTICATED"})
    sent = await ada.http.post(f"/api/projects/{project}/imports", content=b"{}", headers=headers)
    assert (sent.status_code, sent.json()) == (401, refusal("NotLoggedInError", "Log in again."))


async def test_a_good_token_of_our_own_making_is_believed(world: World, ada: Person) -> None:
    """The proof that the tests above fail for the reason they name."""
    claims = jwt.get_unverified_claims(ada.token)
    mine = {"sub": claims["sub"], "sid": claims["sid"]}
    token = world.mint.sign(ACCESS, mine, timedelta(minutes=1))
    again = Person(http=ada.http, token=token)
    assert await again.ask("{ viewer { id name isAdministrator } }") == {
        "viewer": {"id": ada.id, "name": "Ada", "isAdministrator": False}
    }
