"""Workflows of bare graphs, as a batch is enqueued with them."""

import json
from collections.abc import Mapping
from typing import Any

from generation.workflow.proposal import propose


def definition(graph: Mapping[str, Any]) -> str:
    return json.dumps(propose(dict(graph), name="Example", id_="example").plain())
