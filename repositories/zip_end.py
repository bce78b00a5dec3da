"""How long the directory of a zip file is, known before anybody reads it into memory.

The directory is behind the members. A record at the end of the file says where it begins and how
long it is (APPNOTE.TXT, 4.3.16); a larger file has another record before that one (4.3.14), and
between both a locator (4.3.15), which says where it is.
"""

import os
import struct
from typing import IO, Final

END: Final = struct.Struct("<4s4H2LH")
LOCATOR: Final = struct.Struct("<4sLQL")
LARGE_END: Final = struct.Struct("<4sQ2H2L4Q")
LONGEST_COMMENT: Final = 65_535


def directory_size(file: IO[bytes]) -> int:
    """Return the bytes of the directory. Raises ValueError for what is no zip file."""
    size = file.seek(0, os.SEEK_END)
    tail_at = max(size - END.size - LOCATOR.size - LONGEST_COMMENT, 0)
    file.seek(tail_at)
    tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < END.size:
        raise ValueError("File is not a zip file")
    length: int = END.unpack_from(tail, at)[5]
    located = at - LOCATOR.size
    if located >= 0 and tail[located : located + 4] == b"PK\6\7":
        length = max(length, _large(file, tail, located, tail_at))
    file.seek(0)
    return length


def _large(file: IO[bytes], tail: bytes, located: int, tail_at: int) -> int:
    # Python looks right before the locator, others where it points to: the longer one counts.
    offset = LOCATOR.unpack_from(tail, located)[2]
    found = [0]
    for at in (offset, tail_at + located - LARGE_END.size):
        if 0 <= at < 2**63:
            file.seek(at)
            record = file.read(LARGE_END.size)
            if len(record) == LARGE_END.size and record[:4] == b"PK\6\6":
                found.append(LARGE_END.unpack(record)[8])
    return max(found)
