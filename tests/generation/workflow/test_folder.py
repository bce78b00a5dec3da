"""Workflows of a folder are beside those built in, and read again when it changed."""

import json
import os
from pathlib import Path

from generation.workflow.folder import Folder, builtin
from tests.generation.workflow.example import EXAMPLE, PRESETS, tiny


def test_a_folder_that_is_not_there_leaves_what_is_built_in(tmp_path: Path) -> None:
    assert Folder(tmp_path / "none").shelf() == builtin()


def test_files_are_read_when_they_come_change_and_go(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert folder.shelf() is folder.shelf()
    file = tmp_path / "moods.yaml"
    file.write_text(EXAMPLE, "utf-8")
    entry = folder.shelf().entries["two-moods"]
    assert (entry.file, entry.is_builtin) == ("moods.yaml", False)
    file.write_text(EXAMPLE.replace("name: Two moods", "name: Three"), "utf-8")
    os.utime(file, (1, 1))
    assert folder.shelf().entries["two-moods"].definition.name == "Three"
    file.unlink()
    assert "two-moods" not in folder.shelf().entries


def test_a_file_replaces_what_is_built_in_under_its_id(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(tiny(id="image-upscale", name="Ours")), "utf-8")
    shelf = Folder(tmp_path).shelf()
    assert shelf.entries["image-upscale"].definition.name == "Ours"
    assert list(shelf.entries).index("image-upscale") == 3


def test_what_cannot_be_read_is_listed_and_keeps_nobody_from_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(EXAMPLE, "utf-8")
    (tmp_path / "b.yaml").write_text(EXAMPLE, "utf-8")
    (tmp_path / "c.yml").write_text("workflow: 9", "utf-8")
    (tmp_path / "d.json").mkdir()
    (tmp_path / "notes.txt").write_text("not looked at", "utf-8")
    (tmp_path / "dead.yaml").symlink_to(tmp_path / "nowhere")
    shelf = Folder(tmp_path).shelf()
    assert [(fault.file, fault.sentence.split(".")[0]) for fault in shelf.faults] == [
        ("b.yaml", "The workflow has the id two-moods, and so has a"),
        (
            "c.yml",
            "In line 1 of the workflow “workflow” must be the number 1, the version of this format",
        ),
        ("d.json", "The file cannot be read: Is a directory"),
    ]
    assert shelf.entries["two-moods"].file == "a.yaml"


def test_presets_of_the_folder_are_beside_those_built_in(tmp_path: Path) -> None:
    (tmp_path / "presets.yaml").write_text(PRESETS, "utf-8")
    found = Folder(tmp_path).shelf().presets
    assert [*builtin().presets, "rainy", "quick"] == list(found)
