"""The demo project: what a newcomer finds, so that nobody starts with an empty screen."""

from typing import Final

from domain.clip.command import AddClip, AddClipAlternate, EditClip
from domain.command import Command
from domain.execute import Executor, Request
from domain.project import CreateProject
from domain.scene import AddScene, EditScene
from events.ids import ClipId, ProjectId, SceneId, UserId, derived
from events.record import record
from repositories.projector import Projector

NAME: Final = "The Lighthouse (demo)"


@record
class Shot:
    """`length` is in frames at 24 per second."""

    name: str
    length: int
    image: str
    video: str = ""
    lyrics: str = ""
    status: str = "draft"


SCENES: Final[tuple[tuple[str, str, str, tuple[Shot, ...]], ...]] = (
    (
        "Dawn on the cliff",
        "Mara climbs to the old lighthouse before the town wakes up.",
        "{prompt}, cold blue dawn, anamorphic lens, fine film grain",
        (
            Shot(
                name="Sea from above",
                length=96,
                image="aerial view of waves against a cliff",
                video="slow push towards the lighthouse",
                lyrics="Before the light, before the sound",
                status="approved",
            ),
            Shot(
                name="Boots on wet stone",
                length=60,
                image="close-up of boots on wet stone steps",
                video="hand-held, follows the steps",
                status="review",
            ),
            Shot(
                name="Mara looks up",
                length=72,
                image="portrait of a woman in a yellow raincoat, looking up",
                video="slow dolly in",
                lyrics="I count the stairs, I lose the ground",
                status="ready",
            ),
        ),
    ),
    (
        "The lamp room",
        "She finds the lamp and, with it, the letters.",
        "{prompt}, warm lamp light, dust in the air",
        (
            Shot(name="Door opens", length=48, image="a rusty door opens into a round room"),
            Shot(
                name="Letters",
                length=84,
                image="a bundle of old letters on a window sill",
                video="rack focus from the letters to the sea",
                lyrics="Your hand in ink, your words in salt",
            ),
            Shot(name="The lamp turns", length=120, image="a huge glass lamp begins to turn"),
        ),
    ),
    (
        "Home",
        "The whole town sees the light.",
        "{prompt}, night, practical lights, wide shot",
        (
            Shot(name="Windows light up", length=72, image="windows of a harbour town at night"),
            Shot(name="Beam over the sea", length=144, image="a beam of light over a calm sea"),
        ),
    ),
)


@record
class Demo:
    executor: Executor
    projector: Projector

    async def make(self, owner: UserId) -> None:
        """Make the demo project; a second call for the same owner changes nothing."""
        command = f"demo:{owner}"
        project = ProjectId(derived("project", command, 0))
        request = Request(
            project=project,
            command_id=command,
            actor=owner,
            commands=commands(project, owner),
            note="Demo project",
        )
        outcome = await self.executor.execute(request)
        await self.projector.reached(project, outcome.position)


def commands(project: ProjectId, owner: UserId) -> tuple[Command, ...]:
    create = CreateProject(
        project_id=project,
        owner=owner,
        name=NAME,
        description="A short film to try things out with. Delete it when you like.",
        start_timecode="01:00:00:00",
    )
    made: list[Command] = [create]
    for number, (name, description, template, shots) in enumerate(SCENES):
        scene = SceneId(derived("scene", project, number))
        made.append(AddScene(scene_id=scene, name=name, description=description))
        made.append(EditScene(scene_id=scene, image_template=template))
        made.extend(_added(scene, shots))
    return (*made, *_alternate(SceneId(derived("scene", project, 0))))


def _added(scene: SceneId, shots: tuple[Shot, ...]) -> list[Command]:
    return [
        AddClip(
            clip_id=ClipId(derived("clip", scene, number)),
            scene_id=scene,
            name=shot.name,
            length=shot.length,
            lyrics=shot.lyrics,
            image_prompt=shot.image,
            video_prompt=shot.video,
            status=shot.status,
        )
        for number, shot in enumerate(shots)
    ]


def _alternate(scene: SceneId) -> tuple[Command, ...]:
    original, copy = (ClipId(derived("clip", scene, number)) for number in (0, 100))
    return (
        AddClipAlternate(clip_id=original, copy_id=copy),
        EditClip(clip_id=copy, image_prompt="waves against a cliff, seen from a small boat"),
    )
