import pytest

from interchange import fcpxml
from interchange.timeline import placed_clips
from tests.interchange.fcpxml import raw


def told(*items: str, resources: str = "") -> list[str]:
    reading = fcpxml.read(raw.cut(*items, resources=resources))
    return [omission.sentence for omission in reading.omissions]


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        (
            '<timeMap><timept time="0s" value="0s"/></timeMap>',
            "A speed change, line 6, “a”: it plays at normal speed.",
        ),
        (
            '<conform-rate srcFrameRate="25"/>',
            (
                "The rate of a file, line 6, “a”: the editor plays it at the timeline's, so its"
                " first frame may be another."
            ),
        ),
        (
            '<adjust-crop mode="trim"/>',
            "The adjustment “crop”, line 6, “a”: effects are not taken.",
        ),
        ('<filter-video ref="dissolve"/>', "An effect, line 6, “a”: effects are not taken."),
        (
            '<keyword start="0s" value="day, night"/>',
            "The keyword “day, night”, line 6, “a”: a project keeps no keywords.",
        ),
        (
            '<rating value="favorite"/>',
            "A rating, line 6, “a”: favorites and rejects are not taken.",
        ),
        ('<caption lane="1" duration="1s"/>', "A caption, line 6, “a”: captions are not taken."),
        (
            '<marker start="9s" value="m"/>',
            "A marker, line 6, “a”: it is on a part of its clip that does not play.",
        ),
        (
            '<metadata><md key="k" value="v"/></metadata>',
            "The metadata of a clip, line 6, “a”: what other programs note is not kept.",
        ),
    ],
)
def test_what_is_not_taken_of_a_clip_is_reported(inside: str, sentence: str) -> None:
    assert told(raw.clip("a", inside, duration=24)) == [sentence]


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (
            raw.clip("off", duration=9, more=' enabled="0"'),
            "What is switched off, line 6, “off”: only what plays is taken.",
        ),
        ('<poem name="Ode"/>', "An item, line 6, “Ode”: it is a poem, not a clip."),
        (raw.clip("none", duration=0), "A clip, line 6, “none”: it has no length."),
        (
            raw.clip("lost", ref="nowhere", duration=9),
            "The picture of a clip, line 6, “lost”: its file “nowhere” is not declared.",
        ),
        (
            '<video ref="dissolve" name="Clouds" duration="1s"/>',
            "The picture of a clip, line 6, “Clouds”: it is made by the editor and no file.",
        ),
        (
            '<ref-clip ref="nowhere" name="C" duration="1s"/>',
            "The contents of a clip, line 6, “C”: what it shows is not in the file.",
        ),
        (
            '<clip name="Off" duration="1s" enabled="0"><video ref="movie" duration="1s"/></clip>',
            "What is switched off, line 6, “Off”: only what plays is taken.",
        ),
        (
            raw.clip("thin", more=' duration="1/100s"'),
            "A clip, line 6, “thin”: it is shorter than a frame.",
        ),
        (
            raw.clip("off grid", more=' duration="1001/30000s"'),
            (
                "The exact place of a cut, line 6, “off grid”: it does not fall on a whole frame,"
                " so the nearest was taken."
            ),
        ),
        (
            '<transition duration="1s"><filter-audio ref="dissolve"/></transition>',
            "A transition, line 6, transition: sounds are joined by cuts.",
        ),
        (raw.transition(duration=9), "A transition, line 6, “Mix”: no clip is on its track."),
        (
            raw.clip("a", duration=9) + raw.gap(duration=9) + raw.transition(duration=9),
            "A transition, line 6, “Mix”: no clip begins or ends at its cut.",
        ),
    ],
)
def test_an_item_that_is_not_taken_as_it_is_is_reported(item: str, sentence: str) -> None:
    assert sentence in told(item)


def test_what_is_left_out_leaves_a_gap_so_that_nothing_moves() -> None:
    items = (raw.clip("off", duration=9, more=' enabled="0"'), raw.clip("on", duration=9))
    [track] = fcpxml.read(raw.cut(*items)).timeline.tracks
    assert [start for start, _ in placed_clips(track)] == [9]


def test_of_several_projects_the_first_is_taken() -> None:
    story = [raw.project(raw.clip(name, duration=9), name=name) for name in ("One", "Two", "Three")]
    reading = fcpxml.read(raw.document(*story))
    assert reading.timeline.name == "One"
    assert [omission.sentence for omission in reading.omissions] == [
        "A project of the file, line 6, “Two”: only the first one is taken. (2 times)"
    ]


def test_the_note_of_a_timeline_is_reported() -> None:
    noted = raw.project(raw.clip("a", duration=9)).replace("<spine>", "<note>n</note><spine>")
    reading = fcpxml.read(raw.document(noted))
    assert [omission.sentence for omission in reading.omissions] == [
        "The note of the timeline, line 6, sequence: a project has no place for it."
    ]


def test_the_cut_of_a_transition_that_a_compound_clip_does_not_show_is_reported() -> None:
    inside = (
        raw.clip("x", duration=24),
        raw.transition(offset=20, duration=8),
        raw.clip("y", duration=24),
    )
    media = f'<media id="m">{raw.sequence(*inside)}</media>'
    sentences = told('<ref-clip ref="m" name="C" duration="12/24s"/>', resources=media)
    assert "A transition, line 4, “Mix”: its cut is not seen." in sentences
