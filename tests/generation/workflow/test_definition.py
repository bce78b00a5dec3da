"""Definitions are read, or refused with line, path and advice."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.workflow import reader
from generation.workflow.reader import MAX_BYTES, WorkflowError
from tests.generation.workflow.contract import SCHEMA, written
from tests.generation.workflow.example import EXAMPLE, example, tiny


def refusal(content: str | bytes) -> str:
    with pytest.raises(WorkflowError) as refused:
        reader.read(content if isinstance(content, bytes) else content.encode())
    return str(refused.value)


def refused(**changes: Any) -> str:
    with pytest.raises(WorkflowError) as caught:
        reader.of_plain(tiny(**changes))
    return str(caught.value)


def test_the_workflow_of_the_documentation_is_read() -> None:
    definition = example()
    shown = [(each.name, each.type, each.hint, each.role) for each in definition.parameters]
    assert shown == [
        ("prompt", "text", "prose", "prompt"),
        ("start_image", "image", "media", "start_image"),
        ("width", "int", "number", "width"),
        ("steps", "int", "number", None),
        ("sampler", "choice", "select", None),
        ("model", "model", "select", None),
        ("loras", "loras", "loras", None),
        ("stages", "int", "number", None),
    ]
    assert definition.parameters[1].shown == "Start image"


def test_what_is_written_of_a_definition_is_read_as_the_same() -> None:
    again = reader.of_plain(json.loads(json.dumps(example().plain())))
    assert again == example()
    assert again.version == example().version


def test_the_schema_is_what_is_checked_in() -> None:
    assert SCHEMA.read_text("utf-8") == written()


def test_a_version_is_the_content() -> None:
    one = reader.of_plain(tiny())
    reordered = reader.of_plain(dict(reversed(tiny().items())))
    assert one.version == reordered.version
    assert one.version != reader.of_plain(tiny(description="More.")).version


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("workflow: 1 ", "workflow: 2 ", "In line 1 of the workflow “workflow” must be the number"),
        ("id: two-moods", "id: Two Moods", "“id” must be small letters, digits and hyphens"),
        ("category: video ", "category: film ", "“category” must be 'image', 'video',"),
        ("    label: Prompt", "    lable: Prompt", "“parameters[0].lable” is a key that is not"),
        ("default: 832", "default: 833", "is 833, but goes in steps of 16: take 832 or 848."),
        ("default: 832", "default: 9", "“parameters[2].default” is 9, but must be 64 or more."),
        ("default: euler", "default: eular", "cannot be 'eular'. There are: euler, uni_pc."),
        ("name: steps", "name: width", "“parameters[2].name” is there twice; names differ."),
        (
            "{node: sampler, input: steps}",
            "{node: sampler, input: step}",
            "the input “step”",
        ),
        ("{node: sampler, input: steps}", "{node: 5, input: steps}", "must be the id of a node"),
        ("{node: sampler, input: steps}", "{node: s, input: steps}", "names node “s”, which the"),
        ("input: sampler_name", "input: steps", "is set by “steps” already; one of the two"),
        ("[sampler, 0], vae", "[samplr, 0], vae", "is linked to node “samplr”, which is not there"),
        ("node: save, kind", "node: decode, kind", "is a node that saves nothing; name one such"),
        ("node: save, kind", "node: saver, kind", "“outputs[0].node” is a node which the graph"),
        ("  count: stages", "  count: steps", "must have least and most, from 1 to 16"),
        ("  count: stages", "  count: many", "must name a parameter of type int with a default"),
        ("decode, last]", "decode, end]", "“stages.nodes[4]” is a node which the graph has not"),
        ("decode, last]", "decode]", "names node “last”, which is not among those repeated"),
        ("[positive, latent,", "[latent,", "sets an input of a node that is not repeated"),
        (
            "parameters: [prompt]",
            "parameters: [loras]",
            "is no parameter that can have",
        ),
        ("of: {node: decode}", "of: {node: load}", "names node “load”, which is not among"),
        ("chain: {model: {node: unet}}", "inputs: []", "belongs to a parameter of type loras"),
        ("model: {node: unet}", "model: {node: decode}", "LoRAs go in before the stages"),
        ("model: {node: unet}", "model: {node: none}", "is a node which the graph has not"),
        ("least: 64\n    most: 2048", "least: 64\n    most: 32", "is above most, which is 32"),
        ("step: 16 ", "step: 0.5 ", "must be a whole number, as its parameter is one"),
        ("preview: {to: 8}", "preview: {by: 8}", "is a key that is not known"),
        ("role: start_image ", "default: abc\n    role: start_image ", "a file is uploaded each"),
        ("vram_gb: 12", "vram_gb: -1", "“needs.vram_gb” must be 0 or more."),
        ("cfg: 5", "cfg: 1e999", "“graph.sampler.inputs.cfg” is no finite number."),
    ],
)
def test_a_fault_is_told_with_its_place_and_what_to_do(old: str, new: str, sentence: str) -> None:
    assert old in EXAMPLE
    assert sentence in refusal(EXAMPLE.replace(old, new, 1))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"graph": {}}, "“graph” must not be empty."),
        ({"outputs": []}, "“outputs” must not be empty."),
        ({"name": ""}, "“name” must be a name of at least one letter"),
        ({"name": "\ud800"}, "“name” has a character that cannot be written as UTF-8."),
        ({"needs": {"vram_gb": 2**70}}, "“needs.vram_gb” is a number of more than 64 bits."),
        (
            {"parameters": [{"name": "a", "type": "int"}]},
            "“parameters[0]” is wrong at “inputs”: it is empty, so it would change nothing",
        ),
        (
            {"parameters": [{"name": "a", "type": "choice", "inputs": []}]},
            "“parameters[0]” is wrong at “choices”: it is empty; list what can be chosen",
        ),
    ],
)
def test_objects_are_told_with_their_path_alone(changes: Any, sentence: str) -> None:
    assert sentence in refused(**changes)


@pytest.mark.parametrize(
    ("parameter", "sentence"),
    [
        ({"type": "text", "least": 1}, "“parameters[0].least” is for numbers only; remove it."),
        ({"type": "text", "preview": {"to": 1}}, "preview” is for numbers only; remove it."),
        ({"type": "int", "least": 1.5}, "“parameters[0].least” must be a whole number"),
        ({"type": "seed", "default": -1}, "default” must be a whole number from 0 to 1844674407"),
        ({"type": "boolean", "default": 1}, "“parameters[0].default” must be true or false."),
    ],
)
def test_a_parameter_makes_sense_by_itself(parameter: Any, sentence: str) -> None:
    inputs = [{"node": "model", "input": "ckpt_name"}]
    assert sentence in refused(parameters=[{"name": "a", "inputs": inputs, **parameter}])


def test_a_node_whose_file_may_be_left_out_hands_nothing_on() -> None:
    text = EXAMPLE.replace("decode, last]", "decode, last, load]").replace(
        "from: {node: last}", "from: {node: load}"
    )
    assert "names node “load”, which goes where no file is chosen" in refusal(text)


def test_a_joining_node_has_plain_values_besides_the_two() -> None:
    text = EXAMPLE.replace("first: image1", "inputs: {mask: [vae, 0]}\n    first: image1")
    assert "“stages.join.inputs.mask” must be a plain value, not a link." in refusal(text)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe", "The workflow is no text in UTF-8. Save it as one."),
        (b"x" * (MAX_BYTES + 1), "The workflow has more than 4 MB."),
        (b"", "In the workflow the whole must be an object of keys and values."),
        (b"[1]", "the whole must be an object of keys and values."),
        (b"a: [", "the workflow is no YAML"),
        (b'{"a": ' * 40 + b"1" + b"}" * 40, "is nested more than 32 deep"),
    ],
)
def test_what_is_no_definition_at_all_is_refused(content: bytes, sentence: str) -> None:
    assert sentence in refusal(content)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(EXAMPLE) - 1), st.sampled_from(["", ":", "[", "'", "\x00", "- ", "9"]))
def test_a_slip_of_the_pen_is_read_or_refused_and_never_breaks(place: int, slip: str) -> None:
    text = EXAMPLE[:place] + slip + EXAMPLE[place + 1 :]
    try:
        definition = reader.read(text.encode())
    except WorkflowError as error:
        sentence = str(error)
    else:
        sentence = "."
        assert reader.of_plain(definition.plain()) == definition
    assert sentence.endswith(".")
