"""Seeds: which one a try gets, and where in a graph it is written.

Seeds of our own stay below 2^53, the largest whole number that every program reads exactly.
"""

from collections.abc import Iterator
from enum import Enum
from hashlib import blake2b
from typing import Final

from generation.workflow.definition import MOST_SEED
from generation.workflow.graph import Graph, Node, link

BITS: Final = 53
SEEDS: Final = frozenset({"seed", "noise_seed"})
# What nodes that only hold a number call it.
HELD: Final = ("seed", "noise_seed", "value", "int", "number")


class SeedPolicy(Enum):
    """FIXED: all tries have the same; RANDOM: each one of its own; INCREMENT: one after another."""

    FIXED = "fixed"
    RANDOM = "random"
    INCREMENT = "increment"


def seed_of(policy: SeedPolicy, batch_seed: int, index: int) -> int:
    """Return the seed of the `index`-th try of a batch, counted from 0.

    A function of its arguments alone, so what is recorded with a batch says all seeds of it.
    """
    match policy:
        case SeedPolicy.FIXED:
            return batch_seed
        case SeedPolicy.INCREMENT:
            return (batch_seed + index) % (MOST_SEED + 1)
        case SeedPolicy.RANDOM:
            drawn = blake2b(f"{batch_seed}:{index}".encode(), digest_size=8).digest()
            return int.from_bytes(drawn, "big") >> (64 - BITS)


def seeded(graph: Graph, seed: int) -> Graph:
    """Return the graph with the seed in every input that is one, or in the node it comes from."""
    bound = dict(graph)
    for id_, name in sorted(set(places(graph))):
        bound[id_] = bound[id_].putting({name: seed})
    return bound


def places(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield node and input of each seed that is written into the graph."""
    for id_, each in graph.items():
        for name in SEEDS & each.inputs.keys():
            to = link(each.inputs[name])
            if to is None:
                yield id_, name
            elif held := holder(graph[to.node]):
                yield to.node, held


def holder(each: Node) -> str | None:
    """Return the input in which a node that a seed comes from holds it."""
    return next((name for name in HELD if _is_whole(each.inputs.get(name))), None)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
