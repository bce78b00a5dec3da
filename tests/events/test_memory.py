import pytest

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
    async def opened(self) -> list[EventStore]:
        return [MemoryEventStore(SKETCH)]

    async def closed(self) -> None:
        """Nothing is open."""


TestMemoryModel = MemoryMachine.TestCase
