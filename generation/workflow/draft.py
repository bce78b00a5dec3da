"""A parameter that is proposed for an input of a node, by what the input is called."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from events.record import record, replace
from generation.workflow.catalogue import Input
from generation.workflow.definition import MEDIA, Parameter
from generation.workflow.needs import folder_of
from generation.workflow.value import fault_of

GROUPS: Final = ("Prompt", "Input", "Size", "Sampling", "Models")
LABELS: Final = {
    "prompt": "Prompt",
    "negative": "Negative prompt",
    "start_image": "Start image",
    "source": "Source",
    "frames": "Frames",
    "frame_rate": "Frames per second",
}
SIDES: Final = frozenset({"width", "height"})
LENGTHS: Final = frozenset({"length", "frames", "num_frames", "video_frames"})
RATES: Final = frozenset({"fps", "frame_rate"})
SAMPLING: Final = frozenset(
    {
        "steps",
        "cfg",
        "guidance",
        "denoise",
        "sampler_name",
        "scheduler",
        "shift",
        "start_at_step",
        "end_at_step",
        "add_noise",
        "return_with_leftover_noise",
    }
)
# Written without a point, these are numbers with one all the same.
FLOATS: Final = frozenset(
    {"cfg", "guidance", "denoise", "shift", "fps", "frame_rate", "strength", "strength_model"}
)
PREVIEWS: Final[Mapping[str, Mapping[str, Any]]] = {
    "width": {"times": 0.5, "least": 64},
    "height": {"times": 0.5, "least": 64},
    "frames": {"times": 0.5},
    "steps": {"times": 0.5, "least": 4},
}
TYPES: Final = {"INT": "int", "FLOAT": "float", "BOOLEAN": "boolean", "STRING": "text"}


@record
class Place:
    """A literal value of a graph, what stands beside it, and how a worker declares it."""

    node: str
    input: str
    value: Any
    class_type: str
    title: str
    beside: frozenset[str]
    declared: Input | None


@record
class Draft:
    """A parameter to be, with the inputs it sets."""

    name: str
    type: str
    label: str
    group: str
    targets: tuple[tuple[str, str], ...]
    default: Any = None
    role: str = ""
    folder: str = ""
    help: str = ""
    title: str = ""
    widget: str = ""
    choices: tuple[str, ...] = ()
    is_required: bool = False
    limits: Mapping[str, Any] | None = None

    def order(self) -> int:
        is_known = self.group in GROUPS
        return GROUPS.index(self.group) if is_known else len(GROUPS)

    def plain(self) -> dict[str, Any]:
        """Return the parameter of a definition; limits that its value breaks are left out."""
        whole = {**self.core(), **(self.limits or {})}
        if self.default is None or not fault_of(Parameter.model_validate(whole), self.default):
            return whole
        return self.core()

    def core(self) -> dict[str, Any]:
        written: dict[str, Any] = {
            "name": self.name,
            "type": self.type,
            "label": self.label,
            "help": self.help,
            "group": self.group,
            "role": self.role,
            "folder": self.folder,
            "widget": self.widget,
            "required": self.is_required,
            "choices": list(self.choices),
        }
        targets = [{"node": node, "input": name} for node, name in self.targets]
        given = {key: each for key, each in written.items() if each}
        return {**given, "inputs": targets, "default": self.default}


def drafted(place: Place, role: str, category: str) -> Draft | None:
    """Return what is proposed for a literal value, or None where nothing can be chosen.

    `role` is prompt or negative where the text is known to be one.
    """
    if role:
        return _draft(place, name=role, type="text", role=role, group="Prompt")
    if media := media_of(place):
        return _media(place, media, category)
    if folder := folder_of(place.class_type, place.input):
        return _draft(place, type="model", folder=folder, group="Models")
    if (kind := type_of(place)) is None:
        return None
    return _known(_draft(place, type=kind, choices=choices_of(place, kind)), place)


def _draft(place: Place, **known: Any) -> Draft:
    name = known.pop("name", "") or slug(place.input)
    words = " ".join(place.input.split("_"))
    given: dict[str, Any] = {
        "name": name,
        "label": LABELS.get(name, words.capitalize()),
        "group": place.title,
        "help": place.declared.help if place.declared else "",
        "title": place.title,
        "targets": ((place.node, place.input),),
        "default": place.value,
        "limits": limits(place.declared) if known["type"] in {"int", "float"} else None,
        **known,
    }
    if given["type"] == "text" and not given.get("role") and not is_prose(place):
        given["widget"] = "line"
    return Draft(**given)


def is_prose(place: Place) -> bool:
    return "\n" in place.value or bool(place.declared and place.declared.is_multiline)


def _media(place: Place, kind: str, category: str) -> Draft:
    role = "start_image" if category == "video" and kind == "image" else "source"
    return _draft(
        place, name=role, type=kind, role=role, group="Input", default=None, is_required=True
    )


def media_of(place: Place) -> str:
    """Return image, video or audio where a node loads a file that is uploaded."""
    loaded = re.search(r"Load(Image|Video|Audio)", place.class_type)
    if loaded is None or place.input not in {"image", "video", "audio", "file"}:
        return ""
    kind = loaded[1].lower()
    return kind if kind in MEDIA and isinstance(place.value, str) else ""


def type_of(place: Place) -> str | None:
    """Return the type of a parameter for a value, or None for what is no simple one."""
    declared, value = place.declared, place.value
    if not isinstance(value, str | bool | int | float):
        return None
    if declared and declared.choices and isinstance(value, str):
        return "choice"
    if declared and declared.type in TYPES and is_written_as(value, TYPES[declared.type]):
        return TYPES[declared.type]
    return by_value(place.input, value)


def is_written_as(value: Any, type_: str) -> bool:
    """Tell whether a value is one of a type: a whole number may have a point behind it."""
    if isinstance(value, bool) or type_ == "boolean":
        return isinstance(value, bool) and type_ == "boolean"
    return isinstance(value, str) if type_ == "text" else isinstance(value, int | float)


def by_value(name: str, value: Any) -> str:
    if isinstance(value, str):
        return "text"
    if isinstance(value, bool):
        return "boolean"
    return "float" if isinstance(value, float) or name in FLOATS else "int"


def choices_of(place: Place, kind: str) -> tuple[str, ...]:
    """Return what can be chosen, with what is chosen now."""
    if kind != "choice" or place.declared is None:
        return ()
    choices = (place.declared.choices or ())[:999]
    return choices if place.value in choices else (place.value, *choices)


def limits(declared: Input | None) -> dict[str, Any]:
    """Return the range of a number as a worker declares it."""
    if declared is None:
        return {}
    found = {"least": declared.least, "most": declared.most, "step": declared.step or None}
    return {key: each for key, each in found.items() if each is not None}


def _known(draft: Draft, place: Place) -> Draft:
    """Return the draft with what is known of inputs of its name."""
    name = place.input
    is_number = draft.type in {"int", "float"}
    if name in SIDES and is_number:
        return _previewed(replace(draft, group="Size", role=name), name)
    if name in LENGTHS and is_number and place.beside >= SIDES:
        return _previewed(_named(draft, "frames", "Size"), "frames")
    if name in RATES and is_number:
        return _named(draft, "frame_rate", "Size")
    if name == "batch_size":
        return replace(draft, group="Size")
    if name in SAMPLING:
        role = "steps" if name == "steps" else ""
        return _previewed(replace(draft, group="Sampling", role=role), name)
    return draft


def _named(draft: Draft, name: str, group: str) -> Draft:
    return replace(draft, name=name, label=LABELS[name], role=name, group=group)


def _previewed(draft: Draft, name: str) -> Draft:
    hint = PREVIEWS.get(name)
    if hint is None:
        return draft
    return replace(draft, limits={**(draft.limits or {}), "preview": dict(hint)})


def slug(name: str) -> str:
    """Return a name of a parameter made of any text."""
    tidy = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:40].strip("_")
    return tidy if tidy[:1].isalpha() else f"p_{tidy}"[:40].strip("_")


def settled_names(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with names of their own; sides and lengths that are alike become one.

    Of those with one name, the first that a clip fills keeps it; the others are called after
    their nodes.
    """
    merged = _merged(drafts)
    count = Counter(draft.name for draft in merged)
    found: list[Draft] = []
    taken: set[str] = set()
    for draft in merged:
        is_plain = count[draft.name] == 1 or (draft.role and draft.name not in taken)
        name = draft.name if is_plain else _longer(draft)
        number = 1
        while name in taken:
            number += 1
            name = f"{_longer(draft)[:36]}_{number}"
        taken.add(name)
        label = draft.label if is_plain else f"{draft.label} ({draft.title})"
        found.append(_alone(replace(draft, name=name, label=label[:200]), found))
    return found


def _longer(draft: Draft) -> str:
    return slug(f"{draft.name}_{draft.title}")


def _alone(draft: Draft, before: Sequence[Draft]) -> Draft:
    """Return the draft without a role that another has: a clip fills one of them."""
    is_taken = any(each.role == draft.role for each in before)
    return replace(draft, role="") if draft.role and is_taken else draft


def _merged(drafts: Sequence[Draft]) -> list[Draft]:
    found: list[Draft] = []
    for draft in drafts:
        twin = next((at for at, each in enumerate(found) if _is_twin(each, draft)), None)
        if twin is None:
            found.append(draft)
        else:
            both = (*found[twin].targets, *draft.targets)
            found[twin] = replace(found[twin], targets=both)
    return found


def _is_twin(one: Draft, other: Draft) -> bool:
    return (
        one.role in {"width", "height", "frames", "frame_rate"}
        and (one.role, one.type, one.default) == (other.role, other.type, other.default)
        and one.limits == other.limits
    )
