"""Projects to take timelines in and out of."""

from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from hypothesis import strategies as st

from domain.board.board import Board
from domain.clip.command import (
    AddClip,
    AddClipAlternate,
    EditClip,
    LinkMedia,
    SetTransition,
    TrimClip,
)
from domain.command import Command, decide
from domain.project import CreateProject
from domain.rate import FrameRate
from domain.scene import AddScene
from domain.timeline import Layout, layout
from events.ids import ClipId, ProjectId, SceneId, UserId
from events.record import record
from interchange.intake import intake
from interchange.outlet import Export, export
from interchange.timeline import (
    Item,
    Marker,
    Scene,
    Timeline,
    Track,
    TrackKind,
)

PROJECT = ProjectId("project-" + "0" * 32)
USER = UserId("user-" + "0" * 32)
SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.otio"))

Places: TypeAlias = list[tuple[int, str, int, int, str, int, int]]


def scene_id(number: int) -> SceneId:
    return SceneId(f"scene-{number:032x}")


def clip_id(number: int) -> ClipId:
    return ClipId(f"clip-{number:032x}")


def board(*commands: Command, rate: str = "FPS_24", start: str = "") -> Board:
    """Return a project on which the commands were carried out."""
    made = Board(PROJECT)
    create = CreateProject(
        project_id=PROJECT, owner=USER, name="Film", frame_rate=rate, start_timecode=start
    )
    for command in (create, *commands):
        made.apply(decide(command, made))
    return made


def plan(made: Board) -> Layout:
    return layout(made.scenes.values(), made.clips.values())


def exported(made: Board) -> Export:
    assert made.project is not None
    return export(made.project, plan(made))


def places(made: Board) -> Places:
    """Return track, name, absolute start, length and media of all that plays."""
    return [
        (
            clip.track,
            clip.name,
            block.start + clip.start,
            clip.length,
            clip.media_url,
            clip.media_start,
            clip.media_length,
        )
        for block in plan(made).blocks
        for clip in block.clips
    ]


def timeline(
    *items: Item, scenes: tuple[Scene, ...] = (), markers: tuple[Marker, ...] = ()
) -> Timeline:
    track = Track(kind=TrackKind.VIDEO, items=items)
    return Timeline(name="Cut", rate=Fraction(24), tracks=(track,), scenes=scenes, markers=markers)


def taken(source: Timeline, rate: FrameRate = FrameRate.FPS_24) -> tuple[Board, list[str]]:
    """Return the project a timeline makes, and the sentences of its report."""
    result = intake(source, rate, "seed")
    made = board(*result.commands, rate=rate)
    return made, [omission.sentence for omission in result.omissions]


@record
class Plan:
    rate: FrameRate
    commands: tuple[Command, ...]


NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1)
PROSE = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), max_size=20)

PARAMETERS = st.dictionaries(NAMES.filter(lambda key: not key.startswith("$")), PROSE, max_size=1)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Scenes, some empty, of clips on several tracks with gaps, media, texts and alternates."""
    commands: list[Command] = []
    count = 0
    for number in range(draw(st.integers(0, 4))):
        commands.append(
            AddScene(scene_id=scene_id(number), name=draw(NAMES), description=draw(PROSE))
        )
        for track in draw(st.lists(st.integers(0, 3), max_size=3, unique=True)):
            at = 0
            for _ in range(draw(st.integers(0, 3))):
                at += draw(st.sampled_from([0, 0, 1, 100]))
                length = draw(st.integers(1, 500))
                count += 1
                original = clip_id(count)
                has_media = draw(st.booleans())
                commands.append(
                    AddClip(
                        clip_id=original,
                        scene_id=scene_id(number),
                        name=draw(NAMES),
                        track=track,
                        start=at,
                        length=length,
                        lyrics=draw(PROSE),
                        notes=draw(PROSE),
                        image_prompt=draw(PROSE),
                        parameters=draw(
                            st.dictionaries(
                                NAMES.filter(lambda key: key[0] != "$"), PROSE, max_size=1
                            )
                        ),
                        media_url="file:///a.mov" if has_media else "",
                        media_start=draw(st.integers(0, 99)) if has_media else 0,
                        media_length=draw(st.integers(0, 99)) if has_media else 0,
                    )
                )
                kind = draw(st.sampled_from(["cut", "cut", "dissolve", "fade", "wipe"]))
                if kind != "cut":
                    frames = draw(st.integers(1, length))
                    mixed = SetTransition(clip_id=original, kind=kind, length=frames)
                    commands.append(mixed)
                if draw(st.booleans()):
                    count += 1
                    commands += [
                        AddClipAlternate(clip_id=original, copy_id=clip_id(count)),
                        EditClip(clip_id=clip_id(count), name=draw(NAMES), notes=draw(PROSE)),
                        LinkMedia(clip_id=clip_id(count), url="file:///b.mov", start=3, length=9),
                        TrimClip(clip_id=clip_id(count), length=draw(st.integers(1, 600))),
                    ]
                at += length
    return Plan(rate=draw(st.sampled_from(FrameRate)), commands=tuple(commands))


def everything(made: Board) -> list[tuple[object, ...]]:
    """Return all that a user wrote or placed, in order and without ids."""
    rows: list[tuple[object, ...]] = []
    for block in plan(made).blocks:
        rows.append((block.scene.name, block.scene.description, block.start, block.length))
        for shown in block.clips:
            for clip in (shown, *block.versions_of(shown)):
                texts = (clip.lyrics, clip.notes, clip.image_prompt, dict(clip.parameters))
                media = (clip.media_url, clip.media_start, clip.media_length)
                rows.append((clip.name, clip.track, clip.start, clip.length, *texts, *media))
    return rows
