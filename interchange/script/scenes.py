"""A script's paragraphs become scenes, and the clips that are proposed for them.

One clip for each paragraph of action, each speech and each song. What has no place of its own in a
project is kept in words: in the notes of a clip, or in the description of a scene.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from interchange.report import InterchangeError, Report
from interchange.script import estimate
from interchange.script.cut import way
from interchange.script.paragraph import Kind, Paragraph, Script
from interchange.timeline import MAX_CLIPS, TransitionKind, refuse_too_many

OPENING: Final = "Opening"
NAME_LENGTH: Final = 60
NOTHING: Final = Fraction(0)
DESCRIPTION_LENGTH: Final = 2_000
"""So much of the action also describes its scene; all of it is in the clips."""


@dataclass(slots=True)
class Shot:
    """A clip to be. `speeches` are texts that are spoken at once, `picture` is what is seen.

    `is_named` tells that the name holds the first words.
    """

    name: str = ""
    is_named: bool = False
    picture: str = ""
    speeches: list[list[str]] = field(default_factory=list)
    lyrics: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    kind: TransitionKind | None = None

    @property
    def seconds(self) -> Fraction:
        said = max((estimate.spoken(lines) for lines in self.speeches if lines), default=NOTHING)
        sung = estimate.sung(self.lyrics) if self.lyrics else NOTHING
        seen = estimate.described(self.picture) if self.picture else NOTHING
        return max(said + sung + seen, estimate.SHORTEST)


@dataclass(slots=True)
class Part:
    """A scene to be. `told` are its synopses, `seen` the action in it, `heard` who speaks."""

    name: str
    told: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)

    @property
    def description(self) -> str:
        who = [f"Characters: {', '.join(dict.fromkeys(self.heard))}"] if self.heard else []
        return "\n\n".join([*self.told, *beginning(self.seen), *who])


def beginning(texts: Iterable[str]) -> Iterable[str]:
    """Yield whole paragraphs as long as they are short together."""
    room = DESCRIPTION_LENGTH
    for text in texts:
        room -= len(text)
        if room < 0:
            return
        yield text


def parts(script: Script, report: Report) -> list[Part]:
    """Return the scenes of a script. Raises InterchangeError for one without a word."""
    writer = Writer(report)
    for paragraph in script.paragraphs:
        writer.take(paragraph)
    writer.finish()
    if not writer.parts:
        raise InterchangeError(
            "The script has no scenes: write at least one heading, such as INT. HOUSE - DAY."
        )
    return writer.parts


class Writer:
    """Takes one paragraph after the other; what belongs to what follows waits for it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.parts: list[Part] = []
        self.above: list[str] = []
        self.waiting: list[str] = []
        self.coming: TransitionKind | None = None
        self.clips = 0
        # The shot that a speech goes on in, None where no one speaks.
        self.speech: Shot | None = None

    @property
    def part(self) -> Part:
        if not self.parts:
            self.begin(OPENING)
        return self.parts[-1]

    def begin(self, name: str) -> None:
        self.parts.append(Part(name=name, told=self.above))
        self.above = []
        if len(self.parts) > MAX_CLIPS:
            raise InterchangeError(
                f"The script has more than {MAX_CLIPS:,} scenes. Split it and import the parts."
            )

    def take(self, paragraph: Paragraph) -> None:
        if not paragraph.text and paragraph.kind is not Kind.HEADING:
            self.remark(paragraph.notes)
            return
        match paragraph.kind:
            case Kind.HEADING:
                self.heading(paragraph)
            case Kind.SECTION | Kind.SYNOPSIS | Kind.NOTE:
                self.tell(paragraph)
            case Kind.TRANSITION:
                self.transition(paragraph)
            case Kind.ACTION:
                self.action(paragraph)
            case Kind.CUE:
                self.cue(paragraph)
            case _:
                self.words(paragraph)

    def heading(self, paragraph: Paragraph) -> None:
        self.speech = None
        self.begin(paragraph.text)
        if paragraph.number:
            self.part.told.append(f"Scene {paragraph.number}")
        self.part.told.extend(noted(paragraph.notes))

    def tell(self, paragraph: Paragraph) -> None:
        """Keep what describes a scene: this one, or below a section the next."""
        if paragraph.kind is Kind.SECTION:
            self.speech = None
        is_above = paragraph.kind is Kind.SECTION or self.above or not self.parts
        told = self.above if is_above else self.part.told
        told.extend([paragraph.text, *noted(paragraph.notes)])

    def transition(self, paragraph: Paragraph) -> None:
        self.speech = None
        wanted = way(paragraph.text)
        written = [f"Transition: {paragraph.text}", *noted(paragraph.notes)]
        shots = self.part.shots if self.parts else []
        if wanted.is_out and shots:
            shots[-1].notes.extend(written)
            reason = "a project has transitions into clips only; it was noted at the clip."
            self.report.add("A transition out of a clip", paragraph.where, reason)
            return
        self.coming = wanted.kind or self.coming
        self.waiting.extend(written[1:] if wanted.is_exact else written)

    def shot(self, name: str, notes: tuple[str, ...]) -> Shot:
        shot = Shot(name=name, notes=[*self.waiting, *noted(notes)], kind=self.coming)
        self.waiting, self.coming = [], None
        self.part.shots.append(shot)
        self.clips += 1
        refuse_too_many(self.clips)
        return shot

    def action(self, paragraph: Paragraph) -> None:
        self.speech = None
        self.part.seen.append(paragraph.text)
        self.shot(titled(paragraph.text), paragraph.notes).picture = paragraph.text

    def cue(self, paragraph: Paragraph) -> None:
        self.part.heard.append(paragraph.text.partition("(")[0].strip() or paragraph.text)
        if paragraph.is_dual and self.speech is not None:
            self.speech.notes.extend(["At the same time:", *noted(paragraph.notes)])
        else:
            self.speech = self.shot("", paragraph.notes)
        self.speech.name = self.speech.name or titled(paragraph.text)
        self.speech.notes.append(paragraph.text)
        self.speech.speeches.append([])

    def words(self, paragraph: Paragraph) -> None:
        """Take what is said or sung, and how; a song may have nobody who sings it."""
        is_sung = paragraph.kind is Kind.LYRICS
        shot = self.speech or self.shot("", ())
        if not shot.is_named:
            shot.name = named(shot.name, paragraph)
            shot.is_named = paragraph.kind is not Kind.PARENTHETICAL
        shot.notes.extend(noted(paragraph.notes))
        if is_sung:
            shot.lyrics.append(paragraph.text)
            return
        shot.notes.append(paragraph.text)
        if paragraph.kind is Kind.DIALOGUE:
            shot.speeches = shot.speeches or [[]]
            shot.speeches[-1].append(paragraph.text)
        self.speech = shot

    def remark(self, notes: tuple[str, ...]) -> None:
        """Keep notes that stand alone with what is before them."""
        if not self.parts:
            self.above.extend(noted(notes))
        elif self.part.shots:
            self.part.shots[-1].notes.extend(noted(notes))
        else:
            self.part.told.extend(noted(notes))

    def finish(self) -> None:
        """Give what still waits to the last scene."""
        if self.above or self.waiting:
            told = [*self.above, *self.waiting]
            self.above, self.waiting = [], []
            self.part.told.extend(told)
        if self.coming is not None:
            self.report.add("A transition", "the end of the script", "no clip follows it.")


def noted(notes: Iterable[str]) -> list[str]:
    return [f"Note: {note}" for note in notes if note]


def titled(text: str) -> str:
    """Return the first words of a text as a name."""
    line = " ".join(text.split())
    if len(line) <= NAME_LENGTH:
        return line
    return f"{line[: NAME_LENGTH - 1].rpartition(' ')[0] or line[: NAME_LENGTH - 1]}…"


def named(who: str, paragraph: Paragraph) -> str:
    """Return the name of a speech: who says it, and its first words."""
    if paragraph.kind is Kind.PARENTHETICAL:
        return who or titled(paragraph.text)
    return titled(f"{who}: {paragraph.text}" if who else paragraph.text)
