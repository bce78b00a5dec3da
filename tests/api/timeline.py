"""The timeline as a test compares it: every field that the schema has."""

from typing import Final

from tests.api.client import CLIP, Json, Person

TIMELINE: Final = f"""
    query($id: ID!) {{
      timeline(projectId: $id) {{
        projectId position frameRate rateNumerator rateDenominator nominalFps isDropFrame
        startFrame length
        scenes {{
          id projectId version name description lyrics templates {{ image video negative }}
          parameters code isCoded isChosen isDeleted originalId alternate badge start length
          clipCount
          gaps {{ track start length }}
          clips {{ {CLIP.replace("alternates { id }", f"alternates {{ {CLIP} }}")} }}
          alternates {{ id name badge start length clipCount clips {{ id name }} }}
        }}
      }}
    }}
"""


async def timeline(person: Person, project: str) -> Json:
    shown: Json = (await person.ask(TIMELINE, id=project))["timeline"]
    return shown
