"""Renew `docs/workflow.schema.json`: `python -m tests.generation.workflow.contract`."""

import json
from typing import Final

from generation.workflow import definition
from tests.generation.workflow.example import DOCS

SCHEMA: Final = DOCS / "workflow.schema.json"


def written() -> str:
    return json.dumps(definition.schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(written(), encoding="utf-8")
