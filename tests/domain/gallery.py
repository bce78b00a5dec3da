"""Takes and pool items to decide on, and whatever may be asked of them."""

from dataclasses import replace
from typing import Any, Final

from hypothesis import strategies as st

from domain.pool import (
    AddPoolItem,
    ApplyPoolItem,
    DeletePoolItems,
    EditPoolItem,
    RestorePoolItems,
    SendToPool,
)
from domain.take import (
    AddTake,
    CollectTakes,
    DeleteTakes,
    Output,
    RestoreTakes,
    SelectTake,
    UnselectTake,
    collected,
)
from events.ids import PoolItemId, TakeId, derived
from events.take import File, Provenance
from tests.domain.example import CLIPS, clip, facts_after

ATTEMPT: Final = "01234567-89ab-cdef-0123-456789abcdef"
MADE: Final = Provenance(
    source="job",
    prompt="A harbour at dawn",
    negative_prompt="people",
    seed="18446744073709551615",
    model="flux",
    loras={"film": 0.5},
    workflow="workflow-1",
    workflow_version="3",
    values='{"steps": 20}',
    worker="worker-1",
    job="job-1",
    attempt=ATTEMPT,
    started_at="2026-01-01T00:00:00Z",
    finished_at="2026-01-01T00:00:30Z",
    cost="0.02",
)


def image(number: int, name: str = "") -> File:
    """Return an image that is another content for each number."""
    return File(
        kind="image",
        digest=f"{number:064x}",
        name=name or f"{number}.png",
        type="image/png",
        size=1_000 + number,
        width=1920,
        height=1080,
    )


def video(number: int) -> File:
    """Return a video of two seconds."""
    return replace(
        image(number, f"{number}.mp4"),
        kind="video",
        type="video/mp4",
        frames=48,
        duration=2_000,
        rate="24/1",
    )


def take(number: int) -> TakeId:
    return TakeId(f"take-{number:032x}")


def item(number: int) -> PoolItemId:
    return PoolItemId(f"item-{number:032x}")


# The second clip shows take 1 and has a second image and a video; the pool has the second image.
SHOWN: Final = (
    AddTake(take_id=take(1), clip_id=clip(2), file=image(1), select=True),
    AddTake(take_id=take(2), clip_id=clip(2), file=image(2)),
    CollectTakes(clip_id=clip(2), attempt=ATTEMPT, outputs=(Output(file=video(3), made=MADE),)),
    SendToPool(take_id=take(2), item_id=item(1), name="Harbour", tags=("night",)),
)
GALLERY: Final = facts_after(CLIPS, *SHOWN)
VIDEO: Final = collected(ATTEMPT, 0)

_CLIPS = st.sampled_from([*map(clip, range(1, 5))])
_TAKES = st.sampled_from(
    [
        *map(take, range(1, 5)),
        VIDEO,
        collected("other", 0),
        TakeId(derived("take", clip(4), 0)),
        TakeId(derived("take", "s", 0)),
    ]
)
_ITEMS = st.sampled_from([*map(item, range(1, 4))])
_FILES = st.sampled_from([image(1), image(2), image(4), video(3), video(5)])
_TEXTS = st.none() | st.sampled_from(["Rain", ""])


def _some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(strategy, min_size=1, max_size=3).map(tuple)


COMMANDS: Final[st.SearchStrategy[Any]] = st.one_of(
    st.builds(AddTake, take_id=_TAKES, clip_id=_CLIPS, file=_FILES, select=st.booleans()),
    st.builds(
        CollectTakes,
        clip_id=_CLIPS,
        attempt=st.just("other"),
        outputs=st.just((Output(file=image(6), made=MADE),)),
    ),
    st.builds(SelectTake, clip_id=_CLIPS, take_id=_TAKES),
    st.builds(SelectTake, clip_id=st.just(clip(2)), take_id=_TAKES),
    st.builds(UnselectTake, clip_id=_CLIPS, kind=st.sampled_from(["image", "video"])),
    st.builds(DeleteTakes, take_ids=_some(_TAKES)),
    st.builds(RestoreTakes, take_ids=_some(_TAKES)),
    st.builds(AddPoolItem, item_id=_ITEMS, file=_FILES),
    st.builds(SendToPool, item_id=_ITEMS, take_id=_TAKES),
    st.builds(EditPoolItem, item_id=_ITEMS, name=_TEXTS, tags=st.none() | st.just(("a", "b"))),
    st.builds(
        ApplyPoolItem,
        item_id=_ITEMS,
        clip_ids=_some(_CLIPS),
        seed=st.just("s"),
        select=st.booleans(),
    ),
    st.builds(DeletePoolItems, item_ids=_some(_ITEMS)),
    st.builds(RestorePoolItems, item_ids=_some(_ITEMS)),
)
