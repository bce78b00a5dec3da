"""Briefs: a project to begin with, in YAML or JSON; `docs/brief.md` shows one.

`notation` reads the text, `model` says what is valid, `fault` tells what is not, `reader` makes a
timeline of it.
"""

from interchange.brief.model import schema
from interchange.brief.reader import read

__all__ = ["read", "schema"]
