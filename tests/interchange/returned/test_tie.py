"""Which clip is which in an edit that comes back, and where all of it stands."""

import pytest

from domain.clip.command import AddClip
from domain.command import decide
from domain.rate import FrameRate
from events.record import replace
from interchange.format import FORMATS
from interchange.report import InterchangeError
from interchange.timeline import (
    Clip,
    Details,
    Gap,
    Item,
    Scene,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
)
from tests.interchange.plan import board, clip_id, scene_id
from tests.interchange.returned.edits import (
    Row,
    applied,
    chosen_changes,
    compared,
    cut,
    laid,
    read,
    rows_of,
    sentences,
    timeline,
    told,
    written,
)
from tests.interchange.returned.film import CUT, changed, film, moved, recut, with_alternate

EDL = FORMATS["edl"]
NO_DETAILS = Details(parameters={})


def foreign(edit: Timeline) -> Timeline:
    """Return an edit of a program that dropped all that it does not know."""
    for name in ("Gulls", "Terns", "Title", "Rain", "Storm"):
        edit = changed(edit, name, lambda clip: replace(clip, details=NO_DETAILS, markers=()))
    return replace(edit, scenes=())


def test_clips_without_ids_are_known_by_their_names_and_lose_nothing() -> None:
    made = film()
    found = compared(made, foreign(timeline(made)))
    assert (told(found), found.unchanged, found.missing) == ([], 5, 0)
    assert sentences(found) == [
        "The image prompts, all clips: no clip of the file has any; they were left as they are.",
        "The lyrics, all clips: no clip of the file has any; they were left as they are.",
        "The notes, all clips: no clip of the file has any; they were left as they are.",
        "The parameters, all clips: no clip of the file has any; they were left as they are.",
    ]


def test_a_renamed_clip_without_an_id_is_known_by_its_place() -> None:
    made = film()
    edit = changed(foreign(timeline(made)), "Terns", lambda clip: replace(clip, name="Pigeons"))
    assert told(compared(made, edit)) == [("Terns", "name", "Terns", "Pigeons")]


def test_clips_of_one_name_are_taken_in_their_order() -> None:
    made = film()
    for number in (7, 8):
        command = AddClip(clip_id=clip_id(number), scene_id=scene_id(2), name="Rain", length=5)
        made.apply(decide(command, made))

    def drop_first(rows: list[Row]) -> None:
        rows[0] = [(gap, replace(clip, details=NO_DETAILS)) for gap, clip in rows[0]]
        del rows[0][0]

    found = compared(made, recut(made, drop_first))
    assert told(found)[-1] == ("Gulls", "clip", "“Gulls”, 50 frames", "")
    assert {entry.name for entry in found.entries} == {"Gulls", "Terns", "Rain"}
    assert found.missing == 1


def test_a_copy_under_the_same_id_is_a_new_clip_and_is_not_taken_twice() -> None:
    made = film()
    edit = recut(made, lambda rows: rows[0].append((0, rows[0][1][1])))
    found = compared(made, edit)
    assert told(found) == [*CUT, ("Terns", "clip", "", "“Terns”, 50 frames")]
    assert told(compared(applied(made, chosen_changes(found, are_deleted=False)), edit)) == []


def test_another_version_that_plays_is_chosen_and_trimmed() -> None:
    made = with_alternate(film())
    one = FORMATS["fcpxml"]
    edit = read(written(made, one)[0], one).timeline
    [other] = next(clip for _, clip in rows_of(edit)[0] if clip.name == "Storm").alternates
    picked = Clip(name=other.name, length=12, source=other.source, details=other.details)
    found = compared(made, changed(edit, "Storm", lambda _: picked), one)
    assert [each[1:] for each in told(found)] == [
        ("version", "Storm", "Storm A1"),
        ("length", "10", "12"),
    ]
    after = applied(made, chosen_changes(found, are_deleted=False))
    assert after.clips[clip_id(6)].is_chosen
    assert cut(after)[3] == (0, 130, 12, "Storm A1")


def test_a_longer_version_waits_until_the_others_have_made_room() -> None:
    made = with_alternate(film())
    made.apply(
        decide(AddClip(clip_id=clip_id(7), scene_id=scene_id(2), name="Sun", length=9), made)
    )

    def pick(rows: list[Row]) -> None:
        [other] = rows[0][3][1].alternates
        picked = Clip(name=other.name, length=90, details=other.details)
        rows[0][3] = (0, replace(picked, source=other.source))

    found = compared(made, recut(made, pick))
    applied(made, chosen_changes(found, are_deleted=False))
    assert cut(made)[3:5] == [(0, 130, 90, "Storm A1"), (0, 220, 9, "Sun")]


def test_a_list_of_one_track_touches_no_other() -> None:
    made = film()
    lower, upper = written(made, EDL)
    for content, clips in ((lower, 4), (upper, 1)):
        found = compared(made, read(content, EDL), EDL)
        assert (told(found), found.unchanged, found.missing) == ([], clips, 0)
    renamed = upper.replace(b"Title", b"Credits")
    found = compared(made, read(renamed, EDL), EDL)
    assert told(found) == [("Title", "name", "Title", "Credits")]


