"""Between an event and what is stored of it: names, schema versions, upcasters.

A stored name is chosen in a table and never derived from an import path, so that classes may
move and be renamed. A stored event is never rewritten: one of an older schema is brought up to
date as it is read, by one upcaster per step.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from pydantic import TypeAdapter, ValidationError

from events.catalogue import EVENTS, UPCASTERS

Data: TypeAlias = dict[str, Any]
Upcaster: TypeAlias = Callable[[Data], Data]


class UnknownEventError(Exception):
    """An event that this version of the program has no name, or no class, for."""


class UnreadableEventError(Exception):
    """Stored data that does not fit the event it is said to be."""


class Codec:
    """Encodes and decodes the events of a table `{stored name: (schema version, class)}`.

    `upcasters[name, 1]` turns data of schema version 1 into version 2, and so on. Where two
    names have one class, the first is written and the second only read.
    """

    def __init__(
        self,
        events: Mapping[str, tuple[int, type]],
        upcasters: Mapping[tuple[str, int], Upcaster] | None = None,
    ) -> None:
        self._versions = {name: version for name, (version, _) in events.items()}
        self._upcasters = dict(upcasters or {})
        self._check_steps()
        self._adapters = {name: TypeAdapter[Any](cls) for name, (_, cls) in events.items()}
        self._readers = {name: a.validator.validate_python for name, a in self._adapters.items()}
        self._writers: dict[type, tuple[str, int, Callable[..., Data]]] = {}
        for name, (version, cls) in events.items():
            writer = self._adapters[name].serializer.to_python
            self._writers.setdefault(cls, (name, version, writer))

    def encode(self, event: object) -> tuple[str, int, Data]:
        """Return stored name, schema version and data. Raises UnknownEventError."""
        try:
            name, version, write = self._writers[type(event)]
        except KeyError:
            raise UnknownEventError(
                f"{type(event).__name__} has no stored name: add it to the table of the codec."
            ) from None
        return name, version, write(event, mode="json")

    def decode(self, name: str, version: int, data: Data) -> Any:
        """Return the event of stored data of any schema version so far.

        Raises UnknownEventError, UnreadableEventError.
        """
        if version != self._versions.get(name):
            data = self._upcast(name, version, data)
        try:
            return self._readers[name](data)
        except ValidationError as error:
            raise UnreadableEventError(
                f"A stored {name} of schema version {version} is not what its schema says: {error}"
            ) from error

    def contract(self) -> dict[str, Data]:
        """Return the JSON Schema of what is stored, by name: the snapshot that guards it."""
        return {
            name: {"version": self._versions[name], "schema": adapter.json_schema()}
            for name, adapter in sorted(self._adapters.items())
        }

    def _check_steps(self) -> None:
        steps = {(name, v) for name, last in self._versions.items() for v in range(1, last)}
        if steps != self._upcasters.keys():
            raise ValueError(
                "Each event needs one upcaster for each schema version before its last;"
                f" missing {sorted(steps - self._upcasters.keys())},"
                f" unexpected {sorted(self._upcasters.keys() - steps)}."
            )

    def _upcast(self, name: str, version: int, data: Data) -> Data:
        last = self._versions.get(name)
        if last is None or not 1 <= version < last:
            raise UnknownEventError(
                f"The log holds a {name} of schema version {version}, which this version of the"
                f" program does not know (it knows {last or 'none'}): update the program."
            )
        for step in range(version, last):
            data = self._upcasters[name, step](data)
        return data


CODEC: Final = Codec(EVENTS, UPCASTERS)
