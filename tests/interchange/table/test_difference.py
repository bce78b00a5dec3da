"""Shot lists that come back."""

from datetime import date, time, timedelta
from io import BytesIO
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from domain.board.board import Board
from domain.clip.command import AddClip, TrimClip
from domain.command import decide
from domain.scene import AddScene
from interchange.table.difference import Difference, Kind, difference, ordered
from interchange.table.reader import read
from tests.interchange.plan import Plan, board, clip_id, plan, plans, scene_id
from tests.interchange.table.test_writer import film, listed, written

GULLS: Final = 2
OTHER: Final = 3
RAIN: Final = 4
COLUMNS: Final = {
    "id": 1,
    "scene": 2,
    "clip": 3,
    "alternate": 4,
    "track": 5,
    "start": 6,
    "end": 7,
    "frame": 8,
    "length": 9,
    "seconds": 10,
    "status": 11,
    "lyrics": 12,
    "notes": 13,
    "image": 14,
    "parameters": 17,
    "media": 18,
    "transition": 19,
    "code": 20,
}


def compared(made: Board, content: bytes) -> Difference:
    assert made.project is not None
    return difference(read(content), made.project, plan(made), "seed")


def edited(made: Board, row: int, **cells: Any) -> Difference:
    """Return the difference after cells of the project's own workbook were changed in Excel."""
    book = load_workbook(BytesIO(written(made).pieces[0].content))
    sheet: Any = book.active
    for name, value in cells.items():
        sheet.cell(row, COLUMNS[name]).value = value
    content = BytesIO()
    book.save(content)
    return compared(made, content.getvalue())


def changes(found: Difference) -> list[tuple[str, str, str]]:
    return [
        (change.facet, change.before, change.after)
        for entry in found.entries
        for change in entry.changes
    ]


def sentences(found: Difference) -> list[str]:
    return [omission.sentence for omission in found.omissions]


def applied(made: Board, found: Difference) -> Board:
    for step in ordered(change for entry in found.entries for change in entry.changes):
        made.apply(decide(step.command, made))
    return made


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(chosen=plans())
def test_a_table_that_nobody_changed_wants_nothing(chosen: Plan) -> None:
    made = board(*chosen.commands, rate=chosen.rate)
    for written_ in (written(made), listed(made)):
        found = compared(made, written_.pieces[0].content)
        assert (found.entries, found.missing, found.omissions) == ((), 0, ())


