"""Input that makes no sense: each a clear answer, never a failure, never half a change."""

from typing import Any, Final

import pytest

from tests.api.client import Json, Person, mutation, new_command, new_id

INT32: Final = 2**31 - 1
LONG: Final = "x" * 10_000


def deep(levels: int) -> Json:
    value: Json = {}
    for _ in range(levels):
        value = {"in": value}
    return value


# (mutation, what is wrong, the field that is named)
RULES: Final[tuple[tuple[str, Json, str], ...]] = (
    ("addClip", {"length": 24, "start": -1}, "start"),
    ("addClip", {"length": 24, "start": 0}, "start"),
    ("addClip", {"length": 24, "start": 23}, "start"),
    ("addClip", {"length": 0}, "length"),
    ("addClip", {"length": -5}, "length"),
    ("addClip", {"length": INT32}, "length"),
    ("addClip", {"length": 24, "start": INT32}, "length"),
    ("addClip", {"length": 24, "track": -1}, "track"),
    ("addClip", {"length": 24, "track": 100}, "track"),
    ("addClip", {"length": 24, "name": LONG}, "name"),
    ("addClip", {"length": 24, "name": "a\u0000b"}, "name"),
    ("addClip", {"length": 24, "id": "clip-1"}, "id"),
    ("addClip", {"length": 24, "id": new_id("scene")}, "id"),
    ("addClip", {"length": 24, "commandId": "not a uuid"}, "commandId"),
    ("addClip", {"length": 24, "commandId": LONG}, "commandId"),
    ("addClip", {"length": 24, "parameters": 7}, "parameters"),
    ("addClip", {"length": 24, "parameters": [1]}, "parameters"),
    ("addClip", {"length": 24, "parameters": "{}"}, "parameters"),
    ("addClip", {"length": 24, "parameters": {"": 1}}, "parameters"),
    ("addClip", {"length": 24, "parameters": {"$set": 1}}, "parameters"),
    ("addClip", {"length": 24, "parameters": {"a\u0000": 1}}, "parameters"),
    ("addClip", {"length": 24, "parameters": {"a": "\u0007"}}, "parameters"),
    ("addClip", {"length": 24, "parameters": deep(9)}, "parameters"),
    ("addClip", {"length": 24, "parameters": deep(400)}, "parameters"),
    ("addClip", {"length": 24, "parameters": {"a": [0] * 2001}}, "parameters"),
    ("addClip", {"length": 24, "mediaUrl": "a", "mediaStart": -1}, "mediaStart"),
    ("addClip", {"length": 24, "mediaUrl": LONG}, "mediaUrl"),
    ("editClip", {"name": ""}, "name"),
    ("editClip", {"name": " \t "}, "name"),
    ("editClip", {"name": LONG}, "name"),
    ("editClip", {"name": "bell \u0007"}, "name"),
    ("editClip", {"name": "line\u2028line"}, "name"),
    ("editClip", {"notes": "nul \u0000"}, "notes"),
    ("editClip", {"imagePrompt": "x" * 20_001}, "imagePrompt"),
    ("editClip", {"parameters": False}, "parameters"),
    ("moveClip", {"start": -1}, "start"),
    ("moveClip", {"start": INT32}, "length"),
    ("moveClip", {"start": 0, "track": INT32}, "track"),
    ("trimClip", {"length": 0}, "length"),
    ("trimClip", {"length": INT32}, "length"),
    ("trimClip", {"length": 24, "start": -1}, "start"),
    ("linkMedia", {"url": "a\nb"}, "mediaUrl"),
    ("linkMedia", {"url": "a", "length": -1}, "mediaLength"),
    ("linkMedia", {"url": "a", "start": -1}, "mediaStart"),
    ("duplicateClip", {"id": "clip-x"}, "id"),
    ("duplicateClip", {"start": 0}, "start"),
    ("addScene", {"name": LONG}, "name"),
    ("addScene", {"id": new_id("clip")}, "id"),
    ("editScene", {"name": ""}, "name"),
    ("editScene", {"parameters": deep(9)}, "parameters"),
    ("editScene", {"videoTemplate": "\u0000"}, "videoTemplate"),
    ("editProject", {"name": ""}, "name"),
    ("editProject", {"name": LONG}, "name"),
    ("editProject", {"description": "x" * 20_001}, "description"),
    ("changeSettings", {"resolution": {"width": 0, "height": 1}}, "resolution"),
    ("changeSettings", {"resolution": {"width": 1, "height": INT32}}, "resolution"),
    ("changeSettings", {"aspectRatio": "wide"}, "aspectRatio"),
    ("changeSettings", {"aspectRatio": "0:9"}, "aspectRatio"),
    ("changeSettings", {"startTimecode": "25:00:00:00"}, "startTimecode"),
    ("changeSettings", {"startTimecode": "00:00:00:24"}, "startTimecode"),
    ("changeSettings", {"startTimecode": LONG}, "startTimecode"),
    ("changeSettings", {"naming": "{scene}"}, "naming"),
    ("changeSettings", {"naming": ""}, "naming"),
    ("changeSettings", {"naming": "Bär_{shot}"}, "naming"),
    ("setClipCode", {"code": "../passwd"}, "code"),
    ("setClipCode", {"code": LONG}, "code"),
    ("setClipCode", {"code": "\u0000"}, "code"),
    ("setSceneCode", {"code": "CON"}, "code"),
    ("changeSettings", {"frameRate": "FPS_25"}, "conform"),
    ("changeSettings", {"imageModel": LONG}, "imageModel"),
    ("addMember", {"email": "who@example.org", "role": "VIEWER"}, "email"),
    ("addMember", {"email": LONG, "role": "VIEWER"}, "email"),
    ("addMember", {"email": "\u0000", "role": "VIEWER"}, "email"),
    ("applyCommands", {"commands": []}, "commands"),
    ("applyCommands", {"commands": [{"editProject": {"name": LONG}}]}, "name"),
    ("duplicateProject", {"id": "project-1"}, "id"),
    ("duplicateProject", {"name": LONG}, "name"),
    ("announcePresence", {"selection": LONG}, "selection"),
    ("announcePresence", {"selection": "\u0000"}, "selection"),
)
UNKNOWN: Final[tuple[tuple[str, Json], ...]] = (
    *(("editClip", {"clipId": id_}) for id_ in ("", "clip-", LONG, new_id("clip"), "\u0000")),
    *(("editScene", {"sceneId": id_}) for id_ in ("", "7", new_id("clip"), new_id("scene"))),
    *(("editProject", {"projectId": id_}) for id_ in ("", "p\u0000", LONG, new_id("project"))),
    ("moveClip", {"start": 0, "sceneId": new_id("scene")}),
    ("moveClip", {"start": 0, "sceneId": "\u0000"}),
    ("duplicateClip", {"sceneId": "nowhere"}),
    ("reorderScene", {"afterSceneId": new_id("scene")}),
    ("addScene", {"afterSceneId": ""}),
    ("removeMember", {"projectId": "project", "userId": ""}),
    ("changeMemberRole", {"userId": new_id("user"), "role": "OWNER"}),
    ("changeMemberRole", {"userId": "a\u0000b.c$d", "role": "OWNER"}),
    ("transferOwnership", {"userId": ""}),
    ("exportProject", {"projectId": new_id("project"), "format": "JSON"}),
)


