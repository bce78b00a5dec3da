"""Fountain (fountain.io), the plain text of screenplays, becomes paragraphs.

The published syntax is read, with two leniencies: a scene heading needs no empty line behind it,
and `FADE IN:` is a transition though it does not end in `TO:`.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final, TypeVar

from events.record import replace
from interchange import plain
from interchange.report import Report
from interchange.script import markup
from interchange.script.markup import Line
from interchange.script.paragraph import Kind, Paragraph, Script, TitlePage

K = TypeVar("K")

WHAT: Final = "script"
HEADING: Final = re.compile(
    r"(?:INT\.?/EXT|EXT\.?/INT|I\.?/E|INT|EXT|EST)(?:\.|(?= ))", re.IGNORECASE
)
FORCED_HEADING: Final = re.compile(r"\.(?=[^\W_])")
NUMBER: Final = re.compile(r"#([^\s#][^#]*)#$")
SECTION: Final = re.compile(r"#{1,6}(?!#)")
PAGE_BREAK: Final = re.compile(r"={3,}")
KEY: Final = re.compile(r"([A-Za-z][A-Za-z /-]{0,40}):(.*)")
EXTENSION: Final = re.compile(r"\([^()]*\)")
INDENT: Final = re.compile(r"   |\t")
SPACED: Final = 2
"""So many spaces in an otherwise empty line keep a speech together."""


def read(content: bytes, report: Report) -> Script:
    """Read a script. Raises InterchangeError for what is no text in UTF-8."""
    text = plain.shown(plain.decoded(content, WHAT), WHAT, report)
    lines = markup.lines(text, report)
    title_page, begin = front(lines)
    parser = Parser(report)
    body = [paragraph for block in blocks(lines[begin:]) for paragraph in parser.block(block)]
    page = tuple((key, markup.plain(value, "the title page", report)) for key, value in title_page)
    return Script(
        title=next((value for key, value in page if key.lower() == "title"), ""),
        title_page=page,
        paragraphs=tuple(body),
    )


def front(lines: list[Line]) -> tuple[TitlePage, int]:
    """Return the title page and the line behind it; a script may begin without one."""
    page: list[tuple[str, list[str]]] = []
    begin = 0
    for line in lines:
        match = KEY.fullmatch(line.text.rstrip())
        if line.is_empty or not (page or (match and opens(lines))):
            break
        if match and not INDENT.match(line.text):
            page.append((match[1].strip(), [match[2].strip()]))
        else:
            page[-1][1].append(line.text.strip())
        page += [("Note", [note]) for note in line.notes]
        begin += 1
    joined = tuple((key, "\n".join(filter(None, values))) for key, values in page)
    return joined, begin


def opens(lines: list[Line]) -> bool:
    """Tell whether the first line has the value of a key, in it or indented below it.

    `FADE IN:` and `CUT TO:` look like keys and have none.
    """
    value = KEY.fullmatch(lines[0].text.rstrip())
    below = lines[1].text if len(lines) > 1 else ""
    return bool((value and value[2].strip()) or (below.strip() and INDENT.match(below)))


def blocks(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield what stands between empty lines."""
    block: list[Line] = []
    for line in lines:
        if line.is_empty and not (len(line.text) >= SPACED and len(block) > 1 and is_cue(block[0])):
            yield from [block] if block else []
            block = []
        else:
            block.append(line)
    yield from [block] if block else []


def is_cue(line: Line) -> bool:
    """Tell whether a line names who speaks, if something follows it."""
    text = line.text.strip()
    if text.startswith("@"):
        return len(text) > 1
    if text.startswith((".", "!", "#", "=", "~", ">")) or HEADING.match(text):
        return False
    name = EXTENSION.sub("", text).removesuffix("^")
    return name == name.upper() and any(letter.isalpha() for letter in name)


