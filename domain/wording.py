"""Values of facets as people read them."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from domain.activity import music, position, quoted, transition
from domain.alternates import badge
from domain.board.board import Board, State
from domain.facet import Facet
from domain.rate import FrameRate
from domain.text import counted
from domain.timecode import timecode


def text(facet: Facet, state: State, board: Board) -> str:
    """Return the value of a facet in words; `board` is the project that it is part of."""
    say = _WORDS.get(facet.name)
    return say(state, board) if say else str(facet.value(state)[0])


def value(facet: Facet, state: State) -> Any:
    """Return the value of a facet as JSON: of several fields as an object."""
    values = facet.value(state)
    if len(values) == 1:
        return values[0]
    return dict(zip(facet.fields, values, strict=True))


def _place(clip: Any, board: Board) -> str:
    scene = board.scenes.get(clip.scene)
    where = f" in {quoted(scene)}" if scene else ""
    return f"{position(board, clip)} on track {clip.track + 1}{where}"


def _rank(scene: Any, board: Board) -> str:
    before = sum(
        1 for other in board.originals() if other.rank < scene.rank and not other.is_deleted
    )
    return f"place {before + 1}"


def _rate(project: Any, _: Board) -> str:
    rate = FrameRate[project.frame_rate]
    return f"{rate.label}, from {timecode(project.start_frame, rate, wrap=True)}"


def _models(project: Any, _: Board) -> str:
    models = (("images", project.image_model), ("videos", project.video_model))
    return ", ".join(f"{what}: {model}" for what, model in models if model)


_WORDS: Final[Mapping[str, Callable[[Any, Board], str]]] = {
    "place": _place,
    "rank": _rank,
    "rate": _rate,
    "models": _models,
    "music": lambda project, _: music(project),
    "length": lambda clip, _: counted(clip.length, "frame"),
    "media": lambda clip, _: clip.media_url,
    "transition": lambda clip, _: transition(clip),
    "parameters": lambda thing, _: json.dumps(
        dict(thing.parameters), ensure_ascii=False, sort_keys=True
    ),
    "group": lambda thing, _: badge(thing.alternate) or "original",
    "chosen": lambda thing, _: "plays" if thing.is_chosen else "set aside",
    "deleted": lambda thing, _: "deleted" if thing.is_deleted else "not deleted",
    "resolution": lambda project, _: f"{project.width} by {project.height}",
}
