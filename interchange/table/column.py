"""The columns of a shot list: what stands in the first row, and how wide they are shown."""

from enum import Enum
from typing import Final


class Column(Enum):
    """`title` is the first cell of a column; `width` is in characters."""

    ID = ("ID", 14)
    SCENE = ("Scene", 22)
    CLIP = ("Clip", 28)
    ALTERNATE = ("Alternate", 10)
    TRACK = ("Track", 7)
    START = ("Start timecode", 15)
    END = ("End timecode", 15)
    START_FRAME = ("Start frame in scene", 12)
    LENGTH = ("Length in frames", 12)
    SECONDS = ("Seconds", 10)
    STATUS = ("Status", 12)
    LYRICS = ("Lyrics", 40)
    NOTES = ("Notes", 40)
    IMAGE_PROMPT = ("Image prompt", 50)
    VIDEO_PROMPT = ("Video prompt", 50)
    NEGATIVE_PROMPT = ("Negative prompt", 40)
    PARAMETERS = ("Parameters", 30)
    MEDIA = ("Media", 40)
    TRANSITION = ("Transition", 16)
    CODE = ("Code", 18)

    def __init__(self, title: str, width: int) -> None:
        self.title = title
        self.width = width


PICTURE: Final = "Picture"
PICTURE_WIDTH: Final = 23
"""Only in workbooks, and only to look at."""

BY_TITLE: Final = {column.title.casefold(): column for column in Column}
TEXTS: Final = {
    Column.LYRICS: "lyrics",
    Column.NOTES: "notes",
    Column.IMAGE_PROMPT: "image_prompt",
    Column.VIDEO_PROMPT: "video_prompt",
    Column.NEGATIVE_PROMPT: "negative_prompt",
}
"""The columns of texts that may be empty, with the clip's own names for them."""
