"""Daily windows against the clock of the place: what a change of clocks does to them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from goodoffices.core.errors import BadInput, Phrase
from goodoffices.monitoring.obligations import Daily, Window


def zone_of(name: str) -> ZoneInfo:
    """Return the zone; `BadInput` where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadInput(
            "no time zone {name} is known here; zones are named like 'Europe/Malta'", name=repr(name)
        ) from None


@dataclass(frozen=True)
class Opening:
    """One day's window as instants in UTC."""

    opens: datetime
    closes: datetime

    def hours(self) -> Fraction:
        """Return how long it really is."""
        return Fraction(int((self.closes - self.opens).total_seconds()), 3600)


def ends(window: Window, day: date) -> tuple[datetime, datetime]:
    """Return the local times at which the window of a day opens and closes."""
    begins = datetime.combine(day, window.opens)
    overnight = window.closes is None or window.closes <= window.opens
    closes = datetime.combine(day + timedelta(days=1 if overnight else 0), window.closes or time(0))
    return begins, closes


def opening(window: Window, day: date, zone: ZoneInfo) -> Opening:
    """Return when the window of a day really opens and closes.

    A time that comes twice is the first of the two; one that is skipped is read with the offset before.
    """
    begins, closes = ends(window, day)
    return Opening(begins.replace(tzinfo=zone).astimezone(UTC), closes.replace(tzinfo=zone).astimezone(UTC))


def trouble(daily: Daily, window: Window, day: date) -> str:
    """Return what the clock does to the window of a day; nothing where it does nothing.

    A time that does not exist, or comes twice, is trouble; else a window that is shorter than `hours`,
    or, where no hours were promised, not as long as it reads.
    """
    zone = zone_of(daily.zone)
    begins, closes = ends(window, day)
    for moment in (begins, closes):
        strange = _strange(moment, zone)
        if strange:
            return strange
    long = opening(window, day, zone).hours()
    read = Fraction(int((closes - begins).total_seconds()), 3600)
    if daily.hours is not None:
        return _instead(long, daily.hours) if long < daily.hours else ""
    return _instead(long, read) if long != read else ""


def inside(inner: Opening, outer: Opening) -> bool:
    """Whether one opening lies within another."""
    return outer.opens <= inner.opens and inner.closes <= outer.closes


def _strange(moment: datetime, zone: ZoneInfo) -> str:
    here = moment.replace(tzinfo=zone)
    if here.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment:
        return Phrase("{time} does not exist", time=moment.strftime("%H:%M"))
    twice = here.utcoffset() != here.replace(fold=1).utcoffset()
    return Phrase("{time} comes twice", time=moment.strftime("%H:%M")) if twice else ""


def _instead(long: Fraction, promised: Fraction) -> Phrase:
    return Phrase("{one} instead of {other}", one=_plain(long), other=_plain(promised))


def _plain(hours: Fraction) -> Phrase:
    whole, rest = divmod(hours, 1)
    if rest:
        return Phrase("{hours} h {minutes} min", hours=whole, minutes=str(rest * 60))
    return Phrase("{hours} h", hours=whole)
