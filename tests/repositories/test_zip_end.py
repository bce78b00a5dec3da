"""How long the directory of a zip file says it is, wherever it says so."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from repositories.zip_end import END, LARGE_END, LOCATOR, directory_size

OTHER = 10**12


def end(length: int) -> bytes:
    return END.pack(b"PK\5\6", 0, 0, 1, 1, length, 0, 0)


def large(length: int) -> bytes:
    return LARGE_END.pack(b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, length, 0)


def locator(offset: int) -> bytes:
    return LOCATOR.pack(b"PK\6\7", 0, offset, 1)


def test_the_directory_of_a_small_file_is_measured() -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("a", "sea")
    content = file.getvalue()
    assert directory_size(file) == len(content) - END.size - content.index(b"PK\1\2")
    assert file.tell() == 0


@pytest.mark.parametrize(
    "content",
    [
        large(OTHER) + locator(0) + end(1),
        large(1) + large(OTHER) + locator(0) + end(1),
        large(OTHER) + large(1) + locator(0) + end(1),
        large(OTHER) + locator(2**63) + end(0xFFFFFFFF),
    ],
)
def test_of_several_lengths_the_longest_counts(content: bytes) -> None:
    assert directory_size(BytesIO(content)) == OTHER


@pytest.mark.parametrize("content", [locator(0) + end(7), locator(2**63) + end(7), end(7)])
def test_a_locator_of_nothing_says_nothing(content: bytes) -> None:
    assert directory_size(BytesIO(content)) == 7


@pytest.mark.parametrize("content", [b"", b"sea", end(7)[:-1], end(7) + b"PK\5\6"])
def test_what_has_no_end_is_no_zip_file(content: bytes) -> None:
    with pytest.raises(ValueError, match="File is not a zip file"):
        directory_size(BytesIO(content))
