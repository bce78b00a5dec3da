"""What is sent to a model: a clip's own prompts within the templates of its scene."""

from collections.abc import Mapping
from typing import Any, Final

from domain.board.clip import Clip
from domain.board.scene import Scene
from events.record import record

SLOT: Final = "{prompt}"


@record
class Prompts:
    image: str
    video: str
    negative: str
    parameters: Mapping[str, Any]


def effective(scene: Scene, clip: Clip) -> Prompts:
    """Return the prompts and parameters in effect; the clip's own parameters win."""
    return Prompts(
        image=filled(scene.image_template, clip.image_prompt),
        video=filled(scene.video_template, clip.video_prompt),
        negative=filled(scene.negative_template, clip.negative_prompt),
        parameters={**scene.parameters, **clip.parameters},
    )


def filled(template: str, prompt: str) -> str:
    """Put the prompt where the template says `{prompt}`, else use what is there.

    A template without the slot is what a clip without a prompt of its own inherits.
    """
    if SLOT in template:
        return template.replace(SLOT, prompt).strip()
    return prompt or template
