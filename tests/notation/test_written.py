"""What is written as YAML is read as the same value."""

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from notation.located import from_yaml
from notation.written import as_yaml

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"))
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**64), 2**64)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@example({"seed": 2**64 - 1, "no": "no", "yes": "1e5", "x": "true", "n": "12", "e": "", "t": "~"})
@example({"a": [["node", 0], {"b": []}], "text": "two\n lines\n", "end": "space \n"})
@example([5e-324, 1e16, -0.0, 1e-7])
@given(PLAIN)
def test_any_plain_value_comes_back(value: Any) -> None:
    assert from_yaml(as_yaml({"value": value}), "text").value == {"value": value}


def test_links_and_small_objects_stay_on_one_line() -> None:
    assert as_yaml({"inputs": {"model": ["4", 0]}, "at": {"node": "4"}}) == (
        'inputs:\n  model: ["4", 0]\nat: {node: "4"}\n'
    )
