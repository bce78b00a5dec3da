"""`storyboard workers`: the machines that run jobs, one by one and from a file."""

import io
from pathlib import Path

import pytest

from tests.server.command.desk import BOB, Desk

ROSTER = """roster: 1
workers:
  - name: attic
    address: http://attic:8188
    tags: [fast]
    hourly_cost: 0.4
  - name: shed
    kind: agent
    mode: draining
"""


def test_a_worker_is_registered_changed_and_removed(desk: Desk) -> None:
    said = desk.says("workers", "register", "cellar", "--address", "http://cellar:8188")
    id_, _, told = said.partition(": ")
    assert told == "cellar is registered.\n"
    edited = desk.answers("workers", "edit", "cellar", "--tag", "fast", "--hourly-cost", "0.5")
    assert (edited["id"], edited["tags"], edited["hourlyCost"]) == (id_, ["fast"], 0.5)
    assert desk.says("workers", "drain", "cellar", "--reason", "is moved").endswith(" draining.\n")
    (listed,) = [line for line in desk.says("workers", "list").splitlines() if id_ in line]
    assert listed.split(None, 3)[1:] == ["cellar", "comfyui", "draining (is moved)  -"]
    assert desk.says("workers", "disable", id_).endswith("cellar is disabled.\n")
    assert desk.says("workers", "enable", id_).endswith("cellar is enabled.\n")
    assert desk.says("workers", "release", id_).endswith("cellar may work again.\n")
    assert desk.says("workers", "remove", "cellar").endswith("cellar is removed.\n")
    assert desk.complains("workers", "drain", "cellar") == (
        "There is no worker 'cellar'. See `storyboard workers list`."
    )


def test_a_key_comes_from_the_standard_input_or_a_variable_and_is_never_printed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.says("workers", "register", "porch", "--address", "http://porch:8188")
    monkeypatch.setattr("sys.stdin", io.StringIO("sk-from-input\n"))
    said = desk.says("workers", "key", "porch")
    assert said.endswith(": porch is asked with this key from now on.\n")
    monkeypatch.setenv("STORYBOARD_WORKER_KEY", "sk-from-variable")
    answered = desk.answers("workers", "key", "porch")
    assert answered["hasKey"] is True
    assert "sk-from" not in said + str(answered)
    assert desk.complains("workers", "key", "porch", who=BOB).startswith("Only administrators ")
    monkeypatch.delenv("STORYBOARD_WORKER_KEY")
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert desk.complains("workers", "key", "porch").startswith("There is no key: write it to ")
    assert desk.says("workers", "key", "porch", "--remove").endswith("has no key any more.\n")


def test_what_an_endpoint_has_is_said_by_the_command_line(desk: Desk) -> None:
    said = ("--kind", "runpod", "--address", "https://api.example/v2/ep1", "--model", "vae/a")
    assert "Say which devices" in desk.complains("workers", "register", "cloud", *said)
    odd = desk.complains("workers", "register", "cloud", *said, "--device", "RTX")
    assert odd.startswith("'RTX' is no device: write its name and its GB of VRAM")
    made = desk.answers("workers", "register", "cloud", *said, "--device", "RTX 4090:24")
    assert made["devices"] == [{"name": "RTX 4090", "vram": 24576}]
    edited = desk.answers("workers", "edit", "cloud", "--device", ":8", "--device", ":8")
    assert edited["devices"] == [{"name": "GPU", "vram": 8192}] * 2


def test_a_file_says_which_workers_there_are(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "workers.yaml"
    file.write_text(ROSTER, "utf-8")
    assert desk.says("workers", "apply", str(file)) == "2 workers as the file says.\n"
    assert desk.says("workers", "apply", str(file)) == "2 workers, and nothing had to change.\n"
    listed = {one["name"]: one for one in desk.answers("workers", "list")}
    assert listed["attic"]["hourlyCost"] == 0.4
    assert (listed["shed"]["kind"], listed["shed"]["mode"]) == ("AGENT", "DRAINING")
    file.write_text(ROSTER.replace("0.4", "0.6"), "utf-8")
    assert desk.answers("workers", "apply", str(file))["position"] > 0


def test_of_a_file_with_a_fault_nothing_is_done(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "workers.yaml"
    file.write_text("roster: 1\nworkers:\n- name: barn\n- name: loft\n  address: ftp://x", "utf-8")
    assert desk.complains("workers", "apply", str(file)).startswith(
        "In line 4 of the roster “workers[1]” is refused: The address is no URL of a server."
    )
    assert "barn" not in {one["name"] for one in desk.answers("workers", "list")}


@pytest.mark.parametrize("what", [["register", "loft"], ["list"]])
def test_only_administrators_change_workers(desk: Desk, what: list[str]) -> None:
    if what == ["list"]:
        assert desk.says("workers", *what, who=BOB)
    else:
        assert desk.complains("workers", *what, who=BOB).startswith("Only administrators ")


def test_a_file_needs_an_administrator_and_has_to_be_there(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "workers.yaml"
    assert desk.complains("workers", "apply", str(file)).startswith(f"{file} cannot be read: No ")
    file.write_text(ROSTER, "utf-8")
    assert desk.complains("workers", "apply", str(file), who=BOB).startswith("Only administrators")
