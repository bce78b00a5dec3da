"""People, as members and authors."""

import strawberry

from domain.account import Principal
from schema.context import Info


@strawberry.type
class User:
    id: strawberry.ID

    @strawberry.field
    async def name(self, info: Info) -> str:
        """What the person is called, or "Former member"."""
        return await info.context.names.load(self.id)


@strawberry.type(description="The person who asks.")
class Viewer:
    id: strawberry.ID
    name: str
    is_administrator: bool


def viewer_node(principal: Principal) -> Viewer:
    return Viewer(
        id=strawberry.ID(principal.user),
        name=principal.name,
        is_administrator=principal.is_administrator,
    )


def user_node(id_: str) -> User:
    return User(id=strawberry.ID(id_))


@strawberry.type
class ViewerQuery:
    @strawberry.field
    def viewer(self, info: Info) -> Viewer:
        """Return the person who asks."""
        return viewer_node(info.context.user)
