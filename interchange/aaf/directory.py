"""New places in the compound file that an AAF is, made quickly.

The library walks to each from the root, twice, and puts its tree of names in order after each. Here
the way to the last ones is known, and the tree of a new place is made when all its names are.
"""

from collections.abc import Sequence
from typing import Any, Final

from aaf2.cfb import DirEntry

from events.record import record

STORAGE: Final = "storage"


@record
class Names:
    """What is directly in a place."""

    parent: Any
    entries: list[Any]


class Directory:
    """Takes the place of what the library makes places with; it begins with `growing`.

    That one gets names until the end, others are whole when `settle` is called.
    """

    def __init__(self, storage: Any, growing: Any) -> None:
        self._storage = storage
        self._growing = growing.dir_id
        self._known: dict[str, Any] = {}
        self._new: dict[int, Names] = {}
        storage.create_dir_entry = self.create

    def create(self, path: str, dir_type: str = STORAGE, class_id: object = None) -> Any:
        """Return a new place; there is none of this path yet."""
        above, _, name = path.rpartition("/")
        parent = self._known.get(above) or self._storage.find(above or "/")
        made = DirEntry(self._storage, self._storage.next_free_dir_id())
        made.name, made.type, made.class_id = name, dir_type, class_id
        self._add(parent, made)
        self._storage.dir_cache[made.dir_id] = made
        if dir_type == STORAGE:
            self._known[path] = made
        return made

    def _add(self, parent: Any, made: Any) -> None:
        if parent.dir_id not in self._new and parent.child_id is not None:
            parent.add_child(made)
            return
        made.parent = parent
        names = self._new.setdefault(parent.dir_id, Names(parent=parent, entries=[]))
        names.entries.append(made)
        cached = self._storage.children_cache.get(parent.dir_id, None)
        if cached is not None:
            cached[made.name] = made

    def settle(self, *, is_last: bool = False) -> None:
        """Make the trees of what is whole, and give back its memory."""
        for of in [of for of in self._new if is_last or of != self._growing]:
            names = self._new.pop(of)
            found = sorted(names.entries, key=lambda one: (len(one.name), one.name.upper()))
            top = tree(found, last_level(len(found)))
            names.parent.child_id = top.dir_id if top else None
        self._known.clear()


def last_level(names: int) -> int:
    """Return the level, from 0, that a flat tree of so many names has no full one on, else -1."""
    is_full = names & (names + 1) == 0
    return -1 if is_full else names.bit_length() - 1


def tree(found: Sequence[Any], reds: int) -> Any:
    """Return the root of a tree, as flat as can be, of all that is found, which is in order.

    What is `reds` levels down is red: then every way to an end has as many black ones.
    """
    if not found:
        return None
    middle = len(found) // 2
    top = found[middle]
    top.red = reds == 0
    left, right = tree(found[:middle], reds - 1), tree(found[middle + 1 :], reds - 1)
    top.left_id = left.dir_id if left else None
    top.right_id = right.dir_id if right else None
    return top
