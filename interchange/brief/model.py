"""A brief as its JSON Schema says it: `docs/brief.schema.json` is made from these models.

A value that is left empty (null) counts as not given.
"""

import re
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from domain import setting, text
from domain.errors import RuleViolatedError
from domain.rate import FrameRate
from domain.setting import LARGEST_SIDE
from interchange.timeline import MAX_CLIPS
from notation.part import Items, Part, ruled

VERSION: Final = 1
LABELS: Final = {rate.label: rate for rate in FrameRate}
LENGTH: Final = r"^[0-9]{1,7} frames?$|^[0-9]{2}:[0-9]{2}:[0-9]{2}[:;][0-9]{2}$"
LONGEST: Final = 86_400
"""Seconds of a day."""
SIZE: Final = re.compile(r"([0-9]{1,5}) ?x ?([0-9]{1,5})")
MAX_ALTERNATES: Final = 100


def size(value: str) -> tuple[int, int]:
    """Return width and height of a text such as 1920x1080."""
    match = SIZE.fullmatch(value)
    if match is None:
        raise RuleViolatedError(f"{text.quoted(value)} is no resolution. Write it as 1920x1080.")
    return setting.resolution(int(match[1]), int(match[2]))


def rate(value: str | float) -> FrameRate:
    """Return the rate of a label such as 25 or 29.97 DF."""
    found = LABELS.get(f"{value:g}" if isinstance(value, float) else str(value))
    if found is None:
        raise RuleViolatedError(
            f"There is no frame rate {text.quoted(str(value))}. There are: {', '.join(LABELS)}."
        )
    return found


Name = Annotated[str, Field(max_length=text.NAME_LENGTH)]
Prose = Annotated[str, Field(max_length=text.PROSE_LENGTH)]
Parameters = Annotated[dict[str, Any], ruled(text.parameters)]
Seconds = Annotated[int | float, Field(gt=0, le=LONGEST)]
Length = Annotated[
    Seconds | Annotated[str, Field(pattern=LENGTH)],
    Field(
        description="Seconds as a number; frames as `60 frames`; timecode as `00:00:02:12`.",
        examples=[2.5, "60 frames", "00:00:02:12"],
    ),
]


class Transition(Part):
    """How a clip comes in. Without a length it lasts a second, or as long as its clip."""

    kind: Literal["cut", "fade", "dissolve", "wipe"]
    length: Length | None = None
    direction: Literal["left", "right", "up", "down"] | None = None


class Texts(Part):
    lyrics: Prose | None = None
    notes: Prose | None = None
    image_prompt: Prose | None = None
    video_prompt: Prose | None = None
    negative_prompt: Prose | None = None
    parameters: Parameters | None = Field(default=None, description="Parameters of the generation.")
    status: Literal["draft", "ready", "generating", "review", "approved", "omitted"] | None = None


class Alternate(Texts):
    """Another version of a clip. What it does not say is as in the clip."""

    name: Name = ""
    length: Length | None = None


class Clip(Texts):
    name: Name = ""
    length: Length
    transition: Literal["cut", "fade", "dissolve", "wipe"] | Transition = "cut"
    alternates: Items[Alternate] = Field(default=[], max_length=MAX_ALTERNATES)


class Scene(Part):
    name: Name = ""
    description: Prose = ""
    lyrics: Prose = ""
    clips: Items[Clip] = Field(default=[], max_length=MAX_CLIPS)


class Settings(Part):
    """What is not given is as usual. An import into a project keeps the project's own."""

    frame_rate: Annotated[str | int | float, ruled(rate)] | None = Field(
        default=None, description=f"One of {', '.join(LABELS)}.", examples=[25, "29.97 DF"]
    )
    resolution: Annotated[str, ruled(size)] | None = Field(
        default=None,
        description=f"Width x height, each up to {LARGEST_SIDE}.",
        examples=["1920x1080"],
    )
    aspect_ratio: Annotated[str, ruled(setting.aspect_ratio)] | None = Field(
        default=None, examples=["16:9", "2.39:1"]
    )
    start_timecode: str | None = Field(default=None, examples=["01:00:00:00"])
    naming: Annotated[str, ruled(setting.naming)] | None = Field(
        default=None, examples=[setting.DEFAULT_NAMING]
    )
    style: Prose = ""
    image_model: Name = ""
    video_model: Name = ""


class Brief(Part):
    """A project to begin with, in words."""

    brief: Literal[1] = Field(description="The version of this format.")
    title: Annotated[Name, Field(min_length=1)]
    description: Prose = ""
    settings: Settings = Settings()
    scenes: Items[Scene] = Field(default=[], max_length=MAX_CLIPS)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a brief, as it is checked in."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Brief",
        "description": Brief.__doc__,
        **{key: each for key, each in Brief.model_json_schema().items() if key != "title"},
    }
