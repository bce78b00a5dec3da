import pytest
from typing_extensions import override

from events.memory import MemoryEventStore
from events.store import EventStore
from tests.events.sketch import SKETCH
from tests.events.store_contract import StoreContract
from tests.events.store_model import StoreMachine


class TestMemoryEventStore(StoreContract):
    @pytest.fixture
    def store(self) -> MemoryEventStore:
        return MemoryEventStore(SKETCH)


class MemoryMachine(StoreMachine):
    @override
    async def opened(self) -> list[EventStore]:
        return [MemoryEventStore(SKETCH)]

    @override
    async def closed(self) -> None:
        """Nothing is open."""


TestMemoryModel = MemoryMachine.TestCase
