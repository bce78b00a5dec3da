"""What is said of a graph before it is sent, and what is put into it."""

from pathlib import Path
from typing import Any

import pytest

from generation.comfyui import graph
from generation.worker import InputFile
from tests.generation import contract
from tests.generation.comfyui import rig

NODES = {"SaveImage": {"output_node": True}, "EmptyImage": {"output_node": False}}
UI_WORKFLOW = {"nodes": [{"id": 1, "type": "EmptyImage"}], "links": [], "version": 0.4}
FILE = InputFile(digest="ab" * 32, path=Path("a.png"), suffix=".png")


@contract.needs_recordings
@pytest.mark.parametrize(
    "name",
    ["image_basic", "txt2img_tiny", "video_mp4_audio", "two_outputs", "partial_valid"],
)
def test_a_workflow_that_runs_has_no_faults(name: str) -> None:
    assert graph.faults(contract.workflow(name)) == []


@contract.needs_recordings
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "poison_dangling_extra_link",
            (
                "Input “extra” of node 2 (SaveImage, “Save (has an extra input linked to a node "
                "that is not there)”) is linked to node 99, which is not in the graph."
            ),
        ),
        (
            "invalid_bad_link",
            "Input “images” of node 3 (SaveImage) is linked to node 77, which is not in the graph.",
        ),
        ("invalid_no_class_type", "Node 1 has no class_type: the file is damaged, or not in API"),
        ("invalid_cycle", "The graph runs in a circle: node "),
    ],
)
def test_a_workflow_that_harms_a_server_is_refused_with_the_place(name: str, sentence: str) -> None:
    (fault,) = graph.faults(contract.workflow(name))
    assert fault.startswith(sentence)


def test_a_workflow_of_the_editor_is_told_how_to_be_exported() -> None:
    (fault,) = graph.faults(UI_WORKFLOW)
    assert "Workflow > Export (API)" in fault


@pytest.mark.parametrize("given", [{}, [], None, "text"])
def test_what_is_no_graph_is_called_empty(given: object) -> None:
    assert graph.faults(given) == [
        "The graph is empty: export a workflow from ComfyUI in API format."
    ]


@pytest.mark.parametrize(
    ("node", "sentence"),
    [
        (7, "Node 1 is no node: the graph is not in API format."),
        ({"class_type": "EmptyImage"}, "Node 1 (EmptyImage) has no inputs: the file is damaged."),
    ],
)
def test_a_node_of_another_shape_is_refused(node: object, sentence: str) -> None:
    assert graph.faults({"1": node}) == [sentence]


def test_every_dead_link_is_named_and_a_graph_may_have_several_faults() -> None:
    given = {
        "1": rig.node("ImageInvert", image=["2", 0], other=["8", 1]),
        "2": rig.node("ImageInvert", image=["1", 0]),
    }
    found = graph.faults(given, NODES)
    assert (
        found[0]
        == "Input “other” of node 1 (ImageInvert) is linked to node 8, which is not in the graph."
    )
    assert found[1].startswith("The graph runs in a circle: ")


def test_a_list_of_values_is_no_link() -> None:
    given = {"1": rig.node("Curve", points=[1, 2], sizes=["a", "b"], rest=["9"])}
    assert graph.faults(given) == []


def test_a_graph_that_saves_nothing_is_refused_if_all_its_nodes_are_known() -> None:
    given = {"1": rig.node("EmptyImage", width=64)}
    assert graph.faults(given, NODES) == [
        "No node of the graph saves anything: end it with one such as SaveImage."
    ]
    unknown = {**given, "2": rig.node("MySaver", images=["1", 0])}
    assert graph.faults(unknown, NODES) == []
    assert graph.faults(rig.still(), NODES) == []


def test_savers_get_the_prefix_of_the_attempt_and_keep_the_end_of_their_own() -> None:
    given = {
        "1": rig.node("SaveImage", filename_prefix="../../%date:yyyy%/Final cut"),
        "2": rig.node("SaveVideo", filename_prefix="es/7/a/clip"),
        "3": rig.node("SaveImage", filename_prefix=""),
        "4": rig.node("SaveImage", filename_prefix=["1", 0]),
    }
    made = graph.prepared(given, "es/7/a")
    prefixes = {id_: node["inputs"]["filename_prefix"] for id_, node in made.items()}
    assert prefixes == {
        "1": "es/7/a/Final_cut",
        "2": "es/7/a/clip",
        "3": "es/7/a/out",
        "4": ["1", 0],
    }
    assert given["3"]["inputs"]["filename_prefix"] == ""


def test_a_file_goes_by_the_name_that_the_server_gave_it() -> None:
    name = f"storyboard-{'ab' * 16}.png"
    given: dict[str, Any] = {
        "1": rig.node("LoadImage", image=name),
        "2": rig.node("CLIPTextEncode", text=f"a picture of {name}"),
        "3": rig.node("LoadImages", images=[name, "other.png"], mask=["1", 0]),
    }
    assert FILE.name == name
    made = graph.prepared(given, "es/1", {name: "in (1).png"})
    assert made["1"]["inputs"]["image"] == "in (1).png"
    assert made["2"] == given["2"]
    assert made["3"]["inputs"] == {"images": ["in (1).png", "other.png"], "mask": ["1", 0]}
    assert graph.names(given, FILE)
    assert not graph.names({"2": given["2"]}, FILE)


@pytest.mark.parametrize(
    ("prefix", "is_fit"),
    [
        ("es/job-1/a", True),
        ("es/job-1/a/", True),
        ("../es", False),
        ("/es", False),
        ("", False),
        ("es/ü", False),
        ("a" * 200, False),
    ],
)
def test_a_prefix_is_short_and_plain(prefix: str, *, is_fit: bool) -> None:
    assert graph.is_prefix(prefix) is is_fit
