from domain import alternates
from domain.board.scene import Scene
from tests.domain.example import scene

FIRST = Scene(id=scene(1), name="Quay", is_chosen=False, is_deleted=True)
SECOND = Scene(id=scene(2), name="Quay A1", original=scene(1), alternate=1)
THIRD = Scene(id=scene(3), name="Rain", original=scene(1), alternate=4, is_chosen=False)
GROUP = [FIRST, SECOND, THIRD]


def test_badges_number_alternates_and_not_the_original() -> None:
    assert [alternates.badge(number) for number in (0, 1, 12)] == ["", "A1", "A12"]


def test_an_alternate_is_named_after_its_original() -> None:
    assert alternates.name("Scene 1", 0) == "Scene 1"
    assert alternates.name("Scene 1", 2) == "Scene 1 A2"


def test_a_long_name_gives_way_to_the_badge() -> None:
    assert alternates.name("n" * 200, 12) == "n" * 196 + " A12"
    assert alternates.name("n" * 191 + " and more", 12) == "n" * 191 + " and A12"


def test_numbers_are_never_given_twice() -> None:
    assert alternates.next_number(GROUP) == 5


def test_a_group_has_an_original_and_one_version_that_plays() -> None:
    assert alternates.original(GROUP) is FIRST
    assert alternates.chosen(GROUP) is SECOND
    assert alternates.chosen([FIRST]) is None


def test_the_first_version_that_is_left_succeeds() -> None:
    assert alternates.successor(GROUP, SECOND) is THIRD
    assert alternates.successor([FIRST, SECOND], SECOND) is None


def test_alternates_with_the_name_of_the_original_follow_it() -> None:
    assert list(alternates.followers(GROUP, "Quay", "Pier")) == [(SECOND, "Pier A1")]


def test_promoting_swaps_numbers_and_names() -> None:
    assert alternates.promoted(GROUP, SECOND) == [
        (SECOND, 0, "Quay"),
        (FIRST, 1, "Quay A1"),
        (THIRD, 4, "Rain"),
    ]
