"""GraphQL inputs of the scene, and the commands they stand for."""

import strawberry
from strawberry.scalars import JSON

from domain.naming.command import SetSceneCode
from domain.scene import AddScene, After, DuplicateScene, EditScene, ReorderScene
from events.ids import SceneId, derived
from schema.act import COMMAND_ID, EXPECTED_VERSION
from schema.clip_input import mapping


@strawberry.input(description="A version of a scene.")
class SceneInput:
    scene_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input
class AddSceneInput:
    project_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    id: strawberry.ID | None = strawberry.field(
        default=None, description="'scene-' and 32 hex digits of your own."
    )
    name: str | None = None
    description: str | None = None
    lyrics: str | None = None
    after_scene_id: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="null: first. Left out: last."
    )

    def command(self, made_of: str) -> AddScene:
        return AddScene(
            scene_id=SceneId(self.id or derived("scene", made_of, 0)),
            name=self.name or "",
            description=self.description or "",
            lyrics=self.lyrics or "",
            after=_after(self.after_scene_id),
        )


def _after(wished: str | None) -> After:
    if wished is strawberry.UNSET:
        return "last"
    return "first" if wished is None else SceneId(wished)


@strawberry.input(description="What is left out stays as it is.")
class EditSceneInput:
    scene_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    name: str | None = None
    description: str | None = None
    lyrics: str | None = None
    image_template: str | None = None
    video_template: str | None = None
    negative_template: str | None = None
    parameters: JSON | None = None

    def command(self, _: str) -> EditScene:
        return EditScene(
            scene_id=SceneId(self.scene_id),
            name=self.name,
            description=self.description,
            lyrics=self.lyrics,
            image_template=self.image_template,
            video_template=self.video_template,
            negative_template=self.negative_template,
            parameters=mapping(self.parameters),
        )


@strawberry.input
class SetSceneCodeInput:
    scene_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    code: str = strawberry.field(
        description="Empty takes it away, while the shot list is not confirmed."
    )

    def command(self, _: str) -> SetSceneCode:
        return SetSceneCode(scene_id=SceneId(self.scene_id), code=self.code)


@strawberry.input
class DuplicateSceneInput:
    scene_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    after_scene_id: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="null: first. Left out: right behind itself."
    )

    def command(self, made_of: str) -> DuplicateScene:
        is_given = self.after_scene_id is not strawberry.UNSET
        return DuplicateScene(
            scene_id=SceneId(self.scene_id),
            seed=made_of,
            after=_after(self.after_scene_id) if is_given else None,
        )


@strawberry.input
class ReorderSceneInput:
    scene_id: strawberry.ID
    command_id: strawberry.ID | None = strawberry.field(default=None, description=COMMAND_ID)
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    after_scene_id: strawberry.ID | None = strawberry.field(description="null: first.")

    def command(self, _: str) -> ReorderScene:
        return ReorderScene(scene_id=SceneId(self.scene_id), after=_after(self.after_scene_id))
