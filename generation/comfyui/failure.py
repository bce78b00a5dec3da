"""Why an attempt failed, from what a server says: refusals of a prompt and errors of a run."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from events.record import record
from generation.comfyui.wording import cleaned, node_name, sentence
from generation.worker import Failure, FailureKind

# What is not on this worker may be on another one; all else that is found in validation is not.
LACKING: Final = frozenset({"value_not_in_list", "custom_validation_failed"})
MEMORY: Final = re.compile(
    r"out of memory|can't allocate memory|cannot allocate memory|not enough memory"
    r"|allocation on device",
    re.IGNORECASE,
)
MEMORY_TYPE: Final = re.compile(r"(?:^|\.)(?:OutOfMemoryError|OutOfMemoryException|MemoryError)$")


@record
class Fault:
    """One thing that validation found."""

    type: str
    node: str
    node_class: str
    text: str


def refusal(body: object) -> Failure | None:
    """Return why a prompt was refused, from any answer in JSON; None if nothing speaks against it.

    An answer of 200 that names faults drops the outputs they belong to, and then ends as a success
    without them (upstream issue 4529): that counts as refused.
    """
    if not isinstance(body, Mapping):
        return None
    found = list(_faults(body.get("node_errors")))
    if found:
        return _of_faults(found)
    error = body.get("error")
    if isinstance(error, Mapping):
        return _of_error(error)
    # Something between us and the server, or an extension, may word an error as it likes.
    return Failure(kind=FailureKind.TROUBLE, reason=_refused(cleaned(error))) if error else None


def _faults(node_errors: object) -> Iterator[Fault]:
    for node, content in node_errors.items() if isinstance(node_errors, Mapping) else ():
        node_class = str(content.get("class_type") or "")
        for error in content.get("errors", ()):
            yield Fault(
                type=str(error.get("type")),
                node=str(node),
                node_class=node_class,
                text=_fault_text(error),
            )


def _fault_text(error: Mapping[str, Any]) -> str:
    message, details = cleaned(error.get("message", "")), str(error.get("details") or "")
    extra = error.get("extra_info") or {}
    if error.get("type") == "value_not_in_list" and "received_value" in extra:
        # The details list every value that there is.
        return f"it has no “{cleaned(extra['received_value'])}” for {extra.get('input_name')}"
    return f"{message}: {cleaned(details)}" if details else message


def _of_faults(found: list[Fault]) -> Failure:
    """A graph that is wrong anywhere is wrong on every worker, whatever else is lacking here."""
    wrong = [fault for fault in found if fault.type not in LACKING]
    first = (wrong or found)[0]
    where = node_name(first.node, first.node_class)
    if wrong:
        kind, text = FailureKind.GRAPH, f"ComfyUI refuses {where}: {first.text}"
    else:
        kind, text = FailureKind.LACKING, f"This worker lacks something for {where}: {first.text}"
    return Failure(
        kind=kind,
        reason=sentence(text) + _more(len(found) - 1),
        node=first.node,
        node_class=first.node_class,
    )


def _more(count: int) -> str:
    if count == 0:
        return ""
    return " There is one more fault." if count == 1 else f" There are {count} more faults."


def _of_error(error: Mapping[str, Any]) -> Failure:
    extra = error.get("extra_info") or {}
    node_class = str(extra.get("class_type") or "")
    message, details = cleaned(error.get("message", "")), cleaned(error.get("details") or "")
    text = message if details in {"", message} else f"{message.rstrip('.')} ({details})"
    return Failure(
        kind=FailureKind.LACKING if _is_unknown_node(error) else FailureKind.GRAPH,
        reason=_refused(text),
        node=str(extra.get("node_id") or ""),
        node_class=node_class,
    )


def _is_unknown_node(error: Mapping[str, Any]) -> bool:
    """Tell whether a node is not installed there; a node without any class is damaged instead."""
    if error.get("type") == "missing_node_type":
        return bool((error.get("extra_info") or {}).get("class_type"))
    # So it was worded before: of a node, and of a graph in the wrong format.
    return error.get("type") == "invalid_prompt" and "does not exist" in str(error.get("message"))


def _refused(text: str) -> str:
    return sentence(f"ComfyUI refuses the graph: {text}")


def is_memory(exception_type: str, message: str) -> bool:
    """Tell whether a run failed for want of memory, of the graphics card or of the machine."""
    return bool(MEMORY_TYPE.search(exception_type) or MEMORY.search(message))


def of_run(error: Mapping[str, Any]) -> Failure:
    """Return why a run failed, from the data of its `execution_error`."""
    node, node_class = str(error.get("node_id") or ""), str(error.get("node_type") or "")
    type_, message = str(error.get("exception_type") or ""), str(error.get("exception_message"))
    where = node_name(node, node_class)
    if is_memory(type_, message):
        kind, text = FailureKind.MEMORY, f"Memory ran out in {where}: {cleaned(message)}"
    else:
        name = type_.rpartition(".")[2] or "an error"
        kind, text = FailureKind.TROUBLE, f"{_capital(where)} failed: {name}: {cleaned(message)}"
    return Failure(kind=kind, reason=sentence(text), node=node, node_class=node_class)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def of_history(entry: Mapping[str, Any], *, is_canceled: bool) -> Failure | None:
    """Return why a run ended ill, from its entry in the history; None if it ended well.

    A run that was stopped counts as canceled only if it was we who asked for it: a person at the
    server, or an interrupt that was meant for another prompt, is trouble of this worker.
    """
    status = entry.get("status") or {}
    if status.get("status_str") == "success" and status.get("completed") is True:
        return None
    for name, data in reversed(list(messages(entry))):
        if name == "execution_error":
            return of_run(data)
        if name == "execution_interrupted":
            return CANCELED if is_canceled else INTERRUPTED
    return ILL


def messages(entry: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Return what was said while a prompt ran: the name of each event with its data."""
    for message in (entry.get("status") or {}).get("messages") or ():
        match message:
            case [str() as name, dict() as data]:
                yield name, data
            case _:
                continue


CANCELED: Final = Failure(kind=FailureKind.CANCELED, reason="It was canceled.")
INTERRUPTED: Final = Failure(
    kind=FailureKind.TROUBLE, reason="Somebody else stopped it at the worker."
)
ILL: Final = Failure(kind=FailureKind.TROUBLE, reason="ComfyUI ended it without saying why.")
LOST: Final = Failure(
    kind=FailureKind.LOST,
    reason="The worker does not know it any more: ComfyUI was restarted, or its queue was cleared.",
)
