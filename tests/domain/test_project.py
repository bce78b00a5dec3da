from dataclasses import replace
from typing import Any

import pytest

from domain.board.board import Board
from domain.command import decide
from domain.conform import Conform
from domain.errors import UNSEEN, NotFoundError, RuleViolatedError
from domain.project import (
    ChangeSettings,
    CopyProject,
    CreateProject,
    EditProject,
    ExportProject,
    SetProjectState,
)
from events.clip import ClipMoved, ClipTrimmed
from events.ids import ProjectId
from events.project import (
    ProjectArchived,
    ProjectAspectRatioChanged,
    ProjectDeleted,
    ProjectDescribed,
    ProjectExported,
    ProjectFrameRateChanged,
    ProjectModelsChanged,
    ProjectNamingChanged,
    ProjectRenamed,
    ProjectResolutionChanged,
    ProjectRestored,
    ProjectStartChanged,
    ProjectStyleChanged,
    ProjectUnarchived,
)
from events.store import Fact
from tests.domain.example import (
    ADA,
    BEA,
    CLIPS,
    CREATED,
    FOUNDED,
    ID,
    about,
    clip,
    facts_after,
    scene,
)
from tests.scenario import board_of, scenario

CREATE = CreateProject(project_id=ID, owner=ADA, name="Harbour")
TAKEN = RuleViolatedError("This project id is taken. Use a new id.", field="id")
ARCHIVE, UNARCHIVE, DELETE, RESTORE = (
    SetProjectState(state="archived"),
    SetProjectState(state="active"),
    SetProjectState(state="deleted"),
    SetProjectState(state="restored"),
)


def test_a_project_is_created_with_the_usual_settings() -> None:
    scenario(given=[], when=CREATE, then=FOUNDED)


def test_a_project_is_created_with_settings_of_its_own() -> None:
    scenario(
        given=[],
        when=replace(
            CREATE,
            name=" Quay ",
            description="d",
            frame_rate="FPS_29_97_DF",
            width=4096,
            height=1716,
            aspect_ratio="2.39:1",
            start_timecode="01:00:00;00",
            naming="{clip}",
        ),
        then=about(
            ID,
            replace(
                CREATED,
                name="Quay",
                description="d",
                frame_rate="FPS_29_97_DF",
                width=4096,
                height=1716,
                aspect_ratio="2.39:1",
                start_frame=107_892,
                naming="{clip}",
            ),
        ),
    )


def test_a_frame_rate_is_stored_as_a_plain_text() -> None:
    [fact] = decide(CREATE, board_of([]))
    assert type(getattr(fact.event, "frame_rate", None)) is str


def test_creating_the_same_project_again_changes_nothing() -> None:
    scenario(given=FOUNDED, when=CREATE, then=[])


@pytest.mark.parametrize("other", [{"name": "Another"}, {"owner": BEA}])
def test_another_project_with_an_id_in_use_is_refused(other: dict[str, Any]) -> None:
    scenario(given=FOUNDED, when=replace(CREATE, **other), then=TAKEN)


def test_an_id_that_is_no_projects_is_refused() -> None:
    scenario(
        given=[],
        when=replace(CREATE, project_id=ProjectId("library")),
        then=RuleViolatedError("A project's id is 'project-' and 32 hex digits.", field="id"),
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "n" * 10_000},
        {"description": "\x00"},
        {"frame_rate": "FPS_23"},
        {"width": 0},
        {"aspect_ratio": "wide"},
        {"start_timecode": "24:00:00:00"},
        {"naming": "{scene}"},
    ],
)
def test_what_no_project_can_be_is_refused(wrong: dict[str, Any]) -> None:
    scenario(given=[], when=replace(CREATE, **wrong), then=RuleViolatedError)


@pytest.mark.parametrize("command", [EditProject(name="x"), ChangeSettings(), ARCHIVE])
def test_a_project_that_is_not_there_answers_nothing(command: EditProject) -> None:
    scenario(
        given=[],
        when=command,
        then=NotFoundError(UNSEEN),
    )


def test_a_project_is_renamed_and_described() -> None:
    edit = EditProject(name="Quay", description="d")
    edited = about(ID, ProjectRenamed(name="Quay"), ProjectDescribed(description="d"))
    scenario(given=FOUNDED, when=edit, then=edited)
    scenario(given=[*FOUNDED, *edited], when=edit, then=[])
    scenario(given=FOUNDED, when=EditProject(), then=[])


def test_every_setting_is_changed_by_a_fact_of_its_own() -> None:
    change = ChangeSettings(
        width=1280,
        height=720,
        aspect_ratio="4:3",
        start_timecode="01:00:00:00",
        naming="{clip}",
        image_model="flux",
        video_model="wan",
        style="ink",
    )
    changed = about(
        ID,
        ProjectStartChanged(start_frame=86_400),
        ProjectResolutionChanged(width=1280, height=720),
        ProjectAspectRatioChanged(aspect_ratio="4:3"),
        ProjectNamingChanged(naming="{clip}"),
        ProjectStyleChanged(style="ink"),
        ProjectModelsChanged(image_model="flux", video_model="wan"),
    )
    scenario(given=FOUNDED, when=change, then=changed)
    scenario(given=[*FOUNDED, *changed], when=change, then=[])


