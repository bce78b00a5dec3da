"""Scripts become scenes and proposed clips."""

from fractions import Fraction

import pytest

from domain.board.board import Board
from domain.rate import FrameRate
from interchange.report import InterchangeError
from interchange.script import estimate, read_fdx, read_fountain
from interchange.timeline import Clip, Timeline, placed_clips
from tests.interchange.plan import places, taken
from tests.interchange.script.test_fdx import document, paragraph


def timeline(text: str, rate: FrameRate = FrameRate.FPS_24) -> Timeline:
    return read_fountain(text.encode(), rate).timeline


def clips(text: str) -> list[Clip]:
    return [clip for track in timeline(text).tracks for _, clip in placed_clips(track)]


def project(text: str) -> tuple[Board, list[str]]:
    reading = read_fountain(text.encode(), FrameRate.FPS_24)
    made, report = taken(reading.timeline)
    return made, [*(omission.sentence for omission in reading.omissions), *report]


def described(text: str) -> list[tuple[str, str]]:
    return [(scene.name, scene.description) for scene in timeline(text).scenes]


def mixes(text: str) -> list[tuple[str, str, int, str]]:
    made, _ = project(text)
    return [(it.name, it.transition, it.transition_length, it.notes) for it in made.clips.values()]


def test_a_scene_is_named_by_its_heading_and_described_by_its_action() -> None:
    assert described("EXT. QUAY #4#\n\nRain.\n\nADA\nWet.\n\nWind.\n\nINT. SHED\n\nDry.") == [
        ("EXT. QUAY", "Scene 4\n\nRain.\n\nWind.\n\nCharacters: ADA"),
        ("INT. SHED", "Dry."),
    ]


def test_synopses_and_sections_describe_the_scene_they_stand_above_or_in() -> None:
    assert described(
        "# Act\n= All gets wet.\n\nEXT. QUAY\n\n= It rains.\n\n# Last\n\nINT. SHED"
    ) == [
        ("EXT. QUAY", "Act\n\nAll gets wet.\n\nIt rains."),
        ("INT. SHED", "Last"),
    ]


def test_an_outline_without_headings_becomes_one_scene() -> None:
    assert described("# Act one\n\n= It rains.") == [("Opening", "Act one\n\nIt rains.")]


def test_what_is_before_the_first_heading_is_a_scene_of_its_own() -> None:
    assert described("Rain.\n\nEXT. QUAY") == [("Opening", "Rain."), ("EXT. QUAY", "")]


def test_a_long_scene_is_described_by_its_beginning_and_told_whole_by_its_clips() -> None:
    text = "\n\n".join(["EXT. QUAY", *["Rain. " * 100] * 5])
    assert len(described(text)[0][1]) < 2_000
    assert [len(clip.details.image_prompt) for clip in clips(text)] == [599] * 5


def test_each_paragraph_of_action_is_a_clip_with_a_picture_to_make() -> None:
    made = clips("EXT. QUAY\n\nRain.\n\nWind.")
    assert [(clip.name, clip.details.image_prompt) for clip in made] == [
        ("Rain.", "Rain."),
        ("Wind.", "Wind."),
    ]


def test_a_long_paragraph_names_its_clip_by_its_first_words() -> None:
    (clip,) = clips("The rain in Spain falls mainly in the plain and nowhere else, they say.")
    assert clip.name == "The rain in Spain falls mainly in the plain and nowhere…"
    assert len(clips("x" * 300)[0].name) == 60


def test_a_speech_is_a_clip_with_who_speaks_in_its_notes() -> None:
    (clip,) = clips("ADA (V.O.)\n(wet)\nIt rains.\n(pause)\nAgain.")
    assert clip.name == "ADA (V.O.): It rains."
    assert clip.details.notes == "ADA (V.O.)\n(wet)\nIt rains.\n(pause)\nAgain."


def test_two_speeches_at_once_are_one_clip_as_long_as_the_longer() -> None:
    (both,) = clips("ADA\nIt rains.\n\nBOB ^\n" + "And rains. " * 20)
    (alone,) = clips("BOB\n" + "And rains. " * 20)
    assert both.details.notes.startswith("ADA\nIt rains.\nAt the same time:\nBOB\nAnd rains.")
    assert both.length == alone.length == 16 * 24


def test_a_song_is_a_clip_with_lyrics_and_so_is_a_verse_in_a_speech() -> None:
    song, verse = clips("~It rains\n~and rains\n\nADA\nHear:\n~La la")
    assert (song.name, song.details.lyrics) == ("It rains and rains", "It rains\nand rains")
    assert (verse.details.lyrics, verse.details.notes) == ("La la", "ADA\nHear:")


def test_what_is_said_by_nobody_is_a_clip_all_the_same() -> None:
    content = paragraph("Parenthetical", "(wet)") + paragraph("Dialogue", "It rains.")
    reading = read_fdx(document(content), FrameRate.FPS_24)
    (clip,) = reading.timeline.tracks[0].items
    assert isinstance(clip, Clip)
    assert (clip.name, clip.details.notes) == ("(wet): It rains.", "(wet)\nIt rains.")


