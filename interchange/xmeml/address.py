"""Addresses of files: as projects have them and as `<pathurl>` wants them.

Files are `file://localhost/` and percent-encoded, a drive is `C%3a` as Premiere writes it. What is
relative and what is on a web server stays so.
"""

import re
from typing import Final
from urllib.parse import quote, unquote

HOST: Final = "file://localhost"
STILL: Final = re.compile(
    r"\.(?:avif|bmp|cin|dpx|exr|gif|hei[cf]|jpe?g|png|psd|svg|tga|tiff?|webp)(?:[?#].*)?\s*$",
    re.IGNORECASE | re.DOTALL,
)
DRIVE: Final = re.compile(r"/?([A-Za-z])(?::|%3[Aa])[/\\](.*)", re.DOTALL)
LOCAL: Final = re.compile(r"file:(?://(?:localhost)?)?(?=/|[A-Za-z]:)", re.IGNORECASE)
REMOTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
QUERY: Final = re.compile(r"[?#]")
WEB: Final = re.compile(r"https?:", re.IGNORECASE)
LONE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
IN_PATHS: Final = "/!$&'()*+,;=:@%~"
IN_ADDRESSES: Final = IN_PATHS + "?#[]"


def pathurl(url: str) -> str:
    """Return a file's address as editing programs take it. One encoded already stays as it is."""
    local = LOCAL.match(url)
    if local or DRIVE.match(url) or url.startswith(("/", "\\\\")):
        return local_url(url[local.end() :] if local else url)
    return encoded(url, IN_ADDRESSES if REMOTE.match(url) else IN_PATHS)


def local_url(path: str) -> str:
    """Return the address of an absolute path, also on a Windows drive or share."""
    drive = DRIVE.match(path)
    if drive:
        return f"{HOST}/{drive[1]}%3a/{encoded(slashed(drive[2]), IN_PATHS)}"
    path = slashed(path) if path.startswith("\\") else path
    return ("file:" if path.startswith("//") else HOST) + encoded(path, IN_PATHS)


def slashed(path: str) -> str:
    return path.replace("\\", "/")


def encoded(text: str, safe: str) -> str:
    return quote(LONE_PERCENT.sub("%25", text), safe=safe, errors="replace")


def url(pathurl: str) -> str:
    """Return what a project keeps of a `<pathurl>`: `file:///`, and a drive in plain letters."""
    value = pathurl.strip()
    if value.lower().startswith(HOST + "/"):
        value = "file://" + value[len(HOST) :]
    drive = DRIVE.match(value.removeprefix("file://"))
    return f"file:///{drive[1]}:/{drive[2]}" if drive and value.startswith("file:") else value


def file_name(url: str) -> str:
    """Return the last part of an address as a person reads it."""
    path = QUERY.split(url, maxsplit=1)[0] if REMOTE.match(url) else url
    return unquote(path[max(path.rfind("/"), path.rfind("\\")) + 1 :])


def is_still(url: str) -> bool:
    """Tell by its ending whether a file is a single picture."""
    return STILL.search(url) is not None


def is_on_the_web(url: str) -> bool:
    return WEB.match(url) is not None
