"""CMX 3600 edit decision lists (.edl): the oldest format that everything still reads.

A list has one track, names files by reels of eight characters and knows cuts, dissolves and
wipes. Times are timecode; the rate itself is not written, only whether it drops frames. What a
list has no words for and we need to get the same cut back is in comments of our own, which begin
with `STORYBOARD` and which other programs pass over.
"""

from interchange.edl.line import recognises
from interchange.edl.reader import read
from interchange.edl.writer import CHOICES, write

__all__ = ["CHOICES", "read", "recognises", "write"]
