"""An edit that comes back from an editing program into the project that it came from.

What came back and the project as it is are read out of the same format, and only what these two
say differently is a difference: what a format cannot carry never is one.
"""

from interchange.returned.comparison import FOREIGN, returned

__all__ = ["FOREIGN", "returned"]