def test_a_setting_left_out_stays() -> None:
    scenario(given=FOUNDED, when=ChangeSettings(), then=[])
    scenario(
        given=FOUNDED,
        when=ChangeSettings(height=720, video_model="wan"),
        then=about(
            ID,
            ProjectResolutionChanged(width=1920, height=720),
            ProjectModelsChanged(image_model="", video_model="wan"),
        ),
    )


@pytest.mark.parametrize(
    "wrong", [{"frame_rate": ""}, {"frame_rate": "FPS_48"}, {"height": 0}, {"style": "\x00"}]
)
def test_a_setting_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    scenario(given=FOUNDED, when=ChangeSettings(**wrong), then=RuleViolatedError)


def test_another_rate_keeps_the_start_as_it_reads() -> None:
    start = replace(CREATED, start_frame=86_400)
    rate = ChangeSettings(frame_rate="FPS_25")
    scenario(
        given=about(ID, start),
        when=rate,
        then=about(ID, ProjectFrameRateChanged(frame_rate="FPS_25", start_frame=90_000)),
    )
    scenario(
        given=about(ID, start),
        when=replace(rate, start_timecode="00:00:01:00"),
        then=about(ID, ProjectFrameRateChanged(frame_rate="FPS_25", start_frame=25)),
    )


def test_another_rate_of_a_project_with_clips_lays_them_anew() -> None:
    change = ChangeSettings(frame_rate="FPS_25", conform=Conform.KEEP_TIME)
    changed = [
        *about(ID, ProjectFrameRateChanged(frame_rate="FPS_25", start_frame=0)),
        *about(clip(1), ClipTrimmed(length=50)),
        *about(clip(2), ClipMoved(scene=scene(1), track=0, start=75), ClipTrimmed(length=25)),
        *about(clip(3), ClipTrimmed(length=25)),
    ]
    scenario(given=CLIPS, when=change, then=changed)
    scenario(given=[*CLIPS, *changed], when=change, then=[])


def test_a_project_goes_into_the_archive_and_out_of_it() -> None:
    scenario(given=FOUNDED, when=ARCHIVE, then=about(ID, ProjectArchived()))
    scenario(given=facts_after(FOUNDED, ARCHIVE), when=ARCHIVE, then=[])
    archived = facts_after(FOUNDED, ARCHIVE)
    scenario(given=archived, when=UNARCHIVE, then=about(ID, ProjectUnarchived()))
    scenario(given=FOUNDED, when=UNARCHIVE, then=[])


def test_a_project_is_deleted_and_restored() -> None:
    scenario(given=FOUNDED, when=DELETE, then=about(ID, ProjectDeleted()))
    deleted = facts_after(FOUNDED, DELETE)
    scenario(given=deleted, when=DELETE, then=[])
    scenario(given=deleted, when=RESTORE, then=about(ID, ProjectRestored()))
    scenario(given=FOUNDED, when=RESTORE, then=[])


def test_a_deleted_project_can_only_be_restored() -> None:
    scenario(
        given=facts_after(FOUNDED, DELETE),
        when=ARCHIVE,
        then=RuleViolatedError("The project is deleted. Restore it first."),
    )


def copying(source: Board, target: Board) -> CopyProject:
    assert source.project is not None
    return CopyProject(
        project_id=ProjectId(target.id),
        owner=BEA,
        name="Copy",
        project=source.project,
        scenes=tuple(source.scenes.values()),
        clips=tuple(source.clips.values()),
        seed="seed",
    )


def test_a_copy_has_the_settings_of_its_source_and_an_owner_of_its_own() -> None:
    target = Board("project-" + "1" * 32)
    facts = decide(copying(board_of(CLIPS), target), target)
    event = replace(CREATED, name="Copy", owner=BEA, copied_from=ID)
    assert facts[0] == Fact(stream=target.id, event=event)
    assert len(facts) == len(CLIPS)


def test_copying_again_changes_nothing() -> None:
    target = Board("project-" + "1" * 32)
    command = copying(board_of(CLIPS), target)
    target.apply(decide(command, target))
    assert decide(command, target) == []


def test_a_project_is_not_copied_onto_another() -> None:
    with pytest.raises(RuleViolatedError, match="This project id is taken"):
        decide(copying(board_of(CLIPS), board_of(FOUNDED)), board_of(FOUNDED))


def test_an_export_is_noted_and_counted_each_time_and_changes_nothing_else() -> None:
    wish = ExportProject(format="EDL", options={"encoding": "ascii"})
    fact = Fact(stream=ID, event=ProjectExported(format="EDL", options={"encoding": "ascii"}))
    scenario(given=FOUNDED, when=wish, then=[fact])
    scenario(given=[*FOUNDED, fact], when=wish, then=[fact])
    project = board_of(FOUNDED).project
    assert project is not None
    assert board_of([*FOUNDED, fact]).project == replace(project, exports=1)


def test_an_export_of_no_format_or_project_is_refused() -> None:
    scenario(given=FOUNDED, when=ExportProject(format="", options={}), then=RuleViolatedError)
    scenario(
        given=FOUNDED,
        when=ExportProject(format="EDL", options={"a": "x\ny"}),
        then=RuleViolatedError,
    )
    scenario(given=[], when=ExportProject(format="EDL", options={}), then=NotFoundError(UNSEEN))
