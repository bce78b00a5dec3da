"""Edits that come back, change by change."""

import pytest

from events.record import replace
from interchange.table.difference import Kind
from interchange.timeline import (
    Clip,
    Marker,
    MediaReference,
    Span,
    Transition,
    TransitionKind,
)
from tests.interchange.returned.edits import (
    Row,
    applied,
    chosen_changes,
    compared,
    cut,
    shortened,
    split,
    timeline,
    told,
)
from tests.interchange.returned.film import (
    CUT,
    MOVIE,
    changed,
    film,
    moved,
    recut,
    with_alternate,
)


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        ("Gulls", {"name": "Terns at dawn"}, [("name", "Gulls", "Terns at dawn")]),
        (
            "Gulls",
            {"source_start": 110},
            [
                (
                    "media",
                    f"{MOVIE}, from frame 100, 200 frames long",
                    f"{MOVIE}, from frame 110, 190 frames long",
                )
            ],
        ),
        (
            "Gulls",
            {"source": MediaReference(url="b.mov", available=Span(start=0, length=150))},
            [
                (
                    "media",
                    f"{MOVIE}, from frame 100, 200 frames long",
                    "b.mov, from frame 100, 50 frames long",
                )
            ],
        ),
        (
            "Gulls",
            {"source": MediaReference(url=MOVIE, available=Span(start=0, length=350))},
            [
                (
                    "media",
                    f"{MOVIE}, from frame 100, 200 frames long",
                    f"{MOVIE}, from frame 100, 250 frames long",
                )
            ],
        ),
        ("Gulls", {"source": None}, [("media", f"{MOVIE}, from frame 100, 200 frames long", "")]),
        ("Gulls", {"source": MediaReference(url="GULLS")}, []),
        (
            "Gulls",
            {"markers": (Marker(start=3, name="Cut here", comment="please"),)},
            [("notes", "Wide", "Wide\nCut here: please")],
        ),
    ],
)
def test_what_an_editor_changed_of_a_clip_is_a_change_of_its_facet(
    name: str, change: dict[str, object], expected: list[tuple[str, str, str]]
) -> None:
    made = film()
    found = compared(made, changed(timeline(made), name, lambda clip: replace(clip, **change)))  # type: ignore[arg-type] # fields of a clip, as each case names them
    assert [each[1:] for each in told(found)] == expected
    assert (found.unchanged, found.missing) == (5 - len(expected), 0)
    applied(made, chosen_changes(found, are_deleted=False))
    again = compared(made, changed(timeline(film()), name, lambda clip: replace(clip, **change)))  # type: ignore[arg-type] # see above
    assert told(again) == []


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({"lyrics": "Li"}, [("lyrics", "La", "Li")]),
        ({"notes": ""}, [("notes", "Wide", "")]),
        ({"image_prompt": "terns"}, [("image_prompt", "gulls", "terns")]),
        ({"parameters": {"seed": 8}}, [("parameters", '{"seed":7}', '{"seed":8}')]),
        ({"status": "approved"}, [("status", "draft", "approved")]),
        ({"status": "lost"}, []),
        ({"status": ""}, []),
    ],
)
def test_what_a_program_changed_of_our_own_data_is_a_change_too(
    details: dict[str, object], expected: list[tuple[str, str, str]]
) -> None:
    made = film()

    def change(clip: Clip) -> Clip:
        return replace(clip, markers=(), details=replace(clip.details, **details))  # type: ignore[arg-type] # fields of details, as each case names them

    found = compared(made, changed(timeline(made), "Gulls", change))
    assert [each[1:] for each in told(found)] == expected


def test_a_clip_made_shorter_moves_nothing_where_all_behind_it_came_along() -> None:
    made = film()

    def ripple(rows: list[Row]) -> None:
        rows[0][0] = (0, shortened(rows[0][0][1], 30))

    found = compared(made, recut(made, ripple))
    assert told(found) == [
        ("Gulls", "length", "50", "30"),
        ("Terns", *moved("Quay", 0, 50, 30)),
        *CUT,
    ]


def test_a_gap_before_a_scene_moves_its_clips_and_no_others() -> None:
    made = film()

    def open_up(rows: list[Row]) -> None:
        rows[0][2] = (12, rows[0][2][1])

    found = compared(made, recut(made, open_up))
    assert told(found) == [
        ("Rain", *moved("Pier", 0, 0, 12)),
        *CUT,
        ("Storm", *moved("Pier", 0, 30, 42)),
    ]


