"""Foreign texts and numbers, cut and cleaned to what a project may hold, with a report."""

import re
from dataclasses import replace
from typing import Final

from domain import text
from domain.clip.command import STATUSES
from domain.errors import RuleViolatedError
from interchange.report import Report, quoted
from interchange.timeline import Details

UNWANTED: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
UNWANTED_IN_PROSE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")


def name(value: str, where: str, report: Report) -> str:
    """Return one line; an empty one lets the project make up a name."""
    line = UNWANTED.sub(" ", value).strip()
    if line != value.strip():
        report.add("Control characters of a name", where, "they became spaces.")
    if not line:
        report.add("An empty name", where, "it was given one.")
    return shortened(line, text.NAME_LENGTH, "name", where, report).strip()


def prose(value: str, where: str, report: Report) -> str:
    clean = UNWANTED_IN_PROSE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return shortened(clean, text.PROSE_LENGTH, "text", where, report)


def shortened(value: str, most: int, what: str, where: str, report: Report) -> str:
    if len(value) > most:
        report.add(f"The end of a {what}", where, f"at most {most:,} characters are kept.")
    return value[:most]


def url(value: str, where: str, report: Report) -> str:
    line = UNWANTED.sub("", value).strip()
    if len(line) > text.URL_LENGTH:
        reason = f"its address has more than {text.URL_LENGTH:,} characters."
        report.add("The media of a clip", where, reason)
        return ""
    return line


def frames(value: int, where: str, report: Report) -> int:
    """Return a number of frames that is neither negative nor more than 32 bits hold."""
    kept = min(max(value, 0), text.INT32)
    if kept != value:
        report.add("The place in a file", where, f"{value} is out of range; {kept} was taken.")
    return kept


def details(value: Details, where: str, report: Report) -> Details:
    return replace(
        value,
        lyrics=prose(value.lyrics, where, report),
        notes=prose(value.notes, where, report),
        image_prompt=prose(value.image_prompt, where, report),
        video_prompt=prose(value.video_prompt, where, report),
        negative_prompt=prose(value.negative_prompt, where, report),
        parameters=parameters(value, where, report),
        status=status(value.status, where, report),
    )


def parameters(value: Details, where: str, report: Report) -> dict[str, object]:
    try:
        return text.parameters(value.parameters)
    except RuleViolatedError as error:
        report.add("Generation parameters", where, str(error))
        return {}


def status(value: str, where: str, report: Report) -> str:
    if value and value not in STATUSES:
        report.add("A status", where, f"there is no status {quoted(value)}.")
        return ""
    return value
