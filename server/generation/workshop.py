"""Making the graph of an attempt: the workflow as it was enqueued, with the values of the job."""

import asyncio
import json
from functools import lru_cache
from typing import Any, Final

from domain.queue.board.batch import Batch
from domain.queue.board.job import Job
from events.ids import AttemptId
from generation.dispatch.port import UnbuildableError
from generation.worker import Attempt, InputFile
from generation.workflow import reader
from generation.workflow.build import build
from generation.workflow.definition import Definition
from generation.workflow.reader import WorkflowError
from generation.workflow.value import ValuesError
from repositories.media import MediaStore
from schema.generation_port import Prompt

REMEMBERED: Final = 64
GONE: Final = "The workflow that this was enqueued with cannot be read any more: enqueue it again."


class Workshop:
    def __init__(self, store: MediaStore) -> None:
        self._store = store

    async def attempt(self, job: Job, batch: Batch, id_: AttemptId) -> Attempt:
        """Make an attempt. Raises UnbuildableError."""
        return await asyncio.to_thread(self._attempt, job, batch, id_)

    async def prompt(self, job: Job, batch: Batch) -> Prompt:
        """Return the graph of a job's newest attempt, or of its first before there was one."""
        id_ = job.attempt or job.last_attempt or AttemptId("none-yet")
        try:
            attempt = await self.attempt(job, batch, id_)
        except UnbuildableError as error:
            return Prompt(fault=str(error))
        return Prompt(graph=attempt.graph)

    def _attempt(self, job: Job, batch: Batch, id_: AttemptId) -> Attempt:
        definition = known(batch.definition)
        files = [self._file(digest) for digest in dict.fromkeys(job.inputs.values())]
        prefix = f"es/{job.id[4:16]}/{id_[:8]}"
        try:
            graph = build(
                definition,
                {**batch.values, **job.values},
                seed=job.seed,
                prefix=prefix,
                inputs={file.digest: file.name for file in files},
            )
        except ValuesError as error:
            raise UnbuildableError(str(error)) from error
        return Attempt(id=id_, graph=graph, prefix=prefix, inputs=tuple(files))

    def _file(self, digest: str) -> InputFile:
        medium = self._store.find(digest)
        if medium is None:
            raise UnbuildableError(
                "A file that this needs is not stored any more: choose another one."
            )
        suffix = f".{medium.type.extension}"
        return InputFile(digest=digest, path=self._store.path(digest), suffix=suffix)


@lru_cache(maxsize=REMEMBERED)
def known(document: str) -> Definition:
    """Return the definition that a batch was enqueued with. Raises UnbuildableError."""
    try:
        value: Any = json.loads(document)
        return reader.of_plain(value)
    except (WorkflowError, ValueError) as error:
        raise UnbuildableError(GONE) from error
