"""Graphs are built of definitions: the same from the same, with values only where they belong."""

import json
from typing import Any

import pytest
from hypothesis import example as with_example
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import text as texts
from generation.workflow import graph as graphs
from generation.workflow import reader
from generation.workflow.build import build
from generation.workflow.graph import Graph, Link
from generation.workflow.value import ValuesError, settled
from tests.generation.workflow.example import DIGEST, PREFIX, example, made, tiny, with_parameter

TROUBLE = (
    '"quotes" \\ and {braces} {{twice}} ${more} %date:yyyy%\n---\n["model", 0] */ <script> \'; --'
)


def literals(graph: Graph) -> dict[tuple[str, str], Any]:
    return {
        (id_, name): value
        for id_, node in graph.items()
        for name, value in node.inputs.items()
        if graphs.link(value) is None
    }


def links(graph: Graph) -> dict[str, dict[str, Link]]:
    return {id_: dict(node.links()) for id_, node in graph.items()}


@settings(max_examples=60, deadline=None)
@with_example(TROUBLE)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_prompt_changes_the_inputs_it_is_mapped_to_and_nothing_else(prompt: str) -> None:
    if settled(example(), {"prompt": prompt}).faults:
        return
    before, after = made(example(), prompt="calm"), made(example(), prompt=prompt)
    assert links(before) == links(after)
    kept = texts.prose(prompt, "text")
    changed = {
        place: value for place, value in literals(after).items() if literals(before)[place] != value
    }
    assert changed == (
        {} if kept == "calm" else {("positive", "text"): kept, ("positive_s2", "text"): kept}
    )
    assert json.loads(json.dumps(graphs.plain(after))) == graphs.plain(after)


def test_the_same_arguments_make_the_same_bytes() -> None:
    values = {"prompt": ["a", "b"], "loras": [{"name": "x"}, {"name": "y"}], "start_image": DIGEST}

    def written(**order: Any) -> str:
        arguments: Any = {"seed": 5, "prefix": PREFIX, "inputs": {DIGEST: "u.png"}, **order}
        return json.dumps(build(example(), values, **arguments))

    assert written() == written()
    shuffled = dict(reversed(values.items()))
    assert json.dumps(
        build(example(), shuffled, seed=5, prefix=PREFIX, inputs={DIGEST: "u.png"})
    ) == (written())


def test_the_definition_is_left_as_it_is() -> None:
    before = example().version
    made(example(), prompt="a", loras=[{"name": "x"}], stages=4)
    assert example().version == before


def test_the_seed_is_in_every_sampler_and_in_what_a_seed_comes_from() -> None:
    nodes = {
        "a": {"class_type": "KSampler", "inputs": {"seed": 1, "steps": 3}},
        "b": {"class_type": "KSamplerAdvanced", "inputs": {"noise_seed": 2}},
        "c": {"class_type": "RandomNoise", "inputs": {"noise_seed": ["d", 0]}},
        "d": {"class_type": "PrimitiveInt", "inputs": {"value": 3}},
        "e": {"class_type": "KSampler", "inputs": {"seed": ["f", 0]}},
        "f": {"class_type": "Odd", "inputs": {"value": True, "seed": "text"}},
        "save": {"class_type": "SaveImage", "inputs": {"filename_prefix": "x"}},
    }
    definition = reader.of_plain(tiny(graph=nodes, parameters=[]))
    assert literals(made(definition, 2**64 - 1)) == {
        ("a", "seed"): 2**64 - 1,
        ("a", "steps"): 3,
        ("b", "noise_seed"): 2**64 - 1,
        ("d", "value"): 2**64 - 1,
        ("f", "value"): True,
        ("f", "seed"): 2**64 - 1,
        ("save", "filename_prefix"): PREFIX,
    }


def test_a_seed_called_otherwise_is_bound_where_it_is_declared() -> None:
    definition = with_parameter(type="seed", inputs=[{"node": "text", "input": "text"}])
    assert literals(made(definition, 11, it=5))["text", "text"] == 11


def test_the_prefix_is_in_every_saver_also_where_it_came_from_elsewhere() -> None:
    nodes = {
        "a": {"class_type": "SaveImage", "inputs": {"filename_prefix": "one"}},
        "b": {"class_type": "VHS_VideoCombine", "inputs": {"filename_prefix": ["c", 0]}},
        "c": {"class_type": "PrimitiveString", "inputs": {"value": "two"}},
    }
    definition = reader.of_plain(
        tiny(graph=nodes, parameters=[], outputs=[{"node": "a", "kind": "image"}])
    )
    graph = made(definition)
    assert [graph[id_].inputs["filename_prefix"] for id_ in "ab"] == [PREFIX, PREFIX]


@pytest.mark.parametrize("prefix", ["", "/abs", "a/../b", "a//b", "ä", "%year%", "a/" * 7 + "a"])
def test_a_prefix_that_could_lead_elsewhere_is_refused(prefix: str) -> None:
    with pytest.raises(ValuesError, match="A prefix is folders and a name of letters"):
        build(example(), {"prompt": "a"}, seed=1, prefix=prefix)


@pytest.mark.parametrize("seed", [-1, 2**64])
def test_a_seed_that_no_sampler_takes_is_refused(seed: int) -> None:
    with pytest.raises(ValuesError, match="A seed is 0 to 18446744073709551615"):
        build(example(), {"prompt": "a"}, seed=seed, prefix=PREFIX)


def test_values_that_do_not_fit_are_refused_with_all_their_sentences() -> None:
    with pytest.raises(ValuesError) as caught:
        build(example(), {"width": 1, "steps": 0}, seed=1, prefix=PREFIX)
    assert [fault.field for fault in caught.value.faults] == ["prompt", "width", "steps"]


def test_a_file_is_called_as_the_worker_calls_it() -> None:
    assert made(example(), prompt="a", start_image=DIGEST)["load"].inputs == {"image": "up.png"}
    with pytest.raises(ValuesError, match="Start image is not on the worker: the file abab"):
        build(example(), {"prompt": "a", "start_image": DIGEST}, seed=1, prefix=PREFIX)


def test_without_a_file_the_node_that_loads_it_is_left_out_with_its_links() -> None:
    graph = made(example(), prompt="a")
    assert "load" not in graph
    assert "start_image" not in graph["latent"].inputs
    assert graph["latent_s2"].inputs["start_image"] == ["last", 0]


def test_loras_go_between_the_model_and_all_that_read_it() -> None:
    loras = [{"name": "x"}, {"name": "off", "strength": 0}, {"name": "y", "strength": -0.5}]
    graph = made(example(), prompt="a", loras=loras)
    assert graph["loras_1"].inputs == {
        "model": ["unet", 0],
        "lora_name": "x",
        "strength_model": 1.0,
    }
    assert graph["loras_2"].inputs == {
        "model": ["loras_1", 0],
        "lora_name": "y",
        "strength_model": -0.5,
    }
    readers = [graph[id_].inputs["model"] for id_ in ("sampler", "sampler_s2")]
    assert readers == [["loras_2", 0]] * 2


def test_loras_of_a_model_with_clip_are_read_by_the_texts_too() -> None:
    chain = {"model": {"node": "model"}, "clip": {"node": "model", "output": 1}}
    definition = with_parameter(type="loras", chain=chain, inputs=[])
    graph = made(definition, it=[{"name": "x"}, {"name": "y"}])
    assert graph["it_2"].class_type == "LoraLoader"
    assert graph["it_2"].inputs["clip"] == ["it_1", 1]
    assert graph["text"].inputs["clip"] == ["it_2", 1]
    assert graph["save"].inputs["images"] == ["model", 2]
