"""What each answer and each error means for the job, from what real servers said."""

from typing import Any

import pytest

from generation.comfyui import failure
from generation.worker import Failure, FailureKind
from tests.generation import contract

GRAPH, LACKING = FailureKind.GRAPH, FailureKind.LACKING
MEMORY, TROUBLE = FailureKind.MEMORY, FailureKind.TROUBLE


def refusals(name: str) -> dict[str, Failure | None]:
    """Return what is made of each answer in JSON, by the remark of the recorder before it."""
    found: dict[str, Failure | None] = {}
    remark = ""
    for event in contract.events(name):
        if event["kind"] == "comment":
            remark = event["text"]
        if event["kind"] == "http" and "json" in event["response"]:
            found[remark] = failure.refusal(event["response"]["json"])
    return found


@contract.needs_recordings
@pytest.mark.parametrize(
    ("remark", "kind", "reason"),
    [
        (
            "invalid_bad_link",
            GRAPH,
            "ComfyUI refuses node 3 (SaveImage): Exception when validating node: '77'.",
        ),
        (
            "invalid_cycle",
            GRAPH,
            (
                "ComfyUI refuses node 2 (ImageInvert): Dependency cycle detected: "
                "2 (ImageInvert) -> 1 (ImageInvert) -> 2 (ImageInvert). There is one more fault."
            ),
        ),
        (
            "invalid_input_type",
            GRAPH,
            (
                "ComfyUI refuses node 1 (EmptyImage): Failed to convert an input value to a INT "
                "value: width, wide, invalid literal for int() with base 10: 'wide'."
            ),
        ),
        (
            "invalid_missing_file",
            LACKING,
            (
                "This worker lacks something for node 1 (LoadImage): Custom validation failed for "
                "node: image - Invalid image file: does_not_exist.png."
            ),
        ),
        (
            "invalid_missing_input",
            GRAPH,
            "ComfyUI refuses node 2 (ImageScale): Required input is missing: height.",
        ),
        (
            "invalid_no_class_type",
            GRAPH,
            (
                "ComfyUI refuses the graph: Node 'ID #1' has no class_type. The workflow may be "
                "corrupted or a custom node is missing (Node ID '#1')."
            ),
        ),
        ("invalid_no_outputs", GRAPH, "ComfyUI refuses the graph: Prompt has no outputs."),
        (
            "invalid_type_mismatch",
            GRAPH,
            (
                "ComfyUI refuses node 3 (SaveImage): Return type mismatch between linked nodes: "
                "images, received_type(LATENT) mismatch input_type(IMAGE)."
            ),
        ),
        (
            "invalid_unknown_node",
            LACKING,
            (
                "ComfyUI refuses the graph: Node 'NoSuchNodeXYZ' not found. The custom node may "
                "not be installed (Node ID '#2')."
            ),
        ),
        (
            "invalid_value_not_in_list",
            LACKING,
            (
                "This worker lacks something for node 1 (CheckpointLoaderSimple): it has no "
                "“missing_model.safetensors” for ckpt_name."
            ),
        ),
        (
            "invalid_value_range",
            GRAPH,
            (
                "ComfyUI refuses node 1 (EmptyImage): Value 99999 bigger than max of 16384: "
                "height. There is one more fault."
            ),
        ),
        ("no prompt key", GRAPH, "ComfyUI refuses the graph: No prompt provided."),
    ],
)
def test_a_refusal_has_a_kind_and_a_sentence(remark: str, kind: FailureKind, reason: str) -> None:
    found = refusals("04_validation_errors")[remark]
    assert found is not None
    assert (found.kind, found.reason) == (kind, reason)


@contract.needs_recordings
def test_older_servers_word_it_otherwise_and_mean_the_same() -> None:
    found = refusals("v0.3.64/04_validation_errors")
    kinds = {remark: refused.kind for remark, refused in found.items() if refused}
    assert kinds["invalid_unknown_node"] is LACKING
    assert kinds["invalid_value_not_in_list"] is LACKING
    assert kinds["invalid_no_class_type"] is GRAPH
    assert kinds["invalid_cycle"] is GRAPH
    assert kinds["UI-format workflow (nodes/links) instead of API format"] is GRAPH


@contract.needs_recordings
def test_a_prompt_that_is_taken_is_not_refused() -> None:
    assert refusals("04_validation_errors")["prompt_id given, good"] is None


