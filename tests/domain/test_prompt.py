import pytest

from domain.board.clip import Clip
from domain.board.scene import Scene
from domain.prompt import Prompts, effective, filled
from tests.film import clip_id, scene_id


@pytest.mark.parametrize(
    ("template", "prompt", "sent"),
    [
        ("{prompt}, at dawn", "a lighthouse", "a lighthouse, at dawn"),
        ("{prompt} and {prompt}", "sea", "sea and sea"),
        ("wide shot of {prompt}", "", "wide shot of"),
        ("the house style", "", "the house style"),
        ("the house style", "a lighthouse", "a lighthouse"),
        ("", "a lighthouse", "a lighthouse"),
        ("", "", ""),
        ("{prompt}", "braces {prompt} of one's own", "braces {prompt} of one's own"),
    ],
)
def test_a_template_is_filled_or_stands_in_for_a_missing_prompt(
    template: str, prompt: str, sent: str
) -> None:
    assert filled(template, prompt) == sent


def test_each_prompt_goes_into_its_own_template_and_the_clips_parameters_win() -> None:
    scene = Scene(
        id=scene_id(1),
        image_template="{prompt}, film grain",
        video_template="slow {prompt}",
        negative_template="text",
        parameters={"steps": 20, "seed": 1},
    )
    clip = Clip(
        id=clip_id(1),
        scene=scene.id,
        image_prompt="sea",
        video_prompt="pan",
        parameters={"seed": 7},
    )
    assert effective(scene, clip) == Prompts(
        image="sea, film grain",
        video="slow pan",
        negative="text",
        parameters={"steps": 20, "seed": 7},
    )
