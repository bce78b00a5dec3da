"""A project archive is known by its first bytes, whatever it is called."""

import pytest

from domain.arrival.mark import ENOUGH, MEDIA_TYPE, MEMBER, is_archive

BEGINNING = b"PK\3\4" + bytes(26) + MEMBER.encode() + MEDIA_TYPE.encode() + bytes(60)


def test_what_says_so_at_its_beginning_is_an_archive() -> None:
    assert is_archive(BEGINNING)
    assert is_archive(BEGINNING[:ENOUGH])


@pytest.mark.parametrize(
    "content",
    [b"", BEGINNING[:60], b"PK\5\6" + BEGINNING[4:], b"\0" + BEGINNING, b"PK\3\4" + bytes(200)],
)
def test_other_files_are_none(content: bytes) -> None:
    assert not is_archive(content)