class Parser:
    """Tells apart what the lines of a block are."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def block(self, block: list[Line]) -> Iterator[Paragraph]:
        while block and (kind := forced(block[0].text.strip(), is_first=False)) in ABOVE:
            yield from self.single(block[0], kind)
            block = block[1:]
        if block:
            yield from self.below(block)

    def below(self, block: list[Line]) -> Iterator[Paragraph]:
        first = block[0].text.strip()
        if len(block) > 1 and is_cue(block[0]):
            yield from self.speech(block)
        elif HEADING.match(first):
            yield self.heading(block[0], first)
            yield from self.rest(block[1:])
        elif len(block) == 1 and first == first.upper() and first.endswith(("TO:", "FADE IN:")):
            yield self.paragraph(Kind.TRANSITION, block)
        else:
            yield from self.rest(block)

    def rest(self, block: list[Line]) -> Iterator[Paragraph]:
        """Yield what single lines say that they are, and the action between them."""
        kinds = [forced(line.text.strip(), is_first=line is block[0]) for line in block]
        for kind, group in together(block, kinds):
            if kind is Kind.ACTION:
                text = "\n".join(self.action_line(line) for line in group)
                yield self.paragraph(Kind.ACTION, group, text)
            elif kind is Kind.LYRICS:
                yield self.sung(group)
            else:
                for line in group:
                    yield from self.single(line, kind)

    def single(self, line: Line, kind: Kind | None) -> Iterator[Paragraph]:
        text = line.text.strip()
        match kind:
            case None:
                self.report.add("A page break", f"line {line.number}", "a project has no pages.")
                yield from self.noted(line)
            case Kind.HEADING:
                yield self.heading(line, text[1:])
            case Kind.NOTE:
                yield from self.noted(line)
            case Kind.SECTION:
                yield self.paragraph(kind, [line], SECTION.sub("", text, count=1))
            case _:
                yield self.paragraph(kind, [line], text[1:])

    def noted(self, line: Line) -> Iterator[Paragraph]:
        if line.notes:
            yield Paragraph(kind=Kind.NOTE, text="", line=line.number, notes=line.notes)

    def heading(self, line: Line, text: str) -> Paragraph:
        number = NUMBER.search(text)
        name = self.plain(text[: number.start()] if number else text, line.number).strip()
        return Paragraph(
            kind=Kind.HEADING,
            text=name,
            line=line.number,
            number=number[1].strip() if number else "",
            notes=line.notes,
        )

    def action_line(self, line: Line) -> str:
        text = line.text.rstrip().removeprefix("!").expandtabs(4)
        if text.startswith(">") and text.endswith("<") and len(text) > 1:
            reason = "it was taken as plain action."
            self.report.add("Centred text", f"line {line.number}", reason)
            return text[1:-1].strip()
        return text

    def speech(self, block: list[Line]) -> Iterator[Paragraph]:
        cue = block[0].text.strip()
        name = cue.removesuffix("^").strip().removeprefix("@")
        is_dual = cue.endswith("^")
        found = self.paragraph(Kind.CUE, block[:1], name)
        yield replace(found, is_dual=is_dual)
        kinds = [spoken(line.text.strip()) for line in block[1:]]
        for kind, group in together(block[1:], kinds):
            yield self.sung(group) if kind is Kind.LYRICS else self.paragraph(kind, group)

    def sung(self, lines: list[Line]) -> Paragraph:
        text = "\n".join(line.text.strip().removeprefix("~").strip() for line in lines)
        return self.paragraph(Kind.LYRICS, lines, text)

    def paragraph(self, kind: Kind, lines: list[Line], text: str | None = None) -> Paragraph:
        """Make a paragraph of lines, of their own text where no other is given."""
        number = lines[0].number
        written = "\n".join(line.text.strip() for line in lines) if text is None else text
        return Paragraph(
            kind=kind,
            text=self.plain(written, number).strip("\n" if kind is Kind.ACTION else None),
            line=number,
            notes=tuple(note for line in lines for note in line.notes),
        )

    def plain(self, text: str, number: int) -> str:
        return markup.plain(text, f"line {number}", self.report)


def together(lines: list[Line], kinds: list[K]) -> Iterator[tuple[K, list[Line]]]:
    """Yield the lines of one kind that follow each other."""
    for kind, group in groupby(zip(kinds, lines, strict=True), key=itemgetter(0)):
        yield kind, [line for _, line in group]


def spoken(text: str) -> Kind:
    """Return what a line below a cue is."""
    if text.startswith("(") and text.endswith(")"):
        return Kind.PARENTHETICAL
    return Kind.LYRICS if text.startswith("~") else Kind.DIALOGUE


ABOVE: Final = frozenset({None, Kind.NOTE, Kind.SECTION, Kind.SYNOPSIS})
"""What may stand right above a heading, a cue or an action."""
MARKED: Final = {"~": Kind.LYRICS, "#": Kind.SECTION, "=": Kind.SYNOPSIS}


def forced(text: str, *, is_first: bool) -> Kind | None:
    """Return what the first characters of a line make of it; None is a page break."""
    if PAGE_BREAK.fullmatch(text):
        return None
    if not text:
        return Kind.NOTE
    if is_first and FORCED_HEADING.match(text):
        return Kind.HEADING
    if text.startswith(">") and not text.endswith("<"):
        return Kind.TRANSITION
    return MARKED.get(text[0], Kind.ACTION)
