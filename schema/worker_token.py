"""GraphQL of the tokens with which workers ask for their work."""

from typing import Annotated, TypeAlias

import strawberry

from events.ids import WorkerId
from schema.context import Info
from schema.error import ConflictError, ForbiddenError, NotFoundError, RuleViolatedError
from schema.worker import demand_administrator


@strawberry.input
class IssueWorkerTokenInput:
    worker_id: strawberry.ID


@strawberry.input
class RevokeWorkerTokensInput:
    worker_id: strawberry.ID


@strawberry.type
class WorkerTokenSuccess:
    worker_id: strawberry.ID
    token: str = strawberry.field(description="Shown this once: only its hash is kept.")


@strawberry.type
class WorkerTokensRevokedSuccess:
    worker_id: strawberry.ID
    revoked: int = strawberry.field(description="How many tokens it had.")


WorkerTokenPayload: TypeAlias = Annotated[
    WorkerTokenSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("WorkerTokenPayload"),
]
WorkerTokensRevokedPayload: TypeAlias = Annotated[
    WorkerTokensRevokedSuccess | NotFoundError | RuleViolatedError | ConflictError | ForbiddenError,
    strawberry.union("WorkerTokensRevokedPayload"),
]


@strawberry.type
class WorkerTokenMutation:
    @strawberry.mutation
    async def issue_worker_token(
        self, info: Info, input: IssueWorkerTokenInput
    ) -> WorkerTokenPayload:
        """Make a token with which a worker asks for its work. Administrators only."""
        context = info.context
        demand_administrator(context)
        worker = WorkerId(input.worker_id)
        token = await context.services.worker_tokens.issue(worker, context.user.user)
        return WorkerTokenSuccess(worker_id=input.worker_id, token=token)

    @strawberry.mutation
    async def revoke_worker_tokens(
        self, info: Info, input: RevokeWorkerTokensInput
    ) -> WorkerTokensRevokedPayload:
        """Make all tokens of a worker void. Administrators only."""
        context = info.context
        demand_administrator(context)
        revoked = await context.services.worker_tokens.revoke(WorkerId(input.worker_id))
        return WorkerTokensRevokedSuccess(worker_id=input.worker_id, revoked=revoked)
