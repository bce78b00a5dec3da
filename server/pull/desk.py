"""What the routes of workers need beside the protocol: proofs of uploads, addresses of inputs."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from domain.errors import DomainError, NotFoundError, RuleViolatedError
from domain.media import StorageFullError
from events.job import Output
from generation.dispatch.port import SinkFullError
from generation.pull.office import Assigned, Case, Office
from generation.worker import InputFile
from repositories.media import MediaStore
from server.account.account import Accounts
from server.media.library import GONE, file_name
from server.pull.body import Made

INPUT: Final = "storyboard/worker-input"
OUTPUT: Final = "storyboard/worker-output"
LASTS: Final = timedelta(days=1)
UNPROVEN: Final = "This output was not uploaded for this attempt. Upload it, and send its proof."


class WorkerDesk:
    def __init__(self, *, office: Office, store: MediaStore, accounts: Accounts) -> None:
        self.office = office
        self._store = store
        self._accounts = accounts

    def written(self, assigned: Assigned) -> dict[str, Any]:
        """Return an assignment as JSON; each input is at an address that is signed for a day."""
        attempt = assigned.attempt
        return {
            "job": assigned.job,
            "attempt": attempt.id,
            "order": assigned.order.value,
            "graph": attempt.graph,
            "prefix": attempt.prefix,
            "inputs": [self._input(one) for one in attempt.inputs],
            "usualSeconds": attempt.usual_seconds,
        }

    def _input(self, file: InputFile) -> dict[str, str]:
        token = self._accounts.sign_link({"digest": file.digest}, LASTS, INPUT)
        return {
            "digest": file.digest,
            "suffix": file.suffix,
            "url": f"/worker/inputs/{file.digest}?token={token}",
        }

    def input(self, digest: str, token: str) -> Path:
        """Return the file of an input. Raises ForbiddenError, NotFoundError."""
        if self._accounts.read_link(token, INPUT).get("digest") != digest:
            raise NotFoundError(GONE)
        if not self._store.contains(digest):
            raise NotFoundError(GONE)
        return self._store.path(digest)

    async def upload(
        self, case: Case, chunks: AsyncIterator[bytes], expected: str
    ) -> dict[str, str]:
        """Keep an output; the proof that it is answered with lets it into the result."""
        try:
            digest = await self.office.receive(case, chunks)
        except SinkFullError as error:
            raise StorageFullError(str(error)) from error
        if expected and expected != digest:
            raise RuleViolatedError(
                "What came is not what was sent: its SHA-256 is another. Send it again.",
                field="sha256",
            )
        claims = {"attempt": case.attempt, "digest": digest}
        return {"digest": digest, "proof": self._accounts.sign_link(claims, LASTS, OUTPUT)}

    def output(self, case: Case, made: Made) -> Output:
        """Return what was uploaded with this proof. Raises RuleViolatedError."""
        try:
            claims = self._accounts.read_link(made.proof, OUTPUT)
        except DomainError:
            raise RuleViolatedError(UNPROVEN, field="outputs") from None
        medium = self._store.find(str(claims.get("digest")))
        if claims.get("attempt") != case.attempt or medium is None:
            raise RuleViolatedError(UNPROVEN, field="outputs")
        return Output(
            digest=medium.digest,
            name=file_name(made.name, medium.type),
            media_type=medium.type.mime,
            size=medium.size,
        )
