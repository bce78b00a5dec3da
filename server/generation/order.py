"""From what somebody wants to be made to the command that enqueues it."""

import asyncio
import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, Final

from domain.board.board import Board
from domain.board.clip import Clip
from domain.errors import UNSEEN, NotFoundError, RuleViolatedError
from domain.execute import Executor
from domain.prompt import Prompts, effective
from domain.queue.enqueue import EnqueueBatch, Item
from events.ids import BatchId, ClipId, ProjectId, derived
from generation.workflow import preview
from generation.workflow.build import build
from generation.workflow.definition import MEDIA, NUMBERS, Definition
from generation.workflow.needs import Needs, needs
from generation.workflow.value import Settled, ValuesError, demanded
from schema.generation_port import Item as Wished
from schema.generation_port import Wish
from server.media.library import Library
from server.workflow import Workflows

MEGABYTE: Final = 2**20
# Values that say how long something takes, besides numbers.
WEIGHTY: Final = NUMBERS | {"choice", "model", "boolean"}
ANY_PREFIX: Final = "es/order/1"


class Orders:
    def __init__(self, *, workflows: Workflows, library: Library, executor: Executor) -> None:
        self._workflows = workflows
        self._library = library
        self._executor = executor

    async def order(self, wish: Wish) -> EnqueueBatch:
        definition = await self._definition(wish.workflow)
        board = await self._executor.board(wish.project)
        command = await asyncio.to_thread(ordered, wish, definition, board)
        await self._refuse_foreign(command, board)
        return command

    async def _refuse_foreign(self, command: EnqueueBatch, board: Board) -> None:
        """Raise NotFoundError for a file that is none of the project's."""
        for digest in {digest for one in command.items for digest in one.inputs.values()}:
            if await self._library.held(board, digest) is None:
                raise NotFoundError(UNSEEN)

    async def _definition(self, id_: str) -> Definition:
        shelf = await self._workflows.shelf()
        found = next((one.definition for one in shelf.entries if one.definition.id == id_), None)
        if not isinstance(found, Definition):
            raise RuleViolatedError(
                f"There is no workflow '{id_[:60]}'. Choose one of the list of workflows.",
                field="workflow_id",
            )
        return found


def ordered(wish: Wish, definition: Definition, board: Board) -> EnqueueBatch:
    """Return the command. Raises RuleViolatedError, NotFoundError."""
    items = [item(one, wish, definition, board) for one in wish.items]
    first = {**wish.values, **items[0].values} if items else dict(wish.values)
    settled = checked(definition, first)
    need = needs(definition, built(definition, first))
    return EnqueueBatch(
        batch_id=BatchId(derived("batch", wish.seed, 0)),
        project_id=ProjectId(wish.project),
        name=wish.name or definition.name,
        workflow=definition.id,
        workflow_version=definition.version,
        kind=definition.category,
        definition=written(definition.plain()),
        items=tuple(items),
        values=shared(wish, definition),
        tries=wish.tries,
        seeds=tuple(wish.seeds),
        seed_policy=wish.seed_policy,
        priority=wish.priority,
        likeness=likeness(definition, settled),
        vram=round(need.vram / MEGABYTE),
        models=models(need),
        nodes=need.nodes,
        tags=tuple(wish.tags),
        budget=wish.budget,
        now=0,
    )


def item(one: Wished, wish: Wish, definition: Definition, board: Board) -> Item:
    """Return an item with what its clip says, all of it checked."""
    clip = _clip(one, board)
    values = {**_of_clip(definition, clip, board, {**wish.values, **one.values}), **one.values}
    settled = checked(definition, {**wish.values, **values})
    return Item(
        name=one.name or (clip.name if clip else ""),
        clip_id=ClipId(clip.id) if clip else None,
        values=_lowered(definition, settled, values) if wish.is_preview else plain(values),
        inputs=_inputs(definition, settled),
    )


def _clip(one: Wished, board: Board) -> Clip | None:
    if one.clip is None:
        return None
    clip = board.clips.get(ClipId(one.clip))
    if clip is None or clip.is_deleted:
        raise NotFoundError(UNSEEN)
    return clip


def _of_clip(
    definition: Definition, clip: Clip | None, board: Board, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a clip fills parameters with that nobody gave a value."""
    if clip is None:
        return {}
    prompts = effective(board.scenes[clip.scene], clip)
    filled: dict[str, Any] = {}
    for parameter in definition.parameters:
        value = _filling(parameter.role, parameter.type, definition.category, clip, prompts)
        is_open = parameter.name not in given and parameter.name not in definition.staged
        if value and is_open:
            filled[parameter.name] = value
    return filled


def _filling(role: str | None, type_: str, category: str, clip: Clip, prompts: Prompts) -> str:
    if role == "prompt":
        ours = (prompts.image, prompts.video)
        first, second = ours if category != "video" else ours[::-1]
        return first or second
    if role == "negative":
        return prompts.negative
    if role in {"start_image", "source"}:
        return clip.video_digest if type_ == "video" else clip.image_digest
    return ""


def shared(wish: Wish, definition: Definition) -> dict[str, Any]:
    """Return the values of all items; those of a preview are in each item."""
    known = {parameter.name for parameter in definition.parameters}
    return plain({name: value for name, value in wish.values.items() if name in known})


def _lowered(definition: Definition, settled: Settled, values: Mapping[str, Any]) -> dict[str, Any]:
    quick = preview.previewed(definition, settled.values)
    changed = {name: it for name, it in quick.items() if it != settled.values.get(name)}
    return plain({**values, **changed})


def _inputs(definition: Definition, settled: Settled) -> dict[str, str]:
    """Return the files that an item needs, by parameter."""
    found: dict[str, str] = {}
    for parameter in definition.parameters:
        value = settled.values.get(parameter.name)
        if parameter.type not in MEDIA or value is None:
            continue
        for number, digest in enumerate(value if isinstance(value, tuple) else (value,)):
            if digest:
                found[f"{parameter.name}-{number}" if number else parameter.name] = digest
    return found


def checked(definition: Definition, values: Mapping[str, Any]) -> Settled:
    """Raises RuleViolatedError with a sentence for each value that does not fit."""
    try:
        return demanded(definition, values)
    except ValuesError as error:
        field = f"values.{error.faults[0].field}" if error.faults else "values"
        raise RuleViolatedError(str(error), field=field) from error


def built(definition: Definition, values: Mapping[str, Any]) -> dict[str, Any]:
    digests = {
        digest: digest
        for parameter in definition.parameters
        if parameter.type in MEDIA and (value := values.get(parameter.name))
        for digest in (value if isinstance(value, list | tuple) else (value,))
    }
    return build(definition, values, seed=0, prefix=ANY_PREFIX, inputs=digests)


def likeness(definition: Definition, settled: Settled) -> str:
    """Return the same text for what takes about as long: size, length and steps, not words."""
    weighty = {
        parameter.name: settled.values.get(parameter.name)
        for parameter in definition.parameters
        if parameter.type in WEIGHTY
    }
    said = blake2b(written(weighty).encode(), digest_size=6).hexdigest()
    return f"{definition.id} {definition.version[:8]} {said}"


def models(need: Needs) -> tuple[str, ...]:
    return tuple(f"{one.folder}/{one.name}" for one in need.models)


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as JSON has them."""
    found: dict[str, Any] = json.loads(written(values))
    return found


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=list)
