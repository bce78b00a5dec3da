"""Write schema/schema.graphql: what clients see, checked in."""

from pathlib import Path

from schema.schema import engine

if __name__ == "__main__":
    Path(__file__).with_name("schema.graphql").write_text(
        engine().as_str() + "\n", encoding="utf-8"
    )
