"""Transitions as scripts write them."""

import re
from typing import Final

from events.record import record
from interchange.timeline import TransitionKind


@record
class Way:
    """`kind` None is a cut. What `is_exact` needs no word more; what is `out` ends a clip."""

    kind: TransitionKind | None = None
    is_exact: bool = False
    is_out: bool = False


OUT: Final = re.compile(r"\b(?:FADE|CUT|IRIS|DISSOLVE) (?:OUT|TO (?:BLACK|WHITE))\b", re.IGNORECASE)
KINDS: Final = (
    (re.compile(r"\bFADE (?:IN|UP)\b", re.IGNORECASE), TransitionKind.FADE),
    (
        re.compile(r"DISSOLVE|CROSS[ -]?FADE|\b(?:FADE|MIX) TO\b", re.IGNORECASE),
        TransitionKind.DISSOLVE,
    ),
    (re.compile(r"\bWIPE\b", re.IGNORECASE), TransitionKind.WIPE),
)
EXACT: Final = frozenset({"CUT TO", "FADE IN", "DISSOLVE TO", "WIPE TO"})


def way(text: str) -> Way:
    """Return how a clip comes in, or goes out, by a transition of these words."""
    if OUT.search(text):
        return Way(is_out=True)
    kind = next((kind for pattern, kind in KINDS if pattern.search(text)), None)
    return Way(kind=kind, is_exact=text.strip().rstrip(":.").upper() in EXACT)
