"""A store against the plainest model of it: a list. A test module brings the stores."""

import asyncio
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from typing_extensions import override

from events.store import GENESIS, Commit, EventStore, OvertakenError, Proposal, Tip
from tests.events.sketch import proposal

STREAMS = st.frozensets(st.sampled_from(["scene-1", "clip-1", "clip-2", "clip-3"]), min_size=1)
READS = st.none() | st.frozensets(st.sampled_from(["scene-1", "clip-1", "clip-2"]))
PARTITION = "project-1"


class Model:
    """What the log must hold: command and streams of each commit, in order."""

    def __init__(self) -> None:
        self.log: list[tuple[str, frozenset[str]]] = []

    def tip(self, n: int) -> Tip:
        return Tip(n=n, command=self.log[n - 1][0]) if n else GENESIS

    def versions(self, streams: frozenset[str], n: int) -> dict[str, int]:
        """Return what a decision on the first n commits would write."""
        seen = self.log[:n]
        return {s: 1 + sum(s in touched for _, touched in seen) for s in sorted(streams)}

    def append(self, offered: Proposal) -> int | None:
        """Return the n of the outcome, None where the decision was overtaken."""
        streams = frozenset(offered.versions)
        commands = [command for command, _ in self.log]
        if offered.command in commands:
            return commands.index(offered.command) + 1
        n = offered.parent.n
        if n > len(self.log) or self.tip(n) != offered.parent:
            return None
        newer = [touched for _, touched in self.log[n:]]
        if newer and offered.reads is None:
            return None
        if any((streams | (offered.reads or frozenset())) & touched for touched in newer):
            return None
        self.log.append((offered.command, streams))
        return len(self.log)


class StoreMachine(RuleBasedStateMachine):
    """Several stores over one log take turns, as several processes would."""

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.count = 0
        self.runner = asyncio.Runner()
        self.stores = self.runner.run(self.opened())

    async def opened(self) -> list[EventStore]:
        raise NotImplementedError

    async def closed(self) -> None:
        raise NotImplementedError

    @override
    def teardown(self) -> None:
        self.runner.run(self.closed())
        self.runner.close()

    @rule(who=st.integers(0, 9), back=st.integers(0, 12), streams=STREAMS, reads=READS)
    def decide(
        self, who: int, back: int, streams: frozenset[str], reads: frozenset[str] | None
    ) -> None:
        """Decide on a state that is up to twelve commits old."""
        n = max(0, len(self.model.log) - back)
        self.offer(who, [self.made(self.model.tip(n), self.model.versions(streams, n), reads)])

    @rule(who=st.integers(0, 9), streams=st.lists(STREAMS, min_size=2, max_size=5))
    def decide_ahead(self, who: int, streams: list[frozenset[str]]) -> None:
        """Decide on what is not yet written, one on top of the other."""
        ahead = Model()
        ahead.log = list(self.model.log)
        offers: list[Proposal] = []
        for touched in streams:
            n = len(ahead.log)
            offers.append(self.made(ahead.tip(n), ahead.versions(touched, n), None))
            ahead.append(offers[-1])
        self.offer(who, offers)

    @rule(who=st.integers(0, 9), which=st.integers(0, 50))
    def repeat(self, who: int, which: int) -> None:
        if self.model.log:
            command, _ = self.model.log[which % len(self.model.log)]
            self.offer(who, [proposal(command, Tip(n=which, command="any"))])

    @rule(who=st.integers(0, 9), n=st.integers(0, 20), streams=STREAMS)
    def decide_on_what_never_was(self, who: int, n: int, streams: frozenset[str]) -> None:
        parent = Tip(n=n, command="never")
        self.offer(who, [self.made(parent, dict.fromkeys(streams, 1), frozenset())])

    @invariant()
    def the_log_is_the_model(self) -> None:
        for store in self.stores:
            log = self.runner.run(self.everything(store))
            assert [c.n for c in log] == list(range(1, len(log) + 1))
            assert [(c.command, frozenset(c.versions)) for c in log] == self.model.log

    def made(self, parent: Tip, versions: dict[str, int], reads: frozenset[str] | None) -> Proposal:
        self.count += 1
        return proposal(f"c{self.count}", parent, versions=versions, reads=reads)

    def offer(self, who: int, offers: list[Proposal]) -> None:
        expected = [self.model.append(offered) for offered in offers]
        store = self.stores[who % len(self.stores)]
        results = self.runner.run(self.appended(store, offers))
        assert [_n(result) for result in results] == expected

    async def appended(self, store: EventStore, offers: list[Proposal]) -> list[Any]:
        answers = [store.append(offered) for offered in offers]
        return await asyncio.gather(*answers, return_exceptions=True)

    async def everything(self, store: EventStore) -> list[Commit]:
        return [commit async for commit in store.read(PARTITION)]


def _n(result: object) -> int | None:
    assert isinstance(result, Commit | OvertakenError), result
    return result.n if isinstance(result, Commit) else None
