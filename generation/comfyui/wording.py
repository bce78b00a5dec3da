"""What a server says, made fit to be shown: no paths of its machine, one line, not too long."""

import re
from typing import Final

LONGEST: Final = 300
# Absolute paths of Unix and Windows and network shares; the last part stays, it is often a file
# that the user named. A URL's host is kept apart from them by what stands before the slash.
PATH: Final = re.compile(
    r"""(?<![\w/\\:.<])(?:file://)?(?:[A-Za-z]:[\\/]|\\\\|/|~[\\/])"""
    r"""(?:[^\s'"<>|:*?,;()\[\]{}\\/]+[\\/]+)+(?P<last>[^\s'"<>|:*?,;()\[\]{}\\/]*)"""
)
# A quoted path may have blanks in it.
QUOTED: Final = re.compile(
    r"""(?P<quote>['"])(?:file://)?(?:[A-Za-z]:[\\/]|\\\\|/|~[\\/])"""
    r"""(?:[^'"\n\\/]*[\\/]+)*(?P<last>[^'"\n\\/]*)(?P=quote)"""
)


def cleaned(text: object) -> str:
    """Return one line of a text without the folders that it names; `…` stands for them."""
    line = " ".join(str(text).split())
    line = QUOTED.sub(lambda found: f"{found['quote']}…/{found['last']}{found['quote']}", line)
    line = PATH.sub(lambda found: f"…/{found['last']}", line)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def sentence(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def node_name(node: str, node_class: str, title: str = "") -> str:
    """Return how a node is called before the user: `node 3 (SaveImage, "Final")`."""
    words = [cleaned(node_class)] if node_class else []
    if title and title != node_class:
        words.append(f"“{cleaned(title)}”")
    return f"node {cleaned(node)} ({', '.join(words)})" if words else f"node {cleaned(node)}"
