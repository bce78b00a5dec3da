"""The language of naming conventions, such as `{project}_SQ{scene:03*10}_SH{shot:04*10}`.

A token stands in braces. Behind a colon `{scene}` and `{shot}` take a width, which is filled up
with zeros, and a step: `04*10` counts 0010, 0020, 0030. What is from the first of these two to the
last is the code of a shot, which stays with it; all other tokens only stand in names of files.

`{clip}` is an older word for `{shot}`. Zeros right behind a number, as conventions had them before
there were steps, are its step: `{clip:03}0` is `{shot:04*10}`, which reads the same.
"""

import re
from functools import lru_cache
from typing import Final, NoReturn

from domain.errors import RuleViolatedError
from domain.naming.plain import safe
from events.record import record, replace

LENGTH: Final = 100
STEPS: Final = 1_000
DEFAULT: Final = "SQ{scene:03*10}_SH{shot:04*10}"
NUMBERS: Final = ("scene", "shot")
COUNTED: Final = (*NUMBERS, "alternate", "take", "version")
TOKENS: Final = ("project", *COUNTED, "date")
_OLDER: Final = {"clip": "shot"}
_BEHIND: Final = frozenset({"alternate", "take"})

_TOKEN: Final = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
_FORMAT: Final = re.compile(r"(?:0([1-9]))?(?:\*([1-9][0-9]{0,3}))?")
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]")
_ZEROS: Final = re.compile(r"0{1,3}")
_SEPARATORS: Final = "_-."


class PatternError(RuleViolatedError):
    """A convention that cannot be used; `column` is where, from 1, and None for all of it."""

    def __init__(self, message: str, column: int | None = None) -> None:
        super().__init__(message, field="naming")
        self.column = column


@record
class Piece:
    """A token and the text before it. `width` 0 is as wide as it comes; `column` is from 1."""

    before: str
    token: str
    width: int = 0
    step: int = 1
    column: int = 0


@record
class Pattern:
    """`pieces` and the text behind the last. Codes are `lead`, scene, `joint`, shot, `end`.

    `first` and `last` are the places of the tokens of the code among the pieces.
    """

    text: str
    pieces: tuple[Piece, ...]
    after: str
    first: int
    last: int

    @property
    def scene(self) -> Piece | None:
        """The token of scenes, None where shots are numbered through the whole project."""
        return self.pieces[self.first] if self.first < self.last else None

    @property
    def shot(self) -> Piece:
        return self.pieces[self.last]

    @property
    def lead(self) -> str:
        before = self.pieces[self.first].before
        return before.lstrip(_SEPARATORS) if self.first else before

    @property
    def glue(self) -> str:
        """What stands between the code and what is before it in a name of a file."""
        return self.pieces[self.first].before.removesuffix(self.lead) if self.first else ""

    @property
    def joint(self) -> str:
        return self.shot.before if self.scene else ""

    @property
    def end(self) -> str:
        return _ended(self._behind)[0]

    @property
    def behind(self) -> tuple[tuple[str, Piece], ...]:
        """The pieces behind the code, each with what stands before it."""
        rest = self.pieces[self.last + 1 :]
        if not rest:
            return ()
        first = (_ended(self._behind)[1], rest[0])
        return (first, *((piece.before, piece) for piece in rest[1:]))

    @property
    def _behind(self) -> tuple[str, bool]:
        """The text right behind the shot's number, and whether a token follows it."""
        rest = self.pieces[self.last + 1 :]
        return (rest[0].before, True) if rest else (self.after, False)

    @property
    def badge(self) -> Piece:
        """How an alternate is told from its original."""
        known = (replace(piece, before=before) for before, piece in self.behind)
        return next(
            (it for it in known if it.token == "alternate"),  # noqa: S105 - a token of ours
            Piece(before="_", token="alternate"),  # noqa: S106 - a token of ours
        )


def _ended(behind: tuple[str, bool]) -> tuple[str, str]:
    """Divide the text behind a shot's number: what belongs to the code, and to the next token."""
    text, is_followed = behind
    if not is_followed:
        return text, ""
    at = next((n for n, letter in enumerate(text) if letter in _SEPARATORS), 0)
    return text[:at], text[at:]


def parse(text: str) -> Pattern:
    """Return a convention. Raises PatternError with the column and what is allowed there."""
    tidy = text.strip()
    if not tidy:
        raise PatternError("The naming convention is empty. The usual one is " + DEFAULT + ".")
    if len(tidy) > LENGTH:
        raise PatternError(
            f"The naming convention has {len(tidy)} characters. At most {LENGTH} are kept: "
            "shorten it."
        )
    pieces, after = _pieces(tidy)
    _refuse_order(pieces)
    places = [n for n, piece in enumerate(pieces) if piece.token in NUMBERS]
    return Pattern(text=tidy, pieces=pieces, after=after, first=places[0], last=places[-1])


