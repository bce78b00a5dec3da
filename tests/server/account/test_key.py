"""The signing keys: made once, private, rotated without a gap, or given by the environment."""

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.account.key import KeyFile, KeysUnusableError, from_environment, open_ring
from tests.server.account.conftest import Clock

SECRET = base64.b64encode(b"s" * 32).decode()


def test_the_first_start_makes_a_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    file = KeyFile(tmp_path / "data")
    keys = file.load()
    assert len(keys) == 1
    assert file.path.stat().st_mode & 0o777 == 0o600
    assert KeyFile(tmp_path / "data").load() == keys
    assert list(file.path.parent.iterdir()) == [file.path]


def test_processes_that_start_at_once_make_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        starts = [threads.submit(KeyFile(tmp_path).load) for _ in range(16)]
        loaded = [start.result() for start in starts]
    assert len(set(loaded)) == 1


def test_keys_that_others_may_read_are_made_private(tmp_path: Path) -> None:
    file = KeyFile(tmp_path)
    keys = file.load()
    file.path.chmod(0o644)
    assert file.load() == keys
    assert file.path.stat().st_mode & 0o777 == 0o600


def test_rotation_puts_a_new_key_first_and_drops_the_oldest(tmp_path: Path) -> None:
    file = KeyFile(tmp_path)
    first = file.load()[0]
    second = file.rotate(keep=2)
    third = file.rotate(keep=2)
    assert file.load() == (third, second)
    assert first not in file.load()
    assert file.path.stat().st_mode & 0o777 == 0o600


def test_two_rotations_at_once_are_refused_with_what_to_do(tmp_path: Path) -> None:
    file = KeyFile(tmp_path)
    keys = file.load()
    draft = file.path.with_suffix(".new")
    draft.touch()
    with pytest.raises(KeysUnusableError, match=r"remove .*signing-keys\.new"):
        file.rotate()
    assert file.load() == keys
    draft.unlink()
    file.rotate()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"keys": []}',
        '{"keys": [{"id": "a", "secret": "00"}]}',
        '{"keys": [{"id": 1, "secret": "' + "00" * 32 + '"}]}',
        '{"keys": 7}',
        "\udcff",
    ],
)
def test_damaged_keys_stop_the_start_with_what_to_do(tmp_path: Path, text: str) -> None:
    file = KeyFile(tmp_path)
    file.path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(KeysUnusableError, match="Restore it from a backup"):
        file.load()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KeysUnusableError, match="cannot be written"):
        KeyFile(tmp_path / "file" / "data").load()


def test_the_file_is_plain_json(tmp_path: Path) -> None:
    file = KeyFile(tmp_path)
    key = file.load()[0]
    stored = json.loads(file.path.read_text())
    assert stored == {"keys": [{"id": key.id, "secret": key.secret.hex()}]}


def test_the_environment_gives_keys_newest_first() -> None:
    urlsafe = base64.urlsafe_b64encode(b"\xff" * 33).decode().rstrip("=")
    keys = from_environment(f"two:{urlsafe}, one:{SECRET}")
    assert [(key.id, key.secret) for key in keys] == [("two", b"\xff" * 33), ("one", b"s" * 32)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        SECRET,
        f":{SECRET}",
        "one:short",
        "one:é",
        f"one:{SECRET},",
        f"one:{SECRET},one:{SECRET}",
    ],
)
def test_keys_that_are_none_are_refused_without_showing_them(text: str) -> None:
    with pytest.raises(KeysUnusableError) as refused:
        from_environment(text)
    assert SECRET not in str(refused.value)


def test_keys_of_the_environment_go_before_those_of_the_folder(tmp_path: Path) -> None:
    clock = Clock()
    assert open_ring(tmp_path, given=f"one:{SECRET}", clock=clock).newest.id == "one"
    assert list(tmp_path.iterdir()) == []
    assert open_ring(tmp_path, given=None, clock=clock).keys == KeyFile(tmp_path).load()
