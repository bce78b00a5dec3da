"""Timelines into projects and out of them again."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from domain.board.clip import Clip as ProjectClip
from domain.clip.command import AddClip, SetTransition
from domain.rate import FrameRate
from domain.scene import AddScene, AddSceneAlternate
from interchange import otio
from interchange.intake import intake
from interchange.outlet import Export
from interchange.report import Omission
from interchange.timeline import (
    Alternate,
    Clip,
    Details,
    Gap,
    Marker,
    MediaReference,
    Scene,
    Span,
    Timeline,
    Track,
    TrackKind,
    Transition,
    TransitionKind,
    validate,
)
from tests.interchange.plan import (
    SAMPLES,
    Plan,
    board,
    clip_id,
    everything,
    exported,
    places,
    plan,
    plans,
    scene_id,
    taken,
    timeline,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=80)
@given(chosen=plans())
def test_a_project_exported_and_imported_is_the_same(chosen: Plan) -> None:
    made = board(*chosen.commands, rate=chosen.rate, start="")
    out = exported(made)
    assert validate(out.timeline) is out.timeline

    reading = otio.read(otio.write(out.timeline))
    result = intake(reading.timeline, chosen.rate, "seed")
    again = board(*result.commands, rate=chosen.rate)

    assert reading.timeline == out.timeline
    assert everything(again) == everything(made) or not plan(made).blocks
    assert (out.omissions, reading.omissions, result.omissions) == ((), (), ())


@pytest.mark.parametrize("rate", [FrameRate.FPS_24, FrameRate.FPS_29_97_DF, FrameRate.FPS_60])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_real_edit_becomes_a_project_of_any_rate(sample: Path, rate: FrameRate) -> None:
    source = otio.read(sample.read_bytes()).timeline
    made, _ = taken(source, rate)
    end = max(start + length for _, _, start, length, *_ in places(made))
    wanted = Fraction(sum(item.length for item in source.tracks[0].items)) / 24
    longest = max(sum(item.length for item in track.items) for track in source.tracks)
    assert abs(Fraction(end) / rate.exact - max(wanted, Fraction(longest) / 24)) < 1 / rate.exact


def mix(clip: ProjectClip) -> tuple[str, int, str]:
    return clip.transition, clip.transition_length, clip.transition_direction


def test_a_transition_lies_half_over_the_clip_before_it_or_begins_in_black() -> None:
    one, two, three = (clip_id(n) for n in (1, 2, 3))
    scene = scene_id(1)
    made = board(
        AddScene(scene_id=scene, name="One"),
        AddClip(clip_id=one, scene_id=scene, name="a", start=4, length=10),
        AddClip(clip_id=two, scene_id=scene, name="b", start=14, length=20),
        AddClip(clip_id=three, scene_id=scene, name="c", start=34, length=9),
        SetTransition(clip_id=one, kind="fade", length=8),
        SetTransition(clip_id=two, kind="dissolve", length=7),
        SetTransition(clip_id=three, kind="wipe", length=4, direction="up"),
    )
    items = exported(made).timeline.tracks[0].items
    assert [item for item in items if isinstance(item, Transition)] == [
        Transition(kind=TransitionKind.FADE, in_offset=0, out_offset=8),
        Transition(kind=TransitionKind.DISSOLVE, in_offset=2, out_offset=5),
        Transition(kind=TransitionKind.WIPE, in_offset=2, out_offset=2, name="up"),
    ]
    assert [type(item).__name__ for item in items] == [
        "Gap",
        *["Transition", "Clip"] * 3,
    ]


def test_an_unknown_transition_becomes_a_dissolve_and_is_reported() -> None:
    other = Transition(kind=TransitionKind.OTHER, in_offset=2, out_offset=3)
    made, report = taken(timeline(Clip(name="a", length=9), other, Clip(name="b", length=9)))
    assert [mix(it) for it in made.clips.values()] == [("cut", 0, ""), ("dissolve", 5, "")]
    assert report == ["A transition, into “b” on track 1: it became a dissolve."]


def test_an_export_has_absolute_places_markers_and_the_start_timecode() -> None:
    made = board(
        AddScene(scene_id=scene_id(1), name="One"),
        AddClip(clip_id=clip_id(1), scene_id=scene_id(1), name="a", start=10, length=20),
        AddScene(scene_id=scene_id(2), name="Two", lyrics="hey"),
        AddClip(
            clip_id=clip_id(2),
            scene_id=scene_id(2),
            name="b",
            track=1,
            start=5,
            length=7,
            lyrics="la",
            notes="slow",
            media_url="file:///b.mov",
            media_start=3,
            media_length=50,
        ),
        AddSceneAlternate(scene_id=scene_id(2), seed="other"),
        rate="FPS_29_97_DF",
        start="01:00:00;00",
    )
    first = Details(id=clip_id(1), scene=scene_id(1), parameters={}, status="draft")
    second = Details(
        id=clip_id(2), scene=scene_id(2), lyrics="la", notes="slow", parameters={}, status="draft"
    )
    shown = Clip(
        name="b",
        length=7,
        source=MediaReference(url="file:///b.mov", available=Span(start=0, length=53)),
        source_start=3,
        markers=(
            Marker(start=0, length=7, name="Lyrics", comment="la", colour="CYAN"),
            Marker(start=0, length=7, name="Notes", comment="slow", colour="YELLOW"),
        ),
        details=second,
    )
    low = (Gap(length=10), Clip(name="a", length=20, details=first))
    assert exported(made) == Export(
        timeline=Timeline(
            name="Film",
            rate=Fraction(30000, 1001),
            is_drop_frame=True,
            start=107892,
            tracks=(
                Track(kind=TrackKind.VIDEO, name="V1", items=low),
                Track(kind=TrackKind.VIDEO, name="V2", items=(Gap(length=35), shown)),
            ),
            scenes=(
                Scene(id=scene_id(1), name="One", start=0, length=30),
                Scene(id=scene_id(2), name="Two", start=30, length=12, lyrics="hey"),
            ),
        ),
        omissions=(
            Omission(
                what="A version of a scene",
                where="“Two A1”",
                reason="only the chosen version of a scene is on the timeline.",
            ),
        ),
    )


def test_a_timeline_without_scenes_becomes_one_scene() -> None:
    made, report = taken(timeline(Gap(length=5), Clip(name="a", length=10)))
    assert [scene.name for scene in made.scenes.values()] == ["Cut"]
    assert places(made) == [(0, "a", 5, 10, "", 0, 0)]
    assert report == []


def test_clips_before_the_first_scene_get_one_of_their_own() -> None:
    scenes = (Scene(name="Later", start=20, length=10),)
    made, _ = taken(
        timeline(
            Clip(name="a", length=10), Gap(length=10), Clip(name="b", length=10), scenes=scenes
        )
    )
    assert [(block.scene.name, block.start, block.length) for block in plan(made).blocks] == [
        ("Scene 1", 0, 10),
        ("Later", 10, 20),
    ]
    assert [(name, start) for _, name, start, *_ in places(made)] == [("a", 0), ("b", 20)]


def test_a_scene_that_begins_before_another_has_ended_is_joined_with_it() -> None:
    scenes = (Scene(name="One", start=0, length=10), Scene(name="Two", start=10, length=20))
    made, report = taken(
        timeline(Clip(name="a", length=15), Clip(name="b", length=5), scenes=scenes)
    )
    assert [block.scene.name for block in plan(made).blocks] == ["One", "Two"]
    over = Track(kind=TrackKind.VIDEO, items=(Gap(length=12), Clip(name="c", length=3)))
    low = Track(kind=TrackKind.VIDEO, items=(Clip(name="a", length=15), Clip(name="b", length=5)))
    made, report = taken(replace(timeline(scenes=scenes), tracks=(low, over)))
    assert [block.scene.name for block in plan(made).blocks] == ["One"]
    assert [(name, start) for _, name, start, *_ in places(made)] == [
        ("a", 0),
        ("b", 15),
        ("c", 12),
    ]
    assert report == ["A scene, “Two”: it begins before “One” has ended and was joined with it."]


def test_foreign_alternates_keep_the_texts_of_their_clip() -> None:
    clip = Clip(
        name="a",
        length=10,
        details=Details(lyrics="la", parameters={}),
        alternates=(Alternate(name="proxy", length=8, source=MediaReference(url="p.mov")),),
    )
    made, _ = taken(timeline(clip))
    found = sorted(made.clips.values(), key=lambda each: each.alternate)
    assert [(each.name, each.length, each.lyrics, each.media_url) for each in found] == [
        ("a", 10, "la", ""),
        ("proxy", 8, "la", "p.mov"),
    ]


def test_markers_become_lyrics_and_notes() -> None:
    markers = (
        Marker(start=0, name="Lyrics", comment="la la"),
        Marker(start=0, name="Notes", comment="slow"),
        Marker(start=3, name="Fix", comment="the sky", colour="RED"),
    )
    made, report = taken(timeline(Clip(name="a", length=10, markers=markers)))
    [clip] = made.clips.values()
    assert (clip.lyrics, clip.notes) == ("la la", "slow\nFix: the sky")
    assert report == [
        (
            "The place and colour of a marker, “a” on track 1:"
            " its text was added to the notes of its clip."
        )
    ]


def test_texts_and_numbers_are_fitted_to_a_project_with_a_report() -> None:
    clip = Clip(
        name="a\nb" + "c" * 300,
        length=10,
        source=MediaReference(url="x" * 3000),
        details=Details(notes="n" * 30_000, parameters={"$bad": 1}, status="lost"),
    )
    early = MediaReference(url="e.mov", available=Span(start=-50, length=20))
    made, report = taken(timeline(clip, Clip(name=" ", length=5, source=early, source_start=-50)))
    assert [(each.name[:5], len(each.name), len(each.notes)) for each in made.clips.values()] == [
        ("a bcc", 200, 20_000),
        ("Clip ", 6, 0),
    ]
    assert [(url, start) for *_, url, start, _ in places(made)] == [("", 0), ("e.mov", 0)]
    where = f"“a b{'c' * 37}” on track 1"
    assert report == [
        f"The media of a clip, {where}: its address has more than 2,000 characters.",
        f"The end of a text, {where}: at most 20,000 characters are kept.",
        (
            f"Generation parameters, {where}: The parameters cannot be kept as they are."
            " They may hold names that are not empty and do not begin with $."
        ),
        f"A status, {where}: there is no status “lost”.",
        f"Control characters of a name, {where}: they became spaces.",
        f"The end of a name, {where}: at most 200 characters are kept.",
        "The place in a file, “” on track 1: -50 is out of range; 0 was taken.",
        "An empty name, “” on track 1: it was given one.",
    ]


def test_what_a_project_has_no_place_for_is_reported() -> None:
    dissolve = Transition(kind=TransitionKind.DISSOLVE, in_offset=1, out_offset=1)
    video = Track(kind=TrackKind.VIDEO, name="V", items=(Clip(name="a", length=10), dissolve))
    sound = Track(
        kind=TrackKind.AUDIO, name="A", items=(Gap(length=1), Clip(name="song", length=9))
    )
    many = tuple(Track(kind=TrackKind.VIDEO) for _ in range(99))
    over = Track(kind=TrackKind.VIDEO, items=(Clip(name="high", length=1),))
    late = Track(
        kind=TrackKind.VIDEO, items=(Gap(length=24 * 60 * 60 * 60), Clip(name="late", length=1))
    )
    made, report = taken(
        replace(
            timeline(markers=(Marker(start=4, name="here"),)),
            tracks=(video, late, *many[1:], over, over, sound),
        )
    )
    assert [name for _, name, *_ in places(made)] == ["a"]
    assert report == [
        "A clip, “late” on track 2: it ends more than 24 hours after the beginning.",
        "A clip, “high” on track 101: a project has 100 tracks at most. (2 times)",
        "A marker of the timeline, “here” at frame 4: a project keeps markers of clips only.",
        "A transition out of a clip, track “V”: a project has transitions into clips only.",
        "A sound clip, “song” on track “A”: a project has pictures and one piece of music.",
    ]


def test_another_rate_keeps_the_time() -> None:
    clip = Clip(
        name="b",
        length=24,
        source=MediaReference(url="b.mov", available=Span(start=24, length=48)),
        source_start=24,
        alternates=(Alternate(name="o", length=12, source_start=24),),
        markers=(Marker(start=12, name="m"),),
    )
    dissolve = Transition(kind=TransitionKind.DISSOLVE, in_offset=2, out_offset=2)
    scenes = (Scene(name="One", start=0, length=72),)
    source = timeline(Clip(name="a", length=48), dissolve, clip, scenes=scenes)
    made, report = taken(source, FrameRate.FPS_60)
    assert places(made) == [
        (0, "a", 0, 120, "", 0, 0),
        (0, "b", 120, 60, "b.mov", 60, 120),
    ]
    assert [each.length for each in made.clips.values() if each.alternate] == [30]
    assert [mix(it) for it in made.clips.values()][:2] == [("cut", 0, ""), ("dissolve", 10, "")]
    assert report[0] == (
        "The rate of 24 frames a second, the timeline:"
        " the project has 60; everything kept its time to the nearest frame."
    )


def test_characters_that_no_project_may_hold_are_taken_out_of_names_and_texts() -> None:
    clip = Clip(name="a\uffffb", length=9, details=Details(id="1", notes="c\ufffed", parameters={}))
    made, report = taken(timeline(clip))
    assert [(it.name, it.notes) for it in made.clips.values()] == [("a b", "cd")]
    assert report == ["Control characters of a name, “a\uffffb” on track 1: they became spaces."]
