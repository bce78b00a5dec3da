"""A graph is held against what a worker has, and each lack is told in a sentence."""

from typing import Any

import pytest

from generation.workflow import graph as graphs
from generation.workflow.catalogue import Catalogue, catalogue
from generation.workflow.check import Finding, Lack, check
from generation.workflow.folder import builtin
from tests.generation.workflow.example import DIGEST, VERSIONS, made, recorded, sample

# Every built-in workflow with something in all that must be given.
ENTRIES = builtin().entries


def findings(nodes: dict[str, Any], version: str = "0.25.0") -> list[Finding]:
    return [
        each for each in check(graphs.read(nodes), recorded(version)) if each.lack is not Lack.NODE
    ]


def sentences(name: str) -> list[str]:
    return [each.sentence for each in findings(sample(name))]


def test_a_node_that_the_worker_has_not_is_told() -> None:
    found = check(graphs.read(sample("invalid_unknown_node")), recorded("0.25.0"))
    assert [(each.lack, each.sentence) for each in found if each.lack is Lack.NODE] == [
        (
            Lack.NODE,
            "The worker has no node “NoSuchNodeXYZ”: install what brings it there, or do without.",
        )
    ]


def test_a_model_that_the_worker_has_not_is_told_with_its_folder() -> None:
    (found,) = findings(sample("invalid_value_not_in_list"))
    assert (found.lack, found.input) == (Lack.MODEL, "ckpt_name")
    assert found.sentence.endswith(
        "wants 'missing_model.safetensors', which the worker has not in its folder checkpoints."
    )


def test_values_out_of_range_are_told() -> None:
    assert sentences("invalid_value_range") == [
        "The input “width” of “EmptyImage” (node 1, EmptyImage) is 0, but must be 1 or more.",
        (
            "The input “height” of “EmptyImage” (node 1, EmptyImage) is 99999, but must be 16384 or"
            " less."
        ),
    ]


def test_a_value_of_another_type_and_a_missing_input_are_told() -> None:
    assert sentences("invalid_input_type") == [
        "The input “width” of “EmptyImage” (node 1, EmptyImage) must be INT, not 'wide'."
    ]
    assert sentences("invalid_missing_input") == [
        "The input “height” of “ImageScale” (node 2, ImageScale) is missing."
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_values_that_a_list_has_not_are_told(version: str) -> None:
    nodes = sample("txt2img_tiny")
    nodes["5"]["inputs"]["scheduler"] = "slow"
    (found,) = findings(nodes, version)
    assert found.lack is Lack.VALUE
    assert "cannot be 'slow'. There are: simple, sgm_uniform, karras," in found.sentence


def test_links_that_bring_something_else_are_told() -> None:
    nodes = sample("txt2img_tiny")
    nodes["5"]["inputs"]["model"] = ["1", 2]
    nodes["7"]["inputs"]["images"] = ["5", 3]
    nodes["5"]["inputs"]["positive"] = "text"
    assert [each.sentence for each in findings(nodes)] == [
        (
            "The input “model” of “Sampler” (node 5, KSampler) needs MODEL, but “Load Checkpoint”"
            " (node 1, CheckpointLoaderSimple) gives VAE there."
        ),
        (
            "The input “positive” of “Sampler” (node 5, KSampler) needs a link to a node that gives"
            " CONDITIONING."
        ),
        (
            "The input “images” of “Save” (node 7, SaveImage) is linked to output 3 of “Sampler”"
            " (node 5, KSampler), which has 1."
        ),
    ]


def test_a_file_to_be_uploaded_need_not_be_there_yet() -> None:
    assert findings(sample("img2img_tiny")) == []


def odd() -> Catalogue:
    def declared(**inputs: Any) -> dict[str, Any]:
        return {"input": {"required": inputs}, "output": ["A,B"], "output_node": True}

    return catalogue(
        {
            "Grown": declared(images=["COMFY_AUTOGROW_V3", {}]),
            "Own": declared(value=["CURVE", {}], flag=["BOOLEAN", {}], count=["INT", {}]),
            "SaveAny": declared(source=["*", {}], other=["B,C", {}]),
        }
    )


def test_what_cannot_be_judged_is_left_to_the_worker() -> None:
    nodes = {
        "1": {"class_type": "Grown", "inputs": {"images.image0": 1}},
        "2": {"class_type": "Own", "inputs": {"value": [[0, 1]], "flag": True, "count": 3}},
        "3": {"class_type": "SaveAny", "inputs": {"source": ["1", 0], "other": ["1", 0]}},
    }
    assert check(graphs.read(nodes), odd()) == ()


def test_a_truth_value_is_no_number_and_a_number_none() -> None:
    nodes = {"save": {"class_type": "SaveAny", "inputs": {"source": 1, "other": 1}}}
    nodes["2"] = {"class_type": "Own", "inputs": {"value": 1, "flag": 1, "count": True}}
    assert [each.input for each in check(graphs.read(nodes), odd())] == ["flag", "count"]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("id_", list(ENTRIES))
def test_what_is_built_in_fits_the_nodes_of_real_servers(id_: str, version: str) -> None:
    definition = ENTRIES[id_].definition
    values: dict[str, Any] = {
        each.name: DIGEST
        for each in definition.parameters
        if each.type in {"image", "video", "audio"}
    }
    if definition.parameter("prompt"):
        values["prompt"] = "a harbour at night"
    found = check(made(definition, **values), recorded(version))
    assert {each.lack for each in found} <= {Lack.NODE, Lack.MODEL}
    lacking = {made(definition, **values)[each.node].class_type for each in found}
    assert lacking & recorded(version).keys() <= {"CheckpointLoaderSimple"}