@pytest.mark.parametrize(
    ("row", "cells", "expected"),
    [
        (RAIN, {"clip": " Storm "}, [("name", "Rain", "Storm")]),
        (RAIN, {"lyrics": "It pours"}, [("lyrics", "It rains\nand rains", "It pours")]),
        (RAIN, {"lyrics": None}, [("lyrics", "It rains\nand rains", "")]),
        (RAIN, {"notes": 2024}, [("notes", "=SUM(A1)", "2024")]),
        (RAIN, {"notes": True}, [("notes", "=SUM(A1)", "TRUE")]),
        (RAIN, {"image": "@a"}, [("image_prompt", "@rain", "@a")]),
        (RAIN, {"status": "Approved"}, [("status", "review", "approved")]),
        (RAIN, {"status": "REVIEW"}, []),
        (RAIN, {"status": None, "length": None, "clip": None, "start": None}, []),
        (RAIN, {"parameters": '{ "seed": 7 }'}, []),
        (RAIN, {"parameters": '{"seed": 8}'}, [("parameters", '{"seed":7}', '{"seed": 8}')]),
        (RAIN, {"parameters": None}, [("parameters", '{"seed":7}', "")]),
        (RAIN, {"media": "b.mov"}, [("media", "file:///rain.mov", "b.mov")]),
        (RAIN, {"transition": "Fade 5"}, [("transition", "wipe 12 left", "fade 5")]),
        (RAIN, {"transition": "wipe"}, [("transition", "wipe 12 left", "wipe 25 right")]),
        (RAIN, {"transition": None}, [("transition", "wipe 12 left", "cut")]),
        (GULLS, {"transition": None}, []),
        (RAIN, {"length": 40.0}, [("length", "50", "40")]),
        (RAIN, {"length": "40"}, [("length", "50", "40")]),
        (RAIN, {"seconds": 1.62}, [("length", "50", "41")]),
        (RAIN, {"seconds": "1,6"}, [("length", "50", "40")]),
        (RAIN, {"seconds": timedelta(seconds=1.6)}, [("length", "50", "40")]),
        (RAIN, {"end": "01:00:03:00"}, [("length", "50", "45")]),
        (OTHER, {"length": 99}, [("length", "10", "99")]),
    ],
)
def test_a_changed_cell_is_a_change_of_its_facet(
    row: int, cells: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    found = edited(film(), row, **cells)
    assert changes(found) == expected
    assert sentences(found) == []
    assert found.unchanged == (2 if expected else 3)


HERE: Final = "“Pier”, track 2, frame 3"


@pytest.mark.parametrize(
    ("cells", "after"),
    [
        ({"frame": 9}, "“Pier”, track 2, frame 9"),
        ({"track": 1}, "“Pier”, track 1, frame 3"),
        ({"scene": "Quay"}, "“Quay”, track 2, frame 3"),
        ({"start": "01:00:01:10"}, "“Pier”, track 2, frame 8"),
        ({"start": time(1, 0, 2)}, "“Pier”, track 2, frame 23"),
        ({"start": timedelta(hours=1, seconds=1.4)}, "“Pier”, track 2, frame 8"),
        ({"frame": 9, "start": "01:00:01:10"}, "“Pier”, track 2, frame 9"),
        ({"scene": "Quay", "track": 3, "frame": 0}, "“Quay”, track 3, frame 0"),
    ],
)
def test_scene_track_and_start_are_one_change(cells: dict[str, Any], after: str) -> None:
    assert changes(edited(film(), RAIN, **cells)) == [("place", HERE, after)]


def test_a_start_and_an_end_may_change_together() -> None:
    found = edited(film(), RAIN, start="01:00:01:10", end="01:00:03:10")
    assert changes(found) == [("place", HERE, "“Pier”, track 2, frame 8")]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"status": "lost"}, "Status", "there is no status “lost”."),
        ({"alternate": "A7"}, "Alternate", "alternates are numbered by the project."),
        ({"length": "long"}, "Length in frames", "“long” is no number."),
        ({"length": 1.5}, "Length in frames", "“1.5” is no whole number of frames."),
        ({"length": 0}, "Length in frames", "a clip has one frame at least, and 24 hours at most."),
        ({"seconds": "1e999999"}, "Seconds", "“1e999999” is no number."),
        ({"frame": -3}, "Start frame in scene", "the start is outside of the scene."),
        ({"track": 0}, "Track", "tracks have the numbers 1 to 100."),
        ({"scene": "Moon"}, "Scene", "no scene is called “Moon”."),
        ({"parameters": "[1]"}, "Parameters", "parameters are a JSON object, in braces."),
        (
            {"start": "1:0"},
            "Start timecode",
            "“1:0” is no timecode: write hours, minutes, seconds and frames as 01:00:00:00.",
        ),
        (
            {"start": date(2026, 1, 2)},
            "Start timecode",
            "It is a date. Write it as timecode.",
        ),
        (
            {"transition": "spin"},
            "Transition",
            "There is no transition 'spin'. There are: cut, fade, dissolve, wipe.",
        ),
        (
            {"clip": "x" * 201},
            "Clip",
            "The name has 201 characters. At most 200 are kept: shorten it.",
        ),
        (
            {"lyrics": "x" * 20_001},
            "Lyrics",
            "The lyrics have 20,001 characters. At most 20,000 are kept: shorten it.",
        ),
        (
            {"media": "x" * 2_001},
            "Media",
            "The url has 2,001 characters. At most 2,000 are kept: shorten it.",
        ),
    ],
)
def test_a_cell_that_cannot_be_taken_is_reported_and_changes_nothing(
    cells: dict[str, Any], column: str, reason: str
) -> None:
    found = edited(film(), RAIN, **cells)
    assert changes(found) == []
    assert sentences(found) == [f"A cell of “{column}”, row 4 “{name(cells)}”: {reason}"]


