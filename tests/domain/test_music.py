"""The music of a project."""

from dataclasses import replace

import pytest

from domain import music
from domain.board.board import Board
from domain.branch import ForkBranch
from domain.command import decide
from domain.conform import Conform
from domain.errors import InterferedError, RuleViolatedError
from domain.holding import held
from domain.media import Sound
from domain.music import MoveMusic, RemoveMusic, SetMusic
from domain.project import ChangeSettings, CopyProject
from events.ids import ProjectId
from events.project import ProjectMusicMoved, ProjectMusicRemoved, ProjectMusicSet
from events.store import Fact
from tests.domain.example import ADA, CLIPS, FOUNDED, ID, about, after, facts_after
from tests.domain.house import House, Step
from tests.scenario import PROJECT, board_of, scenario

DIGEST = "5" * 64
OTHER = "7" * 64
# 100 frames at 24 a second, to a sample.
SOUND = Sound(samples=200_000, rate=48_000, channels=2)
SET = SetMusic(digest=DIGEST, name="Waltz.wav", sound=SOUND, offset=24)
HAPPENED = ProjectMusicSet(
    digest=DIGEST, name="Waltz.wav", samples=200_000, rate=48_000, channels=2, offset=24
)
PLAYED = facts_after(CLIPS, SET)
BEGINS = "Music of 100 frames begins between frame -99 and frame 5,184,000 of the timeline, not at"


def test_music_plays_from_a_frame_on() -> None:
    scenario(given=FOUNDED, when=SET, then=about(ID, HAPPENED))


def test_music_plays_from_the_beginning_where_nobody_says_otherwise() -> None:
    wish = replace(SET, offset=None)
    scenario(given=FOUNDED, when=wish, then=about(ID, replace(HAPPENED, offset=0)))


def test_other_music_begins_where_the_first_did() -> None:
    wish = SetMusic(digest=OTHER, name="Polka.mp3", sound=SOUND)
    then = replace(HAPPENED, digest=OTHER, name="Polka.mp3")
    scenario(given=PLAYED, when=wish, then=about(ID, then))


def test_music_may_have_begun_before_the_film() -> None:
    scenario(
        given=PLAYED, when=MoveMusic(offset=-99), then=about(ID, ProjectMusicMoved(offset=-99))
    )


def test_music_is_taken_away_and_leaves_nothing_behind() -> None:
    scenario(given=PLAYED, when=RemoveMusic(), then=about(ID, ProjectMusicRemoved()))
    silent = after(PLAYED, RemoveMusic()).project
    assert silent
    assert silent == replace(board_of(CLIPS).project, media={DIGEST: "Waltz.wav"})  # type: ignore[type-var] # there is one


@pytest.mark.parametrize("wish", [SET, MoveMusic(offset=24)])
def test_the_music_that_is_there_is_nothing_new(wish: SetMusic | MoveMusic) -> None:
    scenario(given=PLAYED, when=wish, then=[])


def test_no_music_is_no_less_for_being_taken_away() -> None:
    scenario(given=FOUNDED, when=RemoveMusic(), then=[])


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (
            replace(SET, digest="waltz"),
            RuleViolatedError("A medium is named by its SHA-256. Upload it first.", field="music"),
        ),
        (
            replace(SET, sound=Sound(samples=0, rate=48_000, channels=2)),
            RuleViolatedError(
                "Music lasts more than nothing and at most 24 hours. Choose another file.",
                field="music",
            ),
        ),
        (
            replace(SET, sound=Sound(samples=86_401, rate=1, channels=2)),
            RuleViolatedError(
                "Music lasts more than nothing and at most 24 hours. Choose another file.",
                field="music",
            ),
        ),
        (
            replace(SET, name=" "),
            RuleViolatedError("The name is empty. Write at least one letter.", field="name"),
        ),
        (replace(SET, offset=-100), RuleViolatedError(f"{BEGINS} -100.", field="offset")),
        (replace(SET, offset=5_184_001), RuleViolatedError(f"{BEGINS} 5,184,001.", field="offset")),
    ],
)
def test_music_that_cannot_play_is_refused(wish: SetMusic, refusal: RuleViolatedError) -> None:
    scenario(given=FOUNDED, when=wish, then=refusal)


def test_where_there_is_no_music_none_is_moved() -> None:
    refusal = RuleViolatedError("The project has no music. Upload some first.")
    scenario(given=FOUNDED, when=MoveMusic(offset=1), then=refusal)


def test_a_sound_of_no_rate_lasts_no_time() -> None:
    assert Sound(samples=5, rate=0, channels=1).seconds == 0


