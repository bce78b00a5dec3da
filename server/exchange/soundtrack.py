"""The music that comes in with an edit."""

from collections.abc import AsyncIterator, Mapping
from typing import Final

from domain.board.project import Project
from domain.command import Command
from domain.errors import DomainError
from domain.music import SetMusic, decide
from domain.rate import FrameRate
from events.ids import ProjectId
from events.record import record
from interchange.intake import Soundtrack
from interchange.report import Omission
from server.media.library import Library, file_name

THERE: Final = "the project has music already. Take that away first, or upload this one."
BLOCK: Final = 1 << 20


@record
class Brought:
    """What lets the music of an edit play, or what was left out of it."""

    commands: tuple[Command, ...] = ()
    omissions: tuple[Omission, ...] = ()


async def brought(
    wanted: Soundtrack | None, sounds: Mapping[str, bytes], library: Library, project: Project
) -> Brought:
    """Store the music of an edit, where its file came along and may play in the project.

    An edit is not refused for its music.
    """
    if wanted is None:
        return Brought()
    content = sounds.get(wanted.url)
    if project.music:
        return Brought(omissions=(wanted.left_out(THERE),))
    if content is None:
        return Brought(omissions=(wanted.left_out(_missing(wanted)),))
    try:
        medium = await library.keep_music(_blocks(content))
        command = SetMusic(
            digest=medium.digest,
            name=file_name(wanted.name, medium.type),
            sound=await library.sound(medium),
            offset=wanted.offset,
        )
        decide(command, project)
    except DomainError as error:
        return Brought(omissions=(wanted.left_out(error.message),))
    return Brought(commands=(command,))


def expected(rate: FrameRate, *, id_: ProjectId) -> Project:
    """Return a project as it will begin, to say what may play in it."""
    return Project(id=id_, frame_rate=rate.name)


def _missing(wanted: Soundtrack) -> str:
    return (
        "its file did not come along. Upload it as music; it begins at frame "
        f"{wanted.offset:,} of the timeline."
    )


async def _blocks(content: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(content), BLOCK):
        yield content[at : at + BLOCK]
