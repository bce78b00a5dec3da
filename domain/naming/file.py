"""Names of files by the convention, without their ending: `Film_SQ010_SH0020_A1_v02`."""

from typing import Final

from domain.naming.code import versioned
from domain.naming.pattern import Pattern, Piece
from domain.naming.plain import is_reserved, safe
from events.record import record

PROJECT_LENGTH: Final = 40
NAMELESS: Final = "project"
_SEPARATORS: Final = "_-."


@record
class File:
    """What a file is of. What is empty or 0 is left out, with the text before its token.

    `code` is that of the shot, `date` as it is to be read.
    """

    project: str
    code: str = ""
    alternate: int = 0
    take: int = 0
    version: int = 0
    date: str = ""


def project_part(name: str) -> str:
    """Return the name of a project in ASCII; a name for one without Latin letters."""
    return safe(name)[:PROJECT_LENGTH].strip(_SEPARATORS) or NAMELESS


def stem(pattern: Pattern, file: File) -> str:
    """Return the name of a file of a shot or, where it has no code, of the whole project."""
    before = [(it.before, _value(it, file)) for it in pattern.pieces[: pattern.first]]
    code = (pattern.glue, _code(pattern, file))
    behind = [(text, _value(piece, file)) for text, piece in pattern.behind]
    name = _joined([*before, code, *behind])
    if pattern.behind and name:
        name += pattern.after
    return f"_{name}" if is_reserved(name) else name


def project_stem(pattern: Pattern, file: File) -> str:
    """Return the name of a file of the whole project, which always has the project's in it."""
    named = stem(pattern, file)
    if any(piece.token == "project" for piece in pattern.pieces):  # noqa: S105 - a token of ours
        return named
    return _joined([("", project_part(file.project)), ("_", named)])


def _code(pattern: Pattern, file: File) -> str:
    """Return the code, with the badge of an alternate where the convention has no place for it."""
    has_place = any(piece.token == "alternate" for _, piece in pattern.behind)  # noqa: S105 - a token of ours
    return file.code if has_place else versioned(file.code, file.alternate, pattern)


def _value(piece: Piece, file: File) -> str:
    match piece.token:
        case "project":
            return project_part(file.project)
        case "alternate":
            return f"A{file.alternate:0{piece.width}}" if file.alternate else ""
        case "date":
            return file.date
        case _:
            number: int = getattr(file, piece.token)
            return f"{number:0{piece.width}}" if number else ""


def _joined(parts: list[tuple[str, str]]) -> str:
    name = ""
    for before, text in parts:
        if text:
            name += (before if name else before.lstrip(_SEPARATORS)) + text
    return name
