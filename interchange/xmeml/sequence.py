"""Which sequence of a file is taken, and what it says of itself."""

from collections.abc import Iterator
from fractions import Fraction

from domain.rate import rate_of
from domain.setting import LARGEST_SIDE
from domain.timecode import TimecodeError, frame_of
from interchange.report import InterchangeError, Report, quoted
from interchange.timeline import Timeline
from interchange.xmeml import tree
from interchange.xmeml.tree import Node


def first(root: Node, report: Report) -> Node:
    """Return the first sequence that is in no other."""
    found = list(sequences(root))
    if not found:
        raise InterchangeError(
            "The file has no sequence. Choose a sequence in the editor and export that as XML."
        )
    for other in found[1:]:
        where = f"{quoted(other.said('name'))} (line {other.line})"
        report.add("A sequence", where, "only the first one is taken.")
    return found[0]


def sequences(node: Node) -> Iterator[Node]:
    """Yield the sequences that lie in bins and projects."""
    for child in node.all("sequence", "project", "bin", "children"):
        if child.tag != "sequence":
            yield from sequences(child)
        elif child.find("media"):
            yield child


def rate(sequence: Node) -> Fraction:
    found = tree.rate(sequence)
    if found is None:
        raise InterchangeError(
            f"In line {sequence.line} the sequence has no <rate> with a <timebase>, so its frames"
            " have no length."
        )
    return found


def size(sequence: Node) -> tuple[int, int]:
    """Return the pixels of a frame; a sequence that does not say them has the usual ones."""
    usual = Timeline(name="", rate=Fraction(1))
    said = sequence.at("media", "video", "format", "samplecharacteristics")
    width, height = (tree.natural(said and said.find(tag)) or 0 for tag in ("width", "height"))
    if min(width, height) > 0 and max(width, height) <= LARGEST_SIDE:
        return width, height
    return usual.width, usual.height


def is_drop_frame(sequence: Node, rate: Fraction) -> bool:
    says_so = sequence.said("timecode", "displayformat").strip().upper() == "DF"
    dropping = rate_of(rate, is_drop_frame=True)
    return says_so and dropping is not None and dropping.is_drop_frame


def start_frame(sequence: Node, rate: Fraction, report: Report) -> int:
    """Return the frame of the start timecode: its number, else what its text says."""
    node = sequence.at("timecode", "frame")
    frame = tree.number(node, 0) if node else written_start(sequence, rate, report)
    if frame < 0:
        report.add("The start timecode", "the sequence", "it is before 00:00:00:00.")
    return max(frame, 0)


def written_start(sequence: Node, rate: Fraction, report: Report) -> int:
    text = sequence.said("timecode", "string").strip()
    project_rate = rate_of(rate, is_drop_frame=is_drop_frame(sequence, rate))
    if not text or project_rate is None:
        return 0
    try:
        return frame_of(text, project_rate)
    except TimecodeError as error:
        report.add("The start timecode", "the sequence", str(error))
        return 0
