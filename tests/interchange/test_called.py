"""Exports called by the naming of the project: files, clips and scenes."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Final
from zipfile import ZipFile

import pytest

from domain.clip.command import AddClip, AddClipAlternate, LinkMedia
from domain.command import Command
from domain.naming.code import of
from domain.naming.command import ConfirmShotList
from domain.project import ChangeSettings
from domain.scene import AddScene
from interchange.format import FORMATS
from interchange.option import chosen
from interchange.source import Source
from interchange.timeline import Clip, Reading, Timeline
from tests.interchange.plan import board, clip_id, exported, plan, scene_id

NAMING: Final = "{project}_SQ{scene:03*10}_SH{shot:04*10}_{alternate}_t{take}_v{version:02}_{date}"
COMMANDS: Final[tuple[Command, ...]] = (
    ChangeSettings(naming=NAMING),
    AddScene(scene_id=scene_id(1), name="Quay"),
    AddClip(
        clip_id=clip_id(1), scene_id=scene_id(1), name="Möwen", length=24, media_url="/a/gulls.MOV"
    ),
    AddClipAlternate(clip_id=clip_id(1), copy_id=clip_id(2)),
    LinkMedia(clip_id=clip_id(2), url="/a/terns.png"),
    AddClip(
        clip_id=clip_id(3), scene_id=scene_id(1), name="Again", length=24, media_url="/a/gulls.MOV"
    ),
    AddClip(clip_id=clip_id(4), scene_id=scene_id(1), name="Rain", length=24),
)


def source(*more: Command, exports: int = 0) -> Source:
    made = board(*COMMANDS, *more)
    assert made.project is not None
    return Source(
        project=replace(made.project, exports=exports),
        layout=plan(made),
        timeline=exported(made).timeline,
        made_at=datetime(2026, 1, 31, 23, tzinfo=UTC),
        codes=of(made.project, made.scenes.values(), made.clips.values()),
    )


def written(format_: str, film: Source, **options: str) -> bytes:
    one = FORMATS[format_]
    return one.written(film, chosen(one.choices, options)).pieces[0].content


def media(film: Source) -> list[str]:
    with ZipFile(BytesIO(written("otioz", film))) as bundle:
        found = re.findall(r'"target_url": *"media/([^"]*)"', bundle.read("content.otio").decode())
    return list(dict.fromkeys(found))


def test_files_of_a_bundle_are_called_by_the_convention_once_the_shot_list_is_confirmed() -> None:
    assert media(source()) == ["gulls.MOV", "terns.png"]
    assert media(source(ConfirmShotList(), exports=4)) == [
        "Film_SQ010_SH0010_t1_v05_20260131.MOV",
        "Film_SQ010_SH0010_A1_t1_v05_20260131.png",
    ]


def test_the_file_of_an_export_is_called_by_the_convention_once_it_is_confirmed() -> None:
    assert source().title == "Film"
    assert source(ConfirmShotList(), exports=4).title == "Film_v05_20260131"


def clips(found: Timeline) -> list[Clip]:
    return [item for track in found.tracks for item in track.items if isinstance(item, Clip)]


def read_back(format_: str, film: Source, **options: str) -> Reading:
    read = FORMATS[format_].read
    assert read is not None
    return read(written(format_, film, **options), None)


@pytest.mark.parametrize("film", [source(), source(ConfirmShotList())])
@pytest.mark.parametrize("format_", ["otio", "otioz", "fcpxml", "xmeml"])
def test_clips_and_scenes_are_called_by_their_codes_where_that_is_wished(
    format_: str, film: Source
) -> None:
    names = [clip.name for clip in clips(read_back(format_, film).timeline)]
    assert names == ["Möwen", "Again", "Rain"]
    found = read_back(format_, film, names="code").timeline
    assert [clip.name for clip in clips(found)] == [
        "SQ010_SH0010",
        "SQ010_SH0020",
        "SQ010_SH0030",
    ]
    assert [it.name for it in clips(found)[0].alternates] == ["SQ010_SH0010_A1"]
    assert [it.name for it in found.scenes] == ["SQ010"]


def test_an_edl_has_codes_for_names_and_for_reels_of_clips_without_a_file() -> None:
    text = written("edl", source(ConfirmShotList()), names="code").decode()
    assert "* FROM CLIP NAME: SQ010_SH0010" in text
    assert "  SQ010SH0 " in text


@pytest.mark.parametrize("format_", ["otio", "fcpxml", "xmeml"])
def test_codes_that_were_given_come_back_with_the_clips(format_: str) -> None:
    found = clips(read_back(format_, source(ConfirmShotList())).timeline)
    assert [clip.details.code for clip in found] == [
        "SQ010_SH0010",
        "SQ010_SH0020",
        "SQ010_SH0030",
    ]
    assert {clip.details.code for clip in clips(read_back(format_, source()).timeline)} == {""}
