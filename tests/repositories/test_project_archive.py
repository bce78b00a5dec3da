"""Whatever somebody does to an archive: it is refused in a sentence, and nothing of it is taken."""

import json
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.arrival.mark import is_archive
from repositories import departure, project_archive
from repositories.bringing import IdsTakenError
from repositories.departure import DepartureError, Extent
from repositories.project_archive import UnusableArchiveError, opened_project_archive
from tests.film import FILM
from tests.repositories.archive_house import NOW, Database, Forgery, archived, brought, filmed
from tests.repositories.past_house import past_house

Commit = dict[str, Any]
Forge = Callable[[Forgery], bytes]
Change = Callable[[Commit], Any]
Reorder = Callable[[list[Commit]], list[Commit]]
DAMAGED = "This is no project archive, or it is damaged ("
LIE = "The archive cannot be taken: "


@pytest.fixture(scope="module")
async def content(client: Any) -> AsyncIterator[bytes]:
    """The archive of a film, made once."""
    database = client["archive_of_all"]
    async with past_house(database) as home:
        await filmed(home)
        yield await archived(home)
    await client.drop_database(database.name)


async def refusal(database: Database, content: bytes) -> str:
    with pytest.raises(UnusableArchiveError) as refused:
        await brought(database, content)
    for name in ("commits", "arrivals", "purged", "projects"):
        assert await database[name].count_documents({}) == 0
    sentence = str(refused.value)
    assert sentence.endswith(".")
    return sentence


async def test_an_archive_is_known_by_its_beginning(content: bytes) -> None:
    assert is_archive(content[:128])
    assert not is_archive(b"PK\3\4" + bytes(124))
    with opened_project_archive(BytesIO(content)) as archive:
        manifest = archive.manifest
    assert (manifest.project, manifest.name, manifest.program) == (FILM, "Film", "1.0")
    assert sum(one.documents for one in manifest.members.values()) == sum(manifest.heads.values())


# Bytes


@pytest.mark.parametrize("end", [0, 1, 1_000, -1, -22])
async def test_a_file_that_is_cut_off_is_refused(
    database: Database, content: bytes, end: int
) -> None:
    assert (await refusal(database, content[:end])).startswith(DAMAGED)


async def test_an_empty_zip_file_is_refused(database: Database) -> None:
    assert "it has no manifest" in await refusal(database, b"PK\5\6" + bytes(18))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_one_flipped_bit_is_refused_or_does_not_matter(
    content: bytes, where: float, bit: int
) -> None:
    """Where a bit says nothing, such as in the time of a member, all is read as it was."""
    broken = bytearray(content)
    broken[int(where * len(content))] ^= 1 << bit
    try:
        with opened_project_archive(BytesIO(broken)) as archive:
            heads = {p: len(list(archive.log(p))) for p in archive.manifest.heads}
    except UnusableArchiveError:
        return
    with opened_project_archive(BytesIO(content)) as archive:
        assert heads == archive.manifest.heads


# Members


def swapped(forgery: Forgery) -> bytes:
    one, two = list(forgery.members)[:2]
    members = forgery.members
    members[one], members[two] = members[two], members[one]
    return forgery.packed()


def changed(forgery: Forgery) -> bytes:
    forgery.change(1, lambda commit: commit.update(actor="user-" + "9" * 32))
    return forgery.packed()


def without_a_log(forgery: Forgery) -> bytes:
    forgery.members.popitem()
    return forgery.packed()


def with_more(name: str) -> Callable[[Forgery], bytes]:
    def packed(forgery: Forgery) -> bytes:
        forgery.members[name] = b"sea"
        return forgery.packed()

    return packed


def with_link(forgery: Forgery) -> bytes:
    info = ZipInfo("mimetype")
    info.external_attr = 0o120777 << 16
    return rezipped(forgery, info)


def rezipped(forgery: Forgery, info: ZipInfo) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr(info, "/etc/passwd")
        for name, content in forgery.members.items():
            archive.writestr(name, content)
        archive.writestr("manifest.json", json.dumps(forgery.manifest))
    return target.getvalue()


def encrypted(forgery: Forgery) -> bytes:
    content = bytearray(forgery.packed())
    at = content.index(b"PK\1\2")
    content[at + 8] |= 1
    return bytes(content)


def inflating(forgery: Forgery) -> bytes:
    forgery.members[f"commits/{FILM}.bson"] = bytes(20_000_000)
    return forgery.sealed()


