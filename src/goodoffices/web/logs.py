"""What is logged: that something broke, of what kind, and where in the code; never words, names, addresses."""

import logging
import traceback

import structlog


class Quiet(logging.Handler):
    """Writes one line of JSON per fault, with nothing of the request, the message or any value in it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line."""
        kind = record.exc_info[0] if record.exc_info else None
        fault = record.exc_info[1] if record.exc_info else None
        structlog.get_logger().error(
            "fault",
            level=record.levelname.lower(),
            source=record.name,
            kind=f"{kind.__module__}.{kind.__qualname__}" if kind else None,
            at=_places(fault) if fault else None,
        )


def _places(fault: BaseException) -> list[str]:
    return [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(fault.__traceback__)]


structlog.configure(
    processors=[structlog.processors.TimeStamper(fmt="iso", utc=True), structlog.processors.JSONRenderer()],
    logger_factory=structlog.PrintLoggerFactory(),
)

CONFIG = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"quiet": {"class": "goodoffices.web.logs.Quiet", "level": "ERROR"}},
    "root": {"handlers": ["quiet"], "level": "ERROR"},
    "loggers": {
        "django": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        "uvicorn": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
