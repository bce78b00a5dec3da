"""What `storyboard import --project` says of a file, without a server."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from domain.clip.command import DeleteClip, EditClip
from domain.errors import RuleViolatedError
from events.ids import ClipId, UserId
from events.record import record
from interchange.report import Omission
from interchange.returned import FOREIGN
from interchange.table.change import Change
from interchange.table.difference import Difference, Entry, Kind
from server.command.comparison import compared
from server.exchange.comparer import Comparison, FileKind, Returned

GULLS = ClipId("clip-1")
NAMED = Change(
    facet="image_prompt",
    before="",
    after="Terns\nat dawn",
    command=EditClip(clip_id=GULLS, image_prompt="Terns"),
)
GONE = Change(facet="clip", before="“Rain”", after="", command=DeleteClip(clip_id=GULLS))
ROWS = (
    Entry(row=2, kind=Kind.CHANGED, scene="Quay", name="Gulls", changes=(NAMED,)),
    Entry(row=3, kind=Kind.UNKNOWN, scene="", name="", reason="no clip has this id."),
)
MISSING = Entry(row=4, kind=Kind.MISSING, scene="Quay", name="Rain", changes=(GONE,))


@record
class Fake:
    """Answers with a difference, and notes what is taken."""

    found: Difference
    taken: list[tuple[int, str]]

    async def compare(self, project: str, file: Returned, _: UserId) -> Comparison:
        return Comparison(
            project=project,
            position=1,
            kind=FileKind.EDIT,
            found=self.found,
            versions={},
            are_deleted=file.are_deleted,
        )

    async def take(self, comparison: Comparison, _: UserId, note: str) -> int:
        self.taken.append((sum(1 for _ in comparison.wished), note))
        return 2


def difference(*entries: Entry) -> Difference:
    omission = Omission(what="A sound clip", where="line 2", reason="only pictures are taken.")
    return Difference(entries=entries, unchanged=1, missing=0, omissions=(omission,))


async def ran(found: Difference, *, apply: bool = False, deletions: bool = False) -> Fake:
    fake = Fake(found=found, taken=[])
    options = cast(
        "Any", SimpleNamespace(file="/a/cut.edl", project="p", apply=apply, deletions=deletions)
    )
    runtime = cast("Any", SimpleNamespace(comparer=fake))
    await compared(runtime, b"", UserId("user-1"), options)
    return fake


async def test_a_file_is_listed_line_by_line_and_nothing_is_taken(
    capsys: pytest.CaptureFixture[str],
) -> None:
    fake = await ran(difference(*ROWS, MISSING))
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "Gulls in Quay: image prompt: nothing → Terns at dawn",
        "A clip in no scene: not taken, no clip has this id.",
        "Rain in Quay: not in the file, to be deleted",
        "1 change; --apply takes it. 1 clip not in the file stays; --deletions deletes it.",
    ]
    assert printed.err == "Not taken: A sound clip, line 2: only pictures are taken.\n"
    assert fake.taken == []


async def test_what_is_not_in_a_file_is_deleted_only_where_that_is_wished(
    capsys: pytest.CaptureFixture[str],
) -> None:
    twice = difference(*ROWS, MISSING, MISSING)
    assert (await ran(twice, apply=True)).taken == [(1, "Changes of cut.edl")]
    assert (await ran(twice, apply=True, deletions=True)).taken == [(3, "Changes of cut.edl")]
    last = [line for line in capsys.readouterr().out.splitlines() if "taken as" in line]
    assert last == [
        "1 change taken as one step. 2 clips not in the file stay; --deletions deletes them.",
        "3 changes taken as one step.",
    ]


async def test_a_file_that_wants_nothing_changes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert (await ran(difference(), apply=True)).taken == []
    assert (await ran(difference(MISSING), apply=True)).taken == []
    assert capsys.readouterr().out.splitlines() == [
        "cut.edl says what the project says.",
        "Rain in Quay: not in the file, to be deleted",
        "0 changes. 1 clip not in the file stays; --deletions deletes it.",
    ]


async def test_a_file_of_something_else_is_refused_with_what_else_can_be_done() -> None:
    with pytest.raises(RuleViolatedError, match="With --add its scenes are put behind"):
        await ran(FOREIGN)
