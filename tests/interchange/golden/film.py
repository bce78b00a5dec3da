"""One small film with something of everything that a format can be asked to carry."""

from datetime import UTC, datetime
from typing import Final

from domain.clip.command import (
    AddClip,
    AddClipAlternate,
    EditClip,
    LinkMedia,
    SetTransition,
)
from domain.command import Command
from domain.media import Sound
from domain.music import SetMusic
from domain.naming.code import of
from domain.scene import AddScene
from interchange.source import Source
from tests.interchange.plan import board, clip_id, exported, plan, scene_id

RATE: Final = "FPS_29_97_DF"
MOVIE: Final = "file:///Volumes/Film/Möwen über Kap & Co.mov"
STILL: Final = "file:///Volumes/Film/panel.png"
BACKUP: Final = "file:///Volumes/Film/second.mov"


def commands() -> tuple[Command, ...]:
    """Return music and scenes with stills, gaps, alternates, transitions and odd letters."""
    harbour, storm = scene_id(1), scene_id(2)
    gulls, rain, panel, title, wave, night = map(clip_id, range(1, 7))
    return (
        AddScene(scene_id=harbour, name="Harbour", description="Früh <am> Meer", lyrics="La la"),
        AddClip(
            clip_id=gulls,
            scene_id=harbour,
            name="Gulls",
            length=60,
            lyrics="One line\nand another",
            notes="“Wide” & slow",
            image_prompt="gulls over a harbour, 35 mm",
            negative_prompt="boats",
            parameters={"seed": 7, "steps": [20, 30]},
            status="approved",
            media_url=MOVIE,
            media_start=30,
            media_length=600,
        ),
        AddClipAlternate(clip_id=gulls, copy_id=clip_id(7)),
        EditClip(clip_id=clip_id(7), name="Gulls, closer"),
        LinkMedia(clip_id=clip_id(7), url=BACKUP, start=0, length=300),
        AddClip(
            clip_id=rain,
            scene_id=harbour,
            name="=Rain 'n' \"roll\"",
            length=90,
            video_prompt="rain, slow push in",
            media_url=MOVIE,
            media_start=200,
            media_length=400,
        ),
        SetTransition(clip_id=rain, kind="dissolve", length=12),
        AddClip(
            clip_id=panel, scene_id=harbour, name="Panel", start=180, length=45, media_url=STILL
        ),
        SetTransition(clip_id=panel, kind="fade", length=10),
        AddClip(clip_id=title, scene_id=harbour, name="Title", track=1, start=20, length=30),
        AddScene(scene_id=storm, name="Storm 嵐"),
        AddClip(
            clip_id=wave,
            scene_id=storm,
            name="Wave",
            length=1_800,
            media_url=MOVIE,
            media_start=20,
            media_length=2_000,
        ),
        SetTransition(clip_id=wave, kind="wipe", length=8, direction="left"),
        AddClip(clip_id=night, scene_id=storm, name="Night", length=24),
        SetMusic(
            digest="5" * 64,
            name="Lied & Möwe.mp3",
            sound=Sound(samples=2_646_000, rate=44_100, channels=1),
            offset=30,
        ),
    )


def film() -> Source:
    made = board(*commands(), rate=RATE, start="00:59:59;20")
    assert made.project is not None
    return Source(
        project=made.project,
        layout=plan(made),
        timeline=exported(made).timeline,
        made_at=datetime(2026, 1, 2, tzinfo=UTC),
        codes=of(made.project, made.scenes.values(), made.clips.values()),
    )
