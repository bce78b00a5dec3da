"""What a fake server does wrong, chosen by a test. Counts are used up one by one."""

from dataclasses import dataclass, field
from typing import Literal

Fault = Literal["missing", "empty", "short", "broken", "huge", "forbidden"]


@dataclass
class Faults:
    lost_posts: int = 0  # POST /prompt that queue the prompt and break off before the answer
    swallowed_posts: int = 0  # … that break off and queue nothing
    troubled_posts: int = 0  # … that queue the prompt and answer 500
    refused_posts: int = 0  # … that answer 500 and queue nothing
    errors: dict[str, list[tuple[str, str]]] = field(
        default_factory=dict[str, list[tuple[str, str]]]
    )
    views: list[Fault] = field(default_factory=list[Fault])  # one for each of the next GET /view
    hostile_name: str = ""  # what the history calls every file
    late_history: float = 0.0  # seconds between the end of a run and its entry in the history
    late_interrupts: bool = False  # an interrupt without an id stops the next prompt
    deaf: bool = False  # interrupts have no effect, as in one long node
    mute: bool = False  # sockets stay open and say nothing
    freezes_at: str = ""  # such as "GET /view": the next one is done, and freezes before it answers

    def error_of(self, node_class: str) -> tuple[str, str] | None:
        waiting = self.errors.get(node_class)
        return waiting.pop(0) if waiting else None

    def freezes(self, request: str) -> bool:
        """Use up the freeze; tell whether this is the request it waited for."""
        is_it = self.freezes_at == request
        if is_it:
            self.freezes_at = ""
        return is_it

    def view(self) -> Fault | None:
        return self.views.pop(0) if self.views else None

    def take(self, name: str) -> bool:
        """Use up one of a count; tell whether there was one."""
        count: int = getattr(self, name)
        if count > 0:
            setattr(self, name, count - 1)
        return count > 0
