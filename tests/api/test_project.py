"""Projects: made, described, set up, archived, deleted, copied and listed."""

from tests.api.client import Person


async def test_smoke(ada: Person, project: str, scene: str, clip: str) -> None:
    print(await ada.shown("project", project))
    print(await ada.shown("scene", scene))
    print(await ada.shown("clip", clip))
    print(await ada.refused("moveClip", clipId=clip, start=-4))
