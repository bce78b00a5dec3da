"""Stages are cloned and rewired: each goes on from the one before, and all become one."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.workflow import graph as graphs
from generation.workflow import reader
from generation.workflow.build import build
from generation.workflow.definition import Definition
from tests.generation.workflow.example import DIGEST, EXAMPLE, PREFIX, example, made


def latents() -> Definition:
    """Return a workflow whose stages hand on latents and are not joined."""
    sampler = {
        "model": ["model", 0],
        "positive": ["text", 0],
        "latent_image": ["empty", 0],
        "noise_seed": 0,
        "start_at_step": 0,
        "end_at_step": 10,
    }
    inputs = [{"node": "sampler", "input": "noise_seed"}]
    start = [{"node": "sampler", "input": "start_at_step"}]
    return reader.of_plain(
        {
            "workflow": 1,
            "id": "latents",
            "name": "Latents",
            "category": "image",
            "parameters": [
                {"name": "count", "type": "int", "default": 3, "least": 1, "most": 5},
                {"name": "seed", "type": "seed", "inputs": inputs},
                {"name": "start", "type": "int", "inputs": start},
            ],
            "stages": {
                "count": "count",
                "nodes": ["text", "sampler"],
                "parameters": ["seed", "start"],
                "handoff": [
                    {
                        "from": {"node": "sampler"},
                        "to": {"node": "sampler", "input": "latent_image"},
                    }
                ],
            },
            "graph": {
                "model": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "a"}},
                "text": {"class_type": "CLIPTextEncode", "inputs": {"clip": ["model", 1]}},
                "empty": {"class_type": "EmptyLatentImage", "inputs": {"width": 64}},
                "sampler": {"class_type": "KSamplerAdvanced", "inputs": sampler},
                "sampler_s2": {"class_type": "Note", "inputs": {"text": "in the way"}},
                "save": {
                    "class_type": "SaveLatent",
                    "inputs": {"samples": ["sampler", 0], "filename_prefix": "x"},
                },
            },
            "outputs": [{"node": "save", "kind": "image"}],
        }
    )


def test_each_stage_has_its_own_prompt_and_begins_where_the_one_before_ended() -> None:
    graph = made(example(), prompt=["calm", "storm", "calm again"], stages=3)
    assert [graph[f"positive{end}"].inputs["text"] for end in ("", "_s2", "_s3")] == [
        "calm",
        "storm",
        "calm again",
    ]
    assert graph["latent_s2"].inputs["start_image"] == ["last", 0]
    assert graph["latent_s3"].inputs["start_image"] == ["last_s2", 0]
    assert graph["last_s2"].inputs["image"] == ["decode_s2", 0]
    assert graph["sampler_s3"].inputs["positive"] == ["positive_s3", 0]
    assert graph["sampler_s3"].inputs["negative"] == ["negative", 0]


def test_what_the_stages_make_is_joined_in_their_order() -> None:
    graph = made(example(), prompt="a", stages=3)
    assert graph["join_s2"].inputs == {"image1": ["decode", 0], "image2": ["decode_s2", 0]}
    assert graph["join_s3"].inputs == {"image1": ["join_s2", 0], "image2": ["decode_s3", 0]}
    assert graph["video"].inputs["images"] == ["join_s3", 0]


def test_one_stage_is_the_graph_itself() -> None:
    graph = made(example(), prompt="a", stages=1)
    assert "join_s2" not in graph
    assert graph["video"].inputs["images"] == ["decode", 0]


def test_what_nobody_reads_of_the_last_stage_is_left_out() -> None:
    assert "last_s2" not in made(example(), prompt="a", stages=2)
    assert "last" not in made(example(), prompt="a", stages=1)


def test_latents_are_handed_on_and_the_last_stage_is_what_is_read() -> None:
    graph = made(latents(), start=[0, 10, 20])
    assert graph["sampler"].inputs["latent_image"] == ["empty", 0]
    assert graph["sampler_s2_"].inputs["latent_image"] == ["sampler", 0]
    assert graph["sampler_s3"].inputs["latent_image"] == ["sampler_s2_", 0]
    assert graph["save"].inputs["samples"] == ["sampler_s3", 0]
    assert [
        graph[id_].inputs["start_at_step"] for id_ in ("sampler", "sampler_s2_", "sampler_s3")
    ] == [0, 10, 20]


def test_a_seed_of_each_stage_is_one_more_than_that_before_it() -> None:
    graph = made(latents(), 2**64 - 1, start=0)
    seeds = [graph[id_].inputs["noise_seed"] for id_ in ("sampler", "sampler_s2_", "sampler_s3")]
    assert seeds == [2**64 - 1, 0, 1]


def test_a_seed_of_all_is_the_same_in_each_stage() -> None:
    graph = made(example(), 99, prompt="a", stages=4)
    assert {node.inputs["seed"] for node in graph.values() if "seed" in node.inputs} == {99}


def test_a_node_that_is_called_as_a_copy_would_be_stays_as_it_is() -> None:
    assert made(latents(), start=0)["sampler_s2"].inputs == {"text": "in the way"}


@settings(max_examples=30, deadline=None)
@given(
    count=st.integers(1, 4),
    loras=st.lists(st.sampled_from(["x", "y"]), max_size=3),
    is_preview=st.booleans(),
)
def test_any_number_of_stages_makes_a_sound_graph(
    *, count: int, loras: list[str], is_preview: bool
) -> None:
    values: dict[str, Any] = {
        "prompt": [f"p{n}" for n in range(count)],
        "stages": count,
        "loras": [{"name": name} for name in loras],
    }
    built = build(example(), values, seed=3, prefix=PREFIX, is_preview=is_preview)
    graph = graphs.read(built)
    assert [node.class_type for node in graph.values()].count("KSampler") == count
    order = graphs.in_order(graph)
    assert order.index("positive") < order.index("save")


@pytest.mark.parametrize("count", [1, 2, 3])
def test_titles_of_copies_say_their_stage(count: int) -> None:
    definition = reader.of_plain(
        {
            **latents().plain(),
            "graph": {
                id_: {**node, "_meta": {"title": id_}}
                for id_, node in latents().plain()["graph"].items()
            },
        }
    )
    graph = made(definition, start=0, count=count)
    name = {1: "text", 2: "text_s2", 3: "text_s3"}[count]
    assert graph[name].title == ("text" if count == 1 else f"text ({count})")


def test_a_file_may_be_given_to_one_stage_and_left_out_of_another() -> None:
    text = EXAMPLE.replace("decode, last]", "decode, last, load]")
    text = text.replace("parameters: [prompt]", "parameters: [prompt, start_image]")
    handed = "    - from: {node: last}\n      to: {node: latent, input: start_image}\n"
    assert handed in text
    definition = reader.read(text.replace(handed, "").encode())
    graph = made(definition, prompt="a", start_image=[None, DIGEST])
    assert "load" not in graph
    assert "start_image" not in graph["latent"].inputs
    assert graph["load_s2"].inputs == {"image": "up.png"}
    assert graph["latent_s2"].inputs["start_image"] == ["load_s2", 0]
