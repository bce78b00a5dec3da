"""What comes with the program: nine workflows and some presets, whole and usable."""

from typing import Any

import pytest

from generation.workflow import graph as graphs
from generation.workflow import needs
from generation.workflow.build import build
from generation.workflow.folder import builtin
from generation.workflow.preset import applied
from generation.workflow.value import settled
from tests.generation.workflow.example import DIGEST, PREFIX, made, sample

# Classes of graphs that ran on servers, and what they were given there.
RAN = {
    node["class_type"]: set(node["inputs"])
    for name in ("image_seeded", "slow_chain", "txt2img_tiny", "img2img_tiny", "load_video")
    for node in sample(name).values()
}
ENTRIES = builtin().entries


def chosen(id_: str, **more: Any) -> dict[str, Any]:
    definition = ENTRIES[id_].definition
    media = [each.name for each in definition.parameters if each.type in {"image", "video"}]
    prompt = {"prompt": "rain"} if definition.parameter("prompt") else {}
    return {**dict.fromkeys(media, DIGEST), **prompt, **more}


def test_every_kind_of_work_has_one() -> None:
    assert {id_: entry.definition.category for id_, entry in ENTRIES.items()} == {
        "colour-study": "image",
        "text-to-image": "image",
        "image-to-image": "image",
        "image-to-video": "video",
        "video-two-stages": "video",
        "video-three-stages": "video",
        "image-upscale": "upscale",
        "video-upscale": "upscale",
        "video-interpolate": "upscale",
    }


@pytest.mark.parametrize("id_", list(ENTRIES))
@pytest.mark.parametrize("is_preview", [False, True])
def test_each_makes_a_graph_that_a_server_takes(id_: str, *, is_preview: bool) -> None:
    built = build(
        ENTRIES[id_].definition,
        chosen(id_),
        seed=1,
        prefix=PREFIX,
        inputs={DIGEST: "up.png"},
        is_preview=is_preview,
    )
    assert graphs.plain(graphs.read(built)) == built


@pytest.mark.parametrize("id_", list(ENTRIES))
def test_what_is_usual_is_what_the_graph_says(id_: str) -> None:
    definition = ENTRIES[id_].definition
    for parameter in definition.parameters:
        for target in parameter.inputs:
            written = definition.graph[target.node].inputs[target.input]
            assert parameter.default in {None, written}


def test_the_one_without_a_model_uses_nothing_but_what_ran_on_a_processor() -> None:
    graph = made(ENTRIES["colour-study"].definition)
    for node in graph.values():
        assert set(node.inputs) == RAN[node.class_type]
    found = needs.usual(ENTRIES["colour-study"].definition)
    assert (found.models, found.vram) == ((), 0)


def test_the_one_without_a_model_looks_another_way_with_each_seed() -> None:
    definition = ENTRIES["colour-study"].definition
    one, other = made(definition, 1), made(definition, 2)
    assert [id_ for id_ in one if one[id_] != other[id_]] == ["noise"]
    assert graphs.in_order(one).index("noise") < graphs.in_order(one).index("save")


@pytest.mark.parametrize(("id_", "count"), [("video-two-stages", 2), ("video-three-stages", 3)])
def test_videos_in_stages_have_a_prompt_for_each(id_: str, count: int) -> None:
    prompts = [f"part {number}" for number in range(count)]
    graph = made(ENTRIES[id_].definition, **chosen(id_, prompt=prompts))
    told = [node.inputs["text"] for id_, node in graph.items() if id_.startswith("positive")]
    assert told == prompts
    # Each stage but the first leaves out the frame that it was given.
    assert graph["video"].inputs["images"] == [f"join_s{count}", 0]
    assert graph["join_s2"].inputs["image2"] == ["rest_s2", 0]
    assert graph["rest_s2"].inputs["batch_index"] == 1


def test_what_joins_stages_is_needed_before_anything_is_chosen() -> None:
    assert "ImageBatch" in needs.usual(ENTRIES["video-two-stages"].definition).nodes


def test_needs_are_those_of_what_was_chosen() -> None:
    definition = ENTRIES["text-to-image"].definition
    values = chosen("text-to-image", checkpoint="mine.safetensors", loras=[{"name": "ink.st"}])
    found = needs.needs(definition, graphs.plain(made(definition, **values)))
    assert [(each.folder, each.name) for each in found.models] == [
        ("checkpoints", "mine.safetensors"),
        ("loras", "ink.st"),
    ]
    assert "LoraLoader" in found.nodes
    assert found.vram == 8 * 2**30


@pytest.mark.parametrize("id_", list(builtin().presets))
def test_each_preset_fits_a_workflow_of_each_of_its_categories(id_: str) -> None:
    preset = builtin().presets[id_]
    for category in preset.categories:
        usable = [
            settled(entry.definition, found.values).faults
            for name, entry in ENTRIES.items()
            if entry.definition.category == category
            and not (found := applied(preset, entry.definition, chosen(name))).unused
        ]
        assert () in usable
