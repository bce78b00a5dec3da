"""GraphQL of which workers can run a workflow, and what the others lack."""

from typing import Final

import strawberry

from domain.queue.board.ability import ability, lacks
from domain.queue.board.batch import Demand
from domain.queue.board.worker import Worker
from events.ids import MAIN_QUEUE
from schema.context import Context
from schema.workflow_port import Entry

MEGABYTE: Final = 2**20


@strawberry.type(description="A worker, held against what a workflow needs.")
class WorkflowWorker:
    worker_id: strawberry.ID
    name: str
    can_run: bool
    lacks: list[str] = strawberry.field(description="In words, such as: the model 'vae/ae.sft'.")


def held_against(entry: Entry, worker: Worker) -> WorkflowWorker:
    """Compare what a worker is known to have with the needs of a workflow."""
    needs = entry.needs
    demand = Demand(
        kind=entry.definition.category,
        models=tuple(f"{model.folder}/{model.name}" for model in needs.models),
        nodes=tuple(needs.nodes),
    )
    found = lacks(demand, round(needs.vram / MEGABYTE), ability(worker))
    return WorkflowWorker(
        worker_id=strawberry.ID(worker.id), name=worker.name, can_run=not found, lacks=found
    )


async def workers_of(context: Context, entry: Entry) -> list[WorkflowWorker]:
    return [held_against(entry, view.state) for view in await context.fleets.load(MAIN_QUEUE)]