def about(field: str, wrong: Json, project: str, scene: str, clip: str) -> Json:
    """Complete an input with the ids it needs and does not give."""
    if field in {"addClip", "editScene", "reorderScene", "setSceneCode"}:
        return {"sceneId": scene, **wrong}
    if "Clip" in field or field == "linkMedia":
        return {"clipId": clip, **wrong}
    given: Json = {"projectId": project, **wrong}
    if field == "applyCommands":
        commands: list[dict[str, Json | None]] = given["commands"]
        for inner in [inner for command in commands for inner in command.values() if inner]:
            inner["projectId"] = project
    return given


@pytest.mark.parametrize(
    ("field", "wrong", "named"), RULES, ids=[f"{n}-{f}" for n, (f, *_) in enumerate(RULES)]
)
async def test_what_breaks_a_rule_is_refused_with_the_field_it_is_about(
    field: str, wrong: Json, named: str, ada: Person, project: str, scene: str, clip: str
) -> None:
    before = await ada.position(project)
    payload = await ada.refused(field, **about(field, wrong, project, scene, clip))
    assert (payload["__typename"], payload["field"]) == ("RuleViolatedError", named)
    assert payload["message"].endswith((".", "?"))
    assert len(payload["message"]) < 500
    assert await ada.position(project) == before


@pytest.mark.parametrize(
    ("field", "wrong"), UNKNOWN, ids=[f"{n}-{f}" for n, (f, _) in enumerate(UNKNOWN)]
)
async def test_what_is_not_there_is_not_found(
    field: str, wrong: Json, ada: Person, project: str, scene: str, clip: str
) -> None:
    before = await ada.position(project)
    payload = await ada.refused(field, **about(field, wrong, project, scene, clip))
    assert payload["__typename"] == "NotFoundError"
    assert await ada.position(project) == before


