"""What no log names goes, and nothing that a log names or somebody brings in meanwhile."""

import asyncio
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from domain.media import Sound
from domain.music import RemoveMusic, SetMusic
from domain.project import SetProjectState
from events.codec import CODEC
from events.ids import MAIN_LIBRARY, MAIN_QUEUE
from events.store import Fact, Proposal
from repositories.commit_log import CommitLog
from repositories.event_store import MongoEventStore
from repositories.installation import installation
from repositories.media import MediaStore, steady
from repositories.media_sweep import (
    REMOVALS,
    Leftovers,
    Piece,
    Stored,
    UnsweptError,
    leftovers,
    remove,
)
from repositories.purge import purge
from repositories.thumbnail import Thumbnails
from server.media.library import WAVEFORM
from tests.api.picture import png
from tests.events.contract import SAMPLES
from tests.events.sketch import envelope
from tests.film import FILM, NOON, founding, project_id
from tests.repositories.past_house import past_house
from tests.repositories.test_media import DIGEST, PICTURE, anything, chunks, files

Database = AsyncDatabase[dict[str, Any]]

NOW: Final = datetime.now(UTC).replace(microsecond=0)
BEFORE: Final = NOW - timedelta(days=30)
LONG_AGO: Final = BEFORE - timedelta(days=1)
SMALL: Final = f"{DIGEST}.320.1.webp"
PLACE: Final = f"{DIGEST[:2]}/{DIGEST[2:4]}"
OTHER: Final = project_id(2)


@pytest.fixture
async def store(folder: Path, database: Database) -> MediaStore:
    """A picture of long ago that no log names, with a small one."""
    store = MediaStore(folder, spare=0)
    store.open()
    store.claim(await installation(database))
    await store.add(chunks(PICTURE), anything)
    store.keep(DIGEST, "320.1.webp", b"small")
    age(store)
    return store


def age(store: MediaStore, at: datetime = LONG_AGO) -> None:
    for path in store.folder.rglob("*"):
        os.utime(path, (at.timestamp(), at.timestamp()))


async def left(database: Database, store: MediaStore) -> Leftovers:
    return await leftovers(database, store, before=BEFORE, now=NOW)


async def unused(database: Database, store: MediaStore) -> list[str]:
    return [one.digest for one in (await left(database, store)).unused]


def removed(store: MediaStore) -> Stored | None:
    return remove(store, DIGEST, before=BEFORE, now=NOW)


def there(store: MediaStore) -> list[str]:
    ours = (REMOVALS, "databases")
    return [name for name in files(store.folder) if not name.startswith(ours)]


async def told(
    database: Database, name: str, data: dict[str, Any], *, stream: str = "stream-1"
) -> None:
    """Write an event down, as its feature stores it."""
    log = MongoEventStore(database, CODEC)
    await log.start()
    partition = partition_of(name)
    tip = await log.tip(partition)
    version = await database["commits"].count_documents({"streams.id": stream}) + 1
    await log.append(
        Proposal(
            partition=partition,
            command=f"command-{tip.n}",
            parent=tip,
            versions={stream: version},
            facts=(Fact(stream=stream, event=CODEC.decode(name, 1, data)),),
            envelope=envelope(),
        )
    )
    await log.close()


def partition_of(event: str) -> str:
    if event.startswith(("Job", "Batch")):
        return MAIN_QUEUE
    return MAIN_LIBRARY if event.startswith("Preset") else FILM


