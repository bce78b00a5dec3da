"""`storyboard workflow` as a user meets it."""

import json
from pathlib import Path

import pytest

from generation.workflow import reader
from server.main import main
from tests.generation.workflow.example import EXAMPLE, SAMPLES, sample


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that workflows are read from, where the command also runs."""
    monkeypatch.setenv("STORYBOARD_WORKFLOWS", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def catalogue(folder: Path) -> str:
    path = folder.parent / f"{folder.name}-nodes.json"
    path.write_text(json.dumps(sample("object_info")["0.25.0"]), "utf-8")
    return str(path)


@pytest.fixture
def graph() -> str:
    return str(SAMPLES / "txt2img_tiny.json")


def test_what_is_built_in_and_what_the_folder_has_is_listed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "moods.yaml").write_text(EXAMPLE, "utf-8")
    assert main(["workflow", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.endswith("Colour study (no model) (built in)") for line in lines)
    assert any(line.startswith("two-moods  ") and "(moods.yaml)" in line for line in lines)


def test_files_that_cannot_be_read_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.yaml").write_text("workflow: 2", "utf-8")
    assert main(["workflow", "list"]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("bad.yaml: In line 1 of the workflow “workflow” must be the number")
    assert "colour-study" in said.out


def test_a_graph_becomes_a_workflow_that_is_right(
    folder: Path, graph: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["workflow", "import", graph, "-o", "mine.yaml", "--name", "My film"]) == 0
    assert capsys.readouterr().out == "mine.yaml is written: 12 parameters.\n"
    definition = reader.read((folder / "mine.yaml").read_bytes())
    assert (definition.id, definition.name) == ("my-film", "My film")
    assert main(["workflow", "check", "mine.yaml"]) == 0
    said = capsys.readouterr().out
    assert said == f"My film {definition.version} is right: 12 parameters.\n"


def test_an_import_writes_over_nothing(
    folder: Path, graph: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "mine.yaml").write_text("mine", "utf-8")
    assert main(["workflow", "import", graph, "-o", "mine.yaml"]) == 1
    assert capsys.readouterr().err == (
        "storyboard: mine.yaml is there already: name another file.\n"
    )
    assert (folder / "mine.yaml").read_text("utf-8") == "mine"


def test_an_import_goes_to_standard_output_and_to_json(
    folder: Path, graph: str, capsys: pytest.CaptureFixture[str]
) -> None:
    nodes = catalogue(folder)
    assert main(["workflow", "import", graph, "-o", "-", "--nodes", nodes]) == 0
    shown = reader.read(capsys.readouterr().out.encode())
    assert main(["workflow", "import", graph, "-o", "x.json", "--nodes", nodes]) == 0
    assert reader.read((folder / "x.json").read_bytes()) == shown
    cfg = shown.parameter("cfg")
    assert cfg is not None
    assert cfg.most == 100


def test_what_a_worker_lacks_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "moods.yaml").write_text(EXAMPLE, "utf-8")
    assert main(["workflow", "check", "moods.yaml", "--nodes", catalogue(folder)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("The worker has no node “UNETLoader”: install what brings it there")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "none.yaml"], "none.yaml cannot be read: No such file or directory."),
        (["check", "bad.json"], "In line 1, column 2 the workflow is no JSON"),
        (["import", "ui.json", "-o", "-"], "This is a workflow as ComfyUI's editor saves it"),
        (["import", "bad.json", "-o", "-"], "In line 1, column 2 the graph is no JSON"),
        (["import", "ui.json", "-o", "-", "--nodes", "list.json"], "list.json names no nodes: sa"),
        (["import", "good.json", "-o", "no/where.yaml"], "no/where.yaml cannot be written: No su"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    (folder / "bad.json").write_text("{x", "utf-8")
    (folder / "list.json").write_text("[1]", "utf-8")
    (folder / "ui.json").write_text(json.dumps({"nodes": [], "links": []}), "utf-8")
    (folder / "good.json").write_text(json.dumps(sample("two_outputs")), "utf-8")
    assert main(["workflow", *arguments]) == 1
    assert f"storyboard: {sentence}" in capsys.readouterr().err
