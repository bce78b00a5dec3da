"""Why there is no mongod, in one sentence: what it logged last, and its exit status."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path

LONGEST_READ = 256_000  # bytes at the end of the log
GRAVE = {"E", "F"}  # severities of mongod's log: error, fatal

# What mongod or the dynamic linker writes, and what it means for the user. First match wins.
REASONS = (
    ("No space left on device", "the disk is full: free some space and start again"),
    ("error while loading shared libraries", "a library of the system is missing"),
    ("Address already in use", "its port is taken by another program"),
    ("Permission denied", "it may not write its folder: check who owns the files in it"),
    ("Read-only file system", "its folder is on a disk that is mounted read-only"),
    ("DBPathInUse", "another mongod uses the same folder"),
    ("Too many open files", "too many files are open: raise the limit (ulimit -n)"),
    ("UPGRADE PROBLEM", "the folder was written by another version of MongoDB"),
    ("Wrong mongod version", "the folder was written by another version of MongoDB"),
)


class MongodError(Exception):
    """The text is one sentence for the user of the program."""


class PortTakenError(MongodError):
    """Somebody took the port between our look and mongod's."""


def explain_exit(status: int, log_file: Path, log_start: int) -> str:
    """Reads the log from `log_start` (bytes) on: what earlier runs wrote explains nothing."""
    lines = _last_lines(log_file, log_start)
    reason = _known_reason(lines) or _signal(status) or _last_grave(lines)
    why = f": {reason}" if reason else ""
    return f"The database (mongod) ended with status {status}{why}; its log is {log_file}."


def _last_lines(log_file: Path, log_start: int) -> list[str]:
    with log_file.open("rb") as file:
        end = file.seek(0, 2)
        file.seek(max(log_start, end - LONGEST_READ))
        return file.read().decode("utf-8", "replace").splitlines()


def _known_reason(lines: list[str]) -> str | None:
    text = "\n".join(lines)
    for needle, meaning in REASONS:
        if needle in text:
            return meaning + _library(lines)
    return None


def _library(lines: list[str]) -> str:
    """The linker's own line, which names the file that is missing."""
    line = next((line for line in lines if "error while loading shared libraries" in line), None)
    return f" ({line.partition('libraries: ')[2]})" if line else ""


def _signal(status: int) -> str | None:
    if status >= 0:
        return None
    if -status == signal.SIGILL:
        return "this processor lacks the AVX instructions that MongoDB needs"
    return f"it was ended by {signal.Signals(-status).name}"


def _last_grave(lines: list[str]) -> str | None:
    return next(_grave_messages(reversed(lines)), None)


def _grave_messages(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict) and entry.get("s") in GRAVE:
            attributes = entry.get("attr", {})
            detail = attributes.get("error") or attributes.get("message") or ""
            yield f"{entry.get('msg', '')} {detail}".strip()
