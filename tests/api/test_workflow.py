"""Workflows by the API: those of the program, those of the folder, presets, and faults."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.api.client import Json, Person
from tests.api.conftest import World
from tests.generation.workflow.example import EXAMPLE, PRESETS

LIST: Final = """query($category: WorkflowCategory) {
  workflows(category: $category) { id name category file isBuiltin } }"""
ONE: Final = """query($id: String!) { workflow(id: $id) {
  id version name description category stageParameter document
  parameters { name type label help group role isRequired isStaged isLowered default least most
    step choices folder widget inputs { node input } }
  nodes { id classType title sources isRepeated }
  outputs { node kind label } needs { nodes vram models { folder name } } } }"""
PRESET: Final = """query($category: WorkflowCategory) { workflowPresets(category: $category) {
  id name kind categories help before after negative values } }"""


@pytest.fixture
def folder(world: World) -> Iterator[Path]:
    """The folder of workflows, emptied afterwards."""
    path = world.folder / "workflows"
    path.mkdir(exist_ok=True)
    yield path
    for file in path.iterdir():
        file.unlink()


async def listed(person: Person, category: str | None = None) -> list[Json]:
    found: list[Json] = (await person.ask(LIST, category=category))["workflows"]
    return found


async def test_workflows_are_listed_by_category(ada: Person) -> None:
    found = await listed(ada, "VIDEO")
    assert [one["id"] for one in found] == [
        "image-to-video",
        "video-three-stages",
        "video-two-stages",
    ]
    assert {one["category"] for one in await listed(ada)} == {"IMAGE", "VIDEO", "UPSCALE"}
    assert all(one["isBuiltin"] for one in await listed(ada))


async def test_a_workflow_is_shown_with_all_that_may_be_chosen(ada: Person, folder: Path) -> None:
    (folder / "moods.yaml").write_text(EXAMPLE, "utf-8")
    one = (await ada.ask(ONE, id="two-moods"))["workflow"]
    assert (one["name"], one["category"], one["stageParameter"]) == ("Two moods", "VIDEO", "stages")
    by_name = {each["name"]: each for each in one["parameters"]}
    assert by_name["prompt"] == {
        "name": "prompt",
        "type": "TEXT",
        "label": "Prompt",
        "help": "",
        "group": "Prompt",
        "role": "PROMPT",
        "isRequired": True,
        "isStaged": True,
        "isLowered": False,
        "default": None,
        "least": None,
        "most": None,
        "step": None,
        "choices": [],
        "folder": "",
        "widget": "PROSE",
        "inputs": [{"node": "positive", "input": "text"}],
    }
    assert (by_name["width"]["least"], by_name["width"]["isLowered"]) == (64, True)
    nodes = {each["id"]: each for each in one["nodes"]}
    assert nodes["sampler"]["sources"] == ["unet", "positive", "negative", "latent"]
    assert (nodes["sampler"]["isRepeated"], nodes["unet"]["isRepeated"]) == (True, False)
    assert one["outputs"] == [{"node": "save", "kind": "VIDEO", "label": ""}]
    assert one["needs"]["vram"] == 12 * 2**30
    assert {"folder": "vae", "name": "wan2.2_vae.safetensors"} in one["needs"]["models"]
    assert one["document"]["graph"]["unet"]["class_type"] == "UNETLoader"


async def test_a_workflow_that_is_not_there_is_null(ada: Person) -> None:
    assert (await ada.ask(ONE, id="nothing"))["workflow"] is None


async def test_a_file_is_there_once_it_is_written_and_a_fault_is_told(
    ada: Person, folder: Path
) -> None:
    assert "two-moods" not in [one["id"] for one in await listed(ada)]
    (folder / "moods.yaml").write_text(EXAMPLE, "utf-8")
    (folder / "bad.yaml").write_text("workflow: 2", "utf-8")
    (found,) = [one for one in await listed(ada) if one["id"] == "two-moods"]
    assert (found["file"], found["isBuiltin"]) == ("moods.yaml", False)
    (fault,) = (await ada.ask("{ workflowFaults { file message } }"))["workflowFaults"]
    assert fault["file"] == "bad.yaml"
    assert fault["message"].startswith("In line 1 of the workflow “workflow” must be the number 1")


async def test_presets_are_shown_for_a_category(ada: Person, folder: Path) -> None:
    (folder / "presets.yaml").write_text(PRESETS, "utf-8")
    found = (await ada.ask(PRESET, category="VIDEO"))["workflowPresets"]
    assert "pencil" not in [each["id"] for each in found]
    (rainy,) = [each for each in found if each["id"] == "rainy"]
    assert (rainy["kind"], rainy["after"], rainy["values"]) == ("PROMPT", "rain, neon light", {})
    (quick,) = [
        each for each in (await ada.ask(PRESET))["workflowPresets"] if each["id"] == "quick"
    ]
    assert quick["values"] == {"steps": 8, "width": 768}


@pytest.mark.parametrize(
    "query", ["{ workflows { id } }", "{ workflowPresets { id } }", "{ workflowFaults { file } }"]
)
async def test_nobody_sees_workflows_without_logging_in(nobody: Person, query: str) -> None:
    answer = await nobody.answer(query)
    assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
