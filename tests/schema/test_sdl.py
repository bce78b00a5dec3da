from pathlib import Path

import schema as room
from schema.schema import engine


def test_the_schema_that_clients_see_is_the_one_checked_in() -> None:
    """Run `make schema` and read the diff: it is what clients will see."""
    snapshot = Path(room.__file__).with_name("schema.graphql")
    assert snapshot.read_text(encoding="utf-8") == engine().as_str() + "\n"
