"""What is logged: that something broke, of what kind, and where in the code; never words, names, addresses."""

import logging
import re
import sys
import threading
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

KEYS = frozenset({"event", "level", "source", "kind", "at"})
EVENT = "fault"
ROOTS = ("django", "uvicorn", "asyncio", "concurrent", "goodoffices", "py")
LEVELS = frozenset({"warning", "error", "critical"})
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,99}")
_PLACE = re.compile(r"(?:[^\x00-\x1f]{1,300}\.py|<[a-z ]{1,40}>):[0-9]{1,7}")


class Quiet(logging.Handler):
    """Writes one line of JSON per fault, with nothing of the request, the message or any value in it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line."""
        kind = record.exc_info[0] if record.exc_info else None
        fault = record.exc_info[1] if record.exc_info else None
        structlog.get_logger().error(
            EVENT,
            level=record.levelname.lower(),
            source=record.name,
            kind=f"{kind.__module__}.{kind.__qualname__}" if kind else None,
            at=_places(fault) if fault else None,
        )


def _places(fault: BaseException) -> list[str]:
    return [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(fault.__traceback__)]


def only_places(_: Any, __: str, said: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Let through what a line may hold and nothing else, whoever wrote it: names of modules, and lines in them."""
    told = {name: value for name, value in said.items() if name in KEYS and _may(name, value)}
    return {**told, "event": EVENT, "source": _source(said.get("source"))}


def _may(name: str, value: Any) -> bool:
    if name == "at":
        return isinstance(value, list) and all(
            isinstance(one, str) and _PLACE.fullmatch(one) for one in value
        )
    if name == "kind":
        module = str(value).rpartition(".")[0]
        return isinstance(value, str) and bool(_NAME.fullmatch(value)) and module in sys.modules
    return name == "level" and value in LEVELS


def _source(value: Any) -> str:
    """Return the module a fault was told by, or the part of the program it belongs to; a name made up is not told."""
    if isinstance(value, str) and value in sys.modules:
        return value
    return next((root for root in ROOTS if str(value).split(".")[0] == root), "other")


def quieten() -> None:
    """Let nothing of this process reach a log but by `Quiet`: what no one caught, what a thread or a finaliser threw, warnings.

    A fault of the logging itself is not written at all: it would print the record.
    """
    logging.raiseExceptions = False
    logging.captureWarnings(capture=True)
    sys.excepthook = lambda _kind, fault, _trace: _fault(fault)
    threading.excepthook = lambda thrown: _fault(thrown.exc_value)
    sys.unraisablehook = lambda thrown: _fault(thrown.exc_value)


def _fault(fault: BaseException | None) -> None:
    logging.getLogger("goodoffices").error(EVENT, exc_info=fault)


structlog.configure(
    processors=[
        only_places,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.JSONRenderer(),
    ],
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
