"""What a program did not carry: what no clip of its file says any more."""

from collections.abc import Iterable, Mapping
from typing import Final

from interchange.intake import Shown
from interchange.report import Report
from interchange.returned.sent import Known
from interchange.returned.wish import said

# Of so many clips it is no chance that none has it any more.
SEVERAL: Final = 2
WORDS: Final[Mapping[str, str]] = {
    "lyrics": "lyrics",
    "notes": "notes",
    "image_prompt": "image prompts",
    "video_prompt": "video prompts",
    "negative_prompt": "negative prompts",
    "parameters": "parameters",
    "media": "media",
}


def says(shown: Shown, facet: str) -> bool:
    """Tell whether a clip has something of a kind."""
    match facet:
        case "parameters":
            return bool(shown.clip.details.parameters)
        case "media":
            return shown.clip.source is not None
        case _:
            return bool(said(shown, facet, Report()))


def lost(now: Iterable[Shown], known: Iterable[Known]) -> frozenset[str]:
    """Return what clips had and none of an edit has; one alone may have been emptied by hand."""
    clips, before = list(now), [each.shown for each in known]
    are_known = any(shown.clip.details.id for shown in clips)
    return frozenset(
        facet
        for facet in WORDS
        if not any(says(shown, facet) for shown in clips)
        and had(before, facet) >= (SEVERAL if are_known else 1)
    )


def had(before: Iterable[Shown], facet: str) -> int:
    return sum(says(shown, facet) for shown in before)


def report_lost(facets: frozenset[str], report: Report) -> None:
    for facet in sorted(facets):
        reason = "no clip of the file has any; they were left as they are."
        report.add(f"The {WORDS[facet]}", "all clips", reason)
