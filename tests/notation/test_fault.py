"""Faults of what people write are told with line, path and advice."""

from typing import Annotated

import pytest
from pydantic import Field, ValidationError

from notation import fault
from notation.located import NotationError, from_yaml, located
from notation.part import Items, Part


class Leaf(Part):
    name: Annotated[str, Field(min_length=1)]
    size: Annotated[int, Field(ge=1, le=9)] = 1
    from_: str = Field(default="", alias="from")


class Tree(Part):
    leaves: Items[Leaf] = Field(default=[])


WORDING = fault.wording((Tree, Leaf), at_field={"size": "must be a number from 1 to 9"})


def refused(text: str) -> str:
    found = located(text, "tree")
    with pytest.raises(ValidationError) as caught:
        Tree.model_validate(found.value)
    return str(fault.refusal(found, caught.value, WORDING))


def test_a_fault_names_line_path_and_what_to_do() -> None:
    assert refused("leaves:\n  - name: oak\n    size: 12\n") == (
        "In line 3 of the tree “leaves[0].size” must be a number from 1 to 9."
    )


def test_json_has_no_lines_but_the_path() -> None:
    assert refused('{"leaves": [{"name": ""}]}') == (
        "In the tree “leaves[0].name” must not be empty."
    )


def test_an_unknown_key_is_told_with_the_one_that_it_may_be_meant_for() -> None:
    assert refused("leaves:\n- nam: oak\n  name: oak\n").endswith(
        "“leaves[0].nam” is a key that is not known; perhaps it should be “name”."
    )


def test_a_key_left_empty_counts_as_not_given_under_its_alias_too() -> None:
    tree = Tree.model_validate({"leaves": [{"name": "oak", "from": None, "size": None}]})
    assert tree.leaves == [Leaf(name="oak")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: 1\na: 2\n", "Line 2 of the tree repeats “a”; remove one of the two."),
        ("a: &x 1\nb: *x\n", "Line 2 of the tree has the alias *x; write out what it stands for."),
        ("a: !!int 1\n", "Line 1 of the tree has the tag “tag:yaml.org,2002:int”; remove it."),
    ],
)
def test_yaml_is_read_as_data_and_nothing_else(text: str, sentence: str) -> None:
    with pytest.raises(NotationError) as caught:
        from_yaml(text, "tree")
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ('{"a": 1, "a": 2}', "has two “a” in one object. Remove one."),
        ('{"a": NaN}', "has NaN where JSON has a number."),
        ('{"a": }', "is no JSON: Expecting value."),
        ('{"a": ' + "[" * 100_000, "has a number too long to be read."),
    ],
)
def test_json_that_others_could_not_read_is_refused(text: str, end: str) -> None:
    with pytest.raises(NotationError) as caught:
        located(text, "tree")
    assert str(caught.value).endswith(end)
