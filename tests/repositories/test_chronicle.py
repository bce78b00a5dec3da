"""The chronicle: every commit in words, in order, once, whoever writes it down and whenever."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from domain.clip.command import AddClip, DeleteClip
from domain.project import EditProject
from events.store import Commit
from repositories import chronicle as chronicles
from repositories.chronicle import forget
from tests.film import ADA, FILM, clip_id, founding, moved, project_id, scene_id, sung
from tests.repositories.failure import fail
from tests.repositories.past_house import PastHouse, past_house

Database = AsyncDatabase[dict[str, Any]]
EVERY = 4
SANG = "edited the lyrics of 'Clip 1'"


@pytest.fixture
async def home(database: Database) -> AsyncIterator[PastHouse]:
    async with past_house(database, every=EVERY, projects=False) as made:
        await made.executor.execute(founding())
        yield made


async def sing(home: PastHouse, times: int, project: str = FILM) -> None:
    for n in range(times):
        await home.done(sung(100, f"line {n}"), project=project)


async def test_every_commit_has_a_sentence_in_order(home: PastHouse) -> None:
    await home.done(sung(100, "sea"))
    await home.done(moved(101, 240))
    await home.done(EditProject(name="Tide"))
    await home.done(DeleteClip(clip_id=clip_id(102)), moved(100, 480))
    assert await home.sentences() == [
        "created the project 'Film 1', added 2 scenes and added 3 clips",
        "edited the lyrics of 'Clip 1'",
        "moved 'Clip 2' to 00:00:10:00",
        "renamed the project to 'Tide'",
        "deleted 'Clip 3' and moved 'Clip 1' to 00:00:20:00",
    ]
    assert [row["_id"]["n"] for row in await home.rows()] == [1, 2, 3, 4, 5]


async def test_sentences_come_in_order_without_gaps_while_many_write(home: PastHouse) -> None:
    async def write(clip: int) -> None:
        for n in range(15):
            await home.done(sung(clip, f"line {n}"))

    async def read() -> None:
        while not writing.done():
            seen = [one.position for one in await home.told()]
            assert seen == list(range(1, len(seen) + 1))

    writing = asyncio.gather(write(100), write(101), write(102))
    await asyncio.gather(writing, read(), read())
    assert len(await home.told()) == 46
    assert len(await home.rows()) == 46


async def test_two_chronicles_on_one_log_write_the_same_once(
    home: PastHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chronicles, "ROUND", 5)
    await sing(home, 30)
    await home.undone()
    others = [home.beside(every=EVERY) for _ in range(3)]
    await asyncio.gather(*(one.reach(FILM, 32) for one in (home.chronicle, *others)))
    together = await home.rows()
    assert [row["_id"]["n"] for row in together] == list(range(1, 33))
    await forget(home.database, FILM)
    await home.beside(every=EVERY).reach(FILM, 32)
    assert await home.rows() == together


async def test_one_that_lags_goes_on_behind_what_the_other_wrote(home: PastHouse) -> None:
    other = home.beside(every=EVERY)
    await other.reach(FILM, 1)
    await sing(home, 6)
    await home.chronicle.reach(FILM, 7)
    await sing(home, 3)
    await other.reach(FILM, 10)
    assert [row["_id"]["n"] for row in await home.rows()] == list(range(1, 11))
    assert await home.sentences() == [
        "created the project 'Film 1', added 2 scenes and added 3 clips",
        *[SANG] * 9,
    ]


async def test_a_restart_goes_on_where_it_stopped(home: PastHouse, database: Database) -> None:
    await sing(home, 5)
    await home.chronicle.reach(FILM, 6)
    await sing(home, 5)
    before = await home.rows()
    async with past_house(database, every=EVERY, later=0.01, projects=False) as again:
        again.chronicle.start()
        again.chronicle.catch_up(await again.store.heads())
        await _written(again, 11)
        assert (await again.rows())[:6] == before
        assert (await again.sentences())[1:] == [SANG] * 10


async def _written(home: PastHouse, n: int, project: str = FILM) -> None:
    async with asyncio.timeout(10):
        while len(await home.rows(project)) < n:  # noqa: ASYNC110 - the database has no event
            await asyncio.sleep(0.01)


async def test_it_follows_a_while_behind_without_being_asked(database: Database) -> None:
    async with past_house(database, later=0.01, projects=False) as home:
        home.chronicle.start()
        await home.executor.execute(founding())
        await sing(home, 3)
        await _written(home, 4)


async def test_snapshots_are_kept_along_the_way(home: PastHouse) -> None:
    await sing(home, 13)
    await home.chronicle.reach(FILM, 14)
    assert await home.kept() == [4, 8, 12]
    kept = await home.snapshots.nearest(FILM, 11)
    assert kept is not None
    assert kept.board.clips[clip_id(100)].lyrics == "line 6"


async def test_snapshots_are_fewer_where_there_is_much_in_them(home: PastHouse) -> None:
    many = [
        AddClip(clip_id=clip_id(1_000 + at), scene_id=scene_id(101), length=1) for at in range(20)
    ]
    await home.done(*many)
    await sing(home, 11)
    await home.chronicle.reach(FILM, 13)
    # 26 things are worth three times as many commits as eight.
    assert await home.kept() == [12]


async def test_what_was_thrown_away_comes_back_the_same(home: PastHouse) -> None:
    await sing(home, 9)
    await home.undone()
    await home.redone()
    await home.chronicle.reach(FILM, 12)
    before, kept = await home.rows(), await home.kept()
    await forget(home.database, FILM)
    assert (await home.rows(), await home.kept()) == ([], [])
    assert len(await home.told()) == 12
    assert (await home.rows(), await home.kept()) == (before, kept)


async def test_rows_that_somebody_else_threw_away_come_back(home: PastHouse) -> None:
    await sing(home, 3)
    await home.chronicle.reach(FILM, 4)
    before = await home.rows()
    await home.database["activities"].delete_many({})
    await home.database["snapshots"].delete_many({})
    assert len(await home.told()) == 4
    assert await home.rows() == before


async def test_what_was_written_while_others_threw_it_away_has_no_gap(home: PastHouse) -> None:
    await sing(home, 9)
    await home.chronicle.reach(FILM, 10)
    before = await home.rows()
    await home.database["activities"].delete_many({"_id.n": {"$lt": 7}})
    assert len(await home.told()) == 10
    assert await home.rows() == before


async def test_undo_and_redo_say_what_they_took_back(home: PastHouse) -> None:
    await home.done(sung(100, "sea"))
    for _ in range(2):
        await home.undone()
        await home.redone()
    told = (await home.told())[1:]
    assert [(one.position, one.sentence) for one in told] == [
        (2, SANG),
        (3, f"undid: {SANG}"),
        (4, f"redid: {SANG}"),
        (5, f"undid: {SANG}"),
        (6, f"redid: {SANG}"),
    ]
    assert [one.undoes for one in told] == [0, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("times", "undone"),
    [
        (1, [True, False]),
        (2, [False, True, False]),
        (3, [True, False, True, False]),
        (4, [False, True, False, True, False]),
    ],
)
async def test_what_is_taken_back_is_known_through_chains(
    home: PastHouse, times: int, undone: list[bool]
) -> None:
    await home.done(sung(100, "sea"))
    for n in range(times):
        await (home.redone() if n % 2 else home.undone())
    assert [one.is_undone for one in (await home.told())[1:]] == undone
    at = await home.activities.at(FILM, [2])
    assert at[2].is_undone is undone[0]


async def test_undoing_one_s_undo_by_its_position_is_a_redo_too(home: PastHouse) -> None:
    await home.done(sung(100, "sea"))
    await home.undone(2)
    await home.undone(3)
    assert (await home.sentences())[1:] == [SANG, f"undid: {SANG}", f"redid: {SANG}"]


async def test_an_undo_in_the_round_after_knows_the_words_of_the_round_before(
    home: PastHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chronicles, "ROUND", 2)
    await sing(home, 3)
    await home.undone()
    await home.undone()
    await home.beside(every=3).reach(FILM, 6)
    assert (await home.sentences())[4:] == [f"undid: {SANG}"] * 2


async def test_an_import_of_thousands_is_one_sentence_and_keeps_the_first_hundred(
    home: PastHouse,
) -> None:
    many = [
        AddClip(clip_id=clip_id(10_000 + at), scene_id=scene_id(101), length=1)
        for at in range(3_000)
    ]
    await home.done(*many)
    told = (await home.told())[-1]
    assert told.sentence == "added 3,000 clips"
    assert len(told.things) == chronicles.MOST_THINGS
    assert told.things[0].id == clip_id(10_000)
    assert told.things[0].kind == "clip"
    await home.undone()
    assert (await home.told())[-1].sentence == "undid: added 3,000 clips"


async def test_more_than_a_round_of_its_own_is_read_from_the_log(
    home: PastHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chronicles, "ROUND", 6)
    await sing(home, 20)
    await home.chronicle.reach(FILM, 21)
    assert [row["_id"]["n"] for row in await home.rows()] == list(range(1, 22))


async def test_many_projects_are_written_down_in_turn(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chronicles, "OPEN", 2)
    async with past_house(database, projects=False) as home:
        for n in range(1, 5):
            await home.executor.execute(founding(n))
        for turn in range(2):
            for n in range(1, 5):
                await home.done(sung(100 * n, f"line {turn}"), project=project_id(n))
                assert len(await home.told(project_id(n))) == 2 + turn


async def test_asking_for_more_than_there_is_answers_what_there_is(home: PastHouse) -> None:
    await home.chronicle.reach(FILM, 99)
    await home.chronicle.reach(project_id(7), 3)
    assert len(await home.rows()) == 1
    assert await home.rows(project_id(7)) == []


async def test_what_failed_is_tried_again(database: Database) -> None:
    async with past_house(database, later=0.01, projects=False) as home:
        await home.executor.execute(founding())
        refused = {"failCommands": ["insert"], "errorCode": 11600}
        async with fail(home.database.client, refused, times=3):
            home.chronicle.start()
            await _written(home, 1)
        await sing(home, 2)
        await _written(home, 3)


async def test_a_log_that_cannot_be_told_silences_no_other(database: Database) -> None:
    async with past_house(database, later=0.01, projects=False) as home:
        await home.executor.execute(founding())
        await home.executor.execute(founding(2))
        commits = database["commits"]
        await commits.delete_one({"_id": {"p": FILM, "n": 1}})
        hole = {"_id": {"p": FILM, "n": 2}, "command": "c", "streams": [], "at": 0, "events": []}
        await commits.insert_one(hole)
        other = home.beside(later=0.01)
        other.start()
        other.catch_up(await home.store.heads())
        await _written(home, 1, project_id(2))
        await other.close()
        assert await home.rows() == []


async def test_a_branch_begins_with_its_fork(home: PastHouse) -> None:
    home.projector.start()
    await home.done(sung(100, "sea"))
    branch = await home.forked()
    await home.done(EditProject(name="Storm"), project=branch)
    assert await home.sentences(branch) == [
        "began the branch 'Other ending' at change 2",
        "renamed the project to 'Storm'",
    ]


async def test_who_writes_is_written_down(home: PastHouse) -> None:
    await sing(home, 1)
    commits: list[Commit] = [one async for one in home.store.read(FILM)]
    told = await home.told()
    assert [one.actor for one in told] == [ADA, ADA]
    assert [one.at for one in told] == [commit.envelope.at for commit in commits]
    assert [one.is_step for one in told] == [False, True]
