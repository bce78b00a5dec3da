"""One measured figure."""

import os

from events.record import record


@record
class Row:
    """`floor` is what `value` is compared with, in the same unit; `ratio` is their quotient.

    Which way round the quotient goes is said in `goal`, a sentence for people. `load` is the
    machine's load average over the last minute when the figure was taken.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None
    ratio: float | None = None
    load: float
    what: str = ""
    goal: str = ""


def load() -> float:
    return round(os.getloadavg()[0], 2)
