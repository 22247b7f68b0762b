"""The site's settings with a clock that stands where a story put it; only a story's own server has such a clock."""

import os
from datetime import datetime
from pathlib import Path
from unittest import mock

from goodoffices.web import clock
from goodoffices.web.settings import *  # noqa: F403
from goodoffices.web.settings import DATA

FILE = "clock"
_now = clock.now


def strikes(data: Path, hour: str) -> datetime:
    """Have the clock of the site kept in `data` stand at an hour, as 18:00, of the day it began on; return it."""
    at = datetime.fromisoformat(f"{_stands(data).date()}T{hour}:00+00:00")
    (data.parent / FILE).write_text(at.isoformat(), encoding="ascii")
    return at


def _stands(data: Path) -> datetime:
    told = data.parent / FILE
    return datetime.fromisoformat(told.read_text(encoding="ascii")) if told.exists() else _now()


def stands() -> datetime:
    """Return the minute written beside the data folder; the real one where none is."""
    return _stands(DATA)


if os.environ.get("DJANGO_SETTINGS_MODULE") == __name__:
    mock.patch.object(clock, "now", stands).start()
