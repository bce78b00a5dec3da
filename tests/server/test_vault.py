"""What is sealed is opened with the same key, for the same thing, and by nothing else."""

import base64
from pathlib import Path

import pytest

from events.record import replace
from server.account.key import KeysUnusableError
from server.secret.vault import LostKeyError, Vault

FILE = "secret-keys.json"
GIVEN = "one:" + base64.b64encode(b"s" * 40).decode()


def test_a_sealed_text_is_opened_and_never_sealed_the_same_way_twice(tmp_path: Path) -> None:
    vault = Vault(tmp_path, given=None)
    first, second = vault.seal("sk-1", "worker-1"), vault.seal("sk-1", "worker-1")
    assert b"sk-1" not in first.content
    assert (first.nonce, first.content) != (second.nonce, second.content)
    assert Vault(tmp_path, given=None).open(first, "worker-1") == "sk-1"


def test_the_file_is_made_at_the_first_sealing_and_read_by_its_owner_only(tmp_path: Path) -> None:
    vault = Vault(tmp_path, given=None)
    assert list(tmp_path.iterdir()) == []
    vault.seal("sk-1", "worker-1")
    assert list(tmp_path.iterdir()) == [tmp_path / FILE]
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_what_is_about_another_thing_or_was_changed_is_not_opened(tmp_path: Path) -> None:
    vault = Vault(tmp_path, given=None)
    sealed = vault.seal("sk-1", "worker-1")
    with pytest.raises(LostKeyError):
        vault.open(sealed, "worker-2")
    changed = bytes([sealed.content[0] ^ 1]) + sealed.content[1:]
    with pytest.raises(LostKeyError):
        vault.open(replace(sealed, content=changed), "worker-1")


def test_without_its_file_nothing_is_opened_and_none_is_made_by_trying(tmp_path: Path) -> None:
    vault = Vault(tmp_path, given=None)
    sealed = vault.seal("sk-1", "worker-1")
    (tmp_path / FILE).unlink()
    with pytest.raises(LostKeyError):
        vault.open(sealed, "worker-1")
    assert list(tmp_path.iterdir()) == []
    vault.seal("sk-2", "worker-1")
    with pytest.raises(LostKeyError):
        vault.open(sealed, "worker-1")


def test_a_damaged_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{")
    with pytest.raises(KeysUnusableError, match="API keys of workers have to be set again"):
        Vault(tmp_path, given=None).seal("sk-1", "worker-1")


def test_keys_of_the_environment_seal_without_a_file(tmp_path: Path) -> None:
    sealed = Vault(tmp_path, given=GIVEN).seal("sk-1", "worker-1")
    assert list(tmp_path.iterdir()) == []
    newer = f"two:{base64.b64encode(b't' * 32).decode()},{GIVEN}"
    assert Vault(tmp_path, given=newer).open(sealed, "worker-1") == "sk-1"


def test_whoever_goes_from_the_file_to_the_environment_opens_what_was_sealed(
    tmp_path: Path,
) -> None:
    sealed = Vault(tmp_path, given=None).seal("sk-1", "worker-1")
    vault = Vault(tmp_path, given=GIVEN)
    assert vault.open(sealed, "worker-1") == "sk-1"
    assert vault.seal("sk-2", "worker-1").by == "one"
