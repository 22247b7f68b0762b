"""The site's settings with a clock that stands where a story put it; only a story's own server has such a clock."""

from datetime import UTC, datetime
from unittest import mock

from goodoffices.web import clock
from goodoffices.web.settings import *  # noqa: F403
from goodoffices.web.settings import DATA

FILE = "clock"


def stands() -> datetime:
    """Return the minute written beside the data folder; the real one where none is."""
    told = DATA.parent / FILE
    return datetime.fromisoformat(told.read_text(encoding="ascii")) if told.exists() else datetime.now(UTC)  # noqa: TID251 (where no story sets it)


mock.patch.object(clock, "now", stands).start()
