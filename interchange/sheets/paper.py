"""Pages: their size, what stands on the head of each, and what is written to them."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.pdfgen.canvas import Canvas

from events.record import record
from interchange.report import Report, quoted
from interchange.sheets.lettering import FONT, LACKING, clipped, letters, readable, width

SIZES: Final = {"a4": landscape(A4), "letter": landscape(LETTER)}
MARGIN: Final = 36.0
HEAD: Final = 26.0
HEAD_SIZE: Final = 9.0
LEADING: Final = 1.35
"""From one line to the next, for each point of the letters."""


@record
class Box:
    """A rectangle in points; `x` and `y` are its lower left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def top(self) -> float:
        return self.y + self.height


class Paper:
    """Pages that are filled one after the other; the same content gives the same bytes."""

    def __init__(self, size: str, title: str, made_at: datetime, report: Report) -> None:
        letters()
        self.page = 0
        self._report = report
        self._title = title
        self._date = made_at.date().isoformat()
        self._width, self._height = SIZES[size]
        self._content = BytesIO()
        # With `invariant` the library writes neither the time nor a number of its own.
        self._canvas: Any = Canvas(self._content, pagesize=SIZES[size], invariant=1)
        self._canvas.setTitle(title)

    @property
    def room(self) -> Box:
        """Return what is free for content on every page."""
        return Box(
            x=MARGIN,
            y=MARGIN,
            width=self._width - 2 * MARGIN,
            height=self._height - 2 * MARGIN - HEAD,
        )

    def turn(self) -> None:
        """Begin the next page with its head."""
        if self.page:
            self._canvas.showPage()
        self.page += 1
        right = f"{self._date} · {self.page}"
        room = self.room.width - width(right, HEAD_SIZE) - HEAD_SIZE
        y = self._height - MARGIN - HEAD_SIZE
        self.line(MARGIN, y, self._title, HEAD_SIZE, room)
        self.line(MARGIN + room + HEAD_SIZE, y, right, HEAD_SIZE, self.room.width)
        self.rule(y - HEAD_SIZE / 2)

    def line(self, x: float, y: float, text: str, size: float, most: float) -> None:
        """Write a line at its base; what has no room is cut."""
        self._canvas.setFont(FONT, size)
        self._canvas.drawString(x, y, clipped(self.checked(text), size, most))

    def lines(self, x: float, y: float, lines: Iterable[str], size: float) -> float:
        """Write lines downwards from a top, and return where the next one would begin."""
        self._canvas.setFont(FONT, size)
        for line in lines:
            y -= size * LEADING
            self._canvas.drawString(x, y + size * (LEADING - 1), line)
        return y

    def rule(self, y: float) -> None:
        self._canvas.setLineWidth(0.5)
        self._canvas.line(MARGIN, y, self._width - MARGIN, y)

    def hairline(self, y: float) -> None:
        self._canvas.setLineWidth(0.2)
        self._canvas.line(MARGIN, y, self._width - MARGIN, y)

    def frame(self, box: Box) -> None:
        self._canvas.setLineWidth(0.75)
        self._canvas.rect(box.x, box.y, box.width, box.height)

    def picture(self, box: Box, content: bytes) -> None:
        """Show a JPEG as large as has room in a box, in its own shape."""
        from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - it brings Pillow with it

        image = ImageReader(BytesIO(content))
        self._canvas.drawImage(
            image, box.x, box.y, box.width, box.height, preserveAspectRatio=True, anchor="c"
        )

    def checked(self, text: str) -> str:
        """Return a text that the font can show, and report what it cannot."""
        shown = readable(text)
        if shown != text:
            reason = f"the font has Latin, Greek and Cyrillic; “{LACKING}” stands for others."
            self._report.add("Letters", quoted(text), reason)
        return shown

    def finished(self) -> bytes:
        if not self.page:
            self.turn()
        self._canvas.save()
        return self._content.getvalue()