FORGERIES: list[tuple[Forge, str]] = [
    (swapped, "is too long"),
    (changed, "the checksum of"),
    (without_a_log, "its members are not those of an archive"),
    (with_more("../../etc/passwd"), "its members are not those of an archive"),
    (with_more("/etc/passwd"), "its members are not those of an archive"),
    (with_link, "there is a link in it"),
    (encrypted, "it is encrypted"),
    (inflating, "it would inflate beyond measure"),
    (lambda it: it.packed(method=ZIP_BZIP2), "compressed in a strange way"),
]


@pytest.mark.parametrize(("forge", "reason"), FORGERIES)
async def test_other_members_than_were_written_are_refused(
    database: Database, content: bytes, forge: Forge, reason: str
) -> None:
    sentence = await refusal(database, forge(Forgery(content)))
    assert sentence.startswith(DAMAGED)
    assert reason in sentence


@pytest.mark.filterwarnings("ignore:Duplicate name")
async def test_a_member_that_is_there_twice_is_refused(database: Database, content: bytes) -> None:
    target = BytesIO(content)
    with ZipFile(target, "a") as archive:
        archive.writestr("mimetype", "x")
    assert "its members are not those of" in await refusal(database, target.getvalue())


async def test_more_than_can_be_taken_is_refused(
    database: Database, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, most, reason in (
        ("MOST_BYTES", 2_000_000, "its history has more than 1 MB"),
        ("MOST_BRANCHES", 2, "it has more than 2 branches"),
        ("MANIFEST_BYTES", 100, "it has no manifest"),
        ("DIRECTORY_BYTES", 10, "its directory is too long"),
    ):
        forgery = Forgery(content)
        if name == "MOST_BYTES":
            forgery.members["media/x"] = bytes(2_000_000)
            forgery.members[f"commits/{FILM}.bson"] = bytes(range(256)) * 9_000
            forgery.members.pop("media/x")
        with monkeypatch.context() as less:
            less.setattr(project_archive, name, most)
            assert reason in await refusal(database, forgery.sealed(method=ZIP_STORED))


# The manifest

Said = dict[str, Any]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"format": "storyboard-backup"}, "its manifest is not in order"),
        ({"heads": {}}, "its manifest names no project"),
        ({"project": "project-" + "9" * 32}, "its manifest names no project"),
        ({"project": "../film"}, "its manifest names no project"),
        ({"more": 1}, "its manifest is not in order"),
        ({"version": "1"}, "its manifest is not in order"),
        ({"version": 0}, "of no version there was"),
        ({"media": []}, "its manifest is not in order"),
        ({"media": {"x": 1}}, "otherwise than by their SHA-256"),
        ({"media": {"a" * 64: 1}}, "its members are not those of an archive"),
        ({"members": {}}, "its manifest names other members"),
    ],
)
async def test_a_manifest_that_is_none_is_refused(
    database: Database, content: bytes, change: Said, reason: str
) -> None:
    forgery = Forgery(content)
    forgery.manifest |= change
    assert reason in await refusal(database, forgery.packed())


async def test_a_manifest_names_branches_only(database: Database, content: bytes) -> None:
    for name in ("project-" + "9" * 32, "../../etc/passwd"):
        forgery = Forgery(content)
        forgery.manifest["heads"][name] = 1
        assert "something else than branches" in await refusal(database, forgery.packed())


@pytest.mark.parametrize("manifest", [b"{", b"[]", b"\xff"])
async def test_a_manifest_that_cannot_be_read_is_refused(
    database: Database, content: bytes, manifest: bytes
) -> None:
    said = await refusal(database, Forgery(content).packed(manifest=manifest))
    assert said.startswith(DAMAGED)


async def test_an_archive_of_a_newer_program_asks_for_an_update(
    database: Database, content: bytes
) -> None:
    forgery = Forgery(content)
    forgery.manifest |= {"version": 2, "more": 1}
    assert await refusal(database, forgery.packed()) == (
        "The archive was written by a newer version of the program: update this server."
    )


# Commits, by somebody who knows how to make the sums right


def data(commit: Commit) -> dict[str, Any]:
    found: dict[str, Any] = commit["events"][0]["data"]
    return found


DOCUMENTS: list[tuple[Change, str]] = [
    (lambda it: it.update(more=1), "more: Extra inputs are not permitted"),
    (lambda it: it.update(purged=True), "purged: Extra inputs"),
    (lambda it: it.pop("actor"), "actor: Field required"),
    (lambda it: it.update(at="noon"), "at: Input should be a valid datetime"),
    (lambda it: it["_id"].update(x=1), "_id.x: Extra inputs"),
    (lambda it: it["streams"][0].update(v="1"), "streams.0.v: Input should be"),
    (lambda it: it["streams"].append(it["streams"][0]), "it names a stream twice"),
    (lambda it: it["events"][0].update(more=1), "events.0.more: Extra inputs"),
    (lambda it: data(it).update(more=1), "says more than there is to say"),
    (lambda it: data(it).clear(), "is not what its schema says"),
]


