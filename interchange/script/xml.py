"""XML as a tree of plain elements, read so that no file can harm.

A document type is refused where it begins: without one there are no entities to expand, and nothing
outside of the file to fetch. Final Draft writes none. Depth and number of elements are bounded.
"""

from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from interchange.report import InterchangeError

MAX_DEPTH: Final = 50
MAX_ELEMENTS: Final = 1_000_000


@dataclass(slots=True)
class Element:
    """`text` is what stands in it before its first child and between them."""

    name: str
    line: int
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def child(self, name: str) -> "Element | None":
        return next((child for child in self.children if child.name == name), None)


class Tree:
    """Builds the tree of one document."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.count = 0
        self.root = Element(name="", line=0, attributes={})
        self.open = [self.root]
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.refuse_type

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        line = self.parser.CurrentLineNumber
        if len(self.open) > MAX_DEPTH or self.count > MAX_ELEMENTS:
            raise InterchangeError(
                f"In line {line} the {self.what} has elements more than {MAX_DEPTH} deep, or more"
                f" than {MAX_ELEMENTS:,} in all. Write it anew from the program it is from."
            )
        element = Element(name=name, line=line, attributes=attributes)
        self.open[-1].children.append(element)
        self.open.append(element)

    def end(self, _: str) -> None:
        self.open.pop()

    def characters(self, text: str) -> None:
        self.open[-1].parts.append(text)

    def refuse_type(self, *_: object) -> None:
        raise InterchangeError(
            f"Line {self.parser.CurrentLineNumber} of the {self.what} declares a document type,"
            " which may hide entities. Remove the line that begins with <!DOCTYPE."
        )


def parse(content: bytes, what: str) -> Element:
    """Return the outermost element. Raises InterchangeError with the line that is wrong."""
    tree = Tree(what)
    try:
        tree.parser.Parse(content, True)  # noqa: FBT003 - the last of the content
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise InterchangeError(
            f"Line {error.lineno} of the {what} is no XML: {reason}. Write it anew from the"
            " program it is from."
        ) from error
    except (ValueError, LookupError) as error:
        raise InterchangeError(
            f"The {what} has an encoding that is not known. Save it in UTF-8."
        ) from error
    return tree.root.children[0]
