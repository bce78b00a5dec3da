"""A clip's versions: every state it ever had, and any two of them side by side."""

from typing import Any

import pytest

from tests.api.client import Json, Person, new_id, registered
from tests.api.past import error_of, forked
from tests.api.timeline import timeline

VERSIONS = """
    query($id: ID!, $first: Int! = 50, $after: String) {
      clip(id: $id) {
        version
        versions(first: $first, after: $after) {
          edges {
            cursor
            node {
              version position at actor { id name } sentence
              fields { field label before after beforeText afterText }
            }
          }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      }
    }
"""
COMPARE_CLIP = """
    query($id: ID!, $from: Int!, $to: Int) {
      compareClip(id: $id, from: $from, to: $to) { field label beforeText afterText }
    }
"""


async def versions(person: Person, clip: str, **variables: Any) -> list[Json]:
    found = (await person.ask(VERSIONS, id=clip, **variables))["clip"]["versions"]
    return [edge["node"] for edge in found["edges"]]


async def compared(person: Person, clip: str, since: int, to: int | None = None) -> list[Json]:
    asked = await person.ask(COMPARE_CLIP, id=clip, **{"from": since}, to=to)
    found: list[Json] = asked["compareClip"]
    return found


@pytest.fixture
async def story(ada: Person, bob: Person, project: str, clip: str) -> str:
    """A clip of five versions: 1 made, 2 moved, 3 sung and noted by Bob (2 events), 5 trimmed."""
    await ada.share(project, bob)
    await ada.done("moveClip", clipId=clip, start=48)
    await bob.done("editClip", clipId=clip, lyrics="sea", notes="Louder")
    await ada.done("editScene", sceneId=(await ada.shown("clip", clip))["sceneId"], name="Pier")
    await ada.done("trimClip", clipId=clip, length=12)
    return clip


async def test_every_version_is_told_newest_first(ada: Person, bob: Person, story: str) -> None:
    found = await versions(ada, story)
    assert [
        (one["version"], one["position"], one["actor"]["name"], one["sentence"]) for one in found
    ] == [
        (5, 8, "Ada", "trimmed 'Gulls' to 12 frames"),
        (4, 6, "Bob", "edited the lyrics of 'Gulls' and edited the notes of 'Gulls'"),
        (2, 5, "Ada", "moved 'Gulls' to 00:00:02:00"),
        (1, 3, "Ada", "added 'Gulls' at 00:00:00:00"),
    ]
    assert found[1]["actor"]["id"] == bob.id
    assert [[it["field"] for it in one["fields"]] for one in found] == [
        ["length"],
        ["lyrics", "notes"],
        ["place"],
        [],
    ]
    assert found[0]["fields"][0] == {
        "field": "length",
        "label": "length",
        "before": 24,
        "after": 12,
        "beforeText": "24 frames",
        "afterText": "12 frames",
    }
    assert (await ada.shown("clip", story))["version"] == 5


@pytest.mark.parametrize("first", [1, 2, 3, 4, 9])
async def test_pages_of_versions_are_complete(ada: Person, story: str, first: int) -> None:
    seen: list[int] = []
    after = None
    while True:
        page = (await ada.ask(VERSIONS, id=story, first=first, after=after))["clip"]["versions"]
        seen += [edge["node"]["version"] for edge in page["edges"]]
        info = page["pageInfo"]
        assert (info["hasNextPage"], info["hasPreviousPage"]) == (seen[-1] > 1, after is not None)
        assert info["startCursor"] == page["edges"][0]["cursor"]
        after = info["endCursor"]
        if not info["hasNextPage"]:
            break
    assert seen == [5, 4, 2, 1]
    assert await versions(ada, story, after=after) == []


async def test_a_page_that_cannot_be_is_refused(ada: Person, story: str) -> None:
    assert await error_of(ada, VERSIONS, id=story, first=0) == (
        "A page has 1 to 100 rows, not 0.",
        {"code": "RULE_VIOLATED", "field": "first"},
    )
    for after in ("no cursor", "WyJhIl0="):
        message, _ = await error_of(ada, VERSIONS, id=story, after=after)
        assert message == "This cursor is none of ours. Begin with the first page."