def name(cells: dict[str, Any]) -> str:
    return str(cells.get("clip", "Rain"))[:40]


def test_an_alternate_stands_where_its_clip_plays() -> None:
    assert sentences(edited(film(), OTHER, frame=7)) == [
        (
            "A cell of “Start frame in scene”, row 3 “Gulls A1”: an alternate stands where"
            " its clip plays; change that one's row."
        )
    ]


def csv(*rows: str) -> bytes:
    return "\r\n".join(rows).encode()


def test_a_row_without_an_id_is_known_by_scene_and_clip() -> None:
    found = compared(film(), csv("scene;Clip;LENGTH IN FRAMES", "Pier;Rain;40"))
    (entry,) = found.entries
    assert (entry.row, entry.kind, entry.clip) == (2, Kind.CHANGED, clip_id(3))
    assert changes(found) == [("length", "50", "40")]
    assert (found.unchanged, found.missing) == (0, 2)


def test_a_row_of_a_deleted_or_foreign_clip_is_shown_as_unknown() -> None:
    found = compared(film(), csv("ID,Scene,Clip", f"{clip_id(9)},Pier,Gone", ",Pier,Rain"))
    (entry,) = found.entries
    assert (entry.kind, entry.name, entry.changes) == (Kind.UNKNOWN, "Gone", ())
    assert entry.reason == "no clip that plays, and no alternate of one, has this id."


def test_rows_and_clips_that_cannot_be_told_apart_are_ambiguous() -> None:
    made = film()
    twin = AddClip(clip_id=clip_id(8), scene_id=scene_id(2), name="Rain", length=5)
    id_ = clip_id(1)
    twice = compared(made, csv("ID,Notes", f"{id_},a", f"{id_},b"))
    named = compared(made, csv("Scene,Clip,Notes", "Pier,Rain,a", "Pier,Rain,b"))
    made.apply(decide(twin, made))
    same = compared(made, csv("Scene,Clip,Notes", "Pier,Rain,a"))
    reasons = [[entry.reason for entry in found.entries] for found in (twice, named, same)]
    assert reasons == [
        ["several rows have this id. Keep one of them."] * 2,
        ["several rows name this clip. Keep one of them."] * 2,
        ["several clips of this scene have this name. Fill in the id."],
    ]
    kinds = {entry.kind for found in (twice, named, same) for entry in found.entries}
    assert kinds == {Kind.AMBIGUOUS}


def test_a_new_row_with_scene_name_and_length_becomes_a_clip() -> None:
    made = film()
    content = csv(
        "Scene,Clip,Track,Start frame in scene,Length in frames,Seconds,Status,Notes,Media",
        "Pier,Dawn,1,60,12,,ready,=soft,d.mov",
        "Pier,Noon,,,,2,,,",
    )
    found = compared(made, content)
    assert [(entry.kind, entry.name) for entry in found.entries] == [
        (Kind.ADDED, "Dawn"),
        (Kind.ADDED, "Noon"),
    ]
    added = applied(made, found).clips
    dawn, noon = (added[type(clip_id(1))(entry.clip)] for entry in found.entries)
    assert (dawn.name, dawn.track, dawn.start, dawn.length) == ("Dawn", 0, 60, 12)
    assert (dawn.status, dawn.notes, dawn.media_url) == ("ready", "=soft", "d.mov")
    assert (noon.start, noon.length, noon.status) == (72, 50, "draft")


