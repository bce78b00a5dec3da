"""Briefs become projects."""

import json
from fractions import Fraction
from typing import Any

import pytest

from domain.board.board import Board
from domain.project import ChangeSettings, CreateProject
from domain.rate import FrameRate
from interchange import brief
from interchange.founding import founded, unused
from interchange.report import Report
from interchange.timeline import Clip, Reading, Setup, placed_clips
from tests.interchange.brief.contract import SCHEMA, written
from tests.interchange.brief.example import EXAMPLE
from tests.interchange.plan import PROJECT, USER, taken

CREATE = CreateProject(project_id=PROJECT, owner=USER, name="file")


def read(document: dict[str, Any]) -> Reading:
    return brief.read(json.dumps({"brief": 1, "title": "Film", **document}).encode())


def clips(*each: dict[str, Any], **settings: Any) -> list[Clip]:
    found = read({"settings": settings, "scenes": [{"clips": list(each)}]}).timeline
    return [clip for _, clip in placed_clips(found.tracks[0])]


def board(reading: Reading) -> Board:
    rate = reading.timeline.frame_rate
    assert rate is not None
    made, report = taken(reading.timeline, rate)
    assert report == []
    return made


def test_the_brief_of_the_documentation_becomes_scenes_and_clips() -> None:
    reading = brief.read(EXAMPLE.encode())
    made = board(reading)
    assert reading.omissions == ()
    assert reading.timeline.frame_rate is FrameRate.FPS_25
    assert reading.timeline.start == 10 * 3600 * 25
    assert [(scene.name, scene.description, scene.lyrics) for scene in made.scenes.values()] == [
        ("Quay", "Gulls, and the smell of tar.\n", ""),
        ("Pier", "", "And on the stones"),
    ]
    shown = [
        (it.name, it.start, it.length, it.transition, it.transition_length, it.is_chosen)
        for it in made.clips.values()
    ]
    assert shown == [
        ("Gulls", 0, 63, "fade", 25, True),
        ("Terns", 0, 63, "fade", 25, False),
        ("Rain", 63, 60, "dissolve", 25, True),
        ("Clip 1", 0, 100, "wipe", 12, True),
        ("Clip 2", 100, 25, "cut", 0, True),
    ]


def test_a_clip_has_all_its_texts() -> None:
    gulls, terns, rain, first, _ = board(brief.read(EXAMPLE.encode())).clips.values()
    assert (gulls.video_prompt, gulls.negative_prompt) == ("slow pan to the left", "people")
    assert (gulls.notes, dict(gulls.parameters)) == (
        "Needs the long lens.",
        {"seed": 7, "steps": 30},
    )
    assert (terns.image_prompt, terns.notes) == ("terns over a quay, dusk", gulls.notes)
    assert (rain.lyrics, first.status, rain.status) == ("It rains on the water", "ready", "draft")


def test_yaml_and_json_of_one_brief_are_read_alike() -> None:
    document = {
        "settings": {"frame_rate": "29.97 DF", "start_timecode": "01:00:00;00"},
        "scenes": [
            {"name": "Quay", "clips": [{"length": 1.001, "parameters": {"a": [None, 1.5]}}]}
        ],
    }
    text = (
        "brief: 1\ntitle: Film\nsettings: {frame_rate: 29.97 DF, start_timecode: 01:00:00;00}\n"
        "scenes:\n- name: Quay\n  clips:\n  - length: 1.001\n    parameters:\n      a: [~, 1.5]\n"
    )
    assert brief.read(text.encode()) == read(document)


def test_what_the_project_shall_be_is_in_the_commands_that_make_it() -> None:
    made, further = founded(CREATE, brief.read(EXAMPLE.encode()).setup, Report())
    assert isinstance(made, CreateProject)
    assert (made.name, made.description) == ("Harbour at night", "A film in four shots.")
    assert (made.width, made.height, made.aspect_ratio) == (1920, 1080, "16:9")
    assert further == ChangeSettings(
        style="watercolour, wide brush", image_model="", video_model=""
    )


