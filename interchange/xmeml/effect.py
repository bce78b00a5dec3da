"""Transitions as xmeml names them, and the colours of markers as Premiere does."""

from collections.abc import Mapping
from typing import Final

from events.record import record
from interchange.timeline import TrackKind, Transition, TransitionKind
from interchange.xmeml import tree
from interchange.xmeml.tree import Node

TICKS: Final = 254_016_000_000
"""Of Premiere's clock in a second: every project rate has a whole number of them in a frame."""

DISSOLVE: Final = "Cross Dissolve"
DIP: Final = "Dip to Color Dissolve"
EDGE_WIPE: Final = "Edge Wipe"
SOUND_FADE: Final = "Cross Fade (+3dB)"
SOUND_FADE_ID: Final = "KGAudioTransCrossFade3dB"

WAYS: Final = {"right": (1, False), "left": (1, True), "down": (2, False), "up": (2, True)}
"""SMPTE wipe code and whether it runs backwards, by where a wipe goes."""

COLOURS: Final = {
    "GREEN": 0x718637,
    "RED": 0xD22C36,
    "PURPLE": 0xAF8BB1,
    "ORANGE": 0xE96F24,
    "YELLOW": 0xD0A12B,
    "WHITE": 0xFFFFFF,
    "BLUE": 0x428DFC,
    "CYAN": 0x19F4D6,
}
"""The red, green and blue of the colours that a marker has in Premiere."""


@record
class Effect:
    """`way` is a wipe's SMPTE code and whether it runs backwards."""

    name: str
    effect_id: str
    category: str
    media: TrackKind
    way: tuple[int, bool] = (0, False)


def effect(transition: Transition, media: TrackKind) -> Effect:
    """Return what comes nearest to a transition."""
    if media is TrackKind.AUDIO:
        return Effect(name=SOUND_FADE, effect_id=SOUND_FADE_ID, category="audio", media=media)
    match transition.kind:
        case TransitionKind.WIPE:
            way = WAYS.get(transition.name, WAYS["right"])
            return Effect(
                name=EDGE_WIPE, effect_id=EDGE_WIPE, category="Wipe", media=media, way=way
            )
        case TransitionKind.FADE:
            return Effect(name=DIP, effect_id=DIP, category="Dissolve", media=media)
        case TransitionKind.DISSOLVE | TransitionKind.OTHER:
            return Effect(name=DISSOLVE, effect_id=DISSOLVE, category="Dissolve", media=media)


def seen(node: Node | None) -> tuple[TransitionKind, str]:
    """Return the kind of an `<effect>`, and its name where that says more than the kind."""
    if node is None:
        return TransitionKind.DISSOLVE, ""
    name = node.said("name").strip()
    if node.said("mediatype") == TrackKind.AUDIO:
        return TransitionKind.DISSOLVE, ""
    words = f"{name} {node.said('effectid')}".lower()
    if "wipe" in words or node.said("effectcategory").strip().lower() == "wipe":
        return TransitionKind.WIPE, way(node)
    if "dip" in words or "fade" in words:
        return TransitionKind.FADE, ""
    return (TransitionKind.DISSOLVE, "") if "dissolve" in words else (TransitionKind.OTHER, name)


def way(node: Node) -> str:
    """Return where a wipe goes, an empty text for one that is no edge wipe."""
    is_back = node.said("reverse").strip().upper() == "TRUE"
    code = tree.natural(node.find("wipecode"))
    return next((name for name, known in WAYS.items() if known == (code, is_back)), "")


def painted(colour: str) -> int | None:
    """Return a marker's colour as Premiere numbers it: alpha, blue, green, red."""
    rgb = COLOURS.get(colour)
    if rgb is None:
        return None
    return int.from_bytes((0xFF, *reversed(rgb.to_bytes(3, "big"))), "big")


NAMES: Final[Mapping[int | None, str]] = {painted(name): name for name in COLOURS}


def colour(marker: Node) -> str:
    """Return the colour of a marker, an empty text where it has none or an unknown one."""
    text = marker.said("pproColor").strip()
    return (
        NAMES.get(int(text), "") if text.isdecimal() and len(text) < len("4294967296") + 1 else ""
    )
