"""A good file of each format that can be read, and everything bad that may be done to it."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, TypeAlias

from events.record import record
from interchange.format import FORMATS
from interchange.option import chosen
from tests.interchange.brief.example import EXAMPLE
from tests.interchange.golden.film import film

FOUNTAIN: Final = "INT. HOUSE - DAY\n\nA door opens.\n\nADA\nWho is there?\n"
FDX: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<FinalDraft DocumentType="Script" Version="1">'
    '<Content><Paragraph Type="Scene Heading"><Text>INT. HOUSE</Text></Paragraph>'
    '<Paragraph Type="Action"><Text>A door opens.</Text></Paragraph></Content></FinalDraft>'
)
BRIEF: Final = '{"brief": 1, "scenes": [{"name": "Quay", "clips": [{"length": 2}]}]}'


@record
class Sample:
    """A file; `parts` are the texts in it, of which an archive has several."""

    name: str
    content: bytes

    @property
    def extension(self) -> str:
        return self.name.rpartition(".")[2]

    @property
    def is_archive(self) -> bool:
        return self.content.startswith(b"PK")

    @property
    def is_xml(self) -> bool:
        return self.extension in {"fcpxml", "xml", "fdx"}

    @property
    def is_table(self) -> bool:
        return self.extension in {"xlsx", "csv"}


@cache
def samples() -> dict[str, Sample]:
    """Return a good file of each format by its name."""
    source = film()
    made: dict[str, bytes] = {}
    for one in FORMATS.values():
        if (one.read is not None or one.is_table) and not one.is_archive:
            [piece, *_] = one.written(source, chosen(one.choices, {})).pieces
            made[f"film.{one.extension}"] = piece.content
    words = {"film.fountain": FOUNTAIN, "film.fdx": FDX, "film.yaml": EXAMPLE, "brief.json": BRIEF}
    made |= {name: text.encode() for name, text in words.items()}
    return {name: Sample(name=name, content=content) for name, content in made.items()}


Hazard: TypeAlias = Callable[[Sample], Iterator[bytes]]


def bombs(sample: Sample) -> Iterator[bytes]:
    """Yield entities that multiply, and one that names a file."""
    lol = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    for declared, used in (
        (f'<!ENTITY a0 "lol">{lol}', "&a9;"),
        ('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
        ('<!ENTITY % a SYSTEM "http://127.0.0.1:1/a.dtd">%a;', ""),
    ):
        for part in texts(sample, b"<"):
            yield with_part(sample, part, entities(part, declared, used))


def entities(part: bytes, declared: str, used: str) -> bytes:
    text = part.decode()
    root = re.search(r"<([A-Za-z]\w*)", text)
    assert root
    head = re.sub(r"<!DOCTYPE[^>]*>", "", text[: root.start()])
    body = text[root.start() :].replace("<", f"<!DOCTYPE {root[1]} [{declared}]>\n<", 1)
    first = body.index(">", body.index("]>") + 3) + 1
    return f"{head}{body[:first]}{used}{body[first:]}".encode()


def texts(sample: Sample, beginning: bytes) -> list[bytes]:
    if not sample.is_archive:
        return [sample.content] if sample.content.lstrip().startswith(beginning) else []
    with zipfile.ZipFile(io.BytesIO(sample.content)) as package:
        wanted = ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "content.otio")
        found = [package.read(name) for name in package.namelist() if name in wanted]
    return [part for part in found if part.lstrip().startswith(beginning)]


def with_part(sample: Sample, part: bytes, other: bytes) -> bytes:
    """Return the file with other content in the place of a part of it."""
    if not sample.is_archive:
        return other
    return packed(sample, lambda name, content: (name, other if content == part else content))


def packed(
    sample: Sample, change: Callable[[str, bytes], tuple[str, bytes]], *more: tuple[str, bytes]
) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sample.content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        members = [change(name, old.read(name)) for name in old.namelist()]
        for name, content in (*members, *more):
            new.writestr(name, content)
    return target.getvalue()


def same(name: str, content: bytes) -> tuple[str, bytes]:
    return name, content


def archives(sample: Sample) -> Iterator[bytes]:
    """Yield archives that lead out of themselves, or unpack to more than there is room for."""
    if not sample.is_archive:
        return
    for name in ("../../etc/passwd", "/etc/passwd", "..\\evil.mov", "media/../../evil.mov"):
        yield packed(sample, same, (name, b"x"))
    yield packed(sample, lambda name, content: (f"../{name}", content))
    yield packed(sample, same, ("media/zeros.bin", bytes(251_000_000)))
    yield sample.content.replace(b"PK\x01\x02", b"PK\x01\x03")


def not_utf8(sample: Sample) -> Iterator[bytes]:
    if not sample.is_archive:
        for letter in (b"\xff", b"\xe9", b"\xed\xa0\x80", b"\x00"):
            yield re.sub(rb"(?<=[A-Za-z])(?=[a-z ]{3})", letter, sample.content, count=1)
            yield sample.content + letter
        yield sample.content.decode().encode("utf-16")
        yield b"\xff\xfe" + sample.content
    yield b"\xff\xfe\x00"


def cut_off(sample: Sample) -> Iterator[bytes]:
    """Yield the beginning of the file, of several lengths, and what is none."""
    whole = len(sample.content)
    yield from (sample.content[: whole * part // 8] for part in range(1, 8))
    yield sample.content[:-2]
    yield from (b" ", b"\n\n", b"\xef\xbb\xbf")


def of_other_kind(_: Sample) -> Iterator[bytes]:
    yield b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64)
    yield b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    yield b"\x00" * 4_000
    yield b"Dear Ada,\nno edit is in here.\n"
    yield b"{}"
    yield b"[]"
    yield b"<html><body>404</body></html>"
    yield b"PK\x05\x06" + bytes(18)
    yield b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def too_deep(sample: Sample) -> Iterator[bytes]:
    """Yield what is nested without end, and numbers without end."""
    yield b'{"OTIO_SCHEMA": ' + b"[" * 100_000
    yield sample.content.split(b"<", 1)[0] + b"<fcpxml version='1.10'>" + b"<a>" * 50_000
    yield b"<xmeml version='4'>" + b"<a>" * 50_000
    yield b"brief: 1\nscenes: " + b"[" * 5_000
    yield b"a: &a [x]\n" + b"".join(b"b: &b [*a, *a, *a]\n" for _ in range(50))
    for number in (b"9" * 5_000, b"-1", b"1e308", b"0.5"):
        yield re.sub(rb"\d+", number, sample.content, count=40)
        yield re.sub(rb'(?<=[:"])\s?\d+', number, sample.content)


def twice(sample: Sample) -> Iterator[bytes]:
    """Yield a file in which one clip has the id of another."""
    ids = sorted(set(re.findall(rb"clip-[0-9a-f]{32}", sample.content)))
    for id_ in ids[1:3]:
        yield sample.content.replace(id_, ids[0])


def control_characters(sample: Sample) -> Iterator[bytes]:
    for letter in (b"\x01", b"\x1b", b"\x7f", b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbf\xbf"):
        yield re.sub(rb"Gulls|House|HOUSE|Quay", b"A" + letter + b"B", sample.content)


def impossible_times(sample: Sample) -> Iterator[bytes]:
    """Yield timecodes that drop frame does not have, and frames that no second has."""
    for code in (b"00:01:00;00", b"00:09:00;01", b"25:61:61:99", b"99:99:99;99"):
        yield re.sub(rb"\d\d:\d\d:\d\d[:;]\d\d", code, sample.content, count=2)
    yield re.sub(rb"FCM: [A-Z -]+", b"FCM: DROP FRAME", sample.content, count=1) + (
        b"\r\nFCM: NON-DROP FRAME\r\n" if sample.extension == "edl" else b""
    )


def mixed_rates(sample: Sample) -> Iterator[bytes]:
    """Yield a file of which a part counts at another rate."""
    for found, other in (
        (rb'"rate": ?[0-9.]+', b'"rate":25.0'),
        (rb"<timebase>\d+</timebase>", b"<timebase>25</timebase>"),
        (rb'frameDuration="[^"]*"', b'frameDuration="1/25s"'),
        (rb"<timebase>\d+</timebase>", b"<timebase>0</timebase>"),
        (rb'frameDuration="[^"]*"', b'frameDuration="0/1s"'),
        (rb'"rate": ?[0-9.]+', b'"rate":0'),
    ):
        for part in (*texts(sample, b"<"), *texts(sample, b"{")):
            if re.search(found, part):
                yield with_part(sample, part, re.sub(found, other, part, count=1))
                last = list(re.finditer(found, part))[-1]
                yield with_part(sample, part, part[: last.start()] + other + part[last.end() :])


HAZARDS: Final[dict[str, Hazard]] = {
    "entities": bombs,
    "archives": archives,
    "not UTF-8": not_utf8,
    "cut off": cut_off,
    "another kind": of_other_kind,
    "too deep": too_deep,
    "one id twice": twice,
    "control characters": control_characters,
    "impossible times": impossible_times,
    "mixed rates": mixed_rates,
}