async def test_any_two_versions_are_compared(ada: Person, story: str) -> None:
    assert [it["field"] for it in await compared(ada, story, 1)] == [
        "place",
        "length",
        "lyrics",
        "notes",
    ]
    (one,) = await compared(ada, story, 4, 5)
    assert (one["label"], one["beforeText"], one["afterText"]) == (
        "length",
        "24 frames",
        "12 frames",
    )
    (other,) = await compared(ada, story, 5, 4)
    assert (other["beforeText"], other["afterText"]) == ("12 frames", "24 frames")
    assert await compared(ada, story, 5) == await compared(ada, story, 2, 2) == []


@pytest.mark.parametrize(("since", "to", "wished"), [(3, None, 3), (99, None, 99), (1, 0, 0)])
async def test_a_version_that_is_not_there_is_refused(
    ada: Person, story: str, since: int, to: int | None, wished: int
) -> None:
    assert await error_of(ada, COMPARE_CLIP, id=story, **{"from": since}, to=to) == (
        f"There is no version {wished} of this clip. Choose one of its newest: 1, 2, 4, 5.",
        {"code": "RULE_VIOLATED", "field": "from" if to is None else "to"},
    )


async def test_an_undo_is_a_version_too(ada: Person, story: str, project: str) -> None:
    await ada.done("undo", projectId=project)
    newest = (await versions(ada, story))[0]
    assert (newest["version"], newest["sentence"]) == (6, "trimmed 'Gulls' to 24 frames")
    assert await compared(ada, story, 4, 6) == []


async def test_what_a_version_was_comes_back_with_its_position(
    ada: Person, story: str, project: str
) -> None:
    second = (await versions(ada, story))[2]
    await ada.done("restore", projectId=project, id=story, at={"position": second["position"]})
    shown = await ada.shown("clip", story)
    assert (shown["start"], shown["length"], shown["lyrics"]) == (48, 24, "")
    assert await compared(ada, story, second["version"]) == []


async def test_a_branch_has_the_versions_since_it_was_forked(
    ada: Person, story: str, project: str
) -> None:
    branch = await forked(ada, project)
    (clip,) = (await timeline(ada, branch))["scenes"][0]["clips"]
    assert (clip["version"], await versions(ada, clip["id"])) == (5, [])
    assert await compared(ada, clip["id"], 5) == []
    await ada.done("moveClip", clipId=clip["id"], start=0)
    (only,) = await versions(ada, clip["id"])
    assert (only["version"], only["position"], only["sentence"]) == (
        6,
        2,
        "moved 'Gulls' to 00:00:00:00",
    )
    (one,) = await compared(ada, clip["id"], 5)
    assert (one["field"], one["afterText"]) == ("place", "00:00:00:00 on track 1 in 'Pier'")
    message, _ = await error_of(ada, COMPARE_CLIP, id=clip["id"], **{"from": 1})
    assert message == "There is no version 1 of this clip. Choose one of its newest: 5, 6."
    assert len(await versions(ada, story)) == 4


async def test_who_is_no_member_sees_no_versions(nobody: Person, ada: Person, story: str) -> None:
    stranger = await registered(nobody, "Sam")
    assert await stranger.ask(VERSIONS, id=story) == {"clip": None}
    for person, id_ in ((stranger, story), (ada, new_id("clip")), (ada, "x")):
        message, extensions = await error_of(person, COMPARE_CLIP, id=id_, **{"from": 1})
        assert message == "There is no such thing, or it is not shared with you."
        assert extensions == {"code": "NOT_FOUND"}
    scene = (await ada.shown("clip", story))["sceneId"]
    message, _ = await error_of(ada, COMPARE_CLIP, id=scene, **{"from": 1})
    assert message == "There is no such thing, or it is not shared with you."
    assert (await error_of(nobody, COMPARE_CLIP, id=story, **{"from": 1}))[1] == {
        "code": "UNAUTHENTICATED"
    }


async def test_who_was_removed_compares_no_versions_of_a_branch_either(
    ada: Person, bob: Person, story: str, project: str
) -> None:
    branch = await forked(ada, project)
    (clip,) = (await timeline(ada, branch))["scenes"][0]["clips"]
    await ada.done("moveClip", clipId=clip["id"], start=0)
    assert await compared(bob, clip["id"], 5)
    await ada.done("removeMember", projectId=project, userId=bob.id)
    for id_ in (clip["id"], story):
        assert await bob.ask(VERSIONS, id=id_) == {"clip": None}
        message, _ = await error_of(bob, COMPARE_CLIP, id=id_, **{"from": 5})
        assert message == "There is no such thing, or it is not shared with you."
