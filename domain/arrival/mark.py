"""How a project archive is known: its beginning says what it is.

Its first member is called `mimetype` and not compressed, so name and content stand right behind
the first local header of the zip file, as in an OpenDocument or an EPUB.
"""

from typing import Final

MEDIA_TYPE: Final = "application/vnd.emergent-storyboard.project+zip"
MEMBER: Final = "mimetype"
ENOUGH: Final = 128
_HEADER: Final = 30
_SAID: Final = f"{MEMBER}{MEDIA_TYPE}".encode()


def is_archive(content: bytes) -> bool:
    """Tell whether a file, of which `ENOUGH` bytes will do, says that it is a project archive."""
    return content[:4] == b"PK\3\4" and content[_HEADER : _HEADER + len(_SAID)] == _SAID
