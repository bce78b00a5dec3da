"""The XML of a document, read safely into elements that know their line.

The parser is expat itself, without entities: a document type definition inside of the file is
refused, so that nothing can be declared, expanded or fetched, and what is outside is never opened.
The file is handed over in one piece, for expat goes through a long attribute once per piece.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from interchange.report import InterchangeError, quoted

BEGINNING: Final = 4096
NAMED: Final = re.compile(rb"<(?:!DOCTYPE\s+)?fcpxml\b")
MAX_BYTES: Final = 64_000_000
MAX_ELEMENTS: Final = 1_000_000
MAX_DEPTH: Final = 100
MAX_TEXT: Final = 100_000
"""Characters of one text that are looked at; a project takes fewer."""

TEXTS: Final = frozenset({"note", "text", "text-style"})
PASSED_OVER: Final = frozenset({"bookmark", "data", "metadata", "param", "reserved"})
"""Elements of which nothing inside is looked at, and much of most files is there."""


class Element:
    __slots__ = ("attributes", "children", "line", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.line = line
        self.children: list[Element] = []
        self.text = ""

    @property
    def name(self) -> str:
        return self.attributes.get("name", "")

    @property
    def where(self) -> str:
        """Name it in a sentence."""
        return f"line {self.line}, {quoted(self.name) if self.name else self.tag}"

    def get(self, key: str) -> str:
        return self.attributes.get(key, "")

    def first(self, tag: str) -> "Element | None":
        return next((child for child in self.children if child.tag == tag), None)

    def all(self, *tags: str) -> "Iterator[Element]":
        return (child for child in self.children if child.tag in tags)

    def words(self) -> str:
        """Return the text in it and in what is inside of it."""
        return self.text + "".join(child.words() for child in self.children)


def recognises(content: bytes) -> bool:
    """Tell whether a file says of itself at its beginning that it is such a document."""
    beginning = content[:BEGINNING].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return beginning[:1] == b"<" and NAMED.search(beginning) is not None


def parse(content: bytes) -> Element:
    """Return the root. Raises InterchangeError with the line of what is wrong."""
    refuse_foreign(content)
    builder = Builder()
    try:
        builder.parser.Parse(content, True)  # noqa: FBT003 - expat takes it by place
    except expat.ExpatError as error:
        refuse_bytes(content)
        reason = expat.ErrorString(error.code)
        raise InterchangeError(
            f"The file is no FCPXML document, its XML is bad in line {error.lineno}: {reason}."
        ) from error
    return builder.root


def refuse_foreign(content: bytes) -> None:
    """Refuse what can be told from its bytes."""
    if len(content) > MAX_BYTES:
        raise InterchangeError(
            f"The file has {len(content) // 1_000_000} MB, but at most {MAX_BYTES // 1_000_000} MB"
            " are taken. Split the timeline in the editor and import the parts."
        )
    if content.startswith(b"PK"):
        raise InterchangeError(
            "The file is an archive. Unpack it and import the Info.fcpxml inside of it."
        )


def refuse_bytes(content: bytes) -> None:
    """Name the byte where a file that cannot be read is not even text."""
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InterchangeError(
            f"The file is not written in UTF-8: line {line} has the byte"
            f" {content[error.start]:#04x}. Save it as UTF-8 and import it again."
        ) from error


class Builder:
    """Builds elements from what expat finds."""

    def __init__(self) -> None:
        self.parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.XmlDeclHandler = self.declaration
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.data
        self.top = Element("", {}, 0)
        self.open = [self.top]
        self.count = 0
        self.passed_over = 0

    @property
    def root(self) -> Element:
        return self.top.children[0]

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.upper() not in {"UTF-8", "UTF8", "US-ASCII", "ASCII"}:
            raise InterchangeError(
                f"Line 1 says that the file is written in {encoding[:20]}."
                " Save it as UTF-8 and import it again."
            )

    def doctype(self, _name: str, _system: str | None, _public: str | None, own: int) -> None:
        if own:
            raise InterchangeError(
                f"In line {self.parser.CurrentLineNumber} the file brings a document type"
                " definition of its own, which no editor writes and which can do harm."
            )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        self.count += 1
        if self.count > MAX_ELEMENTS:
            raise InterchangeError(
                f"The file has more than {MAX_ELEMENTS:,} elements, the last in line {line}."
                " Split the timeline in the editor and import the parts."
            )
        if len(self.open) + self.passed_over > MAX_DEPTH:
            raise InterchangeError(
                f"In line {line} elements are nested more than {MAX_DEPTH} deep."
            )
        if self.passed_over:
            self.passed_over += 1
            return
        if len(self.open) == 1 and tag != "fcpxml":
            raise InterchangeError(
                f"The file is no FCPXML document: in line {line} it begins with <{tag[:40]}>."
            )
        element = Element(tag, attributes, line)
        self.open[-1].children.append(element)
        if tag in PASSED_OVER:
            self.passed_over = 1
        else:
            self.open.append(element)

    def end(self, _tag: str) -> None:
        if self.passed_over:
            self.passed_over -= 1
        else:
            self.open.pop()

    def data(self, text: str) -> None:
        element = self.open[-1]
        if not self.passed_over and element.tag in TEXTS and len(element.text) < MAX_TEXT:
            element.text += text
