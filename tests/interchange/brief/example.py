"""The brief that the documentation shows."""

import re
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).parents[3] / "docs"
EXAMPLE: Final = re.findall(
    r"```yaml\n(.*?)```", (DOCS / "brief.md").read_text("utf-8"), re.DOTALL
)[0]
