"""One way of writing logs for our own lines, uvicorn's and every library's."""

import logging
import sys

import structlog
from structlog.dev import plain_traceback
from structlog.processors import ExceptionRenderer
from structlog.tracebacks import ExceptionDictTransformer

from server.settings import LogFormat

# Without the values of local variables, among which are tokens and passwords.
TRACEBACKS = ExceptionRenderer(ExceptionDictTransformer(show_locals=False))
QUIET = ("pymongo", "asyncio", "uvicorn", "websockets", "httpx", "httpcore")


def configure_logging(log_format: LogFormat, *, development: bool) -> None:
    """Console lines for people, one JSON object a line for machines; all to stderr."""
    stamps: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*stamps, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=stamps,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_rendering(log_format),
            ],
        )
    )
    logging.basicConfig(
        level=logging.DEBUG if development else logging.INFO, handlers=[handler], force=True
    )
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _rendering(log_format: LogFormat) -> list[structlog.typing.Processor]:
    if log_format == "json":
        return [TRACEBACKS, structlog.processors.JSONRenderer()]
    colors = sys.stderr.isatty()
    return [structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=plain_traceback)]
