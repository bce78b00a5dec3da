from datetime import UTC, datetime

import bson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.size import document_size

KEYS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.text(max_size=20)
    | st.just(datetime(2026, 1, 1, tzinfo=UTC)),
    lambda inner: st.lists(inner, max_size=12) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # the table of characters is made once
@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_the_size_is_that_of_the_document_in_mongodb(document: dict[str, object]) -> None:
    assert document_size(document) == len(bson.encode(document))


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (2**63, "64 bits"),
        ("\udfff", "half a character"),
        ({"a\0": 1}, "NUL"),
        ({1, 2}, "A set cannot be stored"),
    ],
)
def test_what_cannot_be_stored_is_refused(value: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        document_size({"value": value})
