"""The program as `storyboard serve` runs it, but on Strawberry's own executor."""

import sys
from functools import partial

import server.app
from schema.schema import engine
from server.main import main

if __name__ == "__main__":
    server.app.__dict__["engine"] = partial(engine, is_compiled=False)
    sys.exit(main(["serve"]))
