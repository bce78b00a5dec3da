"""`storyboard worker` and the tokens it needs, as far as no server is there."""

from pathlib import Path

import pytest

from server.main import main
from tests.server.command.desk import BOB, Desk


def test_a_token_is_printed_once_and_made_void(desk: Desk) -> None:
    desk.says("workers", "register", "hut", "--kind", "agent")
    assert desk.says("workers", "token", "hut").startswith("storyboard-worker.")
    assert desk.answers("workers", "token", "hut")["token"].startswith("storyboard-worker.")
    assert desk.answers("workers", "revoke", "hut")["revoked"] == 2
    assert desk.says("workers", "revoke", "hut") == "0 tokens void from now on.\n"
    assert desk.complains("workers", "token", "hut", who=BOB).startswith("Only administrators")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--server", "http://film.test"], "There is no token: give --token, or set"),
        (["--server", "film", "--token", "t"], "The server is a URL, such as https://film."),
        (["--server", "http://film.test", "--token", "ü"], "The token is not one: copy it"),
        (
            ["--server", "http://film.test", "--token", "t", "--comfyui", "ftp://x"],
            "The address of a worker begins with http:// or https://.",
        ),
    ],
)
def test_what_a_worker_cannot_begin_with_is_one_sentence(
    arguments: list[str],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.delenv("STORYBOARD_WORKER_TOKEN", raising=False)
    monkeypatch.chdir(tmp_path)
    assert main(["worker", *arguments]) == 1
    assert capsys.readouterr().err.startswith(f"storyboard: {sentence}")
