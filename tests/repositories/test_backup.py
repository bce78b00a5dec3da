"""Backups that are whole, and files that are not, whoever made them."""

import json
import os
import zipfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import bson
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from events.codec import CODEC
from repositories import archive as archives
from repositories import restore as restoring
from repositories.archive import UnusableBackupError, opened_archive
from repositories.backup import backup
from repositories.edition import RESTORING, UnusableDatabaseError
from repositories.event_store import MongoEventStore
from repositories.restore import check, prepare_restore, restore
from repositories.verify import differences
from tests.film import FILM, NOON, founding, request, sung
from tests.repositories.branch import forked
from tests.repositories.film_house import House, house

Database = AsyncDatabase[dict[str, Any]]
Change = Callable[[dict[str, bytes]], None]

ADA = {
    "_id": "user-" + "a" * 32,
    "email": "ada@example.org",
    "name": "Ada",
    "password_hash": "x",
    "password_version": 1,
    "is_administrator": True,
    "is_disabled": False,
    "created_at": NOON,
    "password_changed_at": NOON,
}


@pytest.fixture
async def home(database: Database) -> AsyncIterator[House]:
    async with house(database) as made:
        await made.done(founding())
        await made.done(founding(2))
        await made.done(request("c", sung(100, "la")))
        await database["account"].insert_one({**ADA})
        yield made


@pytest.fixture
async def file(home: House, folder: Path) -> Path:
    path = folder / "backup.zip"
    await backup(home.database, path, program="0.1.0", at=NOON)
    return path


