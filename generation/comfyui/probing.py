"""What a server is and has: devices, models, nodes, and what it can do."""

import asyncio
import json
from collections.abc import Mapping
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final

from events.record import record
from generation.comfyui import catalogue
from generation.comfyui.api import Api, not_comfyui
from generation.comfyui.wording import cleaned
from generation.wire import Wire, strange
from generation.worker import Device, Nodes, Probe

# Folders that hold no models: code of others, and settings of old models.
NO_MODELS: Final = frozenset({"custom_nodes", "configs"})
MOST_NAMES: Final = 20_000


@record
class Nodebook:
    """The catalogue of nodes with the sha256 of what was read."""

    digest: str
    nodes: Nodes


async def probe(api: Api, known: Nodebook | None) -> tuple[Probe, Nodebook]:
    """Ask a server for all of it; the catalogue is read anew only if it is another than known."""
    api.ask_anew()
    stats = await api.wire.json("/system_stats")
    system = stats.get("system") if isinstance(stats, dict) else None
    if not isinstance(system, dict):
        raise not_comfyui()
    features = await _optional(api.wire, "/features")
    book = await _nodebook(api.wire, known)
    limit = features.get("max_upload_size")
    return Probe(
        version=cleaned(system.get("comfyui_version") or "unknown"),
        devices=tuple(_device(device) for device in stats.get("devices") or ()),
        memory=_bytes(system.get("ram_total")),
        models=await _models(api.wire),
        samplers=catalogue.choices(book.nodes, *catalogue.SAMPLER) or (),
        schedulers=catalogue.choices(book.nodes, *catalogue.SCHEDULER) or (),
        nodes=book.nodes,
        nodes_digest=book.digest,
        features=await _features(api, features),
        max_upload=limit if isinstance(limit, int) else None,
    ), book


def _device(device: Mapping[str, Any]) -> Device:
    index = device.get("index")
    return Device(
        name=cleaned(device.get("name") or ""),
        kind=str(device.get("type") or ""),
        index=index if isinstance(index, int) else None,
        memory=_bytes(device.get("vram_total")),
        memory_free=_bytes(device.get("vram_free")),
    )


def _bytes(value: object) -> int:
    return int(value) if isinstance(value, int | float) and 0 <= value < float("inf") else 0


async def _features(api: Api, features: Mapping[str, Any]) -> frozenset[str]:
    """Return what the server says it can, and `jobs` where it has that route."""
    jobs = await api.wire.get("/api/jobs", params={"limit": "1"})
    has_jobs = jobs.is_ok and isinstance(jobs.data, dict)
    own = {name for name, value in features.items() if value is True}
    return frozenset(own | ({"jobs"} if has_jobs else set()))


async def _optional(wire: Wire, path: str) -> Mapping[str, Any]:
    """Return an answer that older servers do not give."""
    answer = await wire.get(path)
    return answer.data if answer.is_ok and isinstance(answer.data, dict) else {}


async def _models(wire: Wire) -> dict[str, tuple[str, ...]]:
    answer = await wire.get("/models")
    listed = answer.data if answer.is_ok and isinstance(answer.data, list) else []
    folders = [folder for folder in listed if isinstance(folder, str) and folder not in NO_MODELS]
    found = await asyncio.gather(*(_folder(wire, folder) for folder in folders))
    return dict(zip(folders, found, strict=True))


async def _folder(wire: Wire, folder: str) -> tuple[str, ...]:
    answer = await wire.get(f"/models/{folder}")
    names = answer.data if answer.is_ok and isinstance(answer.data, list) else ()
    return tuple(name for name in names[:MOST_NAMES] if isinstance(name, str))


async def _nodebook(wire: Wire, known: Nodebook | None) -> Nodebook:
    answer = await wire.content("/object_info")
    if answer.status != HTTPStatus.OK:
        raise strange(answer.status)
    digest = sha256(answer.content).hexdigest()
    if known is not None and known.digest == digest:
        return known
    try:
        nodes = json.loads(answer.content)
    except ValueError:
        nodes = None
    if not isinstance(nodes, dict):
        raise not_comfyui()
    return Nodebook(digest=digest, nodes=nodes)
