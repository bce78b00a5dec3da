"""What of a clip is printed besides its name, time and status."""

from typing import Final

from domain.board.clip import Clip

FIELDS: Final = {
    "lyrics": ("Lyrics",),
    "notes": ("Notes",),
    "prompts": ("Image", "Video", "Negative"),
}
"""The fields by what a user chooses; `everything` and `nothing` are all and none of them."""
TEXTS: Final = {
    "Lyrics": "lyrics",
    "Notes": "notes",
    "Image": "image_prompt",
    "Video": "video_prompt",
    "Negative": "negative_prompt",
}


def labels(wish: str) -> tuple[str, ...]:
    return tuple(TEXTS) if wish == "everything" else FIELDS.get(wish, ())


def texts(clip: Clip, wish: str) -> str:
    """Return the chosen texts that are not empty, each with its label before it."""
    found = ((label, getattr(clip, TEXTS[label])) for label in labels(wish))
    return "\n".join(f"{label}: {text}" for label, text in found if text)
