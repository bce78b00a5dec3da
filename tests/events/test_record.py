import dataclasses
from dataclasses import field

import pytest

from events.record import maker, record, replace


@record
class Shot:
    name: str
    length: int = 24
    tags: dict[str, int] = field(default_factory=dict)


FIRST = Shot(name="a", tags={"night": 1})


def test_a_copy_has_other_values_in_the_named_fields_only() -> None:
    copy = replace(FIRST, name="b", length=12)
    assert copy == dataclasses.replace(FIRST, name="b", length=12)
    assert copy.tags is FIRST.tags
    assert (FIRST.name, FIRST.length) == ("a", 24)


def test_a_copy_may_differ_in_nothing_or_in_everything() -> None:
    assert replace(FIRST) == FIRST
    assert replace(FIRST, name="c", length=1, tags={}) == Shot(name="c", length=1)


def test_a_copy_is_as_immutable_as_its_original() -> None:
    copy = replace(FIRST, name="b")
    with pytest.raises(dataclasses.FrozenInstanceError):
        copy.name = "c"  # type: ignore[misc]


def test_a_field_that_is_not_there_cannot_be_replaced() -> None:
    unknown = {"colour": "red", "size": 3}
    with pytest.raises(TypeError, match=r"Shot has no colour, size: name its own fields\."):
        replace(FIRST, **unknown)  # type: ignore[arg-type]


def test_a_maker_makes_what_the_class_makes() -> None:
    made = maker(Shot)(name="a", length=24, tags={"night": 1})
    assert made == FIRST
    assert type(made) is Shot


def test_a_maker_must_be_given_every_field() -> None:
    with pytest.raises(TypeError, match="length"):
        maker(Shot)(name="a", tags={})
