"""Takes: added once, selected, deleted and restored; what a clip shows is there."""

from dataclasses import replace
from typing import Any

import pytest

from domain import access
from domain.board import take as takes
from domain.clip.command import AddClipAlternate, DeleteClip, DuplicateClip
from domain.command import decide, expect, reads
from domain.errors import ConflictError, NotFoundError, RuleViolatedError
from domain.pool import AddPoolItem
from domain.project import CopyProject
from domain.scene import DuplicateScene, new_id
from domain.take import (
    UPLOADED,
    AddTake,
    CollectTakes,
    DeleteTakes,
    Output,
    RestoreTakes,
    SelectTake,
    TakeCommand,
    UnselectTake,
    collected,
)
from domain.timeline import layout, statistics
from events.clip import TakeSelected, TakeUnselected
from events.ids import ClipId, ProjectId, TakeId, UserId, derived
from events.store import Fact
from events.take import TakeAdded, TakeDeleted, TakeRestored
from tests.domain.example import ADA, CLIPS, ID, about, after, clip, facts_after, scene
from tests.domain.gallery import ATTEMPT, GALLERY, MADE, VIDEO, image, item, take, video
from tests.scenario import board_of, scenario

ADD = AddTake(take_id=take(4), clip_id=clip(1), file=image(4))
ADDED = TakeAdded(clip=clip(1), number=1, file=image(4), made=UPLOADED)
SELECT = SelectTake(clip_id=clip(2), take_id=take(2))
SELECTED = TakeSelected(kind="image", take=take(2), digest=image(2).digest)
DELETE = DeleteTakes(take_ids=(take(1),))


def test_an_uploaded_file_becomes_a_take_of_the_clip() -> None:
    scenario(given=CLIPS, when=ADD, then=about(take(4), ADDED))


def test_takes_of_a_clip_are_numbered() -> None:
    found = after(GALLERY, replace(ADD, clip_id=clip(2))).takes_of(clip(2))
    assert [it.name for it in found] == ["Take 1", "Take 2", "Take 3", "Take 4"]


def test_a_take_may_be_shown_at_once() -> None:
    shown = TakeSelected(kind="image", take=take(4), digest=image(4).digest)
    facts = [Fact(stream=take(4), event=ADDED), Fact(stream=clip(1), event=shown)]
    scenario(given=CLIPS, when=replace(ADD, select=True), then=facts)


def test_the_same_file_a_second_time_is_no_other_take() -> None:
    again = AddTake(take_id=take(9), clip_id=clip(2), file=image(2, "other name.png"))
    scenario(given=GALLERY, when=again, then=[])
    scenario(given=GALLERY, when=replace(again, select=True), then=about(clip(2), SELECTED))


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (
            replace(ADD, take_id=TakeId("clip-1")),
            RuleViolatedError("A take's id is 'take-' and 32 hex digits.", field="id"),
        ),
        (
            replace(ADD, take_id=take(1)),
            RuleViolatedError("There is a take with this id already. Use a new id.", field="id"),
        ),
        (
            replace(ADD, file=replace(image(4), kind="music")),
            RuleViolatedError(
                "A take is an image or a video that is stored. Upload one.", field="file"
            ),
        ),
        (
            replace(ADD, clip_id=clip(9)),
            NotFoundError("This clip is gone. Reload the project to see what is there."),
        ),
        (
            SelectTake(clip_id=clip(1), take_id=take(1)),
            RuleViolatedError(
                "Take 1 belongs to 'Clip 2'. Send it to the pool and apply it to 'Clip 1' first.",
                field="take_id",
            ),
        ),
        (
            UnselectTake(clip_id=clip(1), kind="sound"),
            RuleViolatedError("A clip shows an image and a video.", field="kind"),
        ),
        (
            DeleteTakes(take_ids=()),
            RuleViolatedError("One change is about 1 to 5,000 takes, not 0.", field="ids"),
        ),
        (
            DeleteTakes(take_ids=(take(9),)),
            NotFoundError("This take is gone. Reload the project to see what is there."),
        ),
        (
            RestoreTakes(take_ids=(take(9),)),
            NotFoundError("There is no such take in this project."),
        ),
        (
            CollectTakes(clip_id=clip(9), attempt="a", outputs=()),
            NotFoundError("There is no such clip in this project."),
        ),
    ],
)
def test_what_makes_no_sense_is_refused(
    wish: TakeCommand, refusal: NotFoundError | RuleViolatedError
) -> None:
    scenario(given=GALLERY, when=wish, then=refusal)


