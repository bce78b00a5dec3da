"""What both sides of a merge changed, and what has no room: somebody chooses."""

from tests.api.client import Json, Person
from tests.api.past import clips, merged, preview, there


def by_field(seen: Json) -> dict[str, Json]:
    return {one["field"]: one for one in seen["conflicts"]}


def choice(id_: str, field: str, take: str) -> Json:
    return {"id": id_, "field": field, "take": take}


async def test_what_both_changed_needs_a_choice(
    ada: Person, project: str, clip: str, branch: str
) -> None:
    gulls = await there(ada, branch)
    await ada.done("editClip", clipId=gulls, lyrics="sea", notes="Louder")
    await ada.done("editClip", clipId=clip, lyrics="storm", notes="Softer", status="READY")
    seen = await preview(ada, branch, project)
    assert seen["changes"] == []
    assert seen["conflicts"][0] == {
        "id": clip,
        "aggregate": "CLIP",
        "name": "Gulls",
        "field": "lyrics",
        "label": "lyrics",
        "baseText": "",
        "sourceText": "sea",
        "targetText": "storm",
        "reason": "Both sides changed the lyrics.",
        "choice": None,
    }
    refused = await merged(ada, branch, project)
    assert (refused["__typename"], refused["field"], refused["message"]) == (
        "RuleViolatedError",
        "choices",
        "There are 2 conflicts without a choice. Look at the merge again and choose.",
    )
    one = [choice(clip, "lyrics", "SOURCE")]
    refused = await merged(ada, branch, project, one)
    assert refused["message"] == (
        "There is 1 conflict without a choice. Look at the merge again and choose."
    )
    both = [*one, choice(clip, "notes", "TARGET")]
    seen = await preview(ada, branch, project, both)
    assert [(it["field"], it["choice"]) for it in seen["conflicts"]] == [
        ("lyrics", "SOURCE"),
        ("notes", "TARGET"),
    ]
    (change,) = seen["changes"]
    assert [(it["field"], it["afterText"]) for it in change["fields"]] == [("lyrics", "sea")]
    assert (await merged(ada, branch, project, both))["__typename"] == "MergeSuccess"
    shown = await ada.shown("clip", clip)
    assert (shown["lyrics"], shown["notes"], shown["status"]) == ("sea", "Softer", "READY")
    again = await preview(ada, branch, project)
    assert (again["changes"], again["conflicts"]) == ([], [])


async def test_choosing_the_target_everywhere_is_remembered(
    ada: Person, project: str, clip: str, branch: str
) -> None:
    await ada.done("editClip", clipId=await there(ada, branch), lyrics="sea")
    await ada.done("editClip", clipId=clip, lyrics="storm")
    done = await merged(ada, branch, project, [choice(clip, "lyrics", "TARGET")])
    assert done["ids"] == [project]
    assert (await preview(ada, branch, project))["conflicts"] == []
    assert (await ada.shown("clip", clip))["lyrics"] == "storm"


async def test_the_same_change_on_both_sides_is_no_conflict(
    ada: Person, project: str, clip: str, branch: str
) -> None:
    await ada.done("editClip", clipId=await there(ada, branch), lyrics="sea")
    await ada.done("editClip", clipId=clip, lyrics="sea")
    seen = await preview(ada, branch, project)
    assert (seen["changes"], seen["conflicts"]) == ([], [])


async def test_what_was_deleted_on_one_side_and_changed_on_the_other_needs_a_choice(
    ada: Person, project: str, clip: str, branch: str
) -> None:
    await ada.done("deleteClip", clipId=await there(ada, branch))
    await ada.done("editClip", clipId=clip, lyrics="sea")
    (conflict,) = (await preview(ada, branch, project))["conflicts"]
    assert (conflict["field"], conflict["label"], conflict["reason"]) == (
        "deleted",
        "deletion",
        "'Gulls' was deleted there and changed here.",
    )
    assert [conflict[f"{side}Text"] for side in ("base", "source", "target")] == [
        "not deleted",
        "deleted",
        "not deleted",
    ]
    await merged(ada, branch, project, [choice(clip, "deleted", "SOURCE")])
    assert (await ada.shown("clip", clip))["isDeleted"]


async def test_what_was_deleted_here_and_changed_there_comes_back_where_it_is_chosen(
    ada: Person, project: str, clip: str, branch: str
) -> None:
    await ada.done("editClip", clipId=await there(ada, branch), lyrics="sea")
    await ada.done("deleteClip", clipId=clip)
    (conflict,) = (await preview(ada, branch, project))["conflicts"]
    assert conflict["reason"] == "'Gulls' was deleted here and changed there."
    await merged(ada, branch, project, [choice(clip, "deleted", "SOURCE")])
    shown = await ada.shown("clip", clip)
    assert (shown["isDeleted"], shown["lyrics"]) == (False, "sea")


async def test_a_place_that_is_taken_needs_a_choice_and_the_source_gets_the_nearest(
    ada: Person, project: str, scene: str, clip: str, branch: str
) -> None:
    gulls = await there(ada, branch)
    await ada.done("moveClip", clipId=gulls, start=240)
    await ada.clip(scene, name="Storm", start=230)
    seen = await preview(ada, branch, project)
    (conflict,) = seen["conflicts"]
    assert (conflict["id"], conflict["field"], conflict["choice"]) == (clip, "place", None)
    assert conflict["reason"].startswith("'Gulls': ")
    await merged(ada, branch, project, [choice(clip, "place", "SOURCE")])
    after = await clips(ada, project)
    assert (after["Gulls"]["start"], after["Storm"]["start"]) == (254, 230)


async def test_settings_and_the_project_s_own_fields_are_merged(
    ada: Person, project: str, branch: str
) -> None:
    await ada.done("editProject", projectId=branch, description="At night")
    await ada.done("changeSettings", projectId=branch, style="ink", aspectRatio="4:3")
    await ada.done("changeSettings", projectId=project, aspectRatio="1:1")
    seen = await preview(ada, branch, project)
    conflict = by_field(seen)["aspectRatio"]
    assert (conflict["id"], conflict["aggregate"], conflict["name"]) == (
        project,
        "PROJECT",
        "Harbour",
    )
    assert [conflict[f"{side}Text"] for side in ("source", "target")] == ["4:3", "1:1"]
    await merged(ada, branch, project, [choice(project, "aspectRatio", "SOURCE")])
    shown = await ada.shown("project", project)
    assert (shown["description"], shown["settings"]["style"], shown["settings"]["aspectRatio"]) == (
        "At night",
        "ink",
        "4:3",
    )
    assert (shown["name"], len(shown["members"])) == ("Harbour", 1)


async def test_choices_for_what_is_no_conflict_make_no_difference(
    ada: Person, project: str, clip: str, branch: str
) -> None:
    await ada.done("editClip", clipId=await there(ada, branch), lyrics="sea")
    choices = [choice(clip, "lyrics", "TARGET"), choice("x", "", "SOURCE")]
    done = await merged(ada, branch, project, choices)
    assert done["__typename"] == "MergeSuccess"
    assert (await ada.shown("clip", clip))["lyrics"] == "sea"
