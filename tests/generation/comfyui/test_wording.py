"""Texts of a server are shown without the folders of its machine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.comfyui.wording import LONGEST, cleaned, node_name, sentence


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("cannot open '/srv/comfyui/w1/input/a b.png'\n", "cannot open '…/a b.png'"),
        ("File /opt/comfyui/nodes.py, line 3", "File …/nodes.py, line 3"),
        (r"C:\Users\me\ComfyUI\models\x.ckpt is broken", "…/x.ckpt is broken"),
        (r"no such file: \\nas\share\x.png", "no such file: …/x.png"),
        ("~/models/x.pt and file:///home/me/y.pt", "…/x.pt and …/y.pt"),
        ("see https://github.com/a/b for 1/2 of it", "see https://github.com/a/b for 1/2 of it"),
        ("shape (1/2) and/or a/b", "shape (1/2) and/or a/b"),
        ("two\n  lines", "two lines"),
    ],
)
def test_folders_go_and_the_last_name_stays(text: str, shown: str) -> None:
    assert cleaned(text) == shown


@given(st.text())
def test_any_text_becomes_one_short_line(text: str) -> None:
    shown = cleaned(text)
    assert len(shown) <= LONGEST
    assert len(shown.splitlines()) <= 1


@given(st.lists(st.text("abc.-_", min_size=1), min_size=2, max_size=6))
def test_no_folder_of_a_path_is_left(parts: list[str]) -> None:
    path = "/" + "/".join(f"x{part}" for part in parts)
    assert cleaned(f"in {path}: bad") == f"in …/x{parts[-1]}: bad"


def test_nodes_are_called_by_id_class_and_title() -> None:
    assert node_name("3", "SaveImage", "Final") == "node 3 (SaveImage, “Final”)"
    assert node_name("3", "SaveImage", "SaveImage") == "node 3 (SaveImage)"
    assert node_name("3", "") == "node 3"


def test_a_sentence_ends_once() -> None:
    assert [sentence("a"), sentence("a."), sentence("a?")] == ["a.", "a.", "a?"]
