"""The recordings of a real ComfyUI, where they are: beside this repository, or where one says."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PLACES = (
    Path(os.environ.get("COMFYUI_CONTRACT") or ROOT / "contract"),
    ROOT.parent / "shared" / "contracts" / "comfyui",
)
FOLDER = next((place for place in PLACES if (place / "recordings").is_dir()), None)
needs_recordings = pytest.mark.skipif(
    FOLDER is None,
    reason="The recordings of ComfyUI are not here: name their folder in COMFYUI_CONTRACT.",
)


def read(path: str) -> Any:
    assert FOLDER is not None
    return json.loads((FOLDER / path).read_text("utf-8"))


def workflow(name: str) -> dict[str, Any]:
    found: dict[str, Any] = read(f"workflows/{name}.json")
    return found


def events(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(f"recordings/{name}.json")["events"]
    return found


def answers(name: str, method: str, path: str) -> Iterator[dict[str, Any]]:
    """Return request and response of each call of a route."""
    for event in events(name):
        request = event.get("request", {})
        if request.get("method") == method and request["path"].startswith(path):
            yield event


def messages(name: str) -> Iterator[tuple[float, dict[str, Any]]]:
    """Return what a socket received: seconds and the frame in JSON."""
    for event in events(name):
        if event["kind"] == "ws_text":
            yield event["t_ms"] / 1000, event["json"]
