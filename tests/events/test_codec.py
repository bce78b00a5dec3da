import pytest

from events.codec import Codec, UnknownEventError, UnreadableEventError
from events.record import record
from tests.events.sketch import SKETCH, Counted, Noted


def test_an_event_is_stored_under_its_name_and_version() -> None:
    event = Counted(amount=3, tags=("a", "b"))
    data = {"amount": 3, "ratio": 0.5, "tags": ["a", "b"]}
    assert SKETCH.encode(event) == ("Counted", 2, data)
    assert SKETCH.decode("Counted", 2, data) == event


def test_an_old_event_is_brought_up_to_date_as_it_is_read() -> None:
    assert SKETCH.decode("Counted", 1, {"count": 4}) == Counted(amount=4)


def test_what_an_event_does_not_say_has_its_default() -> None:
    assert SKETCH.decode("Counted", 2, {"amount": 4}) == Counted(amount=4, ratio=0.5, tags=())


def test_several_steps_are_taken_in_order() -> None:
    codec = Codec(
        {"Noted": (3, Noted)},
        {
            ("Noted", 1): lambda data: {"text": data["text"] + "1"},
            ("Noted", 2): lambda data: {"text": data["text"] + "2"},
        },
    )
    assert codec.decode("Noted", 1, {"text": "0"}) == Noted(text="012")
    assert codec.decode("Noted", 2, {"text": "0"}) == Noted(text="02")


def test_a_renamed_event_is_read_under_both_names_and_written_under_the_first() -> None:
    codec = Codec({"Noted": (1, Noted), "Jotted": (1, Noted)})
    assert codec.decode("Jotted", 1, {"text": "a"}) == Noted(text="a")
    assert codec.encode(Noted(text="a")) == ("Noted", 1, {"text": "a"})


@pytest.mark.parametrize(("name", "version"), [("Gone", 1), ("Counted", 3), ("Counted", 0)])
def test_an_event_that_is_not_known_is_named(name: str, version: int) -> None:
    with pytest.raises(UnknownEventError, match=f"a {name} of schema version {version}"):
        SKETCH.decode(name, version, {})


def test_an_event_without_a_name_cannot_be_stored() -> None:
    @record
    class Unheard:
        pass

    with pytest.raises(UnknownEventError, match="Unheard has no stored name"):
        SKETCH.encode(Unheard())


def test_data_that_does_not_fit_is_refused() -> None:
    with pytest.raises(UnreadableEventError, match="A stored Noted of schema version 1"):
        SKETCH.decode("Noted", 1, {"text": 5})


def test_a_missing_or_needless_upcaster_is_found_at_once() -> None:
    with pytest.raises(ValueError, match=r"missing \[\('Noted', 1\)\]"):
        Codec({"Noted": (2, Noted)})
    with pytest.raises(ValueError, match=r"unexpected \[\('Noted', 1\)\]"):
        Codec({"Noted": (1, Noted)}, {("Noted", 1): dict})
