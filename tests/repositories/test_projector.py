import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.write_concern import WriteConcern
from typing_extensions import override

from domain.command import Command
from domain.errors import DomainError
from events.clip import ClipRenamed
from events.project import ProjectRenamed
from events.store import Commit, Envelope, EventStore, Fact, Proposal
from repositories import projector as projecting
from repositories.commit_log import CommitLog
from repositories.connection import reign
from repositories.projector import AnyView, Projector
from repositories.verify import differences
from tests.film import ADA, FILM, NOON, clip_id, founding, moved, project_id, request, sung, wishes
from tests.repositories.failure import fail
from tests.repositories.film_house import House, house

Database = AsyncDatabase[dict[str, Any]]
Rows = dict[str, list[AnyView]]
CLIP = clip_id(100)


class Observed(Projector):
    """Shows what it has in memory and the order in which it writes."""

    def __init__(self, database: Database, store: EventStore) -> None:
        super().__init__(database, store)
        self.kinds: list[str] = []
        self.concerns: list[WriteConcern] = []

    @property
    def positions(self) -> dict[str, int]:
        return self._positions

    @property
    def remembered(self) -> tuple[int, int, int]:
        """How many views, waiting partitions, and partitions looked for again there are."""
        return len(self._views), len(self._waiting), len(self._looks)

    @override
    async def _write(self, kind: str, views: Iterable[AnyView], concern: WriteConcern) -> list[str]:
        refused = await super()._write(kind, views, concern)
        self.kinds.append(kind)
        return refused

    @override
    async def _write_content(self, rows: Rows, concern: WriteConcern) -> None:
        self.concerns.append(concern)
        await super()._write_content(rows, concern)


@asynccontextmanager
async def observed(home: House) -> AsyncGenerator[Observed]:
    """Another projector beside the one of the house."""
    projector = Observed(home.database, home.store)
    projector.start()
    yield projector
    await projector.close()


@pytest.fixture
async def home(database: Database) -> AsyncIterator[House]:
    async with house(database) as made:
        await made.done(founding())
        yield made


async def row(home: House, id_: str) -> dict[str, Any]:
    found = await home.database[f"{id_.partition('-')[0]}s"].find_one({"_id": id_})
    assert found is not None
    return found


async def written(home: House, *facts: Fact, project: str = FILM, **versions: int) -> Commit:
    """Put facts into the log that no decision would make."""
    tip = await home.store.tip(project)
    proposal = Proposal(
        partition=project,
        command=f"by-hand-{tip.n}",
        parent=tip,
        versions={fact.stream: versions.get("v", 2) for fact in facts},
        facts=facts,
        envelope=Envelope(actor=ADA, at=NOON),
    )
    return await home.store.append(proposal)


async def test_what_was_awaited_can_be_read(home: House) -> None:
    outcome = await home.done(request("c", moved(100, 240)))
    stored = await row(home, CLIP)
    assert (stored["start"], stored["position"], stored["version"]) == (240, outcome.position, 2)
    assert (await row(home, FILM))["position"] == 2
    cached = home.projector.cached(CLIP)
    assert cached is not None
    assert cached.state.start == 240
    assert home.projector.cached("clip-unknown") is None


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wished=st.lists(wishes(), max_size=25))
async def test_rows_are_what_the_log_says_whatever_was_done(
    client: AsyncMongoClient[dict[str, Any]], wished: list[Command]
) -> None:
    database = client["test_random_commands"]
    await client.drop_database(database)
    async with house(database) as home:
        await home.executor.execute(founding())
        for number, command in enumerate(wished):
            try:
                await home.executor.execute(request(str(number), command))
            except DomainError:
                continue
        assert await home.settled() == []


async def test_several_projectors_that_race_do_no_harm(home: House) -> None:
    others = [Projector(home.database, home.store) for _ in range(3)]
    for other in others:
        other.start()
    for n in range(60):
        outcome = await home.executor.execute(request(f"c{n}", moved(100 + n % 3, (n + 3) * 48)))
        for other in others[n % 3 :]:
            other.heard(FILM, outcome.position)
    reached = [one.reached(FILM, 61) for one in (home.projector, *others)]
    assert await asyncio.gather(*reached) == [True] * 4
    assert await home.settled() == []
    for other in others:
        await other.close()


async def test_a_replay_from_the_first_commit_changes_nothing(home: House) -> None:
    for n in range(10):
        await home.done(request(f"c{n}", sung(100, str(n))))
    before = [one async for one in home.database["clips"].find()]
    seen: list[Commit] = []
    async with observed(home) as again:
        again.positions[FILM] = 0
        again.publish = seen.append
        assert await again.reached(FILM, 11)
    assert [commit.n for commit in seen] == list(range(1, 12))
    assert [one async for one in home.database["clips"].find()] == before


