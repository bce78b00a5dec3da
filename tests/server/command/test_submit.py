"""`storyboard submit`: jobs by the command line."""

import json
from pathlib import Path

import pytest

from domain.errors import UNSEEN
from tests.server.command.desk import BOB, Desk

STUDY = "colour-study"


def test_jobs_are_enqueued_with_their_values(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "values.json"
    file.write_text(json.dumps({"width": 512, "height": 512}))
    batch = desk.answers(
        *("submit", STUDY, "--project", desk.project, "--name", "Dusk"),
        *("--values", str(file), "--set", "width=256", "--tries", "2", "--seed", "7"),
        *("--seeds", "increment", "--max-minutes", "5", "--priority", "3"),
    )
    assert (batch["name"], batch["size"], batch["workflow"]) == ("Dusk", 2, STUDY)
    found = desk.answers("jobs", "--batch", batch["id"])
    assert {(one["name"], one["priority"]) for one in found["jobs"]} == {("Dusk", 3)}


def test_without_a_clip_there_is_one_job(desk: Desk) -> None:
    said = desk.says("submit", STUDY, "--project", desk.project)
    assert said.startswith("1 job is in the queue, as batch batch-")


def test_words_stay_words_though_they_look_like_numbers(desk: Desk) -> None:
    text = desk.says("submit", "text-to-image", "--project", desk.project, "--set", "prompt=1999")
    assert text.startswith("1 job is in the queue")
    stages = ["submit", "video-two-stages", "--project", desk.project]
    values = ["--set", 'prompt=["calm", "storm"]', "--preview"]
    assert desk.says(*stages, *values).startswith("1 job is in the queue")


def test_what_cannot_be_submitted_is_one_sentence(desk: Desk, tmp_path: Path) -> None:
    given = ("submit", STUDY, "--project", desk.project)
    file = tmp_path / "values.json"
    assert desk.complains(*given, "--values", str(file)).endswith("No such file or directory.")
    file.write_text("{")
    assert " is not JSON: " in desk.complains(*given, "--values", str(file))
    file.write_text("[]")
    assert desk.complains(*given, "--values", str(file)).endswith('Write {"steps": 20}.')
    assert desk.complains(*given, "--set", "steps").startswith("'steps' sets nothing.")
    assert "Perhaps width is meant" in desk.complains(*given, "--set", "widht=256")
    assert desk.complains(*given, "--clip", "clip-7") == UNSEEN


@pytest.mark.parametrize("workflow", ["no-such", STUDY])
def test_only_who_may_edit_a_project_submits_to_it(desk: Desk, workflow: str) -> None:
    assert desk.complains("submit", workflow, "--project", desk.project, who=BOB) == UNSEEN