# What jobs bring


COLLECT = CollectTakes(
    clip_id=clip(1),
    attempt="attempt",
    outputs=(Output(file=image(5), made=MADE), Output(file=video(6), made=MADE)),
)


def test_what_an_attempt_made_comes_in_once() -> None:
    facts = [
        Fact(
            stream=collected("attempt", n),
            event=TakeAdded(clip=clip(1), number=n + 1, file=file, made=MADE),
        )
        for n, file in enumerate((image(5), video(6)))
    ]
    scenario(given=CLIPS, when=COLLECT, then=facts)
    scenario(given=[*CLIPS, *facts], when=COLLECT, then=[])
    half = facts_after(CLIPS, replace(COLLECT, outputs=COLLECT.outputs[:1]))
    scenario(given=half, when=COLLECT, then=facts[1:])


def test_the_result_of_a_job_is_kept_with_a_clip_that_was_deleted_meanwhile() -> None:
    board = after(CLIPS, DeleteClip(clip_id=clip(1)), COLLECT)
    assert [it.made for it in board.takes_of(clip(1))] == [MADE, MADE]


def test_the_result_of_a_job_comes_in_whoever_is_still_a_member() -> None:
    stranger = UserId("user-" + "9" * 32)
    access.check(board_of(CLIPS), stranger, COLLECT)
    kept = AddPoolItem(item_id=item(1), file=image(1), made=MADE)
    access.check(board_of(CLIPS), stranger, kept)
    with pytest.raises(NotFoundError):
        access.check(board_of(CLIPS), stranger, replace(kept, made=UPLOADED))
    with pytest.raises(NotFoundError):
        access.check(board_of(CLIPS), stranger, ADD)


# What a clip shows


def test_a_clip_shows_the_take_that_is_selected() -> None:
    scenario(given=GALLERY, when=SELECT, then=about(clip(2), SELECTED))
    board = after(GALLERY, SELECT, SelectTake(clip_id=clip(2), take_id=VIDEO))
    shown = board.clips[clip(2)]
    assert (shown.image, shown.image_digest) == (take(2), image(2).digest)
    assert (shown.video, shown.video_digest) == (VIDEO, video(3).digest)


def test_what_is_selected_already_is_nothing_new() -> None:
    scenario(given=GALLERY, when=SelectTake(clip_id=clip(2), take_id=take(1)), then=[])
    scenario(given=GALLERY, when=UnselectTake(clip_id=clip(2), kind="video"), then=[])


def test_a_clip_may_show_nothing_again() -> None:
    unselected = about(clip(2), TakeUnselected(kind="image"))
    scenario(given=GALLERY, when=UnselectTake(clip_id=clip(2), kind="image"), then=unselected)


def test_clips_that_show_a_take_are_complete() -> None:
    board = board_of(GALLERY)
    plan = layout(board.scenes.values(), board.clips.values())
    assert statistics(plan).completion == 0.5


def test_a_selection_waits_for_nothing_but_its_clip() -> None:
    board = board_of(GALLERY)
    streams = frozenset({ID, clip(2), scene(1), take(1), take(2), VIDEO})
    assert reads([SELECT, UnselectTake(clip_id=clip(2), kind="image")], board) == streams
    assert reads([DELETE], board) is None
    with pytest.raises(ConflictError):
        expect(SELECT, board, 99)


# Deleted and restored


