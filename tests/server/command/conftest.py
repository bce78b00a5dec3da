"""What tests of commands about the queue share."""

import os
from pathlib import Path

import pytest

from tests.conftest import temporary_folder
from tests.server.command import desk as desks
from tests.server.command.desk import Desk


@pytest.fixture(scope="module")
def furnished(mongo_uri: str) -> tuple[dict[str, str], str, str]:
    with temporary_folder() as folder:
        variables = desks.environment(Path(folder), mongo_uri)
        return variables, *desks.furnished(variables)


@pytest.fixture
def desk(
    furnished: tuple[dict[str, str], str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Desk:
    """The tests of a module share its database, so each begins with what it needs."""
    variables, project, batch = furnished
    for name in os.environ:
        if name.startswith("STORYBOARD_"):
            monkeypatch.delenv(name)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return Desk(environment=variables, project=project, batch=batch, capsys=capsys)
