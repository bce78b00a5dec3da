"""A take of a clip as decisions see it."""

import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import assert_never

from events.ids import ClipId, PoolItemId, TakeId
from events.record import record, replace
from events.take import (
    File,
    Provenance,
    TakeAdded,
    TakeChange,
    TakeDeleted,
    TakeEvent,
    TakeRestored,
)


@record
class Take:
    """`number` counts the takes of its clip from 1; copies of a take keep it."""

    id: TakeId
    clip: ClipId
    number: int
    file: File
    made: Provenance
    item: PoolItemId | None = None
    copied_from: TakeId | None = None
    is_deleted: bool = False

    @property
    def name(self) -> str:
        return f"Take {self.number}"

    @property
    def kind(self) -> str:
        return self.file.kind


def evolve(state: Take | None, event: TakeEvent, id_: str) -> Take:
    """Return the take after the event; `state` is None before it was added."""
    if isinstance(event, TakeAdded):
        return _added(event, TakeId(id_))
    if state is None:
        raise LookupError(f"{id_} has no TakeAdded before {type(event).__name__}")
    return _changed(state, event)


def _added(event: TakeAdded, id_: TakeId) -> Take:
    return Take(
        id=id_,
        clip=ClipId(sys.intern(event.clip)),
        number=event.number,
        file=shared_file(event.file),
        made=shared(event.made),
        item=event.item,
        copied_from=event.copied_from,
    )


def shared_file(file: File) -> File:
    """Return the same with texts that many files have in common kept once."""
    return replace(
        file, kind=sys.intern(file.kind), type=sys.intern(file.type), rate=sys.intern(file.rate)
    )


def shared(made: Provenance) -> Provenance:
    """Return the same with what many takes have in common kept once.

    A batch makes thousands of takes that differ in little but their seeds.
    """
    return replace(
        made,
        source=sys.intern(made.source),
        loras=_loras(tuple(made.loras.items())),
        cost=sys.intern(made.cost),
        prompt=sys.intern(made.prompt),
        negative_prompt=sys.intern(made.negative_prompt),
        model=sys.intern(made.model),
        workflow=sys.intern(made.workflow),
        values=sys.intern(made.values),
        worker=sys.intern(made.worker),
    )


@lru_cache(maxsize=1_000)
def _loras(weights: tuple[tuple[str, float], ...]) -> Mapping[str, float]:
    return dict(weights)


def _changed(state: Take, event: TakeChange) -> Take:
    match event:
        case TakeDeleted():
            return replace(state, is_deleted=True)
        case TakeRestored():
            return replace(state, is_deleted=False)
    assert_never(event)
