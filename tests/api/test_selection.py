"""What a mutation answers about a clip's place is right, however it is asked for."""

import pytest

from tests.api.client import Person


@pytest.mark.parametrize(
    "selection",
    [
        "clip { timelineStart startTimecode }",
        "clip { ... { timelineStart startTimecode } }",
        "clip { ...F }",
        "... on ClipSuccess { clip { ... on Clip { ...F } } }",
    ],
)
async def test_a_place_on_the_timeline_is_right_in_fields_and_fragments(
    ada: Person, project: str, selection: str
) -> None:
    await ada.clip(await ada.scene(project), length=24)
    clip = await ada.clip(await ada.scene(project), length=24)
    fragment = "fragment F on Clip { timelineStart startTimecode }" if "...F" in selection else ""
    mutation = f"""mutation($input: MoveClipInput!) {{
      moveClip(input: $input) {{ ... on ClipSuccess {{ {selection} }} }}
    }} {fragment}"""
    moved = await ada.ask(mutation, input={"clipId": clip, "start": 10})
    assert moved["moveClip"]["clip"] == {"timelineStart": 34, "startTimecode": "00:00:01:10"}
