"""What an export is made of, and how it calls its clips and files."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from domain.board.project import Project
from domain.naming.code import NO_CODES, Codes
from domain.naming.file import File, project_stem
from domain.timeline import Layout
from events.record import record, replace
from interchange import beside
from interchange.called import CODE, NAMES, Titles, codes_by_id, files_by_address, titled
from interchange.option import Options
from interchange.pictured import Pictures
from interchange.timeline import Timeline
from interchange.written import Written


@record
class Source:
    """A project to be written: as it is, and as the timeline it makes."""

    project: Project
    layout: Layout
    timeline: Timeline
    made_at: datetime
    codes: Codes = NO_CODES
    # The media that a bundle takes along, by the address that the timeline has.
    held: Mapping[str, bytes] = field(default_factory=dict)
    # The numbers of the takes that clips show, by the ids of these.
    takes: Mapping[str, int] = field(default_factory=dict)
    pictures: Pictures = field(default_factory=dict)

    def named(self, options: Options) -> Timeline:
        """Return the timeline with the names, and with files named and placed, as is wanted."""
        return beside.settled(self._titled(options), self.held, options)

    def along(self, written: Written, options: Options) -> Written:
        """Return an export with the media that are to go along."""
        timeline = self._titled(options)
        return replace(
            written,
            pieces=(*written.pieces, *beside.pieces(timeline, self.held)),
            omissions=(*written.omissions, *beside.missing(timeline, self.held)),
        )

    def _titled(self, options: Options) -> Timeline:
        """Return the timeline with the names and the names of files that are wanted.

        Files are called by the convention once the shot list is confirmed.
        """
        by_code = options.get(NAMES.name) == CODE
        is_confirmed = bool(self.project.confirmed_naming)
        if not (by_code or is_confirmed):
            return self.timeline
        titles = Titles(
            names=codes_by_id(self.codes, self.layout) if by_code else {},
            files=self._files() if is_confirmed else {},
        )
        return titled(self.timeline, titles)

    def _files(self) -> dict[str, str]:
        return files_by_address(self.codes, self.layout, self.file, self.takes)

    @property
    def title(self) -> str:
        """What files of the whole project are called."""
        project = self.project
        return (
            project_stem(self.codes.pattern, self.file)
            if project.confirmed_naming
            else project.name
        )

    @property
    def file(self) -> File:
        day = self.made_at.strftime("%Y%m%d")
        return File(project=self.project.name, version=self.project.exports + 1, date=day)
