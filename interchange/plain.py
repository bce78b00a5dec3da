"""Files of text: their size, their encoding and what of them cannot be shown."""

import re
from typing import Final

from interchange.report import InterchangeError, Report

MARK: Final = b"\xef\xbb\xbf"
WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
UNWANTED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def small(content: bytes, most: int, what: str) -> bytes:
    """Return the content itself. Raises InterchangeError where it has more than `most` bytes."""
    if len(content) > most:
        raise InterchangeError(
            f"The {what} has {len(content) / 10**6:.1f} MB, but at most {most // 10**6} MB are"
            " taken. Split it and import the parts one by one."
        )
    return content


def decoded(content: bytes, what: str) -> str:
    """Return a UTF-8 text with the line ends of Unix. Raises InterchangeError for any other."""
    if content.startswith(WIDE_MARKS) or b"\x00" in content:
        kind = "in UTF-16" if content.startswith(WIDE_MARKS) else "no text: it holds bytes of 0"
        raise InterchangeError(f"The {what} is {kind}. Save it as plain text in UTF-8.")
    try:
        text = content.removeprefix(MARK).decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InterchangeError(
            f"In line {line} of the {what} there is a byte 0x{content[error.start]:02X} that is no"
            " UTF-8. Open it in an editor, save it as UTF-8 and import it again."
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def shown(text: str, what: str, report: Report) -> str:
    """Return a text without the control characters that no project may hold."""
    clean, count = UNWANTED.subn("", text)
    if count:
        report.add("Control characters", f"the {what}", "they cannot be shown and were left out.")
    return clean
