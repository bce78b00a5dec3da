"""The table of commands: what is named in it is there, and nothing else is loaded."""

import subprocess
import sys

import pytest

from server.main import VERBS, main
from tests.server.program import ROOT


@pytest.mark.parametrize("name", VERBS)
def test_each_command_tells_what_it_does(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    what = VERBS[name].what
    assert f"{what[0].upper()}{what[1:]}." in " ".join(told.split())
    assert callable(VERBS[name].function(VERBS[name].run))


def test_a_command_loads_nothing_of_the_others() -> None:
    loaded = "import sys, server.main as m; m.main(['version']); print('pymongo' in sys.modules)"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("False\n")