def test_a_new_row_brings_its_parameters_its_transition_and_its_timecodes() -> None:
    made = film()
    content = csv(
        "Scene,Clip,Alternate,Start timecode,End timecode,Parameters,Transition",
        'Pier,Dawn,,01:00:06:00,01:00:07:05,"{""seed"": 9}",wipe 10 up',
        "Pier,Noon,A1,01:00:08:00,01:00:09:00,seed 9,jump",
    )
    found = compared(made, content)
    assert changes(found) == [
        ("clip", "", "“Dawn”, 30 frames"),
        ("transition", "cut", "wipe 10 up"),
        ("clip", "", "“Noon”, 25 frames"),
    ]
    assert [omission.sentence.partition(":")[0] for omission in found.omissions] == [
        "A cell of “Alternate”, row 3 “Noon”",
        "A cell of “Parameters”, row 3 “Noon”",
        "A cell of “Transition”, row 3 “Noon”",
    ]
    added = applied(made, found).clips
    dawn, noon = (added[type(clip_id(1))(entry.clip)] for entry in found.entries)
    assert (dawn.start, dawn.length, dawn.parameters) == (123, 30, {"seed": 9})
    assert (dawn.transition, dawn.transition_length, dawn.transition_direction) == (
        *("wipe", 10),
        "up",
    )
    assert (noon.parameters, noon.transition) == ({}, "cut")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Moon,Dawn,5", "no scene is called “Moon”."),
        ("Pier,,5", "The name is empty. Write at least one letter."),
        ("Pier,Dawn,", "it needs a length in frames, or in seconds."),
        ("Pier,Dawn,x", "“x” is no number."),
        ("Pier,Dawn,5,00:00:00:01", "the start is outside of the scene."),
    ],
)
def test_a_new_row_that_lacks_something_says_what(row: str, reason: str) -> None:
    (entry,) = compared(film(), csv("Scene,Clip,Length in frames,Start timecode", row)).entries
    assert (entry.kind, entry.reason) == (
        Kind.UNKNOWN,
        f"a new clip cannot be made of it: {reason}",
    )


def test_the_timecodes_of_an_older_list_want_no_other_length() -> None:
    made = film()
    book = load_workbook(BytesIO(written(made).pieces[0].content))
    sheet: Any = book.active
    sheet.cell(RAIN, COLUMNS["frame"]).value = 9
    content = BytesIO()
    book.save(content)
    made.apply(decide(TrimClip(clip_id=clip_id(1), length=30), made))
    assert changes(compared(made, content.getvalue())) == [
        ("length", "30", "25"),
        ("place", HERE, "“Pier”, track 2, frame 9"),
    ]


def test_a_cell_that_a_row_lacks_says_nothing() -> None:
    found = compared(film(), csv("ID,Clip,Lyrics", f"{clip_id(3)},Rain"))
    assert (found.entries, found.unchanged) == ((), 1)


CLIPS: Final = [
    AddClip(clip_id=clip_id(n), scene_id=scene_id(1), name=f"c{n}", start=n * 10, length=10)
    for n in range(1, 6)
]


@pytest.mark.parametrize("order", [(2, 1, 3, 4, 5), (2, 3, 1, 5, 4), (5, 4, 3, 2, 1)])
def test_clips_exchange_their_places_by_stepping_aside(order: tuple[int, ...]) -> None:
    made = board(AddScene(scene_id=scene_id(1), name="Quay"), *CLIPS)
    rows = [f"{clip_id(n)},{place * 10}" for place, n in enumerate(order, 1)]
    found = compared(made, csv("ID,Start frame in scene", *rows))
    after = applied(made, found).clips
    assert [after[clip_id(n)].start for n in order] == [10, 20, 30, 40, 50]
    assert any(change.aside for entry in found.entries for change in entry.changes)


def test_clips_make_room_for_each_other_when_all_of_them_move() -> None:
    clips = CLIPS
    for shift, length in ((5, 10), (-10, 10), (0, 4), (7, 3)):
        made = board(AddScene(scene_id=scene_id(1), name="Quay"), *clips)
        header = "ID,Start frame in scene,Length in frames"
        rows = [f"{clip.clip_id},{place(clip) + shift},{length}" for clip in clips]
        found = compared(made, csv(header, *rows))
        after = applied(made, found).clips
        assert [(after[clip.clip_id].start, after[clip.clip_id].length) for clip in clips] == [
            (place(clip) + shift, length) for clip in clips
        ]


def place(clip: AddClip) -> int:
    assert clip.start is not None
    return clip.start