def test_a_clip_played_in_another_scene_goes_there() -> None:
    made = film()

    def carry(rows: list[Row]) -> None:
        rows[0].append(rows[0].pop(0))

    found = compared(made, recut(made, carry))
    assert ("Gulls", "place", "“Quay”, track 1, frame 0", "“Pier”, track 1, frame 70") in told(
        found
    )


def test_clips_that_exchanged_their_places_are_taken_in_one_step() -> None:
    made = film()

    def swap(rows: list[Row]) -> None:
        rows[0][0], rows[0][1] = rows[0][1], rows[0][0]

    found = compared(made, recut(made, swap))
    applied(made, chosen_changes(found, are_deleted=False))
    assert [(at, name) for _, at, _, name in cut(made)][:2] == [(0, "Terns"), (50, "Gulls")]


def test_a_clip_that_was_cut_in_two_stays_as_its_first_part_and_the_other_is_new() -> None:
    made = film()
    found = compared(made, recut(made, lambda rows: split(rows[0], 0, 20)))
    assert told(found) == [
        ("Gulls", "length", "50", "20"),
        ("Gulls", "clip", "", "“Gulls”, 30 frames"),
        *CUT,
    ]
    after = applied(made, chosen_changes(found, are_deleted=False))
    [(_, _, _, _), (track, start, length, name), *_] = cut(after)
    assert (track, start, length, name) == (0, 20, 30, "Gulls")
    [part] = [clip for clip in after.clips.values() if (clip.start, clip.length) == (20, 30)]
    assert (part.media_url, part.media_start, part.lyrics) == (MOVIE, 120, "La")


def test_a_new_clip_comes_in_by_its_transition() -> None:
    made = film()
    edit = timeline(made)
    mixed = Transition(kind=TransitionKind.DISSOLVE, in_offset=4, out_offset=4)
    new = Clip(name="Dawn", length=20, alternates=())
    end = (*edit.tracks[0].items, mixed, new)
    found = compared(
        made, replace(edit, tracks=(replace(edit.tracks[0], items=end), *edit.tracks[1:]))
    )
    assert told(found) == [
        ("Dawn", "clip", "", "“Dawn”, 20 frames"),
        ("Dawn", "transition", "cut", "dissolve 8"),
    ]
    assert [entry.kind for entry in found.entries] == [Kind.ADDED]
    assert told(compared(applied(made, chosen_changes(found, are_deleted=False)), edit)) == [
        ("Dawn", "clip", "“Dawn”, 20 frames", "")
    ]


def test_a_clip_that_is_not_there_is_a_deletion_that_nobody_has_to_take() -> None:
    made = film()
    edit = recut(made, lambda rows: rows[0].__delitem__(3))
    found = compared(made, edit)
    assert told(found) == [*CUT, ("Storm", "clip", "“Storm”, 40 frames", "")]
    assert ([entry.reason for entry in found.entries], found.missing) == (["", ""], 1)
    applied(made, chosen_changes(found, are_deleted=True))
    assert "Storm" not in [name for *_, name in cut(made)]


def test_a_deletion_that_others_need_says_so() -> None:
    made = film()
    edit = recut(made, lambda rows: rows[0].__delitem__(0))
    found = compared(made, edit)
    gone = found.entries[-1]
    assert (gone.kind, gone.name) == (Kind.MISSING, "Gulls")
    assert gone.reason == "Others come to play where it is: without this they cannot."
    after = applied(made, chosen_changes(found, are_deleted=True))
    assert [(at, name) for track, at, _, name in cut(after) if not track] == [
        *[(0, "Terns"), (50, "Rain")],
        (80, "Storm"),
    ]


def test_a_clip_is_deleted_with_its_alternates() -> None:
    made = with_alternate(film())
    edit = recut(made, lambda rows: rows[0].__delitem__(3))
    found = compared(made, edit)
    assert told(found)[-2:] == [
        ("Storm", "clip", "“Storm A1”, 10 frames", ""),
        ("Storm", "clip", "“Storm”, 40 frames", ""),
    ]
    applied(made, chosen_changes(found, are_deleted=True))
    assert [name for *_, name in cut(made)] == ["Gulls", "Terns", "Rain", "Title"]
