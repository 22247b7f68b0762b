"""How often somebody may try a password, so that guessing is hopeless and no stranger shuts anybody out.

A try is counted in buckets. From a device the person has signed in from, in one bucket of that device and no
other. From elsewhere, in three: the name with the network, the name, and the network. Names that exist and
names that do not are treated alike. A bucket lets `free` failures pass, then asks for a wait that doubles from
one minute to a quarter of an hour; it holds `most` and forgives that many in a day, evenly, so that no more than
twice `most` are ever made in a day.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from goodoffices.core.errors import Refused
from goodoffices.web.gate.models import TryRow

FREE = 5
LONGEST_WAIT = timedelta(minutes=15)
DAY = timedelta(hours=24)
MOST_OF_A_NAME = 24
MOST_OF_A_NETWORK = 240


@dataclass(frozen=True)
class Bucket:
    """Where a try is counted: a keyed hash, how many pass at once, how many it holds."""

    key: str
    free: int
    most: int


class Throttled(Refused):
    """Too many tries have failed; `until` is when the next may be made."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__("too many tries have failed")


def buckets(name: str, network: str, device: str) -> tuple[Bucket, ...]:
    """Return where a try under this name counts; `device` is the secret it is known by, if it is known."""
    if device:
        return (_bucket(MOST_OF_A_NAME, FREE, "device", name, device),)
    near = _near(network)
    return (
        _bucket(MOST_OF_A_NAME, FREE, "both", name, near),
        _bucket(MOST_OF_A_NAME, MOST_OF_A_NAME, "name", name),
        _bucket(MOST_OF_A_NETWORK, MOST_OF_A_NETWORK, "network", near),
    )


def take(where: tuple[Bucket, ...], at: datetime) -> None:
    """Count a try as failed before it is made; raise `Throttled` and count nothing where it must wait."""
    _must_wait(TryRow.objects.filter(bucket__in=[bucket.key for bucket in where]), at)
    with transaction.atomic(using=TryRow.objects.db):
        rows = [_row(bucket, at) for bucket in where]
        _must_wait(rows, at)
        for bucket, row in zip(where, rows, strict=True):
            row.failures += 1
            row.until = _until(bucket, row, at)
            row.save()


def give_back(where: tuple[Bucket, ...], at: datetime) -> None:
    """Uncount a try that succeeded; a device the person holds starts anew.

    The others only get this one try back: somebody who guesses between the owner's visits gains nothing.
    """
    with transaction.atomic(using=TryRow.objects.db):
        for bucket in where:
            row = _row(bucket, at)
            row.failures = 0 if len(where) == 1 else max(row.failures - 1, 0)
            row.until = at
            row.save()


def clear(before: datetime) -> None:
    """Forget the tries that are all forgiven."""
    TryRow.objects.filter(since__lt=before - 2 * DAY).delete()


def _must_wait(rows: Iterable[TryRow], at: datetime) -> None:
    shut = [row.until for row in rows if row.until > at]
    if shut:
        raise Throttled(max(shut))


def _until(bucket: Bucket, row: TryRow, at: datetime) -> datetime:
    if row.failures >= bucket.most:
        return row.since + (row.failures - bucket.most + 1) * (DAY / bucket.most)
    over = row.failures - bucket.free
    return at if over < 0 else at + min(timedelta(minutes=2 ** min(over, 4)), LONGEST_WAIT)


def _row(bucket: Bucket, at: datetime) -> TryRow:
    fresh = {"failures": 0, "since": at, "until": at}
    row, _ = TryRow.objects.select_for_update().get_or_create(bucket=bucket.key, defaults=fresh)
    forgiven = (at - row.since) // (DAY / bucket.most)
    if forgiven >= row.failures:
        row.failures, row.since = 0, at
    else:
        row.failures, row.since = row.failures - forgiven, row.since + forgiven * (DAY / bucket.most)
    return row


def _bucket(most: int, free: int, *parts: str) -> Bucket:
    key = hmac.new(settings.SECRET_KEY.encode(), digestmod=hashlib.sha256)
    for part in ("throttle", *parts):
        raw = part.encode()
        key.update(len(raw).to_bytes(8, "big") + raw)
    return Bucket(key.hexdigest(), free, most)


def _near(network: str) -> str:
    """Return what counts as one network: an IPv4 address, the /64 of an IPv6 address."""
    try:
        address = ipaddress.ip_address(network)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))
