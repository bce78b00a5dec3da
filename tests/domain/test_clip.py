"""Clips: added, edited, shown. Where they lie is in `test_clip_place`."""

from dataclasses import replace
from typing import Any

import pytest

from domain.board.track import LAST_FRAME
from domain.clip.command import (
    STATUSES,
    AddClip,
    DeleteClip,
    DuplicateClip,
    EditClip,
    LinkMedia,
    MoveClip,
    TrimClip,
)
from domain.errors import NotFoundError, RuleViolatedError, Slot
from domain.scene import DeleteScene
from events.clip import (
    ClipImagePromptEdited,
    ClipLyricsEdited,
    ClipMediaLinked,
    ClipNegativePromptEdited,
    ClipNotesEdited,
    ClipParametersSet,
    ClipRenamed,
    ClipStatusSet,
    ClipVideoPromptEdited,
)
from events.ids import ClipId
from events.store import Fact
from tests.domain.example import (
    CLIP,
    CLIPS,
    FOUNDED,
    SCENES,
    about,
    clip,
    facts_after,
    scene,
)
from tests.scenario import scenario

GONE = NotFoundError("This clip is gone. Reload the project to see what is there.")
NO_SCENE = NotFoundError("This scene is gone. Reload the project to see what is there.")
ADD = AddClip(clip_id=clip(9), scene_id=scene(1), length=24)


def slots(*starts: int, length: int) -> tuple[Slot, ...]:
    return tuple(Slot(track=0, start=start, length=length) for start in starts)


def test_a_clip_is_added_with_all_its_fields() -> None:
    scenario(
        given=SCENES,
        when=AddClip(
            clip_id=clip(9),
            scene_id=scene(1),
            name=" Quay ",
            track=2,
            start=10,
            length=24,
            lyrics="la\r\nla",
            notes="n",
            image_prompt="i",
            video_prompt="v",
            negative_prompt="x",
            parameters={"seed": 7},
            status="ready",
            media_url="media/quay.png",
            media_start=5,
            media_length=24,
        ),
        then=about(
            clip(9),
            replace(
                CLIP,
                name="Quay",
                track=2,
                start=10,
                length=24,
                lyrics="la\nla",
                notes="n",
                image_prompt="i",
                video_prompt="v",
                negative_prompt="x",
                parameters={"seed": 7},
                status="ready",
                media_url="media/quay.png",
                media_start=5,
                media_length=24,
            ),
        ),
    )


def test_a_clip_without_a_start_lies_behind_the_last_and_is_named_by_its_number() -> None:
    scenario(
        given=CLIPS,
        when=ADD,
        then=about(clip(9), replace(CLIP, name="Clip 3", start=96, length=24)),
    )


def test_adding_the_same_clip_again_changes_nothing() -> None:
    scenario(given=facts_after(CLIPS, ADD), when=ADD, then=[])
    named = replace(ADD, name="Quay")
    scenario(given=facts_after(CLIPS, named), when=named, then=[])


@pytest.mark.parametrize(
    "other",
    [replace(ADD, name="Another"), replace(ADD, scene_id=scene(2)), replace(ADD, clip_id=clip(3))],
)
def test_another_clip_with_an_id_in_use_is_refused(other: AddClip) -> None:
    taken = RuleViolatedError("There is a clip with this id already. Use a new id.", field="id")
    scenario(given=facts_after(CLIPS, ADD), when=other, then=taken)


def test_the_id_of_a_deleted_clip_is_not_used_again() -> None:
    taken = RuleViolatedError("There is a clip with this id already. Use a new id.", field="id")
    scenario(given=facts_after(CLIPS, ADD, DeleteClip(clip_id=clip(9))), when=ADD, then=taken)


@pytest.mark.parametrize("wrong", ["", "clip-1", scene(1), "clip-" + "G" * 32])
def test_an_id_that_is_no_clips_is_refused(wrong: str) -> None:
    shape = RuleViolatedError("A clip's id is 'clip-' and 32 hex digits.", field="id")
    scenario(given=SCENES, when=replace(ADD, clip_id=ClipId(wrong)), then=shape)
    scenario(given=CLIPS, when=DuplicateClip(clip_id=clip(1), copy_id=ClipId(wrong)), then=shape)


@pytest.mark.parametrize("given", [FOUNDED, facts_after(SCENES, DeleteScene(scene_id=scene(1)))])
def test_a_scene_that_is_not_there_takes_no_clip(given: list[Fact]) -> None:
    scenario(given=given, when=ADD, then=NO_SCENE)
    scenario(given=CLIPS, when=MoveClip(clip_id=clip(1), scene_id=scene(7), start=0), then=NO_SCENE)


def test_a_clip_on_another_is_refused_with_the_free_places_around_it() -> None:
    scenario(
        given=CLIPS,
        when=replace(ADD, start=30, length=20),
        then=RuleViolatedError(
            "20 frames from frame 30 would lie on 'Clip 1'. "
            "The nearest free place begins at frame 48.",
            field="start",
            free_slots=slots(48, length=20),
        ),
    )


