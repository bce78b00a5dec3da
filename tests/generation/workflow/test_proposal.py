"""Bare graphs propose parameters: from nodes, names, titles, and what a worker declares."""

from typing import Any

import pytest

from generation.workflow.definition import Definition
from generation.workflow.proposal import propose, slug
from generation.workflow.reader import WorkflowError
from tests.generation.workflow.example import DIGEST, made, recorded, sample


def proposed(name: str, *, has_catalogue: bool = True) -> Definition:
    nodes = recorded("0.25.0") if has_catalogue else None
    return propose(sample(name), name=name.replace("_", " "), nodes=nodes)


def brief(definition: Definition) -> list[tuple[str, str, Any, str | None]]:
    return [(each.name, each.type, each.default, each.role) for each in definition.parameters]


def test_prompts_sizes_seed_and_models_are_found_in_a_real_graph() -> None:
    found = proposed("txt2img_tiny")
    assert (found.id, found.name, found.category) == ("txt2img-tiny", "txt2img tiny", "image")
    assert brief(found) == [
        ("prompt", "text", "wide shot, rainy street, night", "prompt"),
        ("negative", "text", "blurry", "negative"),
        ("width", "int", 256, "width"),
        ("height", "int", 256, "height"),
        ("batch_size", "int", 1, None),
        ("seed", "seed", 42, None),
        ("steps", "int", 8, "steps"),
        ("cfg", "float", 4.0, None),
        ("sampler_name", "choice", "euler", None),
        ("scheduler", "choice", "normal", None),
        ("denoise", "float", 1.0, None),
        ("ckpt_name", "model", "tiny_random_sd3.safetensors", None),
    ]
    assert [(each.node, each.kind) for each in found.outputs] == [("7", "image")]


def test_ranges_and_helps_come_from_what_a_worker_declares() -> None:
    cfg = proposed("txt2img_tiny").parameter("cfg")
    assert cfg is not None
    assert (cfg.least, cfg.most, cfg.step) == (0.0, 100.0, 0.1)
    assert cfg.help.startswith("The Classifier-Free Guidance scale")


def test_without_a_catalogue_there_are_fewer_limits_and_as_many_parameters() -> None:
    bare = proposed("txt2img_tiny", has_catalogue=False)
    assert [each[0] for each in brief(bare)] == [
        each[0] for each in brief(proposed("txt2img_tiny"))
    ]
    sampler = bare.parameter("sampler_name")
    assert sampler is not None
    assert (sampler.type, sampler.hint) == ("text", "line")


def test_files_become_inputs_that_must_be_given() -> None:
    found = proposed("img2img_tiny")
    source = found.parameter("source")
    assert source is not None
    assert (source.type, source.required, source.default) == ("image", True, None)
    assert made(found, source=DIGEST)["8"].inputs == {"image": "up.png"}
    video = proposed("load_video").parameter("source")
    assert video is not None
    assert video.type == "video"


def test_a_graph_that_only_shows_something_has_that_as_output() -> None:
    nodes = {"1": {"class_type": "PreviewAny", "inputs": {"source": "a"}}}
    found = propose(nodes, name="Text")
    assert [(each.node, each.kind) for each in found.outputs] == [("1", "text")]
    assert found.category == "other"


@pytest.mark.parametrize("name", ["video_mp4", "slow_chain", "two_outputs", "image_seeded"])
def test_what_is_proposed_builds_the_graph_it_came_from(name: str) -> None:
    graph = made(proposed(name), seed=3)
    for id_, node in sample(name).items():
        for key, value in node["inputs"].items():
            if key not in {"seed", "filename_prefix"}:
                assert graph[id_].inputs[key] == value
    assert proposed("video_mp4").category == "video"


def test_names_that_several_have_are_told_apart_by_their_nodes() -> None:
    names = [each.name for each in proposed("slow_chain").parameters]
    assert len(set(names)) == len(names)
    assert {"blur_radius_blur_1", "blur_radius_blur_12"} <= set(names)
    sizes = [each.name for each in proposed("slow_chain").parameters if each.group == "Size"]
    assert sizes == ["width", "height", "batch_size", "width_imagescale", "height_imagescale"]


