import pytest

from events.memory import MemoryEventStore
from tests.events.sketch import SKETCH
from tests.events.store_contract import StoreContract


class TestMemoryEventStore(StoreContract):
    @pytest.fixture
    def store(self) -> MemoryEventStore:
        return MemoryEventStore(SKETCH)
