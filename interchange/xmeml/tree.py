"""The elements of an xmeml file, each with the line it stands on.

They are read by expat alone and not by a library that builds trees: those lose the line numbers,
or cut them at 65,535, and every refusal here names its line. It is hardened by what it does not
take: a file that declares an entity is refused, whether it would expand to a bomb or name a file,
no DTD is fetched, and bytes, depth and number of elements are bounded.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final, NoReturn
from xml.parsers import expat

from events.record import record
from interchange.report import InterchangeError
from interchange.timeline import MAX_FRAME
from interchange.xmeml.rate import MAX_TIMEBASE, exact

MAX_BYTES: Final = 128 * 1024 * 1024
MAX_DEPTH: Final = 400
MAX_DIGITS: Final = 30
MAX_ELEMENTS: Final = 3_000_000
UNUSED: Final = frozenset(
    {
        "appspecificdata",
        "asc",
        "colorinfo",
        "filmdata",
        "itemhistory",
        "keyframe",
        "labels",
        "link",
        "lut",
        "metadata",
        "outputs",
        "parameter",
        "privatestate",
        "codec",
    }
)
"""What is in these says nothing of the cut, and is most of a real file: it is not kept."""


class Node:
    """An element; `text` is that of one without elements in it, `noted` is for `own` alone."""

    __slots__ = ("children", "id", "line", "noted", "tag", "text")

    def __init__(self, tag: str, line: int, name: str) -> None:
        self.tag = tag
        self.line = line
        self.id = name
        self.text = ""
        self.children: list[Node] = []
        self.noted: Mapping[str, Any] | None = None

    def find(self, tag: str) -> "Node | None":
        """Return the first element of a name."""
        for child in self.children:
            if child.tag == tag:
                return child
        return None

    def all(self, *tags: str) -> "Iterator[Node]":
        return (child for child in self.children if child.tag in tags)

    def at(self, *path: str) -> "Node | None":
        """Return the first element down a path."""
        found: Node | None = self
        for tag in path:
            found = found.find(tag) if found else None
        return found

    def said(self, *path: str) -> str:
        """Return the text of the element down a path, an empty one where there is none."""
        found = self.at(*path)
        return found.text if found else ""


@record
class Document:
    """`named` are the elements with an id, in the order of the file."""

    root: Node
    named: tuple[Node, ...]


class Builder:
    """Makes nodes of what the parser meets."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.EntityDeclHandler = self.entity
        self.open: list[Node] = []
        self.texts: list[str] = []
        self.root: Node | None = None
        self.named: list[Node] = []
        self.skipped = 0
        self.count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MAX_ELEMENTS:
            self.refuse(f"it has more than {MAX_ELEMENTS:,} elements. Split the sequence")
        if len(self.open) + self.skipped >= MAX_DEPTH:
            self.refuse(f"its elements are nested more than {MAX_DEPTH} deep")
        if self.skipped or tag in UNUSED:
            self.skipped += 1
            return
        node = Node(tag, self.parser.CurrentLineNumber, attributes.get("id", ""))
        if node.id:
            self.named.append(node)
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)
        self.texts.clear()

    def end(self, _tag: str) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        node = self.open.pop()
        if not node.children:
            node.text = "".join(self.texts)
        self.texts.clear()

    def data(self, text: str) -> None:
        if not self.skipped:
            self.texts.append(text)

    def entity(self, name: str, *_: Any) -> NoReturn:
        self.refuse(f"it declares the entity “{name[:40]}”, and entities are not taken")

    def refuse(self, why: str) -> NoReturn:
        line = self.parser.CurrentLineNumber
        raise InterchangeError(f"The file cannot be taken, in line {line} {why}.")


def parse(content: bytes) -> Document:
    """Return the elements of a file. Raises InterchangeError with the line where it is none."""
    if len(content) > MAX_BYTES:
        raise InterchangeError(
            f"The file has {len(content) // 1024**2} MB, but at most {MAX_BYTES // 1024**2} MB are"
            " taken. Split the sequence in the editor and import the parts."
        )
    builder = Builder()
    try:
        builder.parser.Parse(content, True)  # noqa: FBT003 - it takes no name
    except expat.ExpatError as error:
        raise InterchangeError(
            f"The file is no xmeml, its XML is bad in line {error.lineno}, column"
            f" {error.offset + 1}: {expat.ErrorString(error.code)}."
        ) from error
    except (LookupError, ValueError) as error:
        raise InterchangeError("The file names an encoding that is not known.") from error
    assert builder.root is not None  # noqa: S101 - a document without an element is bad XML
    return Document(root=right(builder.root), named=tuple(builder.named))


def right(root: Node) -> Node:
    """Return the root itself. Raises InterchangeError for another kind of file."""
    if root.tag == "fcpxml":
        raise InterchangeError(
            "The file is an FCPXML of Final Cut Pro X, not the XML of Final Cut Pro 7: import it as"
            " FCPXML."
        )
    if root.tag != "xmeml":
        raise InterchangeError(
            f"The file is no xmeml: in line {root.line} it begins with <{root.tag[:40]}>."
        )
    return root


def number(node: Node | None, default: int) -> int:
    """Return a whole number; one that is not there or empty is the default.

    Raises InterchangeError with the line for what is no number, or none that frames may have.
    """
    text = node.text.strip() if node else ""
    if node is None or not text:
        return default
    try:
        value = int(text) if len(text) < MAX_DIGITS else MAX_FRAME + 1
    except ValueError:
        value = nearest(text)
    if abs(value) > MAX_FRAME:
        raise InterchangeError(
            f"In line {node.line} <{node.tag}> must be a number of frames, not “{text[:40]}”."
        )
    return value


def nearest(text: str) -> int:
    """Return the nearest whole number, and for what is no number one that frames never have."""
    try:
        return round(float(text))
    except (ValueError, OverflowError):
        return MAX_FRAME + 1


def natural(node: Node | None) -> int | None:
    """Return a number that is not of frames, None for what is none."""
    text = node.text.strip() if node else ""
    return int(text) if text.isdecimal() and len(text) < MAX_DIGITS else None


def rate(node: Node | None) -> Fraction | None:
    """Return the frames per second that the <rate> of an element says, None where it says none.

    Raises InterchangeError with the line for a rate that cannot be.
    """
    timebase = node.at("rate", "timebase") if node else None
    if node is None or timebase is None or not timebase.text.strip():
        return None
    try:
        value = float(timebase.text)
    except ValueError:
        value = 0
    if not 0 < value <= MAX_TIMEBASE:
        raise InterchangeError(
            f"In line {timebase.line} <timebase> is “{timebase.text.strip()[:40]}”; it must be"
            f" above 0 and at most {MAX_TIMEBASE}."
        )
    return exact(value, is_ntsc=node.said("rate", "ntsc").strip().upper() == "TRUE")