def test_a_list_without_our_comments_is_still_of_its_track() -> None:
    made = film()
    _, upper = written(made, EDL)
    lines = [line for line in upper.splitlines() if b"STORYBOARD" not in line]
    text = b"\r\n".join(lines).replace(b"01:00:00:10 01:00:01:15", b"01:00:00:10 01:00:01:20")
    found = compared(made, read(text, EDL, FrameRate.FPS_25), EDL)
    assert told(found) == [("Title", "length", "30", "35")]


def test_a_list_that_begins_at_another_hour_is_compared_without_that() -> None:
    made = film()
    edit = replace(timeline(made), start=0)
    for found in (compared(made, edit), compared(made, replace(edit, start=93_000))):
        assert told(found) == []
        [sentence] = sentences(found)
        assert sentence.startswith("The beginning of the edit, the timeline: all of it begins ")
        assert sentence.endswith(" frames earlier; the clips were compared without that.") == (
            "90,000" in sentence
        )


def test_a_slate_before_the_film_that_moves_all_of_it_is_a_shift_only_without_a_clip() -> None:
    made = film()

    def gap(rows: list[Row]) -> None:
        for row in rows:
            row[0] = (row[0][0] + 25, row[0][1])

    assert told(compared(made, recut(made, gap))) == CUT

    def slate(rows: list[Row]) -> None:
        gap(rows)
        rows[0][0] = (0, rows[0][0][1])
        rows[0].insert(0, (0, Clip(name="Slate", length=25)))

    found = compared(made, recut(made, slate))
    assert ("Gulls", *moved("Quay", 0, 0, 25)) in told(found)
    assert sentences(found) == []


def test_a_lifted_beginning_shifts_nothing() -> None:
    made = film()
    lower, _ = written(made, EDL)
    rest = b"FCM: NON-DROP FRAME\r\n002  " + lower.partition(b"002  ")[2]
    found = compared(made, read(rest, EDL, FrameRate.FPS_25), EDL)
    assert told(found) == [("Gulls", "clip", "“Gulls”, 50 frames", "")]


def test_an_edit_at_another_rate_keeps_its_times() -> None:
    made = film()
    edit = timeline(made)
    faster = replace(
        edit,
        rate=FrameRate.FPS_50.exact,
        start=edit.start * 2,
        scenes=(),
        tracks=tuple(
            replace(track, items=tuple(twice(item) for item in track.items))
            for track in edit.tracks
        ),
    )
    found = compared(made, faster)
    assert told(found) == []
    assert sentences(found)[0].startswith("The rate of 50 frames a second, the timeline: ")


def twice(item: Item) -> Item:
    match item:
        case Transition():
            return replace(item, in_offset=item.in_offset * 2, out_offset=item.out_offset * 2)
        case Clip():
            doubled = replace(item, length=item.length * 2, source_start=item.source_start * 2)
            source = doubled.source
            if source and source.available:
                held = replace(source.available, length=source.available.length * 2)
                doubled = replace(doubled, source=replace(source, available=held))
            return replace(doubled, markers=())
        case Gap():
            return replace(item, length=item.length * 2)


def test_an_edit_of_something_else_is_said_to_be_so() -> None:
    other = board()
    for made in (film(), other):
        found = compared(
            made,
            Timeline(
                name="Cut",
                rate=FrameRate.FPS_25.exact,
                tracks=(Track(kind=TrackKind.VIDEO, items=(Clip(name="Moon", length=9),)),),
            ),
        )
        assert found.is_foreign
        assert (found.entries, found.missing) == ((), 0)


def test_what_stands_nowhere_in_the_project_is_reported_and_left() -> None:
    made = film()
    edit = timeline(made)
    early = replace(edit, start=edit.start - 10)
    rows = rows_of(early)
    rows[0] = [(0, Clip(name="Leader", length=10)), *rows[0]]
    rows[1][0] = (rows[1][0][0] + 10, rows[1][0][1])
    found = compared(made, laid(early, rows))
    assert told(found) == CUT
    assert sentences(found) == [
        "The place of a clip, “Leader” on track 1: it is not within 24 hours of the beginning."
    ]


def test_new_names_of_scenes_are_reported() -> None:
    made = film()
    edit = replace(timeline(made), scenes=(Scene(name="Lighthouse", start=0, length=9),))
    [sentence] = sentences(compared(made, edit))
    assert sentence == (
        "The name of a scene, “Lighthouse”: only clips are compared; add or rename scenes in the"
        " project."
    )


def test_a_transition_of_another_kind_is_a_change() -> None:
    made = film()
    edit = timeline(made)
    longer = tuple(
        replace(item, kind=TransitionKind.FADE, in_offset=0, out_offset=5)
        if isinstance(item, Transition)
        else item
        for item in edit.tracks[0].items
    )
    found = compared(
        made, replace(edit, tracks=(replace(edit.tracks[0], items=longer), edit.tracks[1]))
    )
    assert told(found) == [("Rain", "transition", "wipe 10 left", "fade 5")]


def test_a_project_that_its_format_cannot_write_is_refused() -> None:
    made = film()
    edit = read(written(made, EDL)[0], EDL)
    made.apply(
        decide(
            AddClip(
                clip_id=clip_id(9), scene_id=scene_id(2), name="Night", track=3, length=25 * 86_400
            ),
            made,
        )
    )
    with pytest.raises(InterchangeError, match="An EDL cannot be a day long"):
        compared(made, edit, EDL)