def test_what_a_brief_does_not_wish_is_as_usual() -> None:
    assert founded(CREATE, Setup(), Report()) == (CREATE,)
    assert unused(Setup()) == ()
    assert read({}).setup == Setup(name="Film")


def test_an_import_into_a_project_says_that_its_settings_stay() -> None:
    (omission,) = unused(read({}).setup)
    assert omission.sentence == (
        "The title, description and settings, the file: the project has its own already; import"
        " it as a new project to take them."
    )


@pytest.mark.parametrize("rate", FrameRate)
def test_a_brief_without_a_rate_has_that_of_the_project(rate: FrameRate) -> None:
    content = b"brief: 1\ntitle: Film\nscenes: [{clips: [{length: 10}]}]"
    timeline = brief.read(content, rate).timeline
    assert timeline.frame_rate is rate
    assert timeline.tracks[0].items[0].length == round(10 * rate.exact)


@pytest.mark.parametrize(
    ("label", "rate"), [(25, "FPS_25"), (23.976, "FPS_23_976"), ("59.94 NDF", "FPS_59_94_NDF")]
)
def test_a_rate_is_written_as_people_call_it(label: object, rate: str) -> None:
    assert read({"settings": {"frame_rate": label}}).timeline.frame_rate is FrameRate[rate]


def test_many_lengths_in_seconds_do_not_drift_and_frames_stay_exact() -> None:
    made = clips(*[{"length": 0.1}] * 1_000, frame_rate=23.976)
    total = sum(clip.length for clip in made)
    assert abs(total - 100 * Fraction(24_000, 1_001)) <= 1
    mixed = clips({"length": 0.1}, {"length": "7 frames"}, {"length": 0.1}, {"length": "1 frame"})
    assert [clip.length for clip in mixed] == [2, 7, 3, 1]


def test_a_length_shorter_than_a_frame_is_one_frame() -> None:
    assert [clip.length for clip in clips({"length": 0.001})] == [1]


def test_an_alternate_may_have_its_own_length_and_status_and_no_text() -> None:
    (clip,) = clips(
        {
            "length": 2,
            "lyrics": "la",
            "alternates": [{"length": 1, "status": "ready", "lyrics": ""}, {}],
        }
    )
    assert [
        (it.name, it.length, it.details.lyrics, it.details.status) for it in clip.alternates
    ] == [
        ("Clip 1 A1", 24, "", "ready"),
        ("Clip 1 A2", 48, "la", "draft"),
    ]
    made = board(
        read(
            {"scenes": [{"clips": [{"length": 1, "lyrics": "la", "alternates": [{"lyrics": ""}]}]}]}
        )
    )
    assert [it.lyrics for it in made.clips.values()] == ["la", ""]


def test_a_scene_may_be_empty_and_a_value_left_out() -> None:
    made = board(brief.read(b"brief: 1\ntitle: Film\nscenes:\n- name: One\n  clips:\n- name:\n"))
    assert [scene.name for scene in made.scenes.values()] == ["One", "Scene 2"]


def test_words_that_older_yaml_takes_for_something_else_are_words() -> None:
    text = "brief: 1\ntitle: no\nscenes:\n- name: yes\n- name: 2026-01-02\n- name: 0x1F\n"
    reading = brief.read(text.encode())
    assert reading.setup.name == "no"
    assert [scene.name for scene in reading.timeline.scenes] == ["yes", "2026-01-02", "0x1F"]


def test_the_longest_brief_is_taken() -> None:
    made = clips(*[{"length": 1}] * 20_000)
    assert len(made) == 20_000


def test_the_schema_in_the_documentation_is_that_of_the_reader() -> None:
    """Run `make contract` and read the diff: it is what authors of briefs will see."""
    assert SCHEMA.read_text("utf-8") == written()