async def test_it_catches_up_from_where_the_rows_are(database: Database) -> None:
    async with house(database) as first:
        await first.done(founding())
        await first.projector.close()
        for n in range(5):
            await first.executor.execute(request(f"c{n}", sung(100, str(n))))
        await first.executor.execute(founding(2))
    async with house(database) as second:
        assert await second.settled() == []
        assert (await row(second, FILM))["position"] == 6
        assert (await row(second, CLIP))["lyrics"] == "4"
        assert (await row(second, project_id(2)))["position"] == 1


async def test_much_is_brought_in_by_rounds(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projecting, "ROUND", 3)
    async with house(database) as first:
        await first.projector.close()
        for number in range(1, 4):
            await first.executor.execute(founding(number))
        for n in range(10):
            await first.executor.execute(request(f"c{n}", sung(100, str(n))))
    async with house(database) as second:
        assert await second.settled() == []


async def test_the_row_of_the_project_is_written_last(home: House) -> None:
    await home.projector.close()
    outcome = await home.executor.execute(request("d", moved(100, 288)))
    async with observed(home) as projector:
        assert await projector.reached(FILM, outcome.position)
    *content, last = projector.kinds
    assert sorted(content) == ["clip", "item", "scene", "take"]
    assert last == "project"


@pytest.mark.parametrize("errors", [1, 3])
async def test_what_failed_is_tried_again_until_it_is_there(home: House, errors: int) -> None:
    refused = {"failCommands": ["update"], "errorCode": 10107}
    async with fail(home.database.client, refused, times=errors):
        await home.done(request("c", moved(100, 240)))
    lost = {"failCommands": ["update"], "closeConnection": True}
    async with fail(home.database.client, lost, times=errors):
        await home.done(request("d", moved(100, 288)))
    unsafe = {"failCommands": ["update"], "writeConcernError": {"code": 91, "errmsg": "down"}}
    async with fail(home.database.client, unsafe, times=errors):
        await home.done(request("e", moved(100, 336)))
    assert await home.settled() == []


async def test_content_is_written_again_when_the_primary_changed_meanwhile(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await home.projector.close()
    reigns = [frozenset({"old"}), frozenset({"new"})]

    def next_reign(_: object) -> frozenset[str]:
        return reigns.pop(0)

    monkeypatch.setattr(projecting, "reign", next_reign)
    outcome = await home.executor.execute(request("c", moved(100, 240)))
    async with observed(home) as projector:
        assert await projector.reached(FILM, outcome.position)
    assert projector.concerns == [projecting.SWIFT, projecting.DURABLE]


async def test_the_reign_is_known_and_lasts(home: House) -> None:
    now = reign(home.database.client)
    assert len(now) == 1
    await home.done(request("c", moved(100, 240)))
    assert reign(home.database.client) == now


# Poison


async def test_a_broken_stream_is_parked_and_shown_and_all_others_go_on(home: House) -> None:
    orphan = Fact(stream=clip_id(9), event=ClipRenamed(name="Nobody"))
    commit = await written(home, orphan, v=1)
    home.projector.follow(commit)
    home.executor.heard(FILM, 99)
    again = await written(home, Fact(stream=CLIP, event=ClipRenamed(name="Sea")))
    home.projector.follow(again)
    await home.done(founding(2))
    assert await home.projector.reached(FILM, again.n)
    assert (await row(home, CLIP))["name"] == "Sea"
    parked = [one async for one in home.database["parked"].find()]
    reason = "LookupError('" + clip_id(9) + " has no ClipAdded before ClipRenamed')"
    assert parked == [{"_id": clip_id(9), "partition": FILM, "n": 2, "error": reason}]
    complaints = await home.settled()
    assert len(complaints) == 2
    assert all(complaint.startswith(clip_id(9)) for complaint in complaints)


async def test_a_parked_stream_takes_no_later_event(home: House) -> None:
    broken = replace(
        await written(home, Fact(stream=CLIP, event=ClipRenamed(name="Sea"))),
        facts=(Fact(stream=CLIP, event="nonsense"),),
    )
    home.projector.follow(broken)
    later = await written(home, Fact(stream=CLIP, event=ClipRenamed(name="Late")), v=3)
    home.projector.follow(later)
    assert await home.projector.reached(FILM, later.n)
    stored = await row(home, CLIP)
    assert (stored["name"], stored["version"]) == ("Clip 1", 1)
    assert (await row(home, FILM))["position"] == 3
    assert [one["n"] async for one in home.database["parked"].find()] == [2]


async def test_a_project_that_cannot_be_made_stops_no_other(home: House) -> None:
    orphan = Fact(stream=project_id(3), event=ProjectRenamed(name="Nobody"))
    commit = await written(home, orphan, project=project_id(3), v=1)
    home.projector.follow(commit)
    await home.done(founding(2))
    assert await home.projector.reached(project_id(3), 1)
    assert await home.database["projects"].find_one({"_id": project_id(3)}) is None


async def test_a_log_that_cannot_be_read_holds_up_nobody_else(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projecting, "RETRY", 0.02)
    async with house(database) as home:
        await home.done(founding())
        await home.done(request("c", moved(100, 240)))
        commits = database["commits"]
        hole = {"_id": {"p": FILM, "n": 2}}
        saved = await commits.find_one_and_delete(hole)
        assert saved is not None
        far = {**saved, "_id": {"p": FILM, "n": 4}, "command": "far", "streams": []}
        await commits.insert_one(far)
        home.projector.heard(FILM, 4)
        waiting = asyncio.create_task(home.projector.reached(FILM, 4))
        made = await asyncio.gather(*(home.executor.execute(founding(n)) for n in (2, 3)))
        assert all([await home.projector.reached(project_id(n), 1) for n in (2, 3)])
        assert (await waiting, len(made)) == (False, 2)
        async with house(database) as second:  # it starts all the same
            complaint = await second.settled()
        assert len(complaint) == 1
        assert complaint[0].startswith(f"Partition {FILM} goes on with commit 4 where 2 is due")
        await commits.delete_one({"_id": far["_id"]})
        await commits.insert_many([saved, {**far, "_id": {"p": FILM, "n": 3}, "events": []}])
        home.projector.heard(FILM, 3)
        assert await home.projector.reached(FILM, 3)


# Waiting


async def test_waiting_for_what_never_comes_ends_and_leaves_nothing(home: House) -> None:
    async with observed(home) as projector:
        assert not await projector.reached(FILM, 99, patience=0.05)
        waiting = asyncio.create_task(projector.reached(FILM, 98))
        await asyncio.sleep(0.01)
        waiting.cancel()
        await asyncio.wait([waiting])
        assert projector.remembered[1] == 0


async def test_a_commit_that_can_be_read_only_later_is_looked_for_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projecting, "RETRY", 0.02)
    async with house(database) as home:
        await home.done(founding())
        late = asyncio.create_task(home.projector.reached(FILM, 2))
        await asyncio.sleep(0.1)
        await Other(home).write()
        assert await late


