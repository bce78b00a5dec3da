import pytest

from events.ids import derived, is_branch, is_project, kind


@pytest.mark.parametrize("known", ["project", "branch", "scene", "clip", "user"])
def test_an_id_names_its_kind(known: str) -> None:
    assert kind(f"{known}-{'0123456789abcdef' * 2}") == known


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "clip-",
        "clip-" + "0" * 31,
        "clip-" + "0" * 33,
        "clip-" + "A" * 32,
        "clip-" + "0" * 32 + "\n",
        "shot-" + "0" * 32,
        "clip-" + "\u0660" * 32,
        "x" * 10_000,
    ],
)
def test_what_is_no_id_is_of_no_kind(wrong: str) -> None:
    assert kind(wrong) == ""


@pytest.mark.parametrize(
    ("known", "may_be_a_project", "may_be_a_branch"),
    [("project", True, False), ("branch", True, True), ("scene", False, False)],
)
def test_a_branch_is_named_where_a_project_is(
    known: str, *, may_be_a_project: bool, may_be_a_branch: bool
) -> None:
    id_ = f"{known}-{'0123456789abcdef' * 2}"
    assert (is_project(id_), is_branch(id_)) == (may_be_a_project, may_be_a_branch)


def test_derived_ids_are_ids_the_same_for_the_same_command_and_different_otherwise() -> None:
    assert derived("clip", "command", 0) == derived("clip", "command", 0)
    assert kind(derived("clip", "command", 0)) == "clip"
    assert len({derived("clip", seed, n) for seed in ("a", "b") for n in range(100)}) == 200
