from io import BytesIO
from zipfile import ZipFile

import pytest

from interchange.delivery import delivered
from interchange.written import Piece, Written

ONE = Written(pieces=(Piece(name=".edl", content=b"one"),), omissions=())
TWO = Written(
    pieces=(Piece(name="_V1.edl", content=b"one"), Piece(name="_V2.edl", content=b"two")),
    omissions=(),
)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Harbour", "Harbour.edl"),
        ("Überfahrt 2", "Überfahrt 2.edl"),
        ("Harbour: *night*", "Harbour_ _night_.edl"),
        ("../../etc/passwd", "_.._etc_passwd.edl"),
        (" . ", "project.edl"),
        ("", "project.edl"),
        ("x" * 300, f"{'x' * 100}.edl"),
    ],
)
def test_one_piece_is_delivered_as_it_is_under_a_name_that_every_system_takes(
    title: str, name: str
) -> None:
    file = delivered(ONE, title, "text/plain")
    assert (file.name, file.media_type, file.content) == (name, "text/plain", b"one")


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Überfahrt 2", "Uberfahrt_2"),
        ("../../etc/passwd", "etc_passwd"),
        ("港", "project"),
        ("a\\b:c\x00d", "a_b_c_d"),
    ],
)
def test_several_pieces_are_one_zip_with_ascii_names(title: str, stem: str) -> None:
    file = delivered(TWO, title, "text/plain")
    assert file.media_type == "application/zip"
    assert file.name.endswith(".zip")
    with ZipFile(BytesIO(file.content)) as archive:
        assert archive.namelist() == [f"{stem}_V1.edl", f"{stem}_V2.edl"]
        assert [archive.read(name) for name in archive.namelist()] == [b"one", b"two"]


def test_the_same_export_is_the_same_zip() -> None:
    assert delivered(TWO, "Harbour", "") == delivered(TWO, "Harbour", "")
