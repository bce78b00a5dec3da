"""In what order clips move so that each finds its place free.

A clip waits for those that lie where it goes and move, too. Where they wait for each other, as
clips that exchange their places do, one of them steps aside first.
"""

from bisect import bisect_left, insort
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from domain.board.clip import Clip
from domain.clip.command import MoveClip, TrimClip
from domain.timeline import Layout
from events.ids import ClipId, SceneId
from events.record import record
from interchange.table.change import Change, Step, Turn

Row: TypeAlias = tuple[SceneId, int]


@record
class Move:
    """A clip of `length` frames goes from a place to another one."""

    clip: ClipId
    since: Row
    start: int
    to: Row
    end_start: int
    length: int


def made(changes: Sequence[Change], plan: Layout) -> list[Change]:
    """Return the changes with the turns of moves, and the steps aside that they need."""
    clips = {clip.id: clip for block in plan.blocks for clip in block.clips}
    moves = tuple(found(changes, clips))
    turns, aside = ordered(moves)
    far = furthest(clips.values(), moves)
    result: list[Change] = []
    for change in changes:
        id_ = change.command.clip_id
        if not isinstance(change.command, MoveClip) or id_ not in turns:
            result.append(change)
            continue
        step = None
        if id_ in aside:
            command = MoveClip(clip_id=id_, start=far)
            step = Step(command=command, turn=(Turn.MOVE, aside[id_]))
            far += clips[id_].length
        result.append(replace(change, turn=(Turn.MOVE, turns[id_]), aside=step))
    return result


def found(changes: Iterable[Change], clips: Mapping[ClipId, Clip]) -> Iterable[Move]:
    """Yield the moves; what is made shorter is so before, what is made longer behind."""
    commands = [change.command for change in changes]
    lengths = {each.clip_id: each.length for each in commands if isinstance(each, TrimClip)}
    for command in commands:
        # A version that does not play moves with the one that does and needs no room.
        if not isinstance(command, MoveClip) or command.clip_id not in clips:
            continue
        clip = clips[command.clip_id]
        track = clip.track if command.track is None else command.track
        yield Move(
            clip=clip.id,
            since=(clip.scene, clip.track),
            start=clip.start,
            to=(command.scene_id or clip.scene, track),
            end_start=command.start,
            length=min(clip.length, lengths.get(clip.id, clip.length)),
        )


def furthest(clips: Iterable[Clip], moves: Iterable[Move]) -> int:
    """Return a frame behind everything, before the moves and after them."""
    ends = [clip.end for clip in clips] + [move.end_start + move.length for move in moves]
    return max(ends, default=0)


def ordered(moves: Sequence[Move]) -> tuple[dict[ClipId, int], dict[ClipId, int]]:
    """Return the turns of the moves, and of the steps aside of clips that need one."""
    waits, followers = waiting(moves)
    ready = deque(index for index in range(len(moves)) if not waits[index])
    turns: dict[ClipId, int] = {}
    aside: dict[ClipId, int] = {}
    left = deque(range(len(moves)))
    count = 0
    while left:
        while ready:
            index = ready.popleft()
            turns[moves[index].clip] = count
            count += 1
            if moves[index].clip not in aside:
                ready += released(index, waits, followers)
        while left and moves[left[0]].clip in turns:
            left.popleft()
        if left:
            held = (each for each in left if moves[each].clip not in turns)
            index = next(each for each in held if moves[each].clip not in aside)
            aside[moves[index].clip] = count
            count += 1
            ready += released(index, waits, followers)
    return turns, aside


def released(index: int, waits: list[int], followers: Mapping[int, list[int]]) -> list[int]:
    """Return the moves that wait for nothing any more when a clip has left its place."""
    for follower in followers.get(index, ()):
        waits[follower] -= 1
    return [follower for follower in followers.get(index, ()) if not waits[follower]]


def waiting(moves: Sequence[Move]) -> tuple[list[int], dict[int, list[int]]]:
    """Return for how many others each move waits, and who waits for each."""
    rows: defaultdict[Row, list[tuple[int, int]]] = defaultdict(list)
    for index, move in enumerate(moves):
        insort(rows[move.since], (move.start, index))
    waits = [0] * len(moves)
    followers: dict[int, list[int]] = defaultdict(list)
    for index, move in enumerate(moves):
        row = rows.get(move.to, [])
        first = max(bisect_left(row, (move.end_start, -1)) - 1, 0)
        for start, other in row[first:]:
            if start >= move.end_start + move.length:
                break
            if other != index and start + moves[other].length > move.end_start:
                waits[index] += 1
                followers[other].append(index)
    return waits, followers
