"""`storyboard purge`, beside a server."""

import os
import pty
from pathlib import Path

import pytest

from tests.server.command.film import deleted, film, studio, timeline
from tests.server.command.storyboard import storyboard

RESTORE = """
mutation R($project: ID!) {
  restoreProject(input: {projectId: $project}) { ... on NotFoundError { message } }
}"""


async def test_deleted_projects_are_listed_asked_about_and_removed(folder: Path) -> None:
    data = folder / "data"
    async with studio(data) as (_, ada):
        gone, _ = await film(ada)
        kept, _ = await film(ada)
        await deleted(ada, gone)
        recent = await storyboard("purge", "--yes", data=data)
        assert recent == (0, "0 projects were removed.\n", "")
        dry = await storyboard("purge", "--dry-run", "--deleted-before", "0", data=data)
        line, last = dry.out.splitlines()
        assert line.startswith(f"{gone} 'The lighthouse': deleted 20")
        assert line.endswith(" kB")
        assert ", 8 commits, " in line
        assert (dry.status, last) == (0, "1 projects would be removed.")
        refused = await storyboard("purge", "--deleted-before", "0", data=data)
        assert (refused.status, refused.complaint) == (
            1,
            "storyboard: 1 projects are to be removed for good: say --yes if you mean it.\n",
        )
        done = await storyboard("purge", "--deleted-before", "0", "--yes", data=data)
        assert (done.status, done.out.splitlines()[-1]) == (0, "1 projects were removed.")
        late = await ada.send(RESTORE, {"project": gone})
        assert late == {"message": "There is no such thing, or it is not shared with you."}
        assert (await timeline(ada, kept))["position"] == 7
        assert (await storyboard("verify", data=data)).status == 0
        again = await storyboard("purge", "--deleted-before", "0", "--yes", data=data)
        assert again.out == "0 projects were removed.\n"


@pytest.mark.parametrize("days", ["-1", "x", "1.5", "99999"])
async def test_days_that_make_no_sense_are_wrong_usage(days: str, folder: Path) -> None:
    said = await storyboard("purge", f"--deleted-before={days}", data=folder)
    assert said.status == 2
    assert f"must be 0 to 36500 days, not '{days}'" in said.complaint


@pytest.mark.parametrize(
    ("answer", "last"), [("yes", "1 projects were removed."), ("no", "8 commits, ")]
)
async def test_somebody_at_a_terminal_is_asked(folder: Path, answer: str, last: str) -> None:
    data = folder / "data"
    async with studio(data) as (_, ada):
        gone, _ = await film(ada)
        await deleted(ada, gone)
        ours, theirs = pty.openpty()
        try:
            os.write(ours, f"{answer}\n".encode())
            said = await storyboard("purge", "--deleted-before", "0", data=data, stdin=theirs)
        finally:
            os.close(ours)
            os.close(theirs)
    assert said.status == 0
    assert "Remove 1 projects for good? Type yes: " in said.out
    assert last in said.out.splitlines()[-1 if answer == "yes" else 0]
    assert ("removed." in said.out) is (answer == "yes")
