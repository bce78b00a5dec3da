"""What Final Cut Pro demands of a document, checked by rules of our own and by Apple's.

Apple's type definitions are not ours to distribute. They are taken from the folder that
`NLE_CONTRACT` names, or from `shared/contracts/nle` beside the checkout; where there are none our
own rules judge alone. Those say less, but all that was ever refused.
"""

import os
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

# A compiled module without types of its own.
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

CONNECTED: Final = ("asset-clip", "audition", "spine", "title", "video")
MARKS: Final = ("chapter-marker", "keyword", "marker")
STORY: Final = ("note", CONNECTED, MARKS)
ORDER: Final[dict[str, tuple[str | tuple[str, ...], ...]]] = {
    "fcpxml": ("resources", "library"),
    "resources": (("asset", "effect", "format"),),
    "asset": ("media-rep",),
    "library": ("event",),
    "event": ("project",),
    "project": ("sequence",),
    "sequence": ("spine",),
    "spine": (("asset-clip", "audition", "gap", "title", "transition", "video"),),
    "audition": (("asset-clip", "title", "video"),),
    "asset-clip": STORY,
    "video": STORY,
    "title": ("text", "text-style-def", *STORY),
    "gap": (CONNECTED, MARKS),
    "transition": ("filter-video",),
    "text": ("text-style",),
    "text-style-def": ("text-style",),
}
"""What may be inside of what, in this order."""
NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "asset": ("id", "name", "start", "duration"),
    "media-rep": ("src",),
    "format": ("id",),
    "effect": ("id", "uid"),
    "sequence": ("format", "duration", "tcStart", "tcFormat"),
    "asset-clip": ("ref", "start", "duration"),
    "video": ("ref", "start", "duration"),
    "title": ("ref", "start", "duration"),
    "gap": ("offset", "start", "duration"),
    "transition": ("offset", "duration"),
    "filter-video": ("ref",),
    "marker": ("start", "duration", "value"),
    "chapter-marker": ("start", "duration", "value"),
    "keyword": ("start", "duration", "value"),
}


def contract() -> Path:
    """Return the folder of type definitions and samples, which need not exist."""
    named = os.environ.get("NLE_CONTRACT")
    beside = Path(__file__).resolve().parents[4] / "shared" / "contracts" / "nle"
    return Path(named) if named else beside


def parsed(content: bytes) -> Any:
    """Return the root of a document as an independent parser reads it."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False))


def violations(content: bytes) -> list[str]:
    """Return what is wrong with a document, with the line."""
    root = parsed(content)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    found = [reason for element in elements for reason in of_element(element)]
    return [*found, *of_references(elements), *of_storylines(root), *of_apple(root)]


def of_element(element: Any) -> list[str]:
    where = f"line {element.sourceline}, {element.tag}"
    missing = [key for key in NEEDED.get(element.tag, ()) if element.get(key) is None]
    groups = ORDER.get(element.tag, ())
    places = [place(child.tag, groups) for child in element]
    wrong = [f"{where} has no {key}" for key in missing]
    if None in places:
        wrong.append(f"{where} holds what it may not")
    elif places != sorted(place for place in places if place is not None):
        wrong.append(f"{where} holds its parts in the wrong order")
    return wrong


def place(tag: str, groups: tuple[str | tuple[str, ...], ...]) -> int | None:
    for number, group in enumerate(groups):
        if tag == group or (isinstance(group, tuple) and tag in group):
            return number
    return None


def of_references(elements: list[Any]) -> list[str]:
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    refs = {element.get(key) for element in elements for key in ("ref", "format")} - {None}
    return [f"{each} is declared twice" for each, count in ids.items() if count > 1] + [
        f"{each} is not declared" for each in refs - ids.keys()
    ]


def of_storylines(root: Any) -> list[str]:
    """Return where the items of a storyline do not follow each other without a hole."""
    wrong: list[str] = []
    for spine in root.iter("spine"):
        parent = spine.getparent()
        at = seconds(parent.get("tcStart")) if parent.tag == "sequence" else Fraction(0)
        for item in spine:
            if item.tag == "transition":
                continue
            if seconds(item.get("offset")) != at:
                wrong.append(f"line {item.sourceline}, {item.tag} does not follow on {at}")
            played = item[0] if item.tag == "audition" else item
            at += seconds(played.get("duration"))
    return wrong


def seconds(text: str) -> Fraction:
    assert text.endswith("s")
    return Fraction(text[:-1])


def of_apple(root: Any) -> list[str]:
    """Return what the type definition of the document's own version says."""
    path = contract() / "dtd" / f"FCPXMLv{root.get('version').replace('.', '_')}.dtd"
    if not path.exists():
        return []
    dtd = etree.DTD(str(path))
    return [] if dtd.validate(root) else [str(error) for error in dtd.error_log]
