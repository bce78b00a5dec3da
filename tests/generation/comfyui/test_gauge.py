"""How far an attempt is, measured from what real servers sent."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.comfyui.gauge import Gauge, Throttle, weights
from generation.worker import Attempt, Progress
from tests.generation import contract
from tests.generation.comfyui import rig


def gauge(graph: dict[str, Any], **node_seconds: float) -> Gauge:
    named = {name.removeprefix("n"): seconds for name, seconds in node_seconds.items()}
    return Gauge(Attempt(id="", graph=graph, prefix="es", node_seconds=named))


def replayed(recording: str) -> tuple[Gauge, list[Progress]]:
    """Feed a recording of one prompt to a gauge; return it with all that it told."""
    (post, *_) = contract.answers(recording, "POST", "/prompt")
    made = gauge(post["request"]["json"]["prompt"])
    id_ = post["response"]["json"]["prompt_id"]
    told: list[Progress] = []
    for at, message in contract.messages(recording):
        data = message["data"]
        if data.get("prompt_id") == id_ and made.hear(message["type"], data, at):
            told.append(made.progress)
    return made, told


@contract.needs_recordings
@pytest.mark.parametrize(
    "recording",
    ["02_prompt_success", "07_progress", "08_ksampler_previews", "v0.3.64/02_prompt_success"],
)
def test_a_run_that_was_recorded_goes_from_nothing_to_all(recording: str) -> None:
    made, told = replayed(recording)
    fractions = [progress.fraction for progress in told]
    assert fractions == sorted(fractions)
    assert fractions[0] == 0.0
    assert fractions[-1] == pytest.approx(1.0)
    assert made.has_begun


@contract.needs_recordings
def test_steps_of_a_sampler_are_told_with_its_node() -> None:
    made, told = replayed("08_ksampler_previews")
    steps = [(sign.node, sign.step, sign.steps) for sign in told if sign.steps]
    assert list(dict.fromkeys(steps)) == [("5", step, 8) for step in range(1, 9)]
    assert made.node_seconds["5"] == pytest.approx(15.3, abs=0.1)


@contract.needs_recordings
def test_nodes_from_the_cache_count_as_done_and_take_no_time() -> None:
    (post, *_) = contract.answers("03_prompt_cached_rerun", "POST", "/prompt")
    made = gauge(post["request"]["json"]["prompt"])
    made.hear("execution_cached", {"nodes": ["1", "2", "3"]}, 0.0)
    assert made.progress.fraction == pytest.approx(0.75)
    made.hear("executed", {"node": "4", "display_node": "4", "output": {}}, 1.0)
    assert made.progress.fraction == pytest.approx(1.0)
    assert made.node_seconds == {}


def test_nodes_weigh_what_they_usually_take_and_unknown_ones_the_mean() -> None:
    graph = rig.painting()
    assert weights({"1": {}, "2": {}}, {}) == {"1": 0.5, "2": 0.5}
    assert weights({"1": {}, "2": {}, "3": {}}, {"1": 3.0, "2": 1.0}) == pytest.approx(
        {"1": 0.5, "2": 1 / 6, "3": 1 / 3}
    )
    assert weights({}, {}) == {}
    made = gauge(graph, n5=97.0, **{f"n{id_}": 0.5 for id_ in "123467"})
    made.hear("progress", {"value": 2, "max": 4, "node": "5"}, 0.0)
    assert made.progress.fraction == pytest.approx(0.485)


def test_a_node_that_expands_is_through_when_all_of_it_is() -> None:
    made = gauge({"5": {}, "6": {}})

    def state(**states: str) -> None:
        nodes = {
            id_.replace("_", "."): {
                "value": 1,
                "max": 1,
                "state": state,
                "display_node_id": "5",
                "real_node_id": "5",
            }
            for id_, state in states.items()
        }
        made.hear("progress_state", {"nodes": nodes}, 1.0)

    state(**{"5_0_0_1": "finished", "5_0_0_2": "running"})
    assert made.node_seconds == {}
    state(**{"5_0_0_1": "finished", "5_0_0_2": "finished"})
    assert made.progress.fraction == pytest.approx(0.5)
    assert made.node_seconds == {"5": 0.0}


def test_an_inner_node_without_a_name_of_ours_is_found_by_its_number() -> None:
    made = gauge({"5": {}, "6": {}})
    made.hear("executing", {"node": "5.0.0.2", "display_node": None}, 0.0)
    assert made.progress.node == "5"
    made.hear("executing", {"node": "elsewhere"}, 0.0)
    assert made.progress.node == "elsewhere"


@pytest.mark.parametrize("steps", [0, -1, 10**9, float("nan"), float("inf"), "many", None])
def test_steps_that_are_none_are_not_told(steps: object) -> None:
    made = gauge({"5": {}})
    made.hear("progress", {"value": 1, "max": steps, "node": "5"}, 0.0)
    assert (made.progress.step, made.progress.steps, made.progress.fraction) == (0, 0, 0.0)


def test_what_a_gauge_does_not_know_changes_nothing() -> None:
    made = gauge({"5": {}})
    assert not made.hear("crystools.monitor", {"cpu": 3}, 0.0)
    assert not made.hear("executing", {"node": None}, 0.0)
    assert not made.hear("execution_cached", {"nodes": None}, 0.0)


SHARES = st.one_of(st.floats(), st.integers(-3, 30))
MESSAGES = st.one_of(
    st.tuples(
        st.just("progress"),
        st.fixed_dictionaries({"value": SHARES, "max": SHARES, "node": st.sampled_from("1239")}),
    ),
    st.tuples(
        st.just("progress_state"),
        st.dictionaries(
            st.sampled_from("1239"),
            st.fixed_dictionaries(
                {
                    "value": SHARES,
                    "max": SHARES,
                    "state": st.sampled_from(["running", "finished", "error"]),
                }
            ),
        ).map(lambda nodes: {"nodes": nodes}),
    ),
    st.tuples(st.just("executing"), st.fixed_dictionaries({"node": st.sampled_from("1239")})),
)


@settings(max_examples=60)
@given(st.lists(MESSAGES, max_size=20))
def test_progress_never_goes_back_and_never_beyond_all(
    messages: list[tuple[str, dict[str, Any]]],
) -> None:
    made = gauge({"1": {}, "2": {}, "3": {}}, n1=5.0)
    before = 0.0
    for at, (type_, data) in enumerate(messages):
        made.hear(type_, data, float(at))
        assert before <= made.progress.fraction <= 1.0
        assert 0 <= made.progress.step <= max(0, made.progress.steps)
        before = made.progress.fraction


def test_a_throttle_lets_one_through_in_a_while() -> None:
    throttle = Throttle(0.25)
    assert throttle.wait(100.0) == 0.0
    throttle.passed(100.0)
    assert throttle.wait(100.1) == pytest.approx(0.15)
    assert throttle.wait(100.25) == 0.0
