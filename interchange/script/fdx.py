"""Final Draft (.fdx) becomes paragraphs."""

import re
from collections.abc import Iterator
from typing import Final

from interchange import plain
from interchange.report import InterchangeError, Report, quoted
from interchange.script import xml
from interchange.script.paragraph import Kind, Paragraph, Script, TitlePage
from interchange.script.xml import Element

WHAT: Final = "script"
KINDS: Final = {
    "Scene Heading": Kind.HEADING,
    "Action": Kind.ACTION,
    "General": Kind.ACTION,
    "Shot": Kind.ACTION,
    "Cast List": Kind.ACTION,
    "": Kind.ACTION,
    "Character": Kind.CUE,
    "Parenthetical": Kind.PARENTHETICAL,
    "Dialogue": Kind.DIALOGUE,
    "Singing": Kind.LYRICS,
    "Lyrics": Kind.LYRICS,
    "Transition": Kind.TRANSITION,
    "New Act": Kind.SECTION,
    "End of Act": Kind.SECTION,
    "Synopsis": Kind.SYNOPSIS,
    "Outline Body": Kind.SYNOPSIS,
}
OUTLINE: Final = re.compile(r"Outline \d")
PARTS: Final = frozenset({"Text", "SceneProperties", "ScriptNote", "DualDialogue"})


def read(content: bytes, report: Report) -> Script:
    """Read a script. Raises InterchangeError for what is no Final Draft document."""
    root = xml.parse(content, WHAT)
    if root.name != "FinalDraft":
        raise InterchangeError(
            f"The file is no Final Draft script: it begins with {quoted(root.name)}."
        )
    reader = Reader(report)
    reader.around(root)
    page = reader.title_page(root.child("TitlePage"))
    body = root.child("Content")
    if body is None:
        raise InterchangeError("The Final Draft script has no content. Save it again.")
    return Script(
        title=next((text for _, text in page if text), ""),
        title_page=page,
        paragraphs=tuple(reader.content(body)),
    )


class Reader:
    def __init__(self, report: Report) -> None:
        self.report = report

    def around(self, root: Element) -> None:
        """Report the texts that stand beside the scenes, such as headers and unused lines."""
        for child in root.children:
            if child.name not in {"Content", "TitlePage"} and self.deep(child):
                where = f"{quoted(child.name)} in line {child.line}"
                self.report.add("A text", where, "it is no part of the scenes.")

    def title_page(self, element: Element | None) -> TitlePage:
        content = element and element.child("Content")
        found = self.deep(content) if content else []
        return tuple(("", text) for text in found if text)

    def deep(self, element: Element) -> list[str]:
        """Return the texts of all paragraphs in an element."""
        texts = [
            text
            for child in element.children
            for text in (
                [self.words(child), *self.deep(child)]
                if child.name == "Paragraph"
                else self.deep(child)
            )
        ]
        return [text for text in texts if text]

    def content(self, element: Element) -> Iterator[Paragraph]:
        for child in element.children:
            if child.name == "Paragraph":
                yield from self.paragraph(child, is_second=False)
            else:
                self.unknown(child)

    def paragraph(self, element: Element, *, is_second: bool) -> Iterator[Paragraph]:
        kind = self.kind(element)
        properties = element.child("SceneProperties")
        yield Paragraph(
            kind=kind,
            text=self.words(element),
            line=element.line,
            number=self.number(element, kind),
            is_dual=is_second and kind is Kind.CUE,
            notes=tuple(self.notes(element)),
        )
        if properties is not None:
            yield from self.properties(properties)
        yield from self.dual(element)

    def number(self, element: Element, kind: Kind) -> str:
        """Return a scene's number; that of other paragraphs only counts them."""
        return self.clean(element.attributes.get("Number", "")) if kind is Kind.HEADING else ""

    def kind(self, element: Element) -> Kind:
        name = element.attributes.get("Type", "")
        if OUTLINE.match(name):
            return Kind.SECTION
        if name not in KINDS:
            reason = f"there is no type {quoted(name)}; it was taken as action."
            self.report.add("A paragraph", f"line {element.line}", reason)
        return KINDS.get(name, Kind.ACTION)

    def dual(self, element: Element) -> Iterator[Paragraph]:
        """Yield the speeches of a dual dialogue, the second cue marked."""
        cues = 0
        for group in element.children:
            for child in group.children if group.name == "DualDialogue" else ():
                if child.name == "Paragraph":
                    cues += child.attributes.get("Type") == "Character"
                    yield from self.paragraph(child, is_second=cues > 1)

    def properties(self, element: Element) -> Iterator[Paragraph]:
        """Yield the title and the summary of a scene."""
        title = self.clean(element.attributes.get("Title", ""))
        for text in [*([title] if title else []), *self.deep(element)]:
            yield Paragraph(kind=Kind.SYNOPSIS, text=text, line=element.line)
        if {"Length", "Page"} & element.attributes.keys():
            reason = "they were estimated anew from its words."
            self.report.add("The page and length of a scene", f"line {element.line}", reason)

    def notes(self, element: Element) -> Iterator[str]:
        for child in element.children:
            if child.name == "ScriptNote":
                yield "\n".join(self.deep(child))
            elif child.name not in PARTS:
                self.unknown(child)

    def words(self, element: Element) -> str:
        """Return the text of a paragraph itself, without what is nested in it."""
        pieces = [child for child in element.children if child.name == "Text"]
        for piece in pieces:
            self.styled(piece)
        own = "".join(piece.text for piece in pieces)
        return self.clean(f"{own}\n{element.text.strip()}").strip()

    def styled(self, piece: Element) -> None:
        style = piece.attributes.get("Style", "")
        if style and piece.text.strip():
            reason = "it was taken as plain text."
            self.report.add("Bold, italic or underlined text", f"line {piece.line}", reason)
        for child in piece.children:
            self.unknown(child)

    def unknown(self, element: Element) -> None:
        where = f"line {element.line}"
        self.report.add(f"An element {quoted(element.name)}", where, "it is not known.")

    def clean(self, text: str) -> str:
        return plain.shown(text.replace("\r\n", "\n"), WHAT, self.report)
