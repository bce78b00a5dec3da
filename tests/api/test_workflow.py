"""Workflows by the API: those of the program, those of the folder, presets, and faults."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.api.client import Json, Person, new_command
from tests.api.conftest import World
from tests.generation.workflow.example import EXAMPLE, PRESETS, sample

LIST: Final = """query($category: WorkflowCategory) {
  workflows(category: $category) { id name category file source saved { revision by { id } } } }"""
ONE: Final = """query($id: String!) { workflow(id: $id) {
  id version name description category stageParameter document
  parameters { name type label help group role isRequired isStaged isLowered default least most
    step choices folder widget inputs { node input } }
  nodes { id classType title sources isRepeated }
  outputs { node kind label } needs { nodes vram models { folder name } } } }"""
PRESET: Final = """query($category: WorkflowCategory) { workflowPresets(category: $category) {
  id name kind categories help before after negative values saved { revision } } }"""
PROPOSAL: Final = """query($input: WorkflowProposalInput!) { workflowProposal(input: $input) {
  __typename
  ... on WorkflowProposal { workflow { id name source category document parameters { name } } }
  ... on RuleViolatedError { message field } } }"""
REMOVED: Final = "{ workflowRemovals { id name isPreset saved { revision } } }"
REVISIONS: Final = """query($id: String!) { workflowRevisions(id: $id) {
  revision version by { id } document } }"""


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
    assert {one["source"] for one in found} == {"BUILTIN"}


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
    assert (found["file"], found["source"]) == ("moods.yaml", "FILE")
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


async def test_a_graph_proposes_parameters_and_nothing_is_saved(ada: Person) -> None:
    graph = json.dumps(sample("txt2img_tiny"))
    found = (await ada.ask(PROPOSAL, input={"graph": graph, "name": "Rain"}))["workflowProposal"]
    proposed = found["workflow"]
    assert (proposed["id"], proposed["source"], proposed["category"]) == (
        "rain",
        "PROPOSED",
        "IMAGE",
    )
    assert [each["name"] for each in proposed["parameters"]][:2] == ["prompt", "negative"]
    assert "rain" not in [one["id"] for one in await listed(ada)]


@pytest.mark.parametrize(
    ("graph", "sentence"),
    [
        ('{"nodes": [], "links": []}', "This is a workflow as ComfyUI's editor saves it"),
        ("{", "In line 1, column 2 the graph is no JSON"),
        (json.dumps(sample("poison_dangling_extra_link")), "The input “extra” of “Save"),
        (json.dumps(sample("invalid_cycle")), "The graph goes round in a circle"),
        (json.dumps(sample("invalid_no_outputs")), "The graph has no output"),
    ],
)
async def test_a_graph_that_cannot_be_taken_is_told(ada: Person, graph: str, sentence: str) -> None:
    found = (await ada.ask(PROPOSAL, input={"graph": graph, "name": "x"}))["workflowProposal"]
    assert (found["__typename"], found["field"]) == ("RuleViolatedError", "graph")
    assert found["message"].startswith(sentence)


def named(key: str, name: str = "Mine") -> str:
    text = EXAMPLE.replace("id: two-moods", f"id: {key}")
    return text.replace("name: Two moods", f"name: {name}")


async def test_a_workflow_is_saved_changed_removed_and_restored(ada: Person, bob: Person) -> None:
    made = (await ada.done("saveWorkflow", document=named("moods-a")))["workflow"]
    assert (made["source"], made["saved"]["revision"]) == ("LIBRARY", 1)
    assert made["document"]["id"] == "moods-a"
    again = (await bob.done("saveWorkflow", document=named("moods-a")))["workflow"]
    assert again["saved"] == made["saved"]
    changed = await bob.done("saveWorkflow", document=named("moods-a", "B"), expectedVersion=1)
    assert changed["workflow"]["saved"]["revision"] == 2
    assert changed["workflow"]["version"] != made["version"]
    conflict = await ada.refused("saveWorkflow", document=named("moods-a", "C"), expectedVersion=1)
    assert (conflict["__typename"], conflict["actualVersion"]) == ("ConflictError", 2)
    assert [one["saved"] for one in await listed(ada) if one["id"] == "moods-a"] == [
        {"revision": 2, "by": {"id": bob.id}}
    ]
    assert (await ada.done("removeWorkflow", id="moods-a"))["id"] == "moods-a"
    assert "moods-a" not in [one["id"] for one in await listed(ada)]
    removed = (await ada.ask(REMOVED))["workflowRemovals"]
    assert {"id": "moods-a", "name": "B", "isPreset": False, "saved": {"revision": 3}} in removed
    back = (await bob.done("restoreWorkflow", id="moods-a"))["workflow"]
    assert (back["name"], back["saved"]["revision"]) == ("B", 4)
    revisions = (await ada.ask(REVISIONS, id="moods-a"))["workflowRevisions"]
    assert [(one["revision"], one["version"], one["by"]["id"]) for one in revisions] == [
        (2, changed["workflow"]["version"], bob.id),
        (1, made["version"], ada.id),
    ]
    first = (await ada.done("saveWorkflow", document=revisions[1]["document"]))["workflow"]
    assert (first["version"], first["saved"]["revision"]) == (made["version"], 5)


async def test_the_same_command_is_done_once(ada: Person) -> None:
    command = new_command()
    one = await ada.done("saveWorkflow", document=named("once"), commandId=command)
    two = await ada.done("saveWorkflow", document=named("once"), commandId=command)
    assert one == two
    other = await ada.refused("saveWorkflow", document=named("other"), commandId=command)
    assert "used for another change" in other["message"]


async def test_what_is_saved_goes_before_files_and_what_is_built_in(
    ada: Person, folder: Path
) -> None:
    (folder / "up.yaml").write_text(named("image-upscale", "A file"), "utf-8")
    await ada.done("saveWorkflow", document=named("image-upscale", "Saved"))
    (found,) = [one for one in await listed(ada) if one["id"] == "image-upscale"]
    assert (found["name"], found["source"]) == ("Saved", "LIBRARY")
    await ada.done("removeWorkflow", id="image-upscale")
    (found,) = [one for one in await listed(ada) if one["id"] == "image-upscale"]
    assert (found["name"], found["source"]) == ("A file", "FILE")


async def test_a_workflow_that_makes_no_sense_is_refused_and_nothing_is_saved(ada: Person) -> None:
    wrong = named("wrong").replace("default: 832", "default: 833")
    refusal = await ada.refused("saveWorkflow", document=wrong)
    assert (refusal["__typename"], refusal["field"]) == ("RuleViolatedError", "document")
    assert "is 833, but goes in steps of 16: take 832 or 848." in refusal["message"]
    assert "wrong" not in [one["id"] for one in await listed(ada)]


async def test_a_text_that_no_file_could_hold_is_told(ada: Person) -> None:
    query = "mutation($d: String!) { saveWorkflow(input: {document: $d}) { __typename } }"
    body = json.dumps({"query": query, "variables": {"d": "name: \ud800"}})
    answer = await ada.http.post("/graphql", content=body, headers=ada.headers)
    assert answer.status_code < 500


async def test_what_is_not_in_the_library_is_neither_removed_nor_restored(ada: Person) -> None:
    for mutation in ("removeWorkflow", "restoreWorkflow", "removePreset", "restorePreset"):
        refusal = await ada.refused(mutation, id="colour-study")
        assert refusal["__typename"] == "NotFoundError"


async def test_presets_are_saved_removed_and_restored(ada: Person) -> None:
    wish = {"id": "foggy", "name": "Foggy", "kind": "PROMPT", "categories": ["IMAGE"]}
    made = (await ada.done("savePreset", **wish, after="fog"))["preset"]
    assert (made["after"], made["saved"]["revision"]) == ("fog", 1)
    await ada.done("removePreset", id="foggy", expectedVersion=1)
    removed = (await ada.ask(REMOVED))["workflowRemovals"]
    assert {"id": "foggy", "name": "Foggy", "isPreset": True, "saved": {"revision": 2}} in removed
    assert (await ada.done("restorePreset", id="foggy"))["preset"]["saved"]["revision"] == 3
    found = (await ada.ask(PRESET, category="IMAGE"))["workflowPresets"]
    assert [each["saved"] for each in found if each["id"] == "foggy"] == [{"revision": 3}]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"id": "No"}, "“items[0].id” must be small letters, digits and hyphens"),
        ({"categories": []}, "“items[0].categories” must not be empty."),
        ({"values": [1]}, "“items[0].values” must be an object of keys and values."),
    ],
)
async def test_a_preset_that_makes_no_sense_is_refused(
    ada: Person, change: Json, sentence: str
) -> None:
    wish = {"id": "wet", "name": "Wet", "kind": "SETTINGS", "categories": ["VIDEO"]}
    refusal = await ada.refused("savePreset", **{**wish, **change})
    assert sentence in refusal["message"]


@pytest.mark.parametrize(
    "query",
    [
        "{ workflows { id } }",
        '{ workflow(id: "x") { id } }',
        "{ workflowPresets { id } }",
        "{ workflowFaults { file } }",
        "{ workflowRemovals { id } }",
        '{ workflowRevisions(id: "x") { version } }',
        'mutation { removeWorkflow(input: {id: "x"}) { __typename } }',
        'mutation { saveWorkflow(input: {document: "x"}) { __typename } }',
    ],
)
async def test_nobody_sees_workflows_without_logging_in(nobody: Person, query: str) -> None:
    answer = await nobody.answer(query)
    assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


WORKERS: Final = """query($id: String!) { workflow(id: $id) {
  workers { workerId name canRun lacks } } }"""
PROPOSED_WORKERS: Final = """query($input: WorkflowProposalInput!) {
  workflowProposal(input: $input) { __typename
    ... on WorkflowProposal { workflow { workers { name canRun lacks } } } } }"""


async def test_each_worker_says_what_it_lacks_for_a_workflow(ada: Person, root: Person) -> None:
    done = await root.done("registerWorker", name="bare", kind="AGENT")
    try:
        found = (await ada.ask(WORKERS, id="text-to-image"))["workflow"]["workers"]
        (bare,) = [one for one in found if one["workerId"] == done["worker"]["id"]]
        assert (bare["name"], bare["canRun"]) == ("bare", False)
        assert "the node 'KSampler'" in bare["lacks"]
        saved = {"images": ["1", 0], "filename_prefix": "x"}
        nodes = {
            "1": {"class_type": "NoSuchNode", "inputs": {}},
            "2": {"class_type": "SaveImage", "inputs": saved},
        }
        graph = json.dumps(nodes)
        proposal = {"graph": graph, "name": "Mystery"}
        answer = await ada.ask(PROPOSED_WORKERS, input=proposal)
        assert all(
            "the node 'NoSuchNode'" in one["lacks"]
            for one in answer["workflowProposal"]["workflow"]["workers"]
        )
    finally:
        await root.done("removeWorker", workerId=done["worker"]["id"])