@pytest.mark.parametrize(
    "name",
    ["🎬", "Zoë — naïve Ångström", "日本語のシーン", "👩‍👩‍👧‍👦" * 10, "x" * 200, "\u202eabc"],
)
async def test_a_name_in_any_script_is_kept_as_it_is(ada: Person, clip: str, name: str) -> None:
    edited = await ada.done("editClip", clipId=clip, name=name, notes=name + "\n" + name)
    assert (edited["clip"]["name"], edited["clip"]["notes"]) == (name, name + "\n" + name)
    assert (await ada.shown("clip", clip))["name"] == name


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("addClip", {"length": 2**31}),
        ("addClip", {"length": 1.5}),
        ("addClip", {"length": "24"}),
        ("addClip", {"length": None}),
        ("addClip", {}),
        ("addClip", {"length": 24, "colour": "red"}),
        ("addClip", {"length": 24, "status": "SHINY"}),
        ("addClip", {"length": 24, "name": 7}),
        ("changeSettings", {"frameRate": "FPS_26"}),
        ("changeSettings", {"frameRate": 25}),
        ("createProject", {"name": None}),
        ("createProject", {"name": ["a"]}),
        ("applyCommands", {"commands": [{}]}),
        ("applyCommands", {"commands": [{"addScene": None}]}),
        ("applyCommands", {"commands": None}),
    ],
)
async def test_what_is_of_another_type_is_refused_before_it_runs(
    field: str, wrong: Json, ada: Person, project: str, scene: str, clip: str
) -> None:
    before = await ada.position(project)
    input_ = about(field, wrong, project, scene, clip) if wrong.get("commands", 1) else wrong
    answered = await ada.send(field, **input_)
    assert "Something went wrong" not in answered["errors"][0]["message"]
    assert not answered.get("data")
    assert await ada.position(project) == before


async def test_a_command_that_is_two_is_refused(ada: Person, project: str, scene: str) -> None:
    both = {"addScene": {"projectId": project}, "deleteScene": {"sceneId": scene}}
    answered = await ada.send("applyCommands", projectId=project, commands=[both])
    assert len(answered["errors"]) == 1
    assert await ada.position(project) == 2


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 5_000, str(2**63)])
async def test_a_parameter_that_no_store_can_hold_is_refused(
    ada: Person, clip: str, number: str
) -> None:
    query = (
        f'mutation {{ editClip(input: {{clipId: "{clip}", parameters: {{a: {number}}}}}) '
        "{ ... on RuleViolatedError { field } } }"
    )
    assert await ada.ask(query) == {"editClip": {"field": "parameters"}}


BODIES: Final[tuple[bytes, ...]] = (
    b"",
    b"{",
    b"null",
    b'"text"',
    b"[]",
    b"\x00\xff\xfe",
    b'{"query": "{ viewer { id } }", "variables": {"a": NaN}}',
    b'{"query": "{ viewer { id } }", "variables": {"a": "\\ud800"}}',
    b'{"query": "{ viewer { id } }", "variables": ' + b"[" * 100_000,
    b'{"query": "{ viewer { id } }", "variables": 7}',
    b'{"query": ["{ viewer { id } }"]}',
    b'{"query": null}',
    b'{"query": "query($a: JSON) { viewer { id } }", "variables": {"a": '
    + b'{"a":' * 900
    + b"1"
    + b"}" * 902,
)


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
async def test_a_body_that_is_no_request_is_told_why(ada: Person, body: bytes) -> None:
    headers = {**ada.headers, "content-type": "application/json"}
    response = await ada.http.post("/graphql", content=body, headers=headers)
    assert response.status_code in {200, 400}
    if response.status_code == 400:
        (error,) = response.json()["errors"]
        assert error["message"]


async def test_a_body_of_ten_megabytes_is_refused_in_json(ada: Person, clip: str) -> None:
    body = {
        "query": mutation("editClip"),
        "variables": {"input": {"clipId": clip, "notes": "x" * 10_000_000}},
    }
    response = await ada.post(body)
    assert (response.status_code, response.json()) == (
        413,
        {"errors": [{"message": "A request may have at most 10000000 bytes."}]},
    )
    before = await ada.shown("clip", clip)
    assert before["notes"] == ""


async def test_nearly_ten_megabytes_of_commands_are_one_change_or_a_clear_refusal(
    ada: Person, project: str, scene: str
) -> None:
    commands: list[Any] = [
        {"addClip": {"sceneId": scene, "length": 1, "notes": "x" * 19_000}} for _ in range(510)
    ]
    made = await ada.done("applyCommands", projectId=project, commands=commands)
    assert (made["position"], len(made["created"])) == (3, 510)
    commands = [{"addScene": {"projectId": project}}] * 10_001
    refused = await ada.refused("applyCommands", projectId=project, commands=commands)
    assert refused["message"] == "One change has 1 to 10,000 commands, not 10,001."
    assert await ada.position(project) == 3


async def test_a_change_that_no_commit_can_hold_is_refused(
    ada: Person, project: str, scene: str
) -> None:
    """Each copy of an alternate holds the texts again, so a small request can be a huge commit."""
    clip, text = new_id("clip"), "x" * 20_000
    await ada.clip(scene, id=clip, notes=text, lyrics=text, imagePrompt=text, videoPrompt=text)
    commands = [{"addClipAlternate": {"clipId": clip}}] * 200
    refused = await ada.refused("applyCommands", projectId=project, commands=commands)
    assert refused["__typename"] == "RuleViolatedError"
    assert refused["message"] == (
        "This is too much for one change. Send it in several, of 5,000 commands each."
    )
    assert await ada.position(project) == 3
    again = await ada.done("addClipAlternate", clipId=clip, commandId=new_command())
    assert again["clip"]["badge"] == "A1"
