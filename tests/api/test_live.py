"""What others do, as it happens: over both transports, with nothing lost and nothing twice."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import Any, TypeAlias

import pytest
from jose import jwt

from server.account.token import ACCESS
from tests.api.client import Json, Person, new_command, registered
from tests.api.conftest import World
from tests.api.stream import (
    CHANGED,
    PATIENCE,
    PRESENCE,
    closed,
    heard,
    over_events,
    over_socket,
    socket,
    subscribe,
)


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("repositories.presence.LOOK", 0.05)


Follow: TypeAlias = Callable[..., AbstractAsyncContextManager[AsyncIterator[Json]]]
BOTH = pytest.mark.parametrize("follow", [over_socket, over_events], ids=["socket", "events"])
UNSEEN = "There is no such thing, or it is not shared with you."


async def following(answers: AsyncIterator[Json]) -> Json:
    """Return the next change. Fails when there is an error instead."""
    answered = await asyncio.wait_for(anext(answers), PATIENCE)
    assert "errors" not in answered, answered
    change: Json = answered["data"]["projectChanged"]
    return change


@BOTH
async def test_changes_are_replayed_from_a_position_and_then_followed(
    follow: Follow, address: str, ada: Person, bob: Person, project: str, scene: str
) -> None:
    await ada.share(project, bob)
    async with follow(address, bob, CHANGED, id=project, after=1) as answers:
        replayed = [await following(answers) for _ in range(2)]
        command = new_command()
        clip = await ada.clip(scene, name="Gulls", commandId=command)
        change = await following(answers)
    assert [(one["position"], one["changed"]) for one in replayed] == [(2, [scene]), (3, [project])]
    assert change == {
        "position": 4,
        "command": command.replace("-", ""),
        "note": "",
        "actor": {"id": ada.id, "name": "Ada"},
        "changed": [clip],
        "events": [
            {
                "type": "ClipAdded",
                "stream": clip,
                "data": {
                    **dict.fromkeys(
                        (
                            "lyrics",
                            "notes",
                            "image_prompt",
                            "video_prompt",
                            "negative_prompt",
                            "media_url",
                        ),
                        "",
                    ),
                    "scene": scene,
                    "name": "Gulls",
                    "track": 0,
                    "start": 0,
                    "length": 24,
                    "parameters": {},
                    "status": "draft",
                    "media_start": 0,
                    "media_length": 0,
                    "original": None,
                    "alternate": 0,
                    "is_chosen": True,
                    "copied_from": None,
                },
            }
        ],
    }


@BOTH
async def test_without_a_position_only_what_comes_is_told(
    follow: Follow, address: str, ada: Person, project: str
) -> None:
    async with follow(address, ada, CHANGED, id=project) as answers:
        waiting = asyncio.ensure_future(following(answers))
        await asyncio.sleep(0.1)
        await ada.done("editProject", projectId=project, name="Pier")
        assert (await waiting)["position"] == 2


@BOTH
async def test_a_change_that_is_told_can_be_read(
    follow: Follow, address: str, ada: Person, project: str
) -> None:
    async with follow(address, ada, CHANGED, id=project, after=1) as answers:
        for n in range(5):
            await asyncio.gather(
                ada.done("editProject", projectId=project, name=f"Name {n}"),
                _read_behind(ada, project, answers),
            )


async def _read_behind(person: Person, project: str, answers: AsyncIterator[Json]) -> None:
    change = await following(answers)
    assert await person.position(project) >= change["position"]


async def _write(person: Person, scene: str, count: int) -> list[int]:
    made = [await person.done("addClip", sceneId=scene, length=1 + n % 5) for n in range(count)]
    return [one["position"] for one in made]


@BOTH
async def test_nothing_is_lost_or_doubled_over_reconnects_in_a_storm_of_changes(
    follow: Follow, address: str, ada: Person, bob: Person, project: str, scene: str
) -> None:
    await ada.share(project, bob)
    first = await ada.position(project)
    writers = [asyncio.ensure_future(_write(who, scene, 25)) for who in (ada, bob, ada, bob)]
    seen: list[int] = []
    for patience in (5, 17, 3, 29, 46):
        after = seen[-1] if seen else first
        async with follow(address, bob, CHANGED, id=project, after=after) as answers:
            seen += [(await following(answers))["position"] for _ in range(patience)]
    written = [n for positions in await asyncio.gather(*writers) for n in positions]
    assert seen == list(range(first + 1, first + 101))
    assert sorted(written) == seen


@BOTH
async def test_the_stream_ends_when_the_member_is_removed(
    follow: Follow, address: str, ada: Person, bob: Person, project: str
) -> None:
    await ada.share(project, bob)
    async with follow(address, bob, CHANGED, id=project, after=2) as answers:
        await ada.done("removeMember", projectId=project, userId=bob.id)
        await ada.done("editProject", projectId=project, name="Secret")
        assert (await following(answers))["events"][0]["type"] == "MemberRemoved"
        end = await asyncio.wait_for(anext(answers), PATIENCE)
        assert [(e["message"], e["extensions"]) for e in end["errors"]] == [
            (UNSEEN, {"code": "NOT_FOUND"})
        ]
        assert [more async for more in answers] == []


@BOTH
async def test_who_was_removed_and_let_in_again_is_told_all_of_it(
    follow: Follow, address: str, ada: Person, bob: Person, project: str
) -> None:
    for _ in range(2):
        await ada.share(project, bob)
        await ada.done("removeMember", projectId=project, userId=bob.id)
    await ada.share(project, bob)
    async with follow(address, bob, CHANGED, id=project, after=0) as answers:
        seen = [(await following(answers))["position"] for _ in range(6)]
    assert seen == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("after", [-1, -(2**31)])
async def test_a_position_before_the_first_begins_with_the_first(
    after: int, address: str, ada: Person, project: str
) -> None:
    async with over_events(address, ada, CHANGED, id=project, after=after) as answers:
        assert (await following(answers))["position"] == 1


async def test_a_position_that_is_not_reached_yet_is_refused(
    address: str, ada: Person, project: str
) -> None:
    async with over_events(address, ada, CHANGED, id=project, after=2**31 - 1) as answers:
        (error,) = (await anext(answers))["errors"]
    assert (error["message"], error["extensions"]) == (
        "This project is at position 1 and not yet at 2,147,483,647. Load it again.",
        {"code": "RULE_VIOLATED", "field": "after"},
    )


@pytest.mark.parametrize("id_", ["", "\u0000", "project-1", "clip-" + "0" * 32, "x" * 10_000])
@BOTH
async def test_what_can_be_no_project_is_not_found(
    follow: Follow, id_: str, address: str, ada: Person
) -> None:
    for query in (CHANGED, PRESENCE):
        async with follow(address, ada, query, id=id_) as answers:
            (error,) = (await anext(answers))["errors"]
        assert (error["message"], error["extensions"]) == (UNSEEN, {"code": "NOT_FOUND"})


async def test_nobody_is_let_in_without_a_token(address: str, nobody: Person) -> None:
    async with socket(address, nobody) as opened:
        code, reason = await closed(opened)
        assert (code, reason) == (4403, "Forbidden")


def short(world: World, person: Person, seconds: float) -> Person:
    """Return the same person with a token that ends soon."""
    claims = jwt.get_unverified_claims(person.token)
    mine = {"sub": claims["sub"], "sid": claims["sid"]}
    token = world.mint.sign(ACCESS, mine, timedelta(seconds=seconds))
    return Person(http=person.http, token=token)


async def test_a_connection_closes_when_its_token_expires(
    address: str, world: World, ada: Person, project: str
) -> None:
    async with socket(address, short(world, ada, 2)) as opened:
        assert (await heard(opened))["type"] == "connection_ack"
        await subscribe(opened, CHANGED, id=project, after=1)
        assert await closed(opened) == (4403, "token expired")


async def test_an_event_stream_ends_when_its_token_expires(
    address: str, world: World, ada: Person, project: str
) -> None:
    person = short(world, ada, 1.2)
    async with over_events(address, person, CHANGED, id=project, after=1) as answers:
        (last,) = [answered async for answered in answers]
    assert last == {
        "errors": [{"message": "token expired", "extensions": {"code": "TOKEN_EXPIRED"}}]
    }


async def present(answers: AsyncIterator[Json], wanted: list[Any]) -> None:
    """Wait until these are present: (name, selection, playhead) of each."""
    async with asyncio.timeout(PATIENCE):
        async for answered in answers:
            seen = [
                (one["user"]["name"], one["selection"], one["playhead"])
                for one in answered["data"]["presence"]
            ]
            if sorted(seen, key=str) == sorted(wanted, key=str):
                return
    pytest.fail("The stream ended before that.")


@BOTH
async def test_presence_appears_and_moves_on_for_everybody(
    follow: Follow, address: str, ada: Person, bob: Person, project: str, clip: str
) -> None:
    await ada.share(project, bob)
    async with (
        follow(address, ada, PRESENCE, id=project) as hers,
        follow(address, bob, PRESENCE, id=project) as his,
    ):
        await present(hers, [])
        said = await bob.done("announcePresence", projectId=project, selection=clip, playhead=12)
        assert said["expiresInSeconds"] == 20
        for each in (hers, his):
            await present(each, [("Bob", clip, 12)])
        await asyncio.gather(
            *(ada.done("announcePresence", projectId=project, playhead=1) for _ in range(8))
        )
        await present(his, [("Ada", None, 1), ("Bob", clip, 12)])
    asked = await ada.ask(
        "query($id: ID!) { presence(projectId: $id) { user { name } playhead } }", id=project
    )
    assert asked["presence"] == [
        {"user": {"name": name}, "playhead": at}
        for _, name, at in sorted([(ada.id, "Ada", 1), (bob.id, "Bob", 12)])
    ]


@BOTH
async def test_presence_ends_for_who_is_removed(
    follow: Follow, address: str, nobody: Person, ada: Person, project: str
) -> None:
    guest = await registered(nobody, "Guest")
    await ada.share(project, guest, "VIEWER")
    async with follow(address, guest, PRESENCE, id=project) as answers:
        await present(answers, [])
        await ada.done("removeMember", projectId=project, userId=guest.id)
        await ada.done("announcePresence", projectId=project)
        end = await asyncio.wait_for(anext(answers), PATIENCE)
    assert [(e["message"], e["extensions"]) for e in end["errors"]] == [
        (UNSEEN, {"code": "NOT_FOUND"})
    ]


async def test_presence_disappears_of_who_says_nothing_more(
    address: str, ada: Person, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("repositories.presence.LIFETIME", timedelta(seconds=0.5))
    async with over_socket(address, ada, PRESENCE, id=project) as answers:
        await ada.done("announcePresence", projectId=project)
        await present(answers, [("Ada", None, None)])
        await present(answers, [])
