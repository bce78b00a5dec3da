"""FCPXML documents as other programs write them, piece by piece, at 24 frames a second."""

MOVIE = (
    '<asset id="movie" name="Movie" start="0s" duration="100s" hasVideo="1" format="r1">'
    '<media-rep kind="original-media" src="file:///movie.mov"/></asset>'
)
STILL = (
    '<asset id="still" name="Still" start="0s" duration="0s" hasVideo="1" format="r2">'
    '<media-rep src="file:///still.png"/></asset>'
)
SONG = (
    '<asset id="song" name="Song" duration="60s" hasAudio="1">'
    '<media-rep src="file:///song.wav"/></asset>'
)
FORMATS = (
    '<format id="r1" name="FFVideoFormat1080p24" frameDuration="100/2400s"/>'
    '<format id="r2" name="FFVideoFormatRateUndefined"/>'
)
DISSOLVE = '<effect id="dissolve" name="Cross Dissolve" uid="FxPlug:1"/>'
RESOURCES = f"{FORMATS}{DISSOLVE}{MOVIE}{STILL}{SONG}"


def times(**frames: int) -> str:
    return "".join(f' {key}="{count}/24s"' for key, count in frames.items())


def clip(name: str, inside: str = "", *, more: str = "", ref: str = "movie", **frames: int) -> str:
    return f'<asset-clip ref="{ref}" name="{name}"{times(**frames)}{more}>{inside}</asset-clip>'


def gap(inside: str = "", **frames: int) -> str:
    return f"<gap{times(**frames)}>{inside}</gap>"


def transition(effect: str = "dissolve", **frames: int) -> str:
    picture = f'<filter-video ref="{effect}"/>'
    return f'<transition name="Mix"{times(**frames)}>{picture}</transition>'


def sequence(*items: str, attributes: str = "") -> str:
    return f'<sequence format="r1"{attributes}><spine>{"".join(items)}</spine></sequence>'


def project(*items: str, name: str = "Cut", attributes: str = "") -> str:
    return f'<project name="{name}">{sequence(*items, attributes=attributes)}</project>'


def document(*story: str, resources: str = RESOURCES, version: str = "1.10") -> bytes:
    """Return a document of one event; each element stands on a line of its own."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n<fcpxml version="{version}">\n'
        f"<resources>{resources}</resources>\n<library><event>\n{''.join(story)}\n"
        "</event></library></fcpxml>"
    ).encode()


def cut(*items: str, resources: str = "", attributes: str = "") -> bytes:
    """Return a document of one project."""
    story = project(*items, attributes=attributes)
    return document(story, resources=RESOURCES + resources)
