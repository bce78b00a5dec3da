"""Files out: what an export would be, a signed link to it, and the file itself.

A link names a position, so what is downloaded is what was announced. A file that was just written
to say what it cannot carry is kept for a while and not written again.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from domain import access, text
from domain.errors import UNSEEN, NotFoundError, RuleViolatedError
from domain.execute import Executor, Request
from domain.project import ExportProject, existing
from events.ids import UserId, is_branch, is_project
from events.record import record, replace
from interchange import format as formats
from interchange.beside import is_bundled
from interchange.delivery import File, delivered, file_stem
from interchange.format import Format
from interchange.option import Options, chosen
from interchange.outlet import Export, export, music_url
from interchange.pictured import Pictures, wants
from interchange.report import InterchangeError
from interchange.source import Source
from interchange.summary import Summary, summary
from interchange.written import Written
from repositories.moment import Moments
from repositories.projector import Projector
from repositories.timeline import Plan, Timelines, codes
from schema.act import demand_about
from schema.export_port import ExportLink, ExportPreview, ExportWish
from server.account.account import Accounts
from server.exchange import apart
from server.exchange.archive import Archives
from server.exchange.pictures import pictures
from server.exchange.shown import Shown, fitting, shown
from server.exchange.spool import Packed
from server.media.library import Library
from server.take.gallery import Gallery

LINK_LIFETIME: Final = timedelta(minutes=15)
# Bytes of files that were written and may be downloaded in a moment. An AAF of 10,000 clips has
# 102 MB, and is written for its preview, its link and its download.
KEPT: Final = 160_000_000


@record
class Made:
    """An export of a project as it was at `position`."""

    file: File
    position: int
    omissions: tuple[str, ...]
    summary: Summary


@record
class Asked:
    """What is to be written, checked."""

    project: str
    format: Format
    options: Options

    def key(self, position: int, day: date) -> tuple[Any, ...]:
        return self.project, position, day, self.format.name, tuple(sorted(self.options.items()))


@record
class Along:
    """What a file takes along: media by their addresses, and small pictures."""

    held: Mapping[str, bytes]
    pictures: Pictures


class Kept:
    """The files written last, within a number of bytes."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._made: OrderedDict[tuple[Any, ...], Made] = OrderedDict()

    def find(self, key: tuple[Any, ...]) -> Made | None:
        if key in self._made:
            self._made.move_to_end(key)
        return self._made.get(key)

    def add(self, key: tuple[Any, ...], made: Made) -> None:
        self._made[key] = made
        while sum(len(one.file.content) for one in self._made.values()) > self._most:
            self._made.popitem(last=False)


