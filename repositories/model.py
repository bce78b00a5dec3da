"""The read models and accounts, as Beanie documents with their indexes."""

from typing import Any

from beanie import init_beanie
from pymongo.asynchronous.database import AsyncDatabase

from repositories import account
from repositories.batch import BatchDocument
from repositories.clip import ClipDocument
from repositories.job import JobDocument
from repositories.pool import PoolItemDocument
from repositories.project import ProjectDocument
from repositories.queue import QueueDocument, ShareDocument
from repositories.scene import SceneDocument
from repositories.take import TakeDocument
from repositories.worker import WorkerDocument
from repositories.workflow import LibraryDocument, PresetDocument, WorkflowDocument


async def prepare_models(database: AsyncDatabase[dict[str, Any]]) -> None:
    """Bind the documents to a database and make their indexes."""
    project = (ProjectDocument, SceneDocument, ClipDocument, TakeDocument, PoolItemDocument)
    queue = (QueueDocument, ShareDocument, BatchDocument, JobDocument, WorkerDocument)
    library = (LibraryDocument, WorkflowDocument, PresetDocument)
    models = [*project, *queue, *library, *account.DOCUMENTS]
    await init_beanie(database=database, document_models=models)