@contract.needs_recordings
def test_an_answer_of_200_that_drops_an_output_is_a_refusal() -> None:
    (answer, *_) = contract.answers("05_partial_validation", "POST", "/prompt")
    found = failure.refusal(answer["response"]["json"])
    assert found == Failure(
        kind=GRAPH,
        reason="ComfyUI refuses node 3 (EmptyImage): Value 0 smaller than min of 1: width.",
        node="3",
        node_class="EmptyImage",
    )


def test_a_graph_that_is_wrong_is_wrong_wherever_something_is_lacking_too() -> None:
    lacking = {"type": "value_not_in_list", "message": "Value not in list", "details": "x"}
    wrong = {"type": "required_input_missing", "message": "Missing", "details": "y"}
    errors = {
        "1": {"errors": [lacking], "class_type": "A"},
        "2": {"errors": [lacking, wrong], "class_type": "B"},
    }
    found = failure.refusal({"node_errors": errors})
    assert found is not None
    assert found.kind is GRAPH
    assert found.reason == "ComfyUI refuses node 2 (B): Missing: y. There are 2 more faults."


def test_an_error_of_something_in_between_is_trouble_of_the_worker() -> None:
    found = failure.refusal({"error": "Not allowed for /home/me/x"})
    assert found == Failure(kind=TROUBLE, reason="ComfyUI refuses the graph: Not allowed for …/x.")
    assert failure.refusal(["no", "object"]) is None
    assert failure.refusal({"node_errors": {}}) is None


def entries(name: str) -> list[dict[str, Any]]:
    answers = contract.answers(name, "GET", "/history/")
    return [entry for answer in answers for entry in answer["response"]["json"].values()]


@contract.needs_recordings
def test_runs_that_failed_say_which_node_and_why_without_paths() -> None:
    corrupt, memory, late, outside = entries("06_execution_error")[:4]
    assert failure.of_history(corrupt, is_canceled=False) == Failure(
        kind=TROUBLE,
        reason=(
            "Node 1 (LoadImage) failed: UnidentifiedImageError: cannot identify image file "
            "'…/es_corrupt.png'."
        ),
        node="1",
        node_class="LoadImage",
    )
    of_memory = failure.of_history(memory, is_canceled=False)
    assert of_memory is not None
    assert of_memory.kind is MEMORY
    assert of_memory.reason.startswith("Memory ran out in node 1 (EmptyImage): ")
    for entry in (late, outside):
        found = failure.of_history(entry, is_canceled=False)
        assert found is not None
        assert found.kind is TROUBLE
        assert "/srv" not in found.reason


@contract.needs_recordings
def test_a_run_that_ended_well_has_no_failure() -> None:
    (entry,) = entries("02_prompt_success")
    assert failure.of_history(entry, is_canceled=False) is None


@contract.needs_recordings
def test_a_run_that_was_stopped_is_canceled_only_if_we_asked_for_it() -> None:
    entry = entries("11_interrupt")[0]
    assert failure.of_history(entry, is_canceled=True) == failure.CANCELED
    assert failure.of_history(entry, is_canceled=False) == failure.INTERRUPTED


def test_a_run_that_ended_without_a_word_is_trouble() -> None:
    assert failure.of_history({}, is_canceled=False) == failure.ILL
    status = {"status_str": "error", "completed": False, "messages": ["odd", ["x"]]}
    assert failure.of_history({"status": status}, is_canceled=False) == failure.ILL


@pytest.mark.parametrize(
    ("type_", "message"),
    [
        ("torch.OutOfMemoryError", "Allocation on device"),
        ("torch.cuda.OutOfMemoryError", ""),
        ("MemoryError", ""),
        ("RuntimeError", "CUDA out of memory. Tried to allocate 2.00 GiB"),
        ("RuntimeError", "HIP out of memory"),
        ("RuntimeError", "MPS backend out of memory"),
    ],
)
def test_memory_that_ran_out_is_known_by_type_or_words(type_: str, message: str) -> None:
    assert failure.is_memory(type_, message)


def test_other_errors_are_not_of_memory() -> None:
    assert not failure.is_memory("RuntimeError", "mat1 and mat2 shapes cannot be multiplied")
    assert not failure.is_memory("SharedMemoryErrors", "")
