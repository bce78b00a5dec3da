"""Whether what comes from elsewhere is one history: each lie is refused with its place."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final, cast

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from domain.arrival import family
from domain.arrival.family import checked
from domain.arrival.line import Kin
from domain.arrival.soundness import UnsoundError
from domain.branch import Translation
from events.clip import (
    ClipMediaLinked,
    ClipMoved,
    ClipParametersSet,
    ClipRegrouped,
    ClipRenamed,
    ClipStatusSet,
    ClipTransitionSet,
    ClipTrimmed,
)
from events.ids import ProjectId, UserId
from events.project import (
    BranchForked,
    BranchMerged,
    MemberAdded,
    ProjectArrived,
    ProjectExported,
    ProjectFrameRateChanged,
    ProjectMusicSet,
    ProjectStartChanged,
)
from events.scene import SceneRegrouped, SceneReordered
from events.store import Fact
from tests.domain.arrival.history import (
    LATEST,
    NOTED,
    Logs,
    kin,
    logs,
    read,
    reading,
    told,
    with_commit,
    with_fact,
)
from tests.domain.example import ADA, CLIP, CREATED, clip, scene
from tests.domain.house import Step
from tests.domain.test_any_past import ALL, only_do, played, steps
from tests.scenario import PROJECT

ELSEWHERE = ProjectId("branch-" + "e" * 32)
NOBODY = UserId("nobody")


def branches(of: Logs) -> list[str]:
    return [partition for partition in of if partition != PROJECT]


async def refusal(forge: Callable[[Logs], Logs], **more: Any) -> str:
    of = forge(await told())
    with pytest.raises(UnsoundError) as refused:
        read(of, **more)
    return str(refused.value)


async def test_a_history_that_was_made_here_is_one() -> None:
    of = await told()
    endings = read(of)
    assert [*endings][-1] == PROJECT
    trunk = endings[PROJECT]
    assert (trunk.name, trunk.scenes, trunk.clips) == ("Harbour", 2, 3)
    assert trunk.version == max(it.versions.get(PROJECT, 0) for it in of[PROJECT])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(story=st.lists(steps(*ALL), min_size=10, max_size=20))
def test_whatever_people_do_here_is_a_history(story: list[Step]) -> None:
    of = asyncio.run(logs(played(only_do, story)))
    assume(is_storable(of))
    read(of)


# What whole commits lie about

FIRST_LIES: list[tuple[dict[str, Any], str]] = [
    ({"n": 3}, "commit 2 is due"),
    ({"partition": ELSEWHERE}, "commit 2 is due"),
    ({"command": "start"}, "its command was carried out before"),
    ({"command": ""}, "its command has no id"),
    ({"versions": {}}, "its streams are others"),
    ({"versions": {}, "facts": ()}, "nothing happened"),
]


@pytest.mark.parametrize(("changes", "sentence"), FIRST_LIES)
async def test_a_commit_that_is_not_the_next_one_is_refused(
    changes: dict[str, Any], sentence: str
) -> None:
    told_of = await refusal(lambda of: with_commit(of, PROJECT, 2, **changes))
    assert told_of == f"commit {changes.get('n', 2)} of {PROJECT}: {sentence}"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"actor": NOBODY}, "nobody made it"),
        ({"undoes": 2}, "it takes back what is not before it"),
        ({"undoes": -1}, "it takes back what is not before it"),
        ({"at": LATEST + timedelta(seconds=1)}, "it was made in the future"),
        ({"at": LATEST - timedelta(days=900)}, "it was made before the one before it"),
        ({"note": "sea" * 1_000}, "The note has 3,000 characters"),
        ({"note": "\0"}, "The note has a character that cannot be shown"),
    ],
)
async def test_who_made_it_and_when_has_to_be_possible(
    changes: dict[str, Any], sentence: str
) -> None:
    def forge(of: Logs) -> Logs:
        envelope = replace(of[PROJECT][1].envelope, **changes)
        return with_commit(of, PROJECT, 2, envelope=envelope)

    assert f"commit 2 of {PROJECT}: {sentence}" in await refusal(forge)


async def test_a_version_that_is_no_next_one_is_refused() -> None:
    def forge(of: Logs) -> Logs:
        versions = {stream: v + 1 for stream, v in of[PROJECT][1].versions.items()}
        return with_commit(of, PROJECT, 2, versions=versions)

    assert f"{clip(1)} is not at version 3" in await refusal(forge)


# What facts lie about

MUSIC: Final = ProjectMusicSet(digest="a" * 64, name="Waltz", samples=96, rate=48, channels=1)
MUSIC_LIES: list[tuple[dict[str, Any], str]] = [
    ({"digest": "waltz"}, "a medium is not named by its SHA-256"),
    ({"digest": ""}, "a medium is not named by its SHA-256"),
    ({"name": " Waltz"}, "the name of a medium cannot be kept"),
    ({"samples": 0}, "the music has a wrong length"),
    ({"rate": 0}, "the music has a wrong length"),
    ({"rate": 2**40}, "the music has a wrong length"),
    ({"samples": 2**40}, "the music is longer than a day"),
    ({"offset": 2**40}, "the music begins beyond a day"),
]
LIES: list[tuple[Fact, str]] = [
    (Fact(stream=clip(9), event=ClipRenamed(name="Rain")), "begins twice, or not"),
    (Fact(stream=clip(1), event=CLIP), "begins twice, or not"),
    (Fact(stream=PROJECT, event=CREATED), "a history begins once"),
    (Fact(stream=ELSEWHERE, event=NOTED), "is not of the project"),
    (Fact(stream="tape-1", event=NOTED), "is not of the project"),
    (Fact(stream=clip(1), event=NOTED), "it does not follow (AssertionError: "),
    (
        Fact(
            stream=PROJECT,
            event=BranchForked(
                parent=ProjectId(PROJECT), position=1, trunk=ProjectId(PROJECT), name="Try"
            ),
        ),
        "a project is no branch",
    ),
    (
        Fact(stream=PROJECT, event=BranchMerged(source=ELSEWHERE, position=1, at=1)),
        "it merged what is not in the archive",
    ),
    (
        Fact(stream=PROJECT, event=BranchMerged(source=ProjectId(PROJECT), position=99, at=1)),
        "it merged what was not there",
    ),
    (
        Fact(stream=PROJECT, event=BranchMerged(source=ProjectId(PROJECT), position=1, at=99)),
        "it merged in the future",
    ),
    (
        Fact(stream=PROJECT, event=ProjectExported(format="x\ny", options={})),
        "The option has a character that cannot be shown",
    ),
    (
        Fact(stream=PROJECT, event=ProjectArrived(origin="film", position=1, owner=ADA)),
        "it came from no project",
    ),
    (
        Fact(stream=PROJECT, event=ProjectArrived(origin=PROJECT, position=0, owner=ADA)),
        "it came from no commit",
    ),
    (Fact(stream=PROJECT, event=MemberAdded(user=NOBODY, role="editor")), "a member is no user"),
    (
        Fact(stream=PROJECT, event=MemberAdded(user=ADA, role="king")),
        "a member has the role 'king'",
    ),
    (Fact(stream=PROJECT, event=ProjectStartChanged(start_frame=-1)), "is beyond a day"),
    (
        Fact(stream=PROJECT, event=ProjectFrameRateChanged(frame_rate="FPS_7", start_frame=0)),
        "There is no frame rate 'FPS_7'",
    ),
    *(
        (Fact(stream=PROJECT, event=replace(MUSIC, **change)), sentence)
        for change, sentence in MUSIC_LIES
    ),
    (Fact(stream=scene(1), event=SceneReordered(rank="a0")), "the rank of"),
    (Fact(stream=scene(1), event=SceneReordered(rank="A")), "the rank of"),
    (
        Fact(stream=scene(1), event=SceneRegrouped(original=scene(9), alternate=1)),
        "the original of",
    ),
    (
        Fact(stream=clip(2), event=ClipRegrouped(original=clip(3), alternate=2)),
        "is of an alternate",
    ),
    (Fact(stream=clip(2), event=ClipRegrouped(original=None, alternate=-1)), "without a number"),
    (Fact(stream=clip(1), event=ClipRenamed(name=" sea")), "the name of"),
    (Fact(stream=clip(1), event=ClipTrimmed(length=0)), "A clip cannot last 0 frames"),
    (Fact(stream=clip(1), event=ClipStatusSet(status="lost")), "the status of"),
    (
        Fact(stream=clip(1), event=ClipMediaLinked(url="sea.mov", start=-1, length=1)),
        "has a wrong number of frames",
    ),
    (Fact(stream=clip(1), event=ClipParametersSet(parameters={"$a": 1})), "The parameters cannot"),
    (
        Fact(stream=clip(1), event=ClipTransitionSet(kind="spin", length=1)),
        "the transition of",
    ),
    (
        Fact(stream=clip(1), event=ClipMoved(scene=scene(9), track=0, start=0)),
        "the scene of",
    ),
    (
        Fact(stream=clip(2), event=ClipMoved(scene=scene(1), track=0, start=0)),
        "24 frames from frame 0 would lie on 'Clip 1'",
    ),
]


@pytest.mark.parametrize(("fact", "sentence"), LIES)
async def test_what_nobody_can_have_decided_is_refused(fact: Fact, sentence: str) -> None:
    said = await refusal(lambda of: with_fact(of, fact))
    assert sentence in said
    assert said.startswith("commit 7 of project-")


async def test_a_project_may_have_come_from_elsewhere_before() -> None:
    event = ProjectArrived(origin=PROJECT, position=3, owner=ADA)
    of = with_fact(await told(), Fact(stream=PROJECT, event=event))
    assert read(of)[PROJECT].clips == 3


async def test_the_media_of_a_project_are_known() -> None:
    of = with_fact(await told(), Fact(stream=PROJECT, event=MUSIC))
    assert read(of)[PROJECT].media == {"a" * 64: "Waltz"}


# What branches lie about


def forked_anew(of: Logs, **changes: Any) -> Logs:
    branch = branches(of)[0]
    fact = of[branch][0].facts[0]
    event = replace(cast("BranchForked", fact.event), **changes)
    return with_commit(of, branch, 1, facts=(replace(fact, event=event),))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"position": 0}, "was forked from what is not there"),
        ({"position": 99}, "was forked from what is not there"),
        ({"parent": ELSEWHERE}, "was forked from what is not there"),
        ({"trunk": ELSEWHERE}, "is of another project"),
    ],
)
async def test_a_branch_was_forked_from_what_is_there(
    changes: dict[str, Any], sentence: str
) -> None:
    said = await refusal(lambda of: forked_anew(of, **changes))
    assert sentence in said
    assert said.startswith("branch-")


async def test_branches_that_were_forked_from_each_other_are_refused() -> None:
    def forge(of: Logs) -> Logs:
        return forked_anew(of, parent=ProjectId(branches(of)[1]), position=1)

    assert "was forked from nothing that is there" in await refusal(forge)


async def test_a_log_that_is_no_branch_is_refused() -> None:
    def without_fork(of: Logs) -> Logs:
        return with_commit(of, branches(of)[0], 1, facts=(Fact(stream=PROJECT, event=NOTED),))

    def without_log(of: Logs) -> Logs:
        return {**of, branches(of)[0]: []}

    for forge in (without_fork, without_log):
        assert "does not begin as a branch" in await refusal(forge)
    of = await told()
    of["project-" + "2" * 32] = of[branches(of)[0]]
    with pytest.raises(UnsoundError, match="does not begin as a branch"):
        read(of)


async def test_a_log_that_ends_too_early_is_refused() -> None:
    of = await told()
    heads = {**kin(of).heads, PROJECT: len(of[PROJECT]) + 1}
    for log in (of[PROJECT], []):
        logs_of = {**of, PROJECT: log}
        with pytest.raises(UnsoundError, match=f"{PROJECT} does not end with commit 7"):
            checked(Kin(trunk=PROJECT, heads=heads), reading(logs_of), latest=LATEST)


async def test_one_id_for_two_things_is_refused() -> None:
    def forge(of: Logs) -> Logs:
        own = Translation(PROJECT, branches(of)[0]).id(scene(1))
        twin = replace(CLIP, scene=own, start=999)
        return with_fact(of, Fact(stream=clip(1), event=twin), branches(of)[0])

    said = await refusal(forge)
    assert f"{clip(1)} is there twice" in said


async def test_too_many_things_and_too_many_branches_of_branches_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "there are more than 7 things" in await refusal(lambda of: of, most=7)
    monkeypatch.setattr(family, "DEEPEST", 1)
    assert "branches of branches are more than 1 deep" in await refusal(lambda of: of)


def is_storable(of: Logs) -> bool:
    """Whether a database took these logs: one stream has each version once, wherever it is."""
    all_ = [(s, v) for log in of.values() for commit in log for s, v in commit.versions.items()]
    return len(all_) == len(set(all_))
