"""What there is to choose about sheets on paper."""

from typing import Final

from interchange.option import Choice

PAGE: Final = Choice(
    name="page",
    label="Page",
    help="The paper, in landscape.",
    values=(("a4", "A4"), ("letter", "Letter")),
)
GRID: Final = Choice(
    name="grid",
    label="Grid",
    help="Frames across and down on a page.",
    values=tuple((grid, grid.replace("x", " by ")) for grid in ("3x2", "2x2", "3x3", "4x3", "4x4")),
)
FIELDS: Final = Choice(
    name="fields",
    label="Texts",
    help="What is printed below name and time.",
    values=(
        ("everything", "Lyrics, notes and prompts"),
        ("lyrics", "Lyrics"),
        ("notes", "Notes"),
        ("prompts", "Prompts"),
        ("nothing", "Nothing"),
    ),
)
