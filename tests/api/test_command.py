"""Commands: done once, answered the same, refused on an old version, all of a list or none."""

import asyncio
from typing import Any

import pytest

from tests.api.client import Json, Person, new_command, new_id


def everything(project: str, scene: str, clip: str) -> dict[str, Json]:
    """Return an input for each mutation that changes something exactly once."""
    return {
        "createProject": {"name": "New"},
        "duplicateProject": {"projectId": project},
        "editProject": {"projectId": project, "name": "Renamed"},
        "changeSettings": {"projectId": project, "style": "ink"},
        "addScene": {"projectId": project},
        "editScene": {"sceneId": scene, "name": "Pier"},
        "duplicateScene": {"sceneId": scene},
        "addSceneAlternate": {"sceneId": scene},
        "addClip": {"sceneId": scene, "length": 10},
        "editClip": {"clipId": clip, "name": "Terns"},
        "moveClip": {"clipId": clip, "start": 500},
        "trimClip": {"clipId": clip, "length": 3},
        "linkMedia": {"clipId": clip, "url": "file:///a.mov"},
        "duplicateClip": {"clipId": clip},
        "addClipAlternate": {"clipId": clip},
        "deleteClip": {"clipId": clip},
        "applyCommands": {
            "projectId": project,
            "commands": [{"addScene": {"projectId": project}}],
        },
        "archiveProject": {"projectId": project},
    }


NAMES = everything("", "", "")


@pytest.mark.parametrize("field", NAMES)
async def test_the_same_command_again_is_answered_the_same_and_done_once(
    field: str, ada: Person, project: str, scene: str, clip: str
) -> None:
    input_ = everything(project, scene, clip)[field]
    command = new_command()
    first = await ada.done(field, commandId=command, **input_)
    again = await ada.done(field, commandId=command.upper(), **input_)
    assert again == first
    made = first.get("project", {}).get("id", project)
    assert await ada.position(made) == first["position"]


@pytest.mark.parametrize("field", NAMES)
async def test_the_same_command_many_times_at_once_is_done_once(
    field: str, ada: Person, project: str, scene: str, clip: str
) -> None:
    input_ = everything(project, scene, clip)[field]
    command = new_command()
    answers = await asyncio.gather(
        *(ada.done(field, commandId=command, **input_) for _ in range(8))
    )
    assert answers == [answers[0]] * 8
    made = answers[0].get("project", {}).get("id", project)
    assert await ada.position(made) == answers[0]["position"]


async def test_without_an_id_each_command_is_another_one(ada: Person, scene: str) -> None:
    one, other = await ada.clip(scene), await ada.clip(scene)
    assert one != other


async def test_what_is_so_already_is_no_change(ada: Person, project: str, clip: str) -> None:
    before = await ada.position(project)
    again = await ada.done("editClip", clipId=clip, name="Gulls")
    assert (again["position"], again["clip"]["version"]) == (None, 1)
    assert await ada.position(project) == before


async def test_a_stale_version_is_a_conflict_with_both_values(
    ada: Person, project: str, clip: str
) -> None:
    await ada.done("editClip", clipId=clip, expectedVersion=1, name="Terns", imagePrompt="white")
    before = await ada.position(project)
    refused = await ada.refused(
        "editClip", clipId=clip, expectedVersion=1, name="Crows", imagePrompt="black", notes=""
    )
    assert refused == {
        "__typename": "ConflictError",
        "message": "Somebody changed this since you saw it. Look at both values and choose.",
        "expectedVersion": 1,
        "actualVersion": 3,
        "conflicts": [
            {"field": "name", "yours": "Crows", "theirs": "Terns"},
            {"field": "imagePrompt", "yours": "black", "theirs": "white"},
        ],
        "conflictIndex": None,
    }
    assert await ada.position(project) == before
    assert (await ada.done("editClip", clipId=clip, expectedVersion=3, name="Crows"))["position"]


@pytest.mark.parametrize(
    ("field", "change", "conflicts"),
    [
        ("moveClip", {"start": 7}, [{"field": "start", "yours": 7, "theirs": 0}]),
        ("trimClip", {"length": 9}, [{"field": "length", "yours": 9, "theirs": 24}]),
        ("deleteClip", {}, []),
        (
            "editClip",
            {"parameters": {"seed": 1}, "status": "REVIEW"},
            [
                {"field": "parameters", "yours": {"seed": 1}, "theirs": {}},
                {"field": "status", "yours": "review", "theirs": "draft"},
            ],
        ),
    ],
)
async def test_every_change_of_a_clip_knows_the_version_it_was_made_on(
    field: str, change: Json, conflicts: list[Json], ada: Person, clip: str
) -> None:
    refused = await ada.refused(field, clipId=clip, expectedVersion=5, **change)
    assert (refused["__typename"], refused["actualVersion"]) == ("ConflictError", 1)
    assert refused["conflicts"] == conflicts


