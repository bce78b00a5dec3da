"""What an import or an export could not take along, told in sentences."""

from events.record import record, replace


class InterchangeError(Exception):
    """A file that cannot be taken at all; the text says what is wrong with it and where."""


def quoted(name: str) -> str:
    """Name a thing in a sentence: on one line and not at length."""
    return f"“{' '.join(name[:40].split())}”"


@record
class Omission:
    """`what` was left out or changed, first met at `where`, `count` times in all."""

    what: str
    where: str
    reason: str
    count: int = 1

    @property
    def sentence(self) -> str:
        times = f" ({self.count} times)" if self.count > 1 else ""
        return f"{self.what}, {self.where}: {self.reason}{times}"


class Report:
    """Gathers omissions; the same one of many places is told once, with its count."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Omission] = {}

    def add(self, what: str, where: str, reason: str) -> None:
        known = self._found.get((what, reason))
        self._found[what, reason] = (
            replace(known, count=known.count + 1)
            if known
            else Omission(what=what, where=where, reason=reason)
        )

    @property
    def omissions(self) -> tuple[Omission, ...]:
        """In the order in which they were first met."""
        return tuple(self._found.values())
