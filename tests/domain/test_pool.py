"""The pool: what is kept for reuse, and what is made of it."""

from dataclasses import replace
from typing import Any

import pytest

from domain.activity import described
from domain.board import pool
from domain.command import decide, target
from domain.errors import NotFoundError, RuleViolatedError
from domain.facet import BY_NAME
from domain.past import change
from domain.pool import (
    AddPoolItem,
    ApplyPoolItem,
    DeletePoolItems,
    EditPoolItem,
    PoolCommand,
    RestorePoolItems,
    SendToPool,
)
from domain.take import UPLOADED, DeleteTakes
from domain.wording import text
from events.clip import TakeSelected
from events.ids import PoolItemId, TakeId, derived
from events.pool import (
    PoolItemAdded,
    PoolItemDeleted,
    PoolItemDescribed,
    PoolItemRenamed,
    PoolItemRestored,
    PoolItemTagged,
)
from events.store import Envelope, Fact
from events.take import TakeAdded
from tests.domain.example import ADA, about, after, clip, facts_after
from tests.domain.gallery import GALLERY, MADE, VIDEO, image, item, take, video
from tests.domain.house import NOW
from tests.scenario import board_of, scenario

APPLY = ApplyPoolItem(item_id=item(1), clip_ids=(clip(1), clip(2), clip(1)), seed="s")
NEW = TakeId(derived("take", "s", 0))
DELETE = DeletePoolItems(item_ids=(item(1),))


def test_a_take_is_kept_with_all_that_is_known_of_it() -> None:
    wish = SendToPool(take_id=VIDEO, item_id=item(2), description="d", tags=(" sea", "Sea", ""))
    added = PoolItemAdded(
        name="3.mp4", file=video(3), made=MADE, description="d", tags=("sea",), take=VIDEO
    )
    scenario(given=GALLERY, when=wish, then=about(item(2), added))


def test_a_file_comes_into_the_pool_by_itself() -> None:
    wish = AddPoolItem(item_id=item(2), file=image(7), name="Fog")
    added = PoolItemAdded(name="Fog", file=image(7), made=UPLOADED)
    scenario(given=GALLERY, when=wish, then=about(item(2), added))


def test_what_is_in_the_pool_is_not_added_again() -> None:
    scenario(given=GALLERY, when=AddPoolItem(item_id=item(2), file=image(2)), then=[])
    scenario(given=GALLERY, when=SendToPool(item_id=item(2), take_id=take(2)), then=[])


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (
            AddPoolItem(item_id=PoolItemId("pool"), file=image(7)),
            RuleViolatedError("A pool item's id is 'item-' and 32 hex digits.", field="id"),
        ),
        (
            AddPoolItem(item_id=item(1), file=image(7)),
            RuleViolatedError(
                "There is a pool item with this id already. Use a new id.", field="id"
            ),
        ),
        (
            EditPoolItem(item_id=item(1), tags=[str(n) for n in range(31)]),
            RuleViolatedError("A pool item has at most 30 tags, not 31.", field="tags"),
        ),
        (
            EditPoolItem(item_id=item(9), name="Fog"),
            NotFoundError("This pool item is gone. Reload the pool to see what is there."),
        ),
        (
            replace(APPLY, clip_ids=()),
            RuleViolatedError("One change is about 1 to 5,000 clips, not 0.", field="ids"),
        ),
        (
            RestorePoolItems(item_ids=(item(9),)),
            NotFoundError("There is no such pool item in this project."),
        ),
    ],
)
def test_what_makes_no_sense_is_refused(
    wish: PoolCommand, refusal: NotFoundError | RuleViolatedError
) -> None:
    scenario(given=GALLERY, when=wish, then=refusal)


def test_an_item_is_renamed_described_and_tagged() -> None:
    wish = EditPoolItem(item_id=item(1), name="Quay", description="d", tags=("fog",))
    edited = about(
        item(1),
        PoolItemRenamed(name="Quay"),
        PoolItemDescribed(description="d"),
        PoolItemTagged(tags=("fog",)),
    )
    scenario(given=GALLERY, when=wish, then=edited)
    scenario(given=[*GALLERY, *edited], when=wish, then=[])
    assert target(wish, board_of(GALLERY)) == item(1)


def test_an_item_becomes_a_take_of_each_clip_that_has_it_not() -> None:
    added = TakeAdded(clip=clip(1), number=1, file=image(2), made=UPLOADED, item=item(1))
    scenario(given=GALLERY, when=APPLY, then=about(NEW, added))


def test_an_item_may_be_shown_at_once_also_where_the_clip_has_it() -> None:
    board = after(GALLERY, replace(APPLY, select=True))
    assert [board.clips[clip(n)].image for n in (1, 2)] == [NEW, take(2)]
    shown = TakeSelected(kind="image", take=take(2), digest=image(2).digest)
    only = replace(APPLY, clip_ids=(clip(2),), select=True)
    scenario(given=GALLERY, when=only, then=about(clip(2), shown))


def test_a_command_sent_again_brings_no_deleted_take_back() -> None:
    gone = facts_after(GALLERY, APPLY, DeleteTakes(take_ids=(NEW,)))
    scenario(given=gone, when=APPLY, then=[])


def test_items_are_deleted_and_restored() -> None:
    scenario(given=GALLERY, when=DELETE, then=about(item(1), PoolItemDeleted()))
    gone = facts_after(GALLERY, DELETE)
    scenario(given=gone, when=DELETE, then=[])
    back = RestorePoolItems(item_ids=(item(1),))
    scenario(given=gone, when=back, then=about(item(1), PoolItemRestored()))
    scenario(given=GALLERY, when=back, then=[])
    scenario(given=gone, when=APPLY, then=NotFoundError)


def test_what_was_made_of_a_deleted_item_stays() -> None:
    board = after(GALLERY, APPLY, DELETE)
    assert not board.takes[NEW].is_deleted


def test_items_have_to_be_added_before_anything_else() -> None:
    with pytest.raises(LookupError, match="has no PoolItemAdded before PoolItemDeleted"):
        pool.evolve(None, PoolItemDeleted(), item(1))


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (AddPoolItem(item_id=item(2), file=image(7)), "added '7.png' to the pool"),
        (DELETE, "deleted 'Harbour'"),
        (EditPoolItem(item_id=item(1), tags=("fog",)), "edited the tags of 'Harbour'"),
        (APPLY, "added take 1 of 'Clip 1'"),
    ],
)
def test_activity_says_what_was_done(wish: Any, sentence: str) -> None:
    board = board_of(GALLERY)
    facts: tuple[Fact, ...] = tuple(decide(wish, board))
    made = change(board, 2, facts, Envelope(actor=ADA, at=NOW), board.apply(facts))
    assert described(made, facts, board).sentence == sentence


def test_tags_are_told_in_words() -> None:
    board = board_of(GALLERY)
    facet = BY_NAME[pool.PoolItem]["tags"]
    assert text(facet, board.pool[item(1)], board) == "night"
