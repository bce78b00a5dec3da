"""GraphQL inputs of the project, and the commands they stand for."""

import strawberry

from domain import setting
from domain.conform import Conform
from domain.naming.command import ConfirmShotList
from domain.project import ChangeSettings, CreateProject, EditProject
from domain.rate import FrameRate
from events.ids import ProjectId, UserId
from schema.act import COMMAND_ID, EXPECTED_VERSION
from schema.project import Role

strawberry.enum(Conform)


@strawberry.input
class ResolutionInput:
    width: int
    height: int


@strawberry.input
class CreateProjectInput:
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    id: strawberry.ID | None = strawberry.field(
        default=None, description="'project-' and 32 hex digits of your own."
    )
    name: str
    description: str | None = None
    frame_rate: FrameRate | None = None
    resolution: ResolutionInput | None = None
    aspect_ratio: str | None = None
    start_timecode: str | None = None
    naming: str | None = None

    def command(self, project: str, owner: UserId) -> CreateProject:
        width, height = setting.DEFAULT_SIZE
        return CreateProject(
            project_id=ProjectId(project),
            owner=owner,
            name=self.name,
            description=self.description or "",
            frame_rate=self.frame_rate or setting.DEFAULT_RATE,
            width=self.resolution.width if self.resolution else width,
            height=self.resolution.height if self.resolution else height,
            aspect_ratio=self.aspect_ratio or "",
            start_timecode=self.start_timecode or "",
            naming=self.naming or setting.DEFAULT_NAMING,
        )


@strawberry.input(description="What is left out stays as it is.")
class EditProjectInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    name: str | None = None
    description: str | None = None

    def command(self, _: str) -> EditProject:
        return EditProject(name=self.name, description=self.description)


@strawberry.input(description="What is left out stays as it is.")
class ChangeSettingsInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    frame_rate: FrameRate | None = None
    conform: Conform | None = strawberry.field(
        default=None, description="Needed to change the frame rate of a project with clips."
    )
    resolution: ResolutionInput | None = None
    aspect_ratio: str | None = None
    start_timecode: str | None = None
    naming: str | None = None
    image_model: str | None = None
    video_model: str | None = None
    style: str | None = None

    def command(self, _: str) -> ChangeSettings:
        return ChangeSettings(
            frame_rate=self.frame_rate,
            conform=self.conform,
            width=self.resolution.width if self.resolution else None,
            height=self.resolution.height if self.resolution else None,
            aspect_ratio=self.aspect_ratio,
            start_timecode=self.start_timecode,
            naming=self.naming,
            image_model=self.image_model,
            video_model=self.video_model,
            style=self.style,
        )


@strawberry.input
class ProjectInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input
class ConfirmShotListInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    anew: bool = strawberry.field(default=False, description="Give new codes also to what has one.")

    def command(self, _: str) -> ConfirmShotList:
        return ConfirmShotList(anew=self.anew)


@strawberry.input
class DuplicateProjectInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    id: strawberry.ID | None = strawberry.field(
        default=None, description="'project-' and 32 hex digits of your own, for the copy."
    )
    name: str | None = None


@strawberry.input
class AddMemberInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    email: str
    role: Role


@strawberry.input
class ChangeMemberRoleInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    user_id: strawberry.ID
    role: Role


@strawberry.input
class RemoveMemberInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    user_id: strawberry.ID


@strawberry.input
class TransferOwnershipInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    user_id: strawberry.ID
