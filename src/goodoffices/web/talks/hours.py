"""Times as people say them: a day and an hour of a place, to UTC seconds and back."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from goodoffices.core.errors import BadInput
from goodoffices.core.rules.fields import LAST_SECOND


def zone_of(name: str) -> ZoneInfo | None:
    """Return the zone of a name such as Europe/Malta; nothing where none is named or none is known."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def seconds(words: str, zone: str) -> int:
    """Return a day and hour (2027-03-05T12:00) of a zone as UTC seconds; UTC where no zone is named."""
    if not words:
        return 0
    place = zone_of(zone)
    if zone and place is None:
        raise BadInput(
            _("No place of that name keeps the time; write it as Europe/Malta or Asia/Riyadh, or UTC.")
        )
    at = _parsed(words)
    if at is None:
        raise BadInput(_("The day and the hour are written as 2027-03-05T12:00."))
    return _struck(at, place or UTC)


def _parsed(words: str) -> datetime | None:
    try:
        return parse_datetime(words)
    except ValueError:  # well formed, and no day or hour of any calendar
        raise BadInput(
            _("There is no such day or hour in the calendar: %(words)s") % {"words": words}
        ) from None


def _struck(at: datetime, zone: tzinfo) -> int:
    """Return when the clocks of a zone show this; the first time, where they show it twice."""
    there = at.replace(tzinfo=zone)
    try:
        found = int(there.timestamp())
        again = datetime.fromtimestamp(found, zone)
    except (OverflowError, ValueError):
        raise BadInput(_("There is no such day or hour in the calendar: %(words)s") % {"words": at}) from None
    if again.replace(tzinfo=None) != at.replace(tzinfo=None, second=again.second, microsecond=0):
        raise BadInput(_("The clocks of that place leave out that hour on that day; name another."))
    return found


def shown(second: int, place: tzinfo = UTC) -> datetime:
    """Return UTC seconds as a day of the calendar; what lies beyond its end, as older entries may, as its last day."""
    return datetime.fromtimestamp(min(max(second, 0), LAST_SECOND), place)


def moment(until: int, zone: str = "") -> str:
    """Return UTC seconds as day and hour where it was said, and the place."""
    place = zone_of(zone)
    at = shown(until, place or UTC)
    told = {"day": date_format(at, "l"), "date": _date(at), "time": f"{at:%H:%M}"}
    return _("%(day)s %(date)s, %(time)s (%(zone)s)") % {**told, "zone": zone if place else "UTC"}


def _date(at: datetime) -> str:
    """Return a day in figures; with the month by name where people write from the right, since its hyphens would turn it round."""
    return date_format(at, "j F Y") if get_language_bidi() else f"{at:%Y-%m-%d}"