def test_notes_go_to_the_clip_or_scene_they_stand_at() -> None:
    text = "[[First]]\n\nEXT. QUAY [[where?]]\n\n[[Second]]\n\nRain [[more?]].\n\n[[Third]]"
    assert described(text) == [
        ("EXT. QUAY", "Note: First\n\nNote: where?\n\nNote: Second\n\nRain .")
    ]
    assert clips(text)[0].details.notes == "Note: more?\nNote: Third"


@pytest.mark.parametrize(
    ("words", "kind", "length", "notes"),
    [
        ("DISSOLVE TO:", "dissolve", 24, ""),
        ("FADE IN:", "fade", 24, ""),
        ("WIPE TO:", "wipe", 24, ""),
        ("CUT TO:", "cut", 0, ""),
        ("SLOW DISSOLVE TO:", "dissolve", 24, "Transition: SLOW DISSOLVE TO:"),
        ("FADE TO:", "dissolve", 24, "Transition: FADE TO:"),
        ("SMASH CUT TO:", "cut", 0, "Transition: SMASH CUT TO:"),
    ],
)
def test_a_transition_leads_into_the_next_clip(
    words: str, kind: str, length: int, notes: str
) -> None:
    text = f"Rain and so on.\n\n{words}\n\nINT. SHED\n\nWind and so on."
    assert mixes(text)[1] == ("Wind and so on.", kind, length, notes)


def test_a_transition_is_no_longer_than_a_second_and_its_clip() -> None:
    assert mixes("Rain.\n\nDISSOLVE TO:\n\nADA\nYes.")[1][1:3] == ("dissolve", 24)


def test_a_fade_out_is_noted_at_the_clip_that_it_ends_and_reported() -> None:
    made, report = project("Rain.\n\n> FADE OUT.")
    assert [clip.notes for clip in made.clips.values()] == ["Transition: FADE OUT."]
    reason = "a project has transitions into clips only; it was noted at the clip."
    assert report == [f"A transition out of a clip, line 3: {reason}"]


def test_a_transition_that_leads_nowhere_is_reported_and_its_words_kept() -> None:
    made, report = project("EXT. QUAY\n\nRain.\n\nRIPPLE DISSOLVE TO:")
    (scene,) = made.scenes.values()
    assert scene.description == "Transition: RIPPLE DISSOLVE TO:\n\nRain."
    assert report == ["A transition, the end of the script: no clip follows it."]


def test_a_page_of_action_is_about_a_minute() -> None:
    page = "\n\n".join(["x" * 61 * 4] * 11)
    assert estimate.described(page) > 40
    assert sum(clip.length for clip in clips(page)) == 24 * 60


def test_a_speech_takes_its_words_and_at_least_a_second() -> None:
    assert estimate.spoken(["word " * 150]) == 60
    assert estimate.spoken(["No."]) == 1
    assert estimate.sung(["word " * 90]) == 60


def test_a_script_without_spaces_is_estimated_by_its_characters() -> None:
    assert estimate.spoken(["雨" * 100]) == Fraction(51 * 60, 150)
    assert estimate.described("雨" * 61) == estimate.described("x" * 122)


@pytest.mark.parametrize("rate", FrameRate)
def test_lengths_are_whole_frames_and_do_not_drift(rate: FrameRate) -> None:
    text = "\n\n".join(["It rains."] * 500)
    made = timeline(text, rate)
    assert (made.rate, made.is_drop_frame) == (rate.exact, rate.is_drop_frame)
    total = sum(item.length for item in made.tracks[0].items)
    assert abs(total / rate.exact - 500 * estimate.described("It rains.")) < 1


def test_a_title_page_names_and_describes_the_project() -> None:
    reading = read_fountain(b"Title: *Rain*\nAuthor: Ada\n  and Bob\n\nRain.", FrameRate.FPS_24)
    assert (reading.setup.name, reading.setup.description) == ("Rain", "Author: Ada and Bob")


def test_the_clips_of_all_scenes_follow_each_other() -> None:
    made, _ = project("EXT. QUAY\n\nRain.\n\nINT. EMPTY\n\nINT. SHED\n\nADA\nYes.")
    assert [(name, start, length) for _, name, start, length, *_ in places(made)] == [
        ("Rain.", 0, 52),
        ("ADA: Yes.", 52, 24),
    ]
    assert [scene.name for scene in made.scenes.values()] == [
        "EXT. QUAY",
        "INT. EMPTY",
        "INT. SHED",
    ]


@pytest.mark.parametrize("text", ["Title: Rain", "===", "/* gone */", " \n \n"])
def test_a_script_without_a_word_to_film_is_refused(text: str) -> None:
    with pytest.raises(InterchangeError, match="The script has no scenes: write at least one"):
        timeline(text)
