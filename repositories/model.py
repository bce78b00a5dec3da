"""The read models and accounts, as Beanie documents with their indexes."""

from typing import Any

from beanie import init_beanie
from pymongo.asynchronous.database import AsyncDatabase

from repositories import account
from repositories.clip import ClipDocument
from repositories.pool import PoolItemDocument
from repositories.project import ProjectDocument
from repositories.scene import SceneDocument
from repositories.take import TakeDocument


async def prepare_models(database: AsyncDatabase[dict[str, Any]]) -> None:
    """Bind the documents to a database and make their indexes."""
    rows = [ProjectDocument, SceneDocument, ClipDocument, TakeDocument, PoolItemDocument]
    models = [*rows, *account.DOCUMENTS]
    await init_beanie(database=database, document_models=models)
