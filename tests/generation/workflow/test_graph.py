"""Graphs of a server are read; those that it could not run, or that would stop it, are refused."""

from typing import Any

import pytest

from generation.workflow import graph as graphs
from generation.workflow.graph import GraphError, Link
from tests.generation.workflow.example import sample

GOOD = ["txt2img_tiny", "img2img_tiny", "video_mp4", "slow_chain", "load_video", "two_outputs"]


@pytest.mark.parametrize("name", GOOD)
def test_a_graph_that_ran_is_read_and_written_as_it_was(name: str) -> None:
    assert graphs.plain(graphs.read(sample(name))) == sample(name)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "poison_dangling_extra_link",
            "(node 2, SaveImage) is linked to node “99”, which is not there. Connect it in ComfyUI",
        ),
        ("invalid_bad_link", "is linked to node “77”, which is not there"),
        (
            "invalid_cycle",
            "The graph goes round in a circle: “ImageInvert” (node 1,",
        ),
        ("invalid_no_outputs", "no node saves or shows anything. Add one in ComfyUI, such as"),
        ("invalid_no_class_type", "Node “1” has no class_type. Export the graph again."),
    ],
)
def test_a_graph_that_no_server_could_run_is_refused(name: str, sentence: str) -> None:
    with pytest.raises(GraphError) as refused:
        graphs.read(sample(name))
    assert sentence in str(refused.value)


def test_what_the_editor_of_comfyui_saves_is_refused_with_how_to_export() -> None:
    value = {"nodes": [{"id": 1, "type": "KSampler"}], "links": [], "version": 0.4}
    with pytest.raises(GraphError, match=r"choose “Export \(API\)” in the Workflow menu"):
        graphs.read(value)


def test_a_request_to_a_server_holds_a_graph() -> None:
    graph = sample("txt2img_tiny")
    assert graphs.read({"prompt": graph, "client_id": "x"}) == graphs.read(graph)


def test_a_node_may_be_called_prompt() -> None:
    nodes = {"prompt": {"class_type": "SaveImage", "inputs": {}}}
    assert list(graphs.read(nodes)) == ["prompt"]


@pytest.mark.parametrize(
    "value", [None, [], {}, "x", {"1": 5}, {"1": {"class_type": "", "inputs": {}}}, {"nodes": {}}]
)
def test_what_is_no_graph_is_refused(value: Any) -> None:
    with pytest.raises(GraphError, match="This is no ComfyUI graph"):
        graphs.read(value)


def test_a_graph_of_too_many_nodes_is_refused() -> None:
    nodes = {str(n): {"class_type": "SaveImage", "inputs": {}} for n in range(2_001)}
    with pytest.raises(GraphError, match="The graph has 2,001 nodes; at most 2,000 are taken"):
        graphs.read(nodes)


@pytest.mark.parametrize("value", [["1", "0"], [1, 0], ["1", 0, 0], "1", ["1"], {"1": 0}])
def test_what_a_server_takes_for_a_value_is_no_link(value: Any) -> None:
    assert graphs.link(value) is None


@pytest.mark.parametrize("number", [1, 1.0, True])
def test_what_a_server_takes_for_a_link_is_one(number: float) -> None:
    assert graphs.link(["1", number]) == Link(node="1", output=1)


def test_titles_are_kept_on_one_line() -> None:
    node = {"class_type": "SaveImage", "inputs": {}, "_meta": {"title": "My\n  saver"}}
    assert graphs.read({"1": node})["1"].title == "My saver"
    assert graphs.read({"1": {**node, "_meta": 5}})["1"].title == ""