@pytest.mark.parametrize(("change", "reason"), DOCUMENTS)
async def test_a_document_has_exactly_the_keys_of_a_commit(
    database: Database, content: bytes, change: Change, reason: str
) -> None:
    forgery = Forgery(content)
    forgery.change(2, change)
    sentence = await refusal(database, forgery.sealed())
    assert sentence.startswith(f"{LIE}commit 2 of {FILM} is none (")
    assert reason in sentence


HISTORIES: list[tuple[Change, str]] = [
    (lambda it: it["events"][0].update(type="Taped"), "The log holds a Taped of schema"),
    (lambda it: it["events"][0].update(v=9), "which this version of the program does not know"),
    (lambda it: it["_id"].update(n=7), f"{LIE}commit 7 of {FILM}: commit 2 is due."),
    (lambda it: it.update(undoes=5), "it takes back what is not before it."),
    (lambda it: it.update(actor="root"), "nobody made it."),
    (lambda it: it.update(at=NOW + timedelta(days=2)), "it was made in the future."),
    (lambda it: data(it).update(role="king"), "a member has the role 'king'."),
    (lambda it: data(it).update(user="root"), "a member is no user."),
]


@pytest.mark.parametrize(("change", "sentence"), HISTORIES)
async def test_a_history_that_cannot_be_is_refused(
    database: Database, content: bytes, change: Change, sentence: str
) -> None:
    forgery = Forgery(content)
    forgery.change(2, change)
    assert sentence in await refusal(database, forgery.sealed())


async def test_commits_that_are_missing_or_in_another_order_are_refused(
    database: Database, content: bytes
) -> None:
    reorders: list[Reorder] = [
        lambda it: [*it[:2], *it[3:]],
        lambda it: [it[1], it[0], *it[2:]],
    ]
    for forged in reorders:
        forgery = Forgery(content)
        forgery.put(forged(forgery.commits()))
        assert "is due." in await refusal(database, forgery.sealed())
    forgery = Forgery(content)
    forgery.put(forgery.commits()[:-1])
    assert "does not end with commit" in await refusal(database, forgery.sealed())


@pytest.mark.parametrize("rubbish", [b"sea", b"\x05\0\0\0\1", b"\xff\xff\xff\x7f" + bytes(9)])
async def test_what_is_no_document_is_refused(
    database: Database, content: bytes, rubbish: bytes
) -> None:
    forgery = Forgery(content)
    forgery.members[f"commits/{FILM}.bson"] += rubbish
    await refusal(database, forgery.sealed())


async def test_a_member_of_this_server_is_none_of_a_project_that_was_forged(
    database: Database, content: bytes
) -> None:
    forgery = Forgery(content)
    forgery.change(2, lambda it: data(it).update(role="owner"))
    await brought(database, forgery.sealed())
    async with past_house(database) as home:
        project = (await home.executor.board(FILM)).project
        assert project is not None
        assert len(project.members) == 1
        assert await home.settled() == []


async def test_a_project_that_is_gone_or_too_long_is_not_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with past_house(database):
        with pytest.raises(DepartureError, match="has no history"):
            await departure.extent(database, FILM)
        monkeypatch.setattr(departure, "MOST_BRANCHES", 0)
        with pytest.raises(DepartureError, match="an archive holds fewer than 0"):
            await departure.extent(database, FILM)
        of = Extent(project=FILM, heads={FILM: 3})
        with pytest.raises(DepartureError, match=r"has 0 commits of 3\. It was purged"):
            await departure.write(database, of, BytesIO(), name="Film", program="1.0", at=NOW)
        monkeypatch.setattr(departure, "MOST_BYTES", -1)
        none = Extent(project=FILM, heads={})
        with pytest.raises(DepartureError, match="is too long for an archive"):
            await departure.write(database, none, BytesIO(), name="Film", program="1.0", at=NOW)


async def test_what_is_there_is_refused_only_after_all_was_read(
    database: Database, content: bytes
) -> None:
    await brought(database, content)
    with pytest.raises(IdsTakenError):
        await brought(database, content)
    forgery = Forgery(content)
    forgery.change(2, lambda it: it.update(more=1))
    with pytest.raises(UnusableArchiveError):
        await brought(database, forgery.sealed())