def test_its_length_is_whole_frames_of_it() -> None:
    assert frames(PLAYED) == 100
    assert frames(FOUNDED) == 0
    short = replace(SET, sound=Sound(samples=1, rate=48_000, channels=1), offset=0)
    assert frames(facts_after(FOUNDED, short)) == 1


def frames(given: list[Fact]) -> int:
    project = board_of(given).project
    assert project
    return music.length(project)


@pytest.mark.parametrize(
    ("offset", "change", "becomes"),
    [
        (24, ChangeSettings(frame_rate="FPS_60", conform=Conform.KEEP_TIME), 60),
        (24, ChangeSettings(frame_rate="FPS_60", conform=Conform.KEEP_FRAMES), 24),
        (-99, ChangeSettings(frame_rate="FPS_60", conform=Conform.KEEP_TIME), -247),
        (-99, ChangeSettings(frame_rate="FPS_23_976", conform=Conform.KEEP_FRAMES), -98),
    ],
)
def test_at_another_rate_music_begins_at_the_same_time_or_frame(
    offset: int, change: ChangeSettings, becomes: int
) -> None:
    project = after(PLAYED, MoveMusic(offset=offset), change).project
    assert project
    assert project.music_offset == becomes


def test_a_project_without_clips_keeps_the_time_of_its_music() -> None:
    project = after(facts_after(FOUNDED, SET), ChangeSettings(frame_rate="FPS_25")).project
    assert project
    assert project.music_offset == 25


def test_a_copy_has_the_music_and_nothing_of_the_music_before() -> None:
    source = after(PLAYED, SetMusic(digest=OTHER, name="Polka.mp3", sound=SOUND))
    assert source.project
    copy = Board("project-" + "c" * 32)
    command = CopyProject(
        project_id=ProjectId(copy.id),
        owner=ADA,
        name="Copy",
        project=source.project,
        scenes=(),
        clips=(),
        seed="copy",
    )
    copy.apply(decide(command, copy))
    assert copy.project
    assert music.present(copy.project) == music.present(source.project)
    assert (held(copy, OTHER), held(copy, DIGEST)) == ("Polka.mp3", None)


def test_a_project_holds_what_it_ever_played() -> None:
    board = after(PLAYED, RemoveMusic())
    assert held(board, DIGEST) == "Waltz.wav"
    assert held(board, OTHER) is None
    assert held(Board(PROJECT), DIGEST) is None


# --- history ---------------------------------------------------------------------------------


async def playing() -> House:
    house = House()
    await house.begin(CLIPS)
    await house.done(doing(SET), house.asking(doing(SET)))
    return house


def doing(command: SetMusic | MoveMusic | RemoveMusic, line: int = 0) -> Step:
    return Step(user=ADA, what="change", command=command, line=line)


async def offsets(house: House, line: int = 0) -> tuple[str, int]:
    project = (await house.board(house.lines[line])).project
    assert project
    return project.music_name, project.music_offset


@pytest.mark.parametrize(
    ("command", "then"),
    [
        (MoveMusic(offset=5), ("Waltz.wav", 5)),
        (RemoveMusic(), ("", 0)),
        (SetMusic(digest=OTHER, name="Polka.mp3", sound=SOUND, offset=7), ("Polka.mp3", 7)),
    ],
)
async def test_what_is_done_to_music_is_undone_and_done_again(
    command: SetMusic | MoveMusic | RemoveMusic, then: tuple[str, int]
) -> None:
    house = await playing()
    await house.do(doing(command))
    assert await offsets(house) == then
    await house.do(Step(user=ADA, what="undo"))
    assert await offsets(house) == ("Waltz.wav", 24)
    await house.do(Step(user=ADA, what="redo"))
    assert await offsets(house) == then


async def test_music_that_was_moved_since_is_not_taken_away_by_undo() -> None:
    house = await playing()
    await house.do(doing(MoveMusic(offset=5)))
    step = Step(user=ADA, what="undo one", number=1)
    with pytest.raises(InterferedError) as refused:
        await house.done(step, house.asking(step))
    assert [one.facet for one in refused.value.interferences] == ["music"]


async def test_music_comes_into_the_project_with_its_branch() -> None:
    house = House()
    await house.begin(CLIPS)
    step = Step(user=ADA, what="fork")
    forked = await house.history.fork(house.asking(step), ForkBranch(name="Try"))
    assert forked.commit
    house.lines.append(forked.commit.partition)
    await house.do(doing(SET, line=1))
    assert await offsets(house) == ("", 0)
    await house.merged_from(step, forked.commit.partition)
    assert await offsets(house) == ("Waltz.wav", 24)
    assert held(await house.board(PROJECT), DIGEST) == "Waltz.wav"
