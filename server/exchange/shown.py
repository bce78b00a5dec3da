"""What clips show, as an export refers to it: the selected video, else the image, else the link.

A stored file is referred to as `media/` and a name that has its digest, for the folder beside the
export into which it is put: names that people gave may be those of several files.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from domain.board.clip import Clip
from domain.board.take import Take
from domain.media import TYPES
from domain.rate import FrameRate
from domain.timeline import Layout, layout
from events.record import record
from events.take import File
from repositories import take as takes
from repositories.timeline import Plan

# Bytes of takes in a bundle, which is made in memory.
BUNDLED: Final = 128_000_000


@record
class Shown:
    """A layout, the files that its clips refer to, by their addresses, and which takes these are.

    `takes` are the numbers of the takes, by the ids of the clips that show them.
    """

    layout: Layout
    files: Mapping[str, File]
    takes: Mapping[str, int]


def fitting(files: Mapping[str, File], most: int = BUNDLED) -> dict[str, str]:
    """Return the digests of files that have room in a bundle, the small ones first."""
    found: dict[str, str] = {}
    for url, file in sorted(files.items(), key=lambda one: one[1].size):
        most -= file.size
        if most >= 0:
            found[url] = file.digest
    return found


async def shown(plan: Plan) -> Shown:
    """Return the layout of a plan with the files of the takes that its clips show."""
    clips = [view.state for view in plan.clips.values()]
    ids = [id_ for clip in clips if (id_ := clip.video or clip.image)]
    if not ids:
        return Shown(layout=plan.layout, files={}, takes={})
    views = [plan.then.get(id_) for id_ in ids] if plan.then else await takes.named(ids)
    found: dict[str, Take] = {view.state.id: view.state for view in views if view}
    files = {id_: take.file for id_, take in found.items()}
    rate = FrameRate[plan.project.state.frame_rate]
    return Shown(
        layout=layout(
            (view.state for view in plan.scenes.values()),
            (_showing(clip, files, rate) for clip in clips),
        ),
        files={_url(file): file for file in files.values()},
        takes={take.clip: take.number for take in found.values()},
    )


def _showing(clip: Clip, files: Mapping[str, File], rate: FrameRate) -> Clip:
    file = files.get(clip.video or clip.image or "")
    if file is None:
        return clip
    return replace(clip, media_url=_url(file), media_start=0, media_length=_frames(file, rate))


def _url(file: File) -> str:
    """Return where an export says that a stored file is."""
    extension = next((one.extension for one in TYPES if one.mime == file.type), "bin")
    return f"media/{file.digest[:12]}.{extension}"


def _frames(file: File, rate: FrameRate) -> int:
    """Return how many frames of the project a video has; a still picture has any number."""
    return int(file.duration * rate.exact / 1000)