def test_a_deleted_take_is_not_shown_any_more() -> None:
    facts = [
        Fact(stream=take(1), event=TakeDeleted()),
        Fact(stream=clip(2), event=TakeUnselected(kind="image")),
    ]
    scenario(given=GALLERY, when=DELETE, then=facts)
    scenario(given=[*GALLERY, *facts], when=DELETE, then=[])


def test_many_takes_are_deleted_and_restored_at_once() -> None:
    ids = (take(1), take(2), take(2), VIDEO)
    gone = facts_after(GALLERY, DeleteTakes(take_ids=ids))
    assert all(it.is_deleted for it in board_of(gone).takes_of(clip(2)))
    restored = [Fact(stream=id_, event=TakeRestored()) for id_ in dict.fromkeys(ids)]
    scenario(given=gone, when=RestoreTakes(take_ids=ids), then=restored)
    scenario(given=GALLERY, when=RestoreTakes(take_ids=ids), then=[])


def test_takes_have_to_be_added_before_anything_else() -> None:
    with pytest.raises(LookupError, match="has no TakeAdded before TakeDeleted"):
        takes.evolve(None, TakeDeleted(), take(1))


# Copies


def copies(board: Any, id_: ClipId) -> list[tuple[int, str, TakeId | None, ClipId]]:
    return [(it.number, it.kind, it.copied_from, it.clip) for it in board.takes_of(id_)]


@pytest.mark.parametrize(
    "wish",
    [
        DuplicateClip(clip_id=clip(2), copy_id=clip(8)),
        AddClipAlternate(clip_id=clip(2), copy_id=clip(8)),
    ],
)
def test_a_copy_of_a_clip_has_its_takes_and_shows_the_same(wish: Any) -> None:
    board = after(GALLERY, DeleteTakes(take_ids=(take(2),)), wish)
    assert copies(board, clip(8)) == [
        (1, "image", take(1), clip(8)),
        (3, "video", VIDEO, clip(8)),
    ]
    copy = board.clips[clip(8)]
    assert (copy.image, copy.image_digest) == (derived("take", clip(8), 0), image(1).digest)
    assert copy.video is None


def test_a_copy_of_a_scene_has_the_takes_of_its_clips() -> None:
    board = after(GALLERY, DuplicateScene(scene_id=scene(1), seed="s"))
    shown = [it for it in board.clips_of(new_id("s")) if it.image]
    assert [it.name for it in shown] == ["Clip 2"]
    assert len(board.takes_of(shown[0].id)) == 3


def test_a_copy_of_a_project_has_what_its_clips_show_and_the_pool() -> None:
    source = after(GALLERY, SelectTake(clip_id=clip(2), take_id=VIDEO))
    project = source.project
    assert project
    used = replace(source.takes[take(1)], item=item(1))
    target = board_of([])
    facts = decide(
        CopyProject(
            project_id=ProjectId(target.id),
            owner=ADA,
            name="Copy",
            project=project,
            scenes=tuple(source.scenes.values()),
            clips=tuple(source.clips.values()),
            takes=(used, source.takes[VIDEO]),
            pool=tuple(source.pool.values()),
            seed="copy",
        ),
        target,
    )
    target.apply(facts)
    kept = next(iter(target.pool.values()))
    assert (kept.name, kept.tags, kept.copied_from, kept.take) == (
        "Harbour",
        ("night",),
        item(1),
        None,
    )
    assert sorted((it.copied_from, it.item) for it in target.takes.values()) == sorted(
        [(take(1), kept.id), (VIDEO, None)], key=str
    )


def test_texts_that_takes_have_in_common_are_in_memory_once() -> None:
    made = [replace(MADE, prompt=f"{MADE.prompt} again {n // 2}") for n in range(2)]
    one, other = (
        takes.evolve(None, TakeAdded(clip=clip(1), number=n, file=image(n), made=made[n]), take(n))
        for n in range(2)
    )
    assert made[0].prompt is not made[1].prompt
    assert one.made.prompt is other.made.prompt
    assert collected(ATTEMPT, 0) == VIDEO
