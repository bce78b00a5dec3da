"""Which clip of the project each clip of an edit is.

It is told by id, then by name and media, then by name, then by where the clip plays. What several
clips share is given to them in the order of the film. Of a clip that was cut in two the part that
stands where it stood stays the clip, else the first; the other ones are new.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from events.record import record, replace
from interchange.intake import Shown
from interchange.returned.sent import Known
from interchange.timeline import MediaReference

Name: TypeAlias = Callable[[Shown], Hashable]


def identity(shown: Shown) -> str:
    return shown.clip.details.id


def address(source: MediaReference | None) -> str:
    return source.url if source else ""


NAMES: Final[tuple[Name, ...]] = (
    lambda shown: (shown.clip.name, address(shown.clip.source)) if shown.clip.name else None,
    lambda shown: shown.clip.name or None,
)
"""What names a clip besides its id, the surest first; None names nothing."""


@record
class Ties:
    """The clips by the numbers of those of the edit."""

    found: Mapping[int, Known]
    copies: frozenset[int]


def tied(now: Sequence[Shown], known: Sequence[Known], ids: Mapping[str, Known]) -> Ties:
    """Tie by ids and names. `ids` are those of all versions, each with what plays or would."""
    found: dict[int, Known] = {}
    met = [number for number, shown in enumerate(now) if identity(shown) in ids]
    heads: set[str] = set()
    for number in sorted(met, key=lambda number: moved(now[number], ids)):
        each = ids[identity(now[number])]
        # Two versions of one clip are one clip, too.
        if original(each) not in heads:
            heads.add(original(each))
            found[number] = each
    for name in NAMES:
        rest = untied(now, found, besides=frozenset(met))
        found.update(by_name(now, rest, open_(known, found), name))
    return Ties(found=found, copies=frozenset(met) - found.keys())


def moved(shown: Shown, ids: Mapping[str, Known]) -> tuple[bool, int]:
    known = ids[identity(shown)].shown
    return (shown.track, shown.start) != (known.track, known.start), shown.start


def original(known: Known) -> str:
    clip = known.line.clip
    return clip.original or clip.id


def untied(now: Sequence[Shown], found: Mapping[int, Known], besides: Collection[int]) -> list[int]:
    return [number for number in range(len(now)) if number not in found and number not in besides]


def open_(known: Iterable[Known], found: Mapping[int, Known]) -> list[Known]:
    taken = {original(each) for each in found.values()}
    return [each for each in known if original(each) not in taken]


def by_name(
    now: Sequence[Shown], rest: Iterable[int], known: Iterable[Known], name: Name
) -> dict[int, Known]:
    """Tie clips of one name: those that stand where they stood, then the others in order."""
    wanted: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number in rest:
        wanted[name(now[number])].append(number)
    there: defaultdict[Hashable, list[Known]] = defaultdict(list)
    for each in known:
        there[name(each.shown)].append(each)
    found: dict[int, Known] = {}
    for key, numbers in wanted.items():
        if key is not None and key in there:
            found.update(in_order(now, numbers, there[key]))
    return found


def in_order(
    now: Sequence[Shown], numbers: Sequence[int], known: Sequence[Known]
) -> dict[int, Known]:
    places = {(each.shown.track, each.shown.start): each for each in known}
    found = {
        number: places[now[number].track, now[number].start]
        for number in numbers
        if (now[number].track, now[number].start) in places
    }
    rest = sorted(open_(known, found), key=lambda each: each.shown.start)
    left = (number for number in numbers if number not in found)
    return {**found, **dict(zip(left, rest, strict=False))}


def by_place(now: Sequence[Shown], ties: Ties, known: Sequence[Known], shift: int) -> Ties:
    """Tie what is left to what stands in the same place: renamed, or replaced.

    A copy is so only under its own name: it was taken before.
    """
    places = {(each.shown.track, each.shown.start): each for each in open_(known, ties.found)}
    more = {
        number: each
        for number in untied(now, ties.found, besides=())
        if (each := places.get((now[number].track, now[number].start - shift)))
        and (number not in ties.copies or each.shown.clip.name == now[number].clip.name)
    }
    return replace(ties, found={**ties.found, **more})


def of_tracks(now: Sequence[Shown], known: Sequence[Known]) -> tuple[list[Shown], list[Known]]:
    """Return the clips of lists on the tracks that they are of, and what these lists hold.

    A list of one track does not say which; its clips do, by their ids or else by their names.
    """
    result: list[Shown] = []
    parts: set[int] = set()
    for layer in sorted({shown.track for shown in now}):
        clips = [shown for shown in now if shown.track == layer]
        met = meant(clips, known)
        counted = Counter(each.line.clip.track for each in met)
        track = counted.most_common(1)[0][0] if counted else layer
        parts |= {each.part for each in met if each.line.clip.track == track}
        result += [replace(shown, track=track) for shown in clips]
    return result, [each for each in known if each.part in parts]


def meant(clips: Sequence[Shown], known: Sequence[Known]) -> list[Known]:
    """Return the clips that others name by the surest name that names any of them."""
    for name in (identity, *NAMES):
        names = {name(shown) for shown in clips} - {"", None}
        met = [each for each in known if name(each.shown) in names]
        if met:
            return met
    return []
