"""What is wrong with a brief, told with its place and what to do."""

from typing import Final

from interchange.brief.model import Alternate, Brief, Clip, Scene, Settings, Transition
from notation.fault import wording

WORDING: Final = wording(
    (Brief, Settings, Scene, Clip, Alternate, Transition),
    at_field={
        "brief": "must be the number 1, the version of this format",
        "length": (
            "must be seconds such as 2.5, frames such as “60 frames” or timecode such as"
            " 00:00:02:12, above 0 and at most a day"
        ),
        "transition": "must be cut, fade, dissolve or wipe, or an object with kind and length",
    },
    of_type={"too_long": "has more than {max_length} items; make several briefs of it"},
)
