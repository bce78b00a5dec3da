"""Renew `docs/brief.schema.json`: `python -m tests.interchange.brief.contract`."""

import json
from typing import Final

from interchange import brief
from tests.interchange.brief.example import DOCS

SCHEMA: Final = DOCS / "brief.schema.json"


def written() -> str:
    return json.dumps(brief.schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(written(), encoding="utf-8")
