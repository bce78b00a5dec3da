"""A long project as its shot list has it."""

from datetime import UTC, datetime
from typing import Final

from domain.board.clip import Clip
from domain.board.project import Project
from domain.board.scene import Scene
from domain.timeline import Layout, layout
from events.ids import ClipId, ProjectId, SceneId

SCENES: Final = 100
PROJECT: Final = Project(id=ProjectId("project-" + "0" * 32), name="Film", frame_rate="FPS_25")
MADE_AT: Final = datetime(2026, 1, 2, tzinfo=UTC)


def plan(clips: int) -> Layout:
    scenes = [
        Scene(id=SceneId(f"scene-{number:032x}"), name=f"Scene {number}", rank=f"i{number:05}")
        for number in range(SCENES)
    ]
    return layout(scenes, (clip(number, scenes[number % SCENES].id) for number in range(clips)))


def clip(number: int, scene: SceneId) -> Clip:
    return Clip(
        id=ClipId(f"clip-{number:032x}"),
        scene=scene,
        name=f"Clip {number}",
        start=number // SCENES * 48,
        length=48,
        lyrics="And all the gulls are gone",
        notes="Slower than the one before",
        image_prompt="A quay at night, rain, sodium lamps, wet stone, 35 mm",
        video_prompt="The camera moves along the quay",
        parameters={"seed": number, "steps": 30},
        media_url=f"media/clip_{number:05}.png",
    )
