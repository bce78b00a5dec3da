"""What an endpoint says of a job, and what it means for the attempt."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeGuard

from events.record import record
from generation.comfyui.failure import CANCELED, INTERRUPTED, is_memory
from generation.comfyui.outcome import Saved
from generation.comfyui.wording import cleaned, sentence
from generation.worker import Failure, FailureKind, Where

STATUSES: Final = {
    "IN_QUEUE": Where.PENDING,
    "IN_PROGRESS": Where.RUNNING,
    "RUNNING": Where.RUNNING,
    "COMPLETED": Where.ENDED,
    "FAILED": Where.ENDED,
    "CANCELLED": Where.ENDED,
    "TIMED_OUT": Where.ENDED,
}
LACKING: Final = re.compile(
    r"value_not_in_list|not in list|not in \[|Invalid image file|does not exist|not found",
    re.IGNORECASE,
)
REFUSED: Final = re.compile(r"validation failed|Missing 'workflow'|Invalid JSON", re.IGNORECASE)
LONGEST_NODE: Final = 20


@record
class Job:
    """The present state of a job. `error` is empty unless it failed; `seconds` are those it ran."""

    status: str
    where: Where
    output: Any
    error: str
    seconds: float | None


@record
class Step:
    """What a worker reports while it runs, from 0 to 1."""

    fraction: float
    step: int
    steps: int
    node: str


@record
class File:
    """A file of the output: its bytes in base64, or the address where they are."""

    saved: Saved
    base64: str = ""
    url: str = ""


def read(data: object) -> Job | None:
    """Read the answer of `/status`, None for what is none."""
    if not isinstance(data, Mapping) or data.get("status") not in STATUSES:
        return None
    output, time = data.get("output"), data.get("executionTime")
    return Job(
        status=str(data["status"]),
        where=STATUSES[str(data["status"])],
        output=output,
        error=_error(data, output),
        seconds=time / 1000 if isinstance(time, int | float) and time >= 0 else None,
    )


def _error(data: Mapping[str, Any], output: object) -> str:
    """A handler that returns an error has failed, whatever the status says."""
    error = data.get("error") or (output.get("error") if isinstance(output, Mapping) else None)
    if not error:
        return ""
    details = output.get("details") if isinstance(output, Mapping) else None
    text = _worded(error)
    return f"{text}: {'; '.join(map(str, details))}" if isinstance(details, list) else text


def _worded(error: object) -> str:
    """Errors of the platform itself are JSON in a text."""
    if isinstance(error, str):
        try:
            error = json.loads(error)
        except ValueError:
            return str(error)
    if isinstance(error, Mapping):
        return str(error.get("error_message") or error.get("message") or error)
    return str(error)


def failure(job: Job, *, is_canceled: bool) -> Failure | None:
    """Return why a job ended ill; None if it ended well."""
    if job.status == "CANCELLED":
        return CANCELED if is_canceled else INTERRUPTED
    if job.status == "TIMED_OUT":
        return TIMED_OUT
    if job.status == "COMPLETED" and not job.error:
        return None
    kind, text = _kind(job.error), cleaned(job.error) or "it does not say why"
    return Failure(kind=kind, reason=sentence(f"The endpoint failed: {text}"))


def _kind(error: str) -> FailureKind:
    if is_memory("", error):
        return FailureKind.MEMORY
    if REFUSED.search(error):
        return FailureKind.LACKING if LACKING.search(error) else FailureKind.GRAPH
    return FailureKind.TROUBLE


def progress(output: object) -> Step | None:
    """Read what a worker reports of its progress: `{"type": "progress", "value", "max", …}`."""
    if not isinstance(output, Mapping) or output.get("type") != "progress":
        return None
    value, most = output.get("value"), output.get("max")
    if not (_is_count(value) and _is_count(most) and most > 0):
        return None
    steps = int(most)
    return Step(
        fraction=min(1.0, value / most),
        step=min(int(value), steps),
        steps=steps,
        node=str(output.get("node") or "")[:LONGEST_NODE],
    )


def _is_count(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and 0 <= value < float("inf")


def streamed(data: object) -> Step | None:
    """Return the newest progress in the answer of `/stream`."""
    items = data.get("stream") if isinstance(data, Mapping) else data
    found: Step | None = None
    for item in items if isinstance(items, list) else ():
        found = progress(item.get("output") if isinstance(item, Mapping) else None) or found
    return found


def files(output: object) -> Iterator[File]:
    """Return the files of an output. Nodes are not named: all are of one."""
    images = output.get("images") if isinstance(output, Mapping) else None
    items: list[Any] = images if isinstance(images, list) else []
    for index, image in enumerate(items):
        match image:
            case {"type": type_, "data": str() as data} if data:
                name = str(image.get("filename") or "")
                saved = Saved(node="", index=index, filename=name, subfolder="", folder="output")
                is_url = type_ == "s3_url" or data.startswith(("http://", "https://"))
                yield File(saved=saved, url=data) if is_url else File(saved=saved, base64=data)
            case _:
                continue


TIMED_OUT: Final = Failure(
    kind=FailureKind.TROUBLE,
    reason=(
        "The endpoint gave it up: no machine took it in time, or it ran longer than is allowed. "
        "Look at the endpoint's maximum of workers and its execution timeout."
    ),
)
EXPIRED: Final = Failure(
    kind=FailureKind.LOST,
    reason="The endpoint does not know it any more: results are kept for 30 minutes.",
)
