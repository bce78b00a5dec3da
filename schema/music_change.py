"""GraphQL mutations of the music of a project."""

import strawberry

from domain import access
from domain.media import MediaKind
from domain.music import MoveMusic, RemoveMusic, SetMusic
from schema.act import COMMAND_ID, EXPECTED_VERSION, project_id
from schema.context import Info
from schema.project_change import ProjectPayload, ask
from schema.project_input import ProjectInput


@strawberry.input
class SetMusicInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    upload: str = strawberry.field(
        description="What POST /media/projects/{id}?kind=music answered as `upload`."
    )
    offset: int | None = strawberry.field(
        default=None,
        description="The frame of the timeline at which it begins. Left out: as it was.",
    )


@strawberry.input
class MoveMusicInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    offset: int


@strawberry.type
class MusicMutation:
    @strawberry.mutation
    async def set_music(self, info: Info, input: SetMusicInput) -> ProjectPayload:
        """Let uploaded music play along, in place of what did."""
        context = info.context
        project = project_id(context, input.project_id)
        # Before anything is said of the upload, which outsiders are not told about.
        access.check_editor(await context.services.executor.board(project), context.user.user)
        uploaded = context.services.media.proven(project, input.upload, MediaKind.MUSIC)
        wish = SetMusic(
            digest=uploaded.medium.digest,
            name=uploaded.name,
            sound=await context.services.media.sound(uploaded.medium),
            offset=input.offset,
        )
        return await ask(context, input, wish)

    @strawberry.mutation
    async def move_music(self, info: Info, input: MoveMusicInput) -> ProjectPayload:
        """Let the music begin at another frame of the timeline."""
        return await ask(info.context, input, MoveMusic(offset=input.offset))

    @strawberry.mutation
    async def remove_music(self, info: Info, input: ProjectInput) -> ProjectPayload:
        """Take the music away."""
        return await ask(info.context, input, RemoveMusic())