def test_clips_on_other_tracks_and_in_other_scenes_are_no_obstacle() -> None:
    placed = replace(CLIP, name="Clip 3", length=24)
    scenario(
        given=CLIPS,
        when=replace(ADD, start=0, track=1),
        then=about(clip(9), replace(placed, track=1)),
    )
    scenario(
        given=CLIPS,
        when=replace(ADD, start=0, scene_id=scene(2)),
        then=about(clip(9), replace(placed, name="Clip 1", scene=scene(2))),
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": -1},
        {"track": 100},
        {"track": -1},
        {"length": 0},
        {"length": -24},
        {"length": 10**30},
        {"start": LAST_FRAME},
        {"name": "n" * 10_000},
        {"name": "a\x00"},
        {"lyrics": "\ud800"},
        {"parameters": {"seed": float("nan")}},
        {"media_url": "u" * 2_001},
    ],
)
def test_what_no_clip_can_be_is_refused(wrong: dict[str, Any]) -> None:
    scenario(given=SCENES, when=replace(ADD, **wrong), then=RuleViolatedError)


def test_an_emoji_is_a_name() -> None:
    event = replace(CLIP, name="🚢", length=24)
    scenario(given=SCENES, when=replace(ADD, name="🚢"), then=about(clip(9), event))


def test_media_of_an_added_clip_without_a_url_is_none() -> None:
    event = replace(CLIP, length=24)
    scenario(given=SCENES, when=replace(ADD, media_start=5), then=about(clip(9), event))


def test_a_status_that_does_not_exist_is_refused_with_those_that_do() -> None:
    refused = RuleViolatedError(
        f"There is no status 'done'. There are: {', '.join(STATUSES)}.", field="status"
    )
    scenario(given=CLIPS, when=EditClip(clip_id=clip(1), status="done"), then=refused)
    scenario(given=SCENES, when=replace(ADD, status="done"), then=refused)


def test_every_field_is_edited_by_a_fact_of_its_own() -> None:
    edit = EditClip(
        clip_id=clip(2),
        name="Quay",
        lyrics="l",
        notes="n",
        image_prompt="i",
        video_prompt="v",
        negative_prompt="x",
        parameters={"seed": 1},
        status="approved",
    )
    edited = about(
        clip(2),
        ClipRenamed(name="Quay"),
        ClipLyricsEdited(lyrics="l"),
        ClipNotesEdited(notes="n"),
        ClipImagePromptEdited(prompt="i"),
        ClipVideoPromptEdited(prompt="v"),
        ClipNegativePromptEdited(prompt="x"),
        ClipStatusSet(status="approved"),
        ClipParametersSet(parameters={"seed": 1}),
    )
    scenario(given=CLIPS, when=edit, then=edited)
    scenario(given=[*CLIPS, *edited], when=edit, then=[])


def test_a_parameter_that_goes_from_one_to_true_is_changed() -> None:
    one = EditClip(clip_id=clip(2), parameters={"on": 1})
    true = EditClip(clip_id=clip(2), parameters={"on": True})
    changed = about(clip(2), ClipParametersSet(parameters={"on": True}))
    scenario(given=facts_after(CLIPS, one), when=true, then=changed)


@pytest.mark.parametrize(
    "command",
    [
        EditClip(clip_id=clip(7), name="x"),
        MoveClip(clip_id=clip(7), start=0),
        TrimClip(clip_id=clip(7), length=1),
        LinkMedia(clip_id=clip(7), url=""),
        DuplicateClip(clip_id=clip(7), copy_id=clip(8)),
        DeleteClip(clip_id=clip(7)),
    ],
)
def test_a_clip_that_is_not_there_answers_nothing(command: EditClip) -> None:
    scenario(given=CLIPS, when=command, then=GONE)


def test_a_clip_goes_with_its_scene() -> None:
    given = facts_after(CLIPS, DeleteScene(scene_id=scene(1)))
    scenario(given=given, when=EditClip(clip_id=clip(1), name="x"), then=GONE)


def test_media_are_linked_and_unlinked() -> None:
    link = LinkMedia(clip_id=clip(1), url=" media/a.mp4 ", start=12, length=48)
    linked = about(clip(1), ClipMediaLinked(url="media/a.mp4", start=12, length=48))
    unlink = LinkMedia(clip_id=clip(1), url="", start=12)
    scenario(given=CLIPS, when=link, then=linked)
    scenario(given=[*CLIPS, *linked], when=link, then=[])
    scenario(
        given=[*CLIPS, *linked],
        when=unlink,
        then=about(clip(1), ClipMediaLinked(url="", start=0, length=0)),
    )
    scenario(given=CLIPS, when=unlink, then=[])


@pytest.mark.parametrize("field", ["start", "length"])
@pytest.mark.parametrize("frames", [-1, 2**31])
def test_media_frames_that_do_not_fit_are_refused(field: str, frames: int) -> None:
    link = LinkMedia(clip_id=clip(1), url="a")
    wrong: dict[str, Any] = {field: frames}
    scenario(
        given=CLIPS,
        when=replace(link, **wrong),
        then=RuleViolatedError(
            f"{frames} is not a number of frames from 0 to 2,147,483,647.", field=f"media_{field}"
        ),
    )