async def test_scenes_and_projects_know_the_version_they_were_changed_on(
    ada: Person, project: str, scene: str
) -> None:
    of_scene = await ada.refused(
        "editScene", sceneId=scene, expectedVersion=2, imageTemplate="{prompt}, ink"
    )
    assert of_scene["conflicts"] == [
        {"field": "imageTemplate", "yours": "{prompt}, ink", "theirs": ""}
    ]
    of_project = await ada.refused(
        "changeSettings", projectId=project, expectedVersion=0, imageModel="sd"
    )
    assert of_project["conflicts"] == [{"field": "imageModel", "yours": "sd", "theirs": ""}]


async def test_of_two_who_change_the_same_version_one_is_told(ada: Person, clip: str) -> None:
    answers = await asyncio.gather(
        *(ada.do("editClip", clipId=clip, expectedVersion=1, name=f"Take {n}") for n in range(6))
    )
    kinds = [answer["__typename"] for answer in answers]
    assert sorted(kinds) == ["ClipSuccess", *["ConflictError"] * 5]
    assert (await ada.shown("clip", clip))["version"] == 2


@pytest.mark.parametrize(
    ("field", "input_"),
    [
        ("editProject", {"projectId": "<project>", "name": "Other"}),
        ("editScene", {"sceneId": "<scene>", "name": "Other"}),
        ("editClip", {"clipId": "<scene>", "name": "Other"}),
        ("moveClip", {"clipId": "<other>", "start": 77}),
        ("addClip", {"sceneId": "<scene>", "length": 5}),
        ("duplicateScene", {"sceneId": "<scene>"}),
        ("removeMember", {"projectId": "<project>", "userId": "nobody"}),
    ],
)
async def test_the_id_of_a_command_is_not_for_another_change(
    field: str, input_: Json, ada: Person, scene: str, clip: str
) -> None:
    project = (await ada.shown("scene", scene))["projectId"]
    here = {"<project>": project, "<scene>": scene, "<other>": await ada.clip(scene)}
    command = new_command()
    await ada.done("editClip", clipId=clip, name="Terns", commandId=command)
    filled = {key: here.get(value, value) for key, value in input_.items()}
    refused = await ada.refused(field, commandId=command, **filled)
    assert (refused["message"], refused["field"]) == (
        "This command id was used for another change. Use a new UUID for each command.",
        "commandId",
    )
    assert await ada.position(project) == 5


# applyCommands


async def test_a_list_of_commands_is_one_change_with_a_note(ada: Person, project: str) -> None:
    scene, clip = new_id("scene"), new_id("clip")
    made = await ada.done(
        "applyCommands",
        projectId=project,
        note="Rough cut",
        commands=[
            {"addScene": {"projectId": project, "id": scene, "name": "Quay"}},
            {"addClip": {"sceneId": scene, "id": clip, "length": 48}},
            {"addClip": {"sceneId": scene, "length": 24}},
            {"addClipAlternate": {"clipId": clip}},
            {"editProject": {"projectId": project, "description": "A film"}},
        ],
    )
    assert (made["position"], made["projectId"]) == (2, project)
    assert made["created"][:2] == [scene, clip]
    assert len(set(made["created"])) == 4
    shown = await ada.shown("scene", scene)
    assert [(c["id"], c["start"], c["length"]) for c in shown["clips"]] == [
        (clip, 0, 48),
        (made["created"][2], 48, 24),
    ]
    history = await ada.ask(
        "query($id: ID!) { project(id: $id) { description history(first: 1) { edges { node "
        "{ n note summary actor { name } events { type stream } } } } } }",
        id=project,
    )
    assert history["project"]["description"] == "A film"
    assert history["project"]["history"]["edges"][0]["node"] == {
        "n": 2,
        "note": "Rough cut",
        "summary": "Scene added, clip added (3 times), project described",
        "actor": {"name": "Ada"},
        "events": [
            {"type": "SceneAdded", "stream": scene},
            {"type": "ClipAdded", "stream": clip},
            {"type": "ClipAdded", "stream": made["created"][2]},
            {"type": "ClipAdded", "stream": made["created"][3]},
            {"type": "ProjectDescribed", "stream": project},
        ],
    }


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ({"addClip": {"length": 0}}, "RuleViolatedError"),
        ({"addClip": {"length": 5, "parameters": 7}}, "RuleViolatedError"),
        ({"editScene": {"expectedVersion": 9, "name": "Pier"}}, "ConflictError"),
    ],
)
async def test_a_list_with_one_wrong_command_is_refused_with_its_place(
    wrong: Json, kind: str, ada: Person, project: str, scene: str
) -> None:
    for input_ in wrong.values():
        input_["sceneId"] = scene
    good: Any = {"addClip": {"sceneId": scene, "length": 5}}
    refused = await ada.refused(
        "applyCommands", projectId=project, commands=[good, good, wrong, good]
    )
    assert refused["__typename"] == kind
    assert refused.get("index", refused.get("conflictIndex")) == 2
    shown = await ada.shown("scene", scene)
    assert (shown["clipCount"], await ada.position(project)) == (0, 2)


