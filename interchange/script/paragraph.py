"""What a script is made of, whichever program wrote it."""

from enum import StrEnum
from typing import TypeAlias

from events.record import record


class Kind(StrEnum):
    """`CUE` names who speaks; `SECTION` is a chapter above scenes, `SYNOPSIS` tells one."""

    HEADING = "heading"
    ACTION = "action"
    CUE = "cue"
    PARENTHETICAL = "parenthetical"
    DIALOGUE = "dialogue"
    LYRICS = "lyrics"
    TRANSITION = "transition"
    NOTE = "note"
    SECTION = "section"
    SYNOPSIS = "synopsis"


@record
class Paragraph:
    """`number` is a heading's own; `is_dual` a cue whose speech is at once with the one before.

    `line` is where it begins in the file, from 1. `notes` are remarks that stood inside of it.
    """

    kind: Kind
    text: str
    line: int
    number: str = ""
    is_dual: bool = False
    notes: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        return f"line {self.line}"


TitlePage: TypeAlias = tuple[tuple[str, str], ...]
"""Names such as `Author` with their texts, in order; the name may be empty."""


@record
class Script:
    title: str
    title_page: TitlePage
    paragraphs: tuple[Paragraph, ...]
