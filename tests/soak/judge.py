"""Whether a store kept its promises: pure functions from a story to sentences of what is amiss.

A sentence shows the offending entries whole, so that a failure explains itself.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

from tests.soak.history import Answer, Asked, Heard, Logged, Story

Law: TypeAlias = Callable[[Story], Iterator[str]]

REFUSALS: Final = {Answer.CONFLICT, Answer.REFUSED}


def verdict(stories: Iterable[Story]) -> list[str]:
    """Return a sentence for each broken promise."""
    return [
        f"{story.project}: {fault}" for story in stories for law in LAWS for fault in law(story)
    ]


def gaps(story: Story) -> Iterator[str]:
    """Find the first place where the log is not 1, 2, 3 and so on."""
    for due, commit in enumerate(story.log, 1):
        if commit.n != due:
            yield f"commit {commit.n} stands where {due} is due: {commit}"
            return


def doubles(story: Story) -> Iterator[str]:
    """A command is applied once, however often it was sent."""
    first: dict[str, Logged] = {}
    for commit in story.log:
        if first.setdefault(commit.command, commit) is not commit:
            yield f"one command was applied twice: {first[commit.command]} and {commit}"


def strangers(story: Story) -> Iterator[str]:
    """The log holds what was asked for and nothing else."""
    known = {asked.command for asked in story.asked}
    for commit in story.log:
        if commit.command not in known:
            yield f"nobody asked for {commit}"


def losses(story: Story) -> Iterator[str]:
    """What was acknowledged is in the log, where it was said to be."""
    places = _places(story)
    for asked in _answered(story, {Answer.DONE}):
        place = places.get(asked.command)
        if place is None:
            yield f"acknowledged and not in the log: {asked}"
        elif place != asked.position:
            yield f"acknowledged at {asked.position} and in the log at {place}: {asked}"


def refusals(story: Story) -> Iterator[str]:
    """What was refused did not happen; and nothing that may happen was refused."""
    places = _places(story)
    for asked in _answered(story, REFUSALS):
        if asked.command in places:
            yield f"refused and in the log at {places[asked.command]}: {asked}"
        elif asked.answer is Answer.REFUSED:
            yield f"refused without a reason: {asked}"


def leaps(story: Story) -> Iterator[str]:
    """Each commit takes its streams from the version before it to the one that it says."""
    heads: dict[str, int] = {}
    for commit in story.log:
        for stream, version in commit.versions.items():
            before = heads.get(stream, 0)
            if version != before + commit.lengths.get(stream, 0):
                yield f"{stream} was at version {before} before {commit}"
            heads[stream] = version


def false_grounds(story: Story) -> Iterator[str]:
    """What named an expected version was applied on that version."""
    commits = {commit.command: commit for commit in story.log}
    for asked in _answered(story, {Answer.DONE}):
        commit = commits.get(asked.command)
        if commit is None or asked.expected is None:
            continue
        ground = commit.versions.get(asked.stream, 0) - commit.lengths.get(asked.stream, 0)
        if ground != asked.expected:
            yield f"applied on version {ground} of its stream: {asked}"


def false_conflicts(story: Story) -> Iterator[str]:
    """A conflict names a version that another command had brought about by then."""
    makers = {
        (stream, version): commit.command
        for commit in story.log
        for stream, version in commit.versions.items()
    }
    began = {asked.command: asked.began for asked in story.asked}
    for asked in _answered(story, {Answer.CONFLICT}):
        maker = makers.get((asked.stream, asked.actual or 0))
        if asked.expected is None or asked.actual is None or asked.actual <= asked.expected:
            yield f"refused although its version was the newest: {asked}"
        elif maker is None:
            yield f"refused for a version that never was: {asked}"
        elif began.get(maker, asked.ended) >= asked.ended:
            yield f"refused for a version that was made later, by {maker}: {asked}"


def disorder(story: Story) -> Iterator[str]:
    """What began after another was acknowledged has a later place in the log."""
    done = list(_answered(story, {Answer.DONE}))
    waiting = sorted(done, key=lambda asked: asked.ended, reverse=True)
    newest: Asked | None = None
    for asked in sorted(done, key=lambda asked: asked.began):
        while waiting and waiting[-1].ended < asked.began:
            newest = max(newest or waiting[-1], waiting.pop(), key=_position)
        if newest is not None and _position(newest) >= _position(asked):
            yield f"began after the answer to {newest} and has no later place: {asked}"


def amnesia(story: Story) -> Iterator[str]:
    """No client is answered with less than it has seen before."""
    newest: dict[int, Asked] = {}
    for asked in sorted(story.asked, key=lambda asked: asked.ended):
        if asked.position is None:
            continue
        before = newest.get(asked.client, asked)
        if _position(asked) < _position(before):
            yield f"answered with less than {before}: {asked}"
        newest[asked.client] = max(before, asked, key=_position)


def deafness(story: Story) -> Iterator[str]:
    """Each subscriber was sent the log from where it began, and nothing else."""
    places = [(commit.n, commit.command) for commit in story.log]
    for heard in story.heard:
        wanted = [place for place in places if place[0] > heard.after]
        if fault := _difference(heard, wanted):
            yield f"{heard.reader} {fault}"


def _difference(heard: Heard, wanted: list[tuple[int, str]]) -> str:
    """Return the first place where what was heard is not what was wanted."""
    for (n, command), due in zip(heard.commits, wanted, strict=False):
        if (n, command) != due:
            return f"heard commit {n} of {command} where {due[0]} of {due[1]} was due"
    if len(heard.commits) < len(wanted):
        return f"never heard commit {wanted[len(heard.commits)]}"
    if len(heard.commits) > len(wanted):
        return f"heard commit {heard.commits[len(wanted)]}, which is not in the log"
    return ""


LAWS: Final[tuple[Law, ...]] = (
    gaps,
    doubles,
    strangers,
    losses,
    refusals,
    leaps,
    false_grounds,
    false_conflicts,
    disorder,
    amnesia,
    deafness,
)


def _places(story: Story) -> dict[str, int]:
    return {commit.command: commit.n for commit in story.log}


def _answered(story: Story, answers: set[Answer]) -> Iterator[Asked]:
    return (asked for asked in story.asked if asked.answer in answers)


def _position(asked: Asked) -> int:
    return asked.position or 0
