"""An edit that came back beside its project: what it wants, clip by clip."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Final

from domain import text
from domain.board.project import Project
from domain.clip.command import DeleteClip
from domain.naming.code import NO_CODES, Codes
from domain.rate import FrameRate
from domain.timeline import Layout
from events.record import record, replace
from interchange.called import codes_by_id
from interchange.format import Format
from interchange.intake import Maker, Shown
from interchange.report import Omission, Report, quoted
from interchange.returned import tie
from interchange.returned.film import Film, Place, places
from interchange.returned.lost import lost, report_lost
from interchange.returned.sent import Known, Sent, Taken, sent, taken, version
from interchange.returned.stage import Stand
from interchange.returned.tie import Ties
from interchange.returned.wish import Target, Wish
from interchange.table.change import Change, Turn
from interchange.table.difference import Difference, Entry, Kind, in_turn
from interchange.table.row import Line
from interchange.timeline import Reading

FOREIGN: Final = Difference(entries=(), unchanged=0, missing=0, omissions=(), is_foreign=True)
"""What is said of a file that is of another project."""


def returned(
    found: Reading,
    one: Format,
    project: Project,
    plan: Layout,
    seed: str,
    *,
    are_deleted: bool = False,
    codes: Codes = NO_CODES,
) -> Difference:
    """Compare an edit with what the project is in its format; `seed` makes the ids of new clips.

    An edit that calls clips by their `codes` is compared with an export that does, too.
    Clips that are not in it stay in their scenes, unless it is wished that they `are_deleted`:
    then all others stand where the edit has them. Raises InterchangeError where the project
    cannot be written in the format.
    """
    edit = taken(found, project)
    names = called(edit, plan, codes)
    was = sent(one, project, plan, names)
    now, known = list(edit.clips), list(was.known)
    if one.is_of_track:
        now, known = tie.of_tracks(now, known)
    ties = tie.tied(now, known, versions(known))
    if not ties.found:
        return FOREIGN
    report = Report()
    shift = shifted(now, ties, known, edit, was)
    ties = tie.by_place(now, ties, known, shift)
    report_shift(shift, report)
    report_scenes(edit, was, report)
    clips = [replace(shown, start=shown.start - shift) for shown in now]
    missing = tie.open_(known, ties.found)
    found_places = places(clips, ties.found, known, report)
    film = Film(plan, found_places, missing)
    said = Saying(
        film=film,
        lost=lost(clips, known),
        codes=frozenset(names.values()),
        addresses=was.addresses,
        rate=FrameRate[project.frame_rate],
        maker=Maker(seed, report),
        report=report,
    )
    stands = film.stands(are_deleted=are_deleted)
    stated = [said.entry(*each) for each in zip(found_places, stands, strict=True)]
    gone = [said.gone(*each) for each in zip(count(len(now) + 1), missing)]
    report_lost(said.lost, report)
    return Difference(
        entries=in_turn([*filter(None, stated), *gone], plan),
        unchanged=stated.count(None),
        missing=len(missing),
        omissions=(*fresh(edit.omissions, was.omissions), *report.omissions),
    )


def called(edit: Taken, plan: Layout, codes: Codes) -> Mapping[str, str]:
    """Return the codes of all that plays, by id, where an edit has more of them than of names."""
    found = codes_by_id(codes, plan)
    wanted = Counter(shown.clip.name for shown in edit.clips)
    shown = [clip for block in plan.blocks for clip in block.clips]
    by_code = sum(wanted[code] for code in {found.get(clip.id, "") for clip in shown} - {""})
    by_name = sum(wanted[name] for name in {clip.name for clip in shown})
    return found if by_code > by_name else {}


def versions(known: Iterable[Known]) -> dict[str, Known]:
    """Return all clips and their alternates by their ids."""
    found: dict[str, Known] = {}
    for each in known:
        block = each.line.block
        found[each.line.clip.id] = each
        for other in block.versions_of(each.line.clip):
            found[other.id] = version(each, Line(block=block, clip=other))
    return found


def shifted(
    now: Sequence[Shown], ties: Ties, known: Sequence[Known], edit: Taken, was: Sent
) -> int:
    """Return by how many frames all of an edit is shifted, be it by its start timecode."""
    moves = [now[number].start - each.shown.start for number, each in ties.found.items()]
    counted = Counter(moves)
    parts = {each.part for each in ties.found.values()}
    other_start = edit.begin - min(was.parts[part].begin for part in parts)
    shift = other_start if counted[other_start] >= counted[0] else 0
    rest = {move - shift for move in moves}
    further = rest.pop() if len(rest) == 1 else 0
    is_move = len(moves) == 1 or is_explained(now, ties, known, further)
    return shift if is_move else shift + further


def is_explained(now: Sequence[Shown], ties: Ties, known: Sequence[Known], further: int) -> bool:
    """Tell whether clips all moved because one before them is new, or is gone."""
    numbers = ties.found.keys()
    if further > 0:
        first = min(now[number].start for number in numbers)
        others = (each.start for number, each in enumerate(now) if number not in numbers)
    else:
        first = min(each.shown.start for each in ties.found.values())
        others = (each.shown.start for each in tie.open_(known, ties.found))
    return any(start < first for start in others)


def report_shift(shift: int, report: Report) -> None:
    if shift:
        way = "later" if shift > 0 else "earlier"
        frames = text.counted(abs(shift), "frame")
        reason = f"all of it begins {frames} {way}; the clips were compared without that."
        report.add("The beginning of the edit", "the timeline", reason)


def report_scenes(edit: Taken, was: Sent, report: Report) -> None:
    """Say which scenes are new in a file, for only clips are compared."""
    known = {scene.name for part in was.parts for scene in part.timeline.scenes}
    for scene in edit.timeline.scenes:
        if scene.name not in known:
            reason = "only clips are compared; add or rename scenes in the project."
            report.add("The name of a scene", quoted(scene.name), reason)


def fresh(now: Iterable[Omission], was: Iterable[Omission]) -> Iterator[Omission]:
    """Yield what is left out of this file and would not be of one that nobody changed."""
    known = {(omission.what, omission.reason) for omission in was}
    return (each for each in now if (each.what, each.reason) not in known)


@record
class Saying:
    """Makes entries of the clips of an edit."""

    film: Film
    lost: frozenset[str]
    codes: frozenset[str]
    addresses: frozenset[str]
    rate: FrameRate
    maker: Maker
    report: Report

    def entry(self, place: Place, stand: Stand) -> Entry | None:
        """Return what a clip wants, None where it is as it was."""
        if place.known is None or place.head is None:
            return self.added(place, stand)
        target = Target(
            block=self.film.block(stand),
            track=place.shown.track,
            start=stand.start,
            length=place.length,
        )
        wish = Wish(
            known=place.known,
            after=place.shown,
            head=place.head.line.clip,
            target=target,
            rate=self.rate,
            lost=self.lost,
            codes=self.codes,
            addresses=self.addresses,
            report=self.report,
        )
        changes = tuple(wish.changes())
        if not changes:
            return None
        line = place.known.line
        return Entry(
            row=place.number + 1,
            kind=Kind.CHANGED,
            scene=line.block.scene.name,
            name=line.clip.name,
            clip=line.clip.id,
            changes=changes,
        )

    def added(self, place: Place, stand: Stand) -> Entry:
        """Return a clip to add, with the transition by which it comes in."""
        block = self.film.block(stand)
        shown = place.shown
        if shown.clip.alternates:
            reason = "a new clip comes without them; add them to it in the project."
            self.report.add("Alternates", quoted(shown.clip.name), reason)
        new = replace(shown, start=stand.start)
        turn = (Turn.ADD, place.number)
        add = self.maker.addition(new, block.scene.id, 0)
        what = f"{quoted(shown.clip.name)}, {text.counted(place.length, 'frame')}"
        changes = [Change(facet="clip", before="", after=what, command=add, turn=turn)]
        for mixed in self.maker.transition(new, add.clip_id):
            how = f"{mixed.kind} {mixed.length} {mixed.direction or ''}".rstrip()
            changes.append(
                Change(facet="transition", before="cut", after=how, command=mixed, turn=turn)
            )
        return Entry(
            row=place.number + 1,
            kind=Kind.ADDED,
            scene=block.scene.name,
            name=shown.clip.name,
            clip=add.clip_id,
            changes=tuple(changes),
        )

    def gone(self, number: int, known: Known) -> Entry:
        """Return a clip to delete with its alternates, of which one would play instead."""
        block, clip = known.line.block, known.line.clip
        reason = ""
        if clip.id in self.film.in_the_way:
            reason = "Others come to play where it is: without this they cannot."
        return Entry(
            row=number,
            kind=Kind.MISSING,
            scene=block.scene.name,
            name=clip.name,
            clip=clip.id,
            changes=tuple(
                Change(
                    facet="clip",
                    before=f"{quoted(each.name)}, {text.counted(each.length, 'frame')}",
                    after="",
                    command=DeleteClip(clip_id=each.id),
                    turn=(Turn.DELETE, 0),
                )
                for each in (*block.versions_of(clip), clip)
            ),
            reason=reason,
        )