def graph_of_a_video() -> dict[str, Any]:
    """Return a graph with a control net, guidance and texts that come from elsewhere."""
    return {
        "words": {"class_type": "PrimitiveString", "inputs": {"value": "a pier"}},
        "good": {"class_type": "CLIPTextEncode", "inputs": {"text": ["words", 0], "clip": 1}},
        "bad": {"class_type": "CLIPTextEncodeSDXL", "inputs": {"text_g": "fog", "text_l": "fog"}},
        "net": {
            "class_type": "ControlNetApplyAdvanced",
            "inputs": {"positive": ["good", 0], "negative": ["bad", 0], "strength": 1},
        },
        "load": {"class_type": "LoadImage", "inputs": {"image": "a.png"}},
        "wan": {
            "class_type": "WanImageToVideo",
            "inputs": {
                "positive": ["net", 0],
                "negative": ["net", 1],
                "start_image": ["load", 0],
                "width": 832,
                "height": 480,
                "length": 81,
            },
        },
        "a": {
            "class_type": "KSamplerAdvanced",
            "inputs": {
                "positive": ["wan", 0],
                "negative": ["wan", 1],
                "noise_seed": 5,
                "steps": 20,
            },
        },
        "b": {
            "class_type": "KSamplerAdvanced",
            "_meta": {"title": "Fine"},
            "inputs": {"positive": ["wan", 0], "negative": ["wan", 1], "noise_seed": 6, "steps": 8},
        },
        "guide": {"class_type": "BasicGuider", "inputs": {"conditioning": ["flux", 0]}},
        "flux": {
            "class_type": "FluxGuidance",
            "inputs": {"conditioning": ["text", 0], "guidance": 3},
        },
        "text": {"class_type": "CLIPTextEncode", "inputs": {"text": "one\ntwo"}},
        "make": {"class_type": "CreateVideo", "inputs": {"images": ["a", 0], "fps": 16, "x": None}},
        "save": {
            "class_type": "SaveVideo",
            "inputs": {"video": ["make", 0], "filename_prefix": "x"},
        },
        "2nd": {
            "class_type": "ImageScale",
            "inputs": {"width": 832, "height": 480, "upscale_method": "area"},
        },
    }


def test_texts_are_followed_through_what_lies_between_them_and_the_samplers() -> None:
    found = propose(graph_of_a_video(), name="Video")
    roles = {
        (target.node, target.input): (each.name, each.role)
        for each in found.parameters
        for target in each.inputs
        if each.group == "Prompt"
    }
    assert roles == {
        ("words", "value"): ("prompt", "prompt"),
        ("text", "text"): ("prompt_cliptextencode", None),
        ("bad", "text_g"): ("negative", "negative"),
        ("bad", "text_l"): ("negative_cliptextencodesdxl", None),
    }


def test_all_seeds_are_one_parameter_and_sides_that_are_alike_too() -> None:
    found = propose(graph_of_a_video(), name="Video")
    targets = {each.name: [target.node for target in each.inputs] for each in found.parameters}
    assert targets["seed"] == ["a", "b"]
    assert targets["width"] == ["wan", "2nd"]
    assert targets["frames"] == ["wan"]
    assert targets["steps"] == ["a"]
    assert targets["steps_fine"] == ["b"]
    roles = {each.role: each.name for each in found.parameters if each.role}
    assert roles["frame_rate"] == "frame_rate"
    assert roles["start_image"] == "start_image"


def test_seeds_that_a_browser_could_not_read_exactly_are_left_out() -> None:
    nodes = graph_of_a_video()
    nodes["a"]["inputs"]["noise_seed"] = 2**64 - 1
    nodes["b"]["inputs"]["noise_seed"] = 2**53
    found = propose(nodes, name="Video")
    seed = found.parameter("seed")
    assert seed is not None
    assert seed.default == 0
    assert found.graph["a"].inputs["noise_seed"] == 0


def test_numbers_that_have_a_point_by_nature_get_one() -> None:
    found = propose(graph_of_a_video(), name="Video")
    types = {each.name: each.type for each in found.parameters}
    assert (types["frame_rate"], types["guidance"], types["strength"]) == ("float",) * 3


def test_a_preview_is_proposed_for_sizes_lengths_and_steps() -> None:
    found = propose(graph_of_a_video(), name="Video")
    assert {each.name for each in found.parameters if each.preview} == {
        "width",
        "height",
        "frames",
        "steps",
        "steps_fine",
    }


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("invalid_cycle", "The graph goes round in a circle"),
        ("invalid_bad_link", "is linked to node “77”, which is not there"),
        ("invalid_no_outputs", "The graph has no output"),
    ],
)
def test_a_graph_that_no_server_could_run_is_refused(name: str, sentence: str) -> None:
    with pytest.raises(WorkflowError, match=sentence):
        propose(sample(name), name=name)


def test_a_value_out_of_what_a_worker_declares_is_kept_without_the_limits() -> None:
    found = proposed("invalid_value_range").parameter("width")
    assert found is not None
    assert (found.default, found.least, found.most) == (0, None, None)


@pytest.mark.parametrize(
    ("name", "id_"), [("Mein Film!", "mein-film"), ("---", "workflow"), ("x" * 99, "x" * 60)]
)
def test_an_id_is_made_of_the_name(name: str, id_: str) -> None:
    assert slug(name) == id_


def test_audio_and_upscaling_are_recognised() -> None:
    audio = {"1": {"class_type": "SaveAudio", "inputs": {"filename_prefix": "a"}}}
    assert propose(audio, name="A").category == "audio"
    upscale = {
        "1": {"class_type": "UpscaleModelLoader", "inputs": {"model_name": "x.pth"}},
        "2": {"class_type": "SaveImage", "inputs": {"filename_prefix": "a", "images": ["1", 0]}},
    }
    found = propose(upscale, name="U")
    assert found.category == "upscale"
    assert [(each.type, each.folder) for each in found.parameters] == [("model", "upscale_models")]


def test_names_that_no_parameter_may_have_are_made_fit() -> None:
    nodes = {
        "1": {"class_type": "SaveImage", "inputs": {"9 Lives": 9, "Ä": True, "list": [1, 2, 3]}}
    }
    assert [each.name for each in propose(nodes, name="N").parameters] == ["p_9_lives", "p"]
