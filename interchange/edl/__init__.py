"""CMX 3600 edit decision lists (.edl): the oldest format that everything still reads.

A list has one video track, names files by reels of eight characters and knows cuts, dissolves and
wipes. Times are timecode; the rate itself is not written, only whether it drops frames.
"""

from interchange.edl.reader import read
from interchange.edl.writer import write

__all__ = ["read", "write"]
