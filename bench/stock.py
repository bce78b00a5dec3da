"""The program as `storyboard serve` runs it, but on Strawberry's own executor."""

import sys
from functools import partial

import schema.schema
import server.app
from server.main import main

if __name__ == "__main__":
    server.app.engine = partial(schema.schema.engine, is_compiled=False)  # type: ignore[assignment]
    sys.exit(main(["serve"]))
