"""A small project to decide on: two scenes, three clips, one of them in two versions."""

from dataclasses import replace
from typing import Final

from domain.board.board import Board
from domain.command import Command, decide
from events.clip import ClipAdded
from events.ids import ClipId, ProjectId, SceneId, UserId
from events.project import ProjectCreated
from events.scene import SceneAdded
from events.store import Fact
from tests.scenario import PROJECT, board_of

ADA: Final = UserId("user-" + "a" * 32)
BEA: Final = UserId("user-" + "b" * 32)
CAI: Final = UserId("user-" + "c" * 32)
ID: Final = ProjectId(PROJECT)


def clip(number: int) -> ClipId:
    return ClipId(f"clip-{number:032x}")


def scene(number: int) -> SceneId:
    return SceneId(f"scene-{number:032x}")


CREATED: Final = ProjectCreated(
    name="Harbour",
    owner=ADA,
    frame_rate="FPS_24",
    width=1920,
    height=1080,
    aspect_ratio="16:9",
    start_frame=0,
    naming="SQ{scene:03*10}_SH{shot:04*10}",
)
SCENE: Final = SceneAdded(name="Scene 1", rank="i", parameters={})
SECOND: Final = SceneAdded(name="Scene 2", rank="i00001", parameters={})
CLIP: Final = ClipAdded(
    scene=scene(1), name="Clip 1", track=0, start=0, length=48, parameters={}, status="draft"
)
ALTERNATE: Final = replace(
    CLIP,
    name="Clip 1 A1",
    length=24,
    original=clip(1),
    alternate=1,
    is_chosen=False,
    copied_from=clip(1),
)

FOUNDED: Final = [Fact(stream=ID, event=CREATED)]
SCENES: Final = [
    *FOUNDED,
    Fact(stream=scene(1), event=SCENE),
    Fact(stream=scene(2), event=SECOND),
]
# Frames 0 to 48 and 72 to 96 of the first scene are taken; clip 3 is the alternate of clip 1.
CLIPS: Final = [
    *SCENES,
    Fact(stream=clip(1), event=CLIP),
    Fact(stream=clip(2), event=replace(CLIP, name="Clip 2", start=72, length=24)),
    Fact(stream=clip(3), event=ALTERNATE),
]


def about(stream: str, *events: object) -> list[Fact]:
    return [Fact(stream=stream, event=event) for event in events]


def after(given: list[Fact], *commands: Command) -> Board:
    """Return the board after commands that are meant to succeed."""
    board = board_of(given)
    for command in commands:
        board.apply(decide(command, board))
    return board


def facts_after(given: list[Fact], *commands: Command) -> list[Fact]:
    """Return what was given and what commands that are meant to succeed made of it."""
    board, facts = board_of(given), list(given)
    for command in commands:
        decided = decide(command, board)
        board.apply(decided)
        facts += decided
    return facts
