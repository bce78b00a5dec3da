"""What no linter sees: the names of the rooms, the length of files, the content of lock files."""

import re
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = (
    "server",
    "schema",
    "domain",
    "repositories",
    "events",
    "generation",
    "interchange",
    "notation",
)
LONGEST_FILE = 400  # lines


def source_files() -> list[Path]:
    return [path for room in (*ROOMS, "tests", "bench") for path in (ROOT / room).rglob("*.py")]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_shares_its_name_with_no_installed_distribution(room: str) -> None:
    owners = set(packages_distributions().get(room, [])) - {"emergent-storyboard"}
    assert owners == set()


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in source_files()
    }
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


@pytest.mark.parametrize("name", ["requirements.lock", "tools.lock"])
def test_a_lock_file_pins_every_package_with_hashes_and_names_no_host(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert re.findall(r"\w+://\S+|--(?:index|extra-index|find-links)\S*", text) == []
    logical_lines = text.replace("\\\n", " ").splitlines()
    pins = [line for line in logical_lines if line and not line.lstrip().startswith("#")]
    unpinned = [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin]
    assert pins
    assert unpinned == []
