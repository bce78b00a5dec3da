"""xmeml files as other programs write them, piece by piece."""

from interchange import xmeml
from interchange.timeline import Gap, Reading, Timeline, Transition, placed


def rate(timebase: object = 24, ntsc: str = "FALSE") -> str:
    return f"<rate><timebase>{timebase}</timebase><ntsc>{ntsc}</ntsc></rate>"


def file(name: str, duration: int = 500, first: int = 0, more: str = "") -> str:
    return (
        f'<file id="{name}"><name>{name}</name><pathurl>file://localhost/{name}</pathurl>{rate()}'
        f"<duration>{duration}</duration><timecode>{rate()}<frame>{first}</frame></timecode>{more}"
        "</file>"
    )


def clip(
    name: str,
    start: object,
    end: object,
    begin: object = 0,
    out: object = "",
    *,
    more: str = "",
    tag: str = "clipitem",
) -> str:
    return (
        f"<{tag}><name>{name}</name>{rate()}<start>{start}</start><end>{end}</end>"
        f"<in>{begin}</in><out>{out}</out>{more}</{tag}>"
    )


def mix(start: object, end: object, alignment: str = "center", more: str = "") -> str:
    effect = "<effect><name>Cross Dissolve</name><effectid>Cross Dissolve</effectid></effect>"
    return (
        f"<transitionitem>{rate()}<start>{start}</start><end>{end}</end>"
        f"<alignment>{alignment}</alignment>{more or effect}</transitionitem>"
    )


def track(*items: str) -> str:
    return f"<track>{''.join(items)}</track>"


def sequence(*video: str, audio: str = "", more: str = "", of: str = "", name: str = "Cut") -> str:
    return (
        f"<sequence{of}><name>{name}</name>{rate()}<media><video>{''.join(video)}</video>"
        f"<audio>{audio}</audio></media>{more}</sequence>"
    )


def document(*parts: str) -> bytes:
    text = "\n".join(parts)
    return (
        f'<?xml version="1.0"?>\n<!DOCTYPE xmeml>\n<xmeml version="4">\n{text}\n</xmeml>'.encode()
    )


def read(*tracks: str, more: str = "") -> Reading:
    return xmeml.read(document(sequence(*tracks, more=more)))


def rows(timeline: Timeline) -> list[list[tuple[object, ...]]]:
    """Return of each track what stands where; of a transition its offsets, of a gap nothing."""
    return [
        [
            (item.in_offset, start, item.out_offset)
            if isinstance(item, Transition)
            else (item.name, start, item.length, item.source_start)
            for start, item in placed(track)
            if not isinstance(item, Gap)
        ]
        for track in timeline.tracks
    ]


def sentences(reading: Reading) -> list[str]:
    return [omission.sentence for omission in reading.omissions]