def members(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def put_together(file: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(file, "w") as opened:
        for name, part in parts.items():
            opened.writestr(name, part)


def signed(parts: dict[str, bytes], **said: object) -> None:
    """Let the manifest say what is there, as somebody would who means harm."""
    manifest = json.loads(parts["manifest.json"])
    for name in manifest["members"]:
        count = archives.Count()
        for document in bson.decode_all(parts[name]):
            count.add(bson.encode(document))
        manifest["members"][name] = count.member().model_dump()
    parts["manifest.json"] = json.dumps({**manifest, **said}).encode()


def commits(change: Callable[[list[dict[str, Any]]], object]) -> Change:
    def changed(parts: dict[str, bytes]) -> None:
        documents = bson.decode_all(parts["commits.bson"])
        change(documents)
        parts["commits.bson"] = b"".join(bson.encode(one) for one in documents)
        signed(parts)

    return changed


def member(name: str, content: bytes | None) -> Change:
    def changed(parts: dict[str, bytes]) -> None:
        parts.pop(name, None)
        if content is not None:
            parts[name] = content

    return changed


def said(**fields: object) -> Change:
    return lambda parts: signed(parts, **fields)


def accounts(**fields: object) -> Change:
    def changed(parts: dict[str, bytes]) -> None:
        (account,) = bson.decode_all(parts["account.bson"])
        parts["account.bson"] = bson.encode({**account, **fields})
        signed(parts)

    return changed


async def test_a_backup_holds_every_partition_up_to_its_position(home: House, file: Path) -> None:
    with opened_archive(file) as archive:
        check(archive)
        found = archive.manifest
    assert found.partitions == await home.store.heads()
    assert found.members["commits.bson"].documents == 3
    assert (found.version, found.program, found.media) == (1, "0.1.0", [])


async def test_it_is_restored_into_an_empty_database_and_no_other(home: House, file: Path) -> None:
    with pytest.raises(UnusableDatabaseError, match="is not empty"):
        await prepare_restore(home.database)
    other = home.database.client[f"{home.database.name}_new"]
    try:
        with opened_archive(file) as archive:
            await prepare_restore(other)
            assert await restore(other, archive) == []
        async with house(other) as restored:
            assert await restored.settled() == []
            assert await restored.store.heads() == await home.store.heads()
        assert await other["account"].count_documents({}) == 1
        assert await other["editions"].find_one(RESTORING) is None
    finally:
        await home.database.client.drop_database(other)


async def test_branches_are_backed_up_and_restored_with_what_they_were_forked_from(
    home: House, folder: Path
) -> None:
    branch = await forked(home)
    path = folder / "branches.zip"
    manifest = await backup(home.database, path, program="0.1.0", at=NOON)
    assert manifest.partitions[branch] == 2
    other = home.database.client[f"{home.database.name}_new"]
    try:
        with opened_archive(path) as archive:
            check(archive)
            assert await restore(other, archive) == []
        assert await differences(other, MongoEventStore(other, CODEC)) == []
        row = await other["projects"].find_one({"_id": branch})
        assert row is not None
        assert (row["trunk"], row["description"]) == (FILM, "sea")
    finally:
        await home.database.client.drop_database(other)


async def test_a_restore_that_fails_or_was_killed_leaves_nothing(
    home: House, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = home.database.client[f"{home.database.name}_new"]

    async def refused(*_: object) -> None:
        raise UnusableBackupError("no")

    try:
        with opened_archive(file) as archive:
            with monkeypatch.context() as patched:
                patched.setattr(restoring, "_write", refused)
                with pytest.raises(UnusableBackupError):
                    await restore(other, archive)
            assert await other["editions"].find_one(RESTORING) is None
            await other["editions"].insert_one({**RESTORING})
            await other["commits"].insert_one({"_id": {"p": FILM, "n": 1}, "command": "half"})
            await prepare_restore(other)
            assert await other["commits"].count_documents({}) == 0
            assert await restore(other, archive) == []
        assert await differences(other, home.store) == []
    finally:
        await home.database.client.drop_database(other)


async def test_a_hole_in_the_log_is_not_backed_up_and_the_file_before_stays(
    home: House, file: Path, folder: Path
) -> None:
    before = members(file)
    await home.database["commits"].delete_one({"_id": {"p": FILM, "n": 1}})
    with pytest.raises(UnusableBackupError, match=f"Commit 1 of {FILM} is missing"):
        await backup(home.database, file, program="0.1.0", at=NOON)
    assert members(file) == before
    assert os.listdir(folder) == ["backup.zip"]  # noqa: PTH208


@pytest.mark.parametrize("part", [0, 1, 30, 50, 70, 95, 99])
def test_a_file_that_is_cut_off_is_refused(file: Path, part: int) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) * part // 100])
    with pytest.raises(UnusableBackupError), opened_archive(file) as archive:
        check(archive)


def test_no_byte_of_it_can_be_changed_without_being_noticed(file: Path) -> None:
    whole = file.read_bytes()
    before = members(file)
    for at in range(0, len(whole), 7):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :])
        try:
            with opened_archive(file) as archive:
                check(archive)
        except UnusableBackupError:
            continue
        assert members(file) == before  # a date in the table of contents, say


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (member("manifest.json", None), "it has no manifest"),
        (member("manifest.json", b"[]"), "of something else"),
        (member("manifest.json", b"{"), "Expecting property name"),
        (member("../../etc/passwd", b""), "members are not those"),
        (member("account.bson", b""), "checksum of account"),
        (said(format="another"), "of something else"),
        (said(members={}), "names other members"),
        (said(partitions={"a": "b"}), "not in order"),
        (said(partitions={FILM: 1}), "other commits than its manifest says"),
        (said(version=2), "written by a newer version of the program"),
        (said(store=2), "written by a newer version of the program"),
        (commits(lambda all_: all_.pop(0)), "goes on with commit 2"),
        (commits(lambda all_: all_[0].pop("streams")), "holds a commit that is none"),
        (commits(lambda all_: all_[0].update(events=[1])), "holds a commit that is none"),
        (commits(lambda all_: all_[0]["events"][0].update(v=9)), "schema version 9"),
        (commits(lambda all_: all_[0]["events"][0].update(data={})), "holds a commit that is none"),
        (accounts(is_administrator="yes"), "something in account.bson that is none"),
        (accounts(_id=1), "something in account.bson that is none"),
        (accounts(more=1), "something in account.bson that is none"),
    ],
)
async def test_a_file_that_was_tampered_with_is_refused(
    file: Path, change: Change, sentence: str
) -> None:
    parts = members(file)
    change(parts)
    put_together(file, parts)
    with (
        pytest.raises(UnusableBackupError, match=sentence),
        opened_archive(file) as archive,
    ):
        check(archive)


@pytest.mark.parametrize(
    "content",
    [b"\xff\xff\xff\x7f", b"\x01\0\0\0", b"\x05\0\0", b"\x08\0\0\0\x10a\0\0", b"\xff" * 99],
)
async def test_what_is_no_document_is_refused(file: Path, content: bytes) -> None:
    parts = members(file)
    manifest = json.loads(parts["manifest.json"])
    count = archives.Count()
    count.add(content)
    manifest["members"]["commits.bson"] = count.member().model_dump()
    put_together(
        file, {**parts, "commits.bson": content, "manifest.json": json.dumps(manifest).encode()}
    )
    with pytest.raises(UnusableBackupError), opened_archive(file) as archive:
        check(archive)


async def test_two_versions_of_one_thing_leave_nothing_behind(home: House, file: Path) -> None:
    parts = members(file)
    commits(lambda all_: all_[-1].update(streams=all_[0]["streams"]))(parts)
    put_together(file, parts)
    other = home.database.client[f"{home.database.name}_new"]
    try:
        with opened_archive(file) as archive:
            check(archive)
            with pytest.raises(UnusableBackupError, match="twice"):
                await restore(other, archive)
        assert await other["commits"].count_documents({}) == 0
    finally:
        await home.database.client.drop_database(other)
