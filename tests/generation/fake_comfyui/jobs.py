"""`/api/jobs`: the queue and the history of newer servers in one list."""

from collections.abc import Mapping
from typing import Any

from tests.generation.fake_comfyui.engine import Engine
from tests.generation.fake_comfyui.run import Prompt

STATUSES = ("pending", "in_progress", "completed", "failed", "cancelled")
Query = Mapping[str, str]


class BadQueryError(Exception):
    """What is answered with 400."""


def listing(engine: Engine, query: Query) -> dict[str, Any]:
    wanted = [status for status in query.get("status", "").split(",") if status]
    if unknown := [status for status in wanted if status not in STATUSES]:
        valid = ", ".join(STATUSES)
        raise BadQueryError(f"Invalid status value(s): {', '.join(unknown)}. Valid values: {valid}")
    if query.get("sort_by", "created_at") not in {"created_at", "execution_duration"}:
        raise BadQueryError("sort_by must be 'created_at' or 'execution_duration'")
    limit, offset = _limit(query), max(0, int(query.get("offset", "0")))
    jobs = [job for job in _all(engine) if not wanted or job["status"] in wanted]
    jobs.sort(key=lambda job: job["create_time"], reverse=query.get("sort_order") != "asc")
    shown = jobs[offset : offset + limit if limit else None]
    pagination = {
        "offset": offset,
        "limit": limit,
        "total": len(jobs),
        "has_more": offset + len(shown) < len(jobs),
    }
    return {"jobs": shown, "pagination": pagination}


def _limit(query: Query) -> int | None:
    try:
        limit = int(query["limit"]) if "limit" in query else None
    except ValueError:
        raise BadQueryError("limit must be an integer") from None
    if limit is not None and limit <= 0:
        raise BadQueryError("limit must be a positive integer")
    return limit


def single(engine: Engine, id_: str) -> dict[str, Any] | None:
    for job in _all(engine):
        if job["id"] == id_:
            entry = engine.history.get(id_)
            if entry is None:
                return {"id": id_, "status": job["status"], "error": None}
            graph, extra = entry["prompt"][2], entry["prompt"][3]
            return {
                **job,
                "outputs": entry["outputs"],
                "execution_status": entry["status"],
                "workflow": {"prompt": graph, "extra_data": extra},
            }
    return None


def _all(engine: Engine) -> list[dict[str, Any]]:
    ended = [_ended(entry) for entry in engine.history.values()]
    running = [_waiting(engine.running, "in_progress")] if engine.running else []
    return [*running, *(_waiting(prompt, "pending") for prompt in engine.pending), *ended]


def _waiting(prompt: Prompt, status: str) -> dict[str, Any]:
    return {
        "id": prompt.id,
        "status": status,
        "priority": prompt.number,
        "create_time": prompt.extra["create_time"],
        "outputs_count": 0,
    }


def _ended(entry: Mapping[str, Any]) -> dict[str, Any]:
    number, id_, _, extra, _ = entry["prompt"]
    messages = entry["status"]["messages"]
    last, data = messages[-1]
    statuses = {"execution_success": "completed", "execution_interrupted": "cancelled"}
    job = {
        "id": id_,
        "status": statuses.get(last, "failed"),
        "priority": number,
        "create_time": extra["create_time"],
        "execution_start_time": messages[0][1]["timestamp"],
        "execution_end_time": data["timestamp"],
    }
    if last == "execution_error":
        job["execution_error"] = data
    files = [
        item for lists in entry["outputs"].values() for items in lists.values() for item in items
    ]
    job["outputs_count"] = sum(isinstance(item, dict | str) for item in files)
    return job