class Exporter:
    def __init__(
        self,
        *,
        executor: Executor,
        projector: Projector,
        timelines: Timelines,
        moments: Moments,
        accounts: Accounts,
        archives: Archives,
        library: Library,
        gallery: Gallery,
        clock: Callable[[], datetime],
    ) -> None:
        self._executor = executor
        self._projector = projector
        self._timelines = timelines
        self._moments = moments
        self._accounts = accounts
        self._archives = archives
        self._library = library
        self._gallery = gallery
        self._clock = clock
        self._kept = Kept()
        # Writing takes the whole project several times in memory.
        self._one_at_a_time = asyncio.Lock()

    def formats(self) -> Sequence[Format]:
        return tuple(formats.FORMATS.values())

    def readable(self) -> Iterable[tuple[str, str]]:
        return formats.readable()

    async def preview(self, wish: ExportWish, user: UserId) -> ExportPreview:
        """Say what an export would hold and leave out. Raises a DomainError."""
        asked = self._asked(wish)
        await self._demand(wish, user)
        made = await self._made(asked)
        return ExportPreview(
            position=made.position,
            file_name=made.file.name,
            size=None if asked.format.is_archive else len(made.file.content),
            omissions=await self._omissions(asked, made),
            summary=made.summary,
        )

    async def link(
        self, wish: ExportWish, *, user: UserId, command: str, is_new: bool
    ) -> ExportLink:
        """Note the export and return a signed link to it, good for a quarter of an hour."""
        asked = self._asked(wish)
        await self._demand(wish, user)
        made = await self._made(asked)
        await self._note(wish, user, command, is_new=is_new)
        claims = {
            "project": wish.project,
            "format": asked.format.name,
            "options": dict(asked.options),
            "position": made.position,
            "user": user,
        }
        token = self._accounts.sign_link(claims, LINK_LIFETIME)
        return ExportLink(
            url=f"/exports/{token}",
            file_name=made.file.name,
            expires_at=self._clock() + LINK_LIFETIME,
            omissions=await self._omissions(asked, made),
        )

    async def download(self, token: str) -> File | Packed:
        """Return the file of a link, if its maker may still see the project.

        An archive holds what has happened until it is downloaded, too.
        """
        claims = self._accounts.read_link(token)
        options: Mapping[str, str] = claims["options"]
        wish = ExportWish(
            project=str(claims["project"]), format=str(claims["format"]), options=options
        )
        asked = self._asked(wish)
        user = UserId(str(claims["user"]))
        if asked.format.is_archive:
            await self._demand(wish, user)
            return await self._packed(asked, await self._made(asked))
        board = await self._executor.board(wish.project)
        access.role(board.authority, user)
        return (await self._made(asked, int(claims["position"]))).file

    async def file(self, wish: ExportWish, user: UserId | None, command: str) -> Made:
        """Return an export at once: for a member, who is noted, or for the operator."""
        asked = self._asked(wish)
        if user is not None:
            await self._demand(wish, user)
        made = await self._made(asked)
        if user is not None:
            await self._note(wish, user, command, is_new=True)
        return made

    async def packed(self, wish: ExportWish, user: UserId | None, command: str) -> Packed:
        """Return an archive at once: for an owner, who is noted, or for the operator."""
        asked = self._asked(wish)
        if user is not None:
            await self._demand(wish, user)
            await self._note(wish, user, command, is_new=True)
        return await self._packed(asked, await self._made(asked))

    async def _packed(self, asked: Asked, made: Made) -> Packed:
        if is_branch(asked.project):
            raise RuleViolatedError(access.NO_BRANCH, field="format")
        project = existing(await self._executor.board(asked.project))
        packed = await self._archives.packed(asked.project, project.name, made.file.name)
        return replace(packed, omissions=await self._omissions(asked, made))

    async def _omissions(self, asked: Asked, made: Made) -> tuple[str, ...]:
        if not asked.format.is_archive:
            return made.omissions
        return (*made.omissions, *await self._archives.lost(asked.project))

    def is_archive(self, wish: ExportWish) -> bool:
        return self._asked(wish).format.is_archive

    def _asked(self, wish: ExportWish) -> Asked:
        try:
            found = formats.named(wish.format)
            options = chosen(found.choices, wish.options)
        except InterchangeError as error:
            raise RuleViolatedError(str(error), field="options") from error
        return Asked(project=wish.project, format=found, options=options)

    async def _demand(self, wish: ExportWish, user: UserId) -> None:
        """Raise what keeps somebody from exporting a project."""
        if not is_project(wish.project):
            raise NotFoundError(UNSEEN)
        access.check(await self._executor.board(wish.project), user, _command(wish))

    async def _note(self, wish: ExportWish, user: UserId, command: str, *, is_new: bool) -> None:
        request = Request(
            project=wish.project,
            command_id=command,
            is_new=is_new,
            actor=user,
            commands=(_command(wish),),
        )
        outcome = await self._executor.execute(request)
        demand_about(outcome, wish.project)
        await self._projector.reached(wish.project, outcome.position)

    async def _made(self, asked: Asked, position: int | None = None) -> Made:
        async with self._one_at_a_time:
            plan = await self._plan(asked.project, position)
            # Paper has the day on it, so a file is kept for that day.
            now = self._clock()
            key = asked.key(plan.position, now.date())
            made = self._kept.find(key)
            if made is None:
                seen = await shown(plan)
                along = Along(
                    held=await self._held(asked, plan, seen),
                    pictures=await self._pictures(asked, seen),
                )
                made = await _made(asked, plan, seen, now, along)
                self._kept.add(key, made)
            return made

    async def _held(self, asked: Asked, plan: Plan, seen: Shown) -> Mapping[str, bytes]:
        """Return the media that a bundle takes along: the music, and takes while there is room."""
        if asked.format.bundle is None and not is_bundled(asked.options):
            return {}
        project = plan.project.state
        wanted = {music_url(project): project.music} if project.music else {}
        wanted |= fitting(seen.files)
        held = {url: await self._library.content(digest) for url, digest in wanted.items()}
        return {url: content for url, content in held.items() if content is not None}

    async def _pictures(self, asked: Asked, seen: Shown) -> Pictures:
        width = asked.format.picture_width
        return await pictures(seen.layout, width, self._gallery) if wants(asked.options) else {}

    async def _plan(self, project: str, position: int | None) -> Plan:
        """Return what a project shows, or showed at a position."""
        row = await self._timelines.project(project)
        if row is None:
            raise NotFoundError(UNSEEN)
        if position is not None and position != row.position:
            return await self._moments.plan(project, position)
        return await self._timelines.plan(row)


def _command(wish: ExportWish) -> ExportProject:
    return ExportProject(format=wish.format.upper(), options=wish.options)


async def _made(asked: Asked, plan: Plan, seen: Shown, now: datetime, along: Along) -> Made:
    project = plan.project.state
    taken = await asyncio.to_thread(export, project, seen.layout)
    if asked.format.is_archive:
        return _announced(asked, plan, summary(taken.timeline))
    source = Source(
        project=project,
        layout=seen.layout,
        timeline=taken.timeline,
        made_at=now,
        held=along.held,
        pictures=along.pictures,
        takes=seen.takes,
        codes=await asyncio.to_thread(codes, plan),
    )
    try:
        written = await _written(asked, source)
    except InterchangeError as error:
        raise RuleViolatedError(str(error), field="format") from error
    return await asyncio.to_thread(_delivered, asked, plan.position, source, taken, written)


async def _written(asked: Asked, source: Source) -> Written:
    clips = sum(len(block.clips) for block in source.layout.blocks)
    if asked.format.is_slow and clips > apart.SMALL:
        return await apart.written(asked.format.name, asked.options, source)
    return await asyncio.to_thread(asked.format.written, source, asked.options)


def _delivered(
    asked: Asked, position: int, source: Source, taken: Export, written: Written
) -> Made:
    omissions = (*taken.omissions, *written.omissions)
    return Made(
        file=delivered(written, source.title, asked.format.media_type),
        position=position,
        omissions=tuple(omission.sentence for omission in omissions),
        summary=summary(taken.timeline),
    )


def _announced(asked: Asked, plan: Plan, shown: Summary) -> Made:
    """Return what is known of an archive, which is written only for who takes it."""
    addresses = sum(bool(view.state.media_url) for view in plan.clips.values())
    media = f"Media of {text.counted(addresses, 'clip')}: their addresses are in it, no files."
    name = f"{file_stem(plan.project.state.name)}.storyboard.zip"
    return Made(
        file=File(name=name, media_type=asked.format.media_type, content=b""),
        position=plan.position,
        omissions=(media,) if addresses else (),
        summary=shown,
    )
