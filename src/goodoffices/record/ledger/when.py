"""Days of the ledger: ISO 8601 at the granularity known, from a year to a minute."""

import re
from datetime import date, datetime, timedelta

from goodoffices.core.errors import BadInput

_SHAPE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?|-W(\d\d))?")


def checked(when: str, name: str) -> str:
    """Return the date if it is one; `name` is the field, for the message."""
    match = _SHAPE.fullmatch(when)
    if match is None or not _exists(when, match):
        raise BadInput(
            "{dated}: {value} is no date; write 2031-03-04, or 2031-03 or 2031 where no more is known",
            dated=name,
            value=repr(when),
        )
    return when


def _exists(when: str, match: re.Match[str]) -> bool:
    try:
        if match[4]:
            datetime.fromisoformat(when)
        elif match[5]:
            date.fromisocalendar(int(match[1]), int(match[5]), 1)
        else:
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def first_day(when: str) -> date:
    """Return the first day a date may mean."""
    if "-W" in when:
        return date.fromisocalendar(int(when[:4]), int(when[6:8]), 1)
    year, month, day = (*(int(part) for part in when[:10].split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(when: str) -> date:
    """Return the last day a date may mean."""
    first = first_day(when)
    if "-W" in when:
        return first + timedelta(days=6)
    if len(when) == len("2031"):
        return date(first.year, 12, 31)
    if len(when) == len("2031-03"):
        return date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
    return first


def order(when: str | None) -> tuple[date, str]:
    """Return what sorts dates by the first day they may mean, unknown ones last."""
    return (first_day(when), when) if when else (date.max, "")