def sample(name: str, **others: Any) -> dict[str, Any]:
    """Return an event as it is stored, naming the picture wherever it names a file."""
    text = (SAMPLES / f"{name}.1.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text.replace('"digest": "été"', f'"digest": "{DIGEST}"'))
    return data | others


WAYS: Final = {
    **{
        name: sample(name)
        for name in sorted(path.name.split(".")[0] for path in SAMPLES.glob("*.1.json"))
        if DIGEST in json.dumps(sample(name))
    },
    "JobEnqueued": sample("JobEnqueued", inputs={"image": DIGEST}),
    "BatchAdded": sample("BatchAdded", values={"images": [DIGEST]}),
    "ClipMediaLinked": sample("ClipMediaLinked", url=f"/media/{DIGEST}?token=x"),
    "PresetAdded": sample("PresetAdded", document=json.dumps({"values": {"image": DIGEST}})),
}


def test_takes_pool_music_and_outputs_are_among_the_ways_to_name_a_file() -> None:
    wanted = {"TakeAdded", "TakeSelected", "PoolItemAdded", "ProjectMusicSet", "JobSucceeded"}
    assert wanted <= WAYS.keys()


@pytest.mark.parametrize("way", WAYS)
async def test_what_any_event_of_any_log_names_stays(
    database: Database, store: MediaStore, way: str
) -> None:
    await told(database, way, WAYS[way])
    assert await left(database, store) == Leftovers(unused=(), strange=())


async def test_what_no_log_names_goes_with_what_was_made_of_it_and_is_written_down(
    database: Database, store: MediaStore
) -> None:
    await told(database, "ClipMediaLinked", sample("ClipMediaLinked", url=f"/media/{'0' * 64}"))
    folder = store.folder / PLACE
    wanted = Stored(
        digest=DIGEST,
        pieces=(
            Piece(path=folder / SMALL, kind="derived", size=5),
            Piece(path=folder / DIGEST, kind="image", size=len(PICTURE)),
        ),
        stored_at=LONG_AGO,
    )
    assert await left(database, store) == Leftovers(unused=(wanted,), strange=())
    assert there(store) == [f"{PLACE}/{DIGEST}", f"{PLACE}/{SMALL}"]
    assert removed(store) == wanted
    assert there(store) == []
    assert json.loads((store.folder / REMOVALS).read_text()) == {
        "removed_at": NOW.isoformat(),
        "digest": DIGEST,
        "kind": "image",
        "bytes": len(PICTURE) + 5,
        "files": [SMALL, DIGEST],
        "stored_at": LONG_AGO.isoformat(),
        "why": "no log names it",
    }
    assert await unused(database, store) == []
    assert removed(store) is None


async def test_what_is_younger_than_the_retention_stays(
    database: Database, store: MediaStore
) -> None:
    age(store, BEFORE)
    assert await unused(database, store) == []
    assert removed(store) is None
    assert len(there(store)) == 2


async def test_what_is_uploaded_between_the_reading_of_the_log_and_the_removal_stays(
    database: Database, store: MediaStore
) -> None:
    assert await unused(database, store) == [DIGEST]
    await store.add(chunks(PICTURE), anything)
    assert removed(store) is None
    assert len(there(store)) == 2
    assert not (store.folder / REMOVALS).exists()


async def test_a_removal_waits_for_who_is_bringing_a_file_in(store: MediaStore) -> None:
    with steady(store.folder):
        removal = asyncio.create_task(asyncio.to_thread(removed, store))
        done, _ = await asyncio.wait({removal}, timeout=0.1)
        assert not done
        assert store.renew(DIGEST)
    assert await removal is None
    assert store.contains(DIGEST)


async def test_a_file_of_a_branch_or_of_the_past_goes_only_when_the_project_is_purged(
    database: Database, store: MediaStore
) -> None:
    music = SetMusic(
        digest=DIGEST, name="Waltz", sound=Sound(samples=96_000, rate=48_000, channels=1)
    )
    async with past_house(database) as home:
        await home.executor.execute(founding())
        branch = await home.forked()
        await home.done(music, project=branch)
        await home.done(RemoveMusic(), project=branch)
        assert await unused(database, store) == []
        await home.done(SetProjectState(state="deleted"))
        assert await home.settled() == []
        assert await unused(database, store) == []
        later = NOON + timedelta(days=60)
        assert await purge(database, FILM, before=later, now=later)
    assert await unused(database, store) == [DIGEST]


async def test_jobs_of_a_purged_project_name_nothing_and_those_of_others_still_do(
    database: Database, store: MediaStore
) -> None:
    job = sample("JobEnqueued", project=FILM, inputs={"image": DIGEST})
    await told(database, "JobEnqueued", job, stream="job-1")
    await told(database, "JobSucceeded", sample("JobSucceeded"), stream="job-1")
    assert await unused(database, store) == []
    log = CommitLog(database)
    assert await log.close(FILM, 1, NOON)
    assert await unused(database, store) == [DIGEST]
    await told(database, "JobEnqueued", {**job, "project": OTHER}, stream="job-2")
    assert await unused(database, store) == []
    assert await log.close(OTHER, 1, NOON)
    assert await unused(database, store) == [DIGEST]


async def test_right_behind_a_purge_nothing_is_told(database: Database, store: MediaStore) -> None:
    entries = database["purged"]
    await entries.insert_one({"_id": OTHER, "at": NOW, "arrival": "of an archive"})
    assert await unused(database, store) == [DIGEST]
    await entries.insert_one({"_id": FILM, "at": NOW - timedelta(seconds=59)})
    with pytest.raises(UnsweptError, match="sweep again in a minute"):
        await left(database, store)
    await entries.update_one({"_id": FILM}, {"$set": {"at": NOW - timedelta(seconds=61)}})
    assert await unused(database, store) == [DIGEST]


async def test_the_files_of_another_database_are_not_swept(
    database: Database, store: MediaStore
) -> None:
    store.claim("elsewhere")
    with pytest.raises(UnsweptError, match=r"remove .*/databases/elsewhere if that one is gone"):
        await left(database, store)
    (store.folder / "databases" / "elsewhere").unlink()
    assert await unused(database, store) == [DIGEST]
    (store.folder / "databases" / await installation(database)).unlink()
    with pytest.raises(UnsweptError, match="check MONGODB_URI and STORYBOARD_DATABASE"):
        await left(database, store)
    (store.folder / "databases").rmdir()
    with pytest.raises(UnsweptError, match="start the server once"):
        await left(database, store)


@pytest.mark.parametrize(
    "name",
    [
        "notes.txt",
        "ab/notes.txt",
        f"{PLACE}/notes.txt",
        f"{PLACE}/{DIGEST}.bak",
        f"{PLACE}/{DIGEST[:63]}",
        f"00/00/{DIGEST}",
        f"00/00/{'0' * 64}",
    ],
)
async def test_what_no_server_stored_is_told_and_left_alone(
    database: Database, store: MediaStore, name: str
) -> None:
    path = store.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    age(store)
    found = await left(database, store)
    assert found.strange == (path,)
    assert [one.digest for one in found.unused] == [DIGEST]
    assert removed(store) is not None
    assert remove(store, "0" * 64, before=BEFORE, now=NOW) is None
    assert there(store) == [name]


async def test_a_link_is_not_followed(database: Database, store: MediaStore) -> None:
    path = store.path(DIGEST)
    target = path.rename(store.folder / "elsewhere")
    path.symlink_to(target)
    store.derived(DIGEST, "320.1.webp").unlink()
    found = await left(database, store)
    assert found == Leftovers(unused=(), strange=(target, path))
    assert removed(store) is None


async def test_a_sweep_that_was_ended_in_between_is_made_good_by_the_next(
    database: Database, store: MediaStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def killed(path: Path, *, missing_ok: bool = False) -> None:
        unlink(path, missing_ok=missing_ok)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", killed)
        with pytest.raises(KeyboardInterrupt):
            removed(store)
    assert there(store) == [f"{PLACE}/{DIGEST}"]
    assert await unused(database, store) == [DIGEST]
    assert removed(store) is not None
    assert there(store) == []
    assert len((store.folder / REMOVALS).read_text().splitlines()) == 2


async def test_what_was_made_of_a_file_that_is_gone_goes_as_well(
    database: Database, store: MediaStore
) -> None:
    store.path(DIGEST).unlink()
    (found,) = (await left(database, store)).unused
    assert [piece.kind for piece in found.pieces] == ["derived"]
    assert removed(store) == found
    assert there(store) == []


async def test_all_that_servers_derive_of_files_is_known(
    database: Database, store: MediaStore
) -> None:
    medium = await store.add(chunks(png()), anything)
    await Thumbnails(store).printed(medium, 320)
    store.keep(medium.digest, WAVEFORM, b"peaks")
    age(store)
    found = await left(database, store)
    assert found.strange == ()
    (one,) = (it for it in found.unused if it.digest == medium.digest)
    assert [piece.kind for piece in one.pieces] == ["derived"] * 5 + ["image"]


async def test_a_disk_that_refuses_is_told_and_nothing_goes_unnoticed(
    store: MediaStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "/media/removed.jsonl")

    monkeypatch.setattr("repositories.media_sweep._write_down", refuse)
    with pytest.raises(UnsweptError, match=r"removed\.jsonl cannot be swept: Permission denied"):
        removed(store)
    assert len(there(store)) == 2
