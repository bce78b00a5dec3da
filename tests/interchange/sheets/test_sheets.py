"""Storyboards and shot lists on paper, as another program reads them."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

import pytest
from pypdf import PdfReader

from domain.board.board import Board
from domain.clip.command import AddClip
from domain.scene import AddScene
from interchange.format import FORMATS
from interchange.option import chosen
from interchange.sheets import lettering, storyboard
from interchange.sheets.paper import Box
from interchange.source import Source
from interchange.written import Written
from tests.interchange.plan import board, clip_id, exported, plan, scene_id
from tests.interchange.table.test_writer import film

MADE_AT: Final = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def printed(made: Board, kind: str, **options: str) -> Written:
    assert made.project is not None
    source = Source(
        project=made.project,
        layout=plan(made),
        timeline=exported(made).timeline,
        made_at=MADE_AT,
    )
    one = FORMATS[kind]
    return one.written(source, chosen(one.choices, options))


def pages(written: Written) -> list[str]:
    (piece,) = written.pieces
    return [page.extract_text() for page in PdfReader(BytesIO(piece.content)).pages]


def long_film(clips: int) -> Board:
    return board(
        AddScene(scene_id=scene_id(1), name="Quay"),
        *(
            AddClip(
                clip_id=clip_id(n),
                scene_id=scene_id(1),
                name=f"Shot-{n:03}",
                start=n * 24,
                length=24,
                lyrics=f"Verse-{n:03}",
                image_prompt=f"Picture-{n:03}",
            )
            for n in range(clips)
        ),
    )


def test_a_storyboard_shows_each_clip_with_its_time_and_texts() -> None:
    written = printed(film(), "storyboard")
    assert [piece.name for piece in written.pieces] == [".storyboard.pdf"]
    (text,) = pages(written)
    for words in (
        "Film",
        "2026-01-02 · 1",
        "Quay · Gulls",
        "01:00:00:02 - 01:00:01:02 · 25 f · 1.0 s · draft",
        "Pier · Rain",
        "Lyrics: It rains",
        "and rains",
        "Notes: =SUM(A1)",
        "Image: @rain",
    ):
        assert words in text
    assert [omission.sentence for omission in written.omissions] == [
        "An alternate, “Gulls A1”: only what plays is printed."
    ]


def test_a_long_name_of_a_scene_leaves_room_for_the_name_of_its_clip() -> None:
    long = AddScene(scene_id=scene_id(1), name="Quay at night, " * 10)
    shown = AddClip(clip_id=clip_id(1), scene_id=scene_id(1), name="Last-ferry", length=24)
    (text,) = pages(printed(board(long, shown), "storyboard", grid="4x4"))
    assert "… · Last-ferry\n" in text


@pytest.mark.parametrize(
    ("grid", "expected"), [("2x2", 9), ("3x2", 6), ("3x3", 4), ("4x3", 3), ("4x4", 3)]
)
def test_a_grid_divides_the_clips_among_pages(grid: str, expected: int) -> None:
    found = pages(printed(long_film(33), "storyboard", grid=grid))
    assert len(found) == expected
    across, down = (int(number) for number in grid.split("x"))
    assert "Shot-000" in found[0]
    assert f"Shot-{across * down:03}" not in found[0]
    assert f"Shot-{across * down:03}" in found[1]
    assert f"· {expected}" in found[-1]


@pytest.mark.parametrize("kind", ["storyboard", "shots"])
@pytest.mark.parametrize(("page", "size"), [("a4", (842, 595)), ("letter", (792, 612))])
def test_pages_have_the_size_that_was_chosen(kind: str, page: str, size: tuple[int, int]) -> None:
    (piece,) = printed(film(), kind, page=page).pieces
    box = PdfReader(BytesIO(piece.content)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


@pytest.mark.parametrize("kind", ["storyboard", "shots"])
@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("everything", {"Verse-001", "Picture-001"}),
        ("lyrics", {"Verse-001"}),
        ("prompts", {"Picture-001"}),
        ("notes", set[str]()),
        ("nothing", set[str]()),
    ],
)
def test_only_the_chosen_fields_are_printed(kind: str, fields: str, shown: set[str]) -> None:
    (text,) = pages(printed(long_film(3), kind, fields=fields))
    assert {words for words in ("Verse-001", "Picture-001") if words in text} == shown


@pytest.mark.parametrize("kind", ["storyboard", "shots"])
def test_the_same_project_and_date_give_the_same_bytes(kind: str) -> None:
    assert printed(film(), kind) == printed(film(), kind)


@pytest.mark.parametrize("kind", ["storyboard", "shots"])
def test_a_project_without_clips_is_one_page_with_a_head(kind: str) -> None:
    (text,) = pages(printed(board(), kind))
    assert "Film" in text


def test_a_shot_list_repeats_its_titles_on_every_page() -> None:
    found = pages(printed(long_film(60), "shots"))
    assert len(found) > 1
    assert all("Seconds" in text and "Status" in text for text in found)
    every = "".join(found)
    assert [every.count(f"Shot-{n:03}") for n in range(60)] == [1] * 60
    assert "00:00:59:00" in found[-1]


def test_letters_of_many_languages_are_embedded() -> None:
    made = board(
        AddScene(scene_id=scene_id(1), name="Größe"),
        AddClip(clip_id=clip_id(1), scene_id=scene_id(1), name="Чайка Γλάρος Ấn", length=9),
    )
    for kind in ("storyboard", "shots"):
        written = printed(made, kind)
        (text,) = pages(written)
        assert "Größe" in text
        assert "Чайка Γλάρος Ấn" in text
        assert written.omissions == ()


def test_letters_that_the_font_lacks_are_reported() -> None:
    made = board(
        AddScene(scene_id=scene_id(1), name="One"),
        AddClip(clip_id=clip_id(1), scene_id=scene_id(1), name="夜 🎬", length=9),
    )
    (omission,) = printed(made, "shots").omissions
    assert omission.sentence == (
        "Letters, “夜 🎬”: the font has Latin, Greek and Cyrillic; “\ufffd” stands for others."
    )


@pytest.mark.parametrize("kind", ["storyboard", "shots"])
def test_a_text_that_has_no_room_is_cut_and_reported(kind: str) -> None:
    made = board(
        AddScene(scene_id=scene_id(1), name="One"),
        AddClip(
            clip_id=clip_id(1),
            scene_id=scene_id(1),
            name="Long " * 30,
            length=9,
            notes="word " * 3_000 + "x" * 2_000,
        ),
    )
    written = printed(made, kind, grid="4x4") if kind == "storyboard" else printed(made, kind)
    assert len(pages(written)) == 1
    assert [omission.what for omission in written.omissions] == ["The end of a long text"]


def test_lines_are_never_wider_than_their_room() -> None:
    lettering.letters()
    text = "a bb  ccc\n\n" + "d" * 90 + " eee"
    lines = list(lettering.wrapped(text, 8, 40))
    assert all(lettering.width(line, 8) <= 40 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert lettering.block("a\nb\nc", 8, 40, 2) == (["a", "b …"], True)
    assert lettering.block("a\nb", 8, 40, 2) == (["a", "b"], False)
    assert lettering.block("a", 8, 40, 0) == ([], True)


@pytest.mark.parametrize(
    ("ratio", "expected"), [("16:9", 16 / 9), ("2.39:1", 2.39), ("1:1", 1), ("nonsense", 16 / 9)]
)
def test_a_frame_has_the_shape_of_the_picture(ratio: str, expected: float) -> None:
    project = film().project
    assert project is not None
    shape = storyboard.aspect(replace(project, aspect_ratio=ratio))
    cell = Box(x=10, y=20, width=200, height=150)
    box = storyboard.frame(cell, shape)
    assert box.width / box.height == pytest.approx(expected)
    assert box.top == pytest.approx(cell.top)
    assert box.width <= cell.width