async def test_a_command_of_a_list_is_about_its_project(ada: Person, project: str) -> None:
    other = await ada.project("Other")
    elsewhere = await ada.scene(other)
    commands: list[Json] = [
        {"editProject": {"projectId": other, "name": "Stolen"}},
        {"addScene": {"projectId": other}},
        {"changeSettings": {"projectId": other, "style": "ink"}},
    ]
    for command in commands:
        refused = await ada.refused("applyCommands", projectId=project, commands=[command])
        assert (refused["__typename"], refused["message"], refused["index"]) == (
            "RuleViolatedError",
            "This command is about another project. Send it with a change of that one.",
            0,
        )
    inside = {"addClip": {"sceneId": elsewhere, "length": 1}}
    refused = await ada.refused("applyCommands", projectId=project, commands=[inside])
    assert refused["__typename"] == "NotFoundError"
    assert (await ada.position(project), await ada.position(other)) == (1, 2)


# Ids of the client's own


async def test_an_id_of_the_clients_own_is_kept(ada: Person) -> None:
    project, scene, clip, copy = (new_id(kind) for kind in ("project", "scene", "clip", "clip"))
    assert await ada.project(id=project) == project
    assert await ada.scene(project, id=scene) == scene
    assert await ada.clip(scene, id=clip) == clip
    made = await ada.done("duplicateClip", clipId=clip, id=copy)
    assert (made["clip"]["id"], made["clip"]["start"]) == (copy, 24)


async def test_an_id_that_another_project_has_is_refused_and_nothing_is_overwritten(
    ada: Person, bob: Person, project: str, scene: str, clip: str
) -> None:
    theirs = await bob.project()
    elsewhere = await bob.scene(theirs)
    own = await bob.clip(elsewhere)
    before = await ada.shown("clip", clip), await ada.shown("scene", scene)
    attempts: list[tuple[str, Json]] = [
        ("addClip", {"sceneId": elsewhere, "id": clip, "length": 5}),
        ("duplicateClip", {"clipId": own, "id": clip}),
        ("addScene", {"projectId": theirs, "id": scene}),
        (
            "applyCommands",
            {
                "projectId": theirs,
                "commands": [{"addClip": {"sceneId": elsewhere, "id": clip, "length": 5}}],
            },
        ),
        ("createProject", {"id": project, "name": "Mine"}),
        ("duplicateProject", {"projectId": theirs, "id": project}),
    ]
    for field, input_ in attempts:
        refused = await bob.refused(field, **input_)
        assert (refused["__typename"], refused["field"]) == ("RuleViolatedError", "id"), field
    assert (await ada.shown("clip", clip), await ada.shown("scene", scene)) == before
    assert await bob.position(theirs) == 3


async def test_of_two_projects_that_take_one_id_at_once_only_one_gets_it(
    ada: Person, bob: Person, scene: str
) -> None:
    elsewhere = await bob.scene(await bob.project())
    for _ in range(10):
        clip = new_id("clip")
        answers = await asyncio.gather(
            ada.do("addClip", sceneId=scene, id=clip, length=5, notes="Ada's"),
            bob.do("addClip", sceneId=elsewhere, id=clip, length=5, notes="Bob's"),
        )
        winners = [n for n, one in enumerate(answers) if one["__typename"] == "ClipSuccess"]
        assert len(winners) == 1, answers
        winner, loser = ((ada, bob), (bob, ada))[winners[0]]
        assert (await winner.shown("clip", clip))["notes"] == f"{winner.name}'s"
        assert await loser.shown("clip", clip) is None


async def test_an_id_taken_in_the_same_project_is_refused(ada: Person, scene: str) -> None:
    clip = new_id("clip")
    await ada.clip(scene, id=clip)
    await ada.done("deleteClip", clipId=clip)
    refused = await ada.refused("addClip", sceneId=scene, id=clip, length=3)
    assert (refused["message"], refused["field"]) == (
        "There is a clip with this id already. Use a new id.",
        "id",
    )


async def test_what_was_changed_is_read_at_once_by_everybody(
    ada: Person, bob: Person, project: str, clip: str
) -> None:
    await ada.share(project, bob)
    for n in range(10):
        writer, reader = (ada, bob) if n % 2 else (bob, ada)
        done = await writer.done("editClip", clipId=clip, name=f"Gulls {n}")
        query = (
            "query($p: ID!, $c: ID!) { project(id: $p) { position timeline { position scenes "
            "{ clips { name } } } } clip(id: $c) { name } }"
        )
        seen = await reader.ask(query, p=project, c=clip)
        assert seen == {
            "project": {
                "position": done["position"],
                "timeline": {
                    "position": done["position"],
                    "scenes": [{"clips": [{"name": f"Gulls {n}"}]}],
                },
            },
            "clip": {"name": f"Gulls {n}"},
        }