class Other:
    """A process of which this one hears nothing."""

    def __init__(self, home: House) -> None:
        self._home = home

    async def write(self) -> None:
        await written(self._home, Fact(stream=CLIP, event=ClipRenamed(name="Sea")))


async def test_it_stops_looking_for_what_is_not_there(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projecting, "RETRY", 0.01)
    monkeypatch.setattr(projecting, "LOOKS", 3)
    async with observed(home) as projector:
        projector.heard(FILM, 7)
        async with asyncio.timeout(5):
            while projector.remembered[2] == 0:  # noqa: ASYNC110 - nobody tells when it begins
                await asyncio.sleep(0.001)
            while projector.remembered[2] == 1:  # noqa: ASYNC110 - nor when it gives up
                await asyncio.sleep(0.001)


async def test_those_who_wait_when_it_ends_are_told(home: House) -> None:
    waiting = asyncio.create_task(home.projector.reached(FILM, 9))
    await asyncio.sleep(0)
    await home.projector.close()
    assert not await waiting
    assert not await home.projector.reached(FILM, 10)


async def test_what_another_process_projected_first_is_told_too(home: House) -> None:
    other = Projector(home.database, home.store)
    arrived: list[tuple[str, int]] = []
    other.arrived = lambda partition, n: arrived.append((partition, n))
    other.start()
    assert await other.reached(FILM, 1)
    assert arrived == [(FILM, 1)]
    await other.close()


async def test_old_views_leave_memory_and_come_back(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projecting, "CACHED_VIEWS", 2)
    await home.projector.close()
    async with observed(home) as projector:
        for n in range(6):
            outcome = await home.executor.execute(request(f"c{n}", sung(100 + n % 3, str(n))))
            assert await projector.reached(FILM, outcome.position)
        assert projector.remembered[0] == 2
    assert await differences(home.database, home.store) == []


async def test_the_start_of_many_projects_costs_few_questions(database: Database) -> None:
    async with house(database) as home:
        for number in range(1, 51):
            await home.executor.execute(founding(number, clips=1))
        await home.projector.catch_up()
    log = CommitLog(database)
    assert await log.heads() == {project_id(number): 1 for number in range(1, 51)}
    again = Observed(database, home.store)
    await again.catch_up()  # nothing runs that could project: there is nothing to project
    assert again.positions == await log.heads()
