"""What workers send, in the client's camelCase; durations are seconds."""

from typing import Annotated, Final, Literal

from pydantic import Field

from server.account.body import Body

LARGEST_PROBE: Final = 8_000_000
LARGEST_PROGRESS: Final = 4_000_000
LONGEST: Final = 10**8

Id = Annotated[str, Field(max_length=100)]
Name = Annotated[str, Field(max_length=500)]
Names = Annotated[list[Name], Field(default_factory=list)]
Count = Annotated[int, Field(ge=0, le=10**6)]
Seconds = Annotated[float, Field(ge=0, le=LONGEST)]


class Device(Body):
    name: Name
    vram: Annotated[int, Field(ge=0, le=10**9)]


class Registering(Body):
    """`models` are named as `kind/name`, `vram` is megabytes."""

    version: Name
    devices: list[Device]
    models: Names
    nodes: Names


class Claiming(Body):
    """`wait` is for how long the answer may be waited for."""

    holding: Annotated[list[Id], Field(max_length=1000, default_factory=list)]
    foreign: Count = 0
    wait: Annotated[float, Field(ge=0, le=60)] = 25.0


class Picture(Body):
    media_type: Literal["image/jpeg", "image/png", "image/webp"]
    data: str  # base64


class Progressing(Body):
    is_running: bool
    ahead: Count = 0
    fraction: Annotated[float, Field(ge=0, le=1)] = 0.0
    node: Name = ""
    step: Count = 0
    steps: Count = 0
    preview: Picture | None = None


class Made(Body):
    """`proof` is what the upload was answered with."""

    name: Name
    proof: str


class Completing(Body):
    seconds: Seconds = 0.0
    outputs: Annotated[list[Made], Field(min_length=1, max_length=1000)]


class Failing(Body):
    kind: Literal["graph", "lacking", "memory", "trouble", "lost", "canceled"]
    reason: Annotated[str, Field(max_length=5000)] = ""
    seconds: Seconds = 0.0
