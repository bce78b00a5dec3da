"""Which texts of a graph say what is wanted, and which what is not.

Samplers have inputs `positive` and `negative`, guiders one called `conditioning`. From there the
links are followed upwards to nodes in which a text is written.
"""

from collections.abc import Iterator
from typing import Final

from generation.workflow.graph import Graph, Link, Node, link

PROMPT: Final = "prompt"
NEGATIVE: Final = "negative"
BEGINNINGS: Final = {
    "positive": PROMPT,
    "cond": PROMPT,
    "conditioning": PROMPT,
    "negative": NEGATIVE,
    "uncond": NEGATIVE,
}
# Inputs in which nodes that encode, or only hold, a text have it.
TEXTS: Final = (
    "text",
    "text_g",
    "text_l",
    "clip_l",
    "t5xxl",
    "prompt",
    "string",
    "value",
    "positive_prompt",
    "negative_prompt",
)
# Outputs of a node that has both go on as they came in.
SIDES: Final = ("positive", "negative")


def prompts(graph: Graph) -> dict[tuple[str, str], str]:
    """Return the role of each input with such a text; what is both wanted and not is wanted."""
    found: dict[tuple[str, str], str] = {}
    for node in graph.values():
        for name, to in node.links():
            role = BEGINNINGS.get(name)
            for place in texts(graph, to, set()) if role else ():
                if role == PROMPT or place not in found:
                    found[place] = str(role)
    return found


def texts(graph: Graph, to: Link, seen: set[Link]) -> Iterator[tuple[str, str]]:
    """Yield node and input of each text that reaches an output."""
    waiting = [to]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        node = graph[here.node]
        written = [name for name in TEXTS if isinstance(node.inputs.get(name), str)]
        yield from ((here.node, name) for name in written)
        waiting.extend(upwards(node, here.output))


def upwards(node: Node, output: int) -> Iterator[Link]:
    """Yield what the texts of an output of a node come from."""
    if all(link(node.inputs.get(side)) for side in SIDES):
        side = SIDES[output] if output < len(SIDES) else None
        yield from (to for name, to in node.links() if name == side)
        return
    for name, to in node.links():
        if "cond" in name or name in TEXTS or name in SIDES:
            yield to