@lru_cache(maxsize=256)
def stored(text: str) -> Pattern:
    """Return a convention that may be of an older program, which kept more than is allowed now.

    What is unsafe in names of files is left out; what names no shot is as good as none.
    """
    try:
        return parse(text)
    except PatternError:
        parts = re.split(r"(\{[^{}]*\})", text)
        plain = "".join(part if part.startswith("{") else safe(part) for part in parts)
    try:
        return parse(plain)
    except PatternError:
        return parse(DEFAULT)


def _pieces(text: str) -> tuple[tuple[Piece, ...], str]:
    pieces: list[Piece] = []
    at = 0
    for match in _TOKEN.finditer(text):
        before = _literal(text, at, match.start())
        piece = _token(match, before)
        if piece.token in {other.token for other in pieces}:
            _at(piece.column, f"{{{piece.token}}} stands a second time. Leave one out.")
        at = match.end()
        if piece.token in NUMBERS and piece.step == 1 and (zeros := _ZEROS.match(text, at)):
            piece = replace(
                piece,
                step=10 ** len(zeros[0]),
                width=piece.width + len(zeros[0]) if piece.width else 0,
            )
            at = zeros.end()
        if piece.token in NUMBERS and text[at : at + 1].isdecimal():
            _at(
                at + 1,
                f"a digit stands right behind {{{piece.token}}}, and would read as one of its "
                "own. Put a letter or _ between.",
            )
        pieces.append(piece)
    return tuple(pieces), _literal(text, at, len(text))


def _literal(text: str, start: int, end: int) -> str:
    for match in re.finditer(r"[{}]", text[start:end]):
        _at(start + match.start() + 1, "a brace belongs to no token. Write tokens as {shot:04*10}.")
    if found := _UNSAFE.search(text[start:end]):
        letter = "a space" if found[0] == " " else f"'{found[0]}'"
        if not found[0].isprintable():
            letter = f"a character that cannot be shown (U+{ord(found[0]):04X})"
        _at(
            start + found.start() + 1,
            f"{letter} is not safe in names of files. Use the letters A to Z, digits, _, - and "
            "points.",
        )
    return text[start:end]


def _token(match: re.Match[str], before: str) -> Piece:
    column = match.start() + 1
    token = _OLDER.get(match[1], match[1])
    if token not in TOKENS:
        listed = ", ".join(f"{{{known}}}" for known in TOKENS[:-1])
        _at(column, f"there is no token {{{match[1]}}}. There are {listed} and {{{TOKENS[-1]}}}.")
    if match[2] is None:
        return Piece(before=before, token=token, column=column)
    found = _FORMAT.fullmatch(match[2])
    if found is None or not match[2] or int(found[2] or 1) > STEPS:
        _at(
            column,
            f"{match[0]} cannot be read. Behind the colon stands a width, such as 04, a step of "
            f"at most {STEPS:,}, such as *10, or both: {{shot:04*10}}.",
        )
    if token not in COUNTED or (found[2] and token not in NUMBERS):
        what = "a step" if token in COUNTED else "a width or a step"
        _at(column, f"{{{token}}} does not take {what}. Only {{scene}} and {{shot}} are counted.")
    return Piece(
        before=before,
        token=token,
        width=int(found[1] or 0),
        step=int(found[2] or 1),
        column=column,
    )


def _refuse_order(pieces: tuple[Piece, ...]) -> None:
    """Refuse conventions whose codes would not be one text each, or would not be unique."""
    tokens = [piece.token for piece in pieces]
    if "shot" not in tokens:
        raise PatternError("The naming convention names no shot. Put {shot} where its number goes.")
    shot = tokens.index("shot")
    if "scene" in tokens:
        scene = tokens.index("scene")
        if scene != shot - 1:
            _at(
                pieces[scene].column,
                "{scene} does not stand right before {shot}. Put the two together, and what "
                "else there is before or behind them.",
            )
        if not pieces[shot].before:
            _at(
                pieces[shot].column,
                "{shot} stands right behind {scene}, so that 1 and 11 would read like 11 and 1. "
                "Put a letter or _ between.",
            )
    for piece in pieces[:shot]:
        if piece.token in _BEHIND:
            _at(piece.column, f"{{{piece.token}}} stands before {{shot}}. Put it behind it.")


def _at(column: int, what: str) -> NoReturn:
    raise PatternError(f"In column {column} of the naming convention {what}", column)
