"""The store on MongoDB against the model, as two processes that remember little."""

from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from typing_extensions import override

from events.store import EventStore
from repositories.connection import connect
from repositories.event_store import MongoEventStore
from tests.events.sketch import SKETCH
from tests.events.store_model import StoreMachine
from tests.repositories.private_mongod import PrivateMongod

NUMBERS = count(1)
SETTINGS = settings(
    max_examples=20,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.parametrize("window", [2, 256])
def test_two_stores_do_what_the_model_says(breakable: PrivateMongod, window: int) -> None:
    class MongoMachine(StoreMachine):
        @override
        async def opened(self) -> list[EventStore]:
            self.client = connect(breakable.uri)
            database = self.client[f"model_{next(NUMBERS)}"]
            stores = [MongoEventStore(database, SKETCH, window=window) for _ in range(2)]
            await stores[0].start()
            self.open = stores
            return [*stores]

        @override
        async def closed(self) -> None:
            for store in self.open:
                await store.close()
            await self.client.close()

    run_state_machine_as_test(MongoMachine, settings=SETTINGS)
