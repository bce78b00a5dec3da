from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.account import (
    ACCOUNT_PATIENCE,
    Attempts,
    Lifetimes,
    LockedOutError,
    NotLoggedInError,
    Patience,
    Session,
    forgiven,
    is_guessable,
    new_password,
    normal_email,
    normal_name,
    remaining_wait,
    struck,
)
from domain.errors import RuleViolatedError
from events.ids import UserId

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
PATIENCE = Patience(
    free=3,
    first_wait=timedelta(seconds=2),
    longest_wait=timedelta(seconds=10),
    calm=timedelta(minutes=5),
)


@pytest.mark.parametrize(
    ("given_", "stored"),
    [
        ("ada@example.org", "ada@example.org"),
        ("  Ada.Lovelace+film@Example.ORG ", "ada.lovelace+film@example.org"),
        ("admin@localhost", "admin@localhost"),
        ("jose\u0301@exämple.org", "josé@exämple.org"),
    ],
)
def test_an_address_has_one_form(given_: str, stored: str) -> None:
    assert normal_email(given_) == stored


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ada",
        "@example.org",
        "ada@",
        "ada@-example.org",
        "ada@example..org",
        "a da@example.org",
        "ada@exa_mple.org",
        "ada@x@example.org",
        "Ada <ada@example.org>",
        "ada@example.org\x00",
        "ada\ud800@example.org",
        "ada@example.org\nbcc: eve@example.org",
        "a" * 65 + "@example.org",
        "a" * 10_000,
    ],
)
def test_what_is_no_address_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(RuleViolatedError) as refused:
        normal_email(text)
    assert refused.value.field == "email"


@pytest.mark.parametrize(
    ("given_", "stored"),
    [("  Ada   Lovelace ", "Ada Lovelace"), ("🎬 Zoë", "🎬 Zoë"), ("Jose\u0301", "José")],
)
def test_a_name_has_no_stray_spaces(given_: str, stored: str) -> None:
    assert normal_name(given_) == stored


@pytest.mark.parametrize("text", ["", "   ", "a\x00b", "\ud83d", "a\u202eb", "a\u2028b", "x" * 101])
def test_a_name_that_cannot_be_shown_is_refused(text: str) -> None:
    with pytest.raises(RuleViolatedError) as refused:
        normal_name(text)
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    "text", ["plum-window-rain", "ten chars!", "x1" * 5 + "yz" * 5, "пароль для всех", "🎬🎞️📽️🎥" * 3]
)
def test_a_password_of_ten_and_more_characters_is_taken(text: str) -> None:
    assert new_password(text, email="ada@example.org") == text


def test_a_password_is_the_same_on_every_keyboard() -> None:
    composed = new_password("caf\u00e9 au lait", email="a@b.c")
    assert new_password("cafe\u0301 au lait", email="a@b.c") == composed


@pytest.mark.parametrize(
    "text",
    ["nine char", "x" * 257, "\ufdfa" * 256, "plum\x00window\x00rain", "plum-\udc00-window-rain"],
)
def test_a_password_of_a_wrong_length_or_unwritable_is_refused(text: str) -> None:
    with pytest.raises(RuleViolatedError) as refused:
        new_password(text, email="ada@example.org", field="new_password")
    assert refused.value.field == "new_password"


@pytest.mark.parametrize(
    "text",
    [
        "Password123",
        "pass-word-1234",
        "QWERTYUIOP",
        "aaaaaaaaaaaa",
        "abababababab",
        "Ada.Lovelace@example.org",
        " ada.lovelace",
    ],
)
def test_what_is_guessed_first_is_no_password(text: str) -> None:
    assert is_guessable(text, email="ada.lovelace@example.org")
    with pytest.raises(RuleViolatedError, match="choose another"):
        new_password(text, email="ada.lovelace@example.org")


@given(st.text(max_size=300))
def test_any_text_is_taken_or_refused_and_never_breaks(text: str) -> None:
    for rule in (normal_email, normal_name, partial(new_password, email="a@b.c")):
        try:
            taken = rule(text)
        except RuleViolatedError:
            continue
        assert taken.encode()
        assert rule(taken) == taken


def test_the_wait_doubles_after_the_free_tries_up_to_the_longest() -> None:
    waits = [PATIENCE.wait(count).total_seconds() for count in range(1, 9)]
    assert waits == [0, 0, 2, 4, 8, 10, 10, 10]
    assert PATIENCE.wait(10**9) == PATIENCE.longest_wait


def test_a_bucket_shuts_with_the_last_free_try_and_opens_again() -> None:
    attempts = Attempts()
    for _ in range(3):
        attempts = struck(attempts, PATIENCE, NOON)
    assert attempts == Attempts(count=3, last_at=NOON, shut_until=NOON + timedelta(seconds=2))
    assert remaining_wait(attempts, NOON) == timedelta(seconds=2)
    assert remaining_wait(attempts, NOON + timedelta(seconds=2)) == timedelta()


def test_after_the_calm_all_is_forgotten() -> None:
    attempts = Attempts(count=40, last_at=NOON, shut_until=NOON + timedelta(seconds=10))
    later = NOON + PATIENCE.calm
    assert struck(attempts, PATIENCE, later) == Attempts(count=1, last_at=later)


def test_a_right_try_counts_as_if_not_made() -> None:
    attempts = struck(Attempts(count=1, last_at=NOON), PATIENCE, NOON)
    assert forgiven(attempts) == Attempts(count=1, last_at=NOON)
    assert forgiven(Attempts()) == Attempts()


def test_no_account_is_shut_for_longer_than_a_quarter_of_an_hour() -> None:
    attempts = Attempts()
    for minute in range(10_000):
        attempts = struck(attempts, ACCOUNT_PATIENCE, NOON + timedelta(minutes=minute))
    at = NOON + timedelta(minutes=9_999)
    assert remaining_wait(attempts, at) == timedelta(minutes=15)


def test_a_session_slides_with_use_but_not_past_its_longest() -> None:
    lifetimes = Lifetimes(session_idle=timedelta(days=3), session_longest=timedelta(days=4))
    assert lifetimes.session_end(NOON, NOON) == NOON + timedelta(days=3)
    assert lifetimes.session_end(NOON, NOON + timedelta(days=2)) == NOON + timedelta(days=4)


def test_a_session_lives_until_it_ends_or_is_revoked() -> None:
    session = Session(
        id="session-1",
        user=UserId("user-1"),
        created_at=NOON,
        last_seen_at=NOON,
        rotated_at=NOON,
        expires_at=NOON + timedelta(days=1),
        user_agent="",
        address="",
        family_hash="",
        refresh_hash="",
    )
    assert session.is_live(NOON)
    assert not session.is_live(NOON + timedelta(days=1))


def test_who_is_not_logged_in_learns_what_to_do_and_the_log_learns_why() -> None:
    refusal = NotLoggedInError("the token has expired")
    assert (refusal.message, refusal.reason) == ("Log in again.", "the token has expired")


def test_who_is_locked_out_learns_for_how_long() -> None:
    wait = timedelta(seconds=8)
    refusal = LockedOutError("Wait 8 seconds.", wait=wait)
    assert (refusal.message, refusal.wait) == ("Wait 8 seconds.", wait)
